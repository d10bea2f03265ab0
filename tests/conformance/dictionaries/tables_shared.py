# native 3.12+: queens.<locals>.place, paths.<locals>.count, wide_keys.<locals>.store, missing.<locals>.look
# native 3.12+: callbacks.<locals>.step, kept.<locals>.ask, rebound.<locals>.add
"""Dictionaries and sets of numbers that inner functions share: tables until Python code runs, which must never see one."""

import gc
import sys
import traceback


def queens(size: int) -> tuple[int, list[int], int]:
    cols: set[int] = set()
    falls: set[int] = set()
    rises: set[int] = set()

    def place(row: int) -> int:
        if row == size:
            return 1
        total = 0
        for col in range(size):
            if col in cols or row + col in falls or row - col in rises:
                continue
            cols.add(col)
            falls.add(row + col)
            rises.add(row - col)
            total += place(row + 1)
            cols.remove(col)
            falls.discard(row + col)
            rises.remove(row - col)
        return total

    found = place(0)
    cols.add(4097)
    return found, sorted(cols | falls), sys.getsizeof(rises)


def paths(rows: int, columns: int) -> tuple[int, list, int]:
    memo: dict[tuple[int, int], int] = {(0, 0): 1}

    def count(r: int, c: int) -> int:
        if r < 0 or c < 0:
            return 0
        if (r, c) in memo:
            return memo[(r, c)]
        memo[r, c] = count(r - 1, c) + count(r, c - 1)
        return memo[r, c]

    return count(rows, columns), list(memo.items()), sys.getsizeof(memo)


def wide_keys(keys: list[int]) -> tuple[list, list, list]:
    pairs: dict[tuple[int, int], int] = {}
    triples: set[tuple[int, int, int]] = set()
    ints: dict[int, float] = {}

    def store(key: int) -> bool:
        pairs[key, key + 1] = pairs.get((key, key + 1), 0) + 1
        triples.add((key, 1, -key))
        ints[key] = ints.setdefault(key, 0.5) * 2.0
        return (key, 1, -key) in triples and len(ints) == len(pairs) and bool(triples)

    all_there = [store(key) for key in keys]
    return all_there, list(pairs.items()), [list(triples), list(ints.items())]


def missing(keys: list[int]) -> list[str]:
    known: dict[int, int] = {}
    seen: set[int] = set()

    def look(key: int) -> int:
        if key % 3 == 0:
            known[key] = key
            seen.add(key)
        return known[key] + key

    def drop(key: int) -> int:
        seen.remove(key)
        return len(seen)

    out = []
    for key in keys:
        for function in (look, drop):
            try:
                out.append(f"{function.__name__} {function(key)}")
            except KeyError as error:
                out.append(f"{function.__name__} misses {error!r}")
    return out


LOOKED = []


def looks(value: int) -> int:
    return value


def callbacks(count: int) -> tuple[int, dict]:
    memo: dict[int, int] = {}

    def step(n: int) -> int:
        if n in memo:
            return memo[n]
        memo[n] = n if n < 2 else step(n - 1) + step(n - 2)
        return looks(memo[n])

    return step(count), memo


def kept(limit: int):
    memo: dict[int, int] = {}

    def ask(n: int) -> int:
        if n not in memo:
            memo[n] = n * n if n < limit else ask(n - 1) + 1
        return memo[n]

    ask(limit + 3)
    return ask


def rebound(count: int) -> tuple[int, set]:
    seen: set[int] = {1, 2}
    total = 0

    def add(n: int) -> int:
        nonlocal seen
        if len(seen) > 5:
            seen = set()
        seen.add(n * 7)
        return len(seen)

    for n in range(count):
        total = total * 3 + add(n)
    return total, seen


def raises(depth: int) -> int:
    memo: dict[int, int] = {}

    def go(n: int) -> int:
        memo[n] = depth // (n - 3)
        return go(n + 1) + memo[n]

    return go(0)


def caught(depth: int) -> tuple[int, str]:
    try:
        return raises(depth), ""
    except ZeroDivisionError as error:
        frame = error.__traceback__
        shown = []
        while frame is not None:
            local = frame.tb_frame.f_locals
            shown.append((frame.tb_frame.f_code.co_name, {k: v for k, v in local.items() if k in ("memo", "n", "depth")}))
            frame = frame.tb_next
        return depth, repr(shown)


def quietly(depth: int) -> int:
    total = 0
    for n in range(depth):
        try:
            total += raises(n)
        except ZeroDivisionError:
            total += 1
    return total


def endless(limit: int) -> int:
    seen: set[int] = set()

    def down(n: int) -> int:
        seen.add(n)
        return down(n + 1) + len(seen)

    return down(limit)


def wrong(value) -> list:
    memo: dict[int, int] = {}

    def put(key: int, what) -> int:
        memo[key] = what
        return len(memo)

    put(1, 5)
    put(True, value)
    put(2, True)
    put(3, value)
    return list(memo.items())


