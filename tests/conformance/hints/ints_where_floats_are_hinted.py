# native: relax, relax_dict, cost, Account.add, Account.half, mean, pairs, longest, drift
# native 3.12+: Account.__init__
"""An int where a float is hinted stays an int: in lists, dicts, tuples, attributes, arguments, defaults and results."""

import math
from dataclasses import dataclass


def relax(edges: list[tuple[int, int, float]], n: int) -> list[float]:
    dist: list[float] = [math.inf] * n
    dist[0] = 0
    for _ in range(n):
        changed = False
        for u, v, w in edges:
            if dist[u] + w < dist[v]:
                dist[v] = dist[u] + w
                changed = True
        if not changed:
            break
    return dist


def relax_dict(edges: list[tuple[str, str, float]], source: str) -> dict[str, float]:
    best: dict[str, float] = {source: 0}
    for _ in range(len(edges)):
        for a, b, w in edges:
            if a in best:
                through = best[a] + w
                if b not in best or through < best[b]:
                    best[b] = through
    return best


def cost(prices: dict[str, float], names: list[str]) -> float:
    total = 0.0
    for name in names:
        total += prices[name] * 2
    return total


class Account:
    def __init__(self, owner: str, balance: float = 0) -> None:
        self.owner = owner
        self.balance = balance

    def add(self, amount: float) -> None:
        self.balance += amount

    def half(self) -> float:
        return self.balance / 2


@dataclass
class Item:
    name: str
    price: float = 1
    count: int = 0

    def worth(self) -> float:
        return self.price * self.count


def scale(values: list[float], factor: float) -> list[float]:
    return [value * factor for value in values]


def mean(values: list[float]) -> float:
    total = 0.0
    for value in values:
        total += value
    return total / len(values)


def pairs(points: list[tuple[float, float]]) -> float:
    area = 0.0
    for i in range(len(points)):
        x, y = points[i]
        p, q = points[i - 1]
        area += x * q - y * p
    return area


def longest(rows: list[list[float]], limit: float) -> list:
    out = []
    for row in rows:
        last: float = 0
        for value in row:
            if value > last and value < limit:
                last = value
        out.append(last)
    return out


def powers(xs: list[float], exponent: float) -> list[float]:
    xs[0] = 3
    return [x**exponent + x % 7 + x // 2 - x / 4 for x in xs]


def drift(n: int) -> tuple[float, float]:
    total: float = 0
    step: float = 1
    for i in range(n):
        total += step
        if i == n // 2:
            step = 0.5
    return total, step


def shown(value):
    if isinstance(value, (list, tuple)):
        return [shown(item) for item in value]
    if isinstance(value, dict):
        return {key: shown(item) for key, item in value.items()}
    return type(value).__name__, value


def main() -> None:
    edges = [(i * 7 % 20, (i * 13 + 1) % 20, 1.0 + i % 5) for i in range(100)]
    print(shown(relax(edges, 20)), shown(relax([(0, 1, 2), (1, 2, 2**70), (0, 2, True)], 4)))
    print(shown(relax_dict([("a", "b", 2), ("b", "c", 0.5), ("a", "c", 3)], "a")), shown(relax_dict([], "z")))
    prices: dict[str, float] = {"a": 1, "b": 2.5, "c": 3}
    print(shown(cost(prices, ["a", "b", "c"])), shown(cost({"a": 2**53 + 1}, ["a"] * 3)), shown(cost({"a": True}, ["a"])))
    zero, ten = Account("x"), Account("y", 10)
    for i in range(5):
        zero.add(i)
        ten.add(i * 0.5)
    print(shown([zero.balance, ten.balance, zero.half(), ten.half()]))
    zero.add(2**64)
    print(shown(zero.balance), shown(zero.half()))
    items = [Item("a"), Item("b", 2), Item("c", 2.5, 3), Item("d", count=4)]
    print(shown([item.worth() for item in items]))
    items[0].price = 7
    print(shown(items[0].worth()), items)
    print(shown(scale([1, 2.5, True, -0.0], 2)), shown(scale([1, 2.5], 0.5)), shown(scale([2**62], 4)))
    print(shown(mean([1, 2, 4])), shown(mean([2**53, 1, 1])), shown(mean([2**53 + 1, 0.5])), shown(mean([1e308, 10**308])))
    print(shown(pairs([(0, 0), (4, 0.5), (3.5, 3)])), shown(pairs([(0, 0), (2**40, 0), (2**40, 2**40)])))
    print(shown(longest([[1, 2, 2.0, 1.5], [], [-1], [9, 5.5, 2**70]], 8)), shown(longest([[7.5]], 7)))
    print(shown(powers([1, 2.5, 4], 2)), shown(powers([0, 5], 0.5)), shown(powers([0, -2], -1)))
    print(shown(drift(4)), shown(drift(0)), shown(drift(1)))
    for attempt in (lambda: mean([10**400, 0.5]), lambda: cost({"a": "x"}, ["a"]), lambda: scale([None], 2), lambda: mean([])):
        try:
            print(shown(attempt()))
        except Exception as error:
            print(type(error), error, error.__traceback__.tb_next.tb_next.tb_lineno)


main()
