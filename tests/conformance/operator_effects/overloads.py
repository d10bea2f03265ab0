"""Each operator of one's own: which method is asked, in which order, what it returns, and what it raises."""


class Ops:
    """Answers each operator as told, and notes it."""

    def __init__(self, name, log, answer="text"):
        self.name, self.log, self.answer = name, log, answer

    def say(self, what, other=None):
        self.log.append((self.name, what))
        if self.answer == "raise":
            raise ArithmeticError(self.name, what)
        if self.answer == "not":
            return NotImplemented
        return f"{self.name}.{what}"

    def __add__(self, other): return self.say("add")
    def __radd__(self, other): return self.say("radd")
    def __sub__(self, other): return self.say("sub")
    def __rsub__(self, other): return self.say("rsub")
    def __mul__(self, other): return self.say("mul")
    def __rmul__(self, other): return self.say("rmul")
    def __matmul__(self, other): return self.say("matmul")
    def __rmatmul__(self, other): return self.say("rmatmul")
    def __truediv__(self, other): return self.say("truediv")
    def __rtruediv__(self, other): return self.say("rtruediv")
    def __floordiv__(self, other): return self.say("floordiv")
    def __rfloordiv__(self, other): return self.say("rfloordiv")
    def __mod__(self, other): return self.say("mod")
    def __rmod__(self, other): return self.say("rmod")
    def __pow__(self, other, modulo=None): return self.say("pow")
    def __rpow__(self, other): return self.say("rpow")
    def __lshift__(self, other): return self.say("lshift")
    def __rlshift__(self, other): return self.say("rlshift")
    def __rshift__(self, other): return self.say("rshift")
    def __rrshift__(self, other): return self.say("rrshift")
    def __and__(self, other): return self.say("and")
    def __rand__(self, other): return self.say("rand")
    def __or__(self, other): return self.say("or")
    def __ror__(self, other): return self.say("ror")
    def __xor__(self, other): return self.say("xor")
    def __rxor__(self, other): return self.say("rxor")
    def __lt__(self, other): return self.say("lt")
    def __le__(self, other): return self.say("le")
    def __gt__(self, other): return self.say("gt")
    def __ge__(self, other): return self.say("ge")
    def __eq__(self, other): return self.say("eq")
    def __ne__(self, other): return self.say("ne")
    def __neg__(self): return self.say("neg")
    def __pos__(self): return self.say("pos")
    def __invert__(self): return self.say("invert")
    def __abs__(self): return self.say("abs")
    def __divmod__(self, other): return self.say("divmod")
    def __rdivmod__(self, other): return self.say("rdivmod")

    __hash__ = None


class Sub(Ops):
    """A subclass's reflected method goes first."""

    def __radd__(self, other): return self.say("sub radd")
    def __rmul__(self, other): return self.say("sub rmul")
    def __gt__(self, other): return self.say("sub gt")
    def __eq__(self, other): return self.say("sub eq")


class Number(int):
    def __add__(self, other):
        return Number(int(self) + int(other) + 100)

    def __rsub__(self, other):
        return "rsub"

    def __lt__(self, other):
        return "lt"

    def __bool__(self):
        return False


class Real(float):
    def __mul__(self, other):
        return Real(float(self) * float(other) + 0.5)


class Text(str):
    def __add__(self, other):
        return Text(f"<{str(self)}{other}>")

    def __getitem__(self, i):
        return "item"


class Items(list):
    def __getitem__(self, i):
        return ("item", i)

    def __len__(self):
        return 42

    def __iter__(self):
        return iter("it")

    def __iadd__(self, other):
        return "iadd"


class Table(dict):
    def __getitem__(self, key):
        return ("got", key)

    def __contains__(self, key):
        return "yes"


