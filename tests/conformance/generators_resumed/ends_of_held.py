# native 3.12-3.13: other, holder, aholder, fromouter, aouter, drive
"""What dies where generators and coroutines end: what it runs, and that of their functions nothing is left."""
import gc
import weakref
from collections.abc import Generator, Coroutine, Iterator
from typing import Any

LOG: list[Any] = []


class Drives:
    """Whose end drives another generator to its end."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __del__(self) -> None:
        LOG.append(("del", self.name, drive(other(self.name))))


class Ends:
    def __init__(self, name: str) -> None:
        self.name = name

    def __del__(self) -> None:
        LOG.append(("ends", self.name))


def other(name: str) -> Generator[int, int, str]:
    x = yield 1
    y = yield x
    return name + " other " + str(y)


def drive(gen: Any) -> Any:
    out = []
    sent: Any = None
    try:
        while True:
            out.append(gen.send(sent))
            sent = len(out)
    except StopIteration as stop:
        return out, stop.value


def holder(name: str) -> Generator[int, int, str]:
    a = Drives(name)
    x = yield 1
    b = Drives(name + "b")
    y = yield 2
    return "result " + name


async def aholder(name: str) -> str:
    a = Drives(name)
    await Once()
    return "async result " + name


class Once:
    def __await__(self) -> Generator[Any, Any, Any]:
        x = yield "once"
        return x


async def aouter(n: int) -> list[str]:
    out = []
    for i in range(n):
        out.append(await aholder("n" + str(i)))
    return out


def fromouter(n: int) -> Generator[int, int, list[str]]:
    out = []
    for i in range(n):
        r = yield from holder("f" + str(i))
        out.append(r)
    return out


def make(name: str) -> Any:
    held = Ends(name)

    def gen() -> Generator[Any, Any, Any]:
        x = yield held.name
        return held.name + "!"

    return gen


def closure_end(name: str) -> Any:
    gen = make(name)()
    out = [next(gen)]
    LOG.append("before")
    try:
        gen.send(3)
    except StopIteration as s:
        out.append(s.value)
    LOG.append("after")
    out.append(gen.gi_frame)
    out.append(gen.gi_code.co_name)
    del gen
    LOG.append("gone")
    return out


def function_ref(name: str) -> Any:
    def g(n: int) -> Generator[int, int, str]:
        got = yield n
        return str(got)

    ref = weakref.ref(g, lambda r: LOG.append("function " + name))
    it = g(1)
    del g
    out: list[Any] = [ref() is None]
    it.send(None)
    out.append(ref() is None)
    try:
        it.send(8)
    except StopIteration as s:
        out.append(s.value)
    out.append(ref() is None)
    LOG.append("here")
    return out


def weak_gen(name: str) -> Any:
    it = holder(name)
    ref = weakref.ref(it, lambda r: LOG.append("weak " + name))
    r = drive(it)
    LOG.append("drv")
    del it
    LOG.append("dead")
    return r, ref() is None


def for_weak(name: str) -> Any:
    ref = None
    def g(n: int) -> Iterator[int]:
        for i in range(n):
            yield i
    it = g(3)
    ref = weakref.ref(it, lambda r: LOG.append("weak for " + name))
    fref = weakref.ref(g, lambda r: LOG.append("func for " + name))
    del g
    t = 0
    for x in it:
        t += x
    LOG.append(("ended", fref() is None))
    del it
    LOG.append("dead")
    return t


def cycle(n: int) -> Any:
    def g(box: list[Any]) -> Generator[int, int, str]:
        e = Ends("cycle" + str(n))
        got = yield n
        got2 = yield got
        return "x"
    box: list[Any] = []
    it = g(box)
    box.append(it)
    it.send(None)
    if n > 1:
        it.send(2)
    del it, box
    LOG.append("collect")
    gc.collect()
    LOG.append("collected")


def resurrect(n: int) -> Any:
    kept: list[Any] = []

    class R:
        def __init__(self) -> None:
            self.it: Any = None
        def __del__(self) -> None:
            kept.append(self.it)

    def g(r: Any) -> Generator[Any, Any, Any]:
        x = yield 1
        y = yield x
        return y
    for _ in range(n):
        r = R()
        it = g(r)
        r.it = it
        it.send(None)
        del r, it
    gc.collect()
    out = []
    for it in kept:
        try:
            out.append(it.send(5))
            out.append(it.send(6))
        except StopIteration as s:
            out.append(s.value)
    kept.clear()
    del it
    gc.collect()
    return out, len(kept)


def finally_del(n: int) -> Any:
    def g() -> Generator[int, Any, Any]:
        try:
            x = yield 1
            y = yield x
        finally:
            LOG.append("fin")
    it = g()
    it.send(None)
    if n:
        it.send(3)
    del it
    LOG.append("after del")
    # new ones in the memory of others
    out = []
    for i in range(5):
        it = g()
        it.send(None)
        it.send(i)
        try:
            it.send(3)
        except StopIteration:
            pass
        del it
        it = g()
        it.send(None)
        del it
    return out


def run(c: Coroutine[Any, Any, Any]) -> Any:
    return drive(c)


def test_a() -> Any:
    LOG.clear()
    return [drive(holder("a")), drive(fromouter(3)), run(aouter(3)), LOG[:]]


def test_b() -> Any:
    LOG.clear()
    out = [closure_end("c1"), function_ref("c2"), weak_gen("w"), for_weak("ff"), LOG[:]]
    LOG.clear()
    return out


def test_c() -> Any:
    LOG.clear()
    out = [cycle(1), cycle(2), resurrect(3), finally_del(0), finally_del(1), LOG[:]]
    LOG.clear()
    return out


def test_many() -> Any:
    out = []
    for _ in range(20):
        LOG.clear()
        out.append([drive(holder("a")), drive(fromouter(3)), run(aouter(3)), resurrect(2), finally_del(1), cycle(1), LOG[:]])
    LOG.clear()
    return out
