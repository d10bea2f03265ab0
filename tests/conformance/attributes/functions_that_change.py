# native: calls, kinds, reads, writes, Thing.get, Other.get, Third.get, Fourth.get, Fifth.get
"""Methods whose function objects change between two calls, and places in the source that see objects of several classes in turn."""

import gc
import types


class Thing:
    def __init__(self, value: int) -> None:
        self.value = value

    def get(self, more: int) -> int:
        return self.value + more


class Other(Thing):
    def get(self, more: int) -> int:
        return self.value - more


class Third(Thing):
    def get(self, more: int) -> int:
        return self.value * more


class Fourth(Thing):
    def __init__(self, value: int) -> None:
        self.first = value
        self.value = value + 1

    def get(self, more: int) -> int:
        return self.value + 10 * more


class Fifth:
    __slots__ = ("value",)

    def __init__(self, value: int) -> None:
        self.value = value

    def get(self, more: int) -> int:
        return self.value + 100 * more


class Sixth(Thing):
    value = 6

    def __init__(self) -> None:
        pass


def calls(thing: Thing, count: int, change) -> list:
    out: list = []
    for k in range(count):
        out.append(thing.get(k))
        if k == 2:
            change()
    return out


def kinds(things: list[Thing], count: int) -> list:
    out: list = []
    for k in range(count):
        for thing in things:
            out.append(thing.get(k))
    return out


def reads(things: list[Thing]) -> int:
    total = 0
    for thing in things:
        total = total * 3 + thing.value
    return total


def writes(things: list[Thing], value: int) -> int:
    count = 0
    for thing in things:
        thing.value = value + count
        count += 1
    return count


def made_anew(scale):
    # Functions of one code object, in classes that come and go.
    class Local(Thing):
        def get(self, more: int) -> int:
            return self.value + more * scale

    return Local


def other_code(self, more: int) -> int:
    return -1 - more


def test_other_code():
    old = Thing.get.__code__

    def change():
        Thing.get.__code__ = other_code.__code__

    try:
        out = calls(Thing(3), 5, change)
    finally:
        Thing.get.__code__ = old
    return out + calls(Thing(3), 5, lambda: None)


def test_code_back_and_forth():
    old = Thing.get.__code__
    out: list = []
    for k in range(4):
        Thing.get.__code__ = other_code.__code__ if k % 2 else old
        out.append(calls(Thing(k), 4, lambda: None))
    Thing.get.__code__ = old
    return out


def test_another_function_of_that_code():
    old = Thing.get

    def change():
        Thing.get = types.FunctionType(old.__code__, {"__builtins__": {}}, "get")

    try:
        out = calls(Thing(3), 5, change)
        Thing.get = types.FunctionType(old.__code__, globals(), "get")
        out += calls(Thing(4), 5, lambda: None)
        gc.collect()
        out += calls(Thing(5), 5, lambda: None)
    finally:
        Thing.get = old
    return out


def test_classes_that_come_and_go():
    out: list = []
    for k in range(6):
        out.append(calls(made_anew(k)(k), 4, gc.collect))
    return out


def test_function_that_ends():
    old = Thing.get

    def change():
        # The function that was called has ended by then, and another one may be where it was.
        Thing.get = None
        gc.collect()
        Thing.get = lambda self, more: ("another", self.value, more)

    Thing.get = types.FunctionType(old.__code__, globals(), "get")
    try:
        out = calls(Thing(3), 6, change)
    finally:
        Thing.get = old
    return out


def test_retyped_midway():
    thing = Thing(4)

    def change():
        thing.__class__ = Other

    return calls(thing, 5, change)


def test_shadowed():
    thing = Other(4)

    def change():
        thing.get = lambda more: ("own", more)

    return calls(thing, 5, change) + kinds([Thing(1), Other(2)], 3)


def things() -> list:
    return [Thing(1), Other(2), Third(3), Fourth(4), Fifth(5), Other(6), Thing(7)]


def test_kinds():
    return kinds(things(), 3), reads(things()), writes(things(), 5)


def test_kinds_in_another_order():
    return kinds(things()[::-1], 3), reads(things()[::-1]), writes(things()[::-1], 7)


def test_kinds_that_change():
    some = things()
    out = [kinds(some, 2)]
    Third.get.__defaults__ = (1,)
    Other.extra = 1
    out.append(kinds(some, 2))
    some[1].__dict__["value"] = 20
    some[2].__dict__ = {"value": 30}
    some[3].get = lambda more: "own"
    out.append(kinds(some, 2))
    out.append(reads(some))
    out.append(writes(some, 40))
    out.append([getattr(thing, "value", None) for thing in some])
    del some[1].value
    try:
        reads(some)
    except AttributeError as error:
        out.append(str(error))
    out.append(reads([Sixth(), Thing(1), Sixth()]))
    Third.get.__defaults__ = None
    del Other.extra
    return out


def test_order_of_attributes():
    some = [Thing.__new__(Thing), Fourth.__new__(Fourth), Other.__new__(Other)]
    some[1].first = 1
    writes(some, 3)
    return [list(thing.__dict__.items()) for thing in some]
