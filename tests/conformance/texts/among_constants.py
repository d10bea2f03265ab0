# native: kinds, characters, negated, odd, empty
"""Strings and characters in constant tuples of strings."""


def kinds(words: list[str]) -> list[int]:
    out: list[int] = []
    for word in words:
        if word in ("add", "sub", "mül", "日本", "x"):
            out.append(1)
        elif word not in ("", "y", "\U0001f600"):
            out.append(2)
        else:
            out.append(3)
    return out


def characters(text: str) -> list[bool]:
    out: list[bool] = []
    for c in text:
        out.append(c in ("a", "bc", "", "+", "\n"))
        out.append(c in ("é", "b"))
        out.append(c not in ("a", "z"))
    return out


def negated(op: str) -> bool:
    return not (op in ("+", "-")) and op not in ("*",)


def odd(value: str, other: object) -> tuple[bool, bool]:
    return value in ("a", None, 1), other in ("a", "b")


def empty(value: str) -> bool:
    return value in ()


class Own(str):
    def __eq__(self, other):
        return True

    def __hash__(self):
        return 7


class Raising:
    def __eq__(self, other):
        raise ValueError("no")


def test_all():
    words = ["add", "".join(["su", "b"]), "m" + "ül", "日" + "本", "", "y", "z", "\U0001f600", "addd", "x", "é"]
    return kinds(words), characters("abc+\né日"), [negated(op) for op in "+-*/"], empty("a"), empty("")


def test_odd():
    told = []
    for value in ("a", "b", Own("q"), 1, None, b"a", 2.5):
        told.append((odd(value, value), kinds([value]), negated(value)))
    try:
        odd("c", Raising())
    except ValueError as error:
        told.append(str(error))
    try:
        kinds([Raising()])
    except ValueError as error:
        told.append(str(error))
    return told
