# native: returned, raised, handled, with_operands, parameters
"""In which order the locals of a function end, when it returns and when an exception leaves it."""


class Thing:
    def __init__(self, name: str, log: list):
        self.name, self.log = name, log

    def __del__(self):
        self.log.append(f"end {self.name}")

    def fail(self, key: str) -> None:
        raise KeyError(key)


def returned(log: list) -> list:
    a, b, c = Thing("a", log), Thing("b", log), Thing("c", log)
    log.append("returns")
    return log


def raised(log: list, n: int) -> int:
    a, b, c = Thing("a", log), Thing("b", log), Thing("c", log)
    return 1 // n


def raised_in_callee(log: list, key: str) -> None:
    a, b = Thing("a", log), Thing("b", log)
    a.fail(key)


def handled(log: list, n: int) -> list:
    a, b = Thing("a", log), Thing("b", log)
    try:
        raised(log, n)
    except ZeroDivisionError as error:
        log.append(repr(error))
    c = Thing("c", log)
    return log


def with_operands(log: list, n: int) -> list:
    a, b = Thing("a", log), Thing("b", log)
    return [Thing("first", log), Thing("second", log), 1 // n]


def parameters(a, b, log: list) -> None:
    b = Thing("b", log)
    a = Thing("a", log)


CASES = [(returned, ([],)), (parameters, (1, 2, [])), (parameters, (None, "s", []))]
CASES += [(f, ([], n)) for f in (raised, handled, with_operands) for n in (0, 1)] + [(raised_in_callee, ([], "k"))]
