"""Containers under several names: lent twice, returned twice, in loops that change them."""
from collections import deque
from typing import Iterator


def mix(a: list[int], b: list[int]) -> int:
    t = 0
    for i in range(len(b)):
        a[i % len(a)] += b[i]
        t += a[-1] * 3 + b[0]
    return t


def mixd(a: dict[int, int], b: dict[int, int]) -> int:
    t = 0
    for k in list(b):
        a[k + 1] = b[k] + len(a)
        t += b.get(k + 1, -7)
    return t


def mixs(a: set[int], b: set[int]) -> int:
    for k in range(10):
        if k in b:
            a.add(k + 3)
        elif k in a:
            b.discard(k - 1)
        else:
            b.add(k * k)
    return len(a) * 100 + len(b)


def mixq(a: "deque[int]", b: "deque[int]") -> int:
    t = 0
    while len(b) < 12:
        a.append(b[0] + t)
        b.appendleft(a[-1] - 1)
        t += a.popleft() * 2 + len(b)
    return t


def swap(rows: list[list[int]], i: int, j: int) -> None:
    rows[i], rows[j] = rows[j], rows[i]


def run_lists(n: int) -> tuple[int, int, list[int]]:
    xs = [i * i for i in range(n)]
    ys = xs
    first = mix(xs, ys)
    ys = ys + [1]
    second = mix(ys, xs) + mix(xs, xs)
    return first, second, xs


def run_dicts(n: int) -> tuple[int, int, dict[int, int]]:
    d: dict[int, int] = {}
    for i in range(n):
        d[i * 2] = i
    e = d
    a = mixd(d, e)
    b = mixd(e, {1: 2}) + mixd({}, d)
    return a, b, e


def run_sets(n: int) -> list[int]:
    s: set[int] = set()
    t: set[int] = set()
    for i in range(n):
        (s if i % 3 else t).add(i)
    u = s if n % 2 else t
    return [mixs(s, u), mixs(u, t), mixs(s, s), len(s | t), len(u)]


def run_deques(n: int) -> tuple[int, list[int]]:
    q: deque[int] = deque()
    for i in range(n + 1):
        q.append(i)
    r = q
    t = mixq(q, r)
    q.rotate(2)
    return t + mixq(deque([4]), r) + r.pop(), list(q)


def run_rows(n: int) -> list[list[int]]:
    row = [0] * n
    rows = [row for _ in range(n)]
    rows.append([5])
    rows[0][0] = 9
    swap(rows, 0, -1)
    rows[1][n - 1] += 3
    rows[-1].append(4)
    rows += rows[:1]
    rows[0].append(7)
    return rows


def during(n: int) -> list[int]:
    xs = [1]
    for x in xs:
        if len(xs) < n:
            xs.append(x * 2)
            if x % 3 == 1:
                xs.insert(0, 5)
    return xs


def ring(n: int, k: int) -> tuple[int, int]:
    q: deque[int] = deque(range(n), maxlen=k)
    total = 0
    for i in range(n):
        q.append(i)
        total += q[0] * q[-1]
        if i % 4 == 3:
            q.popleft()
            q.extend([i, -i])
    return total, sum(q)


def ring_changed(n: int) -> list[int]:
    q = deque(range(n))
    out = []
    for x in q:
        out.append(x)
        if x == n - 2:
            q.append(1)
    return out


def bfs(grid: list[str], start: tuple[int, int]) -> dict[tuple[int, int], int]:
    seen = {start: 0}
    q: deque[tuple[int, int]] = deque([start])
    while q:
        x, y = q.popleft()
        for dx, dy in ((1, 0), (0, 1), (-1, 0), (0, -1)):
            p = (x + dx, y + dy)
            if 0 <= p[1] < len(grid) and 0 <= p[0] < len(grid[p[1]]) and grid[p[1]][p[0]] != "#" and p not in seen:
                seen[p] = seen[x, y] + 1
                q.append(p)
    return seen


def window(xs: list[float], k: int) -> list[float]:
    q: deque[float] = deque()
    total = 0.0
    out: list[float] = []
    for x in xs:
        q.append(x)
        total += x
        if len(q) > k:
            total -= q.popleft()
        out.append(total / len(q))
    return out


def window_max(xs: list[int], k: int) -> list[int]:
    q: deque[int] = deque()
    out = []
    for i, x in enumerate(xs):
        while q and xs[q[-1]] <= x:
            q.pop()
        q.append(i)
        if q[0] <= i - k:
            q.popleft()
        if i >= k - 1:
            out.append(xs[q[0]])
    return out


def chunks(xs: list[int], n: int) -> Iterator[list[int]]:
    part: list[int] = []
    for x in xs:
        part.append(x)
        if len(part) == n:
            yield part
            part = []
    if part:
        yield part


def test_all():
    return [[run_lists(n) for n in (1, 5)], [run_dicts(n) for n in (0, 1, 6)], [run_sets(n) for n in (0, 5, 20)], [run_deques(n) for n in (0, 3, 20)], [run_rows(n) for n in (1, 3)], during(9)]


CASES = [(run_lists, (0,)), (run_lists, (True,)), (run_lists, (2**40,)) if False else (during, (0,)), (ring, (10, 3)), (ring, (10, 0)), (ring, (10, -1)), (ring, (0, 2)), (ring, (9, None)), (ring_changed, (5,)), (ring_changed, (1,)),
    (window, ([1.0, 2.5, -0.0, float("nan"), 4.0], 2)), (window, ([1, 2**70, True], 2)), (window, (["a"], 1)), (window, ([1.0], 0)), (window, ([], 3)), (window, ((1, 2), 1)),
    (window_max, ([3, 1, 4, 1, 5, 9, 2, 6], 3)), (window_max, ([2**70, 1, -2**70], 2)), (window_max, ([1.5, 0, True], 2)), (window_max, ([1, 2], 0)), (window_max, ([1, None], 1)),
    (bfs, ([".#.", "...", "#.."], (0, 0))), (bfs, (["."], (5, 5))), (bfs, ([".."], (0.0, 0))), (bfs, ([".."], (True, False))), (bfs, (["..", None], (0, 0))), (bfs, ([], (0, 0))),
]


def test_chunks():
    parts = list(chunks(list(range(7)), 3))
    parts[0].append(parts)
    return [len(p) for p in parts], [p for p in chunks([1, 2, 3], 2)], list(chunks([], 1)), [len(p) for p in chunks([1, 2], 0)]


def test_mixed_given():
    d = {0: 1}
    s = {1, 2}
    q = deque([3, 1, 2])
    xs = [1, 2, 3]
    return mix(xs, xs), xs, mixd(d, d), d, mixs(s, s), sorted(s), mixq(q, q), q, mix([1.5], [1]), mixs({1.0, True}, {2.0})


def test_mix_empty():
    return mix([], [1])


def test_empty_deque():
    return mixq(deque(), deque())
