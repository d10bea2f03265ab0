# native: Nothing.__init__, makes, reads, stores, grows
"""Exceptions of the module's own classes: how they are made, their arguments, their attributes, and what is odd about them."""

RERUNNABLE = False


class Coded(Exception):
    def __init__(self, code: int, text: str = "none") -> None:
        super().__init__(code)
        self.code = code
        self.text = text


class Nothing(RuntimeError):
    def __init__(self, first: object, second: object) -> None:
        self.first = first


class Plain(ValueError):
    pass


class Slotted(Exception):
    __slots__ = ("code",)

    def __init__(self, code: int) -> None:
        self.code = code


class Guarded(Exception):
    @property
    def code(self) -> int:
        return 17

    @code.setter
    def code(self, value: int) -> None:
        log.append(("set", value))


class Viewed(Guarded):
    def __init__(self, code: int) -> None:
        self.code = code


class WithDefault(Exception):
    code = 5

    def __init__(self, code: int) -> None:
        if code > 2:
            self.code = code


class New(Exception):
    def __new__(cls, *args: object) -> "New":
        made = super().__new__(cls, "new", *args)
        made.made = True
        return made

    def __init__(self, code: int) -> None:
        self.code = code


class System(OSError):
    def __init__(self, number: int, text: str) -> None:
        super().__init__(number, text)
        self.number = number


class Returns(Exception):
    def __init__(self, code: int) -> int:
        self.code = code
        return code


class Mixin:
    def __init__(self, code: int) -> None:
        super().__init__(code, "mixed")
        self.mixed = code


class Mixed(Mixin, KeyError):
    def __init__(self, code: int) -> None:
        super().__init__(code)


log: list = []


class Loud:
    def __del__(self) -> None:
        log.append("gone")


def shown(error: BaseException) -> list:
    return [type(error), error.args, str(error), repr(error), sorted(vars(error).items(), key=str)]


def makes(kind: int, x: int) -> list:
    seen = []
    for i in range(3):
        if kind == 0:
            seen.append(shown(Coded(x)))
        elif kind == 1:
            seen.append(shown(Coded(x, text="t")))
        elif kind == 2:
            seen.append(shown(Coded(text="k", code=x)))
        elif kind == 3:
            seen.append(shown(Nothing(x, [i])))
        elif kind == 4:
            seen.append(shown(Plain(x, i)))
        elif kind == 5:
            seen.append(shown(Plain()))
        elif kind == 6:
            seen.append(shown(ValueError(x, "two")))
        elif kind == 7:
            seen.append(shown(KeyError(x)))
        elif kind == 8:
            made = Slotted(x)
            seen.append((made.args, made.code, made.__dict__))
        elif kind == 9:
            seen.append(shown(Viewed(x)))
        elif kind == 10:
            seen.append(shown(New(x)))
        elif kind == 11:
            seen.append(shown(System(2, "gone")))
        elif kind == 12:
            seen.append(shown(Mixed(x)))
        elif kind == 13:
            seen.append(shown(WithDefault(i * 2)))
        elif kind == 14:
            seen.append(shown(Returns(x)))
        else:
            seen.append(shown(StopIteration(x)))
    return seen


def reads(error: Coded) -> list:
    seen = []
    for i in range(3):
        seen.append(error.code + i)
        seen.append(error.text)
    return seen


def stores(error: Coded, x: int, text: object) -> list:
    error.code = x
    error.text = text
    error.code += 1
    return [error.code, error.text, vars(error)]


def grows(error: Coded, n: int) -> int:
    for i in range(n):
        error.code += 100003
    return error.code


class Odd(str):
    def __hash__(self) -> int:
        return hash("code")

    def __eq__(self, other: object) -> bool:
        log.append("compared")
        return other == "code"


def odd(kind: int) -> list:
    log.clear()
    error = Coded(1)
    if kind == 0:
        error.__dict__ = {"code": 2, "text": "x", 5: 6}
    elif kind == 1:
        del error.code
        error.__dict__[Odd("z")] = 7
    elif kind == 2:
        error.text = Loud()
    elif kind == 3:
        error = Coded.__new__(Coded)
        error.text = "only"
    elif kind == 4:
        error = Viewed(3)
        error.text = "viewed"
    elif kind == 5:
        error.__dict__.clear()
    elif kind == 6:
        error = WithDefault(1)
        error.text = 1
    elif kind == 7:
        error.code = 2.5
    seen = []
    for function, args in ((reads, ()), (stores, (2**62, "new")), (grows, (4,)), (stores, (2**63 - 1, None)), (reads, ())):
        try:
            seen.append(function(error, *args))
        except Exception as raised:
            seen.append((type(raised), str(raised)))
    return [seen, list(log)]


def patched(kind: int) -> list:
    seen = [makes(0, 5)]
    init, new = Coded.__init__, Coded.__new__
    try:
        if kind == 0:
            Coded.__init__ = lambda self, code: setattr(self, "code", -code)
        elif kind == 1:
            del Coded.__init__
        elif kind == 2:
            Coded.__new__ = lambda cls, *args: ValueError("other")
        elif kind == 3:
            Coded.text = property(lambda self: "property")
        elif kind == 4:
            Coded.__setattr__ = lambda self, name, value: log.append((name, value))
        elif kind == 5:
            Coded.__bases__ = (OSError,)
        try:
            seen.append(makes(0, 5))
            seen.append(reads(Coded(4)))
        except Exception as error:
            seen.append((type(error), str(error)))
    finally:
        Coded.__init__ = init
        if kind == 2:
            Coded.__new__ = new
            del Coded.__new__
        if kind == 3:
            del Coded.text
        if kind == 4:
            del Coded.__setattr__
        if kind == 5:
            Coded.__bases__ = (Exception,)
    return seen + [makes(0, 6)]


CASES = [(makes, (kind, x)) for kind in range(16) for x in (7, 2**63 - 1)]
CASES += [(odd, (kind,)) for kind in range(8)] + [(patched, (kind,)) for kind in range(6)]
