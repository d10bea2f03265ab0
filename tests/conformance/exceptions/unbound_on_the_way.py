# native: counted, either, handled
"""Locals that are numbers or not bound, on the way to a handler: what is raised there is handled there, and nowhere else."""
import sys


def counted(text: str, items: list[int]) -> int:
    total = 0
    for w in items:
        total += w
    try:
        total += int(text)
    except ZeroDivisionError as error:
        for w in [text, error]:
            total += len(str(w))
    except IndexError as error:
        raise KeyError(5) from error
    return total


def either(text: str, flag: bool) -> object:
    if flag:
        value = 3
    try:
        found = int(text)
        value = found
    except ValueError:
        value = text
    except IndexError:
        value = None
    return value


def handled(texts: list[str]) -> list:
    out = []
    for text in texts:
        try:
            n = int(text)
            x = n / 2
        except ValueError:
            n = text
            try:
                x = 1 // len(n)
            except ZeroDivisionError as error:
                x = error.args
        out.append((n, x))
    return out


def test_what_is_handled_afterwards():
    seen = []
    for call in (lambda: counted("key", []), lambda: counted("7", [1]), lambda: counted("key", [2]), lambda: either("x", False), lambda: either("x", True), lambda: handled(["1", "x", ""])):
        for _ in range(2):
            try:
                seen.append(call())
            except Exception as error:
                seen.append((repr(error), repr(error.__context__)))
            seen.append(sys.exc_info())
    return seen
