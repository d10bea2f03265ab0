# native: inserted, at_the_front, wholes
"""How much room lists of numbers have for more items, behind what was done with them: `sys.getsizeof` tells."""

import sys


def inserted(n: int) -> list[int]:
    items = []
    for k in range(n):
        items.append(k)
    items.insert(0, 1)
    return items


def at_the_front(n: int) -> list[float]:
    items = []
    for k in range(n):
        items.insert(0, k * 0.5)
        if k % 5 == 4:
            items.pop()
    return items


def wholes(n: int) -> list[list[int]]:
    items = []
    for k in range(n):
        items.append(k)
    more = items[:]
    more.extend(items)
    more.insert(2, 5)
    return [items, more, items + items, items[::2], sorted(items), list(items)]


def test_room() -> None:
    for n in range(40):
        print(n, [sys.getsizeof(items) for items in (inserted(n), at_the_front(n), *wholes(n))])
        print(inserted(n), at_the_front(n), wholes(n))
