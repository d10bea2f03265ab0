# native: shown, mixed, wide, looked_at, which, popped, changed, turned, alone, none_at_all, left, halfway, lies, deep, runs, kept, grown, backwards, back_items, twice
# native 3.12+: digits, nested, hexes
"""Lists of strings that only a function knows, and of which it makes one string."""

def shown(n: int) -> str:
    parts: list[str] = []
    for i in range(n):
        parts.append(f"item {i}: {i * i}")
    return "\n".join(parts)


def digits(n: int) -> str:
    return ", ".join([str(i) for i in range(n)])


def mixed(n: int, text: str) -> str:
    out = []
    for i in range(n):
        out.append(text)
        out.append("")
        out.append(text[i % len(text)])
        out.append(text + str(i))
        out.append("x" + text[0])
        out.append(str(i / 4))
        out.append("ab" * (i % 3))
        out.append(f"{text}{i}{text}{i / 3}")
    return "|".join(out)


def wide(texts: list[str], separator: str) -> list[str]:
    found = []
    for text in texts:
        parts: list[str] = []
        for other in texts:
            parts.append(text + other)
            parts.append(f"<{other}>")
            for c in other:
                parts.append(c)
        found.append(separator.join(parts))
        found.append(ascii(found[-1]))
    return found


def looked_at(n: int) -> tuple[int, str, bool, str]:
    parts: list[str] = []
    for i in range(n):
        parts.append(f"{i}-{i}")
    total = 0
    for part in parts:
        total += len(part)
    last = parts[-1]
    return total, parts[n // 2] + last, bool(parts) and len(parts) == n, "".join(parts)


def which(n: int) -> tuple[bool, bool, str]:
    """An item is the same one whenever it is asked for."""
    parts: list[str] = []
    for i in range(n):
        parts.append(f"{i}-{i}")
    first: str = parts[0]
    again: str = parts[0]
    last: str = parts[-1]
    return first is again, first is last, "".join(parts)


def popped(n: int) -> tuple[list[str], str]:
    parts: list[str] = []
    for i in range(n):
        parts.append(f"{i}/{i + 1}")
        parts.append(chr(i * 50 % 0x3000 + 0x41))
    gone = []
    while len(parts) > n:
        last: str = parts.pop()
        gone.append(last * 2)
    return gone, "+".join(parts)


def changed(n: int, text: str) -> str:
    parts: list[str] = ["a", text, "c"]
    for i in range(n):
        parts[i % 3] = f"{parts[i % 3]}{i}"
        parts[-1] = text
    return " ".join(parts)


def turned(number: int, base: int) -> str:
    out: list[str] = []
    while number:
        number, rest = divmod(number, base)
        out.append("0123456789abcdef"[rest])
    out.reverse()
    return "".join(out)


def backwards(number: int, base: int) -> str:
    if number == 0:
        return "0"
    out = []
    while number:
        number, r = divmod(number, base)
        out.append("0123456789abcdef"[r])
        if r == 9:
            out.append(f"<{number}>")
    return "-".join(reversed(out))


def back_items(n: int) -> tuple[str, str]:
    out: list[str] = []
    for i in range(n):
        out.append(f"{i}.{i}")
    text = ""
    for item in reversed(out):
        text += item
    return text, "".join(out)


def twice(n: int) -> tuple[str, str, str]:
    """What has given all its items gives none any more."""
    out: list[str] = []
    for i in range(n):
        out.append(f"{i}.")
    turned = reversed(out)
    first = "".join(turned)
    return first, "".join(turned), "".join(out)


def alone(text: str) -> tuple[bool, bool, str]:
    one: list[str] = []
    one.append(text)
    other: list[str] = []
    other.append(text + "")
    fresh: list[str] = []
    fresh.append(f"{text}!")
    return ",".join(one) is text, ",".join(other) is text, ",".join(fresh)


def none_at_all(text: str) -> str:
    parts: list[str] = []
    for c in text:
        if c == "?":
            parts.append(c)
    return text.join(parts)


def left(values: list[int]) -> str:
    """Leaves in the middle, where a number is too large."""
    parts: list[str] = []
    for value in values:
        parts.append(f"{value + 1}:{value}")
        parts.append(str(value))
    return ";".join(parts)


def halfway(values: list[int], ten: int) -> tuple[str, str]:
    parts: list[str] = []
    try:
        for value in values:
            parts.append(f"<{ten // value}>")
    except ZeroDivisionError as error:
        return "".join(parts), str(error)
    return "".join(parts), "all"


def lies(values: list[str]) -> str:
    parts: list[str] = []
    for value in values:
        parts.append(value)
        parts.append("-")
    return "".join(parts)


def deep(n: int) -> str:
    lines: list[str] = []
    for i in range(n):
        cells: list[str] = []
        for j in range(i):
            cells.append(f"{i * j}")
        lines.append(" ".join(cells))
    return "\n".join(lines)


def runs(text: str) -> str:
    parts: list[str] = []
    count = 0
    before = ""
    for c in text:
        if c != before and count:
            parts.append(f"{count}{before}")
            count = 0
        count += 1
        before = c
    parts.append(f"{count}{before}")
    return "".join(parts)


def kept(n: int) -> list[str]:
    """It is the caller's in the end."""
    parts: list[str] = []
    for i in range(n):
        parts.append(f"{i}")
    if n > 3:
        return ["".join(parts)]
    return parts


def nested(rows: list[list[int]]) -> str:
    return "\n".join([",".join([str(x) for x in row]) for row in rows])


def hexes(data: bytes) -> str:
    return " ".join(f"{b:02x}" for b in data) + "|" + "".join(chr(b) if 32 <= b < 127 else "." for b in data)


def grown(n: int) -> int:
    total = 0
    for i in range(n):
        parts: list[str] = []
        for j in range(i % 50):
            parts.append("abcdefgh" * (j % 4) + f"{i}")
        total += len("".join(parts))
    return total


def of_captured(n: int) -> str:
    parts: list[str] = []

    def add(text: str) -> None:
        parts.append(text)

    for i in range(n):
        add(f"{i}.")
    return "".join(parts)


class Text(str):
    def __str__(self) -> str:
        return "str of it"

    def __format__(self, spec: str) -> str:
        return "format of it"

    def __len__(self) -> int:
        return 77


KINDS = ["t", "text", "\xe9t\xe9", "\u0416\u0416", "\U0001f600x", "\ud800", "a" * 3000, "\xff" * 2040]


def test_built() -> object:
    return shown(0), shown(1), shown(12), len(shown(3000)), digits(0), digits(1), digits(2), digits(13), len(digits(9000))


def test_kinds() -> object:
    return [mixed(4, text) for text in KINDS]


def test_separators() -> object:
    texts = ["", "a", "abcdefgh", "\xe9", "\u20ac\u20ac", "\U0001f600", "\ud800"]
    return [wide(texts, separator)[1::2] for separator in ("", ",", "\xe9", "\u20ac", "\U0001f600", "\udfff")]


def test_items() -> object:
    return looked_at(1), looked_at(20), which(1), which(7), popped(4), popped(90), changed(10, "t"), changed(3, "\u20ac")


def test_missing() -> object:
    return looked_at(0)


def test_turned() -> object:
    numbers = [backwards(number, 10) for number in (0, 7, 9, 10, 1239, 99)]
    return turned(255, 16), turned(10**17, 7), turned(0, 2), numbers, back_items(4), twice(3), twice(1), twice(0)


def test_alone() -> object:
    return alone("longer text"), alone("a"), alone(""), none_at_all("none"), none_at_all("a?b?c"), none_at_all("?")


def test_left() -> object:
    return left([1, 2, 3]), left([2**63 - 2, 2**63 - 1, 2**80, 5])


def test_halfway() -> object:
    return halfway([1, 2, 5], 10), halfway([1, 0, 5], 10), halfway([0], 1)


def test_lies() -> object:
    found = [lies(["a", "b"]), lies([Text("sub"), "x"]), lies(["x", Text("sub")])]
    for wrong in ([1, 2], ["a", None], ["a", b"b"]):
        try:
            found.append(lies(wrong))
        except TypeError as error:
            found.append(str(error))
    return found


def test_nested() -> object:
    return deep(6), runs("aaabccd"), runs("\u20ac\u20acx"), runs(""), kept(2), kept(5), nested([]), nested([[1], [], [3]])


def test_bytes() -> object:
    found: list[object] = [hexes(b""), hexes(bytes(range(40))), hexes(b"Hello\xff")]
    for other in (bytearray(b"abc"), [104, 105], [70000, 105], ["x"], "text", None):
        try:
            found.append(hexes(other))
        except (TypeError, ValueError) as error:
            found.append(str(error))
    return found


def test_grown() -> object:
    return grown(150)


def test_captured() -> object:
    return of_captured(5)
