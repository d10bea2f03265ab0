# native: evaluate, simplify, where, kinds, area, described, of_pairs, lifetimes, whole
"""Class patterns of one place in the source, over and over: what objects of a type are asked for, until the class changes."""
from abc import ABC
from dataclasses import dataclass
from typing import NamedTuple, Optional, Union


class Expr:
    pass


@dataclass
class Num(Expr):
    value: float


@dataclass
class Add(Expr):
    left: Expr
    right: Expr


@dataclass
class Neg(Expr):
    operand: Expr


class Exact(Num):
    pass


def evaluate(e: Expr) -> float:
    match e:
        case Num(value):
            return value
        case Add(left, right=r):
            return evaluate(left) + evaluate(r)
        case Neg(operand=Num(value=v)):
            return -v
        case Neg(operand):
            return -evaluate(operand)
        case _:
            raise ValueError("no expression")


def simplify(e: Expr) -> Expr:
    match e:
        case Add(Num(0.0), x) | Add(x, Num(0.0)):
            return simplify(x)
        case Add(l, r):
            return Add(simplify(l), simplify(r))
        case Neg(Neg(x)):
            return simplify(x)
        case _:
            return e


def tree() -> Expr:
    return Add(Add(Num(0.0), Num(2.5)), Neg(Neg(Add(Exact(1.5), Neg(Num(0.25))))))


def test_evaluate():
    return [evaluate(tree()) for _ in range(3)], evaluate(simplify(tree())), simplify(tree())


def test_ints_and_more():
    return evaluate(Num(3)), evaluate(Add(Num(True), Num(2**70))), evaluate(Num("text")), evaluate(Num(None))


def test_none_of_them():
    evaluate(Add(Num(1.0), "text"))


def test_match_args_changed():
    found = [evaluate(Add(Num(1.0), Num(2.0)))]
    before = Num.__match_args__
    for changed in (("absent",), ("__class__",), (), ["value"], None, (3,), ("value", "value"), ("real",)):
        Num.__match_args__ = changed
        try:
            found.append(evaluate(Num(2.0)))
        except Exception as error:
            found.append((type(error), str(error)))
    Num.__match_args__ = before
    found.append(evaluate(Num(2.0)))
    return found


def test_attribute_missing():
    found = []
    for _ in range(2):
        number = Num(1.0)
        del number.value
        try:
            found.append(evaluate(Add(number, Num(1.0))))
        except ValueError as error:
            found.append(str(error))
    Num.value = 7.0
    try:
        found.append(evaluate(number))
    finally:
        del Num.value
    Exact.value = property(lambda self: 11.0)
    try:
        found.append(evaluate(Exact.__new__(Exact)))
    finally:
        del Exact.value
    return found


class Point(NamedTuple):
    x: float
    y: float = 0.0


@dataclass
class Slotted:
    __slots__ = ("a", "b")
    a: int
    b: str


class Said:
    __match_args__ = ("first", "second")

    def __init__(self, first: int, second: int) -> None:
        self.first = first
        self.second = second


class Further(Said):
    pass


class Asked:
    __match_args__ = ("first", "third")
    third = 3

    def __init__(self, log: list[str]) -> None:
        self.log = log

    def __getattr__(self, name: str) -> object:
        self.__dict__["log"].append(name)
        if name == "first":
            return 1
        raise AttributeError(name)


def where(o: object) -> object:
    match o:
        case Point(x, y=0.0):
            return "axis", x
        case Point(x, y):
            return x + y
        case Slotted(a, b):
            return b * a
        case Said(first, second) if first > second:
            return first - second
        case Said(second=s):
            return s
        case Asked(f, t):
            return f, t
        case Said():
            return "never"
    return None


def test_where():
    log: list[str] = []
    objects = [Point(1.5), Point(1.5, 2), Slotted(2, "ab"), Said(3, 1), Further(1, 3), Asked(log), 3, None, Point, (1.5, 0.0)]
    return [where(o) for o in objects * 2], log


class Lying:
    @property
    def __class__(self):
        return Said


def test_lying():
    try:
        return where(Lying())
    except AttributeError as error:
        return str(error)


def kinds(o: object) -> object:
    match o:
        case bool(b):
            return "bool", b
        case int(i):
            return "int", i + 1
        case float(f):
            return "float", f * 2.0
        case str(s):
            return "str", s + "!"
        case list([first, *rest]):
            return "list", first, rest
        case dict():
            return "dict", len(o)
        case tuple((a, b)):
            return "pair", a, b
        case bytes() | bytearray():
            return "bytes", o
    return "other"


class Text(str):
    pass


def test_kinds():
    objects = [True, 3, 2**70, 1.5, "a", Text("b"), [1, 2], [], {1: 2}, (1, 2), (1,), b"x", bytearray(b"y"), None, 1j]
    return [kinds(o) for o in objects * 2]


class Shape(ABC):
    pass


class Circle(Shape):
    def __init__(self, radius: float) -> None:
        self.radius = radius


class Square(Shape):
    def __init__(self, side: float) -> None:
        self.side = side
        self.radius = "no number"


def area(shape: Shape) -> float:
    match shape:
        case Circle():
            return shape.radius * 3.0
        case Square(side=side) as square:
            return side * square.side
    if isinstance(shape, Circle):
        return shape.radius
    return 0.0


def test_area():
    Shape.register(int)
    return [area(Circle(2.0)), area(Square(3.0)), area(Square(3)), area(3), area(Shape())]


def described(o: Union[Num, Neg, None]) -> str:
    match o:
        case None:
            return "none"
        case Num():
            return f"{o.value}"
        case _:
            return f"-{o.operand!r}"


def test_described():
    return described(None), described(Num(1.5)), described(Neg(Num(2.0)))


def test_described_wrongly():
    described(3)


def of_pairs(pairs: list[tuple[int, int]]) -> int:
    total = 0
    for pair in pairs:
        match pair:
            case (0, b):
                total += b
            case (a, 0):
                total += a * 10
            case (a, b):
                total += a * b * 100
    return total


def test_of_pairs():
    return of_pairs([(0, 1), (2, 0), (3, 4), (0, 0)])


ended: list[str] = []


class Ends:
    __match_args__ = ("inner", "name")

    def __init__(self, name: str, inner: Optional["Ends"] = None) -> None:
        self.name = name
        self.inner = inner

    def __del__(self) -> None:
        ended.append(self.name)


def lifetimes(n: int) -> int:
    total = 0
    for i in range(n):
        match Ends(f"outer {i}", Ends(f"inner {i}")):
            case Ends(inner, name) if inner.name == "inner 1":
                ended.append(f"one: {name}")
            case Ends(Ends(None, _), name):
                ended.append(f"body: {name}")
                total += len(name)
    return total


def test_lifetimes():
    ended.clear()
    try:
        return lifetimes(4), list(ended)
    finally:
        ended.clear()


def test_class_replaced():
    global Num
    old = Num
    first = evaluate(old(1.0))

    class Num:
        __match_args__ = ("value",)

        def __init__(self, value: float) -> None:
            self.value = value

    try:
        second = evaluate(Num(2.0))
        try:
            evaluate(old(3.0))
        except ValueError as error:
            return first, second, str(error)
    finally:
        Num = old


def whole(o: object) -> object:
    match o:
        case 3:
            return "three"
        case Neg(int(x)) | Neg(float(x)):
            return x
        case Neg(x, y):
            return y
    return o


def test_whole():
    return whole(3), whole(Neg(4)), whole(Neg(1.5)), whole("x")


def test_too_many():
    return whole(Neg("x"))
