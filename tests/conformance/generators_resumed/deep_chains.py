# native 3.12-3.13: chainy, without
"""Chains of generators deeper than the limit of recursion: from 3.13 on the interpreter has none for those."""
from typing import Iterable, Iterator
def count(n: int) -> Iterator[int]:
    for i in range(2, n):
        yield i
def without(values: Iterable[int], p: int) -> Iterator[int]:
    for v in values:
        if v % p:
            yield v
def chainy(it: Iterable[int]) -> Iterator[int]:
    for v in it:
        yield v + 1
def chain(n: int) -> int:
    it: Iterable[int] = count(5)
    for i in range(n):
        it = chainy(it)
    t = 0
    try:
        for v in it:
            t += v
    except RecursionError as e:
        return -1
    return t
def sieve(n: int) -> int:
    it: Iterator[int] = count(n)
    t = 0
    try:
        while True:
            p = next(it)
            t += p
            it = without(it, p)
    except RecursionError:
        return -1
    except StopIteration:
        return t
CASES = [(chain, (1500,)), (chain, (500,)), (sieve, (8300,))]
