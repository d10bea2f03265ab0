# native: table
# stress: 4
"""One string in thousands lives long: it does not keep the memory of those that were made beside it."""

import resource


def table(rows: int, columns: int) -> int:
    lines: list[str] = []
    total = 0
    for row in range(rows):
        lines.append(f"row number {row} of the table")
        parts: list[str] = []
        for column in range(columns):
            parts.append(f"cell number {column} of the row")
        total += len("".join(parts))
    return total + len("\n".join(lines))


def most_memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def test_table() -> object:
    before = most_memory()
    sizes = [table(rows, 1800) for rows in (2, 900)]
    return sizes, most_memory() - before < 30_000
