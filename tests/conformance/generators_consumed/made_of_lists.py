# native 3.13+: octets, several, frozen, pairs
"""What `bytes`, `bytearray`, `set` and `frozenset` make of a generator expression."""


def octets(n: int) -> bytes:
    return bytes(i * 7 % 256 for i in range(n))


def array(values: list[int]) -> bytearray:
    return bytearray(value + 1 for value in values)


def several(values: list[int]) -> set[int]:
    return set(value % 10 for value in values if value != 3)


def frozen(words: list[str]) -> frozenset[str]:
    return frozenset(word[0] for word in words)


def pairs(values: list[int]) -> list[tuple[int, int]]:
    found = set((value, -value) for value in values)
    return sorted(found)


def sizes(values: list[int]) -> list[int]:
    one_by_one = bytearray(value for value in values)
    return [one_by_one.__sizeof__(), bytes(value for value in values).__sizeof__(), set(value for value in values).__sizeof__()]


class Asked:
    """Asked for its hash or its number, it adds to what is iterated over."""

    def __init__(self, items: list["Asked"]) -> None:
        self.items = items

    def __hash__(self) -> int:
        if len(self.items) < 5:
            self.items.append(Asked(self.items))
        return 1

    def __index__(self) -> int:
        return hash(self)


def asked(items: list[Asked]) -> int:
    return len(set(item for item in items)) + len(bytes(item for item in items))


def promised(items: list[int]) -> int:
    return len(set(item for item in items)) + len(bytes(item for item in items))


def unhashable(values: list[int]) -> object:
    return set([value] for value in values)


def tried(function: object, argument: object) -> object:
    try:
        return function(argument)
    except Exception as error:
        return type(error), str(error)


def test_octets() -> object:
    return octets(0), octets(300), tried(octets, "n"), tried(octets, -1)


def test_array() -> object:
    return [tried(array, values) for values in ([], [1, 2], [255], [-2], [2**70], ["a"], [1.5], None, (1, 2))]


def test_sizes() -> object:
    return [sizes(list(range(n))) for n in range(40)]


def test_sets() -> object:
    found = [several([]), several([1, 11, 3, 40, 7]), frozen(["ab", "a", "\u20ac"]), pairs([3, 1, 3])]
    return found, [list(several(list(range(n, 0, -1)))) for n in range(40)]


def test_asked() -> object:
    found = []
    for function in (asked, promised):
        items: list[Asked] = []
        items.append(Asked(items))
        found.append(function(items))
    return found


def test_raising() -> object:
    return tried(frozen, ["a", ""]), tried(frozen, [1]), tried(unhashable, [1]), tried(unhashable, [])


def test_patched() -> object:
    global set
    seen: list[object] = []

    def own(items: object) -> object:
        seen.append(type(items).__name__)
        return sorted(items)

    set = own
    try:
        return several([5, 4]), seen
    finally:
        del set
