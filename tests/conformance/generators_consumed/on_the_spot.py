"""Generators and generator expressions consumed where they are made: what runs, in which order, how far, and what it leaves."""

import itertools


class Noted:
    """Iterates and says so."""

    def __init__(self, n, log, fail_at=None):
        self.n, self.log, self.fail_at = n, log, fail_at

    def __iter__(self):
        self.log.append("iter")
        return Walk(self)


class Walk:
    def __init__(self, noted):
        self.noted, self.at = noted, 0

    def __iter__(self):
        return self

    def __next__(self):
        if self.at == self.noted.fail_at:
            raise KeyError("failed", self.at)
        if self.at == self.noted.n:
            self.noted.log.append("end")
            raise StopIteration(self.at)
        self.at += 1
        self.noted.log.append(self.at)
        return self.at


def counting(n: int, log: list):
    log.append("start")
    try:
        for i in range(n):
            got = yield i
            log.append(("sent", got))
        return "done"
    finally:
        log.append("closed")


def numbers(n: int):
    for i in range(n):
        yield i * i


def sums(n: int) -> int:
    return sum(x * x for x in range(n))


def sums_hinted(values: list[float], k: float) -> float:
    return sum(v * k for v in values)


def sum_with_start(values: list, start) -> object:
    return sum((v for v in values), start)


def anys(values: list, log: list) -> list:
    return [any(log.append(v) or v for v in values), log]


def alls(values: list, log: list) -> list:
    return [all(log.append(v) or v for v in values), log]


def extremes(values: list) -> list:
    return [max(v for v in values), min((v for v in values), key=lambda v: -v), max((v for v in values if v > 100), default="none")]


def into_containers(n: int) -> list:
    return [list(x for x in range(n)), tuple(x for x in range(n)), set(x % 3 for x in range(n)), dict((x, -x) for x in range(n)), sorted((-x for x in range(n)), reverse=True), frozenset(x for x in range(n))]


def joined(words: list) -> str:
    return ", ".join(word.upper() for word in words if word)


def loop_over_function(n: int) -> int:
    total = 0
    for v in numbers(n):
        total += v
    return total


def loop_left_early(n: int, log: list) -> list:
    for v in counting(n, log):
        if v == 2:
            break
    log.append("left")
    return log


def loop_to_the_end(n: int, log: list) -> list:
    for v in counting(n, log):
        log.append(v)
    else:
        log.append("else")
    return log


def loop_raises(n: int, log: list) -> list:
    for v in counting(n, log):
        log.append(10 // (v - 1))
    return log


def return_from_loop(n: int, log: list) -> object:
    for v in counting(n, log):
        if v:
            return v


def consumer_order(n: int) -> list:
    log = []
    total = sum(log.append(x) or x for x in Noted(n, log))
    return [total, log]


def source_fails(n: int, fail_at: int) -> list:
    log = []
    try:
        return [list(x * 2 for x in Noted(n, log, fail_at)), log]
    except KeyError as error:
        return [error.args, log]


def body_fails(values: list) -> int:
    return sum(10 // v for v in values)


def stop_iteration_inside(values: list) -> list:
    return list(next(iter(())) if v == 1 else v for v in values)


def stop_iteration_from_function(n: int) -> list:
    def gives():
        yield 1
        raise StopIteration(n)

    return [v for v in gives()]


def nested(n: int) -> int:
    return sum(sum(i * j for j in range(i)) for i in range(n))


def two_loops(n: int) -> list:
    return list((i, j) for i in range(n) for j in range(i) if (i + j) % 2)


def changes_source(values: list) -> int:
    return sum(values.append(v - 1) or v for v in values if v > 0)


def sees_later_binding(n: int) -> int:
    k = 1
    g = (x * k for x in range(n))
    k = 10
    return sum(g)


def partly_consumed(n: int) -> list:
    g = (x for x in range(n))
    first = next(g, None)
    return [first, sum(g), list(g)]


def enumerated(words: list) -> list:
    return [f"{i}{w}" for i, w in enumerate(w for w in words)] + list(zip((w for w in words), numbers(9)))


def itertools_used(n: int) -> list:
    return [list(itertools.islice(numbers(10**9), n)), list(itertools.takewhile(lambda v: v < 20, numbers(100))), sum(itertools.chain(numbers(n), (1 for _ in range(n))))]


def mapped(values: list) -> list:
    return [list(map(str, (v for v in values))), list(filter(None, (v for v in values))), list(reversed([v for v in values]))]


def membership(n: int, wanted) -> list:
    g = numbers(n)
    return [wanted in g, list(g)]


def unpacked(n: int) -> list:
    a, *b = (x + 1 for x in range(n))
    return [a, b, *(x for x in range(n)), max(*(x for x in range(n)), 0)]


def delegated(n: int, log: list) -> list:
    def outer():
        result = yield from counting(n, log)
        log.append(result)

    return [list(outer()), log]


def sent(n: int, log: list) -> list:
    g = counting(n, log)
    next(g)
    g.send("x")
    g.close()
    return log


def inside_generator(n: int) -> int:
    """Calls from a generator into a function."""

    def work(x: int) -> int:
        return x * x + 1

    def walk():
        for i in range(n):
            yield work(i)

    return sum(walk())


CASES = [(sums, (n,)) for n in (0, 5, 2.5)] + [(sums, (3 * 10**2,))] + [(sums_hinted, (v, k)) for v, k in (([1.0, 2.5], 2.0), ([1, 2**70], 2), (["a"], 2), ([], 1.0))] + [(sum_with_start, (v, s)) for v, s in (([1, 2], 10), ([[1], [2]], []), (["a"], ""), ([1.5], 2**70), ([1], None))]
CASES += [(f, (v, [])) for f in (anys, alls) for v in ([0, 1, 2], [], [1, 1], [0, 0], ["", "a"])] + [(extremes, (v,)) for v in ([3, 1, 2], [], [1, "a"], [2.5, 200])] + [(into_containers, (5,)), (joined, (["a", "", "b"],)), (joined, ([1],)), (loop_over_function, (5,))]
CASES += [(f, (n, [])) for f in (loop_left_early, loop_to_the_end, loop_raises, return_from_loop, delegated, sent) for n in (2, 4)] + [(consumer_order, (3,))] + [(source_fails, (3, f)) for f in (None, 0, 2, 3)] + [(body_fails, (v,)) for v in ([1, 2], [1, 0], ["a"])]
CASES += [(stop_iteration_inside, ([0, 1, 2],)), (stop_iteration_from_function, (5,)), (nested, (5,)), (two_loops, (4,)), (changes_source, ([3, 1],)), (sees_later_binding, (3,)), (partly_consumed, (4,)), (partly_consumed, (0,)), (enumerated, (["a", "b"],)), (itertools_used, (4,)), (mapped, ([0, 1, "a"],))]
CASES += [(membership, (5, w)) for w in (4, 5, "x")] + [(unpacked, (n,)) for n in (0, 3)] + [(inside_generator, (4,)), (inside_generator, (0,))]
