# native: total_keys, total_values, total_set, total_frozen, first_over, flags, floats, changed_size, changed_value, popped, nested_loops, resumed, views, grown, lied, of_others, deleted_before
# native 3.11-3.13: generated
"""Loops over dictionaries, their views and sets of numbers: the iterators are CPython's, whatever happens in between."""


def total_keys(d: dict[int, int]) -> int:
    total = 0
    for k in d:
        total = total * 3 + k
    return total


def total_values(d: dict[str, int]) -> int:
    total = 0
    for v in d.values():
        total = total * 3 + v
    return total


def total_set(s: set[int]) -> int:
    total = 0
    for k in s:
        total = total * 3 + k
    return total


def total_frozen(s: frozenset[int]) -> int:
    total = 0
    for k in s:
        total = total * 3 + k
    return total


def first_over(s: set[int], least: int) -> int:
    for k in s:
        if k > least:
            return k
    else:
        least -= 1
    return least


def flags(d: dict[bool, bool]) -> int:
    total = 0
    for k in d:
        if k:
            total += 1
    for v in d.values():
        if v:
            total += 10
    return total


def floats(s: set[float], d: dict[float, float]) -> float:
    total = 0.0
    for x in s:
        total = total * 2.0 + x
    for y in d.keys():
        total = total * 2.0 + y
    for z in d.values():
        total = total * 2.0 + z
    return total


def changed_size(d: dict[int, int], s: set[int], seen: list[int]) -> None:
    try:
        for k in d:
            seen.append(k)
            if k == 3:
                d[100] = 1
    except RuntimeError as error:
        print("dict:", error)
    try:
        for v in d.values():
            seen.append(v)
            if v == 1:
                del d[100]
    except RuntimeError as error:
        print("values:", error)
    for k in s:
        seen.append(k)
        if k == 4:
            s.add(1000)


def changed_value(d: dict[int, int]) -> int:
    total = 0
    for k in d:
        d[k] = k + 1
        total += d[k]
    for v in d.values():
        d[5] = 7
        total = total * 2 + v
    return total


def popped(s: set[int], d: dict[int, int]) -> list[int]:
    found: list[int] = []
    for k in s:
        found.append(k)
        s.discard(k)
        s.add(k + 1)
        if len(found) > 20:
            break
    for k in d:
        found.append(k)
        d.pop(k)
        d[k] = 1
        if len(found) > 40:
            break
    return found


def deleted_before(d: dict[int, int], s: set[int]) -> list[int]:
    del d[1], d[3]
    s.discard(2)
    found: list[int] = []
    for k in d:
        found.append(k)
    for v in d.values():
        found.append(v)
    for m in s:
        found.append(m)
    return found


def nested_loops(s: set[int], d: dict[int, int]) -> int:
    total = 0
    for a in s:
        for b in s:
            for c in d:
                total += a * b - c
    return total


def resumed(s: set[int], d: dict[int, int]) -> list[int]:
    found: list[int] = []
    numbers = iter(s)
    for a in numbers:
        found.append(a)
        if a == 2:
            break
    for a in numbers:
        found.append(-a)
    for a in numbers:
        found.append(a)
    keys = iter(d)
    for k in keys:
        if k == 2:
            break
    for k in keys:
        found.append(k)
    found.append(len(list(keys)))
    return found


def generated(s: set[int], d: dict[int, int]) -> tuple[int, int, int, bool]:
    return sum(x * x for x in s), sum(v for v in d.values()), max(k for k in d), any(x > 3 for x in s)


def views(d: dict[int, int]) -> int:
    keys = d.keys()
    values = d.values()
    total = 0
    for k in keys:
        total += k
    d[77] = 770
    for k in keys:
        total += k
    for v in values:
        total += v
    return total


def grown(d: dict[int, int]) -> int:
    total = 0
    for k in list(d):
        d[k + 1000] = k
    for k in d:
        total += k
    return total


def lied(s: set[int], d: dict[int, int]) -> list[str]:
    found: list[str] = []
    for k in s:
        found.append(repr(k))
    for k in d:
        found.append(repr(k))
    for v in d.values():
        found.append(repr(v))
    return found


def of_others(d: dict[int, int], s: set[int]) -> int:
    total = 0
    for k in d:
        total = total * 3 + k
    for v in d.values():
        total = total * 3 + v
    for m in s:
        total += m
    return total


class Backwards(dict):
    def __iter__(self):
        return iter([9, 8, 7])

    def values(self):
        return [1, 2, 3]


class Odd(set):
    def __iter__(self):
        return iter((5, 6))


def raises(function, *args):
    try:
        return function(*args)
    except Exception as error:
        return type(error), str(error)


from collections import Counter, OrderedDict, defaultdict

for n in (0, 1, 5, 40, 3000):
    d = {i * 7 % (n + 1): i for i in range(n)}
    s = {i * i * 31 % 1009 for i in range(n)}
    print(total_keys(d) % 10**9 if n < 100 else hash(total_keys(d)))
    print(total_values({str(k): v for k, v in d.items()}) % 10**9, total_set(s) % 10**9, total_frozen(frozenset(s)) % 10**9)
    print(first_over(s, 20), nested_loops(set(list(s)[:9]), dict(list(d.items())[:9])))
print(flags({True: False}), flags({False: True, True: True}), flags({}))
print(floats({1.5, -0.0, 2.25}, {0.5: 1.0, 1e300: float("inf")}), floats({1, True}, {2: 3}))
seen: list[int] = []
print(raises(changed_size, {i: i % 2 for i in range(6)}, {1, 4, 9}, []))
print(raises(changed_size, {i: i for i in range(6)}, {1, 4, 9}, seen), seen)
print(changed_value({i: i for i in range(12)}))
print(raises(popped, {1, 5, 9}, {1: 1, 2: 2}), deleted_before({i: i * i for i in range(6)}, {1, 2, 3, 70}))
print(raises(popped, {1, 5, 9}, {}))
print(resumed({1, 2, 3, 4}, {1: 1, 2: 2, 3: 3}), resumed({2}, {2: 1}))
print(generated({1, 2, 3, 4, 70}, {5: 50, 6: 60}), raises(generated, set(), {}))
print(views({1: 10, 2: 20}), grown({i: 0 for i in range(10)}))
print(lied({1, "two", 3.0, True, None, 2**70}, {1: "one", "x": None, 2**80: 2**90}))
print(lied({"a"}, {(): []}))
for made in (dict, Counter, OrderedDict, lambda d: defaultdict(int, d), Backwards):
    print(raises(of_others, made({3: 4, 5: 6, 1: 2}), Odd({1, 2})))
print(raises(of_others, [1, 2], set()), raises(of_others, {1: 2}, [3, 4]), raises(total_set, (1, 2, 3)), raises(total_keys, {1, 2}))
print(total_keys(Backwards({1: 2})), total_set(Odd({1})), total_set({1: 2}.keys()))
