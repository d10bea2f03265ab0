# native: Job.__lt__, Loose.__lt__, Shy.__lt__, drained, replaced, guarded, mutated, patched, other_heap, mixed, deep, traced, in_turns
# native 3.12+: counted
"""`heapq` on instances that compare natively: order of comparisons, whoever else is asked, what raises, changes midway."""
import heapq
import sys
from heapq import heappop, heappush

LOG: list = []


class Job:
    def __init__(self, when: float, name: str) -> None:
        self.when = when
        self.name = name

    def __lt__(self, other: "Job") -> bool:
        return self.when < other.when


class Late(Job):
    pass


class Reflected(Job):
    def __gt__(self, other: "Job") -> bool:
        LOG.append(("gt", self.name, other.name))
        return self.when > other.when


class Truth:
    def __init__(self, value: object) -> None:
        self.value = value

    def __bool__(self) -> bool:
        LOG.append(("truth", self.value))
        if self.value is None:
            raise KeyError("no truth")
        return bool(self.value)


class Loose:
    """Answers with whatever there is, or not at all."""

    def __init__(self, key: int, answer: object = True) -> None:
        self.key = key
        self.answer = answer

    def __lt__(self, other: "Loose") -> object:
        if self.key == other.key:
            return NotImplemented
        if self.answer is True:
            return self.key < other.key
        return self.answer

    def __gt__(self, other: "Loose") -> object:
        LOG.append(("asked", self.key, other.key))
        return self.answer is True


class Shy:
    def __init__(self, heap: list, key: int, action: str) -> None:
        self.heap, self.key, self.action = heap, key, action

    def __lt__(self, other: "Shy") -> bool:
        LOG.append((self.key, other.key))
        act(self, other)
        return self.key < other.key

    def __del__(self) -> None:
        LOG.append(("del", self.key))


def act(left, right):
    action = left.action or right.action
    if action == "clear":
        left.heap.clear()
    elif action == "shrink":
        left.heap.pop()
    elif action == "grow":
        left.heap.append(right)
    elif action == "swap":
        left.heap[0], left.heap[-1] = left.heap[-1], left.heap[0]
    elif action == "replace":
        left.heap[0] = Shy(left.heap, 50, "")
    elif action == "raise":
        raise ValueError((left.key, right.key))


def names(heap):
    return [getattr(item, "name", getattr(item, "key", item)) for item in heap]


def drained(whens: list, kinds: str) -> list:
    LOG.clear()
    heap: list[Job] = []
    steps: list = []
    for number, when in enumerate(whens):
        kind = kinds[number % len(kinds)]
        made = Late if kind == "l" else Reflected if kind == "r" else Job
        heapq.heappush(heap, made(when, f"{kind}{number}"))
        steps.append(names(heap))
    while heap:
        steps.append(heapq.heappop(heap).name)
        steps.append(names(heap))
    return [steps, list(LOG)]


def replaced(whens: list, more: list) -> list:
    heap: list[Job] = [Job(when, str(when)) for when in whens]
    heapq.heapify(heap)
    steps = []
    for when in more:
        steps.append(heapq.heappushpop(heap, Job(when, f"p{when}")).name)
        steps.append(names(heap))
        steps.append(heapq.heapreplace(heap, Late(when, f"r{when}")).name)
        steps.append(names(heap))
    return steps


def guarded(keys: list, answers: list) -> list:
    LOG.clear()
    heap: list[Loose] = []
    steps: list = []
    for key, answer in zip(keys, answers):
        try:
            heappush(heap, Loose(key, answer))
        except (KeyError, TypeError) as error:
            steps.append(repr(error))
        steps.append(names(heap))
    for _ in range(len(heap)):
        try:
            steps.append(heappop(heap).key)
        except (KeyError, TypeError) as error:
            steps.append(repr(error))
        steps.append(names(heap))
    return [steps, list(LOG)]


def mutated(count: int, action: str, operation: int) -> list:
    LOG.clear()
    heap: list[Shy] = []
    for key in range(count):
        heapq.heappush(heap, Shy(heap, key * 7 % count, ""))
    LOG.append("ready")
    new = Shy(heap, 3, action)
    result = None
    try:
        if operation == 0:
            heapq.heappush(heap, new)
        elif operation == 1:
            heap[-1].action = action
            result = heapq.heappop(heap).key
        elif operation == 2:
            result = heapq.heapreplace(heap, new).key
        else:
            result = heapq.heappushpop(heap, new).key
    except (RuntimeError, IndexError, ValueError) as error:
        result = repr(error)
    done = [result, names(heap), list(LOG)]
    for item in heap:
        item.action = ""
    del heap[:]
    return done


