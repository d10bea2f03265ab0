# native: grown, weighed, drops, chain, makes_again, pairs, slotted, replaced, cycles, drops_deep, rings_between
"""Instances that end within one another, and new ones of the same class: finalizers, weak references, dictionaries, the collector."""

import gc
import sys
import weakref
from typing import Optional


class Node:
    def __init__(self, left: "Optional[Node]", right: "Optional[Node]", value: object) -> None:
        self.left = left
        self.right = right
        self.value = value


class Link:
    __slots__ = ("item", "next")

    def __init__(self, item: object, next: "Optional[Link]") -> None:
        self.item = item
        self.next = next


class Longer(Link):
    __slots__ = ("more",)

    def __init__(self, item: object, next: "Optional[Link]", more: object) -> None:
        self.item = item
        self.next = next
        self.more = more


class Open(Link):
    """Slots, and a dictionary."""

    def __init__(self, item: object, next: "Optional[Link]") -> None:
        self.item = item
        self.next = next


class Loose:
    """Attributes come and go."""

    def __init__(self, a: int) -> None:
        self.a = a


class Bell:
    """Says what is above it when it ends."""

    def __init__(self, name: object, log: list) -> None:
        self.name = name
        self.log = log

    def __del__(self) -> None:
        frame, names = sys._getframe(1), []
        while frame is not None and frame.f_globals is globals() and len(names) < 3:
            names.append(f"{frame.f_code.co_name} {frame.f_lineno}")
            frame = frame.f_back
        self.log.append((self.name, names))


class Meddler(Bell):
    """Changes classes while others end."""

    def __del__(self) -> None:
        self.log.append(self.name)
        Node.extra = len(self.log)
        Link.extra = len(self.log)
        Node(None, None, Node(None, None, 1.5))
        for _ in range(3):
            Link(1, Link(2, None))


class Phoenix:
    """Lives on."""

    def __init__(self, where: list) -> None:
        self.where = where

    def __del__(self) -> None:
        self.where.append(self)


def grown(depth: int, value: int) -> Node:
    if depth == 0:
        return Node(None, None, value)
    return Node(grown(depth - 1, 2 * value), grown(depth - 1, 2 * value + 1), value * 1000)


def weighed(node: Node) -> int:
    total = 1
    if node.left is not None:
        total += weighed(node.left)
    if node.right is not None:
        total += weighed(node.right)
    return total


def drops(log: list, depth: int) -> int:
    root = grown(depth, 1)
    node = root
    for step in range(depth):
        node.value = Bell(step, log)
        after = node.left
        if after is None:
            break
        node = after
    total = weighed(root)
    node = root
    root = None
    log.append("now")
    node = None
    log.append("gone")
    return total


def chain(log: list, n: int, every: int, item_first: bool) -> int:
    """A chain that is deeper than instances end within one another."""
    head: Optional[Node] = None
    for i in range(n):
        bell: object = Bell(i, log) if i % every == 0 else i
        head = Node(head, None, bell) if item_first else Node(None, head, bell)
    log.append("now")
    head = None
    return len(log)


def drops_deep(log: list, n: int) -> int:
    head: Optional[Link] = None
    for i in range(n):
        head = Longer(i * 1000, head, Bell(i, log) if i % 37 == 0 else None)
    head = None
    return len(log)


def makes_again(n: int) -> list:
    seen = []
    for i in range(n):
        loose = Loose(i)
        seen.append(hasattr(loose, "b"))
        loose.b = i
        if i % 3 == 0:
            del loose.a
            seen.append(list(loose.__dict__))
        elif i % 3 == 1:
            loose.a = 5
            loose.c = i
        loose = None
        fresh = Loose(i + 1)
        seen.append((vars(fresh) if i % 2 else fresh.a, hasattr(fresh, "c"), weakref.getweakrefcount(fresh)))
        fresh = None
    return seen


