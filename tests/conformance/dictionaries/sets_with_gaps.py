# native: churned, attacked, churned_pairs, churned_mixed
"""Sets that somebody else knows, from which keys are taken out and into which others are put: their order stays CPython's."""

SEED = 20240607


def churned(known: set[int], turns: int, width: int) -> list[int]:
    seen: list[int] = []
    state: int = SEED
    for _ in range(turns):
        state = (state * 1103515245 + 12345) % 2147483648
        key: int = (state >> 8) % width * 64 - 640
        if key in known:
            known.remove(key)
        elif state % 3 == 0:
            known.discard(key - 64)
        else:
            known.add(key)
        seen.append(len(known))
    return seen


def attacked(rows: set[int], columns: set[int], size: int) -> int:
    count: int = 0
    for row in range(size):
        for column in range(size):
            if row in rows or row - column in columns:
                continue
            rows.add(row)
            columns.add(row - column)
            count += 1
            if count % 3 != 0:
                rows.remove(row)
            if count % 5 != 0:
                columns.remove(row - column)
    return count


def churned_pairs(known: set[tuple[int, int]], turns: int) -> int:
    hits: int = 0
    state: int = SEED
    for _ in range(turns):
        state = (state * 1103515245 + 12345) % 2147483648
        pair = (state >> 8) % 7, (state >> 16) % 5
        if pair in known:
            hits += 1
            known.remove(pair)
        else:
            known.add(pair)
    return hits


def churned_mixed(known: set, keys: list) -> int:
    hits: int = 0
    for at in range(len(keys)):
        if keys[at] in known:
            hits += 1
            known.discard(keys[at])
        else:
            known.add(keys[at])
    return hits


def size_of(number):
    """So that no set of constants is in the bytecode: CPython may store one in another order than it makes it."""
    return number


def orders(known: set, others: list) -> list:
    """The order of a set, of a copy, and of the set when it gets others from CPython."""
    before = list(known)
    copied = list(known.copy())
    known.update(others)
    return [before, copied, list(known)]


def test_churned() -> list:
    results = []
    for turns, width in ((30, 6), (100, 12), (200, 40), (400, 300)):
        known: set[int] = {0, 64}
        results.append((churned(known, turns, width)[-5:], orders(known, [5, 8 * 64, -64])))
    return results


def test_begins_with_gaps() -> list:
    results = []
    for gone in range(1, 7):
        known = {key << 40 for key in range(gone)}
        for key in range(gone):
            known.discard(key << 40)
        results.append((churned(known, 20, 9)[-3:], orders(known, [0, 1 << 40, 64])))
    return results


def test_attacked() -> list:
    rows: set[int] = set()
    columns: set[int] = set()
    columns.add(-size_of(2))
    columns.add(-size_of(1))
    columns.add(0)
    return [attacked(rows, columns, 9), orders(rows, [0, 8]), orders(columns, [-1, -2, -3])]


def test_pairs() -> list:
    known = {(0, 0), (3, 4)}
    return [churned_pairs(known, 300), orders(known, [(0, 0), (6, 6)])]


def test_mixed() -> list:
    long, wide, strange = "sixteen letters.", "\u4e2d\u6587\u5b57", "\U0001f40d\U0001f40d"
    texts = ["", "a", "ab", "abc", "abcd", "abcde", "abcdefgh", "abcdefghi", long, long + "x", wide, strange, "abcdefgX"]
    same = ["".join(list(text)) for text in texts]
    keys = texts + [1, 1.0, True, (1, "ab"), None, b"ab"] + same[::2] + texts[::3] + same
    known: set = set()
    hits = churned_mixed(known, keys)
    return [hits, sorted(map(repr, known)), len(known)]
