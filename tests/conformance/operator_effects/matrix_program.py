# nan: any
"""Matrices with operators, in floats, ints and fractions; hints that lie."""
from __future__ import annotations

import math
import operator
from decimal import Decimal, localcontext, ROUND_HALF_EVEN
from fractions import Fraction
from typing import Callable, Iterable, Sequence


class Matrix:
    __slots__ = ("rows", "height", "width", "__weakref__")

    def __init__(self, rows: Iterable[Sequence[float]]) -> None:
        self.rows: list[list[float]] = [list(row) for row in rows]
        self.height: int = len(self.rows)
        self.width: int = len(self.rows[0]) if self.rows else 0
        for index, row in enumerate(self.rows):
            if len(row) != self.width:
                raise ValueError(f"row {index} has {len(row)} columns, not {self.width}")

    @classmethod
    def identity(cls, n: int) -> Matrix:
        return cls([[1.0 if i == j else 0.0 for j in range(n)] for i in range(n)])

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.rows!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Matrix) and self.rows == other.rows

    __hash__ = None

    def __add__(self, other: Matrix) -> Matrix:
        if not isinstance(other, Matrix):
            return NotImplemented
        return type(self)([[a + b for a, b in zip(r, s)] for r, s in zip(self.rows, other.rows)])

    def __mul__(self, factor: float) -> Matrix:
        return type(self)([[a * factor for a in row] for row in self.rows])

    __rmul__ = __mul__

    def __matmul__(self, other: Matrix) -> Matrix:
        if self.width != other.height:
            raise ValueError("shapes {}x{} and {}x{}".format(self.height, self.width, other.height, other.width))
        result: list[list[float]] = []
        for row in self.rows:
            line: list[float] = []
            for j in range(other.width):
                total = 0.0
                for k in range(self.width):
                    total += row[k] * other.rows[k][j]
                line.append(total)
            result.append(line)
        return type(self)(result)

    def __imatmul__(self, other: Matrix) -> Matrix:
        self.rows = (self @ other).rows
        self.width = other.width
        return self

    def __pow__(self, n: int) -> Matrix:
        if n < 0:
            raise ArithmeticError(f"power {n}")
        result, base = Matrix.identity(self.height), self
        while n:
            if n & 1:
                result = result @ base
            base = base @ base
            n >>= 1
        return result

    def __getitem__(self, place: tuple[int, int]) -> float:
        i, j = place
        return self.rows[i][j]

    def __setitem__(self, place: tuple[int, int], value: float) -> None:
        i, j = place
        self.rows[i][j] = value

    def __neg__(self) -> Matrix:
        return self * -1

    def __bool__(self) -> bool:
        return any(any(row) for row in self.rows)

    def trace(self) -> float:
        total = 0.0
        for i in range(min(self.height, self.width)):
            total += self.rows[i][i]
        return total

    def determinant(self) -> float:
        rows = [row[:] for row in self.rows]
        result = 1.0
        n = self.height
        for i in range(n):
            pivot = max(range(i, n), key=lambda r: abs(rows[r][i]))
            if rows[pivot][i] == 0:
                return 0.0
            if pivot != i:
                rows[i], rows[pivot] = rows[pivot], rows[i]
                result = -result
            result *= rows[i][i]
            for r in range(i + 1, n):
                factor = rows[r][i] / rows[i][i]
                for c in range(i, n):
                    rows[r][c] -= factor * rows[i][c]
        return result

    def map(self, function: Callable[[float], float]) -> Matrix:
        return Matrix([[function(value) for value in row] for row in self.rows])


class Named(Matrix):
    """A subclass whose instances have a dictionary."""

    def __init__(self, rows: Iterable[Sequence[float]], name: str = "m") -> None:
        super().__init__(rows)
        self.name = name


A = [[1.5, -2.0, 0.0], [0.25, 3.0, 1e10], [7.0, -0.0, 2.0]]


def test_floats():
    m = Matrix(A)
    return (m @ m).rows, (m**5).rows, m.determinant(), m.trace(), (2 * m + m).rows, (-m).rows


def test_huge_ints():
    m = Matrix([[2**40, 1], [1, 2**40]])
    return (m**7).rows, m.determinant(), m.trace()


def test_ints_and_floats():
    m = Matrix([[1, True], [2.5, 3]])
    return (m @ m).rows, (m * True).rows, (m**0).rows, m.trace()


def test_fractions():
    m = Matrix([[Fraction(1, 3), Fraction(2, 7)], [Fraction(1), Fraction(-5, 2)]])
    return (m @ m).rows, m.determinant(), m.trace()


def test_decimals():
    with localcontext() as context:
        context.prec, context.rounding = 9, ROUND_HALF_EVEN
        m = Matrix([[Decimal("1.1"), Decimal(2)], [Decimal(3), Decimal("-0.7")]])
        try:
            return m.determinant()
        except TypeError as error:
            return str(error), [sum((operator.mul(a, b) for a, b in zip(r, r)), Decimal(0)) for r in m.rows]


def test_nans():
    nan, inf = math.nan, math.inf
    m = Matrix([[nan, inf], [-inf, 0.0]])
    return (m @ m).rows[1], m.trace(), bool(m), m.map(math.isnan).rows, m == m


def test_shapes():
    return Matrix([[1.0, 2.0]]) @ Matrix([[1.0, 2.0]])


def test_ragged():
    return Matrix([[1.0], [1.0, 2.0]])


def test_sub():
    m = Named([[1.0, 2.0], [3.0, 4.0]], "n")
    m @= Matrix.identity(2)
    m[0, 1] = "text"
    m[1, -1] = 2**70
    caught = []
    for work in (m.trace, m.determinant, lambda: m @ m, lambda: m[2, 0], lambda: m + 1, lambda: m**-1):
        try:
            caught.append(work())
        except Exception as error:
            caught.append((type(error).__name__, str(error), error.__traceback__.tb_next.tb_frame.f_code.co_name if error.__traceback__.tb_next else None))
    return caught, m, m.__dict__, hasattr(Matrix([[1]]), "__dict__")


def test_unhashable():
    return hash(Matrix(A))
