"""Unboxed numbers and objects in one function: values that cross over, overflow in the middle, joins with None and with objects."""


class Body:
    def __init__(self, x: float, v: float, mass: float):
        self.x, self.v, self.mass = x, v, mass
        self.trail = []

    def energy(self) -> float:
        return 0.5 * self.mass * self.v * self.v


class Meter:
    def __init__(self):
        self.seen = []

    def note(self, value) -> int:
        self.seen.append(value)
        return len(self.seen)


def simulate(bodies: list, steps: int, dt: float) -> float:
    total: float = 0
    for _ in range(steps):
        for body in bodies:
            body.v -= body.x * dt
            body.x += body.v * dt
            body.trail.append(round(body.x, 3))
            total += body.energy()
    return total


def dot(a: list[float], b: list[float]) -> float:
    result = 0.0
    for i in range(len(a)):
        result += a[i] * b[i]
    return result


def word_lengths(words: list[str]) -> dict[int, int]:
    counts: dict[int, int] = {}
    longest = 0
    for word in words:
        n = len(word)
        if n > longest:
            longest = n
        counts[n] = counts.get(n, 0) + 1
    counts[-1] = longest
    return counts


def overflow_in_the_middle(values: list[int], log: list) -> int:
    product = 1
    for i, value in enumerate(values):
        product *= value
        log.append((i, product))
    return product


def overflow_between_calls(m: Meter, n: int) -> list:
    x = 1
    for i in range(n):
        x = x * 1000003 + m.note(x)
        if x % 2:
            m.note(str(x))
    return [x, m.seen]


def number_or_none(values: list[int], wanted: int) -> int | None:
    found = None
    for i in range(len(values)):
        if values[i] == wanted:
            found = i
            break
    if found is None:
        return None
    return found * 2


def number_or_text(n: int) -> object:
    result = 0
    if n > 3:
        result = "many"
    elif n < 0:
        result = n / 2
    return [result, result * 2]


def best_so_far(values: list[float]) -> list:
    best = None
    where = -1
    for i, value in enumerate(values):
        if best is None or value > best:
            best = value
            where = i
    return [best, where]


def alternates(n: int) -> list:
    x = 0
    kinds = []
    for i in range(n):
        if i % 3 == 0:
            x = i
        elif i % 3 == 1:
            x = [x]
        else:
            x = None
        kinds.append(type(x).__name__)
    return [kinds, x]


def accumulates_objects(values: list, start) -> object:
    total = start
    for value in values:
        total = total + value
    return total


def index_arithmetic(grid: list[list[int]], i: int, j: int) -> int:
    return grid[i + 1][j - 1] * 10 + grid[-i][~j]


def digits(n: int) -> str:
    text = ""
    while n:
        n, digit = divmod(n, 10)
        text = str(digit) + text
    return text or "0"


def parse(text: str) -> float:
    value = 0
    scale = 0
    for ch in text:
        if ch == ".":
            scale = 1
            continue
        value = value * 10 + (ord(ch) - 48)
        scale *= 10
    return value / scale if scale else value


def collatz(n: int, seen: dict) -> int:
    steps = 0
    while n != 1:
        if n in seen:
            return steps + seen[n]
        n = 3 * n + 1 if n % 2 else n // 2
        steps += 1
        if steps > 500:
            return -1
    return steps


def passes_numbers_on(f, n: int, x: float) -> list:
    return [f(n, x), f(n + 1, x * 2), f(n * n, x - n), f(-n, -x)]


def through_containers(n: int, x: float) -> list:
    pair = (n, x)
    table = {"n": n, "x": x}
    items = [n, x]
    a, b = pair
    c = table["n"] + items[0]
    d = table["x"] * items[1]
    return [a + c, b - d, pair, table, items]


def bool_as_number(flags: list[bool], weights: list[int]) -> int:
    total = 0
    for flag, weight in zip(flags, weights):
        total += flag * weight
        total -= not flag
    return total


