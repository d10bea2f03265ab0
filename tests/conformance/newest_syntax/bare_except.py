# python: 3.14+
"""PEP 758: several exceptions without parentheses; and annotations that are evaluated when asked for (PEP 649)."""


def chosen(values, key) -> str:
    try:
        return values[key]
    except KeyError, IndexError:
        return "lookup"
    except TypeError, ValueError:
        return "type or value"


def grouped(kinds: list) -> list:
    log = []
    try:
        raise ExceptionGroup("g", [kind("x") for kind in kinds])
    except* KeyError, IndexError:
        log.append("lookup")
    except* OSError, ValueError:
        log.append("os or value")
    return log


def annotated(n: int) -> list:
    def inner(a: missing_for_now, b: n = 1) -> later:
        return a + b

    try:
        inner.__annotations__
    except NameError as error:
        text = str(error)
    missing_for_now = later = "bound"
    return [inner(n), text, inner.__annotations__]


def class_annotations(n: int) -> list:
    class Local:
        a: n
        if n:
            b: "text" = 1
        else:
            c: missing

    return [Local.__annotations__]


CASES = [(chosen, (v, k)) for v, k in (([1], 0), ([1], 5), ({}, "k"), ([1], "x"), (None, 1))] + [(grouped, ([KeyError, ValueError],)), (grouped, ([OSError],)), (grouped, ([KeyError, TypeError],))] + [(f, (n,)) for f in (annotated, class_annotations) for n in (0, 3)]
