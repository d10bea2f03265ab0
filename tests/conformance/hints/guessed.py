# native: fib, sieve, collatz, halves, letters, first_is, upper_of, counted, grid_sum, filled, reverse_pairs, scaled, lines
"""Parameters without hints: what a function does with them says what they are. Whatever else is passed is done as ever."""
from decimal import Decimal
from fractions import Fraction


def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)


def sieve(limit):
    flags = [True] * (limit + 1)
    count = 0
    for i in range(2, limit + 1):
        if flags[i]:
            count += 1
            for j in range(i * i, limit + 1, i):
                flags[j] = False
    return count


def collatz(start):
    steps = 0
    while start != 1:
        if start % 2 == 0:
            start //= 2
        else:
            start = 3 * start + 1
        steps += 1
    return steps


def halves(x):
    n = 0
    while x > 0.5:
        x = x * 0.5
        n += 1
    return n, x


def letters(s):
    n = 0
    for c in s:
        if "a" <= c <= "z":
            n += 1
    return n


def first_is(s):
    i = 0
    while i < len(s) and s[i] == "-":
        i += 1
    return i


def upper_of(word):
    return word.upper() + "!"


def counted(xs):
    total = 0
    for i in range(len(xs)):
        total += xs[i] * 2
    return total


def grid_sum(rows):
    total = 0
    for i in range(len(rows)):
        for j in range(len(rows[i])):
            total += rows[i][j] % 7
    return total


def filled(xs):
    xs.append(len(xs))
    return xs


def tally(counts, word):
    counts[word] = counts.get(word, 0) + 1
    return counts


def reverse_pairs(pairs):
    out = []
    for i in range(len(pairs)):
        out.append(pairs[i])
    out.sort()
    return out


def scaled(x):
    return x * 1.5 + 2


def lines(text, width):
    out = []
    for line in text.split("\n"):
        out.append(line[:width])
    return out


class Text(str):
    def __getitem__(self, key):
        return "-" if key == 0 else str.__getitem__(self, key)

    def upper(self):
        return "own"

    def __iter__(self):
        return iter("abC")


class Items(list):
    def __getitem__(self, key):
        return 100

    def __len__(self):
        return 3


class Counts(dict):
    def get(self, key, default=None):
        return 10


class Index:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value

    def __add__(self, other):
        return self.value + other

    __radd__ = __add__

    def __lt__(self, other):
        return self.value < other


def outcome(function, *args):
    try:
        return function(*args)
    except Exception as problem:
        return type(problem).__name__, str(problem)


def test_what_was_guessed():
    # Called by value: from the arguments of a call nothing has to be guessed.
    numbers = [(fib, 12), (sieve, 50), (collatz, 27), (halves, 100.0), (scaled, 2.5), (scaled, 2)]
    texts = [(letters, "Hello"), (first_is, "--x"), (upper_of, "abc")]
    lists = [(counted, [1, 2, 3]), (grid_sum, [[1, 20], [30]]), (filled, [5]), (reverse_pairs, [3, 1, 2])]
    rest = outcome(lines, "abc\ndefg", 2), outcome(tally, {"a": 1}, "a")
    return [outcome(function, argument) for function, argument in numbers + texts + lists], rest


def test_other_numbers():
    numbers = [3.5, True, 1 << 70, Fraction(7, 2), Decimal("4.5"), Index(4), "x", None]
    return [[outcome(function, n) for n in numbers] for function in (fib, sieve, halves, scaled)]


def test_big_starts():
    return [outcome(collatz, start) for start in (1 << 66, 4.0, True, 6148914691236517205)]


def test_other_texts():
    texts = [Text("xy"), b"-ab", ["-", "a"], ("-", "-"), {0: "-", 1: "a"}, "", None]
    return [[outcome(function, s) for s in texts] for function in (letters, first_is, upper_of)]


def test_other_sequences():
    sequences = [(1, 2), [1.5, 2], [1, 2.5], ["a", "b"], [True], {0: 4, 1: 5}, range(3), Items([1]), bytes(3), [], [None]]
    return [[outcome(function, xs) for xs in sequences] for function in (counted, reverse_pairs)]


def test_other_grids():
    grids = [((1, 2), (3,)), [[1.5], [2]], [[1], [2.5]], [[], [8]], [[1], (9, 10)], [range(3)], ["ab"], []]
    return [outcome(grid_sum, rows) for rows in grids]


def test_other_containers():
    made = [outcome(filled, xs) for xs in (Items([1]), bytearray(b"a"), (1,), None)]
    return made, [outcome(tally, counts, "w") for counts in (Counts(), {}, {"w": 1.5}, [1], None)], outcome(tally, {}, [])


def test_other_widths():
    return [outcome(lines, "abc\nd", width) for width in (None, True, -1, 1 << 70, 1.0, Index(1))], outcome(lines, b"a\nb", 1)


def test_often_something_else():
    total = 0
    for _ in range(3000):
        for function, argument in ((scaled, True), (counted, (1, 2)), (letters, Text("a"))):
            total += function(argument)
    return total, outcome(fib, 10), outcome(counted, [1, 2]), outcome(letters, "Ab")


CASES = [
    (fib, (7,)),
    (counted, ([1, 2, 1 << 62],)),
    (counted, ([4611686018427387904, 4611686018427387904],)),
    (grid_sum, ([[1], [2], ["%d"]],)),
    (filled, ([],)),
]
