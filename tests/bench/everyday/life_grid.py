"""Game of life on a wrapped list-of-lists grid."""
# N=880


def make_grid(rows, cols):
    grid = []
    state = 5
    for _ in range(rows):
        row = []
        for _ in range(cols):
            state = (state * 1103515245 + 12345) & 0x7FFFFFFF
            row.append(1 if (state >> 16) % 3 == 0 else 0)
        grid.append(row)
    return grid


def count_neighbours(grid, r, c):
    rows = len(grid)
    cols = len(grid[0])
    total = 0
    for dr in (-1, 0, 1):
        for dc in (-1, 0, 1):
            if dr == 0 and dc == 0:
                continue
            total += grid[(r + dr) % rows][(c + dc) % cols]
    return total


def next_generation(grid):
    result = []
    for r, row in enumerate(grid):
        new_row = []
        for c, alive in enumerate(row):
            n = count_neighbours(grid, r, c)
            if alive:
                new_row.append(1 if n in (2, 3) else 0)
            else:
                new_row.append(1 if n == 3 else 0)
        result.append(new_row)
    return result


def show(grid):
    return "\n".join("".join("#" if cell else "." for cell in row) for row in grid)


def bench(n):
    grid = make_grid(48, 64)
    population = []
    for _ in range(n // 4):
        grid = next_generation(grid)
        population.append(sum(map(sum, grid)))
    picture = show(grid)
    return population[0], population[-1], picture.split("\n")[0]
