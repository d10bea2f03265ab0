# native 3.12+: documented, named, plain, with_defaults, with_dict, expressed, taken
"""Functions that end with native locals, and what they have ends with them: whoever ends sees who has made the function."""
import sys
from collections.abc import Callable
from typing import Any

LOG: list[Any] = []


class Ends:
    def __init__(self, name: str) -> None:
        self.name = name

    def __del__(self) -> None:
        frame = sys._getframe(1)
        LOG.append((self.name, frame.f_code.co_name))


class Name(str):
    def __del__(self) -> None:
        LOG.append((str(self), sys._getframe(1).f_code.co_name))


def documented(n: int) -> int:
    def inner() -> int:
        return n

    inner.__doc__ = Ends("doc")  # type: ignore[assignment]
    result = inner()
    inner = None  # type: ignore[assignment]
    LOG.append("behind")
    return result


def named(n: int) -> int:
    def inner() -> int:
        return n

    inner.__name__ = Name("inner name")
    inner.__qualname__ = Name("qualified")
    result = inner()
    inner = None  # type: ignore[assignment]
    LOG.append("behind")
    return result


def plain(n: int) -> int:
    def inner() -> int:
        return n

    result = inner()
    inner = None  # type: ignore[assignment]
    LOG.append("behind")
    return result


def with_defaults(n: int) -> int:
    def inner(a: Any = Ends("default"), *, b: Any = 7) -> int:
        return n

    result = inner()
    inner = None  # type: ignore[assignment]
    LOG.append("behind")
    return result


def with_dict(n: int) -> int:
    def inner() -> int:
        return n

    inner.part = Ends("attribute")  # type: ignore[attr-defined]
    result = inner()
    inner = None  # type: ignore[assignment]
    LOG.append("behind")
    return result


def expressed(n: int) -> Any:
    one = Ends("captured")
    values = (one.name + str(i) for i in range(n))
    got = list(values)
    values = None  # type: ignore[assignment]
    del one
    LOG.append("behind")
    return got


def made() -> list[Any]:
    def first() -> None:
        pass

    def second() -> None:
        pass

    first.__doc__ = Ends("doc")  # type: ignore[assignment]
    second.__qualname__ = Name("qualified")
    return [first, second]


def taken(functions: list[Any]) -> int:
    """Nobody has had to be told of this frame before."""
    one = functions.pop()
    one = None
    two = functions.pop()
    two = None
    return len(functions)


def test_taken() -> Any:
    LOG.clear()
    return taken(made()), LOG[:]


def all_of(functions: list[Callable[[int], Any]]) -> Any:
    LOG.clear()
    return [function(3) for function in functions], LOG[:]


def test_parts() -> Any:
    return all_of([documented, named, plain, with_defaults, with_dict, expressed])
