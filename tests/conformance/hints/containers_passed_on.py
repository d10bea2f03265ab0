# native: fib, lcs, walk, fill, spread, chosen, optional, scaled, add_all, fallback, mixed
"""Containers that functions without hints give one another: what is in them follows from what all put in, and need not be so."""
from typing import Any


def fib(n, memo=None):
    if memo is None:
        memo = {}
    if n in memo:
        return memo[n]
    if n <= 1:
        return n
    memo[n] = fib(n - 1, memo) + fib(n - 2, memo)
    return memo[n]


def test_fib():
    out: list[Any] = [fib(n) for n in (0, 1, 2, 30, 90, 91, 92, 93, 94, 200)]
    out.append(fib(5, {5: "given", 3: 1}))
    out.append(fib(6, {5: 2.5, 4: True}))
    out.append(fib(True))
    out.append(fib(3, Missing()))
    for n, memo in ((4, {3: "x", 2: 1}), (4, [1, 2]), (4, 7), ("a", {}), ([], {})):
        try:
            out.append(fib(n, memo))
        except (TypeError, IndexError) as error:
            out.append(str(error))
    kept = {2**70: "big"}
    out.append((fib(2**70, kept), fib(20, kept), len(kept)))
    return out


class Missing(dict):
    log: list[Any] = []

    def __contains__(self, key):
        self.log.append(key)
        return key == 2

    def __missing__(self, key):
        return f"missing {key}"

    def __setitem__(self, key, value):
        self.log.append((key, value))
        super().__setitem__(key, value)

    def __add__(self, other):
        return self


def test_missing():
    Missing.log.clear()
    out: list[Any] = []
    try:
        out.append(fib(4, Missing()))
    except TypeError as error:
        out.append(str(error))
    return out, Missing.log


def lcs(a, b, i, j, memo):
    if i == 0 or j == 0:
        return 0
    key = (i, j)
    if key in memo:
        return memo[key]
    if a[i - 1] == b[j - 1]:
        best = lcs(a, b, i - 1, j - 1, memo) + 1
    else:
        best = max(lcs(a, b, i - 1, j, memo), lcs(a, b, i, j - 1, memo))
    memo[key] = best
    return best


def test_lcs():
    out: list[Any] = [lcs("abcbdab", "bdcaba", 7, 6, {}), lcs("", "", 0, 0, {})]
    memo = {(1, 1): 2**80, (2, 1): True, (1, 2): 0.5}
    out.append((lcs("ab", "ba", 2, 2, memo), memo))
    memo = {(1, 1): "text"}
    try:
        out.append(lcs("ab", "ab", 2, 2, memo))
    except TypeError as error:
        out.append((str(error), memo))
    memo = {}
    try:
        lcs("ab", "a", 2, 2, memo)
    except IndexError as error:
        out.append((str(error), memo))
    memo = {}
    lcs("xy", "yx", 2, 2, memo)
    out.append((sorted(memo), [type(key) for key in memo], lcs([1, 2], (2, 1), 2, 2, memo)))
    return out


def walk(graph, node, seen, order):
    seen.add(node)
    for other in graph[node]:
        if other not in seen:
            walk(graph, other, seen, order)
    order.append(node)


def test_walk():
    graph: Any = {0: [1, 2], 1: [2, 0], 2: []}
    seen: Any = set()
    order: Any = []
    walk(graph, 0, seen, order)
    out: list[Any] = [seen, order]
    graph = {"a": "bc", "b": "", "c": "ab"}
    seen, order = {"z"}, ["before"]
    walk(graph, "a", seen, order)
    out += [sorted(seen), order]
    seen, order = set(), []
    try:
        walk({0: [1, "x"], 1: []}, 0, seen, order)
    except KeyError as error:
        out.append((error.args, order, len(seen)))
    for seen in ([], {}, frozenset()):
        try:
            walk({0: []}, 0, seen, [])
        except AttributeError as error:
            out.append(str(error))
    seen, order = set(), []
    walk({2**70: [1.5], 1.5: [2**70]}, 2**70, seen, order)
    return out, seen, order


def fill(counts, words):
    for word in words:
        counts[word] = counts.get(word, 0) + 1


def spread(words):
    counts: Any = {}
    fill(counts, words)
    fill(counts, ["a", "z"])
    return counts


def numbers(n):
    counts: Any = {}
    fill(counts, range(n))
    return counts


