# native 3.12-3.13: Chain.__iter__, Chain.pairs, Tree.__iter__, Holder.__iter__, added, paired
# native: numbered, walked, gathered, largest, kept_pairs, mixed, counted_down, overridden
"""Instances of the module's own classes that are iterated over: by loops, by `enumerate`, which gives its own pair again, by builtins."""

import gc
import sys
from typing import Any, Iterator, Optional

LOG: list[Any] = []


class Node:
    def __init__(self, key: int) -> None:
        self.key = key
        self.next: Optional["Node"] = None


class Chain:
    def __init__(self, keys: list[int]) -> None:
        self.head: Optional[Node] = None
        for key in reversed(keys):
            node = Node(key)
            node.next = self.head
            self.head = node

    def __iter__(self) -> Iterator[int]:
        node = self.head
        while node is not None:
            yield node.key
            node = node.next

    def pairs(self, first: int = 0) -> Iterator[tuple[int, int]]:
        for i, key in enumerate(self, first):
            yield i, key


class Tree:
    def __init__(self, key: int, left: Optional["Tree"] = None, right: Optional["Tree"] = None) -> None:
        self.key = key
        self.left = left
        self.right = right

    def __iter__(self) -> Iterator[int]:
        if self.left is not None:
            yield from self.left
        yield self.key
        if self.right is not None:
            yield from self.right


class Holder:
    """It is asked how long it is, and says so aloud."""

    def __init__(self, items: list[Any]) -> None:
        self.items = items

    def __len__(self) -> int:
        LOG.append("len")
        return len(self.items)

    def __iter__(self) -> Iterator[Any]:
        LOG.append("iter")
        for item in self.items:
            yield item
        LOG.append("end")


class Hinting(Chain):
    def __length_hint__(self) -> int:
        LOG.append("hint")
        return 3


class Reversed(Chain):
    """Its items are no ints, whatever those of its base are."""

    def __iter__(self) -> Iterator[Any]:
        node = self.head
        while node is not None:
            yield str(node.key)
            node = node.next

    def pairs(self, first: int = 0) -> Any:
        return [(str(first), "one")]


class Countdown:
    def __init__(self, n: int) -> None:
        self.n = n

    def __iter__(self) -> Iterator[int]:
        return iter(range(self.n, 0, -1))


class Ending:
    def __init__(self, name: Any) -> None:
        self.name = name

    def __del__(self) -> None:
        LOG.append(("ended", self.name))


def added(chain: Chain) -> int:
    total = 0
    for key in chain:
        total += key * 3
    return total


def numbered(chain: Chain) -> list[Any]:
    out: list[Any] = []
    for i, key in enumerate(chain):
        out.append(i * 1000 + key)
    return out


def paired(chain: Chain, first: int) -> int:
    total = 0
    for i, key in chain.pairs(first):
        total += i * key % 1009
    return total


def walked(tree: Tree) -> list[Any]:
    out: list[Any] = []
    for i, key in enumerate(tree):
        out.append((i, key))
    return out


def gathered(holder: Any) -> list[Any]:
    LOG.clear()
    out: list[Any] = []
    for consumer in (list, tuple, sorted, set, frozenset, sum, min, max, any, all):
        out.append(consumer(holder))
        out.append(list(LOG))
        LOG.clear()
    return out


def largest(chain: Chain) -> Any:
    squares = 0
    for i in range(20):
        squares = squares + i * i % 7
    return squares + max(chain) + min(chain) + sum(chain) + sum(chain, 100) + len(list(chain)) + len(sorted(chain))


def kept_pairs(chain: Chain) -> list[Any]:
    """Pairs that somebody keeps are pairs of their own."""
    kept: list[Any] = []
    seen = 0
    for pair in enumerate(chain):
        seen += pair[0]
        if pair[0] % 3 == 1:
            kept.append(pair)
    return kept + [seen]


