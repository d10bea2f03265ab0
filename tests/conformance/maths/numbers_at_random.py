# native: hits, by_name, overflowing, doubled
# native 3.12+: rows, summed, passed
"""`random.random` of the generator that all share: each call takes the next number, once, whatever happens around it."""
import random
from random import random as next_number
from typing import Callable

RERUNNABLE = False


def hits(n: int) -> int:
    inside = 0
    for _ in range(n):
        x, y = random.random(), random.random()
        if x * x + y * y <= 1.0:
            inside += 1
    return inside


def by_name(n: int) -> float:
    total = 0.0
    for _ in range(n):
        total += next_number()
    return total


def rows(n: int, m: int) -> list[list[float]]:
    return [[random.random() * 2 - 1 for _ in range(m)] for _ in range(n)]


def summed(n: int) -> float:
    return sum(random.random() for _ in range(n)) + max(next_number() for _ in range(n))


def overflowing(n: int) -> tuple[int, float]:
    """Leaves native code between two numbers."""
    product = 1
    last = 0.0
    for _ in range(n):
        last = random.random()
        product = product * (3 + int(last * 10))
        last -= random.random()
    return product, last


def passed(n: int) -> list[tuple[float, str]]:
    return [(random.random(), f"{random.random():.3f}") for _ in range(n)]


def doubled() -> bool:
    return random.random() == random.random()


def unused(n: int) -> None:
    for _ in range(n):
        random.random()


def state() -> int:
    return hash(random.getstate()[1])


def test_seeded():
    results = []
    for seed in (1, 2, "text"):
        random.seed(seed)
        results += [hits(100), by_name(10), rows(3, 2), summed(5), passed(3), doubled(), state()]
        unused(7)
        results.append(state())
    return results


def test_leaves_in_between():
    random.seed(5)
    return overflowing(60), state()


def test_mixed_with_others():
    random.seed(3)
    results = [random.randint(1, 6), hits(3), random.gauss(0, 1), random.choice([1, 2, 3]), by_name(2)]
    xs = list(range(10))
    random.shuffle(xs)
    return results, xs, random.uniform(1, 2), random.sample(xs, 3), state()


def patched(function: Callable[[], object], run: Callable[[], object]) -> object:
    original = random.random
    random.random = function
    try:
        return run()
    except (TypeError, ValueError) as error:
        return type(error), str(error)
    finally:
        random.random = original


def test_patched():
    random.seed(4)
    values = iter([0.25, 0.5, 1, 2.0, -1.0, 0.0])
    other = random.Random(9)

    def raises() -> float:
        raise ValueError("no number")

    class Own(random.Random):
        def random(self) -> float:
            return super().random() / 2

    return [
        patched(lambda: 0.5, lambda: hits(4)),
        patched(lambda: next(values), lambda: hits(3)),
        patched(lambda: "text", lambda: summed(3)),
        patched(raises, lambda: overflowing(3)),
        patched(other.random, lambda: (hits(50), rows(1, 2))),
        patched(Own(9).random, lambda: rows(1, 3)),
        patched(random.Random(9).random, lambda: rows(1, 3)),
        patched(other.getrandbits, lambda: hits(1)),
        hits(50),
        other.random(),
        state(),
    ]


def test_rebound():
    global next_number
    random.seed(6)
    first = by_name(3)
    kept = next_number
    next_number = random.Random(6).random
    second = by_name(3)
    next_number = lambda: 1
    third = by_name(3)
    next_number = kept
    return first, second, third, by_name(3), state()


def test_in_the_middle():
    random.seed(8)

    def changing() -> float:
        random.random = original
        return 0.125

    original = random.random
    random.random = changing
    return rows(2, 2), state()
