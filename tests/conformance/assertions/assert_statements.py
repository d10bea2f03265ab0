"""`assert` with and without messages, with conditions and messages that raise, and `__debug__`."""


class Truth:
    def __init__(self, value, log):
        self.value, self.log = value, log

    def __bool__(self):
        self.log.append("asked")
        if self.value is None:
            raise OverflowError("undecided")
        return self.value

    def __repr__(self):
        return f"Truth({self.value})"


def plain(a) -> str:
    assert a
    return "held"


def hinted(n: int, x: float) -> float:
    assert n > 0, "n must be positive"
    assert x >= 0.0, f"x is {x}"
    return n * x


def message_is_lazy(a, log: list) -> list:
    assert a, log.append("message made") or "gone wrong"
    return log


def message_raises(a, n: int) -> None:
    assert a, 1 // n


def message_object(a, message) -> None:
    assert a, message


def tuple_message(a) -> None:
    assert a, ("one", "two")


def condition_raises(value, log: list) -> list:
    assert Truth(value, log), log
    return log


def compound(a, b) -> str:
    assert a is not None and (b or a == 1), (a, b)
    assert not (a and b), "both"
    return "held"


def caught(a) -> list:
    try:
        assert a, a
    except AssertionError as error:
        return [error.args, repr(error)]
    return ["held"]


def in_loop(values: list[int]) -> int:
    total = 0
    for i, value in enumerate(values):
        assert value >= 0, f"value {i} is {value}"
        total += value
    return total


def with_walrus(values: list) -> int:
    assert (n := len(values)) > 1, n
    return n


def shadowed() -> None:
    AssertionError = ValueError  # noqa: A001, F841
    assert False, "still the built-in one"


def debug_constant() -> list:
    if __debug__:
        return ["debug", __debug__]
    return ["optimised"]


def assert_in_finally(n: int) -> int:
    try:
        return 10 // n
    finally:
        assert n != 2, "two"


CASES = [(f, (v,)) for f in (plain, tuple_message, caught) for v in (1, 0, "", [0], None, 0.0)] + [(hinted, (n, x)) for n, x in ((1, 2.0), (0, 1.0), (1, -1.0), ("s", 1.0), (2**70, 1))]
CASES += [(message_is_lazy, (v, [])) for v in (0, 1)] + [(message_raises, (v, n)) for v in (0, 1) for n in (0, 1)] + [(message_object, (0, m)) for m in (None, "text", [1], 5, ValueError("v"))] + [(condition_raises, (v, [])) for v in (True, False, None)]
CASES += [(compound, (a, b)) for a in (None, 0, 1, 2) for b in (0, 1)] + [(in_loop, (v,)) for v in ([1, 2], [1, -2], ["s"])] + [(with_walrus, (v,)) for v in ([1], [1, 2])] + [(shadowed, ()), (debug_constant, ())] + [(assert_in_finally, (n,)) for n in (0, 1, 2)]