def patched(n: int) -> list:
    heap: list[Job] = []
    for i in range(n):
        if i == n // 2:
            Job.__lt__ = lambda self, other: self.when > other.when
        heapq.heappush(heap, Job(i * 5 % n, str(i)))
    order = [heapq.heappop(heap).name for _ in range(n)]
    Job.__lt__ = ORIGINAL
    return order


ORIGINAL = Job.__lt__


def counted(n: int) -> list:
    heap: list[Job] = []
    jobs = [Job(i * 3 % n, str(i)) for i in range(n)]
    for job in jobs:
        heapq.heappush(heap, job)
    before = list(map(sys.getrefcount, jobs))
    for _ in range(n):
        job = heapq.heappop(heap)
        heapq.heappush(heap, job)
    for _ in range(n // 2):
        heapq.heappop(heap)
    return [before, list(map(sys.getrefcount, jobs))]


class Heap(list):
    pass


def other_heap(kind: int) -> list:
    heap: list = Heap() if kind == 0 else []
    if kind < 2:
        for i in (3, 1, 2):
            heapq.heappush(heap, Job(i, str(i)))
    try:
        if kind == 2:
            heapq.heappop(heap)
        if kind == 3:
            heapq.heapreplace(heap, Job(1, "x"))
        if kind == 4:
            return names([heapq.heappushpop(heap, Job(1, "x"))])
        if kind == 5:
            heapq.heappush((), Job(1, "x"))
    except (IndexError, TypeError) as error:
        return [repr(error)]
    return names(heap)


def mixed(values: list) -> list:
    heap: list = []
    out: list = []
    try:
        for value in values:
            heapq.heappush(heap, value)
        while heap:
            out.append(names([heapq.heappop(heap)]))
    except TypeError as error:
        out.append(repr(error))
    except AttributeError as error:
        out.append(repr(error))
    return [out, names(heap)]


def deep(left: int) -> list:
    if left > 0:
        return deep(left - 1)
    heap: list[Job] = []
    for i in (5, 2, 4):
        heapq.heappush(heap, Job(i, str(i)))
    return names(heap)


def traced(n: int) -> list:
    """A comparison begins to trace: the next ones are seen."""
    seen: list = []

    def trace(frame, event, arg):
        if frame.f_code.co_name == "__lt__":
            seen.append((event, frame.f_lineno))
        return trace

    heap: list[Job] = []
    for i in range(n):
        heapq.heappush(heap, Job(i, str(i)))
    starter = Tracing(-1.0, "t")
    starter.trace = trace
    heapq.heappush(heap, starter)
    sys.settrace(None)
    return [seen, names(heap)]


class Tracing(Job):
    def __lt__(self, other: "Job") -> bool:
        sys.settrace(self.trace)
        return self.when < other.when


class Twice(Job):
    def __lt__(self, other: "Job"):
        """A generator, which is true."""
        yield self.when
        yield other.when


def in_turns(items: list) -> list:
    heap: list = []
    total = 0.0
    for item in items:
        heapq.heappush(heap, item)
        for when in Twice.__lt__(item, heap[0]):
            total += when
    return [names(heap), total]


CASES = [(drained, (whens, kinds)) for whens in ([], [1.0], [3, 1, 2], [5.5, 2, 8, 2**70, -1, 0, 2, 2, 9], list(range(20, 0, -1))) for kinds in ("j", "l", "jl", "jr", "rlj")]
CASES += [(drained, ([1, "x", 2], "j")), (drained, ([None, None], "jl"))]
CASES += [(replaced, ([5, 1, 3], [2, 9, 0])), (replaced, ([1], [0, 2])), (replaced, ([], [1]))]
CASES += [(guarded, ([3, 1, 2, 2, 1, 0], [True] * 6)), (guarded, ([3, 1, 2], [Truth(1), Truth(0), Truth(1)])), (guarded, ([3, 1, 2, 5], [True, Truth(None), 0, "x"])), (guarded, ([1, 1], [None, None]))]
CASES += [(mutated, (count, action, operation)) for count in (2, 7) for action in ("", "clear", "shrink", "grow", "swap", "replace", "raise") for operation in range(4)]
CASES += [(patched, (9,)), (counted, (8,)), (traced, (3,)), (deep, (30,)), (mixed, ([Job(1, "a"), 5],)), (mixed, ([Job(2, "a"), Loose(1), Job(0, "b")],)), (mixed, ([(1, 2), Job(1, "a")],)), (mixed, ([Loose(2), Loose(1)],))]
CASES += [(other_heap, (kind,)) for kind in range(6)]
CASES += [(in_turns, ([make(i, "t") for make in (Job, Twice) for i in (3.0, 1.0, 2.0)],)), (in_turns, ([Twice(i, "t") for i in (3.0, 1.0, 2.0)],))]
