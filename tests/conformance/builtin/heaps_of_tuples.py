# native: sort_by_heap, schedule, mixed, ties, replaced, of_numbers, shortest, changes_while_compared
"""`heapq` on tuples, numbers and texts: the heap after each step, what is compared, and what cannot be compared."""
import heapq
from heapq import heappop, heappush


class Ordered:
    def __init__(self, key, log):
        self.key, self.log = key, log

    def __lt__(self, other):
        self.log.append((self.key, other.key))
        if self.key == "bad" or other.key == "bad":
            raise ValueError("cannot compare")
        return self.key < other.key

    def __repr__(self):
        return f"<{self.key}>"


class Sub(list):
    pass


def sort_by_heap(values: list) -> list:
    heap: list = []
    steps = []
    for value in values:
        heapq.heappush(heap, value)
        steps.append(list(heap))
    out = []
    while heap:
        out.append(heapq.heappop(heap))
        steps.append(list(heap))
    return [out, steps, [a is b for a, b in zip(sorted(values), out)]]


def schedule(n: int) -> list:
    heap: list[tuple[int, int, str]] = []
    done = []
    for i in range(n):
        heappush(heap, (i * 7 % 5, i, f"job {i}"))
    while heap:
        when, number, name = heappop(heap)
        done.append((when, number, name))
        if when < 2 and number < 40:
            heappush(heap, (when + 3, number + n, name))
    return done


def mixed(n: int) -> list:
    heap: list[tuple[float, int]] = []
    for i in range(n):
        heapq.heappush(heap, (((i * 37) % 11) / 2, -i))
    out = []
    while len(heap) > 1:
        d, i = heapq.heappop(heap)
        out.append(d * 10 + i)
    return [out, heap]


def ties(keys: list) -> list:
    log: list = []
    heap: list = []
    raised = None
    try:
        for key in keys:
            heapq.heappush(heap, (1, Ordered(key, log)))
        while heap:
            log.append(heapq.heappop(heap)[1].key)
    except (TypeError, ValueError) as error:
        raised = repr(error)
    return [log, raised, repr(heap)]


def replaced(values: list, more: list) -> list:
    heap = list(values)
    heapq.heapify(heap)
    out = []
    for value in more:
        out.append(heapq.heappushpop(heap, value))
        out.append(list(heap))
        out.append(heapq.heapreplace(heap, value))
        out.append(list(heap))
    return out


def of_numbers(values: list[float]) -> float:
    heap: list[float] = []
    total = 0.0
    for value in values:
        heapq.heappush(heap, value)
        if len(heap) > 3:
            total = total * 2 + heapq.heappop(heap)
    return total


def shortest(n: int) -> int:
    graph: dict[int, list[tuple[int, int]]] = {}
    for i in range(n):
        graph[i] = [((i * 7 + 1) % n, i % 13 + 1), ((i * 3 + 2) % n, i % 5 + 2)]
    dist: dict[int, int] = {0: 0}
    heap: list[tuple[int, int]] = [(0, 0)]
    while heap:
        d, node = heapq.heappop(heap)
        if d > dist[node]:
            continue
        for nxt, w in graph[node]:
            nd = d + w
            if nxt not in dist or nd < dist[nxt]:
                dist[nxt] = nd
                heapq.heappush(heap, (nd, nxt))
    return sum(dist.values())


class Shrinks:
    def __init__(self, heap):
        self.heap = heap

    def __lt__(self, other):
        self.heap.clear()
        return True


def changes_while_compared() -> list:
    heap: list = []
    heapq.heappush(heap, (1, Shrinks(heap)))
    try:
        heapq.heappush(heap, (1, Shrinks(heap)))
    except (IndexError, RuntimeError) as error:
        return [repr(error), len(heap)]
    return [len(heap)]


def errors(which: int) -> object:
    heap: list = []
    if which == 0:
        return heapq.heappop(heap)
    if which == 1:
        return heapq.heapreplace(heap, 1)
    if which == 2:
        heapq.heappush(heap, (1, "a"))
        heapq.heappush(heap, (1, 2))
    if which == 3:
        heapq.heappush((1, 2), 3)
    if which == 4:
        heapq.heappush(heap, 1)
        heapq.heappush(heap, None)
    if which == 5:
        heapq.heappush(heap)
    if which == 6:
        sub = Sub([1])
        heapq.heappush(sub, 0)
        return sub
    return heap


NAN = float("nan")
CASES = [(sort_by_heap, (v,)) for v in ([], [(1, 2)], [(3, 1), (1, 2), (2, 9), (1, 1), (1,), ()], [5, 3, 2**70, -(2**70), 4, True], ["b", "a", "\u1234", ""], [1.5, -0.0, 0, 0.0, 2**63])]
CASES += [(sort_by_heap, ([(i * 17 % 23, (i % 3, -i / 2), str(i)) for i in range(40)],)), (sort_by_heap, ([((((((((((i,),),),),),),),),),) for i in (3, 1, 2)],))]
CASES += [(sort_by_heap, ([(1, None), (2, None), (0, b"x"), (3, b"y")],)), (sort_by_heap, ([(NAN, 1), (NAN, 0), (1.0, 5), (NAN, 7), (0.5, 1)],)), (sort_by_heap, ([b"b", b"a"],))]
CASES += [(schedule, (n,)) for n in (0, 1, 30)] + [(mixed, (n,)) for n in (0, 1, 2, 25)] + [(shortest, (n,)) for n in (1, 60)]
CASES += [(ties, (k,)) for k in ([3, 1, 2], ["b", "bad", "a"], [1, 2, 3, 4, 5, 6, 0])] + [(replaced, ([5, 1, 3], [2, 9, 0])), (replaced, ([(1, "x")], [(0, "y"), (1, "a")])), (replaced, ([], [1]))]
CASES += [(of_numbers, ([3.0, 1.5, 2.5, -1.0, 9.0, 0.0],)), (of_numbers, ([3, 1.5, 2.5, -1.0],)), (changes_while_compared, ())] + [(errors, (i,)) for i in range(8)]
