# nan: any
# native: products, mixed, halves
"""Complex numbers: with each other, with ints and floats, at the edges."""

VALUES = [
    0j,
    -0j,
    1 + 2j,
    -1.5 - 0.25j,
    complex(float("inf"), 1),
    complex(1, float("-inf")),
    complex(float("nan"), 2),
    1e308 + 1e308j,
    5e-324j,
    complex(-0.0, 0.0),
    complex(0.0, -0.0),
]
OTHERS = [0, 1, -3, 2**70, -(2**63), True, 0.0, -0.0, 2.5, float("inf"), 1e308, None, "x", [1]]


class Own(complex):
    def __mul__(self, other):
        return "own"

    def __radd__(self, other):
        return "own too"


def products(xs: list[complex], ys: list[complex]) -> list:
    out: list = []
    for x in xs:
        for y in ys:
            out.append((x + y, x - y, x * y))
            try:
                out.append(x / y)
            except ZeroDivisionError as error:
                out.append(str(error))
    return out


def mixed(x: complex, y: object) -> list:
    out: list = []
    for step in range(8):
        try:
            if step == 0:
                out.append(x + y)
            elif step == 1:
                out.append(y + x)
            elif step == 2:
                out.append(x - y)
            elif step == 3:
                out.append(y - x)
            elif step == 4:
                out.append(x * y)
            elif step == 5:
                out.append(y * x)
            elif step == 6:
                out.append(x / y)
            else:
                out.append(y / x)
        except (TypeError, ZeroDivisionError, OverflowError) as error:
            out.append((type(error).__name__, str(error)))
    return out


def halves(xs: list[complex]) -> list[complex]:
    n = len(xs)
    if n == 1:
        return xs
    even = halves(xs[0::2])
    odd = halves(xs[1::2])
    result = [0j] * n
    for k in range(n // 2):
        t = (0.5 - 2j * k) * odd[k]
        result[k] = even[k] + t
        result[k + n // 2] = even[k] - t
    return result


def walked(z: complex, n: int) -> complex:
    total = 0j
    for i in range(n):
        total += z * i - 1
        z = z * z / (2 + i)
    return total


def test_products():
    return products(VALUES, VALUES)


def test_mixed():
    return [mixed(x, y) for x in VALUES for y in OTHERS + [Own(1, 2)]], mixed(Own(3, 4), 2j), mixed(Own(3, 4), 2)


def test_halves():
    return halves([complex(i, -i) for i in range(8)]), walked(1 + 0.5j, 9)