def arithmetic(a, b) -> list:
    return [a + b, a - b, a * b, a @ b, a / b, a // b, a % b, a**b]


def bits(a, b) -> list:
    return [a << b, a >> b, a & b, a | b, a ^ b]


def comparisons(a, b) -> list:
    return [a < b, a <= b, a > b, a >= b, a == b, a != b]


def unary(a) -> list:
    return [-a, +a, ~a, abs(a), not a]


def one(which: str, a, b):
    if which == "add":
        return a + b
    if which == "lt":
        return a < b
    if which == "mul":
        return a * b
    if which == "eq":
        return a == b
    if which == "pow":
        return a**b
    if which == "matmul":
        return a @ b
    if which == "neg":
        return -a
    if which == "invert":
        return ~a
    if which == "and":
        return a & b
    return divmod(a, b)


def chained(a, b, c) -> object:
    return a < b <= c


def chained_sum(a, b, c) -> object:
    return a + b * c - a


def order_of_operands(log: list) -> list:
    def make(name):
        log.append(("make", name))
        return Ops(name, log)

    make("a") + make("b") * make("c")
    make("d") < make("e")
    make("f") if make("g") == make("h") else make("i")
    return log


def number_subclass(n: Number, m: int) -> list:
    return [n + m, m - n, n < m, n * m, bool(n), n and m, -n, type(n + m).__name__, sum([n, n]), max(n, m)]


def real_subclass(x: Real, y: float) -> list:
    return [x * y, y * x, x + y, type(x * y).__name__, type(x + y).__name__]


def text_subclass(t: Text) -> list:
    return [t + "a", "a" + t, t[0], t[0:1], f"{t}", t * 2, type(t + "a").__name__]


def container_subclasses(items: Items, table: Table) -> list:
    first = [items[0], len(items), [i for i in items], items[0:1], table["k"], "k" in table, table.get("k"), list(items)]
    items += [1]
    return first + [items]


def numbers_hinted(a: int, b: float) -> list:
    return [a + b, a * b, a < b, a == b, a - b]


def in_condition(a, b) -> str:
    if a < b:
        return "less"
    while a == b:
        return "equal"
    return "neither" if not (a > b) else "greater"


NAMES = ("add", "lt", "mul", "eq", "pow", "matmul", "neg", "invert", "and", "divmod")


def logged(function: int, kind_a: str, kind_b: str, which: str) -> object:
    """What the operators say, and which were asked."""
    log = []

    def make(kind, name):
        if kind == "int":
            return 5
        if kind == "sub":
            return Sub(name, log)
        return Ops(name, log, kind)

    a, b = make(kind_a, "a"), make(kind_b, "b")
    if function < 3:
        return [(arithmetic, bits, comparisons)[function](a, b), log]
    if function == 3:
        return [unary(a), log]
    return [one(which, a, b), log]


KINDS = ("text", "not", "raise", "int", "sub")
CASES = [(logged, (f, a, b, "")) for f in range(3) for a, b in (("text", "int"), ("int", "text"), ("text", "sub"), ("sub", "text"), ("not", "text"), ("not", "int"), ("raise", "int"), ("int", "raise"))]
CASES += [(logged, (3, a, "int", "")) for a in ("text", "raise", "not")] + [(logged, (4, a, b, w)) for w in NAMES for a, b in (("not", "int"), ("int", "raise"))] + [(logged, (4, "raise", "sub", w)) for w in ("add", "lt", "eq", "mul")]
CASES += [(f, (a, b)) for f in (arithmetic, bits, comparisons) for a, b in ((1, "a"), (None, 1), ([], {}), (1.5, 2), ({1}, {2}), ("a", "b"), (object, 1))] + [(unary, (a,)) for a in ("s", None, 1.5, True, [])] + [(order_of_operands, ([],))]
CASES += [(chained, (a, b, c)) for a, b, c in ((1, 2, 3), (3, 2, "x"), ("a", "b", "c"), (1, [], 2), ([1], [2], [2]))] + [(chained_sum, (1, 2, 3)), (chained_sum, ("a", "b", 2)), (chained_sum, ([1], [2], 2))]
CASES += [(number_subclass, (Number(5), 3)), (real_subclass, (Real(2.5), 2.0)), (real_subclass, (2.5, Real(2.0))), (text_subclass, (Text("t"),)), (container_subclasses, (Items([1]), Table())), (numbers_hinted, (Number(5), Real(2.5))), (numbers_hinted, (5, 2.5))]
CASES += [(in_condition, (a, b)) for a, b in ((Number(1), 2), (1, 2.5), ("a", "a"), (2, 1), (float("nan"), 1))]
