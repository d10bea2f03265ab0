"""`with`: several items, targets, suppression, exits by every way out, and managers that raise or lack what they need."""

import contextlib


class Manager:
    def __init__(self, name, log, swallow=False, fail=()):
        self.name, self.log, self.swallow, self.fail = name, log, swallow, fail

    def __enter__(self):
        self.log.append(f"enter {self.name}")
        if "enter" in self.fail:
            raise RuntimeError("enter", self.name)
        return self.name.upper()

    def __exit__(self, kind, error, trace):
        self.log.append((f"exit {self.name}", kind and kind.__name__, str(error), trace is not None))
        if "exit" in self.fail:
            raise RuntimeError("exit", self.name)
        if "bool" in self.fail:
            return Truthless()
        return self.swallow


class Truthless:
    def __bool__(self):
        raise ValueError("no truth")


class NoExit:
    def __enter__(self):
        return 1


class NoEnter:
    def __exit__(self, *args):
        return 1


class ByGetattr:
    def __getattr__(self, name):
        return lambda *args: True


def simple(log: list, n: int) -> int:
    with Manager("a", log) as a:
        log.append(a)
        n = 10 // n
    return n


def swallowed(log: list, n: int) -> object:
    result = "before"
    with Manager("a", log, swallow=True):
        result = 10 // n
        log.append("not reached when it raises")
    return result


def several(log: list, n: int, swallow: bool) -> list:
    with Manager("a", log) as a, Manager("b", log, swallow) as b, Manager("c", log):
        log.append((a, b, 10 // n))
    return log


def parenthesised(log: list) -> list:
    with (
        Manager("a", log) as a,
        Manager("b", log),
    ):
        log.append(a)
    return log


def nested(log: list, n: int) -> list:
    with Manager("outer", log, swallow=True):
        with Manager("inner", log):
            log.append(10 // n)
        log.append("between")
    return log


def returns(log: list, n: int) -> int:
    with Manager("a", log):
        if n > 2:
            return n
        with Manager("b", log):
            return -n


def returns_swallowed(log: list, n: int) -> object:
    with Manager("a", log, swallow=True):
        return 10 // n
    return "swallowed"


def in_loop(log: list, n: int) -> int:
    total = 0
    for i in range(n):
        with Manager(str(i), log, swallow=True):
            if i == 1:
                continue
            if i == 4:
                break
            total += 10 // (i - 2)
    else:
        total += 1000
    return total


def fails(log: list, where: str, n: int) -> list:
    with Manager("a", log), Manager("b", log, fail=(where,)), Manager("c", log):
        log.append(10 // n)
    return log


def fails_caught(log: list, where: str, n: int) -> list:
    try:
        with Manager("a", log, fail=(where,)):
            log.append(10 // n)
    except (RuntimeError, ZeroDivisionError, ValueError) as error:
        log.append([repr(error), repr(error.__context__)])
    return log


def lacks(kind: int) -> object:
    manager = [NoExit(), NoEnter(), None, 5, ByGetattr(), Manager][kind]
    with manager as value:
        return value


def targets(log: list) -> list:
    table, holder = {}, Manager("h", log)
    with Manager("a", log) as table["k"], Manager("b", log) as holder.name, contextlib.nullcontext((1, (2, 3))) as (x, (y, *z)):
        pass
    return [table, holder.name, x, y, z]


def target_fails(log: list) -> list:
    with Manager("a", log) as (x, y):
        log.append(x)
    return log


def target_fails_swallowed(log: list) -> list:
    with Manager("a", log, swallow=True) as (x, y):
        log.append(x)
    log.append("after")
    return log


@contextlib.contextmanager
def generated(log, swallow):
    log.append("before")
    try:
        yield 5
    except ZeroDivisionError:
        log.append("seen")
        if not swallow:
            raise
    finally:
        log.append("after")


def with_generated(log: list, n: int, swallow: bool) -> list:
    with generated(log, swallow) as five:
        log.append(five // n)
    return log


def library(n: int) -> list:
    log = []
    with contextlib.suppress(ZeroDivisionError, KeyError):
        log.append(1 // n)
        log.append({}["k"])
    with contextlib.ExitStack() as stack:
        stack.callback(log.append, "last")
        stack.enter_context(Manager("s", log))
        log.append("inside")
    return log


def numbers_inside(values: list[float], log: list) -> float:
    total = 0.0
    count = 0
    with Manager("m", log):
        for value in values:
            total += value
            count += 1
    return total / count


def instance_methods_are_not_asked(log: list) -> list:
    manager = Manager("a", log)
    manager.__enter__ = lambda: log.append("never")
    manager.__exit__ = lambda *args: log.append("never")
    with manager:
        pass
    return log


CASES = [(f, ([], n)) for f in (simple, swallowed, nested, returns, returns_swallowed) for n in (0, 1, 5)] + [(several, ([], n, s)) for n in (0, 1) for s in (True, False)] + [(parenthesised, ([],)), (targets, ([],))]
CASES += [(in_loop, ([], n)) for n in (0, 2, 4, 6)] + [(f, ([], w, n)) for f in (fails, fails_caught) for w in ("enter", "exit", "bool", "none") for n in (0, 1)] + [(lacks, (k,)) for k in range(6)]
CASES += [(f, ([],)) for f in (target_fails, target_fails_swallowed, instance_methods_are_not_asked)] + [(with_generated, ([], n, s)) for n in (0, 1) for s in (True, False)] + [(library, (n,)) for n in (0, 1)]
CASES += [(numbers_inside, (v, [])) for v in ([1.0, 2.5], [1, 2**70], [], ["s"])]
