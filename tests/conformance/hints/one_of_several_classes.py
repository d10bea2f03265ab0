# native: numbers_among, kinds, shapes_among, checked, floats_checked, nested_among, five_among, answers, odd_among, mixed_among, others_among
# native 3.12+: deep
"""`isinstance(x, (A, B))`: of objects of those classes, of others that inherit or say they do, and of numbers that are no objects."""

import builtins
from collections.abc import Sequence


class Shape:
    def __init__(self, size: float) -> None:
        self.size = size


class Circle(Shape):
    pass


class Square(Shape):
    pass


class Meta(type):
    def __instancecheck__(cls, instance):
        LOG.append("asked")
        return instance == 3


class Odd(metaclass=Meta):
    pass


class Says:
    def __init__(self, of: type) -> None:
        self.of = of

    @property
    def __class__(self):
        LOG.append("class")
        return self.of


class Fails:
    @property
    def __class__(self):
        raise ValueError("no class")


class Whole(int):
    pass


LOG: list[str] = []


def numbers_among(items: list[object]) -> list[bool]:
    found = []
    for item in items:
        found.append(isinstance(item, (int, float)))
    return found


def kinds(items: list[object]) -> str:
    said = ""
    for item in items:
        if isinstance(item, (list, tuple)):
            said += "s" + str(len(item))
        elif isinstance(item, (str, bytes, bytearray)):
            said += "t"
        elif isinstance(item, (dict, set, frozenset, complex)):
            said += "d"
        elif not isinstance(item, (bool,)):
            said += "?"
    return said


def shapes_among(items: list[object]) -> float:
    total = 0.0
    for item in items:
        if isinstance(item, (Circle, Square)):
            total += item.size
        elif isinstance(item, (Shape, int)):
            total += 100
    return total


def checked(n: int) -> int:
    if not isinstance(n, (int, float)):
        raise TypeError("no number")
    if isinstance(n, bool) or isinstance(n, (str, float)):
        return -1
    total = 0
    for i in range(5):
        if isinstance(i, int) and not isinstance(i + n, float):
            total += i
    return total + n


def floats_checked(x: float, n: int) -> tuple[bool, bool, bool, bool, bool]:
    y = x * 2
    c = "abc"[n]
    return isinstance(y, float), isinstance(y, (int, str)), isinstance(c, (str, bytes)), isinstance(c, list), isinstance(x, (int, float))


def nested_among(items: list[object]) -> list[bool]:
    return [isinstance(item, ((int, str), float)) for item in items]


def five_among(items: list[object]) -> list[bool]:
    return [isinstance(item, (int, float, str, bytes, list)) for item in items]


def answers(items: list[object]) -> list[object]:
    answered: list[object] = []
    for item in items:
        answer = isinstance(item, (int, str))
        answered.append(answer)
        answered.append(not answer)
    return answered


def odd_among(items: list[object]) -> list[bool]:
    found = []
    for item in items:
        found.append(isinstance(item, (Odd, str)))
    return found


def mixed_among(items: list[int | float | str]) -> float:
    total = 0.0
    for item in items:
        if isinstance(item, (int, float)):
            total += item
        else:
            total += len(item)
    return total


def others_among(items: list[int | str | list[int] | None]) -> int:
    total = 0
    for item in items:
        if isinstance(item, (int, str)):
            if isinstance(item, str):
                total += len(item)
            else:
                total += item
        elif isinstance(item, list):
            total += len(item)
            item = 3
            if not isinstance(item, int):
                total += 1000
        elif item is None:
            total -= 1
        else:
            total += item
    return total


def deep(tree: int | list) -> int:
    if not isinstance(tree, int):
        return sum([deep(each) for each in tree])
    return tree + 1


def sequences_among(items: list[object]) -> list[bool]:
    return [isinstance(item, (Sequence, int)) for item in items]


def all_kinds() -> list[object]:
    return [1, True, 2**70, 0.5, float("nan"), "a", "", b"b", bytearray(b"c"), None, [1], (), {}, {1}, frozenset(), 1j, Circle(1.5),
            Square(2.5), Shape(4.0), Whole(3), Says(int), Says(Circle), object(), int, range(3), LOG.append]


def test_all_kinds():
    LOG.clear()
    items = all_kinds()
    return (numbers_among(items), kinds(items), nested_among(items), five_among(items), answers(items), sequences_among(items), LOG)


def test_shapes():
    return shapes_among([Circle(1.5), Square(2.5), Shape(1.0), 1, True, "x", None] * 3)


def test_odd_classes():
    LOG.clear()
    return odd_among([1, 3, "a", Odd(), 3.0]), LOG


def test_a_class_that_fails():
    results = []
    for function in (numbers_among, kinds, answers, five_among):
        try:
            results.append(function([1, Fails()]))
        except ValueError as error:
            results.append(str(error))
    return results


CASES = (
    [(checked, (n,)) for n in (0, 5, -1, True, 2**70, 1.5, "a", None)]
    + [(floats_checked, (x, 1)) for x in (1.5, 1, True, 2**2000, "a")]
    + [(others_among, (items,)) for items in ([1, "ab", [1, 2], None, True], [1.5], [(1, 2)], [2**70, b"a"], [Whole(3)], [{}])]
    + [(deep, (tree,)) for tree in (1, True, [], [1, [2, [3]], True], [1.5], 0.5, (1, 2), None, [None])]
    + [(mixed_among, (items,)) for items in ([], [1, 2.5, "abc"], [True, 2**70], [None], [1, [2, 3]])]
)


def test_what_isinstance_is_may_change():
    original = builtins.isinstance
    builtins.isinstance = lambda of, classes: classes if original(of, str) else len(classes) == 2
    try:
        return numbers_among([1, "a", None]), answers([1]), kinds(["a"])
    finally:
        builtins.isinstance = original


def test_what_int_is_may_change():
    original = builtins.int
    builtins.int = str
    try:
        return numbers_among([1, "a", 1.5]), nested_among([1, "a"])
    finally:
        builtins.int = original


def test_a_class_that_is_replaced():
    global Square
    original = Square
    items = [Square(1.0), Circle(2.0), Shape(1.0)]
    first = shapes_among(items)
    Square = int
    try:
        second = shapes_among(items + [5])
    except AttributeError as error:
        second = str(error)
    Square = "no class"
    try:
        third = shapes_among(items)
    except TypeError as error:
        third = str(error)
    Square = original
    return first, second, third


def test_a_base_that_comes_later():
    class Late(Shape):
        pass

    items = [Late(1.0)] * 3
    first = shapes_among(items)
    Late.__bases__ = (Circle,)
    return first, shapes_among(items)


RERUNNABLE = False
