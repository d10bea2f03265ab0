# native: target, helper
"""pdb with a breakpoint, the trace module's line counts, cProfile's call counts, doctest."""

import bdb
import cProfile
import doctest
import io
import pdb
import pstats
import re
import sys
import trace


def helper(n: int) -> int:
    return n * n


def target(n: int) -> int:
    """Sums squares.

    >>> target(3)
    5
    """
    total = 0
    for i in range(n):
        total += helper(i)
    return total


def test_pdb():
    bdb.Breakpoint.clearBreakpoints()
    out = io.StringIO()
    commands = io.StringIO(f"b {target.__code__.co_firstlineno + 7}\nc\np n, total\np i\nc\np i\ncl 1\nc\n")
    debugger = pdb.Pdb(stdin=commands, stdout=out, nosigint=True, readrc=False)
    debugger.use_rawinput = False
    try:
        result = debugger.runcall(target, 3)
    finally:
        sys.settrace(None)
    lines = [re.sub(r"/.*/", "", line) for line in out.getvalue().splitlines() if line.strip()]
    return result, [line for line in lines if "Breakpoint" not in line and "breakpoint" not in line]


def test_trace_module():
    tracer = trace.Trace(count=1, trace=0)
    result = tracer.runfunc(target, 4)
    counts = tracer.results().counts
    return result, sorted((line, count) for (file, line), count in counts.items() if file == target.__code__.co_filename)


def test_profile():
    profiler = cProfile.Profile()
    result = profiler.runcall(target, 5)
    stats = pstats.Stats(profiler, stream=io.StringIO()).stats
    return result, sorted((name, row[0], row[1]) for (file, line, name), row in stats.items() if file == target.__code__.co_filename)


def test_doctest():
    runner = doctest.DocTestRunner(verbose=False)
    finder = doctest.DocTestFinder()
    for test in finder.find(target, "target", globs={"target": target}):
        runner.run(test)
    return runner.summarize(verbose=False)


def test_afterwards():
    return target(10)
