"""Containers that change while they are iterated: what a loop sees, when it stops, and what CPython says of it."""


def list_grows(values: list, limit: int) -> list:
    for v in values:
        if len(values) < limit:
            values.append(v * 2)
    return values


def list_shrinks(values: list) -> list:
    seen = []
    for v in values:
        seen.append(v)
        if v % 2:
            values.remove(v)
    return [seen, values]


def list_cleared(values: list) -> list:
    seen = []
    for v in values:
        seen.append(v)
        values.clear()
    return [seen, values]


def list_replaced(values: list) -> list:
    seen = []
    for i, v in enumerate(values):
        seen.append(v)
        values[:] = [v + 1, i]
        if i > 4:
            break
    return [seen, values]


def name_rebound(values: list) -> list:
    seen = []
    for v in values:
        seen.append(v)
        values = [9, 9]
    return [seen, values]


def loop_variable_rebound(n: int) -> list:
    seen = []
    for i in range(n):
        i = i * 10
        seen.append(i)
    return seen


def range_bound_changes(n: int) -> list:
    seen = []
    for i in range(n):
        n = n + 5
        seen.append(i)
    return [seen, n]


def length_asked_again(values: list) -> int:
    i = 0
    while i < len(values):
        if values[i] < 5:
            values.append(values[i] + 2)
        i += 1
    return i


def index_vanishes(values: list) -> list:
    for i in range(len(values)):
        if values[i] == 2:
            del values[i]
    return values


def dict_grows(table: dict) -> None:
    for key in table:
        table[key * 2] = 1


def dict_shrinks(table: dict) -> None:
    for key in table:
        del table[key]


def dict_changes_value(table: dict) -> dict:
    for key in table:
        table[key] = table[key] + 1
    return table


def dict_swaps(table: dict) -> list:
    seen = []
    for key in table:
        seen.append(key)
        if len(seen) > 5:
            break
        del table[key]
        table[key + 100] = 1
    return [seen, len(table)]


def dict_items(table: dict) -> list:
    seen = []
    for key, value in table.items():
        seen.append((key, value))
        table[key] = None
        if value == 2:
            table["new"] = 1
    return seen


def dict_copy(table: dict) -> dict:
    for key, value in list(table.items()):
        if value > 1:
            del table[key]
        else:
            table[key + "x"] = value
    return table


def set_grows(values: set) -> None:
    for v in values:
        values.add(v + 100)


def set_shrinks(values: set) -> None:
    for v in values:
        values.discard(v)


def bytearray_grows(data: bytearray) -> list:
    seen = []
    for byte in data:
        seen.append(byte)
        if len(data) < 6:
            data.append(byte + 1)
    return seen


def in_comprehension(values: list) -> list:
    return [values.pop() for v in values]


def dict_in_comprehension(table: dict) -> list:
    return [table.pop(key) for key in table]


def two_iterators(values: list) -> list:
    it = iter(values)
    seen = []
    for v in it:
        seen.append((v, next(it, "none")))
    values.append(9)
    return [seen, next(it, "ended")]


def shared_iterator(values: list) -> list:
    it = iter(values)
    return [[a, *[b for b in it]] for a in it] + list(zip(it, it))


def callee_changes(values: list, log: list) -> list:
    def shorten():
        if len(values) > 2:
            values.pop()

    for v in values:
        log.append(v)
        shorten()
    return log


def key_changes_dict(table: dict) -> object:
    class Key:
        def __hash__(self):
            return hash("a")

        def __eq__(self, other):
            table.clear()
            return False

    return [table.get(Key()), Key() in table, len(table)]


def sort_changes(values: list) -> list:
    def key(v):
        if v == 2:
            values.append(7)
        return v

    values.sort(key=key)
    return values


def slice_source_changes(values: list) -> list:
    class Grows:
        def __init__(self):
            self.n = 0

        def __iter__(self):
            return self

        def __next__(self):
            self.n += 1
            if self.n > 3:
                raise StopIteration
            values.append(self.n)
            return -self.n

    values[1:2] = Grows()
    return values


def extend_itself(values: list) -> list:
    values.extend(values)
    values += values
    values.extend(v for v in values[:2])
    return values


def equality_changes(values: list) -> list:
    class Shrinks:
        def __eq__(self, other):
            values.clear()
            return False

    values.append(Shrinks())
    return [5 in values, values, values.count(1)]


def zip_of_changing(values: list) -> list:
    seen = []
    for a, b in zip(values, values):
        seen.append((a, b))
        if a == 1:
            values.insert(0, 0)
        if len(values) > 6:
            break
    return seen


CASES = [(list_grows, ([1, 2], 7)), (list_grows, ([], 3)), (list_shrinks, ([1, 3, 4, 5, 7],)), (list_cleared, ([1, 2],)), (list_replaced, ([1, 2, 3],)), (name_rebound, ([1, 2],)), (loop_variable_rebound, (4,)), (range_bound_changes, (3,))]
CASES += [(length_asked_again, ([1, 4],)), (index_vanishes, ([1, 2, 3],)), (index_vanishes, ([1, 3],))] + [(f, ({1: 1, 2: 2},)) for f in (dict_grows, dict_shrinks, dict_changes_value, dict_swaps, dict_items, dict_in_comprehension)] + [(f, ({},)) for f in (dict_grows, dict_shrinks)]
CASES += [(dict_copy, ({"a": 1, "b": 2},)), (set_grows, ({1, 2},)), (set_shrinks, ({1, 2},)), (set_grows, (set(),)), (bytearray_grows, (bytearray(b"ab"),)), (in_comprehension, ([1, 2, 3],)), (two_iterators, ([1, 2, 3],)), (shared_iterator, ([1, 2, 3],)), (callee_changes, ([1, 2, 3, 4, 5], []))]
CASES += [(key_changes_dict, ({"a": 1},)), (sort_changes, ([3, 2, 1],)), (slice_source_changes, ([0, 1, 2],)), (extend_itself, ([1, 2],)), (equality_changes, ([1, 2],)), (zip_of_changing, ([1, 2, 3],))]
