# native 3.12-3.13: run_calls, run_handled, in_handler, run_returns, run_delegated, run_recode, depth_of, run_ignored, run_pairs, run_else, run_sent, run_star, run_first
"""Corners of generators whose state their consumers keep: recursion to the limit, handlers, delegation, code that is replaced."""
import gc
import inspect
import sys
from collections.abc import Generator, Iterable, Iterator
from typing import Any


LOG: list[Any] = []
ACTIONS: list[Any] = []


class Gone:
    def __init__(self, name: str) -> None:
        self.name = name

    def __del__(self) -> None:
        LOG.append(("gone", self.name))


def ints(n: int) -> Iterator[int]:
    for i in range(n):
        yield i * 3 % 7


def texts(n: int) -> Iterator[str]:
    own = Gone("texts")
    for i in range(n):
        yield f"t{i}"


def lens(source: Iterable[Any]) -> Iterator[int]:
    own = Gone("lens")
    for x in source:
        yield len(str(x))


def run_calls(n: int, which: int) -> Any:
    if which == 0:
        return sum(ints(n), 5)
    if which == 1:
        return max(ints(n), default=0)
    if which == 2:
        return sorted(lens(texts(n)), reverse=True)
    if which == 3:
        return max(texts(n))
    if which == 4:
        return min(lens(texts(n)), ints(n))  # type: ignore
    if which == 5:
        return list(ints(n), n)  # type: ignore
    if which == 6:
        return set(texts(n), ints(n))  # type: ignore
    if which == 7:
        return max(n, lens(ints(n)))  # type: ignore
    if which == 8:
        return sorted(texts(n), key=lambda x: -ord(x[-1]))
    if which == 9:
        return [*ints(n), *lens(texts(n))]
    if which == 10:
        return dict(enumerate(ints(n)))
    if which == 11:
        return list(zip(ints(n), lens(texts(n))))
    if which == 12:
        return "".join(texts(n))
    if which == 13:
        return list(enumerate(lens(texts(n)), n))
    if which == 14:
        return sum(lens(texts(n)), n) + sum(lens(enumerate(texts(n))))
    if which == 15:
        return list(map(str, lens(ints(n))))
    if which == 16:
        return list(enumerate(enumerate(ints(n))))
    if which == 17:
        return tuple(enumerate(texts(n), True))
    if which == 18:
        return list(enumerate(texts(n), "x"))  # type: ignore
    if which == 19:
        return any(enumerate(ints(n), start=2))
    if which == 20:
        a, *b = lens(texts(n))
        return a, b
    if which == 21:
        return 2 in lens(texts(n))
    if which == 22:
        return frozenset(lens(texts(n)))
    total = 0
    for x in lens(lens(texts(n))):
        total += x
    return total


def tried(function: Any, *args: Any) -> Any:
    try:
        return function(*args)
    except BaseException as error:
        result: list[Any] = [repr(error), repr(error.__context__)]
        trace = error.__traceback__
        while trace is not None:
            result.append((trace.tb_frame.f_code.co_name, trace.tb_lineno))
            trace = trace.tb_next
        return result


def test_calls() -> list[Any]:
    LOG.clear()
    result: list[Any] = []
    for n in (0, 1, 4):
        for which in range(24):
            result.append(tried(run_calls, n, which))
            LOG.append((n, which))
    return result + LOG


def now() -> Any:
    return sys.exc_info()[0]


