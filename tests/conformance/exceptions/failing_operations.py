# native: number, digit, ratio, floor, rest, floats, mixed, told, both, unbound_second, odd_second, odd_first, counted, appended
# native: as_float, float_told, float_out, floats_in_loop, stored, local_list, attribute, overflowing, nested, in_loop, raised_out, through, reraised, finally_too, as_name, shadowed, several
"""Unboxed operations that raise because of their operands: texts that are no numbers, and divisions by zero; and what handlers do
that nobody sees handle anything."""

import sys
import traceback

NotACaught = 5
Group = (ValueError, TypeError)

TEXTS = ["12", "", " ", "x", "-", "+", "+5", "-7", "--1", "+-1", " 12 ", "\t3\n", "1 2", "1_0", "_1", "1_", "1__0", "\x1c5", "5\x1c", "\x00", "1\x00"]
TEXTS += ["0x10", "1e5", "1.0", "\u0663", "\u0663x", "\xb2", "\xa05", "5\x85", "\ud800", "9" * 18, "9" * 19, "9" * 40, "9" * 5000, "x" * 5000, "0_0", "٣", "é"]


def number(text: str, default: int) -> int:
    try:
        return int(text)
    except ValueError:
        return default


def digit(text: str) -> list[int]:
    found: list[int] = []
    for c in text:
        try:
            found.append(int(c))
        except ValueError:
            found.append(-1)
    return found


def ratio(a: int, b: int) -> float:
    try:
        return a / b
    except ZeroDivisionError:
        return -1.5


def floor(a: int, b: int) -> int:
    try:
        return a // b
    except ArithmeticError:
        return 7


def rest(a: int, b: int) -> int:
    try:
        return a % b
    except Exception:
        return 8


def floats(a: float, b: float) -> tuple[float, float, float]:
    x = y = z = 0.25
    try:
        x = a / b
    except ZeroDivisionError:
        pass
    try:
        y = a // b
    except ZeroDivisionError:
        pass
    try:
        z = a % b
    except:  # noqa: E722
        pass
    return x, y, z


