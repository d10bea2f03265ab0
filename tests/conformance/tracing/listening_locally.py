# python: 3.12+
# native: leaf, middle, top, through_frames, Point.norm, longest
"""A tool that listens to one code object alone hears it however far below it is called from native code."""

import sys
from typing import Iterator

TOOL = 3
HEARD: list = []


def leaf(n: int) -> int:
    if n > 2:
        return n * 2
    return n + 1


def middle(n: int) -> int:
    total = 0
    for i in range(n):
        total += leaf(i)
    return total


def top(n: int) -> int:
    return middle(n) + middle(n - 1)


def through_frames(n: int, names: list) -> int:
    total = 0
    for i in range(n):
        names.append(str(i))
        total += top(i)
        if i == 1:
            listen(leaf)
    return total


class Point:
    x: float
    y: float

    def __init__(self, x: float, y: float) -> None:
        self.x = x
        self.y = y

    def norm(self) -> float:
        return square(self.x) + square(self.y)


def square(x: float) -> float:
    return x * x


def longest(points: list[Point]) -> float:
    best = 0.0
    for point in points:
        size = point.norm()
        if size > best:
            best = size
    return best


def upto(n: int) -> Iterator[int]:
    i = 0
    while i < n:
        yield leaf(i)
        i += 1


def over_generator(n: int) -> int:
    total = 0
    for value in upto(n):
        total += value
    return total


def listen(*functions):
    monitoring = sys.monitoring
    if monitoring.get_tool(TOOL) is None:
        monitoring.use_tool_id(TOOL, "conformance")
        monitoring.register_callback(TOOL, monitoring.events.LINE, lambda code, line: HEARD.append((code.co_name, line)))
    for function in functions:
        monitoring.set_local_events(TOOL, function.__code__, monitoring.events.LINE)


def silence():
    monitoring = sys.monitoring
    for function in (leaf, middle, top, square, Point.norm, upto):
        if monitoring.get_tool(TOOL) is not None:
            monitoring.set_local_events(TOOL, function.__code__, 0)
    if monitoring.get_tool(TOOL) is not None:
        monitoring.register_callback(TOOL, monitoring.events.LINE, None)
        monitoring.free_tool_id(TOOL)


def heard(listened, function, *arguments):
    """What is heard while the function runs, when it has run unheard before, and after nobody listens any more."""
    HEARD.clear()
    silence()
    before = function(*arguments)
    listen(*listened)
    try:
        result = function(*arguments)
    finally:
        silence()
    after = function(*arguments)
    silence()
    return before, result, after, list(HEARD)


def points():
    return [Point(1.0, 2.0), Point(3.0, 0.5)]


def test_a_callee_of_a_callee():
    return heard([leaf], top, 4)


def test_the_one_between():
    return heard([middle], top, 3)


def test_both():
    return heard([leaf, top], top, 3)


def test_from_a_function_with_a_frame():
    return heard([leaf], through_frames, 3, [])


def test_begun_meanwhile():
    return heard([], through_frames, 4, [])


def test_below_a_method():
    return heard([square], longest, points())


def test_a_method():
    return heard([Point.norm], longest, points())


def test_below_a_generator():
    return heard([leaf], over_generator, 4)


def test_a_generator():
    return heard([upto], over_generator, 3)
