# native 3.12+: in_turn.<locals>.reached, over_tables.<locals>.ordered, counts.<locals>.inner, two_deep.<locals>.middle.<locals>.inner, made_inside.<locals>.best
# native 3.12+: shared.<locals>.step, nearest_of.<locals>.search
"""Functions with variables of an enclosing function, whose own ones are captured by what is consumed on the spot, only there."""


def in_turn(table, weights, wanted):
    def reached(wanted):
        found = []
        for u in wanted:
            least = weights[u]
            if all(least + v >= weights[v] for v in table[u]):
                continue
            found.append(u)
        return found

    return reached(wanted), reached(list(table))


def over_tables(table, lengths, wanted, weight):
    def ordered(wanted):
        order = []
        seen = {}
        for u in wanted - seen.keys():
            length = lengths[u]
            if all(length + weight(u, v, e) >= lengths[v] for v, e in table[u].items()):
                continue
            stack = [(u, iter(table[u].items()))]
            within = {u}
            seen[u] = 0
            while stack:
                u, rest = stack[-1]
                try:
                    v, e = next(rest)
                except StopIteration:
                    order.append(u)
                    stack.pop()
                    within.remove(u)
                    continue
                through = lengths[u] + weight(u, v, e)
                if through < lengths[v]:
                    is_less = through < lengths[v]
                    lengths[v] = through
                    if v not in seen:
                        stack.append((v, iter(table[v].items())))
                        within.add(v)
                        seen[v] = seen[u] + int(is_less)
                    elif v in within and seen[u] + int(is_less) > seen[v]:
                        raise ValueError("a cycle")
        order.reverse()
        return order

    return ordered(wanted), lengths


def ring(n: int):
    table = {i: {(i * 7 + 3) % n: {"w": 1}, (i + 1) % n: {"w": 2}} for i in range(n)}
    lengths = {i: float("inf") for i in table}
    lengths[0] = 0
    return over_tables(table, lengths, {0}, lambda u, v, e: e.get("w", 1))


def counts(limit: int, xs: list[int]) -> list[int]:
    def inner(low: int) -> int:
        high = low + limit
        return sum(1 for x in xs if low <= x < high)

    return [inner(k) for k in range(4)]


def two_deep(a: int, xs: list[int]) -> int:
    def middle(b: int) -> int:
        def inner(c: int) -> int:
            d = c + 1
            return max((x * a + b * d for x in xs), default=d)

        return inner(b) + inner(a)

    return middle(a + 1)


def made_inside(xs: list[int], by: int):
    def best(add: int):
        shift = add * 2
        first = min(xs, key=lambda x: abs(x - shift), default=by)
        shift += by
        return first, sorted(xs, key=lambda x: (x - shift) % by)

    return best(1), best(by)


def shared(xs: list[int], start: int) -> list[int]:
    total = start

    def step(add: int) -> int:
        nonlocal total
        more = add + 1
        total += sum(x + more for x in xs)
        return total

    return [step(x) for x in xs] + [total]


def nearest_of(points: list[tuple[float, float]], scale: float) -> float:
    def search(x: float, y: float) -> float:
        left = x * scale
        return min((p[0] - left) ** 2 + (p[1] - y) ** 2 for p in points)

    total = 0.0
    for x, y in points:
        total += search(y, x)
    return total


CASES = [
    (in_turn, ({0: [1], 1: [], 2: [1, 0]}, {0: 5, 1: 2, 2: -9}, [0, 2])),
    (in_turn, ({}, {}, [])),
    (in_turn, ({0: [7]}, {0: 1}, [0])),
    (ring, (5,)),
    (ring, (30,)),
    (ring, (1,)),
    (counts, (3, [1, 2, 3, 4, 5])),
    (counts, (3, [1.5, True, 2**70])),
    (counts, (3, ["a"])),
    (two_deep, (2, [3, 1])),
    (two_deep, (2, [])),
    (two_deep, (2, [2**62, 1])),
    (made_inside, ([5, 1, 9], 4)),
    (made_inside, ([], 4)),
    (made_inside, ([1, None], 4)),
    (made_inside, ([5, 1], 0)),
    (shared, ([1, 2, 3], 10)),
    (shared, ([1.5], 10)),
    (nearest_of, ([(1.0, 2.0), (0.5, -1.0)], 0.5)),
    (nearest_of, ([(1, 2), (0.5, "x")], 0.5)),
]
