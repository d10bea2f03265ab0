# native: factors, product, either, chosen, twice_made, made_in_try, same_one, grown, all_members, sums, recursive, collected, used_then_given, kept_and_counted, key_tuples, crossing, odd_values, from_both, passed_through
# native 3.11-3.13: empty_or
"""Functions that make dictionaries and sets of numbers for their callers, which keep them to themselves, give them on, or show them."""

import sys


def factors(n: int) -> dict[int, int]:
    found: dict[int, int] = {}
    p = 2
    while p * p <= n:
        while n % p == 0:
            found[p] = found.get(p, 0) + 1
            n //= p
        p += 1
    if n > 1:
        found[n] = found.get(n, 0) + 1
    return found


def product(n: int) -> int:
    total = 1
    for p, e in factors(n).items():
        total *= p**e
    return total


def either(n: int) -> set[int]:
    if n % 2:
        odd: set[int] = set()
        for i in range(n):
            odd.add(i * 3)
        return odd
    even: set[int] = {0}
    for i in range(n):
        even.add(i * 5)
    return even


def chosen(n: int) -> list[int]:
    found: list[int] = []
    for k in either(n):
        found.append(k)
    for k in either(n + 1):
        found.append(k)
    s = either(n)
    s.add(77)
    found.append(len(s))
    if 77 in s and 5 in s:
        found.append(1)
    return found


def twice_made(n: int) -> bool:
    a = factors(n)
    b = factors(n)
    a[1000003] = 1
    return 1000003 in b or len(a) == len(b)


def made_in_try(n: int) -> dict[int, int]:
    d: dict[int, int] = {}
    try:
        for i in range(5):
            d[i] = 100 // (n - i)
    except ZeroDivisionError:
        d[-1] = n
    return d


def same_one(d: dict[int, int], n: int) -> dict[int, int]:
    d[n] = n
    return d


def grown(n: int) -> int:
    d: dict[int, int] = {}
    e = same_one(d, n)
    e[n + 1] = 5
    return len(d) * 10 + len(same_one(e, n + 2))


def all_members(n: int) -> list[object]:
    return [factors(n), either(n), made_in_try(n), sorted(factors(n).items())]


def sums(n: int) -> int:
    total = 0
    for i in range(n):
        for v in made_in_try(i).values():
            total += v
        total += len(made_in_try(i))
    return total


def empty_or(n: int) -> dict[int, int]:
    if n < 3:
        return {}
    return {n: n * n, 1: 2}


def recursive(n: int) -> dict[int, int]:
    if n <= 0:
        return {}
    d = recursive(n - 1)
    d[n] = d.get(n - 1, 0) + n
    return d


def collected(n: int) -> int:
    total = 0
    for i in range(n):
        e = empty_or(i)
        if e:
            total += e[1]
        for k in e:
            total += k
    r = recursive(n)
    for k, v in r.items():
        total = total * 2 + k * v
    return total


def used_then_given(n: int, into: list[object]) -> dict[int, int]:
    d = factors(n)
    d[n + 1] = 1
    into.append(d)
    return d


def kept_and_counted(n: int) -> tuple[int, dict[int, int]]:
    d = factors(n)
    total = 0
    for e in d.values():
        total += e
    return total, d


def key_tuples(n: int) -> set[tuple[int, int]]:
    s: set[tuple[int, int]] = set()
    for i in range(n):
        s.add((i % 4, i % 3))
    return s


def crossing(n: int) -> list[int]:
    found: list[int] = []
    for x, y in key_tuples(n):
        found.append(x * 10 + y)
    s = key_tuples(n)
    t = key_tuples(n * 2)
    for p in t:
        if p not in s:
            found.append(p[0])
    return found


def odd_values(n: int) -> dict[int, int]:
    d: dict[int, int] = {}
    for i in range(n):
        d[i] = 2 ** (i * 7)
    return d


def from_both(n: int) -> int:
    total = 0
    for k, v in odd_values(n).items():
        total += v % 1000 + k
    return total


def passed_through(n: int) -> dict[int, int]:
    d = factors(n)
    return d


def raises(function, *args):
    try:
        return function(*args)
    except Exception as error:
        return type(error), str(error)


for n in (0, 1, 2, 3, 7, 12, 40, 97, 360, 1001):
    for function in (factors, product, chosen, twice_made, made_in_try, grown, all_members, sums, passed_through, crossing, key_tuples, kept_and_counted):
        print(function.__name__, n, raises(function, n))
    if n < 100:
        for function in (collected, recursive, odd_values, from_both):
            print(function.__name__, n, raises(function, n))
into: list[object] = []
print(used_then_given(60, into) is into[0], into, [sys.getrefcount(d) - sys.getrefcount(o) for d, o in zip(into, [{}])])
given = {5: 6}
print(same_one(given, 9) is given, given)

original = factors
globals()["factors"] = lambda n: {2: n, 3.5: 1, "a": n}
print(raises(product, 12), raises(twice_made, 12), raises(kept_and_counted, 12), raises(passed_through, 5))
globals()["factors"] = lambda n: [1, 2]
print(raises(product, 12), raises(twice_made, 12), raises(passed_through, 5))


class Mine(dict):
    def items(self):
        return [(2, 5)]


globals()["factors"] = lambda n: Mine({7: 1})
print(raises(product, 12), raises(twice_made, 12), raises(passed_through, 5))
globals()["factors"] = original
print(product(12), raises(either, "x"), raises(factors, 12.0))
