"""Objects whose `__bool__`, `__len__`, `__iter__`, `__hash__`, `__index__` and the like raise or answer nonsense, in every place."""


class Odd:
    """Every special method does what the table says: a value is returned, an exception raised."""

    def __init__(self, **answers):
        self.answers = answers

    def answer(self, name):
        value = self.answers.get(name, LookupError(name))
        if isinstance(value, Exception):
            raise type(value)(*value.args)
        return value


def method(name):
    def special(self, *args):
        return self.answer(name)

    special.__name__ = f"__{name}__"
    return special


class Bool(Odd):
    __bool__ = method("bool")


class Len(Odd):
    __len__ = method("len")


class Iter(Odd):
    __iter__ = method("iter")


class Next(Odd):
    def __iter__(self):
        return self

    __next__ = method("next")


class Hash(Odd):
    __hash__ = method("hash")


class Index(Odd):
    __index__ = method("index")


class Str(Odd):
    __str__ = method("str")
    __repr__ = method("repr")


class Convert(Odd):
    __int__ = method("int")
    __float__ = method("float")
    __complex__ = method("complex")


class Call(Odd):
    __call__ = method("call")


class Context(Odd):
    __enter__ = method("enter")
    __exit__ = method("exit")


class Length(Odd):
    __getitem__ = method("getitem")
    __length_hint__ = method("hint")


def in_if(a) -> str:
    if a:
        return "true"
    return "false"


def in_while(a) -> str:
    while a:
        return "true"
    return "false"


def in_not(a) -> bool:
    return not a


def in_and(a, b) -> object:
    return a and b


def in_or(a, b) -> object:
    return a or b


def in_conditional(a) -> str:
    return "true" if a else "false"


def in_assert(a) -> str:
    assert a
    return "held"


def in_comprehension(a) -> list:
    return [1 for _ in range(2) if a]


def in_guard(a) -> str:
    match 1:
        case 1 if a:
            return "true"
    return "false"


def in_walrus(a) -> str:
    if (b := a) and not (not b):
        return "true"
    return "false"


def in_chain(a) -> object:
    class Compares:
        def __lt__(self, other):
            return a

    return Compares() < Compares() < 5


def truths(index: int, a) -> object:
    return (in_if, in_while, in_not, lambda v: in_and(v, 5), lambda v: in_or(v, 5), in_conditional, in_assert, in_comprehension, in_guard, in_walrus, in_chain, bool)[index](a)


def for_loop(a) -> list:
    seen = []
    for v in a:
        seen.append(v)
        if len(seen) > 2:
            break
    return seen


def iterations(index: int, a) -> object:
    def unpacks(v):
        x, y = v
        return [x, y]

    def star(v):
        return [*v]

    def star_call(v):
        return max(*v)

    return (for_loop, unpacks, star, star_call, list, lambda v: [x for x in zip(v, range(3))], lambda v: 1 in v, sum, lambda v: {**dict(v)})[index](a)


def lengths(index: int, a) -> object:
    return (len, lambda v: bool(v), list, lambda v: not v, lambda v: range(len(v)))[index](a)


def hashes(index: int, a) -> object:
    return (hash, lambda v: {v}, lambda v: {v: 1}, lambda v: {}.get(v), lambda v: v in {1: 2}, lambda v: {1: 2}[v])[index](a)


def indexes(index: int, a) -> object:
    def store(v):
        values = [1, 2, 3]
        values[v] = 9
        return values

    return (lambda v: [1, 2, 3][v], lambda v: (1, 2, 3)[v], lambda v: "abc"[v], lambda v: [1, 2, 3][v:], store, lambda v: "ab" * v, range, lambda v: [0] * v, hex, lambda v: b"abc"[v])[index](a)


def texts(index: int, a) -> object:
    return (str, repr, lambda v: f"{v}", lambda v: f"{v!r}", lambda v: f"{v!a}", lambda v: "%s" % v, lambda v: "{}".format(v), lambda v: print(v), lambda v: f"{v:5}", lambda v: repr([v]))[index](a)


def conversions(index: int, a) -> object:
    import math

    return (int, float, complex, math.sqrt, math.floor, round, lambda v: v + 1)[index](a)


def calls(a) -> object:
    return a(1, k=2)


def manages(a) -> object:
    with a as entered:
        return entered


def legacy_iteration(a) -> list:
    return [v for v, _ in zip(a, range(3))]


def each(function, count: int, a) -> list:
    """The outcome in every place, an exception by its type and text."""
    found = []
    for index in range(count):
        try:
            found.append(function(index, a))
        except Exception as error:
            found.append(f"{type(error).__name__}: {error}")
    return found


ERROR = OverflowError("odd")
CASES = [(each, (truths, 12, Bool(bool=v))) for v in (True, False, 1, None, ERROR)] + [(each, (truths, 12, Len(len=v))) for v in (0, 2, -1, ERROR, "s", 2**70)] + [(truths, (i, Bool(bool=ERROR))) for i in range(12)]
CASES += [(each, (iterations, 9, v)) for v in (Iter(iter=5), Iter(iter=ERROR), Iter(), Iter(iter=None), Next(next=ERROR), Next(next=StopIteration(1)))] + [(iterations, (i, Next(next=ERROR))) for i in range(9)] + [(iterations, (0, Next(next=5))), (iterations, (5, Next(next=5)))]
CASES += [(each, (lengths, 5, Len(len=v))) for v in (3, True, -1, 2.0, None, ERROR, 2**63, 2**70)] + [(lengths, (0, Len(len=ERROR))), (each, (hashes, 6, Hash(hash=2**70)))] + [(each, (hashes, 6, Hash(hash=v))) for v in (5, "s", ERROR)] + [(hashes, (i, Hash(hash=ERROR))) for i in range(6)]
CASES += [(each, (indexes, 10, Index(index=v))) for v in (1, True, 1.0, None, ERROR)] + [(indexes, (i, Index(index=2**70))) for i in (0, 3, 4, 6)] + [(indexes, (i, Index(index=ERROR))) for i in range(10)]
CASES += [(each, (texts, 10, Str(str=s, repr=r))) for s, r in (("S", "R"), (5, 5), (ERROR, ERROR))] + [(texts, (i, Str(str=ERROR, repr=ERROR))) for i in (2, 3, 4, 8)]
CASES += [(each, (conversions, 7, Convert(int=n, float=x, complex=c))) for n, x, c in ((1, 2.5, 1j), ("s", "s", "s"), (ERROR, ERROR, ERROR), (2.5, 1, 1))] + [(calls, (Call(call=v),)) for v in (5, ERROR)] + [(calls, (Call(),)), (calls, (Bool(),))]
CASES += [(manages, (Context(enter=v, exit=w),)) for v in (5, ERROR) for w in (True, None, ERROR)] + [(legacy_iteration, (Length(getitem=v, hint=h),)) for v in (5, ERROR, IndexError()) for h in (1, -1, "s", ERROR)]
