# native: added, taken_from, compared, listed, spread
# native 3.12+: total, count, deepest, names
"""Sums of what a function gives for each child of a node, by itself: generators that native code keeps; and sums of nothing, which are the
int 0, among floats."""
import sys


class Node:
    def __init__(self, weight: float, *children: "Node") -> None:
        self.weight = weight
        self.children: list["Node"] = list(children)


def total(node: Node) -> float:
    return node.weight + sum(total(child) for child in node.children)


def count(node: Node) -> int:
    return 1 + sum(count(child) for child in node.children)


def only_sums(node: Node) -> float:
    return sum(only_sums(child) for child in node.children)


def deepest(node: Node) -> int:
    if not node.children:
        return 1
    return 1 + max(deepest(child) for child in node.children)


def names(node: Node) -> list[str]:
    parts: list[str] = [str(node.weight)]
    for part in list(name for child in node.children for name in names(child)):
        parts.append(part + "'")
    return parts


def listed(node: Node) -> float:
    return node.weight * 0.5 + sum([listed(child) for child in node.children])


def raising(node: Node) -> float:
    if node.weight < 0.0:
        raise ValueError(node.weight)
    return node.weight + sum(raising(child) for child in node.children)


def added(numbers: list[float], x: float) -> list[object]:
    found: list[object] = []
    for n in range(len(numbers) + 1):
        found.append(x + sum(y * y for y in numbers[:n]))
        found.append(sum(numbers[:n]) + x)
        found.append(sum([y * 2.0 for y in numbers[:n]]) * x)
    return found


def taken_from(numbers: list[float], x: float) -> list[object]:
    found: list[object] = []
    for n in range(len(numbers) + 1):
        found.append(sum(y for y in numbers[:n]) - x)
        found.append(x - sum([y for y in numbers[:n]]))
        found.append(sum(y for y in numbers[:n]) - sum(y for y in numbers[:n]))
        found.append(sum(y for y in numbers[:n]) + n)
        found.append(sum(y for y in numbers[:n]) / (x + 10.0))
    return found


def alone(numbers: list[float]) -> object:
    return sum(y * y for y in numbers)


def divided(numbers: list[float], x: float) -> float:
    return x / sum(y * y for y in numbers)


def compared(numbers: list[float], x: float) -> list[bool]:
    found: list[bool] = []
    for n in range(len(numbers) + 1):
        found.append(sum(y for y in numbers[:n]) < x)
        found.append(x == sum(y for y in numbers[:n]))
    return found


def spread(numbers: list[float], mean: float) -> float:
    best = 0.0
    for n in range(len(numbers) + 1):
        variance = mean + sum((y - mean) ** 2 for y in numbers[:n])
        if variance > best:
            best = variance
    return best


class Number:
    def __init__(self, value):
        self.value = value

    def __radd__(self, other):
        frame, seen = sys._getframe(1), []
        while frame is not None and len(seen) < 3:
            seen.append((frame.f_code.co_name, frame.f_lineno - frame.f_code.co_firstlineno))
            frame = frame.f_back
        print(type(other).__name__, seen)
        return other + self.value

    __add__ = __radd__

    def __lt__(self, other):
        print("less", sys._getframe(1).f_code.co_name)
        return False

    __gt__ = __lt__


def tree(depth: int) -> Node:
    return Node(depth * 1.25, *[tree(depth - 1) for _ in range(depth)])


def strange(value) -> Node:
    node = tree(2)
    node.children[0].weight = value
    return node


def test_trees() -> list:
    root = tree(4)
    return [total(root), count(root), only_sums(root), deepest(root), listed(root), len(names(root)), names(tree(2))]


def test_leaves() -> list:
    return [total(Node(-0.0)), total(Node(3)), count(Node(1.0)), only_sums(Node(1.0)), listed(Node(-0.0)), deepest(Node(0.0))]


def test_strange() -> list:
    return [total(strange(7)), total(strange(True)), listed(strange(7)), listed(strange(2**60)), total(strange(2**1000))]


def test_objects() -> list:
    return [total(strange(Number(2.5))), listed(strange(2.5))]


def test_text() -> float:
    return total(strange("text"))


def test_text_listed() -> float:
    return listed(strange("text"))


def test_raising() -> list:
    found = [raising(tree(3))]
    try:
        raising(strange(-1.5))
    except ValueError as error:
        found.append(error.args)
    return found


def test_raises() -> float:
    return raising(strange(-2.5))


def test_no_children() -> float:
    return total(Node(1.0, Node(2.0), None))


def test_added() -> list:
    numbers = [1.5, -0.0, 2.5e300, float("inf"), -3.0]
    return [[added(numbers, x), taken_from(numbers, x), compared(numbers, x)] for x in (0.0, -0.0, 1.5, float("-inf"), 3)]


def test_alone() -> list:
    return [alone([]), alone([1.5]), alone([-0.0]), alone([2, 3]), spread([], 2.0), spread([1.0, 2.0, 4.5], 2.5)]


def test_divided() -> list:
    return [divided([2.0], 1.0), divided([0.5, 0.5], 3.0)]


def test_divided_by_nothing() -> float:
    return divided([], 1.0)


def test_too_deep() -> list:
    node = Node(0.5)
    for _ in range(3 * sys.getrecursionlimit()):
        node = Node(0.5, node)
    found = []
    for f in (total, count, listed):
        try:
            found.append(f(node))
        except RecursionError as error:
            found.append(type(error).__name__)
    while node.children:
        node = node.children.pop()
    return found


RERUNNABLE = False


def test_profiled() -> list:
    seen = []

    def profile(frame, event, arg):
        seen.append((event, frame.f_code.co_name))

    sys.setprofile(profile)
    try:
        total(tree(2))
    finally:
        sys.setprofile(None)
    return seen


def test_sum_replaced() -> list:
    global sum
    found = [total(tree(3))]
    sum = lambda items: len(list(items)) * 100
    try:
        found += [total(tree(3)), listed(tree(2)), added([1.0], 2.0)]
    finally:
        del sum
    return [*found, total(tree(3))]