def mixed(holder: Holder) -> list[Any]:
    """What the pair held until then may end in any way."""
    LOG.clear()
    out: list[Any] = []
    for i, item in enumerate(holder):
        out.append((i, type(item).__name__, list(LOG)))
    del item
    return out + LOG


def counted_down(countdown: Countdown) -> int:
    total = 0
    for i in countdown:
        total = total * 3 + i
    return total


def overridden(chain: Chain) -> Any:
    out: list[Any] = []
    for key in chain:
        out.append(key)
    for i, key in chain.pairs(5):
        out.append((i, key))
    return out


def endings() -> Holder:
    return Holder([Ending(0), 1, Ending(2), "three", (4, 5), Ending(6)])


def test_endings() -> Any:
    holder = endings()
    holder.items = [Ending(i) if i % 2 else i for i in range(6)]
    result = mixed(Holder([holder.items.pop() for _ in range(6)]))
    return result, LOG


def test_tracked() -> Any:
    """The collector may have stopped to look at the pair that `enumerate` keeps."""
    chain = Chain([3, 500, 70000])
    numbers = enumerate(chain)
    out = [next(numbers)[1]]
    gc.collect()
    for i, key in numbers:
        out.append(i + key)
    result = []
    for pair in enumerate(Holder([[], {}, 1])):
        gc.collect()
        result.append((gc.is_tracked(pair), len(gc.get_referrers(pair)) > 0))
    return out, result


def test_raises() -> Any:
    class Broken(Chain):
        def __iter__(self) -> Iterator[int]:
            yield 1
            raise ValueError("broken")

    out = []
    for consumer in (added, numbered, largest, kept_pairs, overridden):
        try:
            out.append(consumer(Broken([1, 2])))
        except ValueError as error:
            out.append(error.args)
    for consumer in (sum, min, max, list, set):
        try:
            out.append(consumer(Broken([1, 2])))
        except ValueError as error:
            out.append((error.args, error.__traceback__.tb_next.tb_lineno - test_raises.__code__.co_firstlineno))
    return out


def test_strings_among_ints() -> Any:
    out = []
    for consumer in (added, numbered, largest):
        try:
            out.append(consumer(Reversed([1, 2, 3])))
        except TypeError as error:
            out.append(str(error))
    return out


def test_patched() -> Any:
    chain = Chain([1, 2, 3])
    before = (added(chain), numbered(chain), largest(chain))
    original = Chain.__iter__
    Chain.__iter__ = lambda self: iter([10, 20.5])  # type: ignore
    try:
        return before, added(chain), numbered(chain), largest(chain), kept_pairs(chain)
    finally:
        Chain.__iter__ = original  # type: ignore


class Deep:
    def __iter__(self) -> Iterator[int]:
        yield from (sys._getframe(0).f_back is not None, len(sys._getframe(1).f_code.co_name))


def test_frames() -> Any:
    return sum(Deep()), list(Deep()), max(Deep()), list(enumerate(Deep()))


CASES = [
    (added, (Chain([1, 2, 3]),)),
    (added, (Chain([2**62, 2**62, 2**70]),)),
    (added, (Chain([]),)),
    (numbered, (Chain([5, 6, 2**64]),)),
    (numbered, (Chain([1.5, "a"]),)),  # type: ignore
    (paired, (Chain(list(range(100))), 0)),
    (paired, (Chain([4, 5]), 2**63 - 2)),
    (walked, (Tree(4, Tree(2, Tree(1), Tree(3)), Tree(6, Tree(5))),)),
    (gathered, (Holder([3, 1, 2]),)),
    (gathered, (Chain([3, 1, 2]),)),
    (gathered, (Hinting([3, 1, 2]),)),
    (largest, (Chain([30, 10, 20000]),)),
    (kept_pairs, (Chain(list(range(300, 310))),)),
    (counted_down, (Countdown(9),)),
    (overridden, (Chain([1, 2]),)),
    (overridden, (Reversed([1, 2]),)),
]
