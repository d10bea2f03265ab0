"""`super()` with and without arguments, `__class__`, cooperative classes, mangled names, and every way it can go wrong."""


class Base:
    limit = 1

    def __init__(self, value: int):
        self.value = value
        self.__own = "base"

    def work(self, n: int) -> int:
        return self.value + n

    def own(self) -> str:
        return self.__own

    def __hidden(self) -> str:
        return "base hidden"

    def calls_hidden(self) -> str:
        return self.__hidden()

    @property
    def size(self) -> int:
        return 10

    @classmethod
    def make(cls, value: int) -> "Base":
        return cls(value)


class Left(Base):
    def __init__(self, value: int):
        super().__init__(value * 2)
        self.__own = "left"

    def work(self, n: int) -> int:
        return super().work(n) + 100

    def both(self) -> list:
        return [self.__own, self._Base__own, sorted(self.__dict__)]

    def __hidden(self) -> str:
        return "left hidden"

    @property
    def size(self) -> int:
        return super().size + 1

    @classmethod
    def make(cls, value: int) -> "Base":
        made = super().make(value)
        made.made_by = __class__.__name__
        return made


class Right(Base):
    def work(self, n: int) -> int:
        total = 0
        for i in range(n):
            total += super().work(i)
        return total


class Both(Left, Right):
    def work(self, n: int) -> int:
        return super().work(n) * 2

    def class_cell(self) -> list:
        return [__class__ is Both, super().__thisclass__.__name__, super().__self_class__.__name__]

    def older_form(self, n: int) -> list:
        return [super(Both, self).work(n), super(Left, self).work(n), super(Right, self).work(n)]

    def in_closure(self, n: int) -> int:
        def inner():
            return super(Both, self).work(n)

        return inner()

    def in_comprehension(self, n: int) -> list:
        return [super(Left, self).work(i) for i in range(n)]

    def nested_zero(self) -> int:
        def inner(me):
            return super().work(1)

        return inner(self)

    def missing(self) -> int:
        return super().nothing

    def missing_method(self) -> int:
        return super().nothing(1)

    def as_value(self) -> list:
        bound = super()
        return [bound.limit, bound.work(1), type(bound).__name__]

    def sets_through(self) -> None:
        super().limit = 5

    def rebinds_self(self, other) -> int:
        self = other
        return super().work(1)

    def deletes_self(self) -> int:
        del self
        return super().work(1)

    def uses_mangled(self) -> list:
        __local = 1
        self.__mine = 2

        def inner(__parameter=3):
            return __parameter

        return [__local, sorted(locals()), sorted(name for name in self.__dict__ if "mine" in name), inner(), inner.__code__.co_varnames]

    def mangled_keyword(self):
        return dict(__key=1)

    def mangled_global(self):
        return __nowhere

    def mangled_import(self):
        import __nothing_here


class Static:
    @staticmethod
    def no_arguments():
        return super().work()

    @staticmethod
    def wrong_argument(n):
        return super().work()


class Meta(type):
    def __call__(cls, *args):
        made = super().__call__(*args)
        made.by_meta = True
        return made


class WithMeta(metaclass=Meta):
    def __init_subclass__(cls, **kw):
        super().__init_subclass__()
        cls.options = kw

    def __new__(cls, *args):
        return super().__new__(cls)


def methods(value: int, n: int) -> list:
    b = Both(value)
    return [b.work(n), b.own(), b.both(), b.calls_hidden(), b.size, Left(value).size, Both.make(value).made_by, b.value]


def call(name: str) -> object:
    return getattr(Both(1), name)()


def rebound(other) -> object:
    return Both(1).rebinds_self(other)


def static(which: int) -> object:
    return Static.no_arguments() if which == 0 else Static.wrong_argument(which)


def subclassing() -> list:
    class Sub(WithMeta, a=1, b=2):
        pass

    return [Sub.options, Sub().by_meta, type(Sub).__name__]


def shadowed_super(value: int) -> object:
    super = lambda *args: Base(value)  # noqa: E731

    class Inner(Base):
        def work(self, n):
            return super().work(n)

    return Inner(1).work(5)


def replaced_bases(n: int) -> list:
    class A:
        def f(self):
            return "A"

    class B:
        def f(self):
            return "B"

    class C(A):
        def f(self):
            return "C" + super().f()

    c, seen = C(), []
    for i in range(n):
        seen.append(c.f())
        if i == 1:
            C.__bases__ = (B,)
    return seen


CASES = [(methods, (v, n)) for v, n in ((1, 3), (2**62, 2), (1.5, 0), (1, "s"))] + [(call, (n,)) for n in ("class_cell", "nested_zero", "missing", "missing_method", "as_value", "sets_through", "deletes_self", "uses_mangled", "mangled_keyword", "mangled_global", "mangled_import")]
CASES += [(f, (Both(1), 3)) for f in (Both.older_form, Both.in_closure, Both.in_comprehension)] + [(rebound, (o,)) for o in (Base(1), Both(5), 5)] + [(static, (n,)) for n in (0, 1)] + [(subclassing, ()), (shadowed_super, (3,)), (replaced_bases, (4,))]