def test_fill():
    out: list[Any] = [spread(["a", "b", "a"]), numbers(3), spread([]), spread([1, None, (1, 2)])]
    odd = {"a": 2.5, "b": "x"}
    try:
        fill(odd, ["a", "b"])
    except TypeError as error:
        out.append((str(error), odd))
    return out


def first_of(rows, n):
    rows.append([n])
    return rows[0][0] + len(rows)


def test_first_of():
    out: list[Any] = [first_of([], 3), first_of([[4, 5]], 3), first_of([[2**70]], 1), first_of([(1.5,)], 1)]
    for rows in ([["x"]], [[]], [None]):
        try:
            out.append(first_of(rows, 1))
        except (TypeError, IndexError) as error:
            out.append((str(error), rows))
    return out


def push(stack, item):
    stack.append(item)
    return stack


def chosen(flag):
    """One function puts different things into different lists."""
    ints = push([1], 2)
    texts = push(["a"], "b")
    if flag:
        texts = push(ints, "c")
    return ints, texts, ints[0] + 1, texts[-1]


def test_chosen():
    return chosen(0), chosen(1)


def optional(n, out=None, seen=None):
    if out is None:
        out = []
    if seen is None:
        seen = set()
    if n > 0 and n not in seen:
        seen.add(n)
        out.append(n)
        optional(n // 2, out, seen)
        optional(n - 3, out, seen)
    return out


def test_optional():
    out: list[Any] = [optional(10), optional(0), optional(10, None, {5}), optional(4, ["x"])]
    shared: Any = []
    out.append((optional(3, shared) is shared, shared))
    for bad in (0, "text", ()):
        try:
            out.append(optional(3, bad))
        except AttributeError as error:
            out.append(str(error))
    return out


def add_all(items, into={}):
    """The default is one dictionary for all calls."""
    for item in items:
        into[item] = into.get(item, 0) + 1
    return len(into), sorted(into.values())


def test_add_all():
    add_all.__defaults__[0].clear()
    return add_all([1, 2, 1]), add_all([3]), add_all(["x"], {}), add_all([1], {1: 0.5}), add_all([4])


def fallback(memo, key):
    try:
        return memo[key]
    except KeyError:
        memo[key] = key * 2
        return -memo[key]


def test_fallback():
    memo: Any = {}
    out: list[Any] = [fallback(memo, k) for k in (1, 2, 1, 2**70, 2**70)]
    memo["t"] = "text"
    out.append(fallback(memo, "t"))
    try:
        out.append(fallback(memo, "n"))
    except TypeError as error:
        out.append((str(error), memo["n"]))
    return out


def mixed(memo, n):
    if n == 0:
        return memo[0]
    memo[n] = n
    return mixed(memo, n - 1)


def test_mixed():
    return mixed({0: "zero"}, 3), mixed({0: 7}, 2), mixed({0: None}, 0)


def replaced(n, memo):
    if n < 2:
        return n
    if n not in memo:
        memo[n] = replaced(n - 1, memo) + replaced(n - 2, memo)
    return memo[n]


def test_replaced():
    global replaced
    kept = replaced
    out: list[Any] = [replaced(10, {})]
    memo: Any = {}

    def other(n, memo):
        memo[n] = f"<{n}>"
        return memo[n]

    replaced = other
    out.append((kept(5, memo), memo))
    replaced = kept
    out.append((replaced(50, memo := {}), memo[50], len(memo)))
    return out


def scaled(n, by=None, more=None):
    if by is None:
        by = 2
    if not (more is not None):
        more = 5
    total = 0
    for i in range(n):
        total += i * by
    return total * more


def use_scaled(n: int):
    return scaled(n) + scaled(n + 1)


def test_scaled():
    # The module is not seen to give it anything else.
    called: Any = globals()["scaled"]
    kept = called.__defaults__
    out: list[Any] = [use_scaled(3), called(3, 5), called(2, 1.5), called(3, None, 1.5), called(4, None, 2)]
    try:
        called(2, "ab")
    except TypeError as error:
        out.append(str(error))
    called.__defaults__ = (7, None)
    out.append(use_scaled(3))
    called.__defaults__ = (None, 3)
    out.append(use_scaled(3))
    called.__defaults__ = (None,)
    try:
        use_scaled(2)
    except TypeError as error:
        out.append(str(error))
    called.__defaults__ = kept
    out.append(use_scaled(4))
    return out