def compares(n: int, other) -> list:
    return [n == other, n != other, other == n, n is other if isinstance(other, str) else None, n < other]


def caught_overflow(x: float, n: int, log: list) -> list:
    for i in range(n):
        try:
            x = x**i
            log.append(x)
        except OverflowError as error:
            log.append(str(error))
            x = 2.0
    return log


def count_in(table: dict[str, list[int]], limit: int) -> int:
    count = 0
    for key, values in table.items():
        for value in values:
            if value > limit and key:
                count += value - limit
    return count


def binary_search(values: list[int], wanted: int) -> int:
    low, high = 0, len(values)
    while low < high:
        middle = (low + high) // 2
        if values[middle] < wanted:
            low = middle + 1
        else:
            high = middle
    return low


WORDS = ["a", "bb", "cc", "dddd", ""]
CASES = [(simulate, ([Body(1.0, 0.0, 2.0), Body(2, 1, 1)], n, dt)) for n, dt in ((0, 0.1), (4, 0.1), (2, 1), (2, "s"))] + [(simulate, ([Body("x", 1.0, 1.0)], 1, 0.1))]
CASES += [(dot, (a, b)) for a, b in (([1.0, 2.0], [3.0, 4.0]), ([1, 2], [3, 4]), ([2**62, 4], [2, 2]), ([1.0], []), ([], []), (["a"], [2]), ([None], [1]))] + [(word_lengths, (WORDS,)), (word_lengths, ([[1], 2],))]
CASES += [(overflow_in_the_middle, (v, [])) for v in ([2**31] * 4, [2**62, 2, -1], [1, 2.5, 3], [3, "a"], [True, False])] + [(overflow_between_calls, (Meter(), n)) for n in (0, 3, 8)]
CASES += [(number_or_none, ([1, 2, 2**70], w)) for w in (2, 2**70, 9, 1.0)] + [(number_or_text, (n,)) for n in (1, 4, -3, 2**63, 2.5)] + [(best_so_far, (v,)) for v in ([], [1.0, 3.0, 2.0], [1, 2**70, 3.5], [float("nan"), 1.0], [1, "s"])] + [(alternates, (n,)) for n in (0, 1, 2, 9)]
CASES += [(accumulates_objects, (v, s)) for v, s in (([1, 2], 0), ([1.5, 2], 0), ([2**62, 2**62], 0), (["b"], "a"), ([[2]], [1]), ([1, "a"], 0), ([None], 0))] + [(index_arithmetic, ([[1, 2], [3, 4]], i, j)) for i, j in ((0, 1), (1, 0), (0, 0), (5, 5), (2**63, 1))]
CASES += [(digits, (n,)) for n in (0, 1907, 2**70, 2**63)] + [(parse, (t,)) for t in ("12.5", "9" * 25, "", "x")] + [(collatz, (n, {10: 6})) for n in (27, 20, 1, 2**70 + 1, 0)] + [(passes_numbers_on, (f, n, x)) for f in (max, divmod, pow, lambda n, x: (n, x)) for n, x in ((2, 2.5), (2**40, 1e300))]
CASES += [(through_containers, (n, x)) for n, x in ((1, 2.5), (2**63 - 1, 1e308), (1, "s"), (True, 2))] + [(bool_as_number, ([True, False], [2, 3])), (bool_as_number, ([1, 0, 2**70], [2, 3, 4])), (bool_as_number, (["s"], [2]))] + [(compares, (5, o)) for o in (5, 5.0, 2**70, float("nan"), True)] + [(compares, (5, "s"))]
CASES += [(caught_overflow, (1e100, 6, [])), (caught_overflow, (0, 3, [])), (count_in, ({"a": [1, 5], "": [9], "b": [2**70]}, 2)), (count_in, ({"a": 5}, 2)), (binary_search, (list(range(0, 90, 3)), 40)), (binary_search, ([1, "s"], 2))]
