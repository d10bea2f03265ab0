"""Random typed expressions. Each method returns the text of an expression of one type that mentions only known variables.

Types are "int", "float", "bool" and "num" (an int or a float, which of them is known only at run time). Values that matter,
those at the edges of machine ints and of floats, are far likelier than chance would have it.
"""

INTS = [
    "0", "1", "-1", "2", "3", "-3", "7", "10", "63", "64", "255", "-256", "1000003", "2**31", "-2**31", "2**31 - 1", "2**32 - 1",
    "2**53", "2**53 + 1", "-2**53 - 1", "2**62", "-2**62", "2**63 - 1", "-2**63", "2**63", "2**64", "3**41", "10**18", "-10**25",
]
FLOATS = [
    "0.0", "-0.0", "0.5", "1.0", "-1.0", "1.5", "2.5", "-2.5", "0.1", "1e-9", "3.7", "-7.25", "1e16", "9007199254740993.0", "1e300",
    "-1e300", "5e-324", "2.0**63", "-2.0**63", "1e22", "float('inf')", "float('-inf')", "float('nan')",
]
SMALL = ["0", "1", "2", "3", "4", "5"]


class Expressions:
    """Expressions over the variables in scope of one function; `functions` are those it may call."""

    def __init__(self, random, functions):
        self.random = random
        self.functions = functions
        self.variables = {}

    def chance(self, percent):
        return self.random.random() * 100 < percent

    def pick(self, *choices):
        return self.random.choice(choices)

    def of(self, kind, depth=3):
        return {"int": self.int, "float": self.float, "bool": self.bool, "num": self.num}[kind](depth)

    def variable(self, kind):
        """A variable of that type, or nothing."""
        names = [name for name, known in self.variables.items() if known == kind]
        return self.random.choice(names) if names else None

    def leaf(self, kind, constants):
        name = self.variable(kind)
        if name and self.chance(75):
            return name
        constant = self.random.choice(constants if self.chance(55) else constants[: len(constants) // 2])
        return f"({constant})" if constant.startswith("-") or "*" in constant or " " in constant else constant

    def call(self, kind, depth):
        """A call of another function of the module, by position, keyword or default."""
        callees = [function for function in self.functions if function.returns == kind]
        if not callees:
            return None
        callee = self.random.choice(callees)
        arguments = []
        keyword = False
        for name, parameter, default in callee.parameters:
            if default is not None and self.chance(40):
                keyword = True
                continue
            value = self.argument(parameter, depth - 1)
            keyword = keyword or self.chance(15)
            arguments.append(f"{name}={value}" if keyword else value)
        return f"{callee.name}({', '.join(arguments)})"

    def argument(self, kind, depth):
        """Mostly what the hint says; at times what Python lets pass all the same."""
        if kind == "float" and self.chance(15):
            return self.int(depth)
        if kind == "int" and self.chance(5):
            return self.bool(depth)
        if kind == "int" and self.chance(2):
            return self.float(depth)
        return self.of(kind, depth)

    def conditional(self, kind, depth):
        return f"({self.of(kind, depth - 1)} if {self.bool(depth - 1)} else {self.of(kind, depth - 1)})"

    def int(self, depth=3):
        if depth <= 0 or self.chance(12):
            return self.leaf("int", INTS)
        one, two = self.int(depth - 1), self.int(depth - 1)
        choice = self.random.randrange(24)
        if choice < 6:
            return f"({one} {self.pick('+', '-', '*', '+', '-')} {two})"
        if choice < 9:
            divisor = self.pick(two, f"({two} or 7)", f"({two} or -3)", "2", "3", "-5", "8", "1000003", "(2**61 - 1)")
            return f"({one} {self.pick('//', '%')} {divisor})"
        if choice < 11:
            return f"({one} {self.pick('&', '|', '^')} {two})"
        if choice == 11:
            return f"({one} {self.pick('<<', '>>')} {self.pick('3', '17', '40', f'({two} & 15)', f'({two} & 63)')})"
        if choice == 12:
            return f"(({one} * {two} + {self.leaf('int', INTS)}) {self.pick('& 0xFFFFFFFF', '& 0xFFFFFFFFFFFFFFFF', '% 1000000007', '% 2**32')})"
        if choice == 13:
            return self.pick(f"(-{one})", f"(~{one})", f"(+{one})", f"abs({one})")
        if choice == 14:
            return f"{self.pick('min', 'max')}({one}, {two}{self.pick('', ', ' + self.int(depth - 1))})"
        if choice == 15:
            return self.pick(f"({one} & 0xFF) ** {self.random.choice(SMALL)}", f"pow({one}, {self.random.choice(SMALL)}, {self.pick('97', '2**61', f'({two} or 97)', two)})").join("()")
        if choice == 16:
            return self.pick(f"int({self.float(depth - 1)})", f"round({self.float(depth - 1)})", f"math.floor({self.float(depth - 1)})", f"math.ceil({self.float(depth - 1)})", f"math.trunc({self.float(depth - 1)})")
        if choice == 17:
            return f"int({self.bool(depth - 1)})"
        if choice == 18:
            return self.conditional("int", depth)
        if choice == 19:
            return f"({one} {self.pick('and', 'or')} {two})"
        if choice == 20:
            return f"divmod({one}, {two})[{self.pick('0', '1')}]"
        if choice == 21:
            return f"math.gcd({one}, {two})" if self.chance(50) else f"math.isqrt(abs({one}))"
        return self.call("int", depth) or f"({one} + {two})"

    def float(self, depth=3):
        if depth <= 0 or self.chance(12):
            return self.leaf("float", FLOATS)
        one, two = self.float(depth - 1), self.float(depth - 1)
        mixed = self.pick(two, two, self.int(depth - 1))
        choice = self.random.randrange(20)
        if choice < 7:
            left, right = self.random.sample([one, mixed], 2)
            return f"({left} {self.pick('+', '-', '*')} {right})" if self.chance(70) else f"({left} / {self.divisor(right)})"
        if choice == 7:
            return f"({one} {self.pick('//', '%')} {self.divisor(mixed)})"
        if choice == 8:
            return f"(abs({one}) ** {self.pick('2', '0.5', '3', '1.5', f'max(min({two}, 9.5), -9.5)')})"
        if choice == 9:
            return f"({self.int(depth - 1)} / {self.divisor(self.int(depth - 1))})"
        if choice == 10:
            return self.pick(f"(-{one})", f"abs({one})", f"(+{one})", f"math.fabs({one})")
        if choice == 11:
            if self.chance(30):
                return f"math.{self.pick('sqrt', 'log')}(abs({one}) + {self.pick('1', '0.5', two)})"
            return f"math.{self.pick('sqrt', 'exp', 'log', 'sin', 'cos', 'atan', 'tanh')}({one})"
        if choice == 12:
            return f"math.{self.pick('copysign', 'hypot', 'atan2', 'fmod', 'pow')}({one}, {mixed})"
        if choice == 13:
            return f"float({self.int(depth - 1)})"
        if choice == 14:
            return f"round({one}, {self.pick('0', '1', '2', '-2', '10')})"
        if choice == 15:
            return f"{self.pick('min', 'max')}({one}, {two})"
        if choice == 16:
            return self.conditional("float", depth)
        if choice == 17:
            return f"({one} {self.pick('and', 'or')} {two})"
        return self.call("float", depth) or f"({one} - {two})"

    def divisor(self, text):
        """Mostly not zero, so that programs come to an end of their own."""
        return text if self.chance(25) else f"({text} or {self.pick('2', '0.5', '-3')})"

    def num(self, depth=3):
        return self.variable("num") or self.pick(self.int, self.float)(depth)

    def bool(self, depth=3):
        if depth <= 0 or self.chance(10):
            return self.leaf("bool", ["True", "False"])
        choice = self.random.randrange(12)
        compare = self.pick("<", "<=", ">", ">=", "==", "!=")
        if choice < 3:
            return f"({self.int(depth - 1)} {compare} {self.int(depth - 1)})"
        if choice < 5:
            return f"({self.float(depth - 1)} {compare} {self.pick(self.float, self.int)(depth - 1)})"
        if choice == 5:
            return f"({self.int(depth - 1)} {self.pick('<', '<=')} {self.num(depth - 1)} {self.pick('<', '<=', '!=')} {self.num(depth - 1)})"
        if choice == 6:
            return f"(not {self.bool(depth - 1)})"
        if choice < 9:
            return f"({self.bool(depth - 1)} {self.pick('and', 'or', '==', '!=', '^', '&')} {self.bool(depth - 1)})"
        if choice == 9:
            return f"math.{self.pick('isnan', 'isinf', 'isfinite')}({self.float(depth - 1)})"
        if choice == 10:
            return f"bool({self.num(depth - 1)})"
        return self.call("bool", depth) or self.conditional("bool", depth)
