# python: 3.12+
# native: Base.__init__, Base.work, Left.__init__, Left.work, Right.work, Both.work, Plain.__init__, Problem.__init__, Quiet.__init__
"""Methods found above a class, again and again: patched, inherited twice, overridden between, of builtin classes, on odd objects."""

RERUNNABLE = False


class Base:
    def __init__(self, x: int) -> None:
        super().__init__()
        self.x = x

    def work(self, n: int) -> int:
        return self.x + n


class Left(Base):
    def __init__(self, x: int, y: int) -> None:
        super().__init__(x)
        self.y = y

    def work(self, n: int) -> int:
        return super().work(n) * 2


class Right(Base):
    def work(self, n: int) -> int:
        return super().work(n) + 1000


class Both(Left, Right):
    def work(self, n: int) -> int:
        return -super().work(n)


class Plain:
    def __init__(self) -> None:
        super().__init__()
        self.made = 1


class Problem(ValueError):
    def __init__(self, code: int, text: str) -> None:
        super().__init__(code, text)
        self.code = code


class Quiet(Exception):
    def __init__(self, code: int) -> None:
        self.code = code


class Below(Problem):
    def __init__(self, code: int) -> None:
        super().__init__(code, "below")
        self.below = code


class Missing(KeyError):
    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key


class System(OSError):
    def __init__(self, number: int, text: str) -> None:
        super().__init__(number, text)
        self.more = number


class Wrong(Plain):
    def __init__(self, x: int) -> None:
        super().__init__(x)


class WrongBase:
    def __init__(self, x: int) -> None:
        super().__init__(x)


class Slotted(Base):
    __slots__ = ("z",)

    def __init__(self, x: int) -> None:
        super().__init__(x)
        self.z = x

    def work(self, n: int) -> int:
        return super().work(n) - 1


class Stars(ValueError):
    def __init__(self, code: int, *rest: object) -> None:
        super().__init__(code, *rest)
        self.code = code


class Binds(Base):
    def __init__(self, x: int) -> None:
        init = super().__init__
        init(x)

    def work(self, n: int) -> object:
        work = super().work
        return [work(n), super().work(n=n), super().work(*(n,)), super().work(**{"n": n}), super().x]

    @property
    def x(self) -> int:
        return self.kept

    @x.setter
    def x(self, value: int) -> None:
        self.kept = value + 1


class BelowBinds(Binds):
    def work(self, n: int) -> object:
        return [super().work(n), super().x]


class Rebinds(Base):
    def work(self, n: int) -> int:
        self = Both(n, n)
        return super().work(n)


def calls(kind: int, x: int) -> list:
    seen = []
    for i in range(4):
        if kind == 0:
            made = Left(x, i)
            seen.append((made.work(i), made.x, made.y))
        elif kind == 1:
            seen.append(Both(x, i).work(i))
        elif kind == 2:
            seen.append(Plain().made)
        elif kind == 3:
            problem = Problem(x, "text")
            seen.append((problem.args, str(problem), problem.code, vars(problem)))
        elif kind == 4:
            quiet = Quiet(x)
            seen.append((quiet.args, repr(quiet), quiet.code))
        elif kind == 5:
            below = Below(x)
            seen.append((below.args, str(below), vars(below)))
        elif kind == 6:
            seen.append((Missing("a").args, vars(Missing("b"))))
        elif kind == 7:
            system = System(2, "no")
            seen.append((system.args, system.errno, str(system), type(system).__name__, vars(system)))
        elif kind == 8:
            made = Slotted(x)
            seen.append((made.work(i), made.z, vars(made)))
        elif kind == 9:
            seen.append(Rebinds(x).work(i))
        elif kind == 10:
            stars = Stars(x, i, "rest")
            seen.append((stars.args, stars.code, Stars(x).args))
        elif kind == 11:
            try:
                seen.append(Binds(x).work(i))
            except AttributeError as error:
                seen.append(str(error))
        else:
            binds = BelowBinds(x)
            Base.x = 8
            try:
                seen.append((binds.work(i), vars(binds)))
            finally:
                del Base.x
    return seen


