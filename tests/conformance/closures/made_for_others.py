# python: 3.12+
# native: adder, adder.<locals>.add, compose, compose.<locals>.<lambda>, counter, counter.<locals>.bump, scaled, through, driven
"""Functions that gain nothing alone: they make functions that are native, or are called by some."""
from typing import Callable


def adder(k: int) -> Callable[[int], int]:
    def add(x: int) -> int:
        return x + k

    return add


def compose(f: Callable[[int], int], g: Callable[[int], int]) -> Callable[[int], int]:
    return lambda x: g(f(x))


def counter() -> Callable[[], int]:
    count = 0

    def bump() -> int:
        nonlocal count
        count += 1
        return count

    return bump


def scaled(factor: float) -> Callable[[float], float]:
    def by(x: float) -> float:
        return x * factor

    return by


def through(fs: list[Callable[[int], int]], x: int) -> int:
    for f in fs:
        x = f(x) % 100003
    return x


def driven(n: int) -> tuple:
    fs: list[Callable[[int], int]] = [adder(3), adder(-7), compose(adder(5), lambda v: v * 2)]
    total = 0
    for i in range(n):
        total += through(fs, i)
    tick = counter()
    for _ in range(n):
        tick()
    half = scaled(0.5)
    return total, tick(), half(float(n)), half.__closure__[0].cell_contents


def test_driven():
    return driven(0), driven(20)


def test_other_types_in_the_same_cells():
    text = adder("x")
    seen = []
    for value in ("y", 3):
        try:
            seen.append(text(value))
        except TypeError as problem:
            seen.append(str(problem))
    big = adder(1 << 70)
    return seen, big(1), adder(True)(1), adder(1.5)(2), scaled(2)(3), compose(str, len)(12345)


def test_bounds():
    return adder((1 << 63) - 1)(1), compose(adder(1 << 62), adder(1 << 62))(5)


def test_rebound_cells():
    made = adder(1)
    before = made(1)
    made.__closure__[0].cell_contents = "text"
    try:
        made(1)
    except TypeError as problem:
        return before, str(problem), made("a ")
    finally:
        del made.__closure__[0].cell_contents


CASES = [
    (through, ([abs, adder(2)], -5)),
    (through, ([adder(2), None], 5)),
    (through, ([adder(2), lambda x: x / 2], 5)),
    (driven, (3,)),
]
