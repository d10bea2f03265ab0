# native: dotted, columns, product, ended, mixed, halves
# native 3.12+: comprehended
"""`zip` of tuples and lists of numbers, and `zip(*rows)`."""


def dotted(xs: list[int], ys: tuple[int, ...]) -> int:
    total = 0
    for x, y in zip(xs, ys):
        total += x * y
    return total


def halves(xs: tuple[float, ...], ys: tuple[float, ...]) -> float:
    total = 0.0
    for x, y in zip(xs, ys):
        total += x * y
    return total


def columns(rows: list[list[int]]) -> list[int]:
    found: list[int] = []
    for column in zip(*rows):
        found.append(sum(column))
        found.append(len(column))
    return found


def transposed(rows: list[list[float]]) -> list[tuple[float, ...]]:
    return list(zip(*rows))


def product(a: list[list[int]], b: list[list[int]]) -> list[int]:
    found: list[int] = []
    turned = list(zip(*b))
    for row in a:
        for column in turned:
            found.append(sum(x * y for x, y in zip(row, column)))
    return found


def comprehended(a: list[list[float]], b: list[list[float]]) -> list[list[float]]:
    return [[sum(x * y for x, y in zip(row, column)) for column in zip(*b)] for row in a]


def ended(xs: list[int], ys: tuple[int, ...]) -> tuple[int, list[int]]:
    """Which side has moved on when the other ends."""
    left, right = iter(xs), iter(ys)
    total = 0
    for x, y in zip(left, right):
        total += x + y
    return total, list(left) + list(right)


def mixed(xs: tuple[int, ...], ys: list[float], text: str) -> float:
    total = 0.0
    for x, y, c in zip(xs, ys, text):
        total += x * y + ord(c)
    return total


class Pair(tuple):
    def __iter__(self):
        yield 7
        yield 8


class Rows(list):
    def __iter__(self):
        return iter([[1, 2], [3, 4]])


def outcome(function, *args):
    try:
        return function(*args)
    except Exception as error:
        return type(error), str(error)


def test_dotted():
    sides = [[1, 2, 3], (1, 2), [], (2**62, 5), [1.5, 2], ("a",), Pair((1, 2)), None, [True], range(4), iter([4, 5])]
    return [outcome(dotted, x, y) for x in sides[:-1] for y in sides[:-1]] + [outcome(dotted, iter([1, 2]), sides[-1])]


def test_columns():
    many = [[[1, 2], [3, 4]], [[1], [2, 3]], [], [[]], [(1, 2), [3, 4]], Rows([[9, 9]]), [["a"], ["b"]], [1], 5, ([1], [2]), [{1: 2}, [3]]]
    return [outcome(function, rows) for function in (columns, transposed) for rows in many]


def test_products():
    pairs = [([[1, 2], [3, 4]], [[5, 6], [7, 8]]), ([[2**40]], [[2**40]]), ([[1.5]], [[2]]), ([["a"]], [[2]]), ([[1, 2]], [[1, 2, 3], [4, 5, 6]])]
    return [outcome(function, *pair) for function in (product, comprehended) for pair in pairs]


CASES = [(dotted, ([1, 2, 3], (4, 5, 6))), (dotted, ((1, 2), [3, 4])), (halves, ((0.5, 2.0), (4.0, 1.0))), (columns, ([[1, 2], [3, 4]],))]
CASES += [(ended, ([1, 2, 3], (4, 5))), (ended, ([1], (4, 5, 6))), (mixed, ((1, 2), [0.5, 1.5], "ab")), (transposed, ([[1.0, 2.0], [3.0, 4.0]],))]
