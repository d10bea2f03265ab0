"""N-queens with sets of attacked columns and diagonals and backtracking."""
# N=11


def count_solutions(size: int) -> int:
    cols: set[int] = set()
    diag1: set[int] = set()
    diag2: set[int] = set()

    def place(row: int) -> int:
        if row == size:
            return 1
        total = 0
        for col in range(size):
            if col in cols or row + col in diag1 or row - col in diag2:
                continue
            cols.add(col)
            diag1.add(row + col)
            diag2.add(row - col)
            total += place(row + 1)
            cols.remove(col)
            diag1.remove(row + col)
            diag2.remove(row - col)
        return total

    return place(0)


def first_solution(size: int, queens: list[int]) -> list[int]:
    if len(queens) == size:
        return queens
    row = len(queens)
    for col in range(size):
        if all(col != c and abs(col - c) != row - r for r, c in enumerate(queens)):
            found = first_solution(size, queens + [col])
            if found:
                return found
    return []


def board(queens: list[int]) -> str:
    return "\n".join("." * c + "Q" + "." * (len(queens) - c - 1) for c in queens)


def bench(n: int) -> tuple[list[int], list[int], str]:
    counts = [count_solutions(size) for size in range(1, n + 1)]
    firsts = [first_solution(size, []) for size in range(4, n + 7)]
    return counts, firsts[-1], board(firsts[-1]).splitlines()[0]
