# native 3.12-3.13: counted, broken_in_handler
"""A handler that ends the loop over a generator whose state it keeps."""
from collections.abc import Iterator


def counted(n: int) -> Iterator[str]:
    for i in range(n):
        yield str(i)


def broken_in_handler(n: int) -> list[int]:
    seen = []
    for x in counted(n):
        try:
            seen.append(10 // (int(x) - 2))
        except ZeroDivisionError:
            break
    return seen


def test_broken() -> object:
    return broken_in_handler(9), broken_in_handler(2)
