# native: flood, flood_deep, cheapest, next_objects, kept_tuples, shown_tuples, given_tuples, named_steps, nested_constants, stacked, changed_steps, odd_steps, first_of, lent_keys, lend_keys
"""Tuples of ints that are keys of dictionaries and sets, and items of lists, and come from constants or are kept elsewhere, too."""

import heapq
from collections import deque, namedtuple

Point = namedtuple("Point", "x y")


def flood(width: int, height: int) -> tuple[int, int]:
    seen: set[tuple[int, int]] = {(0, 0)}
    queue: deque[tuple[int, int]] = deque([(0, 0)])
    count = 0
    while queue:
        x, y = queue.popleft()
        count += 1
        for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            near = (x + dx, y + dy)
            if 0 <= near[0] < width and 0 <= near[1] < height and near not in seen and near[0] * near[1] % 7 != 3:
                seen.add(near)
                queue.append(near)
    return count, len(seen)


def flood_deep(width: int, height: int) -> int:
    seen: set[tuple[int, int]] = set()
    stack: list[tuple[int, int]] = [(0, 0)]
    count = 0
    while stack:
        x, y = stack.pop()
        if (x, y) in seen or x < 0 or y < 0 or x >= width or y >= height or x * y % 7 == 3:
            continue
        seen.add((x, y))
        count += 1
        for step in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            stack.append((x + step[0], y + step[1]))
    return count


def cheapest(width: int, height: int) -> int:
    costs: dict[tuple[int, int], int] = {(0, 0): 0}
    heap: list[tuple[int, int, int]] = [(0, 0, 0)]
    while heap:
        cost, x, y = heapq.heappop(heap)
        if (x, y) == (width - 1, height - 1):
            return cost
        if cost > costs[x, y]:
            continue
        for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            a, b = x + dx, y + dy
            if 0 <= a < width and 0 <= b < height:
                new = cost + 1 + (a * 7 + b * 13) % 9
                if (a, b) not in costs or new < costs[a, b]:
                    costs[a, b] = new
                    heapq.heappush(heap, (new, a, b))
    return -1


def next_objects(n: int) -> tuple[list[tuple[int, int]], int]:
    kept: list[tuple[int, int]] = []
    seen: set[tuple[int, int]] = set()
    for i in range(n):
        pair = (i % 3, i % 4)
        if pair not in seen:
            seen.add(pair)
            kept.append(pair)
    return kept, len(seen)


def kept_tuples(n: int) -> list[bool]:
    kept: list[tuple[int, int]] = []
    seen: set[tuple[int, int]] = {(0, 0)}
    for i in range(n):
        pair = (i, i)
        seen.add(pair)
        kept.append(pair)
    ours = sorted(seen)
    return [one is other for one, other in zip(kept, ours[1:] if n and kept[0] in seen and n < 0 else ours)]


def shown_tuples(n: int) -> bool:
    pair = (n, n)
    known: dict[tuple[int, int], int] = {}
    known[pair] = n
    known[n, n] = n + 1
    return next(iter(known)) is pair


def given_tuples(pairs: list[tuple[int, int]]) -> tuple[int, int, int]:
    seen: set[tuple[int, int]] = set()
    counts: dict[tuple[int, int], int] = {}
    again = 0
    for pair in pairs:
        again += pair in seen
        seen.add(pair)
        counts[pair] = counts.get(pair, 0) + 1
    most = 0
    for pair in pairs:
        most = max(most, counts[pair])
    return len(seen), again, most


def named_steps(n: int) -> int:
    total = 0
    for name, (left, right) in (("a", (1, 2)), ("b", (3, 4))):
        total += len(name) * (left * n + right)
    for one, two, three in ((1, 2, 3), (4, 5, 6)):
        total = total * 2 + one - two * three
    return total


def nested_constants(n: int) -> tuple[object, int]:
    cells = ((1, 2), (3, 4))
    total = 0
    for i in range(n):
        total += cells[i % 2][0] * cells[1][i % 2]
    return cells[0], total


def stacked(n: int) -> list[tuple[int, int]]:
    stack: list[tuple[int, int]] = [(0, 1)]
    while len(stack) < n:
        stack.append((len(stack), 2))
    first = stack[0]
    stack.append(first)
    return stack


def changed_steps(n: int) -> int:
    total = 0
    steps = ((1, 2), (3, 4))
    for left, right in steps:
        if n > 2:
            steps = ((5, 6), (n, n))
        total = total * 10 + left * right
    for left, right in steps:
        total = total * 10 + left * right
    return total


def odd_steps(n: int) -> list[object]:
    found: list[object] = []
    for step in ((1, 2), (1, 2.5), (True, "x"), (n, 1 << 70)):
        found.append(step[0])
        found.append(step[1])
    return found


def first_of(n: int) -> bool:
    pairs = ((0, 0), (1, 1))
    stack: list[tuple[int, int]] = [pairs[0]]
    for i in range(n):
        stack.append(pairs[1])
    top = stack.pop()
    return top is pairs[0] or top is pairs[1]


def lent_keys(pair: tuple[int, int], seen: set[tuple[int, int]], order: list[tuple[int, int]]) -> int:
    if pair in seen:
        return 0
    seen.add(pair)
    order.append(pair)
    return len(seen)


def lend_keys(n: int) -> tuple[int, list[tuple[int, int]]]:
    seen: set[tuple[int, int]] = set()
    order: list[tuple[int, int]] = []
    total = 0
    for i in range(n):
        total += lent_keys((i % 5, i % 2), seen, order)
    return total, order


CASES = (
    [(flood, (5, 5)), (flood, (9, 7)), (flood_deep, (6, 6)), (flood_deep, (0, 3)), (cheapest, (6, 5)), (cheapest, (1, 1))]
    + [(next_objects, (n,)) for n in (0, 15)] + [(kept_tuples, (n,)) for n in (0, 5)] + [(shown_tuples, (n,)) for n in (0, 7)]
    + [(given_tuples, ([],)), (given_tuples, ([(1, 2), (1, 2), (3, 4)],)), (given_tuples, ([(1, 2), (1.0, 2), (True, 2)],))]
    + [(given_tuples, ([(1, 2), Point(1, 2), (1 << 40, 2), (1 << 70, 0)],)), (given_tuples, ([(1, 2), (1, 2, 3), "ab"],))]
    + [(named_steps, (n,)) for n in (1, 5)] + [(nested_constants, (n,)) for n in (0, 5)] + [(stacked, (n,)) for n in (1, 6)]
    + [(changed_steps, (n,)) for n in (1, 4)] + [(odd_steps, (3,)), (first_of, (0,)), (first_of, (3,))]
    + [(lend_keys, (n,)) for n in (0, 12)] + [(lent_keys, ((1, 2), {(1, 2)}, [])), (lent_keys, (Point(1, 2), set(), []))]
)
