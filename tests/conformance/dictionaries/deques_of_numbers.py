# native: turns, tuples, triples, window, circle, emptied, by_index, stored_at, beyond, given_back, sizes, raised_midway, cleared, escapes_then_ends, other_owner, stored_away, looked_for, of_lists, mixed, in_list, patched, taken, wide, shared_tuples, big, caught, two_names, twice, averages, last_few, at_most, rotated, turned, extended, zero_one, smoothed, negative_most, from_list
"""Deques of numbers and of tuples of numbers that a function keeps to itself, until it does not."""

import sys
from collections import deque


def turns(seed: int, count: int) -> tuple[list[int], int, int]:
    queue: deque[int] = deque()
    total = 0
    for _ in range(count):
        seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
        what = (seed >> 8) % 9
        if what < 3:
            queue.append(seed % 1000)
        elif what < 5:
            queue.appendleft(seed % 1000)
        elif queue and what < 7:
            total += queue.popleft()
        elif queue:
            total = total * 3 % 1000003 + queue.pop()
    return list(queue), total, sys.getsizeof(queue)


def tuples(n: int) -> list[tuple[int, int]]:
    queue = deque([(0, n)])
    out = []
    while queue and len(out) < 300:
        low, high = queue.popleft()
        out.append((low, high))
        if high - low > 1:
            middle = (low + high) // 2
            queue.append((low, middle))
            queue.append((middle, high))
    return out


def triples(n: int) -> float:
    queue: deque[tuple[float, int, float]] = deque()
    for i in range(n):
        queue.appendleft((i / 2, i, i * 0.25))
    total = 0.0
    while len(queue) > 0:
        a, b, c = queue.pop()
        total = total * 0.5 + a * b - c
    return total


def window(values: list[int], k: int) -> list[int]:
    held: deque[int] = deque()
    out: list[int] = []
    for i, v in enumerate(values):
        while held and values[held[-1]] <= v:
            held.pop()
        held.append(i)
        if held[0] <= i - k:
            held.popleft()
        if i >= k - 1:
            out.append(values[held[0]])
    return out


def circle(n: int, k: int) -> int:
    people = deque(range(1, n + 1))
    while len(people) > 1:
        for _ in range(k - 1):
            people.append(people.popleft())
        people.popleft()
    return people[0]


def emptied(n: int) -> int:
    queue: deque[int] = deque([n])
    return queue.popleft() + queue.popleft()


