"""Random programs over local values: vectors and tuples of numbers, fused generators, dicts, sets, data classes, own exceptions.

Only those helpers are written that a program uses, so that programs are small and many can be built.
"""

import random
import re

import consumer_forms
import local_forms
from local_forms import parted

HELPERS = '''
class Oops(Exception):
    def __init__(self, code, text: str = "oops") -> None:
        super().__init__(text)
        self.code = code
%
class Deep(Oops):
    def __init__(self, code) -> None:
        super().__init__(code, "deep")
        self.level = [code]

    def __str__(self) -> str:
        return f"{self.code} {self.level}"
%
class Base:
    def __init__(self, n: int, x: float = 1.5) -> None:
        self.n = n
        self.x = x

    def kind(self) -> int:
        return 1

    def bump(self, by: int) -> int:
        self.n += by
        return self.n

    def area(self) -> float:
        return self.x * self.n

    def scaled(self, by: float) -> float:
        return self.area() * by

    def moved(self, by: int) -> "Base":
        return type(self)(self.n + by, self.x)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.n}, {self.x})"

    def __lt__(self, other) -> bool:
        return self.n < other.n

    @property
    def total(self) -> int:
        return self.n * 2
%
class Sub(Base):
    def __init__(self, n: int, x: float = 0.5) -> None:
        super().__init__(n, x * 2)
        self.extra = n

    def kind(self) -> int:
        return super().kind() + 1

    def bump(self, by: int) -> int:
        self.extra += 1
        return super().bump(by) + self.extra
%
@dataclass{options}
class Rec:
    n: int
    x: float = 0.25
    tag: str = "r"

    def kind(self) -> int:
        return 3

    def bump(self, by: int) -> int:
        self.n += by
        return self.n

    def area(self) -> float:
        return self.x * self.x

    def scaled(self, by: float) -> float:
        return self.x * by

    def moved(self, by: int) -> "Rec":
        return Rec(self.n + by, self.x)

    @property
    def total(self) -> int:
        return self.n + 1
%
def takes(xs: list[int]) -> int:
    total = 0
    for x in xs:
        total += x & 1023
    return total + len(xs)
%
def takes_f(xs: list[float]) -> float:
    best = 0.0
    for i in range(len(xs)):
        if xs[i] > best:
            best = xs[i]
    return best
%
def dot(xs: list[float], ys: list[float]) -> float:
    total = 0.0
    for i in range(min(len(xs), len(ys))):
        total += xs[i] * ys[i]
    return total
%
def grows(xs: list[int]) -> int:
    xs.append(len(xs))
    return xs[0]
%
def fill(xs: list[int], n: int) -> None:
    for i in range(len(xs)):
        xs[i] = n
%
def swap(xs) -> None:
    if len(xs) > 1:
        xs[0], xs[-1] = xs[-1], xs[0]
%
def scale(xs: list[float], by: float) -> float:
    for i, x in enumerate(xs):
        xs[i] = x * by
    return by
%
def made(n: int) -> list[int]:
    result = []
    for i in range(n):
        result.append(i * i - 3)
    return result
%
def sieve(n: int) -> list[int]:
    flags = [True] * (n + 1)
    for i in range(2, n + 1):
        if flags[i]:
            for j in range(i * i, n + 1, i):
                flags[j] = False
    return [i for i in range(2, n + 1) if flags[i]]
%
def made_f(n: int) -> list[float]:
    result = [0.0] * n
    for i in range(n):
        result[i] = i / 4
    return result
%
def smooth(xs: list[float]) -> list[float]:
    result = xs[:]
    for i in range(1, len(xs)):
        result[i] = (xs[i - 1] + xs[i]) / 2
    return result
%
def same(xs: list[int]) -> list[int]:
    return xs
%
def grid(n: int, x: float = 1.0) -> list[list[float]]:
    rows: list[list[float]] = []
    for i in range(n):
        rows.append([x * i] * 3)
    return rows
%
def trace(rows: list[list[float]]) -> float:
    total = 0.0
    for row in rows:
        for x in row:
            total += x
    return total
%
def twist(a: int, b: float) -> tuple[int, float]:
    return a + 1, b * 2
%
def plain(a, b):
    if a == b:
        return a
    return a + a
%
def first_of(xs, n):
    for x in xs:
        if x != n:
            return x
    return n
%
def level(n):
    total = 0
    while n > total:
        total += 1 + (total >> 2)
        if total > 50:
            break
    return total
%
def tally(text: str) -> dict[str, int]:
    counts: dict[str, int] = {}
    for c in text:
        counts[c] = counts.get(c, 0) + 1
    return counts
%
def histogram(xs: list[int]) -> dict[int, int]:
    counts: dict[int, int] = {}
    for x in xs:
        if x in counts:
            counts[x] += 1
        else:
            counts[x] = 1
    return counts
%
def upto(n: int, start: int = 0) -> Iterator[int]:
    i = start
    while i < n:
        yield i
        i += 1
%
def evens(items: Iterator[int]) -> Iterator[int]:
    for item in items:
        if item % 2 == 0:
            yield item
%
def mapped(items, by: int):
    for item in items:
        yield item * by
    yield by
%
def walk(xs: list[int]) -> Iterator[int]:
    for i, x in enumerate(xs):
        yield x + i
%
def chained(one, two):
    yield from one
    for x in two:
        yield x
%
def windows(xs: list[int]) -> Iterator[int]:
    last = 0
    for x in xs:
        yield x - last
        last = x
%
def pairs(n: int) -> Iterator[tuple[int, int]]:
    for a in range(n):
        for b in range(a):
            yield a, b
%
def words(text: str) -> Iterator[str]:
    word = ""
    for c in text:
        if c == " ":
            yield word
            word = ""
        else:
            word += c
    yield word
%
def quits(n: int) -> Iterator[int]:
    try:
        for i in range(n):
            if i == 3:
                raise Oops(i)
            yield i
    finally:
        LOG.append("quits")
%
def halves(xs) -> Iterator[float]:
    for x in xs:
        yield x / 2
%
def ramp(n: int) -> Iterator[float]:
    x = 0.5
    for _ in range(n):
        yield x
        x *= 1.5
%
def picky(n: int) -> int:
    if n & 1:
        raise Oops(n, "odd")
    if n & 2:
        raise Deep(n)
    return n
'''

