# native: halves, mixed, nested, late, chosen, self_made
# native 3.12+: table, smooth, transposed
"""Lists that begin empty and have no hint: what is appended says what they are of, and may be wrong."""


def halves(n: int) -> float:
    out = []
    for i in range(n):
        out.append(i * 0.5)
    total = 0.0
    for x in out:
        total += x
    return total + out[-1] * len(out)


def table(n: int, m: int) -> int:
    rows = [[0] * m for _ in range(n)]
    for i in range(n):
        for j in range(m):
            rows[i][j] = i * j
    total = 0
    for row in rows:
        for x in row:
            total += x
    return total


def mixed(n: int) -> list:
    out = []
    for i in range(n):
        if i % 3 == 0:
            out.append(i)
        elif i % 3 == 1:
            out.append(i * 0.5)
        else:
            out.append(str(i))
    return [x * 2 for x in out]


def nested(n: int) -> int:
    rows = []
    for i in range(n):
        row = []
        for j in range(i):
            row.append(i * j)
        rows.append(row)
    total = 0
    for row in rows:
        for x in row:
            total += x
        if row:
            total += row[0] - row[-1]
    return total


def smooth(values: list[float]) -> list[float]:
    out = [x for x in values if x > 0.0]
    for i in range(1, len(out)):
        out[i] = (out[i] + out[i - 1]) / 2.0
    return out


def late(n: int, other) -> float:
    out = []
    for i in range(n):
        out.append(i * 1.5)
    out.append(other)
    total = 0.0
    for x in out:
        total = total + x
    return total


def chosen(flag: bool, given: list[int]) -> int:
    values = [] if flag else given
    values.append(7)
    total = 0
    for x in values:
        total += x
    return total + values[0]


def self_made(n: int) -> int:
    out = []
    for _ in range(n):
        out.append(out)
    inner = out
    depth = 0
    while inner and depth < 5:
        inner = inner[0]
        depth += 1
    out.clear()
    return depth


def transposed(rows: list[list[int]]) -> list[list[int]]:
    return [[row[i] for row in rows] for i in range(len(rows[0]))]


CASES = [
    (halves, (5,)),
    (halves, (0,)),
    (table, (3, 4)),
    (mixed, (7,)),
    (nested, (5,)),
    (smooth, ([1.0, -2.0, 3.0],)),
    (smooth, ([1.0, 2, 3.0],)),
    (late, (3, 2.5)),
    (late, (3, 2)),
    (late, (3, "x")),
    (chosen, (True, [1])),
    (chosen, (False, [1])),
    (chosen, (False, [1.5])),
    (self_made, (3,)),
    (transposed, ([[1, 2], [3, 4], [5, 6]],)),
    (transposed, ([[1, 2], (3, 4), [5]],)),
    (transposed, ([],)),
]
