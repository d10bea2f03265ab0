"""Closures, lambdas, `nonlocal` and `global`: cells made, shared, rebound, deleted and read before they are bound."""

counter = 0


def adder(k: int):
    def add(n: int) -> int:
        return n + k

    return add


def use_adder(k: int, n: int) -> list:
    f = adder(k)
    g = lambda x: f(x) * 2  # noqa: E731
    return [f(n), g(n), f.__closure__[0].cell_contents]


def counting(start: int, n: int) -> list:
    count = start

    def step(by: int = 1) -> int:
        nonlocal count
        count += by
        return count

    seen = [step() for _ in range(n)]
    seen.append(step(by=10))
    return seen + [count]


def three_deep(a: int) -> list:
    log = []

    def outer(b):
        def middle(c):
            def inner(d):
                nonlocal a, b
                a += d
                b = [b, c]
                return a, b, c, d

            log.append(inner(c))
            return inner

        return middle(b * 2)

    inner = outer(a)
    return [inner(1), inner(2), a, log]


def parameter_cell(x: float, y: float = 2.0) -> list:
    def read() -> float:
        return x * y

    first = read()
    x = x + 1
    second = read()
    del y
    try:
        return [first, second, read()]
    except NameError as error:
        return [first, second, str(error), error.name]


def unbound_cell(early: bool) -> object:
    def read():
        return later

    if early:
        return read()
    later = 5
    return read()


def unbound_own_cell(n: int) -> object:
    if n:
        value = n

    def read():
        return value

    return value


def delete_cell(n: int) -> object:
    value = n

    def read():
        return value

    del value
    return read()


def delete_unbound_cell(n: int) -> None:
    def read():
        return value

    del value
    value = n


def nonlocal_delete(n: int) -> object:
    value = n

    def forget():
        nonlocal value
        del value

    forget()
    forget()
    return value


def loops_share(n: int) -> list:
    functions = []
    for i in range(n):
        functions.append(lambda: i)
    return [f() for f in functions]


def loops_keep(n: int) -> list:
    functions = []
    for i in range(n):
        functions.append(lambda i=i: i)
    return [f() for f in functions]


def defaults_are_evaluated(log: list) -> list:
    def say(value):
        log.append(value)
        return value

    def inner(a=say("a"), *, b=say("b"), **kw: say("never" if False else "annotation")) -> say("returns"):
        return a, b, kw

    return [inner(), inner(1, b=2, c=3), inner.__defaults__, inner.__kwdefaults__, log]


def default_raises(n: int) -> object:
    def inner(a=1 // n):
        return a

    return inner()


def decorated(n: int) -> list:
    log = []

    def note(label):
        log.append(label)

        def wrap(function):
            log.append((label, function.__name__))
            return lambda *args: (label, function(*args))

        return wrap

    @note("outer")
    @note("inner")
    def work(x: int) -> int:
        return x + n

    return [work(1), log]


def recursive_closure(n: int) -> int:
    def fact(k: int) -> int:
        return 1 if k <= 1 else k * fact(k - 1)

    return fact(n)


def mutual(n: int) -> bool:
    def even(k):
        return True if k == 0 else odd(k - 1)

    def odd(k):
        return False if k == 0 else even(k - 1)

    return even(n)


def global_counter(n: int) -> list:
    global counter
    counter = 0
    seen = []
    for _ in range(n):
        counter += 1
        seen.append(counter)
    return seen


def global_made(n: int) -> list:
    global fresh

    def set_it():
        global fresh
        fresh = n

    set_it()
    before = fresh
    del fresh
    return [before, "fresh" in globals()]


def global_missing() -> object:
    global fresh
    return fresh


def global_delete_missing() -> None:
    global fresh
    del fresh


def lambdas(n: int) -> list:
    return [(lambda: n)(), (lambda *a, **k: (a, k, n))(1, z=2), (lambda a, b=2, /, *, c=3: a + b + c)(n), (lambda: (yield))().__class__.__name__]


def lambda_fails(n: int) -> object:
    return (lambda a: a / n)(1)


def names_of_functions() -> list:
    def inner():
        def innermost():
            pass

        return innermost

    return [inner.__qualname__, inner().__qualname__, (lambda: 0).__qualname__, inner.__module__, inner.__code__.co_freevars]


CASES = [(use_adder, (k, n)) for k, n in ((1, 2), (2**63 - 1, 5), ("a", "b"), (1, None))] + [(counting, (s, n)) for s in (0, 2**62, 1.5) for n in (0, 3)] + [(three_deep, (a,)) for a in (1, 2**61, "s")]
CASES += [(parameter_cell, (2.0,)), (parameter_cell, (1, "s"))] + [(unbound_cell, (e,)) for e in (True, False)] + [(f, (n,)) for f in (unbound_own_cell, delete_cell, delete_unbound_cell, nonlocal_delete) for n in (0, 3)]
CASES += [(f, (3,)) for f in (loops_share, loops_keep, decorated, global_counter, global_made, lambdas, lambda_fails)] + [(defaults_are_evaluated, ([],)), (default_raises, (0,)), (default_raises, (1,)), (lambda_fails, (0,))]
CASES += [(recursive_closure, (n,)) for n in (0, 5, 25)] + [(mutual, (7,)), (mutual, (2**9,)), (global_missing, ()), (global_delete_missing, ()), (names_of_functions, ())]
