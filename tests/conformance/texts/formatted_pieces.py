# native: row, numbers, floats, texts, added, listed, left, between, raising, alone, signs, characters
"""Values that specifications format as pieces of f-strings, of sums of strings and of what is put into lists."""


def row(i: int, name: str, x: float) -> str:
    return f"| {i:>5} | {name:<16} | {name:^10} | {x:8.3f} |"


def numbers(i: int) -> list[str]:
    out: list[str] = []
    out.append(f"<{i:5}|{i:<5}|{i:^5}|{i:>5}|{i:05d}|{i:+d}|{i: d}>")
    out.append(f"<{i:x}|{i:X}|{i:o}|{i:b}|{i:08b}|{i:+08x}|{i:,}|{i:>30,}>")
    out.append(f"<{i:*^40d}|{i:.2f}|{i:12.0f}|{i:=+9d}|{i:x<4}|{i:128}>")
    return out


def floats(x: float) -> list[str]:
    out: list[str] = []
    out.append(f"<{x:8.3f}|{x:.2f}|{x:<12.1f}|{x:^+12.4f}|{x:012.3f}|{x:.0f}>")
    out.append(f"<{x:f}|{x:10}|{x:<10}|{x: .9f}|{x:-^30}|{x:.1f}>")
    return out


def texts(s: str) -> list[str]:
    out: list[str] = []
    out.append(f"<{s:5}|{s:<5}|{s:^5}|{s:>5}|{s:*^9}|{s:s}|{s:128}>")
    out.append(f"{s:3}{s:.>3}")
    out.append("-" + f"{s:>4}")
    out.append(f"{s:>4}" + s)
    return out


def added(i: int, s: str, x: float) -> str:
    out = ""
    for k in range(i):
        out += f"{k:>3}" + s + f"{x:.1f}"
        out += f"[{s:^7}]{k:x}"
        out = out + f"{x:>6.2f}"
    return out


def listed(n: int, s: str) -> str:
    parts: list[str] = []
    for i in range(n):
        parts.append(f"{i:>4}")
        parts.append(f"{s:<6}")
        parts.append(f"{i / 8:7.3f}")
        parts.append(f"{s}: {i:04d} {i / 3:.2f} {s:>9}")
    return "|".join(parts)


def left(values: list[int], s: str) -> list[str]:
    """Leaves between the pieces."""
    out: list[str] = []
    for value in values:
        out.append(f"{value:>3}{s:<4}{value / 2:6.2f}{value + 1:>4}{s:>3}")
    return out


def between(values: list[int]) -> list[str]:
    seen: list[str] = []

    def shown(text: str) -> str:
        seen.append(text)
        return text

    for value in values:
        seen.append(f"{value:>3}{shown(str(value)):<4}{value:x}{shown('b'):>3}")
    return seen


def raising(values: list[int], ten: int, s: str) -> list[str]:
    out: list[str] = []
    for value in values:
        try:
            out.append(f"{value:>3}{s:<4}{ten // value:>4}{s:>3}")
        except ZeroDivisionError as error:
            out.append(str(error))
    return out


def alone(s: str, empty: str) -> tuple[bool, bool, str, str]:
    a = empty + f"{s:<2}"
    b = f"{s:<2}" + empty
    return a is s, b is s, a, b


def signs(x: float) -> str:
    return f"{x:+.1f}{x: .1f}{x:-.1f}{x:06.1f}{x:=+8.1f}{x:+}{x: }"


def characters(s: str) -> str:
    out = ""
    for c in s:
        out += f"{c:>3}{c:<2}{ord(c):04x} "
    return out


class Text(str):
    def __format__(self, spec: str) -> str:
        return f"<{spec}>"


class Number(int):
    def __format__(self, spec: str) -> str:
        return f"<{spec}>"


class Real(float):
    def __format__(self, spec: str) -> str:
        return f"<{spec}>"


INTS = [0, 1, -1, 7, 42, -1234, 99999, 1234567, 2**31, -(2**63), 2**63 - 1]
FLOATS = [0.0, -0.0, 0.5, 1.5, 2.5, -2.675, 0.1, 1e-9, 9.9995, 999.9996, 1e15, 2.0**52, 2.0**53, 1e16, -1e22, 1e300, 5e-324]
FLOATS += [1.7976931348623157e308, float("inf"), float("-inf"), 123456.789, 1 / 3, 1e50, 0.0005, 1.0005, 4503599627370497.5]
TEXTS = ["", "a", "abc", "abcd", "abcdefghijk", "\xe9", "\xe9\xe8\xe7", "\u20ac\u20ac", "\U0001f600", "\ud800", "x" * 200]


def tried(function: object, *arguments: object) -> object:
    try:
        return function(*arguments)
    except (TypeError, ValueError, AttributeError) as error:
        return type(error), str(error)


def test_rows() -> object:
    return [row(i, s, x) for i, s, x in zip(INTS, TEXTS, FLOATS)], [row(5, s, 2.0) for s in TEXTS]


def test_numbers() -> object:
    return [numbers(i) for i in INTS], [numbers(i) for i in range(-12, 120, 7)]


def test_floats() -> object:
    return [floats(x) for x in FLOATS], [signs(x) for x in FLOATS], [f"{i / 8:.2f}" for i in range(40)]


def test_texts() -> object:
    return [texts(s) for s in TEXTS], [added(3, s, 2.5) for s in TEXTS], [listed(3, s) for s in TEXTS]


def test_characters() -> object:
    return characters("ab\xe9\u20ac\U0001f600")


def test_left() -> object:
    return left([1, 2**63 - 1, 2**70, -5], "s"), left([1, 2], "\u20ac")


def test_between() -> object:
    return between([1, 255])


def test_raising() -> object:
    return raising([1, 0, 3], 10, "s")


def test_alone() -> object:
    return [alone(s, "") for s in TEXTS if len(s) != 1]


def test_others() -> object:
    return [
        tried(row, True, "s", 2),
        tried(row, Number(5), Text("t"), Real(2.5)),
        tried(row, 1, Text("t"), 2.5),
        tried(row, 1, "t", Real(2.5)),
        tried(row, 1, 5, 2.5),
        tried(row, 1, None, 2.5),
        tried(row, "i", "s", 2.5),
        tried(row, 2**90, "s", 10**30),
        tried(texts, Text("t")),
        tried(texts, 5),
        tried(numbers, 2.5),
        tried(floats, 7),
        tried(floats, "x"),
        tried(listed, 2, Text("t")),
    ]
