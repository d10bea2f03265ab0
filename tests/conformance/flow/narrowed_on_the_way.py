# native: steps_up, steps_of_points, linked, scaled, as_list, first_of, climbed
"""What was asked of a local still holds where ways meet: loops that end at None, defaults that are put in, one of two classes."""

from __future__ import annotations

from typing import Any, Optional, Union

Point = tuple[int, int]


class Node:
    def __init__(self, value: int, next: Optional[Node] = None) -> None:
        self.value = value
        self.next = next


def steps_up(parent: dict[int, Optional[int]], start: int) -> list[int]:
    path: list[int] = []
    current: Optional[int] = start
    while current is not None:
        path.append(current * 2)
        current = parent[current]
    return path


def steps_of_points(parent: dict[Point, Optional[Point]], end: Point) -> list[Point]:
    path: list[Point] = []
    current: Optional[Point] = end
    while current is not None:
        path.append(current)
        current = parent[current]
    return path[::-1]


def linked(head: Optional[Node]) -> int:
    total = 0
    node = head
    while node is not None:
        total = total * 3 + node.value
        node = node.next
    while head:
        total += head.value
        head = head.next
    return total


def scaled(xs: list[float], factor: Optional[float] = None, shift: Optional[int] = None) -> float:
    if factor is None:
        factor = 2.0
    if shift is None:
        shift = len(xs)
    total = 0.0
    for x in xs:
        total += x * factor + shift
    return total


def as_list(words: Union[str, list[str]]) -> int:
    if isinstance(words, str):
        words = [words]
    total = 0
    for word in words:
        total = total * 7 + len(word)
    return total


def as_number(x: Union[int, str, None]) -> int:
    if x is None:
        x = 5
    elif isinstance(x, str):
        x = len(x)
    total = 0
    for i in range(x):
        total += i * x
    return total


def first_of(xs: list[Optional[int]], otherwise: int) -> int:
    found = None
    for x in xs:
        if x is not None:
            found = x
            break
    if found is None:
        found = otherwise
    return found * 2 + 1


def climbed(parent: dict[str, Optional[str]], name: Optional[str]) -> str:
    text = ""
    while name:
        text = name + "/" + text
        name = parent.get(name)
    return text


class Liar:
    """None to nobody, and false or true as it likes."""

    def __init__(self, truths: list[bool]) -> None:
        self.truths = truths
        self.value = 4
        self.next = None

    def __bool__(self) -> bool:
        return self.truths.pop() if self.truths else False

    def __eq__(self, other: Any) -> bool:
        return True

    def __hash__(self) -> int:
        return 1


class Odd(dict):  # type: ignore[type-arg]
    def __missing__(self, key: Any) -> Any:
        return None if key else 3.5


def test_replaced_isinstance() -> Any:
    global isinstance
    isinstance = lambda value, kind: True  # noqa: E731
    try:
        return as_list(["ab", "c"]), as_list("abc")
    finally:
        del isinstance


CASES = [
    (steps_up, ({1: 2, 2: 5, 5: None}, 1)),
    (steps_up, ({1: 2}, 1)),
    (steps_up, ({1: 1 << 70, 1 << 70: None}, 1)),
    (steps_up, ({1: True, True: None}, 1)),
    (steps_up, ({1: 2.0, 2: "x", "x": None}, 1)),
    (steps_up, (Odd({7: 0}), 7)),
    (steps_of_points, ({(1, 2): (3, 4), (3, 4): None}, (1, 2))),
    (steps_of_points, ({(1, 2): [3, 4]}, (1, 2))),
    (steps_of_points, ({(1, 2): (1, 2, 3), (1, 2, 3): None}, (1, 2))),
    (steps_of_points, ({(1, 2): (1.0, 2 << 80), (1.0, 2 << 80): None}, (1, 2))),
    (linked, (Node(1, Node(2, Node(3))),)),
    (linked, (None,)),
    (linked, (Liar([True, False, True]),)),
    (linked, (Node(1, Liar([True])),)),  # type: ignore
    (linked, (Node(1, 5),)),  # type: ignore
    (scaled, ([1.0, 2.5],)),
    (scaled, ([1.0, 2.5], 3.0, 4)),
    (scaled, ([1.0, 2.5], 3, True)),
    (scaled, ([1.0, 2.5], None, 1 << 80)),
    (scaled, ([1.0, 2.5], "x")),
    (scaled, ([], [], [])),
    (as_list, ("abc",)),
    (as_list, (["ab", "c"],)),
    (as_list, (("ab", "c"),)),
    (as_list, (5,)),
    (as_number, (None,)),
    (as_number, (4,)),
    (as_number, ("abc",)),
    (as_number, (True,)),
    (as_number, (2.5,)),
    (first_of, ([None, 3], 1)),
    (first_of, ([None], 1)),
    (first_of, ([None, "a"], 1)),
    (first_of, ([None, 1.5], 1)),
    (climbed, ({"a": "b", "b": None}, "a")),
    (climbed, ({"a": ""}, "a")),
    (climbed, ({"a": 5}, "a")),
    (climbed, ({}, None)),
]
