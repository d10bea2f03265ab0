"""Properties, descriptors, `__getattr__` and their kin run Python in the middle of a native function, and may raise there.

An AttributeError that a property raises names itself: whether CPython fills that in depends on how warm the caller is.
"""


class Watched:
    """Counts and may refuse each access."""

    def __init__(self, limit):
        self.__dict__["limit"] = limit
        self.__dict__["log"] = []

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        self.log.append("get " + name)
        if name == "absent":
            raise AttributeError(name)
        if name == "broken":
            raise ValueError("broken", name)
        return len(self.log)

    def __setattr__(self, name, value):
        self.log.append(f"set {name}")
        if value == self.limit:
            raise OverflowError(name, value)
        self.__dict__[name] = value

    def __delattr__(self, name):
        self.log.append(f"del {name}")
        if name not in self.__dict__:
            raise KeyError(name)
        del self.__dict__[name]


class Everything:
    def __getattribute__(self, name):
        if name == "calm":
            return 5
        if name in ("first", "second"):
            raise RuntimeError(name)
        return object.__getattribute__(self, name)


class Data:
    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner):
        if instance is None:
            return self
        return instance.__dict__.get("_" + self.name, "unset")

    def __set__(self, instance, value):
        if value is None:
            raise TypeError(f"{self.name} cannot be None")
        instance.__dict__["_" + self.name] = value

    def __delete__(self, instance):
        del instance.__dict__["_" + self.name]


class NonData:
    def __get__(self, instance, owner):
        return (type(instance).__name__, owner.__name__)


class Model:
    field = Data()
    view = NonData()
    total = 0

    def __init__(self, start: float):
        self.start = start

    @property
    def double(self) -> float:
        return self.start * 2

    @double.setter
    def double(self, value: float) -> None:
        self.start = value / 2

    @property
    def fixed(self) -> int:
        return 1

    @property
    def failing(self):
        raise AttributeError("from inside", name="own", obj=self)

    @classmethod
    def named(cls) -> str:
        return cls.__name__

    @staticmethod
    def plain(a: int) -> int:
        return a + 1


def use_property(m: Model, n: int) -> float:
    total = 0.0
    for _ in range(n):
        m.double = m.double + 1
        total += m.double
    return total


def augment_property(m: Model, by) -> float:
    m.double += by
    return m.start


def set_fixed(m: Model) -> None:
    m.fixed = 2


def delete_fixed(m: Model) -> None:
    del m.fixed


def failing_property(m):
    return m.failing


def caught_property(m) -> str:
    try:
        return m.failing
    except AttributeError as error:
        return f"{error} {error.name} {error.obj is m}"


def data_descriptor(m: Model, value) -> list:
    before = m.field
    m.field = value
    after = m.field
    del m.field
    return [before, after, m.field, type(Model.field).__name__]


def non_data(m: Model) -> list:
    seen = [m.view, Model.view]
    m.view = "own"
    return seen + [m.view]


def class_and_static(m: Model) -> list:
    return [m.named(), Model.named(), m.plain(1), Model.plain(2**63 - 1)]


def watched(w: Watched, value) -> list:
    a = w.some
    w.other = value
    b = w.other
    del w.other
    return [a, b, w.other]


def watched_delete(w: Watched) -> None:
    del w.nowhere


def watched_absent(w: Watched) -> object:
    return w.absent


def watched_default(w: Watched, name: str) -> object:
    return getattr(w, name, "default")


def watched_has(w: Watched) -> list:
    return [hasattr(w, "absent"), hasattr(w, "some"), w.log]


def watched_broken(w: Watched) -> object:
    return w.broken


def everything(e: Everything, n: int) -> int:
    total = 0
    for i in range(n):
        total += e.calm
        if i == 3:
            total += e.first
    return total


def instead_of_method(e: Everything):
    return e.second(1, 2)


CASES = [(use_property, (Model(s), n)) for s in (1.0, 2, "s") for n in (0, 3)] + [(augment_property, (Model(1), b)) for b in (1, "s", None, 2.5)]
CASES += [(f, (Model(1),)) for f in (set_fixed, delete_fixed, failing_property, caught_property, non_data, class_and_static)]
CASES += [(data_descriptor, (Model(1), v)) for v in (3, None)] + [(watched, (Watched(9), v)) for v in (1, 9)]
CASES += [(f, (Watched(9),)) for f in (watched_absent, watched_has, watched_broken, watched_delete)] + [(watched_default, (Watched(0), name)) for name in ("absent", "some", "broken")]
CASES += [(everything, (Everything(), n)) for n in (0, 3, 5)] + [(instead_of_method, (Everything(),))]