def mixed(a: int, b: float) -> tuple[str, str, str]:
    x = y = z = ""
    try:
        return str(a / b), "", ""
    except ZeroDivisionError as e:
        x = str(e)
    try:
        return str(a // b), "", ""
    except ZeroDivisionError as e:
        y = str(e)
    try:
        return str(a % b), "", ""
    except ZeroDivisionError as e:
        z = str(e)
    return x, y, z


def told(a: int, b: int, c: float, d: float) -> list[str]:
    found: list[str] = []
    try:
        found.append(str(a // b))
    except ZeroDivisionError as e:
        found.append(repr(e))
    try:
        found.append(str(a % b))
    except ZeroDivisionError as e:
        found.append(repr(e))
    try:
        found.append(str(a / b))
    except ZeroDivisionError as e:
        found.append(repr(e))
    try:
        found.append(str(c / d))
    except ZeroDivisionError as e:
        found.append(repr(e))
    try:
        found.append(str(c // d))
    except ZeroDivisionError as e:
        found.append(repr(e))
    try:
        found.append(str(c % d))
    except ZeroDivisionError as e:
        found.append(repr(e))
    return found


def both(d: dict[str, int], xs: list[int], key: str, i: int) -> int:
    try:
        return d[key] // xs[i]
    except (KeyError, IndexError):
        return -1
    except ZeroDivisionError:
        return -2


def unbound_second(text: str) -> int:
    try:
        return int(text)
    except (ValueError, NotThere):  # noqa: F821
        return -1


def odd_second(text: str) -> int:
    try:
        return int(text)
    except (ValueError, NotACaught):
        return -1


def odd_first(text: str, d: dict[str, int]) -> int:
    try:
        return int(text) + d[text]
    except (NotACaught, KeyError):
        return -1


def counted(names: list[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for name in names:
        try:
            counts[name] += 1
        except KeyError:
            counts[name] = 1
    return counts


def appended(texts: list[str], bad: list[str]) -> int:
    total = 0
    for text in texts:
        try:
            total += int(text)
        except ValueError:
            bad.append(text)
    return total


def stored(d: dict[str, int], key: str, text: str) -> int:
    try:
        d[key] = int(text)
    except ValueError:
        d[key] = d[text]
    return len(d)


def local_list(texts: list[str]) -> list[int]:
    lengths: list[int] = []
    values: list[int] = []
    for text in texts:
        try:
            values.append(int(text))
        except ValueError:
            lengths.append(len(text))
    return lengths + values


class Counter:
    def __init__(self, errors: int) -> None:
        self.errors = errors
        self.last = "none"


def attribute(counter: Counter, text: str) -> int:
    try:
        return int(text)
    except ValueError:
        counter.errors += 1
        counter.last = text
    return counter.errors


def overflowing(errors: int, text: str) -> int:
    try:
        return int(text)
    except ValueError:
        errors += 1
        errors *= 3
    return errors


def nested(text: str, d: dict[str, int]) -> int:
    try:
        try:
            return int(text)
        except ValueError:
            return d[text]
    except KeyError:
        return -1


def in_loop(rows: list[str], by: list[int]) -> tuple[int, int, int]:
    total = failed = skipped = 0
    for i in range(len(rows)):
        try:
            total += int(rows[i]) // by[i]
        except ValueError:
            failed += 1
            continue
        except ZeroDivisionError:
            skipped += 1
            if skipped > 3:
                break
        finally:
            total += 1
    return total, failed, skipped


def raised_out(text: str, by: int) -> int:
    return int(text) // by


def through(text: str, by: int) -> str:
    try:
        return str(raised_out(text, by))
    except (ValueError, ZeroDivisionError) as e:
        return str(e)


def reraised(text: str, by: int, log: list[str]) -> int:
    try:
        return int(text) % by
    except ValueError:
        log.append("value")
        raise
    except ZeroDivisionError as e:
        log.append("zero")
        raise KeyError(text) from e


def finally_too(text: str, log: list[str]) -> int:
    try:
        return int(text)
    finally:
        log.append(text)


def as_name(text: str) -> tuple[str, tuple]:
    try:
        return str(int(text)), ()
    except ValueError as e:
        return str(e), e.args


def shadowed(text: str) -> int:
    try:
        return int(text)
    except Group:
        return -1


def several(d: dict[str, list[str]], keys: list[str]) -> int:
    made = 0
    for key in keys:
        try:
            d[key].append(key)
        except KeyError:
            d[key] = [key]
            made += 1
    return made


def test_numbers() -> object:
    return [number(text, -5) for text in TEXTS if len(text) < 4000], [as_name(text) for text in TEXTS if len(text) < 4000]


def test_long() -> object:
    found = []
    for text in TEXTS:
        for function in (as_name, through_one):
            found.append(function(text))
    return found


def through_one(text: str) -> str:
    return through(text, 1)


def test_digits() -> object:
    return [digit(text) for text in ("0123456789", "a1b2", "\u06635\xb2", "", "\U0001d7d8x\ud800")]


def traced(function, *args) -> object:
    try:
        return function(*args)
    except Exception as e:
        lines = [(f.name, f.lineno, f.colno, f.end_colno) for f in traceback.extract_tb(e.__traceback__)]
        return repr(e), lines, repr(e.__context__), repr(e.__cause__)


def test_raised() -> object:
    cases = [("x", 1), ("1", 0), ("7", 2), ("", 0)]
    logs = [[] for _ in cases]
    found = [traced(raised_out, *case) for case in cases]
    found += [traced(reraised, *case, log) for case, log in zip(cases, logs)]
    found += [traced(finally_too, case[0], logs[0]) for case in cases]
    return found, logs


def test_classes() -> object:
    functions = (unbound_second, odd_second, shadowed)
    found = [traced(f, text) for f in functions for text in ("1", "x", "y")]
    return found + [traced(odd_first, text, {"1": 2}) for text in ("1", "2", "x")]


def test_rebound() -> object:
    """A global of the class's name comes, and goes."""
    found = [number("x", 1)]
    globals()["ValueError"] = KeyError
    found.append(traced(number, "x", 2))
    globals()["ValueError"] = (TypeError, Exception)
    found.append(traced(number, "x", 3))
    globals()["ValueError"] = 7
    found.append(traced(number, "x", 4))
    del globals()["ValueError"]
    found.append(traced(number, "x", 5))
    return found


class Falls(dict):
    def __missing__(self, key):
        return 100


def test_containers() -> object:
    return (
        counted(["a", "b", "a", "c", "a"]),
        both({"a": 5}, [1, 0], "a", 0),
        both({"a": 5}, [1, 0], "a", 1),
        both({"a": 5}, [1, 0], "a", 2),
        both({"a": 5}, [1, 0], "b", 0),
        both(Falls(), [1, 3], "b", 1),
        several({}, ["a", "b", "a"]),
        traced(several, {"a": None}, ["b", "a"]),
    )


def test_stored() -> object:
    d = {"x": 1}
    found = [stored(d, "a", "5"), stored(d, "b", "x"), traced(stored, d, "c", "y"), d]
    bad: list = []
    return found, appended(["1", "x", "2", "y"], bad), bad, local_list(["1", "xyz", "2", ""])


def test_attribute() -> object:
    found = []
    for start in (0, 2**63 - 1, 2**70, 1.5):
        counter = Counter(start)
        found.append([attribute(counter, text) for text in ("x", "4", "y")])
        found.append((counter.errors, counter.last))
    found.append(traced(attribute, object(), "x"))
    return found


def test_overflowing() -> object:
    return [overflowing(start, "x") for start in (0, 5, 2**62, 2**63 - 1, -(2**63), 2**80)]


def test_observed() -> object:
    lines = []

    def tracer(frame, event, arg):
        if frame.f_code.co_name in ("number", "floor"):
            lines.append((event, frame.f_lineno))
        return tracer

    sys.settrace(tracer)
    try:
        number("x", 1)
        floor(1, 0)
    finally:
        sys.settrace(None)
    return lines


CASES = [(f, (a, b)) for f in (ratio, floor, rest) for a in (0, 7, -7, 2**63 - 1) for b in (0, 2, -1)]
CASES += [(f, (7, 0.0)) for f in (ratio, floor, rest)]
CASES += [(floats, (a, b)) for a in (0.0, 1.5, -2.0) for b in (0.0, -0.0, 0.5)]
CASES += [(mixed, (3, b)) for b in (0.0, -0.0, 2.0)] + [(told, (1, 0, 1.0, 0.0)), (told, (5, 2, 5.0, 2.0)), (told, (True, False, 0.0, -0.0))]
CASES += [(nested, (text, {"x": 3})) for text in ("1", "x", "y")]
CASES += [(in_loop, (["1", "x", "3", "4", "5", "6", "7"], [1, 0, 0, 0, 0, 0, 2])), (through, ("x", 1)), (through, ("1", 0)), (through, ("6", 3))]


FLOATS = ["1", "1.5", "-0", "-0.0", "+.5", "5.", ".", "", " ", "x", "abc", "1e5", "1E-3", "1e", "e5", "1_0.5", "_1", "1__0", " 1.5 ", "\t2\n", "1 2"]
FLOATS += ["inf", "-Infinity", "nan", "NaN", "fat", "infinit", "0x10", "1.5.2", "--1", "+-1", "1\x00", "\x001", "\x1c1", "1\x1f", "\u0663.5", "\xa01", "1\x85"]
FLOATS += ["9007199254740992", "9007199254740993", "90071992547409935", "0.1", "0.30000000000000004", "123456789012345.6", "1234567890123456.7"]
FLOATS += ["0.00000000000000001", "00000000000000001.5", "1.7976931348623157e308", "1e400", "-1e400", "4.9e-324", "1e-400", "\ud800", "é", "1" * 400]
FLOATS += [".00000000000001", "2.5000000000000001", "8.5", "0.000001", "3.14159265358979", "1,5", "1.e3", "1.5e+3", "1.5f", "٣"]


def as_float(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return -77.5


def float_told(text: str) -> str:
    try:
        return repr(float(text))
    except ValueError as e:
        return str(e)


def float_out(text: str) -> float:
    return float(text) * 2.0


def floats_in_loop(texts: list[str], bad: list[str]) -> float:
    total = 0.0
    for text in texts:
        try:
            total += float(text)
        except (TypeError, ValueError):
            bad.append(text)
    return total


class Text(str):
    def __float__(self):
        return 99.0


def test_floats() -> object:
    bad: list = []
    numbers = [text for text in FLOATS if text.strip("+-").lower()[:3] not in ("inf", "nan", "1e4")]
    return (
        [as_float(text) for text in FLOATS],
        [float_told(text) for text in FLOATS],
        [traced(float_out, text) for text in ("1.5", "x", "fat", "")],
        [traced(f, x) for f in (as_float, float_told, float_out) for x in (Text("5"), 3, None, b"2.5", b"x")],
        floats_in_loop(numbers, bad),
        bad,
    )


def test_float_digits() -> object:
    """Each is the float nearest to it."""
    found = []
    state = 12345
    for _ in range(400):
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        digits = str(state)[: 1 + state % 17]
        point = state // 17 % (len(digits) + 1)
        text = digits[:point] + "." + digits[point:]
        found.append((text, as_float(text), as_float("-" + text)))
    return found
