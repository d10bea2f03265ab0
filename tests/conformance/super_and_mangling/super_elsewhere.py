# native: Base.work, Named.plain, Named.counted
"""`super` under other names: kept in a local or global, an attribute of a module or object; and methods that name their class."""

import builtins

ABOVE = super


class Base:
    def __init__(self) -> None:
        self.base = 3

    def work(self, n: int) -> int:
        return self.base + n


class Holder:
    above = super


class Named(Base):
    made = 0

    def plain(self, n: int) -> int:
        total = 0
        for i in range(n):
            total += i
        return total

    def counted(self, n: int) -> int:
        for _ in range(n):
            __class__.made += 1
        return __class__.made

    def of_global(self, n: int) -> int:
        __class__
        total = 0
        for i in range(n):
            total += ABOVE().work(i)
        return total

    def of_local(self, n: int) -> int:
        above = super
        total = 0
        for i in range(n):
            total += above().work(i)
        return total

    def of_module(self, n: int) -> tuple[int, str]:
        return builtins.super().work(n), __class__.__name__

    def of_object(self, holder, n: int) -> int:
        __class__
        return holder.above().work(n)

    def without_class(self, n: int) -> int:
        return ABOVE().work(n)


def test_elsewhere() -> None:
    named = Named()
    for n in (0, 1, 5):
        print(named.plain(n), named.counted(n) - Named.made)
        print(named.of_global(n), named.of_local(n), named.of_module(n))
        print(named.of_object(Holder, n), named.of_object(Holder(), n))
        try:
            named.without_class(n)
        except RuntimeError as error:
            print(type(error).__name__)
