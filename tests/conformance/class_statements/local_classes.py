"""Class statements inside functions: bodies, bases, metaclasses, closures, decorators, `__set_name__`, and what raises in them."""

import abc
import dataclasses
import enum
import typing


def simple(n: int) -> list:
    class Local:
        value = n
        doubled = value * 2

        def get(self) -> int:
            return self.value + n

    return [Local().get(), Local.doubled, Local.__qualname__, Local.__module__]


def reads_closure(n: int) -> list:
    k = n + 1

    class Local:
        k = k
        m = k * 2

        def f(self):
            return k, self.k

    k += 10
    return [Local.k, Local.m, Local().f()]


def unbound_in_body() -> object:
    class Local:
        a = b
        b = 1

    return Local


def conditional_body(flag: bool) -> list:
    class Local:
        if flag:
            x = 1

            def only(self):
                return "only"
        else:
            y = 2
        for i in range(3):
            pass

    return sorted(name for name in vars(Local) if not name.startswith("__"))


def body_raises(n: int) -> object:
    class Local:
        value = 1 // n

    return Local.value


def bases(kind: int) -> object:
    class Local([object, int, dict, 5, type, bool, None, Exception][kind]):
        pass

    return [Local.__mro__[1].__name__, repr(Local())[:10]]


def with_bases(*given, **keywords) -> list:
    class Local(*given, **keywords):
        pass

    return [base.__name__ for base in Local.__mro__]


def conflicting() -> object:
    class A:
        pass

    class B(A):
        pass

    class C(A, B):
        pass

    return C


def metaclass(log: list) -> list:
    class Meta(type):
        @classmethod
        def __prepare__(mcs, name, bases, **kw):
            log.append(("prepare", name, kw))
            return {"prepared": 1}

        def __new__(mcs, name, bases, namespace, **kw):
            log.append(("new", sorted(key for key in namespace if not key.startswith("__"))))
            return super().__new__(mcs, name, bases, dict(namespace))

        def __init__(cls, name, bases, namespace, **kw):
            log.append(("init", name))
            super().__init__(name, bases, namespace)

    class Local(metaclass=Meta, option=5):
        x = 1

    return [log, Local.prepared]


def function_as_metaclass(n: int) -> object:
    def meta(name, bases, namespace):
        return [name, bases, n, sorted(key for key in namespace if key != "__firstlineno__" and key != "__static_attributes__")]

    class Local(metaclass=meta):
        x = 1

    return Local


def failing_metaclass() -> None:
    class Local(metaclass=lambda *args: args[3]):
        pass


def descriptors(log: list) -> list:
    class Named:
        def __set_name__(self, owner, name):
            log.append((owner.__name__, name))
            if name == "bad":
                raise ValueError("bad name")

    class Good:
        first = Named()
        second = Named()

    class Bad:
        bad = Named()

    return log


def decorated(log: list) -> list:
    def note(cls):
        log.append(cls.__name__)
        return cls

    @note
    @dataclasses.dataclass(order=True)
    class Item:
        price: float
        count: int = 1

        def total(self) -> float:
            return self.price * self.count

    return [log, Item(2.5, 2).total(), Item(1.0) < Item(2.0), repr(Item(1))]


def enums() -> list:
    class Colour(enum.Enum):
        RED = enum.auto()
        BLUE = enum.auto()

        def shout(self):
            return self.name + "!"

    return [Colour(1).shout(), [c.value for c in Colour]]


def abstract() -> object:
    class Shape(abc.ABC):
        @abc.abstractmethod
        def area(self) -> float: ...

    class Square(Shape):
        def area(self) -> float:
            return 4.0

    first = Square().area()
    return first, Shape()


def named_tuple() -> list:
    class Pair(typing.NamedTuple):
        a: int
        b: str = "b"

    return [Pair(1), Pair(1)._replace(b="c"), Pair(2) < Pair(3)]


def nested(n: int) -> list:
    class Outer:
        x = n

        class Inner:
            y = n

            def look(self):
                return __class__.__qualname__, n

        def make(self):
            return self.Inner().look()

    return [Outer().make(), Outer.Inner.y]


def fresh_each_time(n: int) -> list:
    made = []
    for i in range(n):

        class Local:
            index = i

        made.append(Local)
    return [cls.index for cls in made] + [made[0] is made[-1]]


def annotations(n: int) -> list:
    class Local:
        a: int
        b: str = "x"
        c: "undefined_name"
        (d): float = 1.0

    return [sorted(Local.__annotations__), Local.b]


def docstrings() -> list:
    class Local:
        """What it is."""

        def f(self):
            "and this"

    return [Local.__doc__, Local.f.__doc__]


def slots(value) -> list:
    class Local:
        __slots__ = ("a", "__b")

        def __init__(self):
            self.a = value
            self.__b = value

        def get(self):
            return self.__b

    made = Local()
    try:
        made.c = 1
    except AttributeError as error:
        return [made.get(), str(error)]


def deletes_in_body(n: int) -> list:
    class Local:
        for i in range(n):
            pass
        if n:
            del i
        kept = [j for j in range(n)]

    return sorted(name for name in vars(Local) if not name.startswith("__"))


def exception_class(n: int) -> None:
    class LocalError(Exception):
        def __str__(self):
            return f"local {n}"

    raise LocalError(n)


CASES = [(f, (n,)) for f in (simple, reads_closure, body_raises, nested, slots, deletes_in_body, annotations, function_as_metaclass, exception_class) for n in (0, 3)] + [(simple, ("s",)), (simple, (2**63,)), (fresh_each_time, (3,))]
CASES += [(f, ()) for f in (unbound_in_body, conflicting, failing_metaclass, enums, abstract, named_tuple, docstrings)] + [(conditional_body, (b,)) for b in (True, False)] + [(bases, (k,)) for k in range(8)] + [(f, ([],)) for f in (metaclass, descriptors, decorated)]
CASES += [(with_bases, (dict,)), (with_bases, (int, str)), (with_bases, (Exception, KeyError)), (with_bases, (KeyError, Exception)), (with_bases, (object,), {"metaclass": abc.ABCMeta}), (with_bases, (), {"unknown": 1}), (with_bases, (int, int))]
