# native: paths, triple, single, four, pair_or, shown, deep, kept, chained, raised_again, given, cycle
"""Keys that are tuples in pieces and are not there, and what is raised while something else is handled."""
from collections import defaultdict


def paths(r: int, c: int, blocked: set[tuple[int, int]], memo: dict[tuple[int, int], int]) -> int:
    if r < 0 or c < 0 or (r, c) in blocked:
        return 0
    if r == 0 and c == 0:
        return 1
    try:
        return memo[(r, c)]
    except KeyError:
        v = (paths(r - 1, c, blocked, memo) + paths(r, c - 1, blocked, memo)) % 1000003
        memo[(r, c)] = v
        return v


def triple(a: int, b: int, c: int, memo: dict[tuple[int, int, int], float]) -> float:
    total = 0.0
    for i in range(a):
        try:
            total += memo[i, b, c]
        except KeyError as error:
            total -= len(error.args[0])
            memo[i, b, c] = i / 2
    return total


def single(a: int, memo: dict[tuple[int], int]) -> int:
    total = 0
    for i in range(a):
        try:
            total += memo[(i,)]
        except KeyError:
            total -= 1
    return total


def four(a: int, memo: dict[tuple[int, int, int, int], str]) -> str:
    text = ""
    for i in range(a):
        try:
            text += memo[i, i, 2, 3]
        except LookupError:
            text += "-"
    return text


def pair_or(keys: list[tuple[int, int]], memo: dict[tuple[int, int], int], other: int) -> list[int]:
    found: list[int] = []
    for a, b in keys:
        try:
            value = memo[a, b]
        except KeyError:
            value = other
        found.append(value)
    return found


def shown(a: int, b: int, memo: dict[tuple[int, int], int]) -> tuple[str, object, int]:
    seen = 0
    try:
        for i in range(a):
            seen += memo[i, b]
    except KeyError as error:
        return repr(error), error.args, seen
    return "", None, seen


def deep(n: int, memo: dict[tuple[int, int], int], errors: list[BaseException]) -> int:
    try:
        return memo[n, 0]
    except KeyError as error:
        errors.append(error)
        if n > 0:
            return deep(n - 1, memo, errors) + 1
        return memo[n, 1]


def kept(n: int, errors: list[ValueError]) -> None:
    try:
        raise ValueError(n)
    except ValueError as error:
        errors.append(error)
        if n > 0:
            kept(n - 1, errors)


def chained(n: int) -> int:
    try:
        try:
            raise ValueError(n)
        except ValueError:
            raise KeyError(n + 1)
    except KeyError as error:
        context = error.__context__
        assert context is not None
        return n + len(context.args)


def raised_again(error: Exception) -> None:
    try:
        raise error
    except Exception as caught:
        raise caught


def given(error: Exception, first: Exception) -> None:
    try:
        raise first
    except Exception:
        raise error


def cycle(first: Exception, second: Exception) -> None:
    try:
        try:
            raise first
        except Exception:
            raise second
    except Exception:
        raise first


class Own(dict[tuple[int, int], int]):
    def __missing__(self, key: tuple[int, int]) -> int:
        return key[0] - key[1]


def contexts(error: BaseException | None) -> list[object]:
    found: list[object] = []
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        found.append((type(error), error.args, error.__suppress_context__))
        error = error.__context__
    return found + [error is None]


def test_paths():
    memo: dict[tuple[int, int], int] = {}
    return paths(9, 8, {(3, 3), (2, 7)}, memo), memo, paths(9, 8, set(), memo)


def test_tuples():
    memo: dict[tuple[int, int, int], float] = {(1, 2, 3): 0.25}
    return (
        triple(4, 2, 3, memo), triple(4, 2, 3, memo), memo,
        single(5, {(1,): 5, (2,): 7, (3 << 70,): 1}), four(4, {(1, 1, 2, 3): "one", (3, 3, 2, 3): "three"}),
    )


def test_pairs():
    keys = [(1, 2), (2, 1), (-1, -2), (-2, -1), (1 << 40, 3)]
    return (
        pair_or(keys, {(1, 2): 3, (-2, -1): 1 << 62}, 7), pair_or(keys, Own({(1, 2): 5}), 7),
        pair_or(keys, defaultdict(int, {(2, 1): 5}), 7), pair_or(keys, {(True, 2.0): 4}, 7), pair_or([], {}, 1),
    )


def test_shown():
    return shown(3, 0, {(0, 0): 1}), shown(2, 5, {(0, 5): 1, (1, 5): 2}), shown(3, -1, Own()), shown(1, 1 << 61, {})


def test_deep():
    errors: list[BaseException] = []
    found = deep(4, {(0, 1): 9}, errors), deep(3, {(1, 0): 2}, errors)
    return found, [contexts(error) for error in errors]


def test_deep_missing():
    errors: list[BaseException] = []
    try:
        deep(3, {}, errors)
    except KeyError as error:
        return contexts(error), [contexts(error) for error in errors], error.__traceback__ is not None


def test_deep_uncaught():
    deep(2, {}, [])


def test_kept():
    errors: list[ValueError] = []
    kept(6, errors)
    return [contexts(error) for error in errors]


def test_kept_while_handling():
    errors: list[ValueError] = []
    try:
        raise TypeError("outer")
    except TypeError:
        kept(2, errors)
        return [contexts(error) for error in errors], chained(3)


def within(memo: dict[tuple[int, int], int], errors: list[BaseException]):
    try:
        raise TypeError("suspended")
    except TypeError:
        yield deep(2, memo, errors)
        yield deep(1, memo, errors)


def test_within_generators():
    errors: list[BaseException] = []
    found = []
    try:
        raise OSError("consumer")
    except OSError:
        for value in within({(0, 1): 3}, errors):
            found.append((value, deep(1, {(0, 1): 4}, errors)))
    return found, [contexts(error) for error in errors]


def test_chained():
    return chained(1), chained(2)


def test_raised_again():
    found = []
    for error in (ValueError(1), KeyError("k")):
        try:
            raised_again(error)
        except Exception as caught:
            found.append((caught is error, contexts(caught)))
    return found


def test_given():
    found = []
    inner, outer = ValueError("inner"), KeyError("outer")
    outer.__context__ = OSError("before")
    inner.__context__ = outer
    for error, first in ((outer, inner), (inner, outer), (inner, inner), (RuntimeError(), inner)):
        try:
            given(error, first)
        except Exception as caught:
            found.append(contexts(caught))
    return found


def test_only_in_the_chain():
    first = ValueError("first")
    first.__context__ = KeyError("second")
    first.__context__.__context__ = OSError("third")
    found = []
    try:
        given(first.__context__, first)
    except Exception as caught:
        found.append(contexts(caught))
    return found + [contexts(first)]


def test_cycle():
    first, second = ValueError("first"), KeyError("second")
    try:
        cycle(first, second)
    except Exception as caught:
        return caught is first, contexts(caught), contexts(second)
