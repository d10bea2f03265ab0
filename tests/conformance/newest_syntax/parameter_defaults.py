# python: 3.13+
"""PEP 696: defaults of type parameters, which are evaluated when asked for."""


def defaulted[T = int, *Ts = *tuple[int, ...], **P = [int, str]](value: T) -> T:
    return value


def lazy[T = missing_default](value: T) -> list:
    try:
        return [T.__default__, value]
    except NameError as error:
        return [str(error), value]


def local(n: int) -> list:
    def inner[T = n](value: T) -> T:
        return value

    class Box[U = list[n]]:
        pass

    return [inner(n), inner.__type_params__[0].__default__, repr(Box.__type_params__[0].__default__), inner.__type_params__[0].has_default()]


def documented(n: int) -> str:
    """
        Indented text
          deeper
    """
    return documented.__doc__


CASES = [(f, (n,)) for f in (defaulted, lazy, local, documented) for n in (1, "s")]