def by_index(n: int, at: int) -> tuple[int, bool]:
    queue: deque[int] = deque()
    for i in range(n):
        queue.append(i * i)
    for i in range(n // 3):
        queue.appendleft(queue.pop())
    return queue[at], not queue


def stored_at(n: int, at: int) -> list[float]:
    queue: deque[float] = deque([0.5])
    for i in range(n):
        queue.append(i * 1.5)
    queue[at] = -1.25
    queue[-1] = 2.5
    return list(queue)


def beyond(n: int) -> int:
    queue: deque[int] = deque()
    for i in range(n):
        queue.append(i << 40)
    total = 0
    while queue:
        total += queue.popleft() * queue.pop()
    return total


def given_back(n: int) -> deque[int]:
    queue: deque[int] = deque()
    for i in range(n):
        queue.append(i)
        if i % 3 == 0:
            queue.append(queue.popleft())
    return queue


def sizes(before: int, after: int, left: int) -> tuple[int, int]:
    queue: deque[int] = deque()
    for i in range(before):
        queue.append(i)
    for _ in range(before):
        queue.popleft()
    for i in range(after):
        queue.append(i)
    for i in range(left):
        queue.appendleft(i)
    for i in range(left + after // 2):
        queue.pop()
    count = len(queue)
    return sys.getsizeof(queue), count


def raised_midway(values: list[int], stop: int) -> int:
    queue: deque[tuple[int, int]] = deque([(0, 0)])
    total = 0
    for value in values:
        queue.append((value, total))
        a, b = queue.popleft()
        total += a - b
        if value == stop:
            raise ValueError(total)
    return total


def cleared(n: int) -> tuple[int, list[int]]:
    queue: deque[int] = deque()
    for i in range(n):
        queue.append(i)
        if i % 7 == 5:
            queue.clear()
    return len(queue), list(queue)


def escapes_then_ends(n: int) -> str:
    queue: deque[tuple[int, int]] = deque()
    for i in range(n):
        queue.append((i, -i))
    for _ in range(n // 2):
        queue.popleft()
    return repr(queue)


def other_owner(n: int) -> int:
    queue: deque[int] = deque()
    other = queue
    for i in range(n):
        other.append(i)
    return len(queue) + queue.pop()


def stored_away(n: int, keep: list[deque[int]]) -> None:
    queue: deque[int] = deque()
    for i in range(n):
        queue.appendleft(i)
    keep.append(queue)


def looked_for(n: int, value: int) -> tuple[bool, int]:
    queue: deque[int] = deque()
    for i in range(n):
        queue.append(i * 2)
    queue.rotate(3)
    return value in queue, sum(queue)


def of_lists(n: int) -> int:
    queue: deque[list[int]] = deque()
    total = 0
    for i in range(n):
        queue.append([i, i + 1])
        if i % 2:
            row = queue.popleft()
            row.append(3)
            total += len(row) * row[0]
    return total


def mixed(n: int) -> float:
    queue: deque[float] = deque()
    for i in range(n):
        queue.append(i * 0.5)
    queue.append(n)  # an int in a deque of floats
    last = queue.pop()
    return last if isinstance(last, int) else -last


def in_list(n: int) -> list[int]:
    queues: list[deque[int]] = [deque(), deque()]
    for i in range(n):
        queues[i % 2].append(i)
    return [queues[0].popleft(), queues[1].pop()]


class Other:
    def __init__(self, *args):
        self.items = list(*args)

    def append(self, item):
        self.items.append(item * 10)

    def popleft(self):
        return self.items.pop(0)

    def __len__(self):
        return len(self.items)


def patched(n: int) -> int:
    queue = deque()
    for i in range(n):
        queue.append(i)
    total = 0
    while queue:
        total += queue.popleft()
    return total


def taken(queue: deque[int], n: int) -> int:
    for i in range(n):
        queue.append(i)
    return queue.popleft() + queue[0]


def lends(n: int) -> int:
    queue: deque[int] = deque([5, 6])
    return taken(queue, n) + len(queue)


def wide(n: int) -> int:
    queue: deque[int] = deque([1])
    for i in range(n):
        queue.append(queue[-1] * 3)
    return queue.pop()


def twice(width: int) -> tuple[int, int]:
    seen: set[tuple[int, int]] = {(0, 0)}
    queue: deque[tuple[int, int]] = deque([(0, 0)])
    halves: deque[tuple[float, int]] = deque()
    while queue:
        at = queue.pop()
        for near in ((at[0] + 1, at[1]), (at[0], at[1] + 2)):
            half = (near[0] / 2, near[1])
            if near[0] < width and near[1] < width and near not in seen:
                seen.add(near)
                queue.appendleft(near)
                halves.append(half)
    return len(seen), sum(1 for _ in range(len(halves)) if halves.popleft() == (0.5, 2))


def shared_tuples(start: tuple[int, int], n: int) -> bool:
    queue = deque([start])
    for i in range(n):
        queue.append((i, i))
    return queue[0] is start


def apart(start: tuple[int, int], n: int) -> tuple[int, deque[tuple[int, int]]]:
    queue = deque([start])
    for i in range(n):
        queue.append((i, i))
    a, b = queue.pop()
    return a + b, queue


def big(n: int) -> tuple[int, int]:
    queue: deque[int] = deque()
    for i in range(n):
        queue.append(i)
    total = 0
    for i in range(n * 3):
        value = queue.popleft()
        total = (total * 31 + value) % 1000003
        if i % 3:
            queue.append(value + i)
    for i in range(200):
        queue.appendleft(i)
    return total, len(queue)


def caught(n: int) -> int:
    queue: deque[int] = deque()
    for i in range(n):
        queue.append(i)
    total = 0
    while True:
        try:
            total += queue.popleft()
        except IndexError:
            return total


def two_names(n: int, flag: bool) -> int:
    first: deque[int] = deque([1, 2, 3])
    second: deque[int] = deque([4])
    chosen = first if flag else second
    for i in range(n):
        chosen.append(i)
    return first[-1] * 100 + second[-1]


def averages(values: list[int], k: int) -> tuple[float, int]:
    window: deque[int] = deque(maxlen=k)
    total = 0.0
    best = 0
    for v in values:
        window.append(v)
        if len(window) == k and k:
            total += sum(window) / k
            best += max(window) - min(window)
        if v in window:
            best += 1
    return total, best


def last_few(n: int, k: int) -> tuple[deque[float], int]:
    kept = deque([0.5, 1.5, 2.5], maxlen=k)
    for i in range(n):
        kept.append(i / 2)
        if i % 3 == 1:
            kept.appendleft(-i / 4)
    return kept, len(kept)


def at_most(n: int, k: int) -> tuple[int, int]:
    kept: deque[int] = deque(maxlen=k)
    for i in range(n):
        kept.append(i)
    for i in range(k // 2):
        kept.popleft()
    kept.extend([n, n + 1])
    kept.rotate(k // 3)
    count = len(kept)
    return sys.getsizeof(kept), count


def rotated(n: int, by: int, times: int) -> tuple[list[int], int]:
    ring = deque(range(n))
    for _ in range(times):
        ring.rotate(by)
    if ring:
        ring[0] = ring[-1] * 2
    return list(ring), sys.getsizeof(ring)


def turned(n: int, k: int) -> int:
    people = deque(range(n))
    while len(people) > 1:
        people.rotate(-k)
        people.pop()
    return people.pop()


def extended(n: int) -> list[tuple[int, float]]:
    queue = deque([(0, 0.5)])
    for i in range(n):
        queue.extend([(i, i / 2), (i + 1, 0.25)])
        a, b = queue.popleft()
        if i % 4 == 0:
            queue.appendleft((a + 1, b * 2))
    out = []
    while queue:
        a, b = queue.popleft()
        out.append((a, b))
    return out


def zero_one(n: int) -> int:
    queue: deque[tuple[int, int]] = deque([(0, 0)])
    best = [n * n] * n
    best[0] = 0
    while queue:
        cost, at = queue.popleft()
        if cost > best[at]:
            continue
        for step, extra in ((1, 1), (7, 0), (-3, 1)):
            to = at + step
            if 0 <= to < n and cost + extra < best[to]:
                best[to] = cost + extra
                if extra:
                    queue.append((cost + extra, to))
                else:
                    queue.appendleft((cost, to))
    return sum(best)


def smoothed(values: list[float], k: int) -> float:
    window = deque([0.0] * k, maxlen=k)
    out = 0.0
    for value in values:
        window.append(value)
        out = out / 2 + sum(window)
    return out


def negative_most(k: int) -> int:
    window: deque[int] = deque(maxlen=k)
    window.append(3)
    return len(window)


def from_list(n: int) -> int:
    items = [i * 3 for i in range(n) if i % 2]
    queue = deque(items)
    total = 0
    while queue:
        total = total * 2 + queue.pop() - len(items)
    return total + len(items)


def test_rotations():
    return [rotated(n, by, t) for n in (0, 1, 2, 5, 63, 64, 65, 130) for by in (0, 1, -1, 3, -7, 64, -65, 1000) for t in (1, 3)]


def test_at_most():
    return [at_most(n, k) for n in (0, 5, 70, 200) for k in (0, 1, 2, 9, 31, 64, 100)]


def test_last_few():
    out = []
    for n in (0, 3, 40):
        for k in (0, 1, 2, 3, 30):
            kept, count = last_few(n, k)
            kept.append(1)
            out.append((kept, count, kept.maxlen, sys.getsizeof(kept)))
    return out


def test_patched():
    names = globals()
    original = deque
    out = [patched(5)]
    try:
        names["deque"] = Other
        out.append(patched(5))
        names["deque"] = list
        try:
            patched(3)
        except AttributeError as error:
            out.append(str(error))
    finally:
        names["deque"] = original
    out.append(patched(5))
    return out


def test_inherited():
    names = globals()
    original = deque

    class Loud(original):
        def append(self, item):
            super().append(item + 1)

    try:
        names["deque"] = Loud
        return patched(4)
    finally:
        names["deque"] = original


def test_sizes():
    return [sizes(b, a, l) for b in (0, 1, 31, 32, 33, 64, 95, 96, 97, 160) for a in (0, 1, 33, 130) for l in (0, 1, 40, 90)]


def test_all_turns():
    return [turns(seed, count) for seed, count in ((1, 10), (2, 300), (3, 1000), (4, 3000), (5, 77))]


def test_given_back():
    queue = given_back(200)
    queue.append(1)
    queue.rotate(70)
    return type(queue), queue, given_back(0), queue.maxlen


def test_stored_away():
    keep = []
    stored_away(100, keep)
    stored_away(0, keep)
    keep[0].appendleft(4)
    return keep


def test_shared():
    start = (1000, 2000)
    total, queue = apart(start, 3)
    return shared_tuples(start, 4), total, queue[0] is start, queue


CASES = [
    (tuples, [1000]),
    (triples, [150]),
    (triples, [0]),
    (window, [[3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5], 3]),
    (circle, [41, 3]),
    (circle, [1, 3]),
    (circle, [0, 3]),
    (emptied, [3]),
    (by_index, [150, 0]),
    (by_index, [150, -1]),
    (by_index, [150, 80]),
    (by_index, [150, 150]),
    (by_index, [150, -151]),
    (by_index, [0, 0]),
    (stored_at, [5, 2]),
    (stored_at, [5, 9]),
    (beyond, [60]),
    (raised_midway, [[1, 2, 3, 4], 3]),
    (raised_midway, [[1, 2, 3, 4], 9]),
    (cleared, [40]),
    (cleared, [6]),
    (escapes_then_ends, [5]),
    (escapes_then_ends, [0]),
    (other_owner, [5]),
    (other_owner, [0]),
    (looked_for, [70, 12]),
    (of_lists, [9]),
    (mixed, [3]),
    (in_list, [5]),
    (in_list, [0]),
    (taken, [deque([4]), 3]),
    (lends, [3]),
    (wide, [10]),
    (wide, [60]),
    (big, [500]),
    (twice, [9]),
    (caught, [5]),
    (averages, [[3, 1, 4, 1, 5, 9, 2, 6], 3]),
    (averages, [[3, 1, 4], 0]),
    (turned, [30, 4]),
    (turned, [0, 4]),
    (extended, [30]),
    (zero_one, [60]),
    (smoothed, [[1.0, 2.5, -3.0], 2]),
    (smoothed, [[1.0, 2.5, -3.0], 0]),
    (negative_most, [-1]),
    (negative_most, [0]),
    (negative_most, [2]),
    (from_list, [21]),
    (two_names, [3, True]),
    (two_names, [3, False]),
]
