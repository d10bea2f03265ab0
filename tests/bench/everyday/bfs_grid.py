"""Breadth-first search through a generated maze with a deque."""
# N=360

from collections import deque
from typing import Optional

Point = tuple[int, int]
MOVES = [(0, 1), (1, 0), (0, -1), (-1, 0)]


def make_maze(size: int) -> list[str]:
    rows: list[str] = []
    state: int = 2024
    for _ in range(size):
        row: str = ""
        for _ in range(size):
            state = (state * 1664525 + 1013904223) % 2**32
            row += "#" if (state >> 20) % 10 < 3 else "."
        rows.append(row)
    rows[0] = "." * size
    return rows


def bfs(maze: list[str], start: Point) -> tuple[dict[Point, int], dict[Point, Optional[Point]]]:
    dist: dict[Point, int] = {start: 0}
    parent: dict[Point, Optional[Point]] = {start: None}
    queue: deque[Point] = deque([start])
    while queue:
        r, c = queue.popleft()
        for dr, dc in MOVES:
            nr, nc = r + dr, c + dc
            if not (0 <= nr < len(maze) and 0 <= nc < len(maze[0])):
                continue
            if maze[nr][nc] == "#" or (nr, nc) in dist:
                continue
            dist[(nr, nc)] = dist[(r, c)] + 1
            parent[(nr, nc)] = (r, c)
            queue.append((nr, nc))
    return dist, parent


def trace(parent: dict[Point, Optional[Point]], end: Point) -> list[Point]:
    path: list[Point] = []
    current: Optional[Point] = end
    while current is not None:
        path.append(current)
        current = parent[current]
    return path[::-1]


def count_regions(maze: list[str]) -> int:
    seen: set[Point] = set()
    regions: int = 0
    for r, row in enumerate(maze):
        for c, ch in enumerate(row):
            if ch == "." and (r, c) not in seen:
                regions += 1
                dist, _ = bfs(maze, (r, c))
                seen.update(dist)
    return regions


def bench(n: int) -> tuple[int, int, Point, int, int]:
    maze = make_maze(n)
    dist, parent = bfs(maze, (0, 0))
    end = max(dist, key=lambda p: (dist[p], p))
    path = trace(parent, end)
    turns = sum(1 for a, b in zip(path, path[2:]) if a[0] != b[0] and a[1] != b[1])
    return len(dist), dist[end], end, turns, count_regions(maze)