HEAD = '''"""A random program over local values, seed {seed}."""

import math
from dataclasses import dataclass
from typing import Iterator

LOG: list = []
'''

START = '''
ORIGINAL = {{name: value for name, value in globals().items() if callable(value)}}


def run(name, *arguments):
    """What the last call changed is undone, and the log starts afresh."""
    globals().update(ORIGINAL)
    {undo}
    LOG.clear()
    try:
        result = globals()[name](*arguments)
        if hasattr(result, "__next__"):
            result = [item for _, item in zip(range(9), result)]
        return result, repr(LOG)
    except Exception as error:
        return type(error), error.args, str(error), repr(LOG), vars(error)


def bare(name, *arguments):
    globals().update(ORIGINAL)
    {undo}
    LOG.clear()
    return globals()[name](*arguments)
'''

# Which class has what changed, what is kept of it, and how the change is undone.
UNDONE = [
    ("Rec", "BUMP = Rec.bump", "Rec.bump = BUMP"), ("Key", "THREE = Key.three", "Key.three = staticmethod(THREE)"), ("Node", "", "vars(Node).get('n') and delattr(Node, 'n')"),
]
PLACE = re.compile(r"\$([A-Z]+)([0!]?)")
SIZED = ("VI", "VF", "VV", "TL", "RL", "S", "VS", "PL")


class Vocabulary:
    """What the programs of a kind are made of."""

    def __init__(self, forms, changes, loops, errors, constants, hints, helpers, odd, head, parameters):
        self.table = {kind: parted(text) for kind, text in forms.items()}
        self.safe, self.risky = parted(changes, ";")
        self.loops, self.errors, self.constants, self.hints = parted(loops)[0], errors, constants, hints
        self.helpers, self.odd, self.head, self.parameters = helpers, odd, head, parameters
        self.kinds = list(forms)


