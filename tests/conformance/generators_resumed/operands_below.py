# native 3.12-3.13: ops, consts, shared, small
# native: consume, many, mixedc, sharing
"""Generators that are objects, suspended with operands below what they give: callables, NULLs, numbers; and numbers that others have."""
from typing import Iterator
import sys
LOG: list = []

def f(a: object, b: object, c: object) -> object:
    return (a, b, c)

def ops(n: int) -> Iterator[object]:
    total = 1000
    fl = 1.5
    for i in range(n):
        total = total * 7 + i
        fl = fl * 1.25
        got = f(total, fl, (yield i))
        LOG.append(got)
        got = f(total * 3, fl + 1.0, (yield total))
        yield got

def consume(n: int) -> list:
    LOG.clear()
    told: list = []
    for v in ops(n):
        told.append(v)
    return told + LOG

def many(n: int) -> int:
    a = 0
    for v in ops(n):
        a += 1
    LOG.clear()
    return a


def consts(n: int) -> Iterator[object]:
    x = 1234567
    y = 2.5
    for i in range(n):
        yield i
        x = x + 1
        y = y * 2.0
    yield x
    yield y

def mixedc(n: int) -> list:
    told: list = []
    for k in range(3):
        it = consts(n)
        told.append(next(it))
        for v in it:
            told.append(v)
    return told

def shared(n: int) -> Iterator[object]:
    a = b = n * 1000003
    c = a
    p = q = n * 1.5
    for i in range(n):
        yield i
        c = c + 1
        p = p + 1.0
        yield (a, b, c, p, q)
        a = a + 1

def sharing(n: int) -> list:
    told: list = []
    for v in shared(n):
        told.append(v)
    it = shared(n)
    k = 0
    for v in it:
        told.append(v)
        k += 1
        if k == 1: break
    fr = it.gi_frame
    l = fr.f_locals
    kept = [l["a"], l["b"], l["c"], l["p"], l["q"]]
    for v in it:
        told.append(v)
        k += 1
        if k == 4: break
    told.append(kept)
    l2 = fr.f_locals
    told.append([l2["a"], l2["b"], l2["c"], l2["p"], l2["q"]])
    return told

def iters(n: int) -> Iterator[int]:
    it = iter(range(n))
    for i in it:
        yield i
        yield next(it, -1)

def itering(n: int) -> list:
    told: list = []
    for v in iters(n):
        told.append(v)
    g = iters(n)
    next(g)
    for v in g:
        told.append(v)
    return told

def small(n: int) -> Iterator[int]:
    x = 1000
    while x > -1000:
        x -= n
        yield 0

def smalls(n: int) -> list:
    told: list = []
    it = small(n)
    for v in it:
        x = it.gi_frame.f_locals["x"]
        told.append((x, x is int(str(x))))
        x = None
    return told

def alias(n: int) -> Iterator[object]:
    a = n * 1000003
    b = a
    f = n * 1.5
    g = f
    for i in range(3):
        yield i
    yield a is b
    yield f is g

def aliasing(n: int) -> list:
    told: list = []
    it = alias(n)
    k = 0
    for v in it:
        told.append(v)
        k += 1
        if k == 2:
            break
    l = it.gi_frame.f_locals
    told.append(l["a"] is l["b"])
    told.append(l["f"] is l["g"])
    told.append(next(it))
    told.append(next(it))
    told.append(next(it))
    return told

CASES = [(consume, (4,)), (many, (3,)), (mixedc, (3,)), (sharing, (3,)), (itering, (7,)), (smalls, (77,)), (aliasing, (5,))]
