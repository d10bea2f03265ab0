# native: own, compared, floats, truths
# native 3.12+: shared.<locals>.look
"""What `get` gives, a number or `None`: compared with numbers and with what another `get` gives, of all kinds of dictionaries."""


def own(n: int) -> int:
    seen: dict[int, int] = {}
    pairs: dict[tuple[int, int], float] = {}
    total = 0
    for i in range(n):
        last = seen.get(i % 11)
        if last is not None:
            total += i - last
        if seen.get(i % 5) == i - 5:
            total += 100
        if pairs.get((i % 3, i % 2)) != 2.0:
            total += 1000
        if pairs.get((i, i)) == pairs.get((i, -i)):
            total += 7
        seen[i % 11] = i
        pairs[i % 3, i % 2] = i / 2
    return total


def compared(known: dict[int, int], key: int, value: int) -> tuple[bool, ...]:
    return known.get(key) == value, known.get(key) != value, value == known.get(key), known.get(key) == known.get(value)


def floats(known: dict[int, float], key: int, value: float) -> tuple[bool, ...]:
    return known.get(key) == value, known.get(key) != value, known.get(key) == key, known.get(key) != known.get(-key)


def truths(known: dict[int, bool], key: int, value: bool) -> tuple[bool, ...]:
    return known.get(key) == value, known.get(key) != value, known.get(key) == 1, known.get(key) == 1.0


def shared(n: int) -> list[int]:
    seen: dict[tuple[int, int], float] = {}
    marks: dict[int, bool] = {}

    def look(a: int, b: int) -> int:
        total = 0
        if seen.get((a, b)) == 2.0:
            total += 1
        if marks.get(a) != True:  # noqa: E712
            total += 2
        if marks.get(b) is None:
            total += 4
        found = seen.get((b, a))
        if found is not None:
            total += int(found)
        seen[a, b] = float(a)
        marks[a] = a % 2 == 0
        return total

    return [look(i % 7, i % 3) for i in range(n)] + [look(1 << 40, 3), look(1 << 40, 3)]


class Odd(int):
    def __eq__(self, other) -> bool:
        print("compared with", other)
        return True

    __hash__ = int.__hash__


BIG = 2**53 + 1
CASES = [
    (own, (40,)),
    (shared, (30,)),
    (compared, ({1: 2, 2: 2}, 1, 2)),
    (compared, ({1: 2}, 3, 2)),
    (compared, ({1: None}, 1, 5)),
    (compared, ({1: 2.0, 2: True}, 1, 2)),
    (compared, ({1: Odd(4)}, 1, 2)),
    (compared, ({1: "text"}, 1, 2)),
    (compared, ({1: 1 << 70}, 1, 1 << 70)),
    (floats, ({1: 0.0, -1: -0.0}, 1, -0.0)),
    (floats, ({1: float("inf")}, 1, float("inf"))),
    (floats, ({BIG: float(BIG)}, BIG, float(BIG))),
    (floats, ({BIG: BIG}, BIG, float(BIG))),
    (floats, ({1: float("nan")}, 1, 1.0)),
    (floats, ({}, 1, 1.0)),
    (truths, ({1: True}, 1, True)),
    (truths, ({1: False}, 1, False)),
    (truths, ({}, 1, False)),
    (truths, ({1: 1}, 1, True)),
    (truths, ({1: None}, 1, False)),
]