def fails(kind: int) -> object:
    if kind == 0:
        return Wrong(1)
    if kind == 1:
        return WrongBase(1)
    if kind == 2:
        return Problem(1)
    if kind == 3:
        return Problem(1, text="t", more=2)
    if kind == 4:
        return Base.__init__(5, 6)
    if kind == 5:
        return Problem.__init__(Base(1), 1, "x")
    return Left.work(Base(1), 1)


def init_again(x: int) -> list:
    problem = Problem(x, "first")
    kept = problem.args
    Problem.__init__(problem, x + 1, "second")
    return [kept, problem.args, problem.code]


class Loud:
    log: list = []

    def __del__(self) -> None:
        Loud.log.append("gone")


class Keeps(Exception):
    def __init__(self, *args: object) -> None:
        super().__init__(1)


def args_end() -> list:
    Loud.log.clear()
    keeps = Keeps(Loud())
    Loud.log.append("made")
    keeps.args = (Loud(),)
    Loud.log.append("set")
    Keeps.__init__(keeps)
    Loud.log.append("again")
    return [list(Loud.log), keeps.args]


def patched(kind: int) -> list:
    """What is above changes under the calls."""
    seen = [calls(0, 5), calls(1, 6)]
    work, init = Base.work, Base.__init__
    try:
        if kind == 0:
            Base.work = lambda self, n: 77 + n
        elif kind == 1:
            Base.work = staticmethod(lambda n: 78)
        elif kind == 2:
            Base.work = classmethod(lambda cls, n: cls.__name__)
        elif kind == 3:
            Base.work = property(lambda self: lambda n: n + 0.5)
        elif kind == 4:
            Right.extra = 1
            Right.work, kept = Base.work, Right.work
        elif kind == 5:
            Base.__init__ = lambda self, x: setattr(self, "x", x * 100)
        elif kind == 6:
            Base.__init__ = object.__init__
        elif kind == 7:
            Left.__bases__ = (Right,)
        elif kind == 8:
            del Base.work
        try:
            seen += [calls(0, 5), calls(1, 6)]
        except Exception as error:
            seen.append((type(error), str(error)))
    finally:
        Base.work, Base.__init__ = work, init
        if kind == 4:
            Right.work = kept
        if kind == 7:
            Left.__bases__ = (Base,)
    return seen + [calls(0, 5), calls(1, 6)]


def rebound(which: int) -> list:
    if which == 0:
        globals()["super"] = lambda *args: Base(9)
    elif which == 1:
        globals()["super"] = Fake
    try:
        return [Left.work(Left.__new__(Left), 3)]
    except Exception as error:
        return [type(error), str(error)]
    finally:
        if which < 2:
            del globals()["super"]


class Fake:
    def work(self, n: int) -> str:
        return f"fake {n}"


def changes_class() -> list:
    seen = []
    made = Left(1, 2)
    for cls in (Left, Both, Left, Right, Both):
        made.__class__ = cls
        seen.append(made.work(10))
        made.work = lambda n: "own"
        seen.append(type(made).work(made, 1))
        del made.work
    return seen


class Meta(type):
    def __new__(mcs, name, bases, space):
        return super().__new__(mcs, name, bases, space)

    def make(cls, n: int) -> int:
        return n


class MetaBelow(Meta):
    def make(cls, n: int) -> int:
        return super().make(n) + 1


class Made(metaclass=MetaBelow):
    pass


class WithGetattribute(Base):
    def __getattribute__(self, name):
        if name == "work":
            return lambda n: "getattribute"
        return object.__getattribute__(self, name)


class BelowGetattribute(WithGetattribute):
    def work(self, n: int) -> object:
        return super().work(n)


def odd(kind: int) -> object:
    if kind == 0:
        return [Made.make(3), Made.make(4)]
    if kind == 1:
        return [BelowGetattribute(3).work(1), BelowGetattribute.work(BelowGetattribute(3), 1)]
    if kind == 2:
        made = Both(1, 2)
        return [super(Left, made).work(3), super(Both, made).work(3), super(Base, made).__init__()]
    return changes_class()


CASES = [(calls, (kind, x)) for kind in range(13) for x in (3, 2**62)]
CASES += [(fails, (kind,)) for kind in range(7)] + [(init_again, (4,)), (args_end, ())]
CASES += [(patched, (kind,)) for kind in range(9)] + [(rebound, (which,)) for which in range(3)]
CASES += [(odd, (kind,)) for kind in range(4)]
