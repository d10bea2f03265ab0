# native 3.12+: numbered, priced, prefixed, among, looked_up, summed
"""f-strings, constant tuples, globals and captured dictionaries in generator expressions that are consumed on the spot."""
from typing import Any

PREFIX = "p-"
SCALE: int = 3
LOG: list[str] = []


class Loud(str):
    def __format__(self, spec: str) -> str:
        LOG.append(f"format {spec}")
        return "LOUD"

    def __str__(self) -> str:
        LOG.append("str")
        return "loud"


class Number(int):
    def __format__(self, spec: str) -> str:
        LOG.append(f"number {spec}")
        return "N"


def numbered(n: int) -> str:
    return ",".join(f"{i}" for i in range(n)) + "|" + " ".join(f"{i}:{i * i:04d}" for i in range(n))


def test_numbered():
    return [numbered(n) for n in (0, 1, 3, 12)]


def priced(prices: list[float]) -> str:
    return "; ".join(f"<{price:.2f}|{price}>" for price in prices)


def test_priced():
    LOG.clear()
    return priced([1.5, -0.0, 1e300, float("inf")]), priced([]), priced([1, True, Number(4)]), LOG[:]


def prefixed(words: list[str]) -> str:
    return "".join(f"{PREFIX}{word}{word.upper()};" for word in words)


def test_prefixed():
    global PREFIX
    LOG.clear()
    out: list[Any] = [prefixed(["a", "é"]), prefixed([])]
    PREFIX = Loud("q")
    out.append(prefixed(["a", "b"]))
    PREFIX = 7
    out.append(prefixed([Loud("z"), "b"]))
    del PREFIX
    try:
        prefixed(["a"])
    except NameError as error:
        out.append((str(error), error.__traceback__.tb_next.tb_next is not None))
    out.append(prefixed([]))
    PREFIX = "p-"
    try:
        prefixed(["a", 5, "b"])
    except AttributeError as error:
        out.append(str(error))
    return out, LOG[:]


def among(text: str, pairs: list[str]) -> tuple[int, int, bool]:
    return (
        sum(1 for c in text if c in "aeiou"),
        sum(1 for pair in pairs if pair in ("ab", "cd", "x")),
        any(pair in ("zz", None) for pair in pairs),
    )


def test_among():
    LOG.clear()
    return among("education", ["ab", "x", "y"]), among("", []), among("é", [Loud("ab"), "zz"]), LOG[:]


def fill(codes: dict[str, str]) -> None:
    codes["a"] = "0"
    codes["b"] = "10"


def looked_up(text: str) -> str:
    codes: dict[str, str] = {}
    fill(codes)
    return "".join(codes[c] for c in text)


def test_looked_up():
    global fill
    out: list[Any] = [looked_up("abba"), looked_up("")]
    try:
        looked_up("abc")
    except KeyError as error:
        out.append((error.args, error.__traceback__.tb_next.tb_next.tb_frame.f_code.co_name))
    kept = fill

    class Odd(dict):
        def __getitem__(self, key: str) -> str:
            LOG.append(f"odd {key}")
            return "?"

    LOG.clear()
    fill = lambda codes: codes.update({"a": 1})
    try:
        looked_up("a")
    except TypeError as error:
        out.append(str(error))
    fill = kept
    out.append(looked_up("ab"))
    return out, LOG[:]


def summed(rows: list[list[int]]) -> tuple[int, int, int]:
    return (
        sum(sum(row) * SCALE for row in rows),
        max(max(row) for row in rows),
        sum(len(row[1:]) for row in rows),
    )


def test_summed():
    out: list[Any] = [summed([[1, 2, 3], [4]]), summed([[2**70, 1], [-5]])]
    for rows in ([[1], []], [], [["x"]], [[1], None]):
        try:
            out.append(summed(rows))
        except (ValueError, TypeError) as error:
            out.append(str(error))
    return out


def given_ranges(n: int) -> tuple[Any, Any]:
    """A generator expression that nobody fuses gets the range's iterator as an object."""
    kept = (i * SCALE for i in range(n))
    first = next(kept, None)
    return first, list(kept)


def test_given_ranges():
    return [given_ranges(n) for n in (0, 1, 4)]


def unpacked(n: int) -> Any:
    return {i: str(i) for i in range(n)}, dict((i, [i]) for i in range(n)), set(i // 2 for i in range(n))


def test_unpacked():
    return [unpacked(n) for n in (0, 1, 5)]
