# native 3.12+: in_list, in_dict_list, appended, in_others, stored, looked_for
"""Dictionaries and sets of numbers that get into lists, or are looked for in them, are what CPython makes of them."""


def in_list(n: int):
    return [{i % 3 for i in range(n)}, 1]


def in_dict_list(n: int):
    return [{i: i + 1 for i in range(n)}]


def appended(n: int):
    s = {i % 3 for i in range(n)}
    xs = []
    xs.append(s)
    return xs


def in_others(n: int):
    s = {i % 3 for i in range(n)}
    return (s, {1: s}, {"a": [s]})


def stored(n: int):
    s = {i % 3 for i in range(n)}
    xs = [[s]]
    xs[0] = [s, s]
    xs.extend([s])
    return xs, [s] * 2, [*[s], s]


def within(n: int):
    d = {i: i for i in range(n)}
    return [*d], [*d.items()], list(d), [d], {**d}, sorted(d), [d, [d]]


def looked_for(n: int):
    s = {i % 3 for i in range(n)}
    xs = [{0, 1, 2}, "a"]
    return s in xs, xs.index(s), xs.count(s), [s] == xs, (s,) == (xs[0],), s == xs[0], s in (1, s), {1: s}.get(1)


def compared(n: int):
    s = {i % 3 for i in range(n)}
    d = {i: i for i in range(n)}
    try:
        return s in d
    except TypeError as e:
        return str(e), [x for x in [d, s]], [*s], f"{s}", s | {9}, s & {1}, s <= {1, 2, 0}, d == {1: 1}, max([s], key=len)


def rows(n: int):
    ds = [{i: k for i in range(n)} for k in range(2)]
    t = 0
    for d in ds:
        t += d[1]
    return ds, t, list(map(len, ds)), sum(len(d) for d in ds)


def put_in(n: int):
    s = {i for i in range(n)}
    xs = []
    xs.insert(0, s)
    xs += [s]
    xs[0:1] = [s, s]
    a, b, *c = xs
    return xs, a, b, c, [lambda: s][0]()


def test_all():
    return [
        in_list(5),
        in_dict_list(5),
        appended(5),
        in_others(5),
        stored(5),
        within(5),
        looked_for(5),
        compared(5),
        rows(5),
        put_in(5),
        in_list(0),
    ]
