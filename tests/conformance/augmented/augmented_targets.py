"""Augmented assignment to names, attributes, items and slices, in place or not, with operators that raise or rebind."""


class InPlace:
    def __init__(self, log):
        self.log = log

    def __iadd__(self, other):
        self.log.append(("iadd", other))
        if other == "raise":
            raise ArithmeticError("iadd")
        return self if other != "swap" else "swapped"

    def __isub__(self, other):
        return NotImplemented

    def __sub__(self, other):
        self.log.append(("sub", other))
        return 10

    def __imatmul__(self, other):
        return ("imatmul", other)

    def __ipow__(self, other):
        return ("ipow", other)

    def __ilshift__(self, other):
        return NotImplemented


class Holder:
    def __init__(self, value, log):
        self.__dict__.update(value=value, log=log)

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        self.log.append(f"get {name}")
        return 0

    def __setattr__(self, name, value):
        self.log.append(f"set {name}")
        self.__dict__[name] = value

    def __getitem__(self, key):
        self.log.append(f"getitem {key}")
        return [1]

    def __setitem__(self, key, value):
        self.log.append(f"setitem {key}")
        if key == "refuse":
            raise TypeError("refused")
        self.__dict__["stored"] = value


def of_local(a, b) -> list:
    before = a
    a += b
    return [a, before is a]


def arithmetic(a, b) -> list:
    results = []
    x = a
    x += b
    results.append(x)
    x = a
    x *= b
    results.append(x)
    x = a
    x -= b
    results.append(x)
    x = a
    x /= b
    results.append(x)
    x = a
    x //= b
    results.append(x)
    x = a
    x %= b
    results.append(x)
    x = a
    x **= b
    results.append(x)
    return results


def bits(a, b) -> list:
    results = []
    x = a
    x &= b
    results.append(x)
    x = a
    x |= b
    results.append(x)
    x = a
    x ^= b
    results.append(x)
    x = a
    x <<= b
    results.append(x)
    x = a
    x >>= b
    results.append(x)
    return results


def matrix(a, b):
    a @= b
    return a


def shift_refused(a, b):
    a <<= b
    return a


def of_attribute(h: Holder, by) -> list:
    h.value += by
    h.other += 1
    return [h.value, h.log]


def of_item(h: Holder, key: str) -> list:
    h[key] += [2]
    return [h.stored, h.log]


def refused_item(log: list) -> list:
    h = Holder(0, log)
    try:
        h["refuse"] += [2]
    except TypeError as error:
        log.append(str(error))
    return log


def tuple_item(t: tuple) -> list:
    try:
        t[0] += [9]
    except TypeError as error:
        return [t, str(error)]
    return [t]


def in_place_object(log: list, other) -> list:
    thing = InPlace(log)
    thing += other
    return [type(thing).__name__, log]


def falls_back(log: list) -> list:
    thing = InPlace(log)
    thing -= 3
    return [thing, log]


def rare_operators(log: list) -> list:
    thing = other = third = InPlace(log)
    thing @= 1
    other **= 2
    third <<= 3
    return [thing, other, third]


def strings(words: list[str]) -> str:
    text = ""
    for word in words:
        text += word
        text += ","
    return text


def lists_share(values: list) -> list:
    alias = values
    values += [1]
    values *= 2
    alias += "ab"
    return [values, alias is values]


def sets_and_dicts(s: set, d: dict) -> list:
    s |= {1, 2}
    s &= {2, 3}
    s ^= {5}
    s -= {9}
    d |= {"b": 2}
    return [s, d]


def evaluated_once(log: list) -> list:
    def say(what, value):
        log.append(what)
        return value

    say("object", Holder(1, [])).value += say("operand", 2)
    say("list", [1, 2])[say("index", 0)] += say("item operand", 3)
    say("sliced", [1, 2])[say("from", 0) : say("to", 1)] += say("slice operand", [3])
    return log


def unbound(n: int) -> int:
    if n > 5:
        total = 0
    total += n
    return total


def overflowing(n: int, k: int) -> int:
    x = 1
    for _ in range(n):
        x *= k
        x += 1
    return x


def changes_type(n: int) -> object:
    x = 1
    for i in range(n):
        if i == 3:
            x += 0.5
        elif i == 5:
            x = str(x)
        elif i > 5:
            x += "!"
        else:
            x += i
    return x


PAIRS = [(7, 2), (7, 0), (2.5, 2), (2, 1.5), ("a", "b"), ("a", 3), ([1], [2]), ([1], "xy"), ((1,), (2,)), (None, 1), (1, None), (True, True), (2**63 - 1, 2), (-5, 3), (1j, 2), ({1}, {2}), (b"a", b"b"), (bytearray(b"a"), b"b")]
CASES = [(f, p) for f in (of_local, arithmetic, bits) for p in PAIRS] + [(matrix, p) for p in ((1, 2), ([1], [2]), (None, 1))] + [(shift_refused, (p, 1)) for p in (1, "s", 1.5)] + [(of_attribute, (Holder(v, []), by)) for v, by in ((1, 2), ("s", "t"), (1, "s"), ([1], [2]), (2**63 - 1, 1))]
CASES += [(of_item, (Holder(0, []), "k")), (of_item, (Holder(0, []), "refuse")), (refused_item, ([],)), (tuple_item, (([1], 2),)), (tuple_item, ((1, 2),))] + [(in_place_object, ([], o)) for o in (1, "raise", "swap")]
CASES += [(falls_back, ([],)), (rare_operators, ([],)), (strings, (["a", "b"],)), (strings, (["a", 1],)), (lists_share, ([0],)), (sets_and_dicts, ({2, 4}, {"a": 1})), (sets_and_dicts, ({2}, [])), (evaluated_once, ([],))]
CASES += [(unbound, (1,)), (unbound, (9,))] + [(overflowing, (n, k)) for n in (3, 40) for k in (7, 2**40, -3)] + [(changes_type, (n,)) for n in (3, 5, 6, 9)]
