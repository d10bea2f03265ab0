# native: plain, with_else, found, skipping, triangle, last_value, rebinding, never
"""`for` over `range` with `else`, `break` and `continue`; the loop variable afterwards."""


def plain(n: int) -> int:
    total = 0
    for i in range(n):
        total += i
    return total


def with_else(n: int) -> int:
    total = 0
    for i in range(n):
        total += i
    else:
        total -= 1
    return total


def found(n: int, wanted: int) -> int:
    for i in range(n):
        if i * i == wanted:
            break
    else:
        return -1
    return i


def skipping(n: int) -> int:
    total = 0
    for i in range(n):
        if i % 3 == 0:
            continue
        if i > 10:
            break
        total += i
    return total


def triangle(n: int) -> int:
    count = 0
    for i in range(n):
        for j in range(i, n):
            if (i + j) % 4 == 1:
                break
            count += 1
        else:
            count += 100
    return count


def last_value(n: int) -> int:
    i = -7
    for i in range(n):
        pass
    return i


def rebinding(n: int) -> int:
    total = 0
    for i in range(n):
        i = i * 10
        total += i
        n = 0
    return total + i


def never(n: int) -> int:
    for i in range(n):
        return i
    return -1


def unbound_after(n: int) -> int:
    for i in range(n):
        pass
    return i


def same_variable(n: int) -> list:
    seen = []
    for i in range(n):
        for i in range(3):
            seen.append(i)
        seen.append(-i)
    return seen


CASES = [(f, (n,)) for f in (plain, with_else, skipping, triangle, last_value, never, same_variable) for n in (0, 1, 5, 14, -3, True)]
CASES += [(found, (n, w)) for n in (0, 5) for w in (0, 9, 10)] + [(rebinding, (4,)), (unbound_after, (3,)), (unbound_after, (0,))]
CASES += [(plain, (2.5,)), (plain, ("a",)), (plain, (None,)), (rebinding, (0,))]
