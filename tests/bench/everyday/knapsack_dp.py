"""0/1 knapsack: full table with reconstruction, and the one-row version."""
# N=4000

from typing import NamedTuple


class Item(NamedTuple):
    name: str
    weight: int
    value: int


def make_items(count: int) -> list[Item]:
    return [Item(f"item{i}", 5 + i * 37 % 41, 10 + i * 53 % 97) for i in range(count)]


def best_value(items: list[Item], capacity: int) -> int:
    best = [0] * (capacity + 1)
    for item in items:
        for room in range(capacity, item.weight - 1, -1):
            candidate = best[room - item.weight] + item.value
            if candidate > best[room]:
                best[room] = candidate
    return best[capacity]


def best_items(items: list[Item], capacity: int) -> list[Item]:
    n = len(items)
    table = [[0] * (capacity + 1) for _ in range(n + 1)]
    for i in range(1, n + 1):
        item = items[i - 1]
        for room in range(capacity + 1):
            table[i][room] = table[i - 1][room]
            if item.weight <= room:
                table[i][room] = max(table[i][room], table[i - 1][room - item.weight] + item.value)
    chosen = []
    room = capacity
    for i in range(n, 0, -1):
        if table[i][room] != table[i - 1][room]:
            chosen.append(items[i - 1])
            room -= items[i - 1].weight
    return chosen[::-1]


def bench(n: int) -> tuple[int, int, int, str]:
    items = make_items(n)
    value = best_value(items, 1500)
    chosen = best_items(items[:n // 4], 400)
    weight = sum(item.weight for item in chosen)
    return value, weight, sum(item.value for item in chosen), chosen[-1].name
