# native: best, use, chain, truthy, first_number, cleared, of_parts, again
"""What may be None, behind the question whether it is."""


class Item:
    def __init__(self, value: int, next: "Item | None" = None) -> None:
        self.value = value
        self.next = next


def best(rows: list[list[int]]) -> tuple[int, int, list[int]] | None:
    found: tuple[int, int, list[int]] | None = None
    for number, row in enumerate(rows):
        if found is None or len(row) < len(found[2]):
            found = (number, sum(row), row)
    return found


def use(rows: list[list[int]], out: list[int]) -> int:
    spot = best(rows)
    if spot is None:
        return -1
    number, total, row = spot
    for x in row:
        out[number] += x
    return out[number] * 100 + total


def chain(item: Item | None) -> int:
    total = 0
    while item is not None:
        total = total * 10 + item.value
        item = item.next
    return total


def truthy(found: tuple[int, int] | None, names: list[str] | None) -> int:
    total = 0
    if found:
        a, b = found
        total += a * b
    if not names:
        return total
    for name in names:
        total += len(name)
    return total


def first_number(texts: dict[str, int], keys: list[str]) -> int:
    for key in keys:
        value = texts.get(key)
        if value is not None:
            return value + 1
    return 0


def cleared(pair: tuple[int, int] | None, n: int) -> list[int]:
    out: list[int] = []
    for i in range(n):
        if pair is not None:
            out.append(pair[0] + pair[1])
            if i == 1:
                pair = None
        else:
            pair = (i, i)
    return out


def of_parts(parts: list[tuple[str, int] | None]) -> int:
    total = 0
    for part in parts:
        if part is None:
            continue
        name, count = part
        total += len(name) * count
    return total


def again(pair: tuple[int, int] | None) -> int:
    if pair is None:
        pair = (1, 2)
    if pair is not None and pair[0] > 0:
        return pair[0] - pair[1]
    return 0


def test_best():
    return (best([[1, 2], [3]]), best([]), best([[1], [2]]))


def test_use():
    return (use([[1, 2], [3]], [0, 0]), use([], []))


def test_use_too_short():
    return use([[1, 2], [3]], [0])


def test_chain():
    return (chain(None), chain(Item(1, Item(2, Item(3)))))


def test_chain_of_others():
    return chain(Item(1, "x"))


def test_chain_of_floats():
    return chain(Item(1.5, Item(2)))


def test_truthy():
    return (truthy((2, 3), ["a", "bc"]), truthy(None, None), truthy((), []), truthy((4, 5), None))


def test_truthy_of_others():
    return (truthy([1, 2], ("a",)), truthy((2.5, 2), {"abc": 1}))


def test_three_to_unpack():
    return truthy((1, 2, 3), None)


def test_first_number():
    return (first_number({"a": 5}, ["b", "a"]), first_number({}, ["a"]), first_number({"a": None}, ["a"]))


def test_cleared():
    return (cleared((1, 2), 6), cleared(None, 5), cleared((2**63, 1), 3))


def test_parts():
    return (of_parts([("a", 2), None, ("bcd", 3)]), of_parts([]))


def test_parts_of_others():
    return of_parts([("a", 2), 0])


def test_again():
    return (again(None), again((5, 3)), again((0, 1)))
