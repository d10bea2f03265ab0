# native 3.12+: joined, chosen, mapped, texts_found, sorted_by, tuples, joined_by
# native 3.12+: halves, wrong_items, with_condition, of_any
"""`join` and `tuple` of generator expressions and of `map`, and strings in what is consumed on the spot."""
from typing import Any

LOG: list[str] = []


class Separator(str):
    def join(self, items):
        LOG.append(type(items).__name__)
        return "joined " + ",".join(items)


class Loud(str):
    def __str__(self) -> str:
        LOG.append("str")
        return "loud"


def joined(rows: list[tuple[str, int]]) -> str:
    return ", ".join(w for w, n in rows) + ";" + "".join(w for w, n in rows if n > 1)


def test_joined():
    return joined([("a", 1), ("é", 2), ("c", 3)]), joined([]), joined([("only", 5)])


def chosen(words: list[str], sep: str) -> str:
    best = sep.join(word for word in words if word != "x")
    return sep.join(w.upper() for w in best.split("-")) if "y" in best else best


def test_chosen():
    LOG.clear()
    out = [chosen(["a", "x", "y"], "-"), chosen(["a"], "+"), chosen([], "")]
    out.append(chosen(["a", "y"], Separator("-")))
    return out, LOG[:]


def mapped(numbers: list[int]) -> str:
    return ",".join(map(str, numbers))


def test_mapped():
    LOG.clear()
    return mapped([1, 2, 3]), mapped([]), mapped([2**70, -1, True]), mapped([Loud("x"), 2.5, None]), LOG[:]


def texts_found(words: list[str]) -> tuple[bool, bool, int]:
    return any(w == "b" for w in words), all(w != "é" for w in words), sum(1 for w in words if w < "c" or w == "two words")


def test_texts_found():
    return texts_found(["a", "b", "two words"]), texts_found(["é"]), texts_found([]), texts_found([Separator("b")])


def sorted_by(rows: list[dict[str, int]]) -> list[int]:
    return [row["id"] for row in sorted(rows, key=lambda row: row["age"])]


def test_sorted_by():
    out = [sorted_by([{"id": 1, "age": 5}, {"id": 2, "age": 3}]), sorted_by([])]
    try:
        sorted_by([{"id": 1}])
    except KeyError as error:
        out.append(error.args)
    return out


def tuples(rows: list[tuple[str, int]], n: int) -> tuple[Any, Any, Any]:
    return tuple(w for w, n in rows), tuple(i * i for i in range(n)), tuple(map(len, [w for w, n in rows]))


def test_tuples():
    out = tuples([("a", 1), ("bb", 2)], 4)
    none = tuples([], 0)
    return out, none, none[0] is none[1], [type(part) for part in out]


def joined_by(sep: Any, rows: Any) -> Any:
    return sep.join(w for w in rows)


def test_joined_by():
    LOG.clear()
    out = [joined_by(",", ["a", "b"]), joined_by(Separator(","), ["a"]), joined_by(b"-", [b"a", b"c"])]
    for sep, rows in ((",", [1]), (",", None), (3, ["a"]), (b",", ["a"])):
        try:
            out.append(joined_by(sep, rows))
        except (TypeError, AttributeError) as error:
            out.append((type(error), error.args))
    return out, LOG[:]


def halves(xs: list[float]) -> tuple[float, ...]:
    ys = tuple(x / 2.0 for x in xs)
    total = 0.0
    for y in ys:
        total += y
    return ys + (total,)


def test_halves():
    out = [halves([1.0, 2.0, 3.5]), halves([])]
    try:
        halves(["a"])
    except TypeError as error:
        out.append(error.args)
    return out


def wrong_items(rows: list[tuple[str, int]]) -> str:
    return "-".join(n for w, n in rows)


def test_wrong_items():
    out = []
    for rows in ([], [("a", 1)], [("a", "x"), ("b", "y")], [("a", "x"), ("b", None)], [("a",)]):
        try:
            out.append(wrong_items(rows))
        except (TypeError, ValueError) as error:
            out.append((type(error), error.args))
    return out


def with_condition(rows: list[tuple[str, int]], wanted: str) -> str:
    try:
        return "/".join(w for w, n in rows if w[0] == wanted)
    except IndexError:
        return "empty"


def test_with_condition():
    return with_condition([("ab", 1), ("b", 2), ("ac", 3)], "a"), with_condition([("", 1)], "a")


def of_any(rows: Any) -> Any:
    return tuple(row for row in rows), ";".join(str(row) for row in rows)


def test_of_any():
    def numbers():
        yield 1
        LOG.append("between")
        yield "two"

    LOG.clear()
    return of_any([1, 2.5, "x"]), of_any({"a": 1}), of_any(range(3)), of_any(numbers()), of_any("text"), LOG[:]


def joined_beside_lists(text: str, rows: list[int], things) -> tuple[str, object]:
    total = 0
    for row in rows:
        for other in rows if row else [1]:
            text = ",".join(str(len(text)) for _ in range(3))
            total = row * (len([2**62 for c in things if row != other]) and (things or [4])[0])
    return text, total


BESIDE = [("abc", [1, 2, 0], (3, 4)), ("", [1], "ab"), ("", [], None)]


def test_joined_beside_lists() -> None:
    for text, rows, things in BESIDE:
        print(joined_beside_lists(text, rows, things))
