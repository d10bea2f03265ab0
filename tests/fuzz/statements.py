"""Random statements: every loop ends, every int stays small enough to be quick, everything else is fair."""

from expressions import Expressions

ERRORS = ["ZeroDivisionError", "(OverflowError, ValueError)", "ArithmeticError", "(ArithmeticError, ValueError, TypeError)", "Exception"]


class Function:
    """One function: its signature, made first so that others may call it, and then its body."""

    def __init__(self, random, name):
        self.name = name
        self.returns = random.choice(["int", "int", "float", "float", "bool"])
        self.parameters = []
        defaults = False
        for index in range(random.randint(1, 4)):
            kind = random.choice(["int", "int", "float", "float", "bool"])
            defaults = defaults or random.random() < 0.2
            default = {"int": ["0", "5", "-2**40"], "float": ["0.0", "1.5", "0"], "bool": ["True", "False"]}[kind]
            self.parameters.append((f"{kind[0]}{index}", kind, random.choice(default) if defaults else None))

    def header(self):
        shown = [f"{name}: {kind}" + (f" = {default}" if default is not None else "") for name, kind, default in self.parameters]
        return f"def {self.name}({', '.join(shown)}) -> {self.returns}:"


class Statements(Expressions):
    """The body of one function, as lines of text."""

    def __init__(self, random, function, callees, module_globals):
        super().__init__(random, callees)
        self.function = function
        self.module_globals = module_globals
        self.written_globals = [name for name in module_globals if random.random() < 0.2]
        self.variables = {name: kind for name, kind, _ in function.parameters}
        self.variables.update(module_globals)
        self.fresh = 0
        self.loops = 0

    def lines(self):
        body = [f"global {name}" for name in self.written_globals]
        for kind in ("int", "float"):
            name = self.new(kind)
            body.append(f"{name}: {kind} = {self.start(kind)}")
            self.variables[name] = kind
        body += self.block(self.random.randint(3, 6), 2)
        body.append(f"return {self.of(self.function.returns)}")
        return [self.function.header()] + ["    " + line for line in body]

    def start(self, kind):
        """`total: float = 0` is the commonest beginning there is."""
        return "0" if kind == "float" and self.chance(40) else self.of(kind, 1)

    def new(self, kind):
        self.fresh += 1
        return f"{kind[0]}v{self.fresh}"

    def block(self, count, depth):
        """Some statements; variables that they make are known only within."""
        known = dict(self.variables)
        lines = []
        for _ in range(count):
            lines += self.statement(depth)
        # Now and then one goes on being used, bound or not: an UnboundLocalError is an answer too.
        if not self.chance(3):
            self.variables = known
        return lines

    def nested(self, count, depth):
        return ["    " + line for line in self.block(count, depth)] or ["    pass"]

    def statement(self, depth):
        choice = self.random.randrange(22)
        if depth <= 0 or choice < 8:
            return self.assign()
        if choice < 11:
            return self.branch(depth)
        if choice < 14:
            return self.for_loop(depth)
        if choice == 14:
            return self.while_loop(depth)
        if choice < 17:
            return self.attempt(depth)
        if choice == 17:
            return [f"assert {self.bool(1)}, {self.pick(self.int(1), repr('no'))}"] if self.chance(15) else self.assign()
        if choice == 18:
            return self.swap()
        if choice == 19:
            return [f"if {self.bool(1)}:", f"    return {self.of(self.function.returns, 2)}"]
        if choice == 20:
            return [f"print({self.num(2)}, {self.bool(1)})"]
        return self.optional()

    def target(self, kind):
        """A variable that may be assigned: not a global that the function only reads."""
        names = [name for name, known in self.variables.items() if known == kind]
        names = [name for name in names if name not in self.module_globals or name in self.written_globals]
        return self.random.choice(names) if names and self.chance(70) else self.new(kind)

    def assign(self):
        kind = self.pick("int", "int", "float", "float", "bool", "num")
        name = self.target(kind)
        known = name in self.variables
        if known and kind in ("int", "float", "num") and self.chance(45):
            operators = ["+=", "-=", "*="] + {"int": ["//=", "%=", "&=", "|=", "^=", ">>="], "float": ["/="], "num": ["+="]}[kind]
            operator = self.random.choice(operators)
            value = "(" + self.int(1) + " & 15)" if operator == ">>=" else self.of(kind, 2)
            lines = [f"{name} {operator} {value}"]
        elif kind != "num" and not known and self.chance(30):
            lines = [f"{name}: {kind} = {self.of(kind)}"]
        elif kind == "int" and self.chance(10):
            other = self.new("int")
            lines = [f"{name} = ({other} := {self.int(2)}) + {other}"]
        else:
            lines = [f"{name} = {self.of(kind)}"]
        self.variables[name] = kind
        return lines + self.bound(name, kind)

    def bound(self, name, kind):
        """Keeps ints from growing without end when the assignment stands in a loop."""
        if kind == "int" and (self.loops or name in self.module_globals):
            return [f"if not -2**130 < {name} < 2**130:", f"    {name} = {name} % {self.pick('1000003', '2**61 - 1', '97')}".replace("% 2**61 - 1", "% (2**61 - 1)")]
        if kind == "num" and self.loops:
            return [f"if not -1e30 < {name} < 1e30:", f"    {name} = {self.pick('1', '0.5', '-2')}"]
        return []

    def swap(self):
        kind = self.pick("int", "float")
        one, two = self.target(kind), self.target(kind)
        if one == two:
            return self.assign()
        lines = [f"{one}, {two} = {self.of(kind, 2)}, {self.of(kind, 2)}"]
        self.variables[one] = self.variables[two] = kind
        if self.chance(40):
            lines.append(f"{one}, {two} = {two}, {one}")
        return lines + self.bound(one, kind) + self.bound(two, kind)

    def optional(self):
        name, kind = self.new("x"), self.pick("int", "float")
        lines = [f"{name}: Optional[{kind}] = None", f"if {self.bool(2)}:", f"    {name} = {self.of(kind, 2)}"]
        result = self.target(kind)
        lines += [f"if {name} is not None:", f"    {result} = {name} {self.pick('+', '-')} {self.of(kind, 1)}"]
        if result not in self.variables:
            lines += ["else:", f"    {result} = {self.of(kind, 1)}"]
        self.variables[result] = kind
        return lines + self.bound(result, kind)

    def branch(self, depth):
        lines = [f"if {self.bool()}:"] + self.nested(self.random.randint(1, 3), depth - 1)
        if self.chance(25):
            lines += [f"elif {self.bool(2)}:"] + self.nested(self.random.randint(1, 2), depth - 1)
        if self.chance(55):
            lines += ["else:"] + self.nested(self.random.randint(1, 3), depth - 1)
        return lines

    def loop_body(self, depth):
        self.loops += 1
        lines = self.nested(self.random.randint(1, 3), depth - 1)
        if self.chance(35):
            lines += [f"    if {self.bool(2)}:", f"        {self.pick('break', 'continue')}"]
            lines += self.nested(1, depth - 1)
        self.loops -= 1
        return lines

    def for_loop(self, depth):
        name = self.new("i")
        small = self.pick(str(self.random.randint(0, 9)), f"({self.int(1)} & 7)", f"min(max({self.int(1)}, -3), 6)")
        bounds = self.pick(
            small,
            f"{self.pick('-2', '1', '3')}, {small}",
            f"{small}, {self.pick('-3', '0')}, {self.pick('-1', '-2')}",
            f"{self.pick('0', '-5')}, {small}, {self.pick('1', '2', '3')}",
            "2**63 - 2, 2**63 + 2",
            f"0, 4, ({self.int(1)} & 1) + {self.pick('0', '1', '1')}",
        )
        known = dict(self.variables)
        self.variables[name] = "int"
        lines = [f"for {name} in range({bounds}):"] + self.loop_body(depth)
        self.variables = known
        if self.chance(20):
            lines += ["else:"] + self.nested(1, depth - 1)
        return lines

    def while_loop(self, depth):
        fuel = self.new("fuel")
        lines = [f"{fuel} = {self.random.randint(1, 9)}", f"while {fuel} > 0 and {self.bool(2)}:", f"    {fuel} -= 1"]
        return lines + self.loop_body(depth)

    def attempt(self, depth):
        lines = ["try:"] + self.nested(self.random.randint(1, 3), depth - 1)
        if self.chance(80):
            named = self.chance(40)
            lines += [f"except {self.random.choice(ERRORS)}{' as error' if named else ''}:"]
            lines += (["    print(type(error).__name__, error)"] if named else []) + self.nested(1, depth - 1)
            if self.chance(25):
                lines += ["else:"] + self.nested(1, depth - 1)
            if self.chance(25):
                lines += ["finally:"] + self.nested(1, depth - 1)
            return lines
        return lines + ["finally:"] + self.nested(1, depth - 1)
