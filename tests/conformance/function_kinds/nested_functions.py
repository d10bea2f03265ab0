"""Nested functions, closures, lambdas, recursion through a closure, functions as values."""


def outer(n: int) -> int:
    def inner(a: int) -> int:
        return a * a + 1

    return inner(n) + inner(n + 1)


def closure(n: int) -> list:
    total = 0

    def add(k: int) -> int:
        nonlocal total
        total += k
        return total

    return [add(n), add(n), total]


def maker(n: int):
    def power(x: float) -> float:
        result = 1.0
        for _ in range(n):
            result *= x
        return result

    return power


def local_recursion(n: int) -> int:
    def fact(k: int) -> int:
        return 1 if k < 2 else k * fact(k - 1)

    return fact(n)


def lambdas(n: int) -> list:
    double = lambda x: x * 2  # noqa: E731
    return [double(n), (lambda a, b=n: a + b)(3), list(map(lambda x: x + n, range(3)))]


def late_closure() -> list:
    return [f() for f in [lambda: i for i in range(3)]]


def defaults_in_loop() -> list:
    functions = []
    for i in range(3):

        def f(x: int, k: int = i) -> int:
            return x * 10 + k

        functions.append(f)
    return [f(1) for f in functions]


def apply(f, n: int) -> int:
    return f(n) + f(n + 1)


def plain(n: int) -> int:
    return n * 3


def nested_raise(n: int) -> int:
    def fails(k: int) -> int:
        return n // k

    return fails(0)


CASES = [(f, (n,)) for f in (outer, closure, local_recursion, lambdas) for n in (0, 3, 25, 2**62)]
CASES += [(late_closure, ()), (defaults_in_loop, ()), (apply, (plain, 4)), (apply, (abs, -4)), (nested_raise, (5,))]


def test_maker():
    cube, one = maker(3), maker(0)
    return cube(2.0), one(5.0), cube(2), cube.__qualname__, cube.__closure__[0].cell_contents


def test_many_instances():
    makers = [maker(i) for i in range(5)]
    return [f(1.5) for f in makers], makers[0].__code__ is makers[1].__code__
