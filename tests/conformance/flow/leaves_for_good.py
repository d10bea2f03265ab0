# native: report, main_like, nested
"""Native loops, and then something that is not native: CPython goes on from there, on every path."""


def report(n: int) -> str:
    total = 0
    for i in range(n):
        total += i * i
    return f"{n}: {total}"


def main_like(n: int) -> None:
    best = 0.0
    for i in range(n):
        x = i * 0.5 - 3
        if x * x > best:
            best = x * x
    print("best", best, n)


def nested(n: int) -> list[int]:
    last = -1
    while n > 0:
        n -= 3
        last = n
    return [n, last]


def calls_them(n: int) -> str:
    return report(n) + report(n + 1)


CASES = [
    (report, (0,)),
    (report, (5,)),
    (report, (50,)),
    (main_like, (10,)),
    (main_like, (0,)),
    (nested, (10,)),
    (nested, (0,)),
    (calls_them, (7,)),
]
