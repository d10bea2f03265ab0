# native: moved, added, counted, many, all_of_them, cells, table, sums, shared_key, kept_key
"""Operators that change their left operand, and subscripts that are tuples, of the module's own classes."""
from typing import Any, Dict, List, Tuple


class Vector:
    def __init__(self, x: float, y: float) -> None:
        self.x = x
        self.y = y

    def __iadd__(self, other: "Vector") -> "Vector":
        self.x += other.x
        self.y += other.y
        return self

    def __isub__(self, other: "Vector") -> "Vector":
        # Another one than it was.
        return Vector(self.x - other.x, self.y - other.y)

    def __imul__(self, k: float) -> "Vector":
        if not isinstance(k, (int, float)):
            return NotImplemented
        self.x *= k
        self.y *= k
        return self

    def __mul__(self, k: Any) -> Any:
        return ("mul", k)

    def __itruediv__(self, k: float) -> "Vector":
        self.x /= k
        return self


class Below(Vector):
    def __iadd__(self, other: "Vector") -> "Vector":
        self.x -= other.x
        return self

    def __radd__(self, other: Any) -> Any:
        return "radd"


class Counter:
    def __init__(self) -> None:
        self.n = 0

    def __iadd__(self, k: int) -> int:
        """It gives a number."""
        self.n += k
        return self.n

    def __ior__(self, other: Any) -> Any:
        return NotImplemented

    def __ixor__(self, other: Any) -> Any:
        return NotImplemented

    def __xor__(self, other: Any) -> Any:
        return NotImplemented


class Other:
    def __ror__(self, left: Any) -> str:
        return "ror"

    def __rxor__(self, left: Any) -> Any:
        return NotImplemented


class All:
    def __init__(self) -> None:
        self.done: List[str] = []

    def __iand__(self, k: int) -> "All":
        self.done.append("and")
        return self

    def __ifloordiv__(self, k: int) -> "All":
        self.done.append("floordiv")
        return self

    def __ilshift__(self, k: int) -> "All":
        self.done.append("lshift")
        return self

    def __imatmul__(self, k: int) -> "All":
        self.done.append("matmul")
        return self

    def __imod__(self, k: int) -> "All":
        self.done.append("mod")
        return self

    def __ior__(self, k: int) -> "All":
        self.done.append("or")
        return self

    def __irshift__(self, k: int) -> "All":
        self.done.append("rshift")
        return self

    def __ipow__(self, k: int) -> "All":
        self.done.append("pow")
        return self

    def __ixor__(self, k: int) -> "All":
        raise LookupError("xor")


def moved(steps: int) -> Tuple[float, float]:
    at, by = Vector(0.0, 1.0), Vector(0.5, -0.25)
    for _ in range(steps):
        at += by
        at *= 1.5
        at -= by
        at /= 2.0
    return at.x, at.y


def added(vectors: List[Vector], by: Vector) -> float:
    total = 0.0
    for vector in vectors:
        vector += by
        total += vector.x
    return total


def counted(times: int) -> List[int]:
    found: List[int] = []
    for i in range(times):
        counter = Counter()
        counter += i
        found.append(counter)  # type: ignore
    return found


def many(left: Counter, right: Any, which: int) -> Any:
    if which == 0:
        left |= right
    elif which == 1:
        left ^= right
    else:
        left += right
    return left


def all_of_them(times: int) -> List[str]:
    every = All()
    for _ in range(times):
        every &= 1
        every //= 2
        every <<= 3
        every @= 4
        every %= 5
        every |= 6
        every >>= 7
    try:
        every ^= 9
    except LookupError as error:
        every.done.append(str(error))
    every **= 8
    return every.done


class Grid:
    def __init__(self, width: int, height: int) -> None:
        self.width = width
        self.values = [0.5 * i for i in range(width * height)]

    def __getitem__(self, key: Tuple[int, int]) -> float:
        x, y = key
        return self.values[y * self.width + x]

    def __setitem__(self, key: Tuple[int, int], value: float) -> None:
        x, y = key
        self.values[y * self.width + x] = value


class Table:
    """The keys are kept, and known."""

    def __init__(self) -> None:
        self.found: Dict[Any, int] = {}
        self.asked: List[Any] = []

    def __getitem__(self, key: Tuple[str, int]) -> int:
        self.asked.append(key)
        return self.found.get(key, -1)


