"""`del` of locals, parameters, attributes, items and slices: several at once, in loops, in order, and of what is not there."""

import weakref


class Thing:
    def __init__(self, name, log):
        self.name, self.log = name, log

    def __delattr__(self, name):
        self.log.append(f"delattr {name}")
        if name == "stuck":
            raise AttributeError("cannot", name)

    def __delitem__(self, key):
        self.log.append(f"delitem {key}")
        if key == "stuck":
            raise KeyError(key)

    def __del__(self):
        self.log.append(f"end of {self.name}")


def local(a: int) -> object:
    b = a
    del b
    return b


def parameter(a: int) -> object:
    del a
    return a


def rebound(a: int) -> list:
    b = [a]
    del b
    b = (a,)
    return [b]


def several(a, b) -> list:
    c = [a, b]
    del a, b
    return c


def nested_targets(values: list, table: dict) -> list:
    x = y = 1
    del (x, [y, values[0]]), table["k"]
    return [values, table]


def twice(a) -> None:
    del a
    del a


def in_loop(n: int) -> int:
    total = 0
    for i in range(n):
        part = i * 2
        total += part
        del part
    return total


def conditional(n: int) -> object:
    value = n
    if n > 2:
        del value
    return value


def loop_variable(n: int) -> object:
    for i in range(n):
        if i == 2:
            del i
            break
    return i


def after_loop(n: int) -> object:
    for i in range(n):
        pass
    del i
    return i


def ends_at_del(log: list) -> list:
    thing = Thing("a", log)
    log.append("before")
    del thing
    log.append("after")
    return log


def ends_with_last(log: list) -> list:
    thing = Thing("a", log)
    other = thing
    del thing
    log.append("one left")
    del other
    log.append("after")
    return log


def order_of_targets(log: list) -> list:
    a, b = Thing("a", log), Thing("b", log)
    del a.first, b[1], a.second, b, a
    log.append("after")
    return log


def stops_in_the_middle(log: list, kind: str) -> list:
    a, b = Thing("a", log), Thing("b", log)
    try:
        if kind == "attribute":
            del a.fine, a.stuck, b
        else:
            del a["fine"], a["stuck"], b
    except (AttributeError, KeyError) as error:
        log.append(repr(error))
    log.append(b.name)
    return log


def weakly(log: list) -> list:
    class Plain:
        pass

    value = Plain()
    reference = weakref.ref(value, lambda _: log.append("callback"))
    log.append(reference() is value)
    del value
    log.append(reference())
    return log


def items(values: list, i: int) -> list:
    del values[i], values[0]
    return values


def slices(values: list) -> list:
    del values[1:3], values[-1]
    return values


def of_dict(table: dict, *keys) -> dict:
    for key in keys:
        del table[key]
    return table


CASES = [(f, (n,)) for f in (local, parameter, rebound, twice, in_loop, conditional, loop_variable, after_loop) for n in (0, 2, 4)] + [(several, (1, "s")), (nested_targets, ([1, 2], {"k": 1})), (nested_targets, ([], {})), (nested_targets, ([1], {}))]
CASES += [(f, ([],)) for f in (ends_at_del, ends_with_last, order_of_targets, weakly)] + [(stops_in_the_middle, ([], k)) for k in ("attribute", "item")]
CASES += [(items, ([1, 2, 3], i)) for i in (0, 2, 3, -1, "x")] + [(items, ([1], 0)), (items, ((1, 2), 0)), (slices, ([1, 2, 3, 4, 5],)), (slices, ([1],)), (of_dict, ({1: 2, "a": 3}, 1, "a")), (of_dict, ({1: 2}, 1, 1)), (of_dict, ({}, []))]
