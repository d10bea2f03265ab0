# native: keeps, one_list, two_lists, one_table, one_set, list_and_vector, table_twice, tables, sets, rows_and_row, one_of_two
"""One list, dictionary or set is two arguments of a call: the callee takes one of them as a vector, the other as an object."""

kept: list[object] = []


def list_and_vector(xs: list[int], ys: list[int]) -> int:
    total = 0
    for i in range(len(ys)):
        xs.append(ys[i] + 1)
        total += ys[i] * len(xs)
        if i > 5:
            break
    kept.append(xs)
    for i in range(len(ys)):
        total += ys[i]
        if i < len(xs):
            total += 1
    return total


def tables(d: dict[int, float], e: dict[int, float], keys: list[int]) -> float:
    total = 0.0
    for k in keys:
        if k in d and k in e:
            total += d[k] * e[k]
            d[k] = total
            e[k] = d[k] / 2.0
        elif k in e:
            d[k] = e[k]
        else:
            e[k] = 1.5
    kept.append(d)
    for k in keys:
        total += e[k]
    return total


def sets(s: set[int], t: set[int], n: int) -> int:
    found = 0
    kept.append(s)
    for i in range(n):
        if i in s:
            found += 1
            t.add(i * 2)
        if i in t:
            found += 10
            t.discard(i + 3)
    return found


def rows_and_row(row: list[int], rows: list[list[int]]) -> int:
    total = 0
    kept.append(row)
    for i in range(len(rows)):
        for j in range(len(rows[i])):
            rows[i][j] += 1
            total += rows[i][j] * (j + 1)
    return total


def both(d: dict[int, float], e: dict[int, float], keys: list[int]) -> float:
    total = 0.0
    for k in keys:
        if k in d and k in e:
            total += d[k] * e[k]
            d[k] = total
            e[k] = d[k] / 2.0
        elif k in e:
            d[k] = e[k]
        else:
            e[k] = 1.5
    return total


def one_list(n: int) -> tuple[int, list[int]]:
    xs: list[int] = []
    for i in range(n):
        xs.append(i * i)
    return list_and_vector(xs, xs), xs


def two_lists(n: int, which: bool) -> int:
    xs: list[int] = []
    ys: list[int] = []
    for i in range(n):
        xs.append(i)
        ys.append(-i)
    zs = xs if which else ys
    return list_and_vector(xs, zs)


def one_table(n: int) -> tuple[float, dict[int, float]]:
    same: dict[int, float] = {}
    keys: list[int] = []
    for i in range(n):
        same[i] = i / 2.0
        keys.append(i)
        keys.append(i * 2)
    return tables(same, same, keys), same


def one_table_kept(n: int) -> tuple[float, dict[int, float]]:
    same: dict[int, float] = {}
    keys: list[int] = []
    for i in range(n):
        same[i] = i / 2.0
        keys.append(i)
        keys.append(i * 2)
    return both(same, same, keys), same


def one_set(n: int) -> tuple[int, set[int]]:
    same: set[int] = set()
    for i in range(n):
        same.add(i * 3)
    return sets(same, same, n), same


def row_of_rows(n: int) -> int:
    rows: list[list[int]] = []
    for i in range(n):
        rows.append([i, i + 1, i + 2])
    row = rows[n // 2]
    return rows_and_row(row, rows)


def keeps(n: int) -> int:
    xs: list[int] = []
    for i in range(n):
        xs.append(i * i)
    return list_and_vector(xs, xs) + len(xs)


def one_of_two(n: int, which: bool) -> int:
    xs: list[int] = []
    ys: list[int] = []
    for i in range(n):
        xs.append(i)
        ys.append(-i)
    zs = xs if which else ys
    return list_and_vector(xs, zs) * 1000 + list_and_vector(zs, ys) + len(xs) - len(zs)


def table_twice(n: int) -> float:
    same: dict[int, float] = {}
    other: dict[int, float] = {}
    keys: list[int] = []
    for i in range(n):
        same[i] = i / 2.0
        other[i * 2] = 1.0
        keys.append(i)
    return tables(same, other, keys) + tables(other, other, keys) + tables(same, same, keys) + len(same)


def set_twice(n: int) -> int:
    same: set[int] = set()
    for i in range(n):
        same.add(i * 3)
    return sets(same, same, n) + len(same)


def rows_twice(n: int) -> int:
    rows: list[list[int]] = []
    for i in range(n):
        rows.append([i, i + 1, i + 2])
    row = rows[n // 2]
    return rows_and_row(row, rows) + rows_and_row(rows[0], rows) + rows[0][0]


def seen(function, *arguments):
    kept.clear()
    return function(*arguments), [list(k.items()) if isinstance(k, dict) else sorted(k) for k in kept]


def test_lists():
    same = [1, 2, 3]
    kept.clear()
    print(one_list(0), one_list(5), two_lists(4, True), two_lists(4, False), kept)
    return seen(keeps, 4), seen(keeps, 12), seen(one_of_two, 5, True), seen(one_of_two, 5, False), seen(list_and_vector, same, same)


def test_tables():
    same = {1: 2.0, 2: 3.0}
    print(one_table(0), one_table(7), one_table_kept(0), one_table_kept(9))
    return tables(same, same, [1, 2, 3, 1, 2, 3]), same, seen(table_twice, 0), seen(table_twice, 1), seen(table_twice, 8)


def test_sets():
    print(one_set(0), one_set(3), one_set(40), kept[-1])
    return seen(set_twice, 0), seen(set_twice, 3), seen(set_twice, 40)


def test_rows():
    print(row_of_rows(1), row_of_rows(6), kept[-1])
    return seen(rows_twice, 1), seen(rows_twice, 7)
