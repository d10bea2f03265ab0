"""The longest Collatz chain: a loop of integer arithmetic whose numbers no one bounds beforehand.

Native code keeps them in 64 bits and checks that they fit; where one does not, CPython goes on with the exact number.
`collatz.chain(3 ** 80)` is as right as `collatz.chain(27)`.
"""


def chain(start: int) -> int:
    """How many steps it takes to reach 1."""
    steps = 0
    n = start
    while n != 1:
        if n % 2 == 0:
            n //= 2
        else:
            n = 3 * n + 1
        steps += 1
    return steps


def longest(limit: int) -> tuple[int, int]:
    """The start below the limit with the longest chain, and that chain's length."""
    best = 1
    best_steps = 0
    for start in range(1, limit):
        steps = chain(start)
        if steps > best_steps:
            best, best_steps = start, steps
    return best, best_steps


def bench(n: int) -> tuple[int, int]:
    return longest(n)


if __name__ == "__main__":
    print(bench(100_000), chain(3**80))
