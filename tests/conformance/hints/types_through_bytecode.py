# native 3.12+: total, main_like
"""What functions that stay bytecode return, and give to others, is a promise: natives that rely on it must see whatever they get."""

FAR = float("inf")
odd = False


def table(n):
    if odd:
        return [["text"] * n for _ in range(n)]
    rows = [[FAR] * n for _ in range(n)]
    for i in range(n):
        rows[i][i] = 0
    return rows


def passed(value):
    return value


def total(rows):
    sum_ = 0
    for i in range(len(rows)):
        for j in range(len(rows)):
            if rows[i][j] != FAR:
                sum_ = sum_ + rows[i][j]
    return sum_


def best(rows, n):
    found = rows[0][0]
    for i in range(n):
        for j in range(n):
            if rows[i][j] < found:
                found = rows[i][j]
    return found


def main_like(n):
    get = lambda: n
    rows = table(n)
    kept = passed(rows)
    return total(rows), best(kept, n), kept is rows, get()


def never(n):
    raise ValueError(n)


def asks_never(n):
    try:
        return never(n) + 1
    except ValueError as error:
        return str(error)


def forever(n):
    return forever(n - 1) if n else given


given = 7


def attempt(function, *args):
    try:
        return function(*args)
    except Exception as error:
        return type(error), str(error), error.__traceback__.tb_next.tb_lineno


def main() -> None:
    global odd, table, given
    for n in (1, 3, 5, True):
        print(main_like(n))
    print(attempt(main_like, 0), attempt(main_like, 2.0), attempt(main_like, None), asks_never(4), forever(3))
    given = "seven"
    print(forever(2))
    odd = True
    print(attempt(main_like, 2))
    odd = False
    print(attempt(total, [[1, 2.5], [FAR, True]]), attempt(best, ["ab", "cd"], 2), attempt(total, [(1, 2), [3, 4]]))
    old = table
    table = lambda n: [[i * j for i in range(n)] for j in range(n)]
    print(main_like(3))
    table = lambda n: "abc"
    print(attempt(main_like, 1))
    table = old
    print(main_like(2))
    del globals()["table"]
    print(attempt(main_like, 2))


main()
