# native 3.12+: counted.<locals>.wrapper, twice.<locals>.wrapper, keyed.<locals>.wrapper, many, mixed, areas, pops, named
"""Decorators that pass their arguments on: by position, by name, with defaults, through several of them, to what lies about itself."""
import functools
import sys
import time
from typing import Any, Callable

RERUNNABLE = False
LOG: list[object] = []


def counted(func: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(func)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        wrapper.calls += 1
        return func(*args, **kwargs)

    wrapper.calls = 0
    return wrapper


def twice(func: Callable[..., Any]) -> Callable[..., Any]:
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        func(*args, **kwargs)
        return func(*args, **kwargs)

    return wrapper


def keyed(func: Callable[..., Any]) -> Callable[..., Any]:
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        LOG.append((args, sorted(kwargs.items())))
        return func(*args, **kwargs)

    return wrapper


@counted
def scaled(x: int, by: int = 3, *, plus: int = 1) -> int:
    return x * by + plus


@counted
def plain(x: int, by: int = 3, high: int = 10**6) -> int:
    return min(x * by, high)


@twice
@counted
def stacked(x: int, name: str = "n", extra: object = None) -> object:
    LOG.append((x, name))
    return (x, name, extra)


@counted
@keyed
def only(x: int, /, y: int = 2, **rest: int) -> object:
    return (x, y, rest)


@counted
def starred(first: int, *others: int, **named: int) -> object:
    return first, others, named


@counted
def mutable(x: int, seen: list[int] = []) -> int:
    seen.append(x)
    return len(seen)


@counted
def failing(x: int, why: str = "zero") -> float:
    if x == 0:
        raise ValueError(why)
    return 1 / x


def many(n: int) -> list[object]:
    out: list[object] = []
    for i in range(n):
        out.append(plain(i))
        out.append(plain(i, 4))
        out.append(plain(i, high=7))
        out.append(plain(x=i, high=7, by=2))
        out.append(scaled(i, plus=5))
        out.append(scaled(i))
        out.append(stacked(i, extra=i))
        out.append(stacked(i, "m"))
        out.append(only(i, z=3))
        out.append(only(i, 5))
        out.append(starred(i, 2, 3, k=4))
        out.append(starred(i))
        out.append(mutable(i))
    return out


def mixed(n: int) -> list[object]:
    out: list[object] = []
    for i in range(n):
        for call in range(9):
            try:
                if call == 0:
                    out.append(plain())
                elif call == 1:
                    out.append(plain(i, 2, 3, 4))
                elif call == 2:
                    out.append(plain(i, x=2))
                elif call == 3:
                    out.append(plain(i, nothing=2))
                elif call == 4:
                    out.append(only(x=i))
                elif call == 5:
                    out.append(failing(i))
                elif call == 6:
                    out.append(failing(i, why="named"))
                elif call == 7:
                    out.append(plain("ab", 2, "zz"))
                else:
                    out.append(plain(i, **{"by": True, "high": 2.5}))
            except (TypeError, ValueError) as error:
                out.append((type(error).__name__, str(error)))
    return out


def borrowed(seed: int) -> object:
    """The frame of the decorator and its locals, seen from what it calls."""
    frame = sys._getframe(1)
    return frame.f_code.co_name, seed


looked = counted(borrowed)


def dropping(x: object, then: object = None) -> object:
    """What is a default, and nobody else's, while it is replaced."""
    dropping.__defaults__ = (["another"],)
    return x, then


dropping.__defaults__ = (["one"],)
dropped = counted(dropping)


class Callee:
    def __call__(self, *args: object, **kwargs: object) -> object:
        kwargs["changed"] = 1
        return args, kwargs

    def method(self, x: int, y: int = 1) -> int:
        return x - y

    @classmethod
    def made(cls, x: int = 4) -> object:
        return cls.__name__, x


class Kept(dict):
    pass


def to_objects(n: int) -> list[object]:
    called = twice(Callee())
    method = counted(Callee().method)
    made = counted(Callee.made)
    as_dict = twice(dict)
    of_class = twice(Kept)
    out: list[object] = []
    for i in range(n):
        out.append(called(i, k=i))
        out.append(method(i, y=i))
        out.append(method(i))
        out.append(made(x=i))
        out.append(as_dict(a=i))
        out.append(of_class(a=i))
        out.append(counted(max)(i, 3, key=lambda v: -v))
        out.append(counted(functools.partial(int, base=7))("12"))
    return out


def replaced(n: int) -> list[object]:
    """Defaults and code that change between calls."""
    def inner(x: int, y: int = 1) -> int:
        return x + y

    def other(x: int, y: int = 1) -> int:
        return x - y

    call = twice(inner)
    out: list[object] = []
    for i in range(n):
        out.append(call(i))
        if i == 2:
            inner.__defaults__ = (100,)
        if i == 4:
            inner.__defaults__ = None
            try:
                call(i)
            except TypeError as error:
                out.append(str(error))
            inner.__defaults__ = ("text",)
            try:
                call(i)
            except TypeError as error:
                out.append(str(error))
            inner.__defaults__ = (5,)
        if i == 6:
            inner.__code__ = other.__code__
    return out


def hinted(*values: int, **named: float) -> tuple[int, float]:
    """What is hinted of the stars is not what comes."""
    total = 0
    for value in values:
        total += value
    more = 0.0
    for value in named.values():
        more += value
    return total, more


def composed(*functions: Callable[[int], int]) -> Callable[[int], int]:
    def all_of(x: int) -> int:
        for function in functions:
            x = function(x)
        return x

    return all_of


def lied(n: int) -> list[object]:
    out: list[object] = []
    for i in range(n):
        out.append(hinted(1, 2, i, a=1.5, b=2))
        out.append(hinted(1, True, 2.5, a=i))
        out.append(hinted())
        for given in (("a",), (1, None)):
            try:
                out.append(hinted(*given))
            except TypeError as error:
                out.append(str(error))
        try:
            out.append(hinted(z="no"))
        except TypeError as error:
            out.append(str(error))
        out.append(composed(lambda x: x + 1, abs, lambda x: x * 2, lambda x: -x)(i))
        out.append(composed(lambda x: x / 2, lambda x: x * 2)(i))
        try:
            out.append(composed(len)(i))
        except TypeError as error:
            out.append(str(error))
    return out


def test_many():
    return many(4), LOG[-3:]


def test_mixed():
    return mixed(3)


def test_calls():
    return scaled.calls - plain.calls, only.calls, [looked(i) for i in range(3)], [dropped(i) for i in range(3)]


def test_objects():
    return to_objects(3)


def test_replaced():
    return replaced(9)


def test_lied():
    return lied(3)


def test_raising():
    for i in range(3, -1, -1):
        failing(i, why="seen")


def test_wrong():
    stacked(1, nothing=3)


@counted
def area(w: float, h: float, scale: float = 1.0) -> float:
    return w * h * scale


@twice
def unhinted(a, b=2):
    return a * b


def areas(n: int) -> list[object]:
    """Ints where floats are hinted, by position and by name, and what is hinted to be no number."""
    out: list[object] = []
    for i in range(n):
        out.append(area(i, 2.5))
        out.append(area(i, 2, scale=2))
        out.append(area(i / 2, h=True, scale=10**20))
        out.append((unhinted(i), unhinted(str(i)), unhinted([i], b=1)))
    return out


def pops(sizes: list[int]) -> list[object]:
    """The room that lists have while they shrink."""
    out: list[object] = []
    for size in sizes:
        items: list[int] = list(range(size))
        texts: list[str] = [str(i) for i in items]
        while items:
            out.append((items.pop(), sys.getsizeof(items), texts.pop(), sys.getsizeof(texts)))
            if len(items) % 7 == 3:
                items.append(5)
                texts.append("x")
                out.append((items.pop(), sys.getsizeof(items), texts.pop(), sys.getsizeof(texts)))
    return out


def named(n: int) -> list[object]:
    """Names of functions, also changed and of what is no function, and no names."""
    def inner() -> None:
        pass

    class Odd:
        __name__ = "class"

        def __call__(self) -> None:
            pass

    given: list[Callable[..., Any]] = [inner, area, len, Odd(), Odd, functools.partial(inner), Odd().__call__, lambda: None]
    out: list[object] = []
    for i in range(n):
        for function in given:
            try:
                out.append((function.__name__, function.__qualname__))
            except AttributeError as error:
                out.append(str(error))
        inner.__name__ = "name" + str(i)
        inner.__qualname__ = inner.__name__ + "." + inner.__qualname__
        inner.__dict__["__name__"] = "hidden"
        name = inner.__name__
        try:
            inner.__name__ = 5
        except TypeError as error:
            out.append((name, str(error)))
    return out


def clocks(n: int) -> list[object]:
    """Clocks, also when somebody else's function is in their place."""
    out: list[object] = []
    last = time.perf_counter()
    for i in range(n):
        now = time.perf_counter()
        out.append((now >= last, type(now), type(time.monotonic_ns()), time.time() > 1e9, time.process_time_ns() >= 0))
        last = now
        try:
            time.perf_counter(i)
        except TypeError as error:
            out.append(str(error))
    return out


def test_clocks():
    before, time.monotonic_ns = time.monotonic_ns, lambda: sys._getframe(1).f_code.co_name
    try:
        return clocks(3)
    finally:
        time.monotonic_ns = before


def test_named():
    return named(4)


def test_areas():
    return areas(4)


def test_pops():
    return pops([0, 1, 2, 3, 9, 40, 100])


def test_references():
    return references(20)


class Ending:
    def __init__(self, name: str) -> None:
        self.name = name

    def __del__(self) -> None:
        LOG.append("ended " + self.name)


def references(n: int) -> object:
    """Nothing is lost, and nothing given up twice."""
    objects = [Ending("first"), Ending("second"), Ending("third")]
    keep = counted(lambda a, b=None, c=None: (a, b, c))
    for i in range(n):
        keep(objects[0], c=objects[1])
        keep(objects[0], objects[2], c=objects[1])
        keep(*objects)
        try:
            keep(objects[0], d=Ending("refused"))
        except TypeError:
            pass
    del keep
    objects.clear()
    return LOG[-3:]
