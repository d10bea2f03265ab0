# native: lexed, parsed, count, group, bfs, matrix, table, collatz, Inventory.add, Inventory.total, Inventory.replay
# native: mixed, filled, kept, inner, tallied, sorted_pairs, Bag.put, Bag.first
# native 3.12+: paths
"""Containers of which no hint says what is in them: what functions put in tells, and what others put in is as exact."""

from collections import defaultdict, deque

CACHE = {}
NAMES = []
MARKS = set()


def lexed(text):
    tokens = []
    i = 0
    while i < len(text):
        c = text[i]
        if c.isdigit():
            start = i
            while i < len(text) and text[i].isdigit():
                i += 1
            tokens.append(("num", text[start:i]))
        else:
            tokens.append(("op", c))
            i += 1
    return tokens


def parsed(text):
    tokens = lexed(text)
    total = 0
    sign = 1
    for kind, part in tokens:
        if kind == "num":
            total += sign * int(part)
        elif part == "-":
            sign = -1
        elif part == "+":
            sign = 1
    return total


def count(words: list[str]) -> dict[str, int]:
    counts = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return counts


def group(words: list[str]) -> dict[str, list[str]]:
    groups = {}
    for word in words:
        key = word[:1]
        if key not in groups:
            groups[key] = []
        groups[key].append(word)
    more = {}
    for word in words:
        more.setdefault(len(word), []).append(word)
    groups["more"] = [str(more)]
    return groups


def bfs(graph: dict[int, list[int]], start: int) -> list[tuple[int, int]]:
    seen = {start}
    distance = {start: 0}
    queue = deque([start])
    order = []
    while queue:
        node = queue.popleft()
        order.append((node, distance[node]))
        for other in graph.get(node, []):
            if other not in seen:
                seen.add(other)
                distance[other] = distance[node] + 1
                queue.append(other)
    return order


def matrix(n: int) -> float:
    rows = []
    for i in range(n):
        row = []
        for j in range(n):
            row.append(i * j % 7 + 0.5)
        rows.append(row)
    total = 0.0
    for i in range(n):
        for j in range(n):
            total += rows[i][j] * rows[j][i]
    return total


def table(n: int) -> list[list[str]]:
    rows = []
    for i in range(n):
        rows.append([str(i), "x" * i])
    rows[0][0] += "!"
    return rows


def collatz(n: int) -> int:
    if n == 1:
        return 0
    if n in CACHE:
        return CACHE[n]
    steps = 1 + collatz(n // 2 if n % 2 == 0 else 3 * n + 1)
    CACHE[n] = steps
    MARKS.add(steps)
    NAMES.append(str(n))
    return steps


def paths(n: int) -> int:
    known = {}

    def inner(a: int, b: int) -> int:
        if a == 0 or b == 0:
            return 1
        if (a, b) in known:
            return known[a, b]
        value = (inner(a - 1, b) + inner(a, b - 1)) % 1000007
        known[a, b] = value
        return value

    return inner(n, n)


class Inventory:
    def __init__(self) -> None:
        self.names = []
        self.stock = {}
        self.log = deque()

    def add(self, name: str, amount: int) -> None:
        if name not in self.stock:
            self.names.append(name)
            self.stock[name] = 0
        self.stock[name] += amount
        self.log.append((name, amount))

    def total(self) -> int:
        total = 0
        for name in self.names:
            total += self.stock[name]
        return total

    def replay(self) -> list[str]:
        out = []
        for name, amount in self.log:
            out.append(f"{name}{amount}")
        return out


def mixed(n: int) -> tuple[list[object], dict[object, object]]:
    items = []
    known = {}
    for i in range(n):
        items.append(i if i % 3 else str(i))
        items.append(None)
        known[i] = items[-2]
        known[str(i)] = i * 0.5
    last = items[0]
    for item in items:
        if item is not None:
            last = item
    items.append(last)
    return items, known


def fill(items, value):
    items.append(value)
    return items


def filled(n: int) -> list[object]:
    items = []
    for i in range(n):
        items.append(i)
        fill(items, str(i))
    total = 0
    for item in items:
        if isinstance(item, str):
            total += len(item)
        else:
            total += item
    items.append(total)
    return items


def kept(n: int) -> list[int]:
    last = []
    for i in range(n):
        now = [i]
        for k in range(i):
            now.append((last[k - 1] if last else 0) + now[k])
        last = now
    return last


def inner(values):
    out = []
    for value in values:
        part = []
        part.append(value)
        out.append(part)
    return [part[0] for part in out]


def tallied(words: list[str]) -> list[tuple[str, int]]:
    counts = defaultdict(int)
    places = defaultdict(list)
    for place, word in enumerate(words):
        counts[word] += 1
        places[word].append(place)
    out = []
    for word, times in counts.items():
        out.append((word, times * 100 + places[word][-1]))
    return out


def sorted_pairs(words: list[str]) -> list[tuple[int, str]]:
    pairs = []
    for word in words:
        pairs.append((len(word), word))
    pairs.sort()
    return pairs


class Bag:
    def __init__(self):
        self.items = []
        self.by_name = {}

    def put(self, name, value):
        self.items.append(value)
        self.by_name.setdefault(name, []).append(value)

    def first(self, name):
        found = self.by_name.get(name)
        return found[0] if found else None


WORDS = "the quick brown fox jumps over the lazy dog the end".split()


def test_texts() -> None:
    print(lexed("12+345-6*x"), parsed("12+345-6"), parsed(""))
    print(count(WORDS), group(WORDS), tallied(WORDS), sorted_pairs(WORDS))


def test_graphs() -> None:
    graph = {i: [(i * 3 + 1) % 11, (i * 5 + 2) % 11] for i in range(10)}
    print(bfs(graph, 0), bfs({}, 5), bfs({True: [2.0, 1]}, True))
    print(matrix(6), table(3), kept(6), kept(0), paths(7))


def test_shared() -> None:
    print([collatz(i) for i in range(1, 12)], sorted(CACHE.items())[:5], len(MARKS), NAMES[:5])
    CACHE[97] = "a text"
    CACHE[26] = 2.5
    NAMES.append(3)
    try:
        print(collatz(97), collatz(52), collatz(104))
    except TypeError as error:
        print(error)
    print(NAMES[-3:])
    CACHE.clear()
    print(collatz(7))


def test_inventories() -> None:
    inventory = Inventory()
    for i in range(12):
        inventory.add("abc"[i % 3], i)
    print(inventory.total(), inventory.replay(), inventory.stock)
    inventory.stock["a"] = 1.5
    inventory.names.append("d")
    inventory.stock["d"] = True
    inventory.log.append(["e", None])
    print(inventory.total(), inventory.replay()[-2:])
    inventory.stock = {"a": 10**30, "b": 1, "c": 2, "d": 3}
    inventory.add("a", 1)
    print(inventory.total(), inventory.stock)
    inventory.names.append(7)
    try:
        inventory.total()
    except KeyError as error:
        print(repr(error))
    inventory.log = [("x", "y")]
    print(inventory.replay())


def test_mixed() -> None:
    print(mixed(7), filled(4), inner([1, "a", None, 2.5]), inner("xyz"), inner([]))
    bag = Bag()
    for name, value in (("a", 1), ("b", "x"), ("a", 2.5), (3, None)):
        bag.put(name, value)
    print(bag.items, bag.by_name, bag.first("a"), bag.first("b"), bag.first(3), bag.first("none"))
