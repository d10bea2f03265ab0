# native: refuse, texts, texts_of, lengths, missing, numbers, outside, formats, formats_of, formats_any
# stress: 60
"""What `str` says of exceptions in handlers: of their arguments, by a method of their own, by a builtin class; and who is asked."""

import sys

RERUNNABLE = False

log: list = []


class Own(Exception):
    def __init__(self, code: int) -> None:
        super().__init__("own", code)
        self.code = code


class Told(Exception):
    def __init__(self, code: int) -> None:
        self.code = code

    def __str__(self) -> str:
        log.append(("told", sys._getframe(1).f_code.co_name, sys._getframe(2).f_code.co_name))
        return "told " + str(self.code)


class Key(KeyError):
    pass


class Asked:
    def __str__(self) -> str:
        log.append(("str", sys._getframe(1).f_code.co_name, sys._getframe(2).f_code.co_name))
        return "asked"

    def __repr__(self) -> str:
        log.append(("repr", sys._getframe(1).f_code.co_name, sys._getframe(2).f_code.co_name))
        return "repr"


class Text(str):
    def __str__(self) -> str:
        log.append("text")
        return "a text"

    def __repr__(self) -> str:
        log.append("repr of text")
        return "the text"


def refuse(kind: int) -> int:
    if kind == 0:
        raise ValueError("text")
    if kind == 1:
        raise ValueError
    if kind == 2:
        raise ValueError("two", 2)
    if kind == 3:
        raise Own(kind)
    if kind == 4:
        raise Told(kind)
    if kind == 5:
        raise KeyError("key")
    if kind == 6:
        raise Key(4)
    if kind == 7:
        raise KeyError("one", "two")
    if kind == 8:
        raise ValueError(Asked())
    if kind == 9:
        raise ValueError(1, Asked())
    if kind == 10:
        raise KeyError(Asked())
    if kind == 11:
        raise ValueError(Text("x"))
    if kind == 12:
        raise OSError(2, "gone")
    if kind == 13:
        raise SyntaxError("bad", ("file", 3, 4, "line"))
    if kind == 14:
        raise UnicodeDecodeError("ascii", b"x", 0, 1, "why")
    if kind == 15:
        raise ValueError(2.5, None, True)
    if kind == 16:
        raise ImportError("no", name="m")
    if kind == 17:
        raise ValueError([1])
    if kind == 18:
        raise StopIteration(3)
    if kind == 19:
        raise ValueError(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)
    return kind


def texts(kind: int, n: int) -> list:
    seen: list = []
    for _ in range(n):
        try:
            seen.append(refuse(kind))
        except Exception as error:
            seen.append(str(error))
    return seen


def texts_of(error: BaseException, n: int) -> list:
    seen: list = []
    for _ in range(n):
        seen.append(str(error))
    return seen


class Formatted(Exception):
    def __format__(self, spec: str) -> str:
        log.append(("format", spec, sys._getframe(1).f_code.co_name))
        return "formatted"


def formats(kind: int, n: int) -> list:
    seen: list = []
    for x in range(n):
        try:
            seen.append(refuse(kind))
        except Exception as error:
            seen.append(f"{x}: {error}")
    return seen


def formats_of(error: BaseException, n: int) -> list:
    seen: list = []
    for x in range(n):
        seen.append(f"<{error}>")
    return seen


def formats_any(values: list) -> list:
    seen: list = []
    for value in values:
        try:
            seen.append(f"<{value}>")
        except (ValueError, TypeError) as error:
            seen.append(f"{error}")
    return seen


def test_formats() -> list:
    log.clear()
    seen: list = [formats(kind, 2) for kind in range(21)]
    values = ["a", 1, 2.5, None, True, 10**30, -0.0, Text("t"), Asked(), [1], (1,), b"b", 10**5000, type, Formatted(1), float("nan")]
    return [seen, formats_any(values), formats_of(Formatted("x"), 2), list(log)]


def lengths(kind: int, n: int) -> int:
    total = 0
    for _ in range(n):
        try:
            total += refuse(kind)
        except Exception as error:
            total += len(str(error))
    return total


def missing(table: dict[int, int], n: int) -> list:
    seen: list = []
    for x in range(n):
        try:
            seen.append(table[x])
        except KeyError as error:
            seen.append(str(error))
            seen.append(error.args)
    return seen


def numbers(texts: list[str]) -> list:
    seen: list = []
    for text in texts:
        try:
            seen.append(int(text))
        except ValueError as error:
            seen.append(str(error))
        try:
            seen.append(float(text))
        except ValueError as error:
            seen.append(error.args)
    return seen


def outside(items: list[int], n: int) -> list:
    seen: list = []
    for x in range(n):
        try:
            seen.append(items[x])
        except IndexError as error:
            seen.append(str(error))
            seen.append(error.__context__)
    return seen


def test_texts() -> list:
    log.clear()
    seen = [[texts(kind, 3), lengths(kind, 3)] for kind in range(21)]
    return [seen, list(log)]


def test_odd_arguments() -> list:
    log.clear()
    seen = []
    for args in ((), ("a",), (Asked(),), ("a", Asked()), ([1],), (b"b",), (1.5,), (Text("t"),), ((1, 2),)):
        for error in (ValueError("other"), KeyError("other"), Own(1), Told(2)):
            error.args = args
            seen.append(texts_of(error, 2))
            seen.append(formats_of(error, 2))
    again = ValueError()
    again.args = (again,)
    try:
        seen.append(texts_of(again, 1))
    except RecursionError as error:
        seen.append(str(error)[:20])
    again.args = (again, 1)
    try:
        seen.append(texts_of(again, 1))
    except RecursionError as error:
        seen.append(str(error)[:20])
    return [seen, list(log)]


def test_raised_by_operations() -> list:
    seen = [missing({1: 2}, 4), numbers(["1", "x", "", "1.5", "é"]), outside([1, 2], 4)]
    try:
        raise ValueError("outer")
    except ValueError:
        seen += [missing({}, 2), numbers(["y"]), outside([], 1)]
    return seen


def patched(kind: int) -> list:
    seen = [texts(3, 2), texts(6, 2)]
    try:
        if kind == 0:
            Own.__str__ = lambda self: "patched"
        elif kind == 1:
            Key.__str__ = lambda self: "patched"
        elif kind == 2:
            Own.__repr__ = lambda self: "repr"
        elif kind == 3:
            Own.__format__ = lambda self, spec: "format"
        seen += [texts(3, 2), texts(6, 2), formats(3, 2)]
    finally:
        for owner, name in ((Own, "__str__"), (Key, "__str__"), (Own, "__repr__"), (Own, "__format__")):
            if name in vars(owner):
                delattr(owner, name)
    return seen + [texts(3, 2), texts(6, 2)]


CASES = [(patched, (kind,)) for kind in range(4)]
