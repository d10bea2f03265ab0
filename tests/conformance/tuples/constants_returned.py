# native: find, pair, same, kinds, Held.choose
"""Constant tuples returned beside others that are made: in pieces, and with references to other things at hand."""


def find(text: str, wanted, index: int, position: int):
    length = len(text)
    while 1:
        position += 1
        if position == length:
            return (-1, -1)
        char = text[position]
        if char == wanted:
            return index + 1, position
        if char < wanted:
            index += 1


def pair(values: list, wanted: int) -> tuple[int, int]:
    for value in values:
        if value == wanted:
            return 1, 2
        if value is None:
            return wanted, wanted + 1
    return 0, 0


def same(values: list, wanted: int) -> bool:
    return pair(values, wanted) is pair(values, wanted)


def kinds(values: list, which: int) -> tuple[int, float]:
    last = None
    for value in values:
        last = value
        if which == 0:
            return (1, 2.5)
    if which == 1:
        return which, float(len(values))
    return (7, -0.0) if last else (0, 0.0)


def test_chained():
    index, position, found = -1, -1, []
    while True:
        index, position = find("abcabc", "b", index, position)
        if index == -1:
            return found
        found.append((index, position))


CASES = [(find, ("abc", wanted, 0, -1)) for wanted in ("a", "c", "z", 1, None)] + [(find, ("", "a", 0, -1)), (find, ("abc", "b", 2**63 - 1, -1))]
CASES += [(function, (values, wanted)) for function in (pair, same) for values in ([], [3], [None], ["a", 3]) for wanted in (3, 2**63 - 1)]
CASES += [(kinds, (values, which)) for values in ([], ["a"], [0]) for which in (0, 1, 2)]


class Held:
    def __init__(self) -> None:
        self.pair: tuple[int, int] = (1, 2)

    def choose(self, which: int, rows: list[tuple[int, int]], given: tuple[int, int]):
        if which == 0:
            return (which, 1)
        if which == 1:
            return self.pair
        if which == 2:
            return rows[0]
        if which == 3:
            kept = (5, 6)
            return kept
        return given


def test_objects_returned():
    held, rows, given = Held(), [(3, 4)], (7, 8)
    found = [held.choose(which, rows, given) for which in range(5)]
    return found, found[1] is held.pair, found[2] is rows[0], found[4] is given, held.choose(3, rows, given) is found[3]


CASES += [(Held().choose, (which, [[1]], "ab")) for which in (1, 2, 4)]
