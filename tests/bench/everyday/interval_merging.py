"""Merging, intersecting and scheduling intervals kept as sorted tuples."""
# N=67000

Interval = tuple[int, int]


def make_intervals(count: int, seed: int) -> list[Interval]:
    out = []
    for _ in range(count):
        seed = (seed * 1103515245 + 12345) % 2**31
        start = seed // 128 % (count * 20)
        out.append((start, start + seed % 37 + 1))
    return out


def merge(intervals: list[Interval]) -> list[Interval]:
    merged: list[Interval] = []
    for start, end in sorted(intervals):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def intersect(a: list[Interval], b: list[Interval]) -> list[Interval]:
    result = []
    i = j = 0
    while i < len(a) and j < len(b):
        low = max(a[i][0], b[j][0])
        high = min(a[i][1], b[j][1])
        if low < high:
            result.append((low, high))
        if a[i][1] < b[j][1]:
            i += 1
        else:
            j += 1
    return result


def gaps(merged: list[Interval]) -> list[Interval]:
    return [(a[1], b[0]) for a, b in zip(merged, merged[1:])]


def max_overlap(intervals: list[Interval]) -> int:
    events = []
    for start, end in intervals:
        events.append((start, 1))
        events.append((end, -1))
    depth = best = 0
    for _, change in sorted(events):
        depth += change
        best = max(best, depth)
    return best


def most_meetings(intervals: list[Interval]) -> int:
    count, last_end = 0, -1
    for start, end in sorted(intervals, key=lambda iv: iv[1]):
        if start >= last_end:
            count += 1
            last_end = end
    return count


def bench(n: int) -> tuple[int, int, Interval, int, int]:
    a = make_intervals(n, 1)
    b = make_intervals(n, 2)
    ma, mb = merge(a), merge(b)
    both = intersect(ma, mb)
    widest = max(gaps(ma), key=lambda iv: (iv[1] - iv[0], iv[0]))
    return len(ma), sum(end - start for start, end in both), widest, max_overlap(a + b), most_meetings(a)
