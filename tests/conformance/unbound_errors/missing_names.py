"""NameError and UnboundLocalError: where they are raised, what they say, and the suggestions that are printed for them."""

import builtins

outside = 5


class Holder:
    attribute = 1

    def method(self):
        return attribute

    def other(self):
        return metod()


def never_bound() -> object:
    return nowhere


def misspelt_local(n: int) -> int:
    counter = n
    return conter


def misspelt_global() -> int:
    return outsid


def misspelt_builtin(values: list) -> int:
    return lenn(values)


def standard_module() -> object:
    return collections.deque()


def bound_later(n: int) -> int:
    total = total + n
    return total


def bound_in_branch(n: int) -> object:
    if n > 2:
        value = n
    return value


def bound_in_loop(values: list) -> object:
    for value in values:
        last = value
    return last


def bound_in_try(n: int) -> object:
    try:
        result = 1 // n
    except ZeroDivisionError:
        pass
    return result


def bound_in_with(n: int) -> object:
    import contextlib

    with contextlib.suppress(ZeroDivisionError):
        made = 1 // n
    return made


def hidden_global() -> int:
    before = outside
    outside = before
    return before


def hidden_builtin(values) -> int:
    n = len(values)
    len = n
    return len


def handler_variable(n: int) -> object:
    try:
        1 // n
    except ZeroDivisionError as error:
        pass
    return error


def in_expression(n: int) -> list:
    return [n, n + 1, missing_one(n), missing_two]


def in_call(n: int) -> int:
    return max(n, never, key=abs)


def in_fstring(n: int) -> str:
    return f"{n} {nevermore!r:>{n}}"


def in_comprehension(n: int) -> list:
    return [i + missing for i in range(n)]


def in_lambda(n: int) -> object:
    return (lambda: n + missing)()


def in_default() -> object:
    def inner(a=missing_default):
        return a

    return inner()


def in_annotation() -> object:
    def inner(a: missing_annotation = 1):
        return a

    return inner()


def in_decorator() -> object:
    @missing_decorator
    def inner():
        pass

    return inner


def attribute_of_missing() -> object:
    return missing_module.attribute.other


def store_in_missing() -> None:
    missing_table["key"] = 1


def augmented_missing(n: int) -> int:
    missing_total += n
    return missing_total


def augmented_global_missing(n: int) -> None:
    global missing_global
    missing_global += n


def delete_missing() -> None:
    del missing_local


def attribute_suggestion(h: Holder) -> object:
    return h.atribute


def attribute_of_module() -> object:
    return builtins.printt


def method_suggestion(text: str) -> str:
    return text.uper()


def caught(n: int) -> list:
    try:
        return [absent + n]
    except NameError as error:
        return [type(error).__name__, error.name, str(error), error.args]


def caught_unbound(n: int) -> list:
    try:
        value += n
    except UnboundLocalError as error:
        value = n
        return [str(error), value]


def star_target(values) -> object:
    first, *rest = values
    return restt


def self_attribute(h: Holder) -> list:
    seen = []
    for f in (h.method, h.other):
        try:
            f()
        except NameError as error:
            seen.append(str(error))
    return seen


def match_name(n) -> object:
    match n:
        case 1:
            bound = 1
        case [bound]:
            pass
    return bound


CASES = [(f, ()) for f in (never_bound, misspelt_global, standard_module, hidden_global, in_default, in_annotation, in_decorator, attribute_of_missing, store_in_missing, delete_missing, attribute_of_module)]
CASES += [(f, (n,)) for f in (misspelt_local, bound_later, bound_in_branch, bound_in_try, bound_in_with, handler_variable, in_expression, in_call, in_fstring, in_comprehension, in_lambda, augmented_missing, augmented_global_missing, caught, caught_unbound) for n in (0, 3)]
CASES += [(f, ([1, 2],)) for f in (misspelt_builtin, bound_in_loop, hidden_builtin, star_target)] + [(bound_in_loop, ([],)), (attribute_suggestion, (Holder(),)), (Holder.method, (Holder(),)), (Holder.other, (Holder(),)), (self_attribute, (Holder(),)), (method_suggestion, ("s",))] + [(match_name, (n,)) for n in (1, [5], 2)]
