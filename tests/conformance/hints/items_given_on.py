# native: parse, total, longest, averaged
"""What functions are given that comes out of containers which no hint describes: types that follow from what is in them, and lie."""


def parse(s):
    try:
        return int(s)
    except ValueError:
        try:
            return float(s)
        except ValueError:
            return None


def total(n):
    xs = ["12", "3.5", "abc", "-7", "1e3"]
    t = 0.0
    bad = 0
    for i in range(n):
        v = parse(xs[i % 5])
        if v is None:
            bad += 1
        else:
            t += v
    return t, bad


def length(word):
    return len(word) + word.count("a")


def longest(n):
    words = ["alpha", "be", "gamma"]
    names = {"x": "delta", "y": "epsilon"}
    best = 0
    for i in range(n):
        best = max(best, length(words[i % 3]), length(names["x" if i % 2 else "y"]))
        if i == 3:
            words.append("abracadabra")
    return best


def half(x):
    return x / 2


def averaged(n):
    rows = [[1.5, 2.5], [3.5]]
    t = 0.0
    for i in range(n):
        row = rows[i % len(rows)]
        t += half(row[0]) + half(row[-1])
    return t


def mixed(n):
    things = ["a", "b", "c"]
    out = []
    for i in range(n):
        if i == 2:
            things[1] = 7
        if i == 4:
            things.append(None)
        try:
            out.append(length(things[i % len(things)]))
        except (TypeError, AttributeError) as error:
            out.append(str(error))
    return out


def test_total():
    return total(12), parse("4"), parse(5.5), parse(b"12"), parse("x")


def test_wrong():
    out = []
    for bad in (None, [], 3j):
        try:
            out.append(parse(bad))
        except TypeError as error:
            out.append(str(error))
    return out, total(3)


def test_longest():
    return longest(3), longest(9), length("aaa"), length([1, "a"])


def test_averaged():
    return averaged(5), half(3), half(True), half(2**70)


def test_mixed():
    return mixed(9)