class Mixed:
    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, tuple):
            return len(key)
        return key


def cells(grid: Grid, size: int) -> float:
    total = 0.0
    for x in range(size):
        for y in range(size):
            total += grid[x, y] * grid[y, x]
            grid[x, y] = total
    return total


def table(of: Table, n: int) -> int:
    total = 0
    for i in range(n):
        total += of["a", i] + of["b", i % 2]
    return total


def sums(mixed: Mixed, n: int) -> List[Any]:
    found: List[Any] = []
    for i in range(n):
        found.append(mixed[i, i + 1])
        found.append(mixed[i])
        found.append(mixed[i, i, i])
    return found


def shared_key(of: Table, n: int) -> bool:
    """The same object twice."""
    for i in range(n):
        key = ("k", i)
        of[key]
        of[key]
    return all(a is b for a, b in zip(of.asked[::2], of.asked[1::2]))


def kept_key(of: Table, n: int) -> List[Any]:
    kept: List[Any] = []
    for i in range(n):
        key = ("q", i)
        kept.append(key)
        of[key]
    return [a is b for a, b in zip(kept, of.asked)]


def test_in_place():
    return moved(20), counted(5), all_of_them(2)


def test_below():
    vectors: List[Vector] = [Vector(1.0, 2.0), Below(1.0, 2.0), Vector(3.0, 4.0)]
    return added(vectors * 5, Vector(0.5, 0.5)), added(vectors, Below(1.0, 1.0)), [(v.x, v.y) for v in vectors]


def scaled(vector: Any, k: Any) -> Any:
    made: Vector = vector
    made *= k
    return made


def test_not_implemented():
    found = []
    for k in 2, 2.5, "a", [1], (1, 2), None, Vector(1.0, 1.0):
        result = scaled(Vector(1.0, 2.0), k)
        found.append((type(result).__name__, result.x) if isinstance(result, Vector) else result[0])
    for right in Other(), 5, "x", [1], Counter():
        for which in 0, 1, 2:
            try:
                result = many(Counter(), right, which)
                found.append(result if isinstance(result, (int, str)) else type(result).__name__)
            except TypeError as error:
                found.append(str(error))
    return found


class Times:
    def __imul__(self, other: Any) -> Any:
        return NotImplemented

    def __iadd__(self, other: Any) -> Any:
        return NotImplemented


def times(left: Times, right: Any) -> Any:
    left *= right
    return left


def plus(left: Times, right: Any) -> Any:
    left += right
    return left


def test_sequences():
    found = []
    for right in [1], (1,), "ab", 3, Times(), b"x":
        for function in times, plus:
            try:
                found.append(function(Times(), right))
            except TypeError as error:
                found.append(str(error))
    return found


def test_patched():
    kept = Vector.__iadd__
    try:
        Vector.__iadd__ = lambda self, other: Vector(-1.0, -1.0)
        found = [moved(3), added([Vector(1.0, 2.0)], Vector(0.0, 0.0))]
        del Vector.__iadd__
        for function in lambda: moved(3), lambda: added([Vector(1.0, 2.0)], Vector(0.0, 0.0)):
            try:
                found.append(function())
            except TypeError as error:
                found.append(str(error))
        Vector.__add__ = lambda self, other: Vector(9.0, 9.0)
        found.append(moved(2))
        del Vector.__add__
        return found
    finally:
        Vector.__iadd__ = kept


def test_lies():
    found = []
    for vectors, by in ([1.5, 2.5], 1.0), ([Vector(1.0, 1.0)], 3), ([[1], [2]], [3]), ("ab", "c"):
        try:
            found.append(added(vectors, by))
        except (AttributeError, TypeError) as error:
            found.append(str(error))
    return found


def test_subscripts():
    grid, of = Grid(4, 4), Table()
    of.found = {("a", 1): 10, ("b", 0): 5}
    found = [cells(grid, 4), grid.values, table(of, 5), of.asked, sums(Mixed(), 3)]
    for bad in {(0, 0): 2.5}, [1, 2], None, Mixed():
        try:
            found.append(cells(bad, 1))
        except TypeError as error:
            found.append(str(error))
    return found


def test_keys():
    return shared_key(Table(), 5), kept_key(Table(), 5)


def test_subscript_raises():
    grid = Grid(2, 2)
    try:
        return cells(grid, 3)
    except IndexError as error:
        return str(error), grid.values
