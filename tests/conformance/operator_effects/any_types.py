# native: binary, compared, subscripted, called, looped, inside, ends, named
# stress: 40
"""The same operation on operands of many types: those that are quick on some types, and the others, whose code sees frames."""
import sys

STRINGS = ["", "a", "b", "ab", "é", "éa", "\u0100", "\U00010400", "abab"]
NUMBERS = [0, 1, -1, 7, 2**62, -(2**63), 2**64, 0.0, -0.0, 1.5, 1e308, float("inf"), True, False]
OTHERS = [None, [], [1, 2], (), (1, "a"), {}, {1: 2}, {"a": 1}, set(), {1, "a"}, frozenset({1}), b"ab", range(3)]
ALL = STRINGS + NUMBERS + OTHERS


def frames():
    frame = sys._getframe(1)
    seen = []
    while frame is not None and len(seen) < 3:
        seen.append((frame.f_code.co_name, frame.f_lineno))
        frame = frame.f_back
    return seen


class Int(int):
    def __add__(self, other):
        return ("add", named(), frames())

    def __eq__(self, other):
        return ("eq", named(), frames())

    def __lt__(self, other):
        return ("lt", named(), frames())

    def __bool__(self):
        raise ValueError(frames())

    def __hash__(self):
        return 1

    def __index__(self):
        return 1


class Text(str):
    def __add__(self, other):
        return ("add", frames())

    def __contains__(self, other):
        raise KeyError(frames())

    def __getitem__(self, key):
        return ("item", frames())

    def __len__(self):
        return 5

    def startswith(self, *args):
        return ("startswith", args, frames())

    __hash__ = str.__hash__


class List(list):
    def __getitem__(self, key):
        return ("item", key, frames())

    def __iter__(self):
        return iter([frames()])

    def __bool__(self):
        return True


class Ended:
    def __init__(self, log):
        self.log = log

    def __del__(self):
        self.log.append((named(), frames()))


def named():
    name = "named"
    return name + "!"


def binary(a, b):
    results = []
    for operation in range(9):
        try:
            if operation == 0:
                result = a + b
            elif operation == 1:
                result = a - b
            elif operation == 2:
                result = a * b if type(a) is not int or a < 99 else None
            elif operation == 3:
                result = a / b
            elif operation == 4:
                result = a // b
            elif operation == 5:
                result = a % b
            elif operation == 6:
                result = a & b
            elif operation == 7:
                result = a | b
            else:
                result = a ^ b
            results.append((type(result).__name__, repr(result)))
        except Exception as error:
            results.append((type(error).__name__, str(error)))
    return results


def compared(a, b):
    results = [a == b, a != b]
    try:
        results.append(a < b)
        results.append(a <= b)
        results.append(a > b)
        results.append(a >= b)
    except TypeError as error:
        results.append(str(error))
    return results


def subscripted(o, key):
    try:
        return o[key]
    except Exception as error:
        return type(error).__name__, str(error)


def sliced(o, start, stop):
    return o[start:stop], o[start:], o[:stop], o[:]


def called(f, x):
    try:
        return f(x)
    except Exception as error:
        return type(error).__name__, str(error)


def looped(o):
    seen = []
    for item in o:
        seen.append(item)
    return seen


def methods(o, x):
    try:
        return o.startswith(x), o.count(x), o.upper(), o.isdigit(), o.find(x, 0)
    except Exception as error:
        return type(error).__name__, str(error)


def truths(o):
    return (not o), (1 if o else 2), len(o) if hasattr(o, "__len__") else None


def inside(item, container):
    try:
        return item in container
    except Exception as error:
        return type(error).__name__, str(error)


def ends(log, kind):
    made_here = [Ended(log)] if kind == 0 else (Ended(log),) if kind == 1 else iter([Ended(log)]) if kind == 2 else log
    n = 1
    made_here = None
    n += 1
    for item in [Ended(log), 2]:
        n += 1
    item = None
    for item in iter((1, Ended(log))):
        break
    return n


def made(x):
    return [x, x], (x, x), {x: x}, f"{x}{x}", lambda: x


def numbers_and_texts():
    return [binary(a, b) for a in NUMBERS + STRINGS[:4] for b in NUMBERS + STRINGS[:4]]


def test_binary():
    return numbers_and_texts()


def test_binary_of_others():
    return [binary(a, b) for a in OTHERS for b in [1, "a", [1], (2,), {3}, 1.5]]


def test_compared():
    return [compared(a, b) for a in ALL for b in ALL[::2]]


def test_subscripted():
    return [subscripted(o, key) for o in ALL for key in [0, 1, -1, 5, -7, "a", 1.0, True, None, 2**70, (1, 2)]]


def test_sliced():
    pairs = [(0, 1), (1, None), (None, -1), (-2, 99), (5, 2), (True, 2), (-(2**70), 2**70)]
    return [sliced(o, *pair) for o in [*STRINGS, [1, 2, 3], (1, 2, 3), b"abc", range(4)] for pair in pairs]


def test_called():
    functions = [int, float, str, bool, len, list, abs, "ab".count, "".join, "{}".format, "a".startswith, [1].index]
    return [called(f, x) for f in functions for x in [*ALL, "12", "1.5", "x" * 3, "9" * 5000]]


def test_isinstance():
    return [isinstance(x, kind) for x in ALL for kind in (int, str, list, dict, object, float, bool, (int, str), Int)]


def test_looped():
    return [looped(o) for o in [[], [1], (1, 2), "abé", {1: 2}, {3}, range(4), iter([1]), List([1]), zip([1], [2])]]


def test_methods():
    return [methods(o, x) for o in [*STRINGS, "a1", b"ab", [1], None, Text("ab")] for x in ["a", "", None, 1, b"a", ("a", "b")]]


def test_truths():
    return [truths(o) for o in ALL] + [truths(List())]


def test_inside():
    return [inside(a, b) for a in [*STRINGS, 1, 1.0, None, (1, "a"), [1], Text("a")] for b in [*STRINGS, *OTHERS, Text("ab")]]


def test_own_types():
    seen = []
    for a, b in [(Int(1), 1), (1, Int(1)), (Int(2), Int(1)), (Text("a"), "a"), ("a", Text("a")), (List([1]), 0)]:
        seen.append(binary(a, b)[:1])
        seen.append(subscripted(b, a))
        seen.append(subscripted(a, b))
    seen.append(compared(Int(1), 1))
    seen.append(compared(1, Int(1)))
    seen.append(inside("a", Text("ab")))
    seen.append(inside(Int(1), {1: 2}))
    seen.append(inside(1, {Int(1)}))
    seen.append(subscripted({Int(1): 2}, 1))
    seen.append(methods(Text("ab"), "a"))
    return seen


def test_truth_raises():
    return truths(Int(1))


def test_ends():
    log = []
    for kind in range(4):
        ends(log, kind)
    return log


def test_made():
    return made(1)[:4], made("a")[:4], made(None)[:4], made((1,))[4]()
