# native: turns, bounded, empty_left, empty_right, pairs, both_ends, iterated, changed_meanwhile, shared, of_objects, wrong_items, many, lied_to, finalized, shown
"""Deques: items put in and taken out where they are kept, at both ends and across blocks."""

import sys
from collections import deque


def turns(seed: int, count: int) -> tuple[list[int], int]:
    queue: deque[int] = deque()
    total = 0
    for _ in range(count):
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
        what = (seed >> 8) % 8
        if what < 3:
            queue.append(seed % 1000)
        elif what < 5:
            queue.appendleft(seed % 1000)
        elif queue and what < 7:
            total += queue.popleft()
        elif queue:
            total = total * 3 % 1000003 + queue.pop()
    return list(queue), total


def bounded(n: int, most: int) -> tuple[list[int], int]:
    window: deque[int] = deque(maxlen=most)
    total = 0
    for i in range(n):
        window.append(i * i)
        if i % 5 == 4:
            window.appendleft(i)
        total += len(window)
    return list(window), total


def empty_left(n: int) -> int:
    queue: deque[int] = deque([n])
    return queue.popleft() + queue.popleft()


def empty_right(n: int) -> int:
    queue: deque[int] = deque([n])
    try:
        return queue.pop() + queue.pop()
    except IndexError as problem:
        return len(str(problem))


def pairs(n: int) -> tuple[int, list[tuple[int, str]]]:
    queue: deque[tuple[int, str]] = deque([(0, "a")])
    total = 0
    while queue and total < n:
        number, text = queue.popleft()
        total += number + len(text)
        queue.append((number + 1, text + "b"))
        queue.append((number, text))
    return total, list(queue)


def both_ends(n: int) -> list[float]:
    values: deque[float] = deque()
    for i in range(n):
        values.append(i / 2)
        values.appendleft(-i / 4)
    for _ in range(n // 2):
        values.append(values.popleft())
        values.appendleft(values.pop())
    return list(values)


def iterated(queue: deque[int]) -> int:
    total = 0
    for item in queue:
        total = total * 7 % 1000003 + item
    return total


def changed_meanwhile(n: int) -> int:
    queue: deque[int] = deque(range(n))
    total = 0
    for item in queue:
        total += item
        if item == 2:
            queue.append(9)
            queue.popleft()
    return total


def shared(queue: deque[int], n: int) -> int:
    queue.append(n)
    queue.appendleft(-n)
    return queue.pop() - queue.popleft() + len(queue)


def of_objects(n: int) -> tuple[bool, int]:
    queue: deque[list[int]] = deque()
    first: list[int] = []
    queue.append(first)
    for i in range(n):
        queue.append([i])
        queue.appendleft(queue.pop())
    same = False
    while queue:
        item = queue.pop()
        same = same or item is first
    return same, len(first)


def wrong_items(queue: deque[int]) -> int:
    total = 0
    while queue:
        total += queue.popleft()
    return total


def many(n: int) -> tuple[int, int]:
    queue: deque[int] = deque()
    for i in range(n):
        queue.append(i)
    total = 0
    while len(queue) > 1:
        total += queue.popleft() * queue.pop()
    return total, sys.getsizeof(queue) > 0


def rotated(n: int) -> list[int]:
    queue: deque[int] = deque(range(n))
    queue.rotate(2)
    queue.append(queue.popleft())
    queue.extend([n, n + 1])
    queue.extendleft((n, n))
    queue.appendleft(queue.pop())
    queue.remove(n)
    queue.reverse()
    return list(queue)


class Queue(deque):
    def append(self, item):
        super().append(item * 2)


def lied_to(queue: deque[int]) -> int:
    queue.append(4)
    return queue.popleft()


class Ending:
    def __init__(self, log, name):
        self.log = log
        self.name = name

    def __del__(self):
        self.log.append(self.name)


def finalized(log: list[str]) -> list[str]:
    kept: deque[Ending] = deque(maxlen=2)
    for name in ("a", "b", "c"):
        kept.append(Ending(log, name))
        log.append("after " + name)
    kept.pop()
    log.append("popped")
    kept.appendleft(Ending(log, "d"))
    item = kept.popleft()
    log.append("taken")
    item = None
    log.append("gone")
    return log


def sized(n: int) -> tuple[bool, bool, int]:
    queue: deque[int] = deque()
    before = not queue
    queue.append(n)
    return before, bool(queue), len(queue)


def shown(n: int) -> str:
    queue: deque[tuple[int, int]] = deque([(n, n)], 3)
    queue.append((n, 1))
    x, y = queue.popleft()
    return f"{queue} {x + y}"


CASES = (
    [(turns, (seed, count)) for seed in (1, 2, 3) for count in (0, 30, 500)]
    + [(bounded, (n, most)) for n in (0, 4, 150) for most in (0, 1, 3, 100)]
    + [(empty_left, (3,)), (empty_right, (3,)), (pairs, (9,)), (both_ends, (5,)), (both_ends, (90,))]
    + [(iterated, (deque([1, 2, 3]),)), (changed_meanwhile, (1,)), (changed_meanwhile, (6,))]
    + [(shared, (deque(), 5)), (shared, (deque([1, 2], maxlen=2), 5)), (shared, (Queue([1]), 5)), (shared, ([1], 5))]
    + [(of_objects, (n,)) for n in (0, 70)] + [(many, (n,)) for n in (1, 300)] + [(rotated, (n,)) for n in (3, 66)]
    + [(wrong_items, (deque(items),)) for items in ([1, 2], [1, 2.5], [1, True, 2], [1, "a", 2], [1 << 70, 1])]
    + [(lied_to, (deque(),)), (lied_to, (Queue(),)), (lied_to, (None,)), (lied_to, (deque(["x"]),))]
    + [(finalized, ([],)), (sized, (1,)), (shown, (2,))]
)
