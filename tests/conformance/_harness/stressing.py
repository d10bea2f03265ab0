"""Makes each guard fail in turn, although it holds, and holds every run against the interpreted account.

A module built with `--stress`, in a process with ANNOT_STRESS set, gives `sys._annot_stress[name](n)`: the n-th guard evaluated
from now on fails (0: none does); it returns how many were evaluated since the last call, and the sites that were left through.
So one process can drive all guards.

The sweep of each test runs in a forked child that leaves its progress in shared memory: a crash costs that guard only, and
names it.
"""

import json
import mmap
import os
import random
import signal
import struct
import sys
import time
import traceback

from . import comparing, observing

ALL_OF_THE_FIRST = 100
MOST_CRASHES = 3
MOST_DIFFERENCES = 3
# Guards swept a second and third time to look for leaks.
LEAK_GUARDS = 60
# Sampled guards stop here; the first ALL_OF_THE_FIRST are always driven.
SAMPLE_SECONDS = 4.0


def drive(module, expected, bound, seed):
    """Problems found by stressing every test of the module, and how many guards were driven."""
    control = sys._annot_stress[module.__name__]
    problems, driven = [], 0
    for test in observing.tests_of(module):
        account = expected.get("test " + test[0])
        if account is None:
            continue
        found, count = in_children(module, test, account, control, bound, seed)
        problems += [f"{test[0]}: {line}" for line in found]
        driven += count
        # The next test starts from the state that this one leaves, in the module and in the interpreter.
        controlled(module, test, control, 0)
    return problems, driven


def in_children(module, test, account, control, bound, seed):
    """Sweeps one test in a child; after a crash a new child goes on behind the guard that crashed."""
    shared = mmap.mmap(-1, 4096)
    problems, start, driven = [], 0, 0
    for _ in range(MOST_CRASHES):
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reader)
            sweep_and_exit(writer, shared, module, test, account, control, bound, seed, start)
        os.close(writer)
        with os.fdopen(reader, "rb") as pipe:
            report = pipe.read()
        _, status = os.waitpid(child, 0)
        step, guard, count = struct.unpack("qqq", shared[:24])
        driven += count
        if os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0:
            return problems + json.loads(report), driven
        ending = signal.Signals(os.WTERMSIG(status)).name if os.WIFSIGNALED(status) else f"exit status {os.WEXITSTATUS(status)}"
        problems.append(f"guard {guard}: the process ended with {ending}")
        start = step + 1
    return problems + ["too many crashes, the rest was not driven"], driven


def sweep_and_exit(writer, shared, module, test, account, control, bound, seed, start):
    """The child: never returns into the harness of the parent."""
    status = 1
    try:
        found = sweep(shared, module, test, account, control, bound, seed, start)
        with os.fdopen(writer, "w") as pipe:
            json.dump(found, pipe)
        status = 0
    except BaseException:
        traceback.print_exc(file=sys.__stderr__)
        sys.__stderr__.flush()
    finally:
        os._exit(status)


def sweep(shared, module, test, account, control, bound, seed, start):
    """Drives the chosen guards of one test from the `start`-th of them on."""
    again = getattr(module, "RERUNNABLE", True)
    runner = observing.run if again else run_in_child
    plain, total = runner(module, test, control, 0) if not again else controlled(module, test, control, 0)
    found = []
    if start == 0:
        found = [f"no guard failing: {line}" for line in comparing.first(wrong(account, plain))]
    guards = choose(total, bound, seed)
    begun, driven = time.monotonic(), 0
    for step, guard in enumerate(guards):
        if step < start or (step > ALL_OF_THE_FIRST and bound and time.monotonic() - begun > SAMPLE_SECONDS):
            continue
        shared[:24] = struct.pack("qqq", step, guard, driven)
        actual, _ = controlled(module, test, control, guard) if again else run_in_child(module, test, control, guard)
        driven += 1
        lines = wrong(account, actual)
        if lines:
            found += [f"guard {guard} of {total}: {line}" for line in comparing.first(lines)]
            if len(found) >= MOST_DIFFERENCES:
                break
    shared[:24] = struct.pack("qqq", len(guards), 0, driven)
    if again and not found and start == 0 and 0 < len(guards) <= LEAK_GUARDS and time.monotonic() - begun < 1:
        found = leaking(module, test, control, guards)
    return found


def controlled(module, test, control, guard):
    """One run in this process in which the given guard fails; also how many guards it evaluated."""
    control(guard)
    account = observing.run(module, test, with_counts=False)
    return account, control(0)[0]


def run_in_child(module, test, control, guard):
    """The same in a child of its own, for tests that change the state they start from."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            result = controlled(module, test, control, guard)
            with os.fdopen(writer, "w") as pipe:
                json.dump(result, pipe)
            status = 0
        finally:
            os._exit(status)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        report = pipe.read()
    _, status = os.waitpid(child, 0)
    if status != 0:
        os._exit(status & 127 or 1)
    return json.loads(report)


def wrong(expected, actual):
    """Differences; counts of references are left to the sweep for leaks, since continuations are made on first use."""
    expected = {key: value for key, value in expected.items() if key != "refcounts"}
    actual = {key: value for key, value in json.loads(json.dumps(actual)).items() if key != "refcounts"}
    return comparing.differences(expected, actual)


def choose(total, bound, seed):
    """All guards, or the first hundred and a seeded sample of the rest."""
    if not bound or total <= bound:
        return list(range(1, total + 1))
    head = min(ALL_OF_THE_FIRST, bound)
    return list(range(1, head + 1)) + sorted(random.Random(seed).sample(range(head + 1, total + 1), bound - head))


def leaking(module, test, control, guards):
    """Guards whose failing leaves memory behind each time, beyond what the test itself leaves."""

    def failing(guard):
        control(guard)
        observing.repeat(module, test)

    def growth(chosen):
        return observing.steady_growth(sys.getallocatedblocks, lambda: [failing(guard) for guard in chosen])

    found = []
    if growth(guards) > growth([0] * len(guards)):
        own = growth([0])
        found = [f"guard {guard}: each failing leaks memory blocks" for guard in guards if growth([guard]) > own]
    control(0)
    return found[:MOST_DIFFERENCES]