class Body:
    """The body of one function."""

    def __init__(self, source, words, parameters, returns, callees, generator):
        self.words, self.random, self.callees, self.returns, self.generator = words, source, callees, returns, generator
        self.variables, self.fresh, self.risk, self.loops = dict(parameters), 0, 3, 0
        # What the function is about.
        self.focus = source.sample([kind for kind in words.kinds if kind not in ("B", "G", "GF")], 3) + ["I"]

    def chance(self, percent):
        return self.random.random() * 100 < percent

    def names(self, kind):
        return [name for name, known in self.variables.items() if known == kind]

    def known(self, template):
        """Are there variables for all its places that need one?"""
        have = set(self.variables.values())
        return all(kind in have for kind, mark in PLACE.findall(template) if mark == "!")

    def choose(self, templates):
        for _ in range(30):
            template = self.random.choice(templates)
            kinds = {kind for kind, mark in PLACE.findall(template) if mark}
            if self.known(template) and (kinds <= set(self.variables.values()) or self.chance(15)):
                return template
        return None

    def fill(self, template, depth):
        def place(found):
            kind, mark = found[1], found[2]
            if mark == "!":
                return self.random.choice(self.names(kind))
            return self.leaf(kind) if mark == "0" else self.of(kind, depth)

        return PLACE.sub(place, template)

    def leaf(self, kind):
        names = self.names(kind)
        if names and self.chance(90):
            return self.random.choice(names)
        constant = self.random.choice(self.words.constants[kind])
        return f"({constant})" if "*" in constant else constant

    def of(self, kind, depth=2):
        if depth <= 0 or self.chance(20):
            return self.leaf(kind)
        safe, risky = self.words.table[kind]
        form = self.choose(risky if self.chance(self.risk) else safe)
        called = self.call(kind, depth) if self.chance(10) else None
        if called or form is None:
            return called or self.leaf(kind)
        text = self.fill(form, depth - 1)
        text = text if kind.startswith("G") and text.startswith("(") else f"({text})"
        return f"({text} % 9223372036854775783)" if self.loops and kind == "I" and "*" in form else text

    def call(self, kind, depth):
        callees = [callee for callee in self.callees if callee["returns"] == kind]
        if not callees:
            return None
        callee = self.random.choice(callees)
        return f"{callee['name']}({', '.join(self.of(known, depth - 1) for _, known in callee['parameters'])})"

    def new(self, kind):
        self.fresh += 1
        return f"v{self.fresh}_{kind.lower()}"

    def assign(self, kind=None):
        kind = kind or self.random.choice(self.focus)
        names = self.names(kind)
        name = self.random.choice(names) if names and self.chance(35) else self.new(kind)
        hint = f": {self.words.hints[kind]}" if name not in self.variables and self.chance(30) else ""
        lines = [f"{name}{hint} = {self.of(kind)}"]
        self.variables[name] = kind
        return lines + self.bound([name])

    def bound(self, names):
        """Keeps what grows in a loop from growing without end."""
        lines = []
        for name in names if self.loops else ():
            kind = self.variables.get(name)
            if kind == "I":
                lines += [f"if not -2**66 < {name} < 2**66:", f"    {name} %= 1000003"]
            elif kind in SIZED:
                lines += [f"if len({name}) > 12:", f"    {name} = {name}[:6]" if self.chance(30) or kind == "S" else f"    del {name}[5:]"]
        return lines

    def change(self):
        template = self.choose(self.words.risky if self.chance(self.risk) else self.words.safe)
        if template is None:
            return self.assign()
        line = self.fill(template, 1)
        changed = [name for name in self.variables if re.search(rf"\b{name}\b", line)] if self.loops else []
        if line.startswith(("if ", "for ", "with ")):
            head, _, rest = line.partition(": ")
            # The colon of a slice or of a dict is not the statement's.
            while head.count("[") != head.count("]") or head.count("{") != head.count("}") or head.count("(") != head.count(")"):
                more, _, rest = rest.partition(": ")
                head += ": " + more
            return [f"{head}:", f"    {rest}"] + self.bound(changed)
        return [line] + self.bound(changed)

    def nested(self, count, depth):
        known = dict(self.variables)
        lines = [f"    {line}" for _ in range(count) for line in self.statement(depth)]
        if not self.chance(10):
            self.variables = known
        return lines

    def statement(self, depth):
        choice = self.random.randrange(20)
        if choice < 4:
            return self.assign()
        if choice < 11 or depth <= 0:
            return self.change()
        if choice < 13:
            lines = [f"if {self.of('B')}:"] + self.nested(self.random.randint(1, 2), depth - 1)
            return lines + (["else:"] + self.nested(1, depth - 1) if self.chance(40) else [])
        if choice < 17:
            return self.loop(depth)
        if choice < 19:
            return self.attempt(depth)
        if self.generator:
            return [f"yield {self.of(self.returns, 1)}"]
        return [f"if {self.of('B')}:", f"    return {self.of(self.returns, 1)}"]

    def loop(self, depth):
        known = dict(self.variables)
        if self.chance(15):
            fuel = self.new("fuel")
            lines = [f"{fuel} = {self.random.randint(1, 5)}", f"while {fuel} > 0 and {self.of('B', 1)}:", f"    {fuel} -= 1"]
        else:
            form = self.random.choice([form for form in self.words.loops if self.known(form.partition(" in ")[2])] or ["$I! in range(3)"])
            targets, _, source = form.partition(" in ")
            source = self.fill(source, 1)
            made = []

            def target(found):
                name = self.new(found[1])
                made.append((name, found[1]))
                return name

            targets = PLACE.sub(target, targets)
            self.variables.update(made)
            lines = [f"for {targets} in {source}:"]
        self.loops += 1
        lines += self.nested(self.random.randint(1, 3), depth - 1)
        if self.generator and self.chance(50):
            lines.append(f"    yield {self.of(self.returns, 1)}")
        if self.chance(30):
            lines += [f"    if {self.of('B', 1)}:", f"        {self.random.choice(['break', 'continue', 'break'])}"] + self.nested(1, 0)
        self.loops -= 1
        if not self.chance(15):
            self.variables = known
        return lines + (["else:"] + self.nested(1, 0) if self.chance(12) else [])

    def attempt(self, depth):
        risk, self.risk = self.risk, 30
        lines = ["try:"] + self.nested(self.random.randint(1, 3), depth - 1)
        self.risk = risk
        if self.chance(85):
            for error in self.random.sample(self.words.errors, self.random.randint(1, 2)):
                lines += [f"except {error} as error:", f"    LOG.append({self.random.choice(['str(error)', 'error.args', 'type(error)', 'vars(error)'])})"] + self.nested(1, depth - 1)
                if self.chance(20):
                    lines.append(f"    {self.random.choice(['raise', 'raise Oops(5) from error', 'raise Deep(2)'])}")
            return lines + (["finally:"] + self.nested(1, 0) if self.chance(15) else [])
        return lines + ["finally:"] + self.nested(1, 0)

    def lines(self):
        lines = [line for kind in self.focus + [self.random.choice(["VI", "VF", "I"])] for line in self.assign(kind)]
        for _ in range(self.random.randint(3, 6)):
            lines += self.statement(2)
        end = f"{'yield' if self.generator else 'return'} {self.of(self.returns)}"
        return lines + [end]


