# stress: 40
# native: aligned, others, lengths, in_try
"""`%` and `str.format` with values and specifications that native code knows, and others."""


def percents(i: int, x: float) -> list[str]:
    return [
        "%d" % i,
        "%i!" % i,
        "<%5d|%-5d|%05d|%+d|% d|%-05d|%+05d>" % (i, i, i, i, i, i, i),
        "%x %X %08x %#x %o" % (i, i, i, i, i),
        "%f %.2f %8.3f %-8.1f| %08.2f %+.0f %.9f" % (x, x, x, x, x, x, x),
        "%s %s %10s %-10s|" % (i, x, i, x),
        "%.1f %d%%" % (i, i),
        "%5.1f%%" % x,
        "%e %g %.3d %c" % (x, x, i, "c"),
    ]


def texts(s: str, t: str) -> list[str]:
    return ["%s=%d" % (s, len(t)), "%10s|%-10s|%s%%" % (s, t, s), "%05s|%.2s|%r" % (s, t, s), "(%s)" % s, "%s" % (s + t), "%s%s" % (s, t)]


def alone(s: str) -> list[bool]:
    return ["%s" % s is s, "{}".format(s) is s, "%s" % (s,) == s, "%5s" % s is s]


def fields(i: int, x: float, s: str) -> list[str]:
    return [
        "{} - {}".format(i, s),
        "{}{}{}".format(s, s, s),
        "{0} {1} {0} {2}".format(i, x, s),
        "{:5d}|{:<5}|{:^7}|{:>7}".format(i, i, s, s),
        "{:.2f} {:8.3f} {:08.1f} {:+.1f}".format(x, x, x, x),
        "{:x} {:08b} {:,} {:*^12}".format(i, i, i, i),
        "{{{}}} }}{{ {}".format(i, s),
        "{!r} {!s:>5}".format(s, i),
        "{1}{0}".format(s, i),
        "{:s} {:05}".format(s, i),
        "{:<05} {:>08.1f} {:^07}".format(i, x, s),
    ]


def aligned(rows: list[tuple[str, int, float]]) -> str:
    out = ""
    for name, count, price in rows:
        out += "%-10s %5d %8.2f\n" % (name, count, price)
        out += "{:<10} {:>5} {:8.2f}\n".format(name, count, price)
    return out


class Shown:
    def __str__(self) -> str:
        return "shown"

    def __format__(self, spec: str) -> str:
        return "formatted " + spec

    def __mod__(self, other: object) -> str:
        return "mod"

    def __rmod__(self, other: object) -> str:
        return "rmod"


class Sub(str):
    def __rmod__(self, other: object) -> int:
        return 3


def others(value: object) -> list[object]:
    return ["%s!" % value, "<%s %d>" % (value, 1), "{}|{:>3}".format(value, value), "%s" % (value,)]


def lengths(values: list[int]) -> int:
    total = 0
    for value in values:
        total += len("%d-%s" % (value, "x")) + len("{}:{}".format(value, value + 1))
    return total


def in_try(template: str, value: object) -> str:
    try:
        return template % value
    except (TypeError, ValueError) as error:
        return repr(error)


INTS = [0, 1, -1, 42, -12345, 2**31, 2**63 - 1, -(2**63)]
FLOATS = [0.0, -0.0, 1.5, -2.5, 0.125, 1e15, 1e16, 1e22, 1e-7, 123456.789, float("inf"), float("-inf"), float("nan")]
TEXTS = ["", "a", "some text", "é", "Δelta", "x" * 300]
CASES = (
    [(percents, (i, 0.5)) for i in INTS]
    + [(percents, (7, x)) for x in FLOATS]
    + [(texts, (s, t)) for s in TEXTS for t in ["", "b", "Δ"]]
    + [(alone, (s,)) for s in TEXTS]
    + [(fields, (i, 2.25, "text")) for i in INTS]
    + [(fields, (1, x, "é")) for x in FLOATS]
    + [(aligned, ([("apple", 3, 1.25), ("Δ", -4, 1e6), ("", 70000, 0.005)],)), (lengths, (INTS,))]
)


def test_templates() -> list[str]:
    templates = ["%d", "%s", "%", "%5", "%d %d", "plain", "%%", "%z", "%(a)s", "%*d", "%.f", "%.d", "%ld", "%5%", "% 5d", "%-+5d|", "%.15f", "%200d", "%0-5d|"]
    values = [1, 2.5, "s", (), (1,), (1, 2), ("a", "b"), None, True, {"a": 1}, [1], 2**70, b"b", (5, 1)]
    return [in_try(template, value) for template in templates for value in values]


def test_fields() -> list[object]:
    found: list[object] = []
    for values in [(1, 2), ("a", 2.5), (True, None), (2**70, "é"), ((), []), (1,), ()]:
        for template in ["{}", "{} {}", "{0}{}", "{", "}", "{:d}", "{:>5}|{}", "{1:5}", "{2}", "{a}", "{:{}}", "plain", "{{}}", "{:.1f}", "{:}", "{ }", "{0!r}"]:
            try:
                found.append(template.format(*values))
                if len(values) == 2:
                    found.append(two(template, values[0], values[1]))
            except (IndexError, KeyError, TypeError, ValueError) as error:
                found.append(repr(error))
    return found


def two(template: str, a: object, b: object) -> str:
    return template.format(a, b)


def test_others() -> list[object]:
    found: list[object] = []
    for value in [Shown(), Sub("sub"), None, True, 2**70, 1.5, "text", [1], (1, 2)[:1], ()]:
        try:
            found.append(others(value))
        except (TypeError, ValueError) as error:
            found.append(str(error))
    return found
