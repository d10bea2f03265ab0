# native: syllables, changed_later
# native 3.12+: mixed
# native 3.12+: keywords
"""Lists that begin as displays of constants: what is in them is guessed, never trusted."""


def syllables(n: int) -> str:
    roots = ["ka", "lo", "\u4e2d", "", "ter"]
    out: list[str] = []
    for k in range(n):
        out.append(roots[k % 5] + roots[k // 5 % 5] + roots[k % 3])
    return " ".join(out)


def changed_later(put: object) -> list[object]:
    items = ["a", "b", "c", "d"]
    items[1] = put
    items.append(put)
    out = []
    for item in items:
        try:
            out.append(item + "x")
        except TypeError as error:
            out.append(str(error))
    out.append(items[1] * 2)
    return out


def mixed(n: int) -> list[object]:
    items = ["a", 1, 2.5, None, True]
    more = [("x", 1), ("y", 2), ("z", 3)]
    return [items[i % 5] == items[(i + 1) % 5] for i in range(n)] + [name * i for name, i in more]


def keywords(words: list[str]) -> int:
    known = ["if", "else", "while", "for"]
    return sum([known.index(w) for w in words if w in known])


class Text(str):
    def __add__(self, other: object) -> str:
        print("add")
        return "added"


def test_all():
    return syllables(60), [changed_later(put) for put in ("z", Text("t"), 5, 2.5, [1])], mixed(12), keywords(["for", "x", "if"])


def test_kept():
    a, b = "ka" + str(1), "lo" + str(2)
    c = a + b
    d = a
    a += b
    return a, b, c, d, a is c