def local_program(seed, words=None):
    """The text of the module of this seed."""
    words = words or LOCAL
    source = random.Random(f"locals {seed}")
    functions, lines = [], []
    for index in range(source.randint(2, 3)):
        is_generator = source.random() < 0.2
        element = source.choice(["I", "I", "F"] if is_generator else [kind for kind in words.kinds if kind not in ("G", "GF", "FN")])
        returns = {"I": "G", "F": "GF"}[element] if is_generator else element
        parameters = [(f"a{number}_{kind.lower()}", kind) for number, kind in enumerate(source.choice(words.parameters) for _ in range(source.randint(1, 4)))]
        hinted = source.random() < 0.75
        header = f"def fun{index}({', '.join(f'{name}: {words.hints[kind]}' if hinted else name for name, kind in parameters)}){f' -> {words.hints[returns]}' if hinted else ''}:"
        body = Body(source, words, parameters, element, functions, is_generator)
        lines += ["", "", header] + [f"    {line}" for line in body.lines()]
        functions = functions + [{"name": f"fun{index}", "returns": returns, "parameters": parameters}]
    cases = "\n".join(["", "", "CASES = [", *cases_of(source, words, functions), "]", ""])
    text = "\n".join(lines)
    text = helpers(source, words, text + cases) + text
    undone = [(keep, undo) for name, keep, undo in UNDONE if f"class {name}" in text]
    original = START.format(undo="\n    ".join([undo for _, undo in undone] or ["pass"]))
    original = original.replace("\n\n\ndef run(", "".join(f"\n{keep}" for keep, _ in undone if keep) + "\n\n\ndef run(")
    return words.head.format(seed=seed) + text + "\n\n" + original + cases


