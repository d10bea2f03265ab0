"""Lists, dictionaries and sets of numbers that are looked for in others, kept in others, and handed on in every way there is."""


def looked_for(n: int):
    xs = [i for i in range(n)]
    rows = ["x", [0, 1, 2, 3, 4]]
    return xs in rows, rows


def looked_for_among_lists(n: int):
    xs = [i for i in range(n)]
    rows = [[0, 1, 2, 3, 4], [1]]
    return xs in rows


def put_in(n: int):
    xs = [i for i in range(n)]
    rows = [[i] for i in range(n)]
    rows.insert(0, xs)
    rows[1] = xs
    rows.append(xs)
    rows += [xs]
    return rows, xs in rows, rows.index(xs), rows.count(xs)


def changed_by_others(n: int):
    s = {i for i in range(n)}
    t = {i for i in range(3)}
    s |= t
    s.update(t)
    return s, s == t, t in [s, t], s.issubset(t), (t, s) , t.union(s), sorted(s, key=lambda x: -x), max(t, key=lambda x: -x)


def sorted_by(n: int):
    xs = [i for i in range(n)]
    return sorted(xs, key=lambda x: x in xs), [x for x in sorted(xs, key=lambda x: -x)], xs


def of_tuples(n: int):
    q = {(i, i + 1) for i in range(n)}
    m = {(i, i): i for i in range(n)}
    z = []
    for k in m:
        z.append((k, q, m))
    return z, [q], {1: m}, [m.items()], list(m.items()), dict(m), set(q)


def kept_in(n: int):
    xs = [i for i in range(n)]
    d = {}
    d[1] = xs
    d["s"] = {i for i in xs}
    t = xs, d
    t2 = (xs,) * 2
    return d, t, t2, [xs] * 2, [*xs], {**d}, [[xs]], xs


def unhashable(n: int):
    s = {i for i in range(n)}
    try:
        s.add([1])
    except TypeError as x:
        pass
    try:
        {}[s]
    except TypeError as x:
        return str(x), s


def handed_on(n: int):
    d = {i: i for i in range(n)}
    out = []
    def inner():
        return d
    out.append(inner())
    class K:
        pass
    K.d = d
    global GG
    GG = d
    x, y = d, [d]
    return out, K.d, GG, x, y, f"{d}", d if n else None, (lambda v: v)(d), d or 1, d and 2, not d


def taken_out_of(n: int):
    d = {i: 0.5 for i in range(n)}
    del d[1]
    d.pop(2)
    k = d.get(7)
    e = d.copy()
    d.clear()
    return d, e, k


def test_all():
    return [
        looked_for(5),
        looked_for_among_lists(5),
        put_in(5),
        changed_by_others(5),
        sorted_by(5),
        of_tuples(5),
        kept_in(5),
        unhashable(5),
        handed_on(5),
        taken_out_of(5),
    ]
