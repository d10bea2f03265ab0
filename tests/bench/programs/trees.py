"""Binary trees grown and counted: small objects, recursion, garbage."""


class Node:
    __slots__ = ("left", "right")

    def __init__(self, left: "Node | None", right: "Node | None") -> None:
        self.left = left
        self.right = right


def grown(depth: int) -> Node:
    if depth == 0:
        return Node(None, None)
    return Node(grown(depth - 1), grown(depth - 1))


def count(node: Node) -> int:
    total = 1
    if node.left is not None:
        total += count(node.left)
    if node.right is not None:
        total += count(node.right)
    return total


def bench(n: int = 60) -> int:
    lasting = grown(12)
    total = 0
    for number in range(n):
        total += count(grown(10 + number % 3))
    return total + count(lasting)
