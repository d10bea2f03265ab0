"""Constants of every type: used, compared, joined, indexed, passed on, and with the operators that fold them or do not."""


def texts() -> list:
    return ["", "a", "é€😀", "\ud800", "\x00\x7f\\\n", "joined " "text", r"\raw", """many
lines""", "x" * 5, "abc"[1], "abc"[-1:]]


def data() -> list:
    return [b"", b"a", b"\x00\xff", b"joined " b"bytes", rb"\raw", b"ab"[0], b"ab"[:1], b"a" * 3]


def numbers() -> list:
    return [0, -1, 255, 256, 257, -5, -6, 2**31, 2**63 - 1, -(2**63), 2**63, 2**100, 0x7F, 0b101, 0o17, 1_000_000]


def floats() -> list:
    return [0.0, -0.0, 1.5, 1e308, 1e309, -1e309, 5e-324, 1e309 - 1e309, 0.1 + 0.2, 3.0]


def complexes() -> list:
    return [0j, 1j, -1j, 1 + 2j, 1 - 2j, -0.0 + 0j, 1e309j, (1 + 2j) * (3 - 1j), 2j**2]


def singletons() -> list:
    return [None, True, False, ..., Ellipsis, NotImplemented, __debug__]


def tuples() -> list:
    return [(), (1,), (1, "a", b"b", 2.5, None, ...), ((1, (2, (3,))), ()), (1, 2)[1], (1, 2) + (3,), ("a",) * 3]


def sets(n) -> list:
    return [n in {1, 2, 3}, n in {"a", None}, [m for m in (1, 2) if m in {2, 3}], {1, 2} | {n}]


def complex_arithmetic(a: complex, b: complex) -> list:
    return [a + b, a - b, a * b, a / b, a.real, a.conjugate(), abs(a), a == b]


def complex_in_loop(c: complex, n: int) -> complex:
    z = 0j
    for _ in range(n):
        z = z * z + c
    return z


def mixed_complex(n: int, x: float) -> list:
    return [n + 1j, x * 2j, n - 1j + x, 1j**n, -1j * x]


def escape_time(re: float, im: float, limit: int) -> int:
    c = complex(re, im)
    z = 0j
    for i in range(limit):
        if abs(z) > 2.0:
            return i
        z = z * z + c
    return limit


def byte_sums(data: bytes) -> int:
    total = 0
    for byte in data:
        total = (total * 31 + byte) & 0xFFFFFFFF
    return total


def byte_operators(a: bytes, b: bytes) -> list:
    return [a + b, a * 2, a < b, a == b, a[0:1], a in b, a % (1,) if b"%" in a else None, a.hex(), bytearray(a) + b]


def text_operators(a: str, b: str) -> list:
    return [a + b, a * 2, 2 * a, a < b, a == b, a != b, a % b if "%s" in a else None, a in b, not a]


def text_with_number(a: str, n: int) -> list:
    return [a * n, n * a, a * -n, a[n:], a + str(n)]


def ellipsis_everywhere(n) -> object:
    def stub(): ...

    ...
    return [stub(), n is ..., {...: 1}[...]]


def default_constants(a=(1, "x"), b=..., c=2j, d=b"d", *, e=frozenset({1})) -> list:
    return [a, b, c, d, e]


def conditions() -> list:
    found = []
    if "":
        found.append("empty text")
    if b"x":
        found.append("bytes")
    if 0j:
        found.append("zero complex")
    if ...:
        found.append("ellipsis")
    if 0.0 or () or -0.0:
        found.append("zeros")
    while "a" and not found:
        break
    return found


def identity_of_constants() -> list:
    a = (1, 2, "x")
    b = (1, 2, "x")
    return [a is b, "abc" is "abc", () is (), 2.5 is 2.5]  # noqa: F632


def not_folded(n: int) -> list:
    return [1 << n, "ab" * n, (0,) * n, 10**n]


def divided_constant() -> float:
    return 1 / 0


def subscripted_constant() -> str:
    return "abc"[5]


def called_constant() -> object:
    return "text"(1)


def added_constants() -> object:
    return 1 + "a"


def compared_constants() -> bool:
    return 1 < "a"


CASES = [(f, ()) for f in (texts, data, numbers, floats, complexes, singletons, tuples, conditions, identity_of_constants, default_constants, divided_constant, subscripted_constant, called_constant, added_constants, compared_constants)]
CASES += [(sets, (n,)) for n in (1, "a", None, 2.0, [])] + [(complex_arithmetic, (a, b)) for a, b in ((1 + 2j, 3j), (1j, 0j), (1, 2j), (1.5, 2), ("s", 1j), (1e308 + 1e308j, 1e308j))] + [(complex_in_loop, (c, n)) for c, n in ((0.1 + 0.2j, 5), (2j, 3), (1, 4), (2j, 40))]
CASES += [(mixed_complex, (n, x)) for n, x in ((1, 2.5), (2**53 + 1, -0.0), (0, 1), (2**1100, 1.0))] + [(escape_time, (re, im, 20)) for re, im in ((0.0, 0.0), (1.0, 1.0), (-0.75, 0.1), (0, 2))] + [(byte_sums, (v,)) for v in (b"", b"hello", bytearray(b"x"), "text", [2**40])]
CASES += [(byte_operators, (a, b)) for a, b in ((b"a", b"ab"), (b"%d", b"x"), (b"", b""), (b"a", "s"), (bytearray(b"q"), b"z"))] + [(text_operators, (a, b)) for a, b in (("a", "ab"), ("%s!", "x"), ("", "é"), ("a", 1), ("a", None))] + [(text_with_number, ("ab", n)) for n in (0, 2, True, 1.5)]
CASES += [(ellipsis_everywhere, (...,)), (not_folded, (3,)), (not_folded, (-1,))]
