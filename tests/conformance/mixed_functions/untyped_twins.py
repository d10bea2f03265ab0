"""The same work with and without hints, and with hints that are wrong: all three answer alike."""


def hinted_mean(values: list[float]) -> float:
    total = 0.0
    for value in values:
        total += value
    return total / len(values)


def plain_mean(values):
    total = 0.0
    for value in values:
        total += value
    return total / len(values)


def wrong_mean(values: str) -> list:
    total: str = 0.0
    for value in values:
        total += value
    return total / len(values)


def hinted_norm(p: tuple[float, float, float]) -> float:
    x, y, z = p
    return (x * x + y * y + z * z) ** 0.5


def plain_norm(p):
    x, y, z = p
    return (x * x + y * y + z * z) ** 0.5


def wrong_norm(p: int) -> int:
    x: int
    x, y, z = p
    return (x * x + y * y + z * z) ** 0.5


def hinted_find(text: str, ch: str) -> int:
    for i in range(len(text)):
        if text[i] == ch:
            return i
    return -1


def plain_find(text, ch):
    for i in range(len(text)):
        if text[i] == ch:
            return i
    return -1


def wrong_find(text: float, ch: int) -> str:
    for i in range(len(text)):
        if text[i] == ch:
            return i
    return -1


def hinted_clamp(x: float, low: float, high: float) -> float:
    if x < low:
        return low
    if x > high:
        return high
    return x


def plain_clamp(x, low, high):
    if x < low:
        return low
    if x > high:
        return high
    return x


def wrong_clamp(x: list, low: str, high: dict) -> None:
    if x < low:
        return low
    if x > high:
        return high
    return x


def hinted_group(words: list[str]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for word in words:
        groups.setdefault(word[:1], []).append(word)
    return groups


def plain_group(words):
    groups = {}
    for word in words:
        groups.setdefault(word[:1], []).append(word)
    return groups


def wrong_group(words: int) -> float:
    groups: int = {}
    for word in words:
        groups.setdefault(word[:1], []).append(word)
    return groups


def hinted_power(base: int, exponent: int) -> int:
    result = 1
    while exponent:
        if exponent & 1:
            result *= base
        base *= base
        exponent >>= 1
    return result


def plain_power(base, exponent):
    result = 1
    while exponent:
        if exponent & 1:
            result *= base
        base *= base
        exponent >>= 1
    return result


def wrong_power(base: str, exponent: bytes) -> str:
    result: float = 1
    while exponent:
        if exponent & 1:
            result *= base
        base *= base
        exponent >>= 1
    return result


def hinted_select(flag: bool, a: int, b: float) -> float:
    return a if flag else b


def plain_select(flag, a, b):
    return a if flag else b


CASES = [(f, (v,)) for f in (hinted_mean, plain_mean, wrong_mean) for v in ([1.0, 2.5], [1, 2], [], ["a"], (1, 2**70), {1: 2}, None, [True, 2j])]
CASES += [(f, (v,)) for f in (hinted_norm, plain_norm, wrong_norm) for v in ((1.0, 2.0, 2.0), (1, 2, 2), [2**40, 2**70, 1], (1, 2), "abc", (1e200, 1.0, -0.0), (1j, 0, 0))]
CASES += [(f, a) for f in (hinted_find, plain_find, wrong_find) for a in (("hello", "l"), ("", "x"), ([1, 2], 2), (b"ab", 98), (5, "x"), ("hello", None))]
CASES += [(f, a) for f in (hinted_clamp, plain_clamp, wrong_clamp) for a in ((1.5, 0.0, 1.0), (1, 2, 3), (0.5, 0, 1), (2**70, 0, 2.5), ("b", "a", "c"), (float("nan"), 0.0, 1.0), (1, "a", 2), (None, 1, 2))]
CASES += [(f, (v,)) for f in (hinted_group, plain_group, wrong_group) for v in (["a", "ab", "b", ""], [(1, 2), (1,)], [5], [])]
CASES += [(f, a) for f in (hinted_power, plain_power, wrong_power) for a in ((3, 5), (2, 70), (-7, 23), (1.5, 3), (2, 0), (2, "s"), (1j, 3))] + [(f, a) for f in (hinted_select, plain_select) for a in ((True, 1, 2.5), (0, 1, 2.5), ([], "a", None), ([0], "a", 2**70))]
