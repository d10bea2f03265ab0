# native: constants, members, functions, varied
"""What classes have under names, loaded from the classes: constants, members of enumerations, functions, descriptors, and changes midway."""

from enum import Enum, IntEnum


class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3


class Level(IntEnum):
    LOW = 10
    HIGH = 20


class Described:
    def __init__(self, text):
        self.text = text


class Base:
    limit = 10
    names = ["a", "b"]
    described = Described("first")

    def area(self):
        return 1


class Shape(Base):
    factor = 2.5

    class Inner:
        depth = 3

    @property
    def sides(self):
        return 4

    def area(self):
        return Base.area(self) + 1


class Meta(type):
    shared = "of the metaclass"

    @property
    def shown(cls):
        return cls.__name__ + " shown"

    def __getattr__(cls, name):
        return ("asked", name)


class WithMeta(metaclass=Meta):
    shared = "of the class"
    own = 5


class Plain:
    pass


CALLS: list = []


def constants(n: int) -> list:
    out: list = []
    for i in range(n):
        if i == 3:
            change(n)
        out.append((Shape.limit, Shape.factor, Shape.names[0], Shape.Inner.depth, Base.limit, Base.described.__class__.__name__))
    return out


def members(n: int) -> list:
    out: list = []
    color = Color.RED
    for i in range(n):
        if color is Color.RED:
            color = Color.GREEN
        elif color == Color.GREEN:
            color = Color.BLUE
        else:
            color = Color.RED
        out.append((color.name, color.value, Level.LOW < Level.HIGH, Level.HIGH + i))
    return out


def functions(n: int) -> list:
    out: list = []
    shape = Shape()
    for i in range(n):
        area = Shape.area
        out.append((area(shape), Base.area(shape), Shape.sides.__class__.__name__, Shape.__name__, Shape.area is Shape.area))
    return out


def varied(classes: list, n: int) -> list:
    out: list = []
    for i in range(n):
        cls: type[Base] = classes[i % len(classes)]
        try:
            out.append(cls.limit)
        except AttributeError as error:
            out.append(str(error))
    return out


def of_meta(n: int) -> list:
    out: list = []
    for i in range(n):
        out.append((WithMeta.shared, WithMeta.own, WithMeta.shown, WithMeta.missing))
    return out


def missing(n: int) -> list:
    out: list = []
    for i in range(n):
        try:
            out.append(Plain.nothing)
        except AttributeError as error:
            out.append(str(error))
        if i == 1:
            Plain.nothing = 7
        if i == 3:
            del Plain.nothing
    return out


def change(n: int) -> None:
    if n > 5:
        Base.limit = n
        Shape.factor = "changed"
        Described.__get__ = lambda self, instance, owner: CALLS.append(owner.__name__) or Plain()
    else:
        Shape.limit = -1


def restore() -> None:
    Base.limit = 10
    Shape.factor = 2.5
    if "limit" in vars(Shape):
        del Shape.limit
    if "__get__" in vars(Described):
        del Described.__get__


def test_constants():
    try:
        return constants(5), constants(6), constants(7), list(CALLS)
    finally:
        restore()
        CALLS.clear()


def test_members():
    return members(7)


def test_functions():
    old = Shape.area
    before = functions(2)
    Shape.area = lambda self: "replaced"
    try:
        return before, functions(2)
    finally:
        Shape.area = old


def test_varied():
    return varied([Base, Shape], 5), varied([Base, Plain, 3, Shape, Base()], 7), len(varied([Shape, Base], 2200))


def test_of_meta():
    before = of_meta(2)
    Meta.own = property(lambda cls: "of the metaclass")
    try:
        return before, of_meta(2)
    finally:
        del Meta.own


def test_missing():
    return missing(6)


def test_other_bases():
    class Other:
        limit = "of another base"

    class Local(Base):
        pass

    before = varied([Local, Shape], 3)
    Local.__bases__ = (Other,)
    return before, varied([Local, Shape], 3)
