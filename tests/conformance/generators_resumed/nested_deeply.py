"""Generators that ask generators, so deep that a recursion limit matters on some versions."""

def leaf(n: int):
    for i in range(n): yield i * 2
def chain(a, b):
    for x in a: yield x
    for x in b: yield x
def main(levels):
    g = leaf(2)
    for i in range(levels): g = chain(g, ())
    try:
        return len(list(g))
    except RecursionError as e:
        return str(e)
for levels in (10, 700, 1100, 2500):
    print(main(levels))
