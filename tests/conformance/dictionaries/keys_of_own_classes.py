# native: counted, advanced, known_or, kept_in_order, grouped, members_of, removed, walked, optional_keys, mixed_keys, compared, stepped
# native 3.12+: ends_of
# native 3.11-3.13: told_apart, added
"""Members of enumerations, and instances of the module's classes, as keys: found without a call as long as nothing says otherwise."""

import builtins
import enum
from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import Optional

LOG: list[str] = []


class Color(Enum):
    RED = "r"
    GREEN = "g"
    CRIMSON = "r"

    @property
    def pretty(self) -> str:
        return self.value + "!"


class Level(IntEnum):
    LOW = 1
    HIGH = 2


class Node:
    def __init__(self, name: str) -> None:
        self.name = name

    def __repr__(self) -> str:
        return f"<{self.name}>"


class Leaf(Node):
    pass


class Equal:
    def __init__(self, name: str) -> None:
        self.name = name

    def __eq__(self, other: object) -> bool:
        LOG.append("eq")
        return isinstance(other, Equal) and other.name == self.name

    def __hash__(self) -> int:
        LOG.append("hash")
        return 7


@dataclass(frozen=True)
class Pair:
    x: int
    y: int


TABLE = {(Color.RED, "go"): Color.GREEN, (Color.GREEN, "go"): Color.RED, (Color.GREEN, "stop"): Color.GREEN}
LENGTHS = {Color.RED: 3, Color.GREEN: 5}


def counted(colors: list[Color]) -> dict[Color, int]:
    counts: dict[Color, int] = {}
    for color in colors:
        if color in counts:
            counts[color] += 1
        else:
            counts[color] = 1
    return counts


def advanced(state: Color, events: list[str]) -> tuple[Color, int]:
    hits = 0
    for event in events:
        state = TABLE.get((state, event), state)
        if state is Color.GREEN:
            hits += LENGTHS[state]
    return state, hits


def known_or(table: dict[Node, str], nodes: list[Node]) -> list[str | None]:
    found = []
    for node in nodes:
        found.append(table.get(node))
        found.append(table.get(node, "none"))
    return found


def kept_in_order(nodes: list[Node]) -> list[Node]:
    seen: set[Node] = set()
    order = []
    for node in nodes:
        if node not in seen:
            seen.add(node)
            order.append(node)
    return order


def grouped(nodes: list[Node]) -> dict[Node, list[int]]:
    groups: dict[Node, list[int]] = {}
    for i, node in enumerate(nodes):
        groups.setdefault(node, []).append(i)
    return groups


def members_of(n: int) -> list[object]:
    return [Color.RED, Color.CRIMSON is Color.RED, Color.RED.pretty, Color.GREEN.name, Level.LOW + n, len(Color)]


def removed(nodes: set[Node], gone: list[Node]) -> int:
    for node in gone:
        nodes.discard(node)
        try:
            nodes.remove(node)
        except KeyError as error:
            LOG.append(repr(error))
    return len(nodes)


def walked(follows: dict[Node, Node], start: Node) -> int:
    steps = 0
    while start in follows:
        start = follows[start]
        steps += 1
        if steps > 20:
            break
    return steps


def optional_keys(table: dict[Optional[Node], int], nodes: list[Optional[Node]]) -> int:
    total = 0
    for node in nodes:
        table[node] = table.get(node, 0) + 1
        total += table[node]
    return total


def mixed_keys(table: dict[Color, int], colors: list[Color]) -> int:
    total = 0
    for color in colors:
        total += table[color]
    return total


def told_apart(table: dict[Equal, int], keys: list[Equal]) -> int:
    total = 0
    for key in keys:
        total += table.get(key, 0)
        table[key] = total
    return total


def added(pairs: list[Pair]) -> set[Pair]:
    seen: set[Pair] = set()
    for pair in pairs:
        seen.add(pair)
        if Pair(0, 0) in seen:
            seen.discard(Pair(0, 0))
    return seen


def compared(nodes: list[Node], other: Node) -> list[bool]:
    found = []
    for node in nodes:
        found.append(node == other)
        found.append(node != other)
    return found


def stepped(color: Color, n: int) -> int:
    total = 0
    for _ in range(n):
        if color == Color.RED:
            color = Color.GREEN
        elif color != Color.CRIMSON:
            color = Color.RED
            total += 1
        else:
            total += 100
    return total


def ends_of(nodes: list[Optional[Node]], last: Optional[Node]) -> int:
    return sum(node == last for node in nodes) + 10 * sum(1 for node in nodes if node != last)


def colors() -> list[Color]:
    return [Color.RED, Color.GREEN, Color.RED, Color.CRIMSON] * 5


def test_enumerations():
    return counted(colors()), advanced(Color.RED, ["go", "stop", "no", "go", "go"] * 4), members_of(3)


def test_what_else_hashes_as_a_member_does():
    table = {"RED": 1, Color.GREEN: 2, "GREEN": 3, Color.RED: 4}
    return mixed_keys(table, colors()), mixed_keys(table, ["RED", Color.RED, "GREEN"])


