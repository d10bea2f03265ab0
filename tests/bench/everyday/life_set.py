"""Conway's game of life on an unbounded plane: a set of live (x, y) tuples."""
# N=1400

Cell = tuple[int, int]

R_PENTOMINO = [" ##", "## ", " # "]
GLIDER = [" # ", "  #", "###"]


def parse(rows: list[str], dx: int = 0, dy: int = 0) -> set[Cell]:
    return {(x + dx, y + dy) for y, row in enumerate(rows) for x, ch in enumerate(row) if ch == "#"}


def neighbours(cell: Cell) -> list[Cell]:
    x, y = cell
    return [
        (x + dx, y + dy)
        for dx in (-1, 0, 1)
        for dy in (-1, 0, 1)
        if (dx, dy) != (0, 0)
    ]


def step(live: set[Cell]) -> set[Cell]:
    counts: dict[Cell, int] = {}
    for cell in live:
        for other in neighbours(cell):
            counts[other] = counts.get(other, 0) + 1
    return {cell for cell, c in counts.items() if c == 3 or (c == 2 and cell in live)}


def bounding_box(live: set[Cell]) -> tuple[int, int, int, int]:
    xs = [x for x, _ in live]
    ys = [y for _, y in live]
    return min(xs), min(ys), max(xs), max(ys)


def bench(n: int) -> tuple[int, int, tuple[int, int, int, int]]:
    world = parse(R_PENTOMINO) | parse(GLIDER, 30, 30)
    peak = 0
    for _ in range(n):
        world = step(world)
        peak = max(peak, len(world))
    return len(world), peak, bounding_box(world)
