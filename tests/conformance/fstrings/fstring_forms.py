"""F-strings: conversions, specs, nested specs, `=`, quotes, braces, joined constants, and what raises while one is being made."""


class Shown:
    def __init__(self, log):
        self.log = log

    def __str__(self):
        self.log.append("str")
        return "S"

    def __repr__(self):
        self.log.append("repr")
        return "R"

    def __format__(self, spec):
        self.log.append(f"format {spec!r}")
        if spec == "bad":
            raise ValueError("bad spec")
        return f"F{spec}"


class NotText:
    def __format__(self, spec):
        return 5

    def __str__(self):
        return None

    def __repr__(self):
        return 3


def plain(a, b) -> str:
    return f"{a} and {b}"


def hinted(n: int, x: float, s: str) -> str:
    return f"{n} {x} {s} {n + 1} {x * 2} {s + s}"


def conversions(a) -> str:
    return f"{a!r} {a!s} {a!a}"


def specs(n: int, x: float) -> list:
    return [f"{n:5}|{n:<5}|{n:05d}|{n:x}|{n:,}|{n:+}", f"{x:.2f}|{x:10.3e}|{x:g}|{x:%}|{x:>8.1f}"]


def nested_specs(x: float, width: int, digits: int) -> str:
    return f"{x:{width}.{digits}f}|{x!r:>{width}}|{'s':{'*'}^{width}}"


def self_documenting(n: int, x) -> list:
    return [f"{n=}", f"{n = }", f"{x=!s}", f"{n + 1=:>5}", f"{n=:{'>'}8}", f"{x!r:>{n}}"]


def braces(n) -> str:
    return f"{{{n}}} {{}} {n}{n}"


def only_one(a) -> str:
    return f"{a}"


def constants() -> str:
    return f"{'a'}{1}{2.5}{None}{(1, 2)}" f"joined" "end"


def in_expressions(n: int) -> list:
    return [f"{n if n else 'zero'}", f"{[i for i in range(n)]}", f"{(lambda k: k * 2)(n)}", f"{ {'a': n}['a'] }", f"{f'{n}' + f'{n}'}", f"{n:{n}}" if 0 < n < 9 else f""]


def in_loop(values: list) -> list:
    lines = []
    for i, value in enumerate(values):
        lines.append(f"{i:02d}: {value!r:<8}|{'x' * i}")
    return lines


def joined(words: list[str]) -> str:
    result = ""
    for word in words:
        result = f"{result}{', ' if result else ''}{word}"
    return result


def custom(log: list, spec: str) -> list:
    s = Shown(log)
    return [f"{s}", f"{s!r}", f"{s!s:>3}", f"{s:{spec}}", log]


def not_text(which: int) -> str:
    a = NotText()
    if which == 0:
        return f"{a}"
    if which == 1:
        return f"{a!s}"
    if which == 2:
        return f"{a!r}"
    return f"{a!a}"


def missing_name(n: int) -> str:
    return f"{n} {nowhere}"


def divides(a: int, b: int) -> str:
    return f"before {a // b} after {a:5}"


def unicode_text(name: str) -> str:
    return f"añ{name}€😀{name!a}\N{BULLET}\x00|"


def raw(n) -> str:
    return rf"\n{n}\{n}" + Rf'{n!r}\d'


def multi_line(a, b) -> str:
    return f"""first {a}
    second {
        a
        + b
    }
third"""


VALUES = (1, 2.5, "s'q", None, [1, "a"], b"x", 2**70, True, 1j, "é")
CASES = [(f, (v,)) for f in (conversions, braces, only_one, raw) for v in VALUES] + [(plain, (a, b)) for a, b in zip(VALUES, VALUES[::-1])]
CASES += [(hinted, (1, 2.5, "s")), (hinted, (2**70, 3, "s")), (hinted, ("s", 1.0, "s"))] + [(specs, (n, x)) for n, x in ((5, 2.5), (-(2**70), 1e300), (True, -0.0), (0, float("nan")), ("s", 1.0), (5, "t"), (2.5, 1.0))]
CASES += [(nested_specs, (2.5, w, d)) for w, d in ((10, 3), (-1, 3), (5, -1), ("x", 1), (None, 1))] + [(self_documenting, (n, x)) for n, x in ((5, "q"), (12, None), ("s", 1))]
CASES += [(constants, ()), (in_loop, (list(VALUES[:4]),)), (joined, (["a", "b"],)), (joined, ([],)), (custom, ([], "ok")), (custom, ([], "bad"))] + [(in_expressions, (n,)) for n in (0, 3, 12)]
CASES += [(not_text, (n,)) for n in range(4)] + [(missing_name, (1,)), (divides, (5, 2)), (divides, (5, 0)), (divides, ("s", 1)), (unicode_text, ("ß",)), (unicode_text, (5,)), (multi_line, (1, 2)), (multi_line, (1, "s"))]
