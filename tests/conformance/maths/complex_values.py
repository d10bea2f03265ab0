# nan: any
# native: orbit, powers, parts, stored, popped, walked, guarded, absolute, paired, opposite
"""Complex numbers that native code holds as two floats: every operation at the edges, and where they become objects."""

import cmath

INF = float("inf")
NAN = float("nan")
VALUES = [
    0j,
    -0j,
    1 + 2j,
    -1.5 - 0.25j,
    complex(INF, 1),
    complex(1, -INF),
    complex(NAN, 2),
    complex(-INF, NAN),
    1e308 + 1e308j,
    5e-324j,
    complex(-0.0, 0.0),
    complex(0.0, -0.0),
    1e200 - 1e-200j,
    3.0 + 0j,
    2j,
]
REALS = [0, 1, -1, 2, 3, 7, 100, 101, -5, 2**62 + 1, True, 0.0, -0.0, 0.5, -2.5, 1e308, INF, -INF, NAN]


class Own(complex):
    def __mul__(self, other):
        return "own"

    def __abs__(self):
        return "own abs"

    def conjugate(self):
        return "own conjugate"

    def __eq__(self, other):
        return "own eq"

    __hash__ = complex.__hash__


def orbit(c: complex, limit: int) -> int:
    z = 0j
    for i in range(limit):
        if abs(z) > 2.0:
            return i
        z = z * z + c
    return limit


def escaped(c: complex, limit: int) -> int:
    z = 0
    for i in range(limit):
        if abs(z) > 2.0:
            return i
        z = z * z + c
    return limit


def powers(z: complex, w: complex, x: float, n: int) -> list:
    out: list = []
    for step in range(7):
        try:
            if step == 0:
                out.append(z**w)
            elif step == 1:
                out.append(z**x)
            elif step == 2:
                out.append(z**n)
            elif step == 3:
                out.append(x**z)
            elif step == 4:
                out.append(n**z)
            elif step == 5:
                out.append(z**2)
            else:
                out.append(z**-3)
        except (ZeroDivisionError, OverflowError) as error:
            out.append((type(error).__name__, str(error)))
    return out


def parts(z: complex) -> tuple[float, float, complex, complex, complex, bool, int]:
    truth = 0
    if z:
        truth += 1
    if not z:
        truth += 2
    return z.real, z.imag, z.conjugate(), -z, +z, bool(z), truth


def compared(z: complex, w: complex, x: float, n: int) -> list:
    return [z == w, z != w, z == x, z != x, x == z, n == z, z == n, z != n, n != z, z == "z", z in [w], z is None]


def stored(xs: list[complex], n: int) -> list[complex]:
    out = [0j] * 4
    for i in range(n):
        out[i % 4] = xs[i % len(xs)] * 2
        out[-1 - i % 4] += xs[-1]
        out.append(out[i] - 1j)
    out.insert(1, out[0] + 1)
    return out


def popped(xs: list[complex]) -> list:
    total = 0j
    seen: list = []
    while xs:
        total += xs.pop()
        if len(xs) > 2:
            total -= xs.pop(1)
        seen.append(total)
    return seen


def walked(xs: list[complex], ys: tuple[complex, ...]) -> tuple[complex, list[complex], list[complex]]:
    total = 0j
    for x in xs:
        total += x
    for y in ys:
        total *= y
    for i, x in enumerate(xs):
        total -= x * i
    for x, y in zip(xs, xs):
        total += x / (y + 1)
    return total, [x.conjugate() for x in xs], [x * y for x, y in zip(xs, xs)]


def guarded(z: complex, w: complex) -> list:
    out: list = []
    for other in (w, w - w, w * 2):
        try:
            out.append(z / other)
            out.append(other / z)
            out.append(1 / other)
        except ZeroDivisionError as error:
            out.append(str(error))
        finally:
            out.append(z)
    return out


def absolute(z: complex) -> float:
    try:
        return abs(z)
    except OverflowError as error:
        return len(str(error)) * 1.0


def transformed(z: complex) -> list:
    out: list = []
    for step in range(8):
        try:
            if step == 0:
                out.append(cmath.exp(z))
            elif step == 1:
                out.append(cmath.sqrt(z))
            elif step == 2:
                out.append(cmath.phase(z))
            elif step == 3:
                out.append(cmath.sin(z) + cmath.cos(z))
            elif step == 4:
                out.append(cmath.log10(z))
            elif step == 5:
                out.append(cmath.atanh(z) * cmath.pi)
            elif step == 6:
                out.append(cmath.sqrt(z.real))
            else:
                out.append(cmath.rect(*cmath.polar(z)))
        except (ValueError, OverflowError) as error:
            out.append((type(error).__name__, str(error)))
    return out


