# native: countdown, with_else, break_else, continue_odd, nested, forever, post_test
"""`while` with `else`, `break`, `continue`, nesting, and conditions with effects."""


def countdown(n: int) -> int:
    steps = 0
    while n > 0:
        n -= 3
        steps += 1
    return steps


def with_else(n: int) -> int:
    i = 0
    while i < n:
        i += 1
    else:
        i += 100
    return i


def break_else(n: int, stop: int) -> int:
    i = 0
    while i < n:
        if i == stop:
            break
        i += 1
    else:
        return -i
    return i


def continue_odd(n: int) -> int:
    total = 0
    i = 0
    while i < n:
        i += 1
        if i % 2:
            continue
        total += i
    return total


def nested(n: int) -> int:
    count = 0
    i = 0
    while i < n:
        j = i
        while True:
            j += 2
            if j > n:
                break
            if j % 3 == 0:
                continue
            count += j
        i += 1
    return count


def forever(n: int) -> int:
    while True:
        if n > 100:
            return n
        n = n * 2 + 1


def post_test(n: int) -> int:
    i = 0
    while (i := i + 1) < n and i * i < 50:
        pass
    return i


def float_condition(x: float) -> int:
    steps = 0
    while x:
        x //= 2.0
        steps += 1
    return steps


def break_out_of_two(n: int) -> tuple:
    found = None
    i = 0
    while i < n:
        j = 0
        while j < n:
            if i * j == 12:
                found = (i, j)
                break
            j += 1
        if found:
            break
        i += 1
    else:
        found = "none"
    return found, i


CASES = [(f, (n,)) for f in (countdown, with_else, continue_odd, nested, post_test) for n in (-1, 0, 1, 7, 10, True, 4.5)]
CASES += [(break_else, (n, s)) for n in (0, 5) for s in (0, 3, 9)] + [(forever, (n,)) for n in (0, 101, 2**70)]
CASES += [(float_condition, (x,)) for x in (0.0, 9.0, 9, 1e5)] + [(break_out_of_two, (n,)) for n in (3, 8)]