def consumer_program(seed):
    """The same with more: what consumes on the spot, and what is nested."""
    return local_program(seed, CONSUMERS)


def helpers(source, words, text):
    """The helpers that the text uses, and those that they use."""
    snippets = [snippet.strip("\n") for snippet in words.helpers.split("\n%\n")]
    options = source.choice(["", "", "", "(order=True)", "(eq=False)", "(slots=True)"])
    snippets = [snippet.replace("@dataclass{options}", f"@dataclass{options}") for snippet in snippets]
    wanted = set()
    changed = True
    while changed:
        changed = False
        for number, snippet in enumerate(snippets):
            name = re.search(r"^(?:class|def) (\w+)", snippet, re.M)[1]
            used = text + " ".join(snippets[other] for other in wanted)
            if number not in wanted and re.search(rf"\b{name}\b", used):
                wanted.add(number)
                changed = True
    return "".join(f"\n\n{snippets[number]}\n" for number in sorted(wanted))


ODD = {"I": ["True", "2.5", "'s'", "None"], "F": ["3", "True", "None", "2**70"], "S": ["b'a'", "None", "['a', 'b']"], "VI": ["(1, 2)", "[1, 2.5]", "[True, 1]", "None", "['a']", "[2**80, 1]", "range(4)"], "VF": ["[1, 2.5]", "(0.5,)", "[None]", "[1, 2]"], "D": ["{'a': 0.5}", "{1: 2}", "None"],
       "R": ["Rec('a', 1)", "Rec(True, 3)", "None", "Sub(2.5)"], "B": ["0", "None", "'x'"], "TL": ["[(1, 2)]", "[(1.5, 0.5)]", "((1, 0.5),)", "[[1, 0.5]]"], "SI": ["{1.5}", "[1]", "frozenset([2])"]}


def cases_of(source, words, functions):
    """Calls with values that fit the hints, and some that do not."""
    lines = []
    for function in functions:
        for number in range(5):
            values = [source.choice(words.odd.get(kind, words.constants[kind]) if source.random() < 0.07 else words.constants[kind]) for _, kind in function["parameters"]]
            lines.append(f"    ({'bare' if number == 0 else 'run'}, ({', '.join([repr(function['name']), *values])})),")
    return lines


PARAMETERS = ["I", "F", "S", "VI", "VF", "D", "I", "R", "B", "TL", "SI"]
MORE_HEAD = HEAD.replace("import math\nfrom", "import functools\nimport itertools\nimport math\nfrom collections import deque\nfrom").replace("import Iterator", "import Callable, Iterator")
LOCAL = Vocabulary(
    local_forms.FORMS, local_forms.CHANGES, local_forms.LOOPS, local_forms.ERRORS, local_forms.CONSTANTS, local_forms.HINTS, HELPERS, ODD, HEAD, PARAMETERS,
)
CONSUMERS = Vocabulary(
    *consumer_forms.combined(), HELPERS + "%" + consumer_forms.HELPERS, {**ODD, **consumer_forms.ODD}, MORE_HEAD, [*PARAMETERS, "VS", "DL", "PL", "DD", "Q", "SS", "VI", "K", "N"],
)
