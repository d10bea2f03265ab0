# native: area_of, Circle.area, Square.area, run, Counter.add, Counter.twice, chosen, Account.deposit, make, make_keywords
"""Methods of the module's classes, called directly: overriding, shadowing, patching, exits between load and call."""

from __future__ import annotations


class Shape:
    def area(self) -> float:
        raise NotImplementedError("area")

    def scaled(self, factor: float = 2.0) -> float:
        return self.area() * factor


class Circle(Shape):
    def __init__(self, r: float) -> None:
        self.r = r

    def area(self) -> float:
        return 3.0 * self.r * self.r


class Square(Shape):
    def __init__(self, side: float) -> None:
        self.side = side

    def area(self) -> float:
        return self.side * self.side


class Odd(Shape):
    def area(self):
        return "odd"


class Half(Square):
    def area(self) -> float:
        return super().area() / 2


def area_of(shapes: list[Shape]) -> list:
    result = []
    for shape in shapes:
        result.append(shape.area())
        result.append(shape.scaled())
        result.append(shape.scaled(3.0))
        result.append(shape.scaled(factor=0.5))
    return result


class Counter:
    def __init__(self, start: int = 3, *, step: int = 1) -> None:
        self.n = start
        self.step = step

    def add(self, k: int) -> int:
        self.n += k * self.step
        return self.n

    def twice(self, k: int) -> int:
        return self.add(k) + self.add(k)


def run(c: Counter, times: int) -> int:
    total = 0
    for i in range(times):
        total += c.add(i)
        total += c.twice(i)
    return total


def noisy(log: list[str], value: int) -> int:
    log.append(f"argument {value}")
    return value


def chosen(c: Counter, flag: bool, log: list[str]) -> int:
    return c.add(noisy(log, 1) if flag else noisy(log, 2)) + c.add(noisy(log, 3) and 4)


class Account:
    def __init__(self, owner: str, balance: float) -> None:
        if balance < 0:
            raise ValueError("negative")
        self.owner = owner
        self.balance = balance

    def deposit(self, amount: float) -> float:
        if amount <= 0:
            raise ValueError(f"not {amount}")
        self.balance += amount
        return self.balance


def make(owner: str, balance: float) -> Account:
    account = Account(owner, balance)
    account.deposit(1.0)
    return account


def make_keywords() -> list[int]:
    return [Counter().n, Counter(5).n, Counter(step=4).add(2), Counter(start=1, step=2).add(3)]


class Refuses:
    def __init__(self) -> None:
        self.x = 1
        return 5


class Made:
    def __new__(cls, x: int):
        instance = object.__new__(cls)
        instance.made = True
        return instance

    def __init__(self, x: int) -> None:
        self.x = x


class Loud:
    log: list[str] = []

    def __init__(self, fail: bool) -> None:
        self.fail = fail
        if fail:
            raise KeyError("loud")

    def __del__(self) -> None:
        Loud.log.append("gone")


def refuse():
    return Refuses()


def make_made(x: int):
    m = Made(x)
    return m.x, m.made


def make_loud(fail: bool) -> bool:
    return Loud(fail).fail


def calls_missing(c: Counter):
    return c.missing(1)


def wrong_count(c: Counter):
    return c.add(1, 2)


def none_there(c: Counter | None) -> int:
    return c.add(1)


class Recursive:
    def depth(self, n: int) -> int:
        if n == 0:
            return 0
        return self.depth(n - 1) + 1

    def forever(self, n: int) -> int:
        return self.forever(n + 1) + 1


def test_shapes():
    shapes = [Circle(1.0), Square(2.0), Half(3.0), Circle(2.0)]
    result = area_of(shapes)
    try:
        area_of([Shape()])
    except NotImplementedError as error:
        result.append(str(error))
    try:
        area_of([Odd()])
    except TypeError as error:
        result.append(str(error))
    return result


def test_shadowed():
    c = Circle(1.0)
    result = area_of([c, Circle(2.0)])
    c.area = lambda: 100.0
    result += area_of([c, Circle(2.0)])
    del c.area
    return result + area_of([c])


def test_patched():
    original = Circle.area
    result = area_of([Circle(1.0)])
    Circle.area = lambda self: -1.0
    result += area_of([Circle(1.0)])
    Circle.area = property(lambda self: lambda: 7.0)
    result += area_of([Circle(1.0)])
    Circle.area = original
    result += area_of([Circle(1.0)])
    original.__code__, saved = Square.area.__code__, original.__code__
    c = Circle(1.0)
    c.side = 5.0
    result += area_of([c])
    original.__code__ = saved
    return result + area_of([Circle(1.0)])


def test_class_assigned():
    c = Circle(3.0)
    c.side = 2.0
    result = area_of([c])
    c.__class__ = Square
    return result + area_of([c])


def test_defaults_changed():
    result = area_of([Circle(1.0)])
    Shape.scaled.__defaults__ = (10.0,)
    result += area_of([Circle(1.0)])
    Shape.scaled.__defaults__ = ("x",)
    try:
        area_of([Circle(1.0)])
    except TypeError as error:
        result.append(str(error))
    Shape.scaled.__defaults__ = None
    try:
        area_of([Circle(1.0)])
    except TypeError as error:
        result.append(str(error))
    Shape.scaled.__defaults__ = (2.0,)
    return result


def test_counter():
    c = Counter()
    result = [run(c, 5), c.n]
    c.step = 1.5
    result += [run(c, 3), c.n]
    c.n = "x"
    try:
        run(c, 3)
    except TypeError as error:
        result.append(str(error))
    return result


def test_chosen():
    log: list[str] = []
    c = Counter()
    return chosen(c, True, log), chosen(c, False, log), log


def test_accounts():
    result = [make("a", 1.0).balance, make("b", 2.0).owner]
    for arguments in [("c", -1.0), ("d", 1), ("e", "x"), (1, 2.0)]:
        try:
            result.append(make(*arguments).balance)
        except (ValueError, TypeError) as error:
            result.append(repr(error))
    try:
        make("f", 1.0).deposit(-1.0)
    except ValueError as error:
        result.append(repr(error))
    return result


def test_construction():
    result = [make_keywords(), make_made(4)]
    try:
        refuse()
    except TypeError as error:
        result.append(str(error))
    return result


def test_loud():
    Loud.log.clear()
    result = [make_loud(False)]
    try:
        make_loud(True)
    except KeyError as error:
        result.append(repr(error))
    return result, Loud.log


def test_init_patched():
    saved = Counter.__init__
    result = [make_keywords()]

    def init(self, *args, **kwargs):
        self.n, self.step = 0, 0

    Counter.__init__ = init
    result.append(make_keywords())
    Counter.__init__ = saved
    Counter.__new__ = lambda cls, *args, **kwargs: object.__new__(cls)
    result.append(make_keywords())
    del Counter.__new__
    return result


def test_errors():
    result = []
    for function, argument in [(calls_missing, Counter()), (wrong_count, Counter()), (none_there, None)]:
        try:
            function(argument)
        except (AttributeError, TypeError) as error:
            result.append(str(error))
    return result


def test_recursion():
    result = [Recursive().depth(50)]
    try:
        Recursive().forever(0)
    except RecursionError as error:
        result.append("RecursionError")
    return result


RERUNNABLE = False
