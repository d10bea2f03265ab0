# native: total
# native 3.12+: rows, numbered, of_starred, chosen
"""Generators that are objects put strings together at once; what a function with `*args` gives is what its hint says."""
import sys
from collections.abc import Iterable, Iterator

LEVELS = ("low", "mid", "high")


def rows(count: int) -> Iterator[str]:
    state = 7
    for i in range(count):
        state = (state * 75 + 74) % 65537
        yield f"{i} {LEVELS[state % 3]} w-{state % 13:>4} {state / 7:.2f} took={state % 997}ms"


def numbered(texts: Iterable[str], sep: str) -> Iterator[str]:
    n = 0
    for text in texts:
        line = str(n) + sep + text + sep + f"{text!r}" + str(n * 2)
        n += 1
        yield line + "."
        sep = sep + "-"


def failing(things: Iterable[object]) -> Iterator[str]:
    n = 0
    for thing in things:
        try:
            yield f"{n}:{thing}:{n + 1}"
        except KeyError as error:
            yield f"{n} {error}"
        n += 1


def chosen(records: Iterable[dict[str, str]], *keys: str) -> Iterator[dict[str, str]]:
    return (r for r in records if r["key"] in keys)


def lying(records: Iterable[dict[str, str]], *keys: str) -> Iterator[dict[str, str]]:
    return [1, 2]  # type: ignore


def of_starred(records: Iterable[dict[str, str]]) -> Iterator[tuple[str, int]]:
    for record in records:
        yield record["key"], int(record["value"])


def total(records: list[dict[str, str]]) -> int:
    result = 0
    for key, value in of_starred(chosen(records, "a", "b")):
        result += value
    return result


def total_of_lies(records: list[dict[str, str]]) -> int:
    result = 0
    for key, value in of_starred(lying(records, "a", "b")):
        result += value
    return result


class Loud:
    def __init__(self, name):
        self.name = name

    def __format__(self, spec):
        frame = sys._getframe(1)
        return f"<{self.name} {spec} {frame.f_code.co_name}>"

    def __repr__(self):
        return "loud"


class Fails:
    def __str__(self):
        raise ValueError("no text")


RECORDS = [{"key": k, "value": str(n)} for n, k in enumerate("abcab")]


def test_rows() -> list:
    found = []
    for row in rows(30):
        found.append(row)
    return found


def test_numbered() -> list:
    found = []
    for row in numbered(["a", "\u00e9", "\u4e2d\U0001f600", ""], "/"):
        found.append(row)
    for row in numbered([Loud("x"), 3], "/"):
        found.append(row)
    return found


def test_closed() -> list:
    found, generator = [], rows(10)
    for row in generator:
        found.append((row, generator.gi_frame.f_locals["i"]))
        if len(found) == 4:
            generator.close()
    return found


def test_failing() -> list:
    found = []
    generator = failing(["a", 1, 2.5, Loud("y"), None])
    for text in generator:
        found.append(text)
    generator = failing(["a", "b"])
    found += [next(generator), generator.throw(KeyError("k")), next(generator)]
    return found


def test_fails() -> list:
    found = []
    for text in failing(["a", Fails(), "b"]):
        found.append(text)
    return found


def test_starred() -> list:
    return [total(RECORDS), list(chosen(RECORDS, "c")), list(of_starred(chosen(RECORDS)))]


def test_key_missing() -> int:
    return total([{"key": "a", "value": "3"}, {"key": "b"}])


def test_lies() -> int:
    return total_of_lies(RECORDS)