def returned(x: float, y: float, n: int) -> list:
    return [complex(x, y), complex(x), complex(n, x), complex(n), complex(), complex(complex(x, y)), complex(True, 2)]


def paired(z: complex, w: complex) -> tuple[complex, complex]:
    return z * w, z - w


def captured(z: complex, n: int) -> complex:
    def step(w: complex) -> complex:
        return w * z + 1

    total = 0j
    for _ in range(n):
        total = step(total)
        z = z * 0.5
    return total


def opposite(z: complex, times: int) -> complex:
    for i in range(times):
        a, b = paired(z, 1j)
        z = -(a + b) / (i + 1)
    return z


def identities(z: complex, xs: list[complex]) -> list:
    y = xs[0]
    xs[1] = y
    return [y is xs[0], xs[1] is xs[0], z is z, y is z, id(xs[0]) == id(xs[1])]


def many(z: complex = 1 + 1j, *, w: complex = 2j) -> complex:
    for _ in range(3):
        z = z * w
    return z


def test_orbit():
    return [orbit(complex(x / 4 - 2, y / 4 - 1), 40) for x in range(12) for y in range(9)], orbit(1, 5), orbit(0.25, 9), orbit(2**80, 3), [
        escaped(complex(x / 4 - 2, y / 4 - 1), 40) for x in range(12) for y in range(9)
    ], escaped(1, 3)


def test_powers():
    return [powers(z, w, x, n) for z in VALUES for w in VALUES for x, n in ((0.5, 3), (2.0, 100), (-0.0, 101), (-1.0, -2))]


def test_parts():
    return [parts(z) for z in VALUES], parts(3), parts(2.5), parts(True), parts(Own(1, 2))


def test_compared():
    reals = [(x, n) for x in REALS if type(x) is float for n in REALS if type(n) is not float]
    return [compared(z, w, x, n) for z in VALUES for w in (0j, 3 + 0j, 1 + 2j) for x, n in reals], compared(
        complex(2**62), 1j, 1.0, 2**62 + 1
    ), compared(Own(1), 1, 1.0, 1)


def test_mixed_reals():
    out = []
    for z in VALUES:
        for x in REALS:
            for f in (sums, differences, products):
                out.append(f(z, x))
            out.append(quotients(z, x))
    return out


def sums(z: complex, x: float) -> list:
    return [z + x, x + z]


def differences(z: complex, x: float) -> list:
    return [z - x, x - z]


def products(z: complex, x: float) -> list:
    return [z * x, x * z]


def quotients(z: complex, x: float) -> list:
    out: list = []
    try:
        out.append(z / x)
    except ZeroDivisionError as error:
        out.append(str(error))
    try:
        out.append(x / z)
    except ZeroDivisionError as error:
        out.append(str(error))
    return out


def test_stored():
    shared = 1 + 1j
    xs = [shared, 2j, shared, 0.5 + 0j]
    return stored(xs, 9), xs, stored([1, 2.5, True, 3j], 6), shared


def test_popped():
    return popped([1j, 2 + 0j, 3j, 4 + 4j, 5j]), popped([]), popped([1, 2.5, 3j, "x", 1j][2:3]), popped([1, 2, 3j])


def test_walked():
    return walked([1j, 2 + 1j, 3.5 + 0j], (1j, 2j)), walked([1, 2.5, 3j], (1, 2j)), walked([], ())


def test_walked_into_others():
    try:
        return walked([1j, "x"], ())
    except TypeError as error:
        return str(error)


def test_guarded():
    return [guarded(z, w) for z in VALUES for w in VALUES]


def test_absolute():
    return [absolute(z) for z in VALUES], absolute(-3), absolute(Own(3, 4)), absolute(True)


def test_transformed():
    return [transformed(z) for z in VALUES], transformed(2), transformed(Own(1, 1))


def test_transformed_otherwise():
    before = transformed(1j)
    old = cmath.exp
    cmath.exp = lambda z: ("mine", z)
    try:
        return before, transformed(1j)
    finally:
        cmath.exp = old


def test_returned():
    return [returned(x, y, n) for x in (0.0, -0.0, INF, 1.5) for y in (NAN, -0.0, 2.0) for n in (0, 2**62 + 1)], returned(1, True, 3)


def test_rebound():
    import builtins

    old = builtins.complex
    builtins.complex = lambda *args: ("mine", args)
    try:
        return returned(1.0, 2.0, 3)
    finally:
        builtins.complex = old


def test_paired():
    return paired(1 + 1j, 2j), paired(1, 2j), paired(Own(1, 1), 2), opposite(1 + 0.25j, 7), opposite(2, 3)


def test_captured():
    return captured(1 + 1j, 5), captured(2, 3), captured(1j, 0)


def test_identities():
    return identities(1j, [1j, 2j]), many(), many(2j), many(w=1j, z=3), many(2)
