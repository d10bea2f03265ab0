# native: target, caller, with_default
"""`__code__`, `__defaults__` and `__kwdefaults__` assigned: the function is another one from then on."""

import types


def target(n: int) -> int:
    return n + 1


def other(n: int) -> int:
    return n * 1000


def two(n: int, m: int) -> int:
    return n - m


def caller(n: int) -> int:
    total = 0
    for i in range(n):
        total += target(i)
    return total


def with_default(a: int, b: int = 5) -> int:
    return a * b


def uses_default(a: int) -> int:
    return with_default(a) + with_default(a, 2)


def keyword_default(a: int, *, b: int = 3) -> int:
    return a + b


def uses_keyword_default(a: int) -> int:
    return keyword_default(a)


def swaps_code(n: int) -> list:
    seen = []
    code = target.__code__
    for i in range(n):
        seen.append(target(i))
        if i == 1:
            target.__code__ = other.__code__
    target.__code__ = code
    return seen


def test_code():
    code = target.__code__
    results = [target(3), caller(3)]
    target.__code__ = other.__code__
    try:
        results += [target(3), caller(3), target.__code__ is other.__code__]
    finally:
        target.__code__ = code
    return results + [target(3), caller(3), target.__code__ is code]


def test_code_in_loop():
    return swaps_code(5), target(3)


def test_code_of_other_signature():
    code = target.__code__
    target.__code__ = two.__code__
    try:
        return target(5, 3)
    finally:
        target.__code__ = code


def test_code_of_other_signature_called_natively():
    code = target.__code__
    target.__code__ = two.__code__
    try:
        return caller(2)
    finally:
        target.__code__ = code


def test_replaced_code():
    code = target.__code__
    target.__code__ = code.replace(co_name="renamed")
    try:
        return target(3), caller(3), target.__code__.co_name
    finally:
        target.__code__ = code


def test_defaults():
    before = with_default.__defaults__
    results = [with_default(3), uses_default(3)]
    try:
        with_default.__defaults__ = (7,)
        results += [with_default(3), uses_default(3)]
        with_default.__defaults__ = (2, 7)
        results += [with_default(), uses_default(3)]
        with_default.__defaults__ = (2.5,)
        results += [with_default(3), uses_default(3)]
    finally:
        with_default.__defaults__ = before
    return results + [uses_default(3)]


def test_defaults_removed():
    before = with_default.__defaults__
    with_default.__defaults__ = None
    try:
        return uses_default(3)
    finally:
        with_default.__defaults__ = before


def test_keyword_defaults():
    before = keyword_default.__kwdefaults__
    results = [uses_keyword_default(1)]
    try:
        keyword_default.__kwdefaults__ = {"b": 30}
        results.append(uses_keyword_default(1))
        keyword_default.__kwdefaults__["b"] = 300
        results.append(uses_keyword_default(1))
    finally:
        keyword_default.__kwdefaults__ = before
    return results + [uses_keyword_default(1)]


def test_copies_of_a_function():
    copy = types.FunctionType(target.__code__, {"__builtins__": {}}, "copy")
    bound = types.MethodType(target, 41)
    return copy(1), bound(), copy.__globals__.keys()


def test_attributes():
    target.note = "kept"
    target.__doc__ = "new"
    target.__name__ = "renamed"
    try:
        return target.note, target.__doc__, repr(target).split(" at ")[0], target(1)
    finally:
        del target.note
        target.__doc__ = None
        target.__name__ = "target"
