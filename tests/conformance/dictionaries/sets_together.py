# native: together, compared, of_texts, of_others, emptied, lengths
"""Two sets in one: the new ones have the order, and the room, of CPython's; keys that compare themselves are asked, and seen asking."""

SEED = 987654321


class Loud:
    """Equal to others of its number, and heard when it is asked."""

    def __init__(self, number: int, heard: list) -> None:
        self.number = number
        self.heard = heard

    def __hash__(self) -> int:
        return self.number % 7

    def __eq__(self, other: object) -> bool:
        self.heard.append(self.number)
        return isinstance(other, Loud) and other.number == self.number

    def __del__(self) -> None:
        self.heard.append(-self.number)


class Sub(set):
    def __or__(self, other):
        return "or of a subclass"

    def __ror__(self, other):
        return "ror of a subclass"


def together(a: set[int], b: set[int]) -> list[list[int]]:
    out: list[list[int]] = []
    out.append(list(a | b))
    out.append(list(a & b))
    out.append(list(a - b))
    out.append(list(a ^ b))
    out.append(list((a | b) - (a & b)))
    own = a | b
    own &= a
    own -= b
    own |= b
    out.append(list(own))
    return out


def changed(a: set[int], b: set[int]) -> tuple[list[int], bool]:
    own = a
    own |= b
    own -= {1, 2, 3}
    own &= b | {40, 41}
    own ^= {41, 5}
    return list(a), own is a


def compared(a: set[int], b: set[int]) -> list[bool]:
    return [a == b, a != b, a < b, a <= b, a > b, a >= b]


def of_texts(a: set[str], b: set[str]) -> list[int]:
    return [len(a | b), len(a & b), len(a - b), len(a ^ b)]


def of_pairs(a: set[tuple[int, int]], b: set[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    return [list(a | b), list(a & b), list(a - b)]


def of_others(a: set, b: set) -> list:
    return [a | b, a & b, a - b]


def emptied(count: int, heard: list) -> int:
    total = 0
    for i in range(count):
        one = {Loud(i, heard), Loud(i + 1, heard)}
        two = one | {i}
        total += len(two)
        one = set()
        total += len(two & one)
    return total


def lengths(a: set[int], b: frozenset[int]) -> int:
    return len(a) * 100 + len(b) + len(a | b)


def numbers(count: int, width: int, seed: int) -> set:
    known = set()
    state = seed
    for i in range(count):
        state = (state * 1103515245 + 12345) % 2147483648
        known.add((state >> 8) % width - width // 3)
        if i % 5 == 4:
            known.discard((state >> 12) % width - width // 3)
    return known


def test_many() -> list:
    out = []
    for count in (0, 1, 4, 5, 9, 21, 60, 300):
        for other in (0, 3, 8, 50, 280):
            for width in (12, 1000, 10**20):
                a, b = numbers(count, width, SEED + width % 77), numbers(other, width, count)
                out.append((together(a, b), together(b, a), compared(a, b), compared(a | b, a)))
                out.append(changed(set(a), b))
                out.append(of_texts(set(map(str, a)), set(map(str, b))))
                out.append(of_pairs({(x, x % 3) for x in a}, {(x, x % 3) for x in b}))
    return out


def test_loud() -> tuple:
    heard = []
    a = {Loud(n, heard) for n in (1, 2, 3)}
    b = {Loud(n, heard) for n in (2, 9, 3)}
    sizes = [len(s) for s in of_others(a, b)]
    return sizes, heard[:]


def test_raising() -> list:
    class Broken:
        def __hash__(self):
            return 1

        def __eq__(self, other):
            raise KeyError("compared")

    try:
        return [len(s) for s in of_others({Broken()}, {Broken()})]
    except KeyError as error:
        return [str(error)]


def test_ending() -> tuple:
    heard = []
    return emptied(4, heard), heard


def test_mixed() -> list:
    out = []
    for a, b in (
        ({1, True, 2.0}, {1.0, 2, 3}),
        ({"a", None, (1, 2)}, {None, (1, 2.0), "b"}),
        (frozenset({1, 2}), {2, 3}),
        ({2, 3}, frozenset({1, 2})),
        ({float("nan")}, {float("nan")}),
        (Sub({1}), {2}),
        ({2}, Sub({1})),
        ({1}, {2}.__class__),
        ({-1, -2}, {-2, -1, 2**61 - 2, 2**61 - 3}),
    ):
        try:
            out.append([(type(s).__name__, repr(s)) for s in of_others(a, b)])
        except TypeError as error:
            out.append(str(error))
    return out


def test_itself() -> list:
    a = numbers(9, 40, 3)
    return [together(a, a), compared(a, a), changed(a, a)]


def test_lengths():
    return (lengths({1, 2}, frozenset({2, 5})), lengths(set(), frozenset()))


def test_not_sets():
    return together([1], [2])
