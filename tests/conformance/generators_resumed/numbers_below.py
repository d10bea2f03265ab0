# native 3.12-3.13: leaves
"""Generators that are objects, with numbers among the operands below what they give; frames that are written to within a stretch."""
from typing import Iterator
import sys

LOG: list = []

class Ending:
    def __init__(self, n: object) -> None:
        self.n = n
    def __del__(self) -> None:
        LOG.append(("end", self.n))

def poke(i: int) -> object:
    f = sys._getframe(1)
    while f.f_code.co_name != "wr":
        f = f.f_back
    f.f_locals["junk"] = Ending(i)
    return [i]

def wr(n: int) -> Iterator[object]:
    k = 100000
    junk: object = None
    a: object = None
    for i in range(n):
        k += 1
        a = poke(i)
        junk = k
        yield k
        yield a

def within(n: int) -> list:
    LOG.clear()
    told: list = []
    for v in wr(n):
        told.append(v)
    return told + LOG

def f(a: object, b: object, c: object) -> object:
    return (a, b, c)

def leaves(n: int) -> Iterator[object]:
    a = 2**61
    x = 0.5
    for i in range(n):
        got = f(a, x, (yield i))
        a = a + a
        x = x * 3.0
        yield got
        b = a * 4
        got = (b, x, (yield b), a)
        yield got

def run_leaves(n: int) -> list:
    told: list = []
    for v in leaves(n):
        told.append(v)
    it = leaves(n)
    for v in it:
        told.append(v)
        told.append(it.send("s") if v in (0, 1) else None)
        if len(told) > 12:
            break
    it.close()
    return told

def dele(n: int) -> Iterator[object]:
    for i in range(n):
        yield from (i, i * 2.5, [i])
        yield from leaves(i)

def run_dele(n: int) -> list:
    told: list = []
    it = dele(n)
    for v in it:
        told.append(v)
        if it.gi_yieldfrom is not None and len(told) % 4 == 0:
            try:
                told.append(it.throw(KeyError("k")))
            except KeyError as e:
                told.append(repr(e))
                break
    told.append(it.gi_frame is None)
    told.extend(dele(n))
    return told

CASES = [(within, (3,)), (run_leaves, (4,)), (run_dele, (3,))]