def test_a_missing_member():
    try:
        mixed_keys({Color.RED: 1}, colors())
    except KeyError as error:
        return error.args


def test_keys_of_no_such_class():
    return [mixed_keys({1: 2, 1.5: 3, (1, 2): 4, None: 5}, keys) for keys in ([1, True], [1.5, 1.0], [(1, 2)], [None])]


def test_unhashable():
    for function in (lambda: counted([[1]]), lambda: kept_in_order([{}]), lambda: known_or({}, [[]])):
        try:
            function()
        except TypeError as error:
            LOG.append(str(error))
    return LOG[-3:]


def test_nodes():
    a, b, c = Node("a"), Leaf("b"), Node("a")
    nodes = [a, b, c, a, b]
    order = kept_in_order(nodes)
    groups = grouped(nodes)
    found = known_or({a: "A", b: "B"}, nodes)
    left = removed({a, b}, [a, c])
    chain = walked({a: b, b: c}, a), walked({a: b, b: a}, a)
    return repr(order), repr(groups), found, left, chain, LOG[-2:]


def test_optional_keys():
    a = Node("a")
    return optional_keys({}, [a, None, a, None, Node("b")])


def test_equal_ones():
    LOG.clear()
    keys = [Equal("x"), Equal("y"), Equal("x")]
    return told_apart({}, keys), LOG


def test_data_classes():
    return added([Pair(1, 2), Pair(0, 0), Pair(1, 2), Pair(2, 1)])


def test_comparisons():
    a, b = Node("a"), Leaf("a")
    wrong = [1, "a", None, 1.5, Equal("a"), Color.RED]
    LOG.clear()
    return (compared([a, b, a], a), stepped(Color.RED, 9), stepped(Color.GREEN, 4), ends_of([a, None, b], None), ends_of([a, None, b], b),
            compared(wrong, a), compared([a], Equal("a")), [compared([a], each) for each in wrong], stepped("r", 3), ends_of([1], 1), LOG)


def test_equality_of_a_class_below():
    class Same(Node):
        def __eq__(self, other):
            LOG.append("same")
            return NotImplemented if other is None else self.name == other.name

        __hash__ = Node.__hash__

    LOG.clear()
    nodes = [Same("a"), Node("a"), Same("b")]
    return compared(nodes, Node("a")), compared(nodes, nodes[0]), ends_of(nodes + [None], nodes[0]), LOG


def test_comparisons_that_come_later():
    a, b = Node("same"), Node("same")
    first = compared([a, b], a)
    Node.__eq__ = lambda self, other: LOG.append("later") or "truthy"
    LOG.clear()
    try:
        return first, compared([a, b], a), ends_of([a, None], None), LOG
    finally:
        del Node.__eq__


def test_members_compared_later():
    LOG.clear()
    Color.__eq__ = lambda self, other: LOG.append(self.name) or False
    try:
        return stepped(Color.RED, 4), LOG
    finally:
        del Color.__eq__


def test_equality_that_comes_later():
    a, b = Node("same"), Node("same")
    nodes = [a, b, a]
    first = len(kept_in_order(nodes)), len(grouped(nodes))
    Node.__eq__ = lambda self, other: LOG.append("node eq") or self.name == other.name
    Node.__hash__ = lambda self: hash(self.name)
    try:
        return first, len(kept_in_order(nodes)), len(grouped(nodes)), LOG[-1:]
    finally:
        del Node.__eq__, Node.__hash__


def test_equality_below():
    class Same(Node):
        def __eq__(self, other):
            return self.name == other.name

        def __hash__(self):
            return 1

    nodes = [Same("a"), Same("a"), Node("a"), Same("b")]
    return len(kept_in_order(nodes)), [len(at) for at in grouped(nodes).values()], len(known_or({nodes[0]: "A"}, nodes))


def test_unhashable_below():
    class Odd(Node):
        __hash__ = None

    try:
        return kept_in_order([Node("a"), Odd("b")])
    except TypeError as error:
        return str(error)


def test_hash_of_members_that_changes():
    table = counted(colors())
    calls = []
    Color.__hash__ = lambda self: calls.append(self.name) or 5
    try:
        return repr(counted(colors())), len(calls), [table.get(Color.RED), len(calls)]
    finally:
        del Color.__hash__


def test_the_builtin_hash_that_changes():
    counted(colors())
    calls = []
    original = builtins.hash
    builtins.hash = lambda of: calls.append(of) or original(of)
    try:
        first = counted(colors())
    finally:
        builtins.hash = original
    number = len(calls)
    counted(colors())
    return repr(first), number, len(calls)


def test_a_global_hash_of_the_enum_module():
    counted(colors())
    calls = []
    enum.hash = lambda of: calls.append(of) or 3
    try:
        first = counted(colors())
    finally:
        del enum.hash
    number = len(calls)
    counted(colors())
    return repr(first), number, len(calls)


def test_the_name_of_a_member_that_changes():
    counts = counted(colors())
    Color.RED._name_ = "OTHER"
    try:
        return Color.RED in counts, Color.GREEN in counts, repr(counted([Color.RED, Color.GREEN]))
    finally:
        Color.RED._name_ = "RED"


RERUNNABLE = False
