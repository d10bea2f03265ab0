# native: points, walks, steps, triples, shared, loads, stacks, drained, dijkstra, numbers, odd_heap, given, moved, lent, middle
"""Lists of tuples of numbers that a function keeps to itself, and heaps."""

import gc
import heapq
import sys


def points(n: int) -> tuple[float, float]:
    found: list[tuple[float, float]] = []
    x = 0.3
    for i in range(n):
        x = 3.9 * x * (1.0 - x)
        found.append((x, x * i))
    a = 0.0
    b = 0.0
    for left, right in found:
        a += left
        b += right * left
    for i in range(len(found)):
        x0, y0 = found[i - 1]
        x1, y1 = found[i]
        a += x0 * y1 - x1 * y0
        b += found[i][0] - found[-1 - i][1]
    return a, b


def walks(n: int) -> list[tuple[int, int]]:
    path = [(0, 0), (1, 1)]
    x, y = 2, 2
    for i in range(n):
        x, y = y, x + y
        path.append((x, y))
        path[i] = (y, i)
    return path


def steps(n: int) -> object:
    path: list[tuple[int, float]] = []
    for i in range(n):
        path.append((i, i / 2))
    total = 0.0
    while path:
        i, half = path.pop()
        total += i * half
    return total, path, len(path)


def triples(n: int) -> object:
    found: list[tuple[int, float, int]] = []
    for i in range(n):
        found.append((i, i * 0.5, n - i))
    total = 0.0
    for a, b, c in found:
        total += a * b + c
    return total, found


def shared(n: int) -> list[bool]:
    found: list[tuple[int, int]] = []
    other: list[tuple[int, int]] = []
    for i in range(n):
        pair = (i, n)
        found.append(pair)
        other.append(pair)
    return [found[0] is other[0], found[1] is found[1], found[0] is other[1]]


def loads(n: int) -> object:
    found: list[tuple[int, int]] = []
    for i in range(n):
        found.append((i, n))
    first = found[0]
    again = found[0]
    found.append(first)
    return first is again, found[-1] is first, first is found[0], found


def stacks(n: int) -> int:
    stack = [(n, 1)]
    total = 0
    while len(stack) > 0:
        size, depth = stack.pop()
        total += depth
        if size > 1:
            stack.append((size // 2, depth + 1))
            stack.append((size - size // 2 - 1, depth + 1))
    return total


def drained(n: int) -> int:
    heap: list[tuple[int, int]] = []
    seed = 12345
    total = 0
    for i in range(n):
        seed = (seed * 1103515245 + 12345) % 2147483648
        heapq.heappush(heap, (seed % 10, i))
        if len(heap) > 20:
            priority, number = heapq.heappop(heap)
            total += priority * 3 + number
    while heap:
        priority, number = heapq.heappop(heap)
        total = (total * 31 + priority * 7 + number) % 1000003
    return total


def dijkstra(n: int) -> list[float]:
    far = [1e18] * n
    far[0] = 0.0
    heap = [(0.0, 0)]
    while heap:
        d, u = heapq.heappop(heap)
        if d > far[u]:
            continue
        for k in range(1, 4):
            v = (u * k + 1) % n
            w = d + 1.0 + (u * 7 + k * 3) % 11
            if w < far[v]:
                far[v] = w
                heapq.heappush(heap, (w, v))
    return far


def numbers(n: int) -> object:
    heap: list[float] = []
    whole: list[int] = []
    for i in range(n):
        heapq.heappush(heap, (i * 37 % 11) - 5.5)
        whole.append(i * 37 % 11)
    heapq.heapify(whole)
    out: list[float] = []
    for i in range(n // 2):
        small = heapq.heappop(heap)
        out.append(small + 1.0)
        least = heapq.heappop(whole)
        out.append(least * 2.0)
    return out, heap, whole


def odd_heap(kind: int) -> object:
    heap: list[tuple[float, int]] = []
    nan = float("nan")
    heapq.heappush(heap, (1.0, 2))
    heapq.heappush(heap, (-0.0, 2))
    heapq.heappush(heap, (0.0, 1))
    if kind == 1:
        heapq.heappush(heap, (nan, 1))
        heapq.heappush(heap, (0.5, 1))
    if kind == 2:
        heap.append((nan, 1))
        heap.append((-5.0, 1))
        x, y = heapq.heappop(heap)
        return str(x), y, len(heap)
    if kind == 3:
        for i in range(5):
            x, y = heapq.heappop(heap)
    if kind == 4:
        heapq.heappush(heap, (2.0, 1 << 70))
    if kind == 5:
        heap.append((7, 1))
        heap.append((7.0, True))
    heapq.heapify(heap)
    return [(str(x), y) for x, y in heap]


def test_odd_heap():
    found = []
    for kind in range(6):
        try:
            found.append(odd_heap(kind))
        except IndexError as error:
            found.append(repr(error))
    return found


KEPT: list = []


def given(n: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for i in range(n):
        found.append((i, i * i))
    KEPT.append(found)
    return found


def test_given():
    KEPT.clear()
    found = given(4)
    return found, KEPT[0] is found, [gc.is_tracked(item) for item in found], list(map(sys.getrefcount, found))


def made(n: int) -> list[tuple[int, float]]:
    out: list[tuple[int, float]] = []
    for i in range(n):
        out.append((i, i * 1.5))
    return out


def total(pairs: list[tuple[int, float]]) -> float:
    found = 0.0
    for a, b in pairs:
        found += a * b
    return found


def moved(n: int) -> float:
    pairs = made(n)
    pairs.append((n, 0.5))
    return total(pairs) + len(pairs)


def lent(n: int, extra: object) -> object:
    pairs = made(n)
    a = total(pairs)
    return a, pairs, extra


def test_moved():
    return moved(0), moved(5), lent(3, None), total([(1, 2.0)]), total([(1, 2), (2, 3.0)]), made(2)


def middle(n: int, by: int) -> object:
    pairs: list[tuple[int, int]] = []
    for i in range(n):
        pairs.append((i, i * by))
    total = 0
    for a, b in pairs:
        pairs[0] = (b, a)
        total += a * by + b
        if a == n - 1 and by > 10:
            pairs.append((by, by))
            by = 1
    return total, pairs


def test_middle():
    found = [middle(3, 2), middle(3, 11), middle(3, 1 << 62), middle(2, 1 << 65)]
    for by in (None, 1.5):
        try:
            found.append(middle(2, by))
        except TypeError as error:
            found.append(str(error))
    return found


def test_sizes():
    return [sys.getsizeof(walks(n)) for n in range(20)]


def test_nothing_unboxed_is_seen():
    drained(30), points(4), moved(3)
    gc.collect()
    return [type(item).__name__ for item in gc.get_objects() if "vector" in type(item).__name__]


CASES = [
    (points, (1,)),
    (points, (30,)),
    (walks, (0,)),
    (walks, (120,)),
    (steps, (6,)),
    (triples, (5,)),
    (shared, (2,)),
    (loads, (2,)),
    (stacks, (40,)),
    (drained, (0,)),
    (drained, (200,)),
    (dijkstra, (40,)),
    (numbers, (20,)),
]
