# python: 3.12+
"""PEP 695: type parameters of functions and classes inside functions, their scopes, bounds that are lazy, and `type` statements."""


def identity[T](value: T) -> T:
    return value


def first[T: (int, str), *Ts, **P](value: T, *rest: *Ts) -> T:
    return value + value


def lazily_bound[T: no_such_bound](value: T) -> T:
    return value


def uses_parameter[T](value: T) -> str:
    return f"{T.__name__} {value} {T!r}"


def local_generic(n: int) -> list:
    def inner[T](value: T) -> list:
        return [T.__name__, value, n]

    class Box[U]:
        kept = n

        def __init__(self, value: U):
            self.value = value

        def get[V](self, other: V) -> tuple:
            return self.value, other, U.__name__, V.__name__, self.kept

    return [inner(n), Box(n).get("o"), Box[int].__origin__ is Box, [str(p) for p in Box.__type_params__]]


def aliases(n: int) -> list:
    type Numbers = list[n]
    type Pair[A, B] = tuple[A, B, missing_name]
    kept = Numbers.__value__
    try:
        Pair.__value__
    except NameError as error:
        return [repr(kept), str(error), Pair.__name__, [p.__name__ for p in Pair.__type_params__]]


def alias_sees_later(n: int) -> object:
    type Later = m
    m = n
    return Later.__value__


def generic_closure(n: int) -> list:
    total = n

    def add[T: int](value: T) -> T:
        nonlocal total
        total += value
        return total

    return [add(1), add(2), total]


def in_loop(n: int) -> list:
    made = []
    for i in range(n):

        def inner[T](value: T = i) -> T:
            return value

        made.append(inner)
    return [f() for f in made]


class Stack[T]:
    def __init__(self) -> None:
        self.items: list[T] = []

    def push(self, item: T) -> int:
        self.items.append(item)
        return len(self.items)

    def pop(self) -> T:
        return self.items.pop()

    def __mangled[U](self, other: U) -> U:
        return other

    def calls_mangled(self, n: int) -> int:
        return self.__mangled(n)


def stack(values: list) -> list:
    s = Stack[int]()
    for v in values:
        s.push(v)
    return [s.pop(), s.pop(), s.calls_mangled(5), s.pop()]


CASES = [(f, (v,)) for f in (identity, first, lazily_bound, uses_parameter) for v in (1, "s", 2.5, None)] + [(f, (n,)) for f in (local_generic, aliases, alias_sees_later, generic_closure, in_loop) for n in (0, 3)] + [(stack, (v,)) for v in ([1, 2, 3], [1])]