def key_of_kind(key) -> list:
    seen: set[int] = set()

    def add(n) -> int:
        seen.add(n)
        return len(seen)

    return [add(1), add(key), add(2), sorted(map(repr, seen))]


def unbound(flag: bool) -> int:
    def ask(n: int) -> int:
        return seen_later[n]

    if flag:
        seen_later: dict[int, int] = {3: 4}
    first = ask(3)
    del seen_later
    return first + ask(3)


def changed_within(count: int) -> list[int]:
    seen: set[int] = set()

    def grow(n: int) -> int:
        seen.add(n)
        seen.add(n + 100)
        return n

    for n in range(count):
        grow(n)
    out = []
    for item in seen:
        out.append(item)
        if item == 100:
            grow(1000)
    return out


def by_lambda(count: int) -> list[int]:
    rank: dict[int, int] = {}

    def put(n: int) -> None:
        rank[n] = -n * n % 17

    for n in range(count):
        put(n)
    return sorted(range(count), key=lambda n: rank[n])


def in_generator(count: int) -> list[int]:
    seen: set[int] = set()

    def fresh(n: int):
        for x in range(n):
            if x % 7 not in seen:
                seen.add(x % 7)
                yield x

    return list(fresh(count)) + sorted(seen)


class Tree:
    def __init__(self, n: int) -> None:
        self.n = n

    def __eq__(self, other) -> bool:
        return isinstance(other, int) and other == self.n

    def __hash__(self) -> int:
        return hash(self.n)


def looked_at(limit: int) -> list:
    seen: set[int] = set()
    known: dict[int, int] = {}

    def put(n: int) -> bool:
        seen.add(n)
        known[n] = n + 1
        return n in seen

    for n in range(limit):
        put(n)
    return [Tree(3) in seen, known[Tree(4)], known.get(Tree(99)), 3.0 in seen, True in known]


class Ends:
    def __init__(self, memo) -> None:
        self.memo = memo

    def __del__(self) -> None:
        LOOKED.append(self.memo().copy())


def finalized(limit: int) -> int:
    memo: dict[int, int] = {}

    def put(n: int) -> int:
        memo[n] = n
        return len(memo)

    def run(n: int) -> int:
        put(n)
        watcher = Ends(lambda: memo)
        put(n + 100)
        del watcher
        put(n + 200)
        return len(memo)

    total = 0
    for n in range(limit):
        total += run(n)
    return total


def test_queens():
    return [queens(n) for n in range(1, 7)]


def test_paths():
    return paths(6, 9), paths(0, 0)


def test_wide_keys():
    return wide_keys([1, 2, 1, 1 << 20, -(1 << 20), 1 << 31, -(1 << 31) - 1, (1 << 62) + 3, 7, 7])


def test_missing():
    return missing([1, 3, 3, 4, 6])


def test_callbacks():
    plain = callbacks(20)
    seen = []

    def other(value):
        frame = sys._getframe(1)
        closure = [f for f in gc.get_referrers(frame.f_code) if getattr(f, "__name__", "") == "step"]
        for function in closure:
            for cell in function.__closure__:
                if isinstance(cell.cell_contents, dict):
                    seen.append((type(cell.cell_contents).__name__, len(cell.cell_contents)))
        return value

    globals()["looks"], mine = other, looks
    try:
        patched = callbacks(9)
    finally:
        globals()["looks"] = mine
    return plain, patched, [name for name, _ in seen][:1], bool(seen)


def test_kept():
    ask = kept(4)
    cell = {name: cell for name, cell in zip(ask.__code__.co_freevars, ask.__closure__)}["memo"]
    before = dict(cell.cell_contents)
    return before, ask(12), type(cell.cell_contents).__name__, sorted(cell.cell_contents.items())


def test_rebound():
    return rebound(20)


def test_raises():
    return caught(12), quietly(5)


def test_uncaught():
    try:
        raises(7)
    except ZeroDivisionError:
        return traceback.format_exc()


def test_endless():
    try:
        endless(0)
    except RecursionError as error:
        return str(error)


def test_wrong():
    return wrong(2), wrong("text"), wrong(1 << 70), wrong(2.5)


def test_key_of_kind():
    return key_of_kind(1.0), key_of_kind(True), key_of_kind("1"), key_of_kind(1 << 80), key_of_kind(Tree(1))


def test_unbound():
    out = []
    for flag in (True, False):
        try:
            out.append(unbound(flag))
        except (NameError, KeyError) as error:
            out.append(f"{type(error).__name__}: {error}")
    return out


def test_changed_within():
    out = [changed_within(4)]
    try:
        changed_within(150)
    except RuntimeError as error:
        out.append(str(error))
    return out


def test_by_lambda():
    return by_lambda(12)


def test_in_generator():
    return in_generator(20)


def test_looked_at():
    return looked_at(9)


def test_finalized():
    LOOKED.clear()
    total = finalized(3)
    return total, [sorted(seen) for seen in LOOKED]


def test_collected():
    before = len(gc.get_objects())
    for n in range(30):
        queens(3)
        paths(2, 2)
    gc.collect()
    return len(gc.get_objects()) - before < 50
