"""How many references a thousand calls of a test leave behind, in a debug build of CPython."""

import sys
import time

from . import observing

# So many references per thousand calls are none: caches that grow, and stop growing, later than the calls are counted.
TOLERATED = 10
# At least so many calls are counted at a time, at most so many, and no more than take so long.
FEWEST, MOST, SECONDS = 50, 400, 0.4
ROUNDS = 20
# A call that takes longer is not counted.
SLOW = 0.05


def drift(module, test):
    """The references that a thousand calls leave behind, or nothing if they are few. One clean round acquits."""
    observing.repeat(module, test)
    seconds = timed(module, test)
    if seconds > SLOW:
        return 0
    calls = int(max(FEWEST, min(MOST, SECONDS / max(seconds, 1e-6))))
    least = None
    for _ in range(ROUNDS):
        observing.clean()
        before = sys.gettotalrefcount()
        for _ in range(calls):
            observing.repeat(module, test)
        observing.clean()
        grown = sys.gettotalrefcount() - before
        least = grown if least is None else min(least, grown)
        if least * 1000 <= TOLERATED * calls:
            return 0
    return round(least * 1000 / calls)


def timed(module, test):
    started = time.perf_counter()
    observing.repeat(module, test)
    return time.perf_counter() - started


def beyond(interpreted, built):
    """What the built module's tests leave behind beyond what the interpreted ones do."""
    problems = []
    for name, references in built.items():
        own = interpreted.get(name, 0)
        if references > own + TOLERATED:
            problems.append(f"{name}: {references} references per 1,000 calls, {own} when interpreted")
    return problems