def handled(n: int) -> Iterator[Any]:
    for i in range(n):
        try:
            yield 10 // (i - 1)
        except ZeroDivisionError as error:
            yield now()
            if i == 3:
                raise
            yield "in handler"
            LOG.append(now())
        try:
            LOG.append(1 // (i - 2))
        except ZeroDivisionError:
            yield ("inner", now())
            try:
                LOG.append(1 // (i - 2))
            except ZeroDivisionError as second:
                yield repr(second.__context__)
        yield now()


def relayed(source: Iterable[Any]) -> Iterator[Any]:
    try:
        for x in source:
            yield (x, now())
    except KeyError:
        yield now()
        raise


def run_handled(n: int) -> list[Any]:
    result: list[Any] = []
    for x in relayed(handled(n)):
        result.append((x, now()))
    result.append(now())
    return result


def in_handler(n: int, most: int) -> list[Any]:
    result: list[Any] = []
    try:
        raise KeyError(n)
    except KeyError:
        for x in relayed(handled(n)):
            result.append((x, now()))
            if len(result) == most:
                break
        result.append(now())
        try:
            for x in relayed(handled(n)):
                result.append(1 // (len(result) - 4 * most))
        except ZeroDivisionError as error:
            result.append(repr(error.__context__))
            for x in handled(n):
                result.append(x)
        result.append(now())
    result.append(now())
    return result


def contexts(n: int) -> Iterator[Any]:
    try:
        yield n
        yield 1 // n
    finally:
        yield now()
        LOG.append(now())


def run_contexts(n: int, fail: int) -> list[Any]:
    result: list[Any] = []
    for x in contexts(n):
        result.append(x)
        result.append(1 // (len(result) - fail))
    return result


def test_handled() -> list[Any]:
    LOG.clear()
    result: list[Any] = []
    for n in (0, 1, 3, 5):
        result.append(tried(run_handled, n))
        for most in (1, 2, 3, 9):
            result.append(tried(in_handler, n, most))
        for fail in (-1, 1, 3):
            result.append(tried(run_contexts, n, fail))
    return [repr(x) for x in result] + LOG


def returning(n: int) -> Generator[int, None, str]:
    own = Gone("returning")
    for i in range(n):
        yield i
    return f"r{n}"


def gets(n: int) -> Iterator[Any]:
    a = yield from returning(n)
    yield a
    b = yield from returning(n - 1)
    LOG.append(b)
    c = yield n
    LOG.append(c)
    for x in returning(n):
        yield x + 0.5
    return 7


def run_returns(n: int) -> list[Any]:
    result: list[Any] = []
    for x in gets(n):
        result.append(x)
    for y in returning(n):
        result.append(y)
    return result


def test_returns() -> list[Any]:
    LOG.clear()
    return [run_returns(n) for n in (0, 1, 3)] + LOG


def ends(n: int, name: str) -> Iterator[str]:
    own = Gone(name)
    try:
        for i in range(n):
            yield f"{name}{i}"
    except GeneratorExit:
        LOG.append(("exit", name, sys._getframe(1).f_code.co_name if n else None))
        raise
    finally:
        LOG.append(("ends", name))


def delegates(n: int) -> Iterator[str]:
    own = Gone("delegates")
    try:
        yield from ends(n, "a")
        for x in ends(n, "b"):
            yield x
        yield from [*ends(2, "c")]
        yield from ends(n, "d")
    finally:
        LOG.append("delegates end")


def ignores(n: int) -> Iterator[int]:
    while True:
        try:
            yield n
        except GeneratorExit:
            LOG.append("ignored")
            if n > 2:
                yield n
            return


def run_delegated(n: int, most: int) -> list[Any]:
    result: list[Any] = []
    for x in delegates(n):
        for y in ignores(1):
            result.append(y)
            break
        result.append(x)
        if len(result) >= most:
            break
    LOG.append("behind")
    return result


def run_ignored(n: int) -> int:
    total = 0
    for _ in ignores(n):
        total += 1
        if total == 4:
            break
    for _ in texts(n):
        total += 1
    return total


def unraisable(hook: Any) -> None:
    LOG.append(repr(hook.exc_value))


def test_delegated() -> list[Any]:
    LOG.clear()
    result: list[Any] = []
    for n in (0, 1, 2):
        for most in range(1, 16):
            LOG.append((n, most))
            result.append(run_delegated(n, most))
    result.append(run_ignored(2))
    before = sys.unraisablehook
    sys.unraisablehook = unraisable
    try:
        result.append(run_ignored(3))
    finally:
        sys.unraisablehook = before
    return result + LOG


def act() -> None:
    if ACTIONS:
        ACTIONS.pop()()


def victim(n: int) -> Iterator[int]:
    own = [n]
    i = 0
    while i < n:
        yield i
        i += len(own)


def around(source: Iterable[int]) -> Iterator[int]:
    for x in source:
        yield x + 100


def replacement(n: int) -> Iterator[int]:
    other = n
    third = n * 2
    fourth = [1]
    yield -1
    yield -2


def recode() -> None:
    victim.__code__ = replacement.__code__


def recode_around() -> None:
    around.__code__ = replacement.__code__


def redefault() -> None:
    victim.__defaults__ = (1, 2)


def rename() -> None:
    victim.__qualname__ = "renamed.victim"
    victim.__name__ = "renamed"


def run_recode(n: int, at: int) -> list[int]:
    result: list[int] = []
    for x in victim(n):
        result.append(x)
        if len(result) == at:
            act()
        if len(result) == 5:
            break
    for x in around(victim(n)):
        result.append(x)
        if len(result) == at:
            act()
        if len(result) == 9:
            break
    return result


def in_local_recode(n: int, at: int) -> Any:
    gen = victim(n)
    count = 0
    for x in gen:
        count += 1
        if count == at:
            act()
        if count == 3:
            raise KeyError(x)
    return count


def test_recode() -> list[Any]:
    result: list[Any] = []
    saved = victim.__code__, around.__code__
    for action in (recode, recode_around, redefault, rename):
        for at in (1, 2, 6, 7):
            ACTIONS[:] = [action]
            result.append(tried(run_recode, 8, at))
            result.append(tried(run_recode, 8, 0))
            victim.__code__, around.__code__ = saved
            victim.__defaults__ = None
            victim.__name__ = victim.__qualname__ = "victim"
            ACTIONS[:] = [action]
            try:
                in_local_recode(5, at)
            except KeyError as error:
                gen = error.__traceback__.tb_next.tb_frame.f_locals["gen"]  # type: ignore
                result.append((gen.__name__, gen.__qualname__, gen.gi_code.co_name, gen.gi_frame and sorted(gen.gi_frame.f_locals), list(gen)))
                del gen
            victim.__code__, around.__code__ = saved
            victim.__defaults__ = None
            victim.__name__ = victim.__qualname__ = "victim"
    return result


def depths(n: int) -> Iterator[int]:
    LOG[0] = n
    yield n
    for x in depths(n + 1):
        yield x


def depth_of(n: int) -> int:
    total = 0
    for x in depths(n):
        total += x
    return total


def test_depth() -> list[Any]:
    result: list[Any] = []
    for limit in (100, 200, 333):
        before = sys.getrecursionlimit()
        LOG[:] = [0]
        used = len(inspect.stack())
        sys.setrecursionlimit(limit + used)
        result.append(tried(depth_of, 0)[:2])
        sys.setrecursionlimit(before)
        result.append(LOG[0])
    return result


def pairs(n: int) -> Iterator[tuple[int, float]]:
    for i in range(n):
        yield i, i / 2


def run_pairs(n: int) -> list[Any]:
    result: list[Any] = []
    for i, (a, b) in enumerate(pairs(n)):
        result.append((i, a, b))
    for p in pairs(n):
        q = p
        result.append(p is q)
        result.append(q)
    for i, p in enumerate(pairs(n), -1):
        result.append(p)
    for whole in enumerate(pairs(n)):
        result.append(whole)
    try:
        for i, (a, b, c) in enumerate(pairs(n)):  # type: ignore
            result.append((i, a, b))
    except ValueError as error:
        result.append(str(error))
    return result


def run_else(n: int, at: int) -> list[Any]:
    result: list[Any] = []
    for x in ints(n):
        result.append(x)
        if x == at:
            break
    else:
        result.append("else")
    for y in texts(n):
        if len(y) == at:
            continue
        for z in texts(at):
            if z == y:
                break
        else:
            continue
        result.append(y)
    else:
        result.append("else")
    return result


def test_pairs() -> list[Any]:
    LOG.clear()
    result: list[Any] = [run_pairs(n) for n in (0, 1, 3)]
    result += [run_else(n, at) for n in (0, 1, 5) for at in (0, 1, 3)]
    return result + LOG


def sent(n: int) -> Generator[Any, Any, None]:
    x = None
    while n:
        y = yield (n, x)
        x = y
        n -= 1
    z = [(yield 1), (yield 2)]
    yield z


def run_sent(n: int) -> list[Any]:
    result: list[Any] = []
    for x in sent(n):
        result.append(x)
    return result


def star(*args: int, **kw: int) -> Iterator[Any]:
    for a in args:
        yield a
    yield kw


def run_star(n: int) -> list[Any]:
    result: list[Any] = []
    for x in star(n, 2, k=n):
        result.append(x)
    for x in star(*range(n), **{"k": n}):
        result.append(x)
    return result


def run_first(n: int) -> Any:
    for x in lens(texts(n)):
        return x
    for x in texts(n):
        return x
    return None


def never(n: int) -> int:
    gen = lens(texts(n))
    if n > 2:
        return 5
    for x in gen:
        n += x
    return n


def conditional(n: int) -> int:
    total = 0
    for k in range(n):
        if k % 2:
            gen = lens(texts(n))
        for x in texts(k):
            total += 1
        for x in (lens(texts(k)) if k % 3 else ints(k)):
            total += x
    return total


def test_sent() -> list[Any]:
    LOG.clear()
    result: list[Any] = [function(n) for n in (0, 1, 3) for function in (run_sent, run_star, run_first, never, conditional)]
    return result + LOG
