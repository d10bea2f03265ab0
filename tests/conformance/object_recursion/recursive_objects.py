"""Recursion through objects: trees, linked lists, visitors, memo tables, operators that call back, and recursion without end."""

from __future__ import annotations

import sys


class Node:
    def __init__(self, key: int, left: Node | None = None, right: Node | None = None):
        self.key, self.left, self.right = key, left, right

    def insert(self, key: int) -> None:
        if key < self.key:
            if self.left is None:
                self.left = Node(key)
            else:
                self.left.insert(key)
        elif self.right is None:
            self.right = Node(key)
        else:
            self.right.insert(key)

    def depth(self) -> int:
        left = self.left.depth() if self.left else 0
        right = self.right.depth() if self.right else 0
        return 1 + max(left, right)

    def keys(self) -> list:
        return (self.left.keys() if self.left else []) + [self.key] + (self.right.keys() if self.right else [])

    def __len__(self):
        return 1 + (len(self.left) if self.left is not None else 0) + (len(self.right) if self.right is not None else 0)

    def __eq__(self, other):
        return isinstance(other, Node) and self.key == other.key and self.left == other.left and self.right == other.right

    def __repr__(self):
        return f"({self.left!r} {self.key} {self.right!r})" if self.left or self.right else str(self.key)


class Link:
    def __init__(self, value, rest=None):
        self.value, self.rest = value, rest

    def __iter__(self):
        yield self.value
        if self.rest is not None:
            yield from self.rest

    def __getitem__(self, i):
        return self.value if i == 0 else self.rest[i - 1]

    def __add__(self, n):
        return Link(self.value + n, self.rest + n if self.rest else None)


class Expr:
    def __init__(self, op, *args):
        self.op, self.args = op, args


class Evaluator:
    def __init__(self, names):
        self.names = names

    def visit(self, node):
        return getattr(self, "visit_" + node.op)(*node.args)

    def visit_num(self, n):
        return n

    def visit_name(self, name):
        return self.names[name]

    def visit_add(self, a, b):
        return self.visit(a) + self.visit(b)

    def visit_mul(self, a, b):
        return self.visit(a) * self.visit(b)

    def visit_div(self, a, b):
        return self.visit(a) / self.visit(b)


def tree(keys: list[int]) -> Node:
    root = Node(keys[0])
    for key in keys[1:]:
        root.insert(key)
    return root


def of_tree(keys: list[int]) -> list:
    t = tree(keys)
    return [t.depth(), t.keys(), len(t), t == tree(keys), repr(t)]


def links(n: int) -> Link | None:
    return Link(n, links(n - 1)) if n else None


def of_links(n: int) -> list:
    chain = links(n)
    return [list(chain), chain[n - 1], list(chain + 10)]


def link_too_far(n: int) -> object:
    return links(3)[n]


def evaluate(which: int) -> object:
    two, x, z = Expr("num", 2), Expr("name", "x"), Expr("num", 0)
    tree = [Expr("add", two, Expr("mul", x, two)), Expr("div", x, z), Expr("add", x, Expr("name", "y")), Expr("pow", two, two)][which]
    return Evaluator({"x": 2**62}).visit(tree)


def fibonacci(n: int, memo: dict) -> int:
    if n < 2:
        return n
    if n not in memo:
        memo[n] = fibonacci(n - 1, memo) + fibonacci(n - 2, memo)
    return memo[n]


def permutations(items: list) -> list:
    if not items:
        return [[]]
    return [[items[i]] + rest for i in range(len(items)) for rest in permutations(items[:i] + items[i + 1 :])]


def flatten(value) -> list:
    if isinstance(value, list):
        result = []
        for item in value:
            result += flatten(item)
        return result
    return [value]


def subsets(items: list, start: int, chosen: list, found: list) -> list:
    found.append(list(chosen))
    for i in range(start, len(items)):
        chosen.append(items[i])
        subsets(items, i + 1, chosen, found)
        chosen.pop()
    return found


def quicksort(values: list) -> list:
    if len(values) < 2:
        return values
    pivot = values[0]
    return quicksort([v for v in values[1:] if v < pivot]) + [pivot] + quicksort([v for v in values[1:] if not v < pivot])


def queens(n: int, row: int, columns: list[int]) -> int:
    if row == n:
        return 1
    count = 0
    for column in range(n):
        if all(column != c and abs(column - c) != row - r for r, c in enumerate(columns)):
            count += queens(n, row + 1, columns + [column])
    return count


def without_end(n: int, log: list) -> int:
    log.append(n)
    return without_end(n + 1, log) + 1


def ends_in_error() -> list:
    log = []
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(200)
    try:
        without_end(0, log)
    except RecursionError as error:
        return [type(error).__name__, len(log) > 100]
    finally:
        sys.setrecursionlimit(before)


class Endless:
    def __add__(self, other):
        return self + other

    def __len__(self):
        return len(self)

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self, name)

    def __eq__(self, other):
        return self == other

    def __call__(self):
        return self()


def endless(which: int) -> str:
    e = Endless()
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(200)
    try:
        if which == 0:
            e + 1
        elif which == 1:
            len(e)
        elif which == 2:
            e.attribute
        elif which == 3:
            e == 1
        else:
            e()
    except RecursionError as error:
        return type(error).__name__
    finally:
        sys.setrecursionlimit(before)
    return "ended"


CASES = [(of_tree, (k,)) for k in ([5, 2, 8, 1, 9, 3], [1], [2**70, 1, 2**63], [1, "s"])] + [(of_links, (n,)) for n in (1, 5)] + [(link_too_far, (n,)) for n in (0, 2, 5)] + [(evaluate, (w,)) for w in range(4)]
CASES += [(fibonacci, (n, {})) for n in (1, 30, 100)] + [(permutations, ([1, 2, 3],)), (flatten, ([1, [2, [3, []]], "s"],)), (subsets, ([1, 2, 3], 0, [], [])), (quicksort, ([3, 1, 2**70, 2],)), (quicksort, ([1, "s"],)), (queens, (5, 0, [])), (ends_in_error, ())] + [(endless, (w,)) for w in range(5)]
