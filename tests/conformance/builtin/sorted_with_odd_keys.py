# native: sort_by
"""`list.sort` with keys whose end can be told, that change the list, or that are what is sorted."""


class Key(tuple):
    def __del__(self):
        log.append(tuple(self))


class Compared:
    def __init__(self, value, items):
        self.value = value
        self.items = items

    def __lt__(self, other):
        log.append(list(self.items))
        return self.value < other.value


log: list = []


def sort_by(items: list, key, reverse) -> list:
    items.sort(key=key, reverse=reverse)
    return items


def test_ends():
    log.clear()
    found = []
    for reverse in (False, True):
        found.append(sort_by([3, 1, 2, 1, 5, 4], lambda value: Key((value, 0)), reverse))
        found.append(sort_by([3, 1, 2], lambda value: Key(("x", value % 2)), reverse))
    return found, log[:]


def test_changed():
    log.clear()
    items = [3, 1, 2]

    def key(value):
        items.append(value * 10)
        return Compared(value, items)

    def cleared(value):
        items.clear()
        return Compared(value, items)

    told = []
    for function in (key, cleared, lambda value: items.append(1) or value):
        try:
            told.append(sort_by(items, function, False))
        except ValueError as error:
            told.append(str(error))
        told.append(items[:])
    return told, log[:]


def test_same_object():
    items: list = []
    told = [sort_by(items, items, True), sort_by([], True, True), sort_by([], False, False), sort_by([1], None, True)]
    for args in (([2, 1], True, True), ([2, 1], [], False), ([2, 1], len, False)):
        try:
            told.append(sort_by(*args))
        except TypeError as error:
            told.append(str(error))
    return told


def test_raising():
    def key(value):
        if value == 2:
            raise KeyError(value)
        return Key((value,))

    log.clear()
    items = [1, 3, 2, 4]
    try:
        sort_by(items, key, False)
    except KeyError as error:
        return str(error), items, log[:]
