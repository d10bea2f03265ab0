# native: classify, nested, ternary, not_chain, none_check, early
"""`if`, conditional expressions, and `and`/`or` that give values rather than truth."""

from typing import Optional


def classify(n: int) -> int:
    if n < 0:
        return -1
    elif n == 0:
        return 0
    elif n < 10:
        return 1
    else:
        return 2


def nested(a: int, b: int, c: bool) -> int:
    if a > 0:
        if b > 0:
            if c:
                return a + b
            return a - b
        elif c:
            return a * b
    elif b > 0 or c:
        return b
    return 0


def ternary(a: float, b: float) -> float:
    return a if a > b else (b if b > 0 else -b)


def and_value(a: int, b: int) -> int:
    return a and b


def or_value(a: float, b: float) -> float:
    return a or b


def mixed_logic(a: int, b: int, c: int) -> int:
    return (a and b) or (c and a) or -1


def not_chain(a: int, b: int) -> bool:
    return not (a and not b) and not not b


def none_check(a: Optional[int]) -> int:
    if a is None:
        return -1
    if a is not None and a > 5:
        return a * 2
    return a


def early(a: int) -> Optional[int]:
    if a > 3:
        return None
    b = a + 1
    if b == 2:
        return
    return b


def different_types(a: int):
    return a if a > 0 else None if a == 0 else 1.5


NUMBERS = [-5, 0, 1, 5, 10, 2**63, True, 1.5]
CASES = [(classify, (n,)) for n in NUMBERS] + [(nested, (a, b, c)) for a in (-1, 1, 2**63) for b in (-1, 3) for c in (True, False)]
CASES += [(ternary, (a, b)) for a in (0.0, -0.0, 2.5, float("nan"), 3) for b in (-1.5, 0.0, 4)]
CASES += [(f, (a, b)) for f in (and_value, or_value, not_chain) for a in (0, 3, 0.0, -0.0, "", None) for b in (0, 7, 2.5)]
CASES += [(mixed_logic, (a, b, c)) for a in (0, 2) for b in (0, 3) for c in (0, 4)] + [(none_check, (a,)) for a in (None, 3, 9, 2**62, 2**70, "a")]
CASES += [(early, (a,)) for a in (0, 1, 4, "a")] + [(different_types, (a,)) for a in (-1, 0, 1)]
