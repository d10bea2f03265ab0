"""Answers that are remembered: a dictionary with tuples for keys, recursion."""


def ways(row: int, column: int, known: dict[tuple[int, int], int]) -> int:
    if row == 0 or column == 0:
        return 1
    place = (row, column)
    if place in known:
        return known[place]
    result = (ways(row - 1, column, known) + ways(row, column - 1, known)) % 1_000_000_007
    known[place] = result
    return result


def collatz(number: int, known: dict[int, int]) -> int:
    steps = 0
    start = number
    while number != 1 and number not in known:
        number = number // 2 if number % 2 == 0 else 3 * number + 1
        steps += 1
    total = steps + known.get(number, 0)
    known[start] = total
    return total


def bench(n: int = 250) -> tuple[int, int]:
    known: dict[tuple[int, int], int] = {}
    total = 0
    for row in range(n):
        total = (total + ways(row, n, known)) % 1_000_000_007
    lengths: dict[int, int] = {}
    longest = 0
    for number in range(1, 400 * n):
        length = collatz(number, lengths)
        if length > longest:
            longest = length
    return total, longest
