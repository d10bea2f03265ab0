# native: kinds, simplified, several, values, stored, lied
"""`isinstance` of own classes, attributes that only a class below has, and data classes below bases without fields."""
from abc import ABC
from dataclasses import dataclass
from typing import Any, List


class Expr:
    def simplify(self) -> "Expr":
        return self


@dataclass
class Num(Expr):
    value: float


@dataclass
class Add(Expr):
    left: Expr
    right: Expr

    def simplify(self) -> Expr:
        left, right = self.left.simplify(), self.right.simplify()
        if isinstance(left, Num) and isinstance(right, Num):
            return Num(left.value + right.value)
        return Add(left, right)


class Exact(Num):
    pass


class Marker(ABC):
    pass


@dataclass
class Marked(Marker):
    weight: int
    extra: int = 3


@dataclass
class Fields:
    first: int


class Between(Fields):
    pass


@dataclass
class Below(Between):
    """It has a field of a class that is further above."""

    second: int


class Pretends:
    @property
    def __class__(self):  # type: ignore
        Pretends.asked += 1
        return Num

    asked = 0


class Asked:
    def __getattribute__(self, name: str) -> Any:
        if name == "__class__":
            return Add
        return object.__getattribute__(self, name)


class Meta(type):
    def __instancecheck__(cls, instance: Any) -> bool:
        return isinstance(instance, str)


class Strings(metaclass=Meta):
    pass


def kinds(objects: List[Any]) -> List[int]:
    found: List[int] = []
    for thing in objects:
        kind = 0
        if isinstance(thing, Num):
            kind += 1
        if isinstance(thing, Add):
            kind += 2
        if isinstance(thing, Expr):
            kind += 4
        if isinstance(thing, Strings):
            kind += 8
        if isinstance(thing, Marker):
            kind += 16
        found.append(kind)
    return found


def several(objects: List[Any]) -> List[int]:
    found: List[int] = []
    for thing in objects:
        kind = 0
        if isinstance(thing, (Num, Marked)):
            kind += 1
        if isinstance(thing, (int, (str, Add))):
            kind += 2
        if isinstance(thing, ()):
            kind += 4
        found.append(kind)
    return found


def simplified(tree: Expr, times: int) -> Expr:
    for _ in range(times):
        tree = tree.simplify()
    return tree


def values(exprs: List[Expr]) -> float:
    total = 0.0
    for expr in exprs:
        total += expr.value  # type: ignore
    return total


def stored(exprs: List[Expr], by: float) -> float:
    for expr in exprs:
        expr.value = by  # type: ignore
        expr.value += 1.5  # type: ignore
    return values(exprs)


def lied(times: int) -> List[Any]:
    found: List[Any] = []
    for i in range(times):
        below = Below(i, i + 1)
        found.append((below.first, below.second))
        marked = Marked(i)
        found.append(marked.weight + marked.extra)
        found.append(Marked(i, i).extra)
    return found


def things() -> List[Any]:
    return [Num(1.0), Add(Num(1.0), Num(2.0)), Exact(2.0), Expr(), Marked(1), Pretends(), Asked(), "text", 5, None, Num, Strings(), [1]]


def test_kinds():
    Pretends.asked = 0
    return kinds(things()), several(things()), Pretends.asked > 0


def test_not_classes():
    found = []
    for classes in (1, (Num, 1), [Num], (Num, (1,))):
        for thing in Num(1.0), Expr():
            try:
                found.append(isinstance(thing, classes))
            except TypeError as error:
                found.append(str(error))
    return found


def test_class_changes():
    """An instance becomes one of another class; a class says something else."""
    thing: Any = Expr()
    found = kinds([thing])
    thing.__class__ = Exact
    found += kinds([thing])
    Expr.__class__ = property(lambda self: Strings)  # type: ignore
    try:
        found += kinds([Expr(), Num(1.0)])
    finally:
        del Expr.__class__
    return found + kinds([Expr(), Num(1.0)])


def test_simplified():
    tree = Add(Add(Num(1.0), Num(2.0)), Add(Num(0.5), Expr()))
    return repr(simplified(tree, 3))[:40], simplified(Add(Exact(1.5), Num(2.0)), 2)


def test_values():
    found: List[Any] = [values([Num(1.5), Exact(2.5)] * 5), stored([Num(1.0), Exact(1.0)], 2.0)]
    for other in Expr(), Marked(1), Num("a"), Num(2):  # type: ignore
        try:
            found.append(values([Num(1.0), other]))  # type: ignore
        except (AttributeError, TypeError) as error:
            found.append(str(error))
    bare = Expr()
    found.append(stored([bare], 4.0))
    found.append(vars(bare))
    return found


def test_made():
    return lied(3)
