"""Sudoku solver: pick the emptiest cell, try candidates, backtrack."""
# N=410

PUZZLES = [
    "53..7....6..195....98....6.8...6...34..8.3..17...2...6.6....28....419..5....8..79",
    "..9748...7.........2.1.9.....7...24..64.1.59..98...3.....8.3.2.........6...2759..",
    "..............3.85..1.2.......5.7.....4...1...9.......5......73..2.1........4...9",
    "85...24..72......9..4.........1.7..23.5...9...4...........8..7..17..........36.4.",
]


class Sudoku:
    def __init__(self, text: str) -> None:
        self.cells: list[int] = [0 if ch == "." else int(ch) for ch in text]
        self.rows: list[set[int]] = [set() for _ in range(9)]
        self.cols: list[set[int]] = [set() for _ in range(9)]
        self.boxes: list[set[int]] = [set() for _ in range(9)]
        self.guesses: int = 0
        for i, value in enumerate(self.cells):
            if value:
                self.put(i, value)

    def put(self, i: int, value: int) -> None:
        r, c = divmod(i, 9)
        self.cells[i] = value
        self.rows[r].add(value)
        self.cols[c].add(value)
        self.boxes[r // 3 * 3 + c // 3].add(value)

    def clear(self, i: int) -> None:
        r, c = divmod(i, 9)
        value: int = self.cells[i]
        self.cells[i] = 0
        self.rows[r].discard(value)
        self.cols[c].discard(value)
        self.boxes[r // 3 * 3 + c // 3].discard(value)

    def candidates(self, i: int) -> list[int]:
        r, c = divmod(i, 9)
        used: set[int] = self.rows[r] | self.cols[c] | self.boxes[r // 3 * 3 + c // 3]
        return [v for v in range(1, 10) if v not in used]

    def solve(self, budget: int) -> bool:
        best: int = -1
        best_options: list[int] = []
        for i in range(81):
            if self.cells[i] == 0:
                options: list[int] = self.candidates(i)
                if best < 0 or len(options) < len(best_options):
                    best, best_options = i, options
                    if len(options) <= 1:
                        break
        if best < 0:
            return True
        for value in best_options:
            self.guesses += 1
            if self.guesses > budget:
                return False
            self.put(best, value)
            if self.solve(budget):
                return True
            self.clear(best)
        return False


def bench(n: int) -> tuple[int, int, str]:
    solved: int = 0
    guesses: int = 0
    answer: str = ""
    for puzzle in PUZZLES:
        game = Sudoku(puzzle)
        if game.solve(n * 100):
            solved += 1
            answer = "".join(str(v) for v in game.cells)
        guesses += game.guesses
    return solved, guesses, answer
