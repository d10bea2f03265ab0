# stress: 40
# native: ints, floats, texts, characters, table
"""Specifications of f-strings that native code knows, and some that it does not."""


def ints(value: int) -> list[str]:
    return [
        f"{value:d}",
        f"{value:5}",
        f"{value:5d}",
        f"{value:<5d}",
        f"{value:>5d}",
        f"{value:^5d}",
        f"{value:=5d}",
        f"{value:*^9d}",
        f"{value:05}",
        f"{value:05d}",
        f"{value:+d}",
        f"{value:+5d}",
        f"{value: d}",
        f"{value: 05d}",
        f"{value:-d}",
        f"{value:x}",
        f"{value:X}",
        f"{value:o}",
        f"{value:b}",
        f"{value:02x}",
        f"{value:08b}",
        f"{value:^10x}",
        f"{value:+x}",
        f"{value:,}",
        f"{value:,d}",
        f"{value:10,}",
        f"{value:<10,}",
        f"{value:6X}",
        f"{value:.2f}",
        f"{value:8.1f}",
        f"{value:08.3f}",
        f"{value:f}",
        f"{value:+.0f}",
        f"{value:x<8}",
        f"{value:0<8}",
        f"{value:3}",
        f"{value:128d}",
        f"{value:0}",
        f"{value:<05}",
        f"{value:>05d}",
        f"{value:^07}",
        f"{value:=05}",
        f"{value:x<05}",
        f"{value:<010,}",
        f"{value:>+08x}",
    ]


def floats(value: float) -> list[str]:
    return [
        f"{value:.2f}",
        f"{value:.0f}",
        f"{value:.1f}",
        f"{value:.3f}",
        f"{value:.9f}",
        f"{value:f}",
        f"{value:8.2f}",
        f"{value:<8.2f}",
        f"{value:^8.2f}",
        f"{value:>8.2f}",
        f"{value:<08.2f}",
        f"{value:=+09.1f}",
        f"{value:^012}",
        f"{value:=8.2f}",
        f"{value:08.2f}",
        f"{value:+.2f}",
        f"{value: .2f}",
        f"{value:*>10.1f}",
        f"{value:+08.1f}",
        f"{value:10}",
        f"{value:<10}",
        f"{value:^12}",
        f"{value:08}",
        f"{value:0}",
        f"{value}",
        f"{value:.6f}",
        f"{value:012.4f}",
        f"{value:^+9.1f}",
    ]


def texts(value: str) -> list[str]:
    return [
        f"{value:5}",
        f"{value:<5}",
        f"{value:>5}",
        f"{value:^5}",
        f"{value:*^9}",
        f"{value:s}",
        f"{value:5s}",
        f"{value:>8s}",
        f"{value:-<6}",
        f"{value:^6s}",
        f"{value}",
        f"{value:128}",
        f"{value:<07}",
        f"{value:>07s}",
        f"{value:^07}",
    ]


def characters(value: str, i: int) -> str:
    return f"{value[i]:>4}|{value[i]:<4}|{value[i]:^5s}|{value[i]}"


def table(rows: list[tuple[str, int, float]]) -> str:
    out = ""
    for name, count, price in rows:
        out += f"{name:<10}|{count:>6d}|{price:10.2f}|{count:04x}\n"
    return out


def others(i: int, x: float, s: str) -> list[str]:
    return [f"{i:c}", f"{x:g}", f"{x:e}", f"{x:.1%}", f"{i:_}", f"{i:#x}", f"{s:.2}", f"{s:>{i}}", f"{x:,.2f}", f"{i:09,}", f"{x:.3}", f"{i:n}"]


INTS = [0, 1, -1, 9, 10, 255, -255, 1000, -1000, 999999, -1234567, 2**31, 2**53 + 1, -(2**63), 2**63 - 1]
FLOATS = [
    0.0, -0.0, 0.5, 1.5, 2.5, -2.5, 0.125, 0.375, 0.05, 0.15, 0.25, 2.675, 1.005, 1e-7, -1e-7, 1e-300, 5e-324, 123456.789, 1e15,
    4503599627370496.5, 9007199254740991.0, 9007199254740992.0, 1e17, 1e22, -1e22, 1e100, 0.9999999995, 0.99999999949, 999999.9999999999,
    1 / 3, -2 / 3, 1e9 + 0.5, 0.000000001, 0.0000000005, 0.00000000050000001, float("inf"), float("-inf"), float("nan"), -float("nan"),
]
TEXTS = ["", "a", "abc", "abcdef", "é", "Δelta", "\U0001f600!", "some longer text than that"]
CASES = (
    [(ints, (i,)) for i in INTS]
    + [(floats, (x,)) for x in FLOATS]
    + [(texts, (s,)) for s in TEXTS]
    + [(characters, ("aéΔ", i)) for i in range(3)]
    + [(table, ([("apple", 3, 1.25), ("Δ", -4, 1e6), ("", 70000, 0.005)],)), (others, (65, 0.5, "text"))]
)


class Sub(str):
    def __format__(self, spec: str) -> str:
        return "sub " + spec


class Whole(int):
    def __format__(self, spec: str) -> str:
        return "whole " + spec


def test_not_what_was_promised() -> list[object]:
    found: list[object] = []
    for function, value in [(texts, Sub("a")), (ints, Whole(3)), (ints, True), (floats, 3), (texts, 3), (ints, 2**70), (ints, "a"), (floats, "a")]:
        try:
            found.append(function(value))
        except (TypeError, ValueError) as error:
            found.append(str(error))
    return found
