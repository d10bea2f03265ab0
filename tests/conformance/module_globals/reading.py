# native: scaled, limited, flagged, counted
"""Globals read by native code: constants, values of each type, values that change while a loop runs."""

SCALE = 2.5
LIMIT = 100
FLAG = True
BIG = 2**70
NOTHING = None
NAME = "text"
count: int = 0


def scaled(x: float) -> float:
    return x * SCALE


def limited(n: int) -> int:
    total = 0
    i = 0
    while total < LIMIT and i < n:
        total += i
        i += 1
    return total


def flagged(n: int) -> int:
    return n + 1 if FLAG else n - 1


def counted(n: int) -> int:
    total = 0
    for i in range(n):
        total += i * LIMIT
    return total


def big(n: int) -> int:
    return n + BIG


def others(n: int) -> list:
    return [n, NOTHING, NAME, NOTHING is None, NAME == "text"]


def set_and_read(name: str, value, function, *arguments):
    """The function's answer while the global has another value."""
    before = globals()[name]
    globals()[name] = value
    try:
        return function(*arguments)
    finally:
        globals()[name] = before


def test_other_values():
    results = []
    for value in (3.0, 4, True, 2**63, 2**70, float("inf")):
        results.append(set_and_read("SCALE", value, scaled, 1.5))
        results.append(set_and_read("LIMIT", value, counted, 5))
        results.append(set_and_read("FLAG", value, flagged, 5))
    results.append(set_and_read("LIMIT", 7, limited, 50))
    results.append(set_and_read("LIMIT", 7.5, limited, 50))
    results.append(set_and_read("FLAG", "", flagged, 5))
    results.append(set_and_read("FLAG", [], flagged, 5))
    return results


def wrong(name, value, function, *arguments):
    return set_and_read(name, value, function, *arguments)


CASES = [(scaled, (x,)) for x in (0.0, 2.0, 3, True)] + [(limited, (n,)) for n in (0, 5, 50)] + [(f, (4,)) for f in (flagged, counted, big, others)]
CASES += [("wrong", ("SCALE", "ab", scaled, 2.0)), ("wrong", ("SCALE", "ab", scaled, 3)), ("wrong", ("LIMIT", None, counted, 3)), ("wrong", ("LIMIT", "x", limited, 3))]