def pairs(kept: list, n: int) -> list:
    """Parts that are known elsewhere as well, once and twice."""
    log: list = []
    for i in range(n):
        part = Node(None, None, Bell(i, log))
        both = Node(part, part, i)
        part = None
        if i % 4 == 0:
            kept.append(both.left)
        if i % 4 == 1:
            weak = weakref.ref(both.left, lambda gone: log.append("weak"))
        both = None
        log.append("end")
    return log


def slotted(n: int) -> list:
    log: list = []
    for i in range(n):
        link = Link(Bell(i, log), Longer(i, Open(i, None), Bell(-i, log)))
        if i % 2:
            link.next.next.unlisted = Bell("open", log)
        link = Link(None, link)
        log.append("now")
        link = None
    return log


def replaced(log: list, n: int) -> int:
    for i in range(n):
        node = Node(Node(None, None, Meddler(i, log)), Node(None, None, i), Link(Meddler(-i, log), Link(i, None)))
        node = None
        log.append(Node(None, None, 1).extra)
    return len(log)


def cycles(n: int) -> int:
    """The collector finds those that have taken the place of others."""
    weak = []
    for i in range(n):
        one = Node(None, None, i)
        two = Node(one, None, i)
        if i % 2:
            one.right = two
            weak.append(weakref.ref(one))
        one = two = None
    return len(weak)


def rings_between(log: list, n: int) -> int:
    """An exception is on its way while they end."""
    for i in range(n):
        try:
            node = Node(Node(None, None, Bell(i, log)), None, i)
            value = node.left.value
            value = None
            if i % 2:
                raise ValueError(i)
            node = None
        except ValueError as error:
            node = None
            log.append(str(error))
    return len(log)


def phoenixes(n: int) -> list:
    where: list = []
    for i in range(n):
        node = Node(Node(None, None, Phoenix(where)), None, i)
        node = None
    names = [type(o).__name__ for o in where]
    for phoenix in where:
        phoenix.where = []
    return names


def test_drops():
    log = []
    return [drops(log, depth) for depth in range(5)], log


def test_deep_and_bushy():
    log = []
    return drops(log, 9), len(log)


def test_chains():
    found = []
    for first in (True, False):
        log = []
        found.append((chain(log, 150, 29, first), log))
    log = []
    found.append((drops_deep(log, 400), log))
    return found


def test_long_chain():
    log = []
    return chain(log, 20000, 5000, True), log


def test_makes_again():
    return makes_again(40)


def test_pairs():
    kept = []
    log = pairs(kept, 12)
    kept.clear()
    return log


def test_slotted():
    return slotted(6)


def test_replaced():
    log = []
    try:
        return replaced(log, 5), log
    finally:
        del Node.extra, Link.extra


def test_cycles():
    total = cycles(60)
    found = gc.collect() >= total
    return total, found, sum(1 for o in gc.get_objects() if type(o) is Node)


def test_exceptions():
    log = []
    return rings_between(log, 4), log


def test_phoenixes():
    return phoenixes(5)


def test_weak_references():
    log = []
    root = grown(3, 1)
    weak = weakref.ref(root.left.right, lambda gone: log.append(gone() is None))
    held = root.right.left
    alive = weak() is not None
    drops(log, 2)
    root = None
    return alive, weak() is None, log, weighed(held)


def test_dictionaries():
    root = grown(2, 1)
    names = vars(root.left)
    held = root.right.__dict__
    root = None
    names.clear()
    return sorted(held), held["value"], sorted(vars(grown(0, 7)).items(), key=str)


def test_class_changed():
    log = []
    node = Node(Node(None, None, 3), None, 4)
    Node.__del__ = lambda self: log.append(self.value)
    try:
        drops([], 2)
        node = None
    finally:
        del Node.__del__
    before = len(log)
    drops([], 2)
    return before, log, len(log)


def test_other_class():
    node = Node(None, None, Loose(1))
    node.value.__class__ = Node
    node.value.left = node.value.right = node.value.value = None
    found = weighed(Node(node, node.value, 1))
    node = None
    return found, makes_again(3)
