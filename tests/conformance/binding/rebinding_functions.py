# native: helper, caller, loops, recursive
"""Module functions rebound at any time: native callers see it at the next call, in the middle of a loop as well."""

from unittest import mock
import sys

here = sys.modules[__name__]
calls = []


def helper(n: int) -> int:
    return n + 1


def caller(n: int) -> int:
    return helper(n) * 10


def loops(n: int) -> int:
    total = 0
    for i in range(n):
        total = total * 10 + helper(i)
    return total


def recursive(n: int) -> int:
    return 0 if n == 0 else recursive(n - 1) + 1


def rebinds_itself(n: int) -> list:
    before = helper
    seen = []
    for i in range(n):
        seen.append(helper(i))
        if i == 2:
            here.helper = lambda k: -k
    here.helper = before
    return seen


def rebinding_helper(n: int) -> int:
    """A helper that replaces itself while its caller loops."""
    if n == 2:
        here.helper = original_helper
    return n * 100


original_helper = helper


def test_patch_object():
    with mock.patch.object(here, "helper", lambda n: n - 1):
        inside = caller(5), loops(4)
    return inside, caller(5), loops(4)


def test_patch_with_mock():
    with mock.patch(f"{__name__}.helper", return_value=7) as patched:
        inside = caller(5), loops(3)
        patched_calls = [tuple(call.args) for call in patched.call_args_list]
    return inside, patched_calls, caller(5)


def test_globals_dictionary():
    globals()["helper"] = abs
    try:
        return caller(-5)
    finally:
        globals()["helper"] = original_helper


def test_setattr():
    here.helper = lambda n: "s"
    try:
        return caller(2)
    finally:
        setattr(here, "helper", original_helper)


def test_vars_update():
    vars(here).update(helper=float)
    try:
        return caller(3), loops(3)
    finally:
        vars(here).update(helper=original_helper)


def test_rebinding_within():
    return rebinds_itself(6), helper is original_helper


def test_rebinding_while_the_caller_loops():
    here.helper = rebinding_helper
    return loops(5), here.helper is original_helper


def test_recursion_patched():
    first = here.recursive
    here.recursive = lambda n: 1000
    try:
        return first(5), recursive(5)
    finally:
        here.recursive = first


def test_not_callable():
    here.helper = 5
    try:
        return caller(1)
    finally:
        here.helper = original_helper


def test_other_signature():
    here.helper = lambda a, b: a
    try:
        return loops(3)
    finally:
        here.helper = original_helper


def test_kept_references():
    kept = helper
    with mock.patch.object(here, "helper", lambda n: 0):
        return kept(1), caller(1)
