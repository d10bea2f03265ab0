# native: total, floats, lengths, pairs, some, keyed
# What hints say that iterators give: generators as objects, iterators of all kinds, and hints that are not true.
from collections.abc import Collection, Generator, Iterable, Iterator, KeysView, Mapping, Sequence
from typing import Any


def counted(limit: int) -> Iterator[int]:
    for item in range(limit):
        yield item


def noisy(limit: int, log: list[Any]) -> Iterator[Any]:
    try:
        for item in range(limit):
            log.append(item)
            yield item * 2 ** 61
    finally:
        log.append("closed")


def failing(limit: int) -> Iterator[int]:
    for item in range(limit):
        yield item
    raise KeyError(limit)


class Own:
    def __init__(self, items: list[Any]) -> None:
        self.items = items

    def __iter__(self):
        return self

    def __next__(self) -> Any:
        if not self.items:
            raise StopIteration
        return self.items.pop()


def total(items: Iterator[int]) -> int:
    result = 0
    for item in items:
        result += item
    return result


def floats(items: Iterable[float]) -> float:
    result = 0.0
    for item in items:
        result = result * 0.5 + item
    return result


def lengths(items: Sequence[str]) -> int:
    result = 0
    for item in items:
        result += len(item)
    return result


def pairs(items: Generator[tuple[str, int], None, None]) -> dict[str, int]:
    out: dict[str, int] = {}
    for key, value in items:
        out[key] = out.get(key, 0) + value
    return out


def some(items: Collection[int], limit: int) -> list[int]:
    out: list[int] = []
    for item in items:
        if item > limit:
            break
        out.append(item * 2)
    else:
        out.append(-1)
    return out


def keyed(items: Mapping[str, int], names: KeysView[str]) -> str:
    out = ""
    for name in items:
        out += name
    for name in names:
        out += name.upper()
    return out


def generators() -> list[Any]:
    log: list[Any] = []
    out: list[Any] = [total(counted(50)), total(noisy(3, log)), total(noisy(9, log))]
    source = counted(10)
    out.append(some(source, 3))
    out.append(list(source))
    closing = noisy(5, log)
    out.append(some(closing, 2 ** 61))
    closing.close()
    out.append(log)
    try:
        total(failing(4))
    except KeyError as error:
        out.append(error.args)
    out.append(pairs(("k%d" % (item % 3), item) for item in range(20)))
    out.append(floats(item / 3 for item in range(10)))
    return out


def others() -> list[Any]:
    out: list[Any] = [total(iter([1, 2, 3])), total(iter((4, 5))), total(iter({6})), total(iter(range(7)))]
    out += [total(Own([8, 9])), total([1, 2]), total({1: 2}), total(map(int, ["3", "4"])), total(zip()), total(b"ab")]
    out += [floats([1.0, 2.0]), floats((1.5,)), floats({2.5}), lengths("abc"), lengths(["a", "bc"]), some({5, 6, 7}, 6)]
    out.append(keyed({"a": 1, "b": 2}, {"c": 3}.keys()))
    return out


def untrue() -> list[Any]:
    out: list[Any] = []
    rows: list[Any] = [[1.5, 2], [True, 2], [2 ** 70, 1], [1, 2 ** 70, 3.5], [1, "a"], [None]]
    for row in rows:
        for function in (total, floats, lengths):
            for given in (iter(row), (item for item in row), Own(list(row)), row):
                try:
                    out.append(function(given))
                except TypeError as error:
                    out.append(str(error))
    for given in (5, None, Own):
        try:
            out.append(total(given))
        except TypeError as error:
            out.append(str(error))
    out.append(pairs(iter([["a", 1], "bc"])) if False else None)
    try:
        out.append(pairs(iter([("a", 1.5), ["b", 2], ("a", 1)])))
        out.append(pairs(iter([("a", 1), "xyz"])))
    except ValueError as error:
        out.append(str(error))
    return out


CASES = [
    (generators, ()),
    (others, ()),
    (untrue, ()),
    (total, ([1, 2.5],)),
    (total, ([1, "x"],)),
    (floats, ([1.5, 2 ** 80],)),
    (some, ([1, 2, 9], 5)),
]
