"""A class that looks like `collections.Counter` and is another one."""
import _collections_abc
from collections import Counter, _count_elements  # type: ignore
from typing import Any


class Fake:
    class Counter(dict):  # type: ignore
        def __init__(self, iterable=None, /, **kwds):
            super().__init__()
            self.update(iterable, **kwds)

        def update(self, iterable=None, /, **kwds):
            if iterable is not None:
                if isinstance(iterable, _collections_abc.Mapping):
                    if self:
                        self_get = self.get
                        for elem, count in iterable.items():
                            self[elem] = count + self_get(elem, 0)
                    else:
                        super().update(iterable)
                else:
                    _count_elements(self, iterable)
                    _count_elements(self, iterable)
            if kwds:
                self.update(kwds)


def counted(xs: list[int]) -> list[Any]:
    out: list[Any] = []
    c = Counter(xs)
    c.update(xs)
    out.append(dict(c))
    c = Counter(x % 3 for x in xs)
    out.append(dict(c))
    c = Counter("hello" * 3)
    c.update("hell")
    out.append(dict(c))
    return out


def swapped(xs: list[int]) -> list[Any]:
    kept = Counter
    globals()["Counter"] = Fake.Counter
    try:
        return counted(xs)
    finally:
        globals()["Counter"] = kept


CASES = [(counted, ([1, 2, 2, 3],)), (swapped, ([1, 2, 2, 3],)), (counted, ([1, 2, 2, 3],))]
