# native: run_all, Wrapped.handle, named, of_union, area
"""Methods of what a protocol promises: of classes that fit, that nearly do, and of others."""
from typing import Optional, Protocol, Union


class Handler(Protocol):
    name: str

    def handle(self, value: int) -> int: ...


class Doubler:
    name = "double"

    def handle(self, value: int) -> int:
        return value * 2


class Adder:
    STEP = 3

    def __init__(self, amount: int) -> None:
        self.name = f"add {amount}"
        self.amount = amount

    def handle(self, value: int) -> int:
        return value + self.amount * self.STEP


class Wrapped:
    def __init__(self, inner: Handler) -> None:
        self.name = "wrapped"
        self.inner = inner
        self.calls = 0

    def handle(self, value: int) -> int:
        self.calls += 1
        return self.inner.handle(value)


class Nameless:
    def handle(self, value: int) -> int:
        return -value


class Halving:
    name = "half"

    def handle(self, value: int) -> float:
        return value / 2


class Raising:
    name = "raising"

    def handle(self, value: int) -> int:
        raise ValueError(value)


class Foreign:
    def __getattr__(self, name: str) -> object:
        if name == "handle":
            return lambda value: value + 100
        raise AttributeError(name)


def run_all(handlers: list[Handler], value: int) -> int:
    for handler in handlers:
        value = handler.handle(value)
    return value


def named(handlers: list[Handler]) -> str:
    return "".join([handler.name for handler in handlers])


def of_union(handler: Union[Doubler, Adder], other: Optional[Handler], value: int) -> int:
    if other is None:
        return handler.handle(value)
    return handler.handle(value) - other.handle(value)


def test_run_all():
    wrapped = Wrapped(Adder(5))
    handlers = [Doubler(), wrapped, Wrapped(wrapped), Nameless(), Foreign(), Adder(-2)]
    return run_all(handlers, 3), run_all(handlers[::-1], 2**40), wrapped.calls


def test_named():
    return named([Doubler(), Adder(2), Raising()])


def test_nameless():
    named([Doubler(), Nameless()])


def test_halving():
    return run_all([Halving()], 3), run_all([Doubler(), Halving(), Doubler()], 5)


def test_raising():
    run_all([Doubler(), Wrapped(Raising())], 3)


def test_replaced():
    doubler = Doubler()
    first = run_all([doubler] * 3, 1)
    doubler.handle = lambda value: value + 1
    second = run_all([doubler] * 3, 1)
    Adder.handle = lambda self, value: value - 1
    try:
        return first, second, run_all([Adder(1), doubler], 1)
    finally:
        Adder.handle = adder_handle


adder_handle = Adder.handle


def test_of_union():
    return of_union(Doubler(), None, 3), of_union(Adder(1), Doubler(), 3), of_union(Doubler(), Wrapped(Nameless()), 4)


class Sized(Protocol):
    side: float

    def area(self) -> float:
        return 1.0


class Square:
    def __init__(self, side: float) -> None:
        self.side = side

    def area(self) -> float:
        return self.side * self.side


class Unit(Sized):
    side = 1.0


def area(shapes: list[Sized]) -> float:
    total = 0.0
    for shape in shapes:
        total += shape.area() + shape.side
    return total


def test_area():
    return area([Square(2.0), Unit(), Square(3)])
