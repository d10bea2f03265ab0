"""Functions that resume_check.py leaves in the middle."""
import sys


def nested(n, m):
    t = 0
    for i in range(n):
        for j in range(m):
            t = t + (i*j)
    return -t


def guarded(a, b, log):
    x = 1
    try:
        x = x + a // b
    finally:
        log.append(x)
    return log


def unbound(a, b, *, k=3):
    if a:
        del a
    try:
        return [a, b, k]
    except UnboundLocalError as e:
        x = 5
        return [str(e), b, k, x, sorted(sys._getframe().f_locals)]


def collatz(n):
    c = 0
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        c += 1
        if c > 1000:
            break
    else:
        return c
    return None


def callee(*arguments):
    raise exception


def catching(x):
    y = 1
    try:
        z = [x, callee(x)]
    except ValueError as e:
        return "caught", e, y, x
    return z


def passing(x, y):
    q = 5
    return (x +
            callee(x, y) ** 2)


def returned(a):
    b, c = a, 1
    return [a, b, c]


def references(x):
    return sys.getrefcount(x)


def dropping(x, probe):
    del x
    return probe()


def depth_here(n):
    return probe(), n


def profiled(x):
    sys.setprofile(profiler)
    y = increment(x)
    z = increment(y)
    sys.setprofile(None)
    return z


def increment(x):
    return x + 1


def deep(n):
    return 0 if n == 0 else 1 + deep(n - 1)


def large(a):
    t = a
    LARGE
    return t


def cells(a, b, *rest, c=3):
    x = 1

    def add(k):
        nonlocal x
        x = x + k // a
        return x
    x = x + b // a
    add(c)
    del add
    z = x + a
    return a, b, x, z, rest, c, sorted(sys._getframe().f_locals.items())


class Base:
    def scale(self, k):
        return k * 10


class Derived(Base):
    def scale(self, k):
        t = k // 2
        return super().scale(t)

    def kept(self, k):
        t = k // 2
        return super().scale(t), (lambda: self)() is self, sorted(sys._getframe().f_locals)
