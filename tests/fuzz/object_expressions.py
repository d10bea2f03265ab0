"""Random expressions over objects. Each method returns the text of an expression of one kind that mentions only known variables.

Kinds are "int", "str", "bool", "list" (of ints), "dict" (from str to int), "pair" (an int and a str), "thing" (an object with
operators of its own), "maybe" (an int or None) and "any". Now and then an expression is not what it seems, so that operations
fail in all places.
"""

INTS = ["0", "1", "2", "3", "-1", "5", "13", "10", "-7", "100", "2**31", "2**62", "-2**63", "2**63 - 1", "2**64", "True"]
STRS = ["''", "'a'", "'b'", "'key'", "'some words'", "'é€'", "'x' * 3", "'A,b,c'"]
KINDS = ["int", "int", "str", "str", "bool", "list", "list", "dict", "dict", "pair", "thing", "thing", "maybe"]
ATTRIBUTES = ["n", "n", "n", "twice"]
# One operation in so many is left to fail if it will.
RISK = 4


class ObjectExpressions:
    """Expressions over the variables in scope of one function; `functions` are those it may call."""

    def __init__(self, random, functions):
        self.random, self.functions = random, functions
        self.variables = {}
        self.bound_names = 0

    def chance(self, percent):
        return self.random.random() * 100 < percent

    def pick(self, *choices):
        return self.random.choice(choices)

    def of(self, kind, depth=3):
        if self.random.random() < 0.002:
            kind = self.random.choice(KINDS)
        makers = {"int": self.int, "str": self.str, "bool": self.bool, "list": self.list, "dict": self.dict, "pair": self.pair}
        return {**makers, "thing": self.thing, "maybe": self.maybe, "any": self.any}[kind](depth)

    def any(self, depth=3):
        return self.of(self.random.choice(KINDS), depth)

    def variable(self, kind):
        names = [name for name, known in self.variables.items() if known == kind]
        return self.random.choice(names) if names else None

    def fresh_name(self):
        self.bound_names += 1
        return f"c{self.bound_names}"

    def leaf(self, kind, constants):
        name = self.variable(kind)
        if name and self.chance(80):
            return name
        constant = self.random.choice(constants)
        return f"({constant})" if constant.startswith("-") or "*" in constant else constant

    def with_names(self, names, kind, depth):
        """An expression in which these names are known as well, as in a comprehension."""
        known = dict(self.variables)
        self.variables.update(names)
        text = self.of(kind, depth)
        self.variables = known
        return text

    def call(self, kind, depth):
        """A call of another function of the module, by position, keyword, default or star."""
        callees = [function for function in self.functions if function.returns == kind]
        if not callees:
            return None
        callee = self.random.choice(callees)
        arguments, keyword = [], False
        for name, parameter, default in callee.parameters:
            if default is not None and self.chance(40):
                keyword = True
                continue
            value = self.of(parameter, depth - 1)
            keyword = keyword or self.chance(15)
            arguments.append(f"{name}={value}" if keyword else value)
        if arguments and not keyword and self.chance(15):
            arguments = [f"*({', '.join(arguments)},)"]
        if self.chance(1):
            arguments.append(self.pick("*[0]", "extra=1", "**{'k': 1}"))
        return f"{callee.name}({', '.join(arguments)})"

    def conditional(self, kind, depth):
        return f"({self.of(kind, depth - 1)} if {self.bool(depth - 1)} else {self.of(kind, depth - 1)})"

    def comprehension(self, depth):
        """The `for` part of a comprehension, the names it binds, and the source of its ints."""
        name = self.fresh_name()
        source = self.pick(f"range({self.pick('3', '4', f'{self.int(0)} & 3')})", self.list(depth - 1), self.list(0), self.list(0))
        condition = f" if {self.with_names({name: 'int'}, 'bool', 1)}" if self.chance(35) else ""
        return name, f"for {name} in {source}{condition}"

    def int(self, depth=3):
        if depth <= 0 or self.chance(12):
            return self.leaf("int", INTS)
        one = self.int(depth - 1)
        choice = self.random.randrange(22)
        if choice < 4:
            return f"({one} {self.pick('+', '-', '*', '&', '|')} {self.int(depth - 1)})"
        if choice == 4:
            divisor = self.int(depth - 1)
            return f"({one} {self.pick('//', '%')} {divisor if self.chance(RISK) else self.pick(f'({divisor} or 7)', '3', '-7')})"
        if choice == 5:
            return f"len({self.of(self.pick('str', 'list', 'dict', 'thing'), depth - 1)})"
        if choice < 8:
            values = self.list(depth - 1)
            return f"{values}[{self.pick('1', '-2', one)}]" if self.chance(RISK) else f"({values} or [4])[{self.pick('0', '-1')}]"
        if choice < 10:
            table, key = self.dict(depth - 1), self.str(depth - 1)
            return f"{table}[{key}]" if self.chance(RISK) else self.pick(f"{table}.get({key}, {one})", f"{{{key}: 3, **{table}}}[{key}]")
        if choice == 10:
            return f"{self.pair(depth - 1)}[0]"
        if choice < 13:
            return f"{self.thing(depth - 1)}.{'missing' if self.chance(1) else self.random.choice(ATTRIBUTES)}" if self.chance(70) else f"{self.thing(depth - 1)}.bump({self.pick('', one, f'by={one}', f'*[{one}, 1]')})"
        if choice == 13:
            name, source = self.comprehension(depth)
            body = self.with_names({name: "int"}, "int", depth - 1)
            return self.pick(f"sum({body} {source})", f"sum({body} {source})", f"{self.pick('max', 'min')}(({body} {source}), default={self.pick('0', '-1')})", f"len([{body} {source}])")
        if choice == 14:
            return self.pick(f"sum({self.list(depth - 1)})", f"max({one}, {self.int(depth - 1)})", f"abs({one})", f"int({self.bool(depth - 1)})", f"ord(({self.str(0)} or 'z')[0])")
        if choice == 15:
            return f"({self.variable('maybe') or 'None'} or {one})"
        if choice == 16:
            return self.conditional("int", depth)
        if choice == 17:
            return f"({one} {self.pick('and', 'or')} {self.int(depth - 1)})"
        if choice == 18:
            name = self.fresh_name()
            return f"(lambda {name}: {self.with_names({name: 'int'}, 'int', depth - 1)})({one})"
        return self.call("int", depth) or f"({one} + {self.int(depth - 1)})"

    def str(self, depth=3):
        if depth <= 0 or self.chance(15):
            return self.leaf("str", STRS)
        one = self.str(depth - 1)
        choice = self.random.randrange(14)
        if choice < 2:
            return f"({one} + {self.str(depth - 1)})"
        if choice == 2:
            return f"({one} * ({self.int(depth - 1)} & 3))"
        if choice < 5:
            return self.fstring(depth)
        if choice == 5:
            return f"{one}[{self.pick('0', '-1') if self.chance(RISK) else self.pick('1:', ':2', '::-1', f'{self.int(0)}:', f':{self.int(0)}')}]"
        if choice == 6:
            return f"{one}.{self.pick('upper()', 'strip()', 'title()', 'replace(' + self.str(0) + ', ' + self.str(0) + ')', 'zfill(4)', 'join([' + self.str(0) + ', ' + self.str(0) + '])')}"
        if choice == 7:
            return f"str({self.of(self.pick('int', 'list', 'pair', 'bool'), depth - 1)})"
        if choice == 8:
            return f"{self.pair(depth - 1)}[1]"
        if choice == 9:
            return f"{self.thing(depth - 1)}.name"
        if choice == 10:
            name, source = self.comprehension(depth)
            return f"','.join(str({self.with_names({name: 'int'}, 'int', depth - 2)}) {source})"
        if choice == 11:
            return self.conditional("str", depth)
        return self.call("str", depth) or f"repr({self.of(self.pick('int', 'str', 'dict'), depth - 1)})"

    def fstring(self, depth):
        inner = self.of(self.pick("int", "str", "list", "pair", "thing"), depth - 2)
        number = self.int(depth - 2)
        # The same quotes may not be used inside before 3.12.
        forms = [f"{{{number}}}", f"{{{number}!r:>6}}", f"{{{inner}!s}}", f"{{{number}:{{{self.pick('3', '5')}}}}}", "{1 + 1 = }"]
        if '"' in inner + number or "{" in inner + number or "lambda" in inner + number or ":=" in inner + number:
            forms = ["{1 + 1 = }", "{'x':>4}"]
        return f'f"<{self.random.choice(forms)}{self.random.choice(forms)}>"'

    def bool(self, depth=3):
        if depth <= 0 or self.chance(10):
            return self.leaf("bool", ["True", "False"])
        choice = self.random.randrange(14)
        if choice < 3:
            return f"({self.int(depth - 1)} {self.pick('<', '<=', '>', '>=', '==', '!=')} {self.int(depth - 1)})"
        if choice == 3:
            kind = self.pick("str", "list", "pair", "thing", "dict")
            return f"({self.of(kind, depth - 1)} {self.pick('==', '!=', '==', '<' if kind != 'dict' else '==')} {self.of(kind, depth - 1)})"
        if choice == 4:
            return f"({self.int(depth - 1)} {self.pick('in', 'not in')} {self.of(self.pick('list', 'pair', 'thing'), depth - 1)})"
        if choice == 5:
            return f"({self.str(depth - 1)} {self.pick('in', 'not in')} {self.of(self.pick('dict', 'str'), depth - 1)})"
        if choice == 6:
            value = self.variable("maybe") or f"[{self.any(depth - 1)}][0]"
            return f"({value} {self.pick('is', 'is not')} None)"
        if choice == 7:
            return f"(not {self.of(self.pick('int', 'str', 'list', 'dict', 'thing', 'maybe'), depth - 1)})"
        if choice == 8:
            return f"({self.bool(depth - 1)} {self.pick('and', 'or', '==')} {self.bool(depth - 1)})"
        if choice == 9:
            return f"isinstance({self.any(depth - 1)}, {self.pick('int', 'str', '(list, dict)', 'Thing', 'Other')})"
        if choice == 10:
            name, source = self.comprehension(depth)
            return f"{self.pick('any', 'all')}({self.with_names({name: 'int'}, 'bool', depth - 1)} {source})"
        if choice == 11:
            return f"{self.thing(0)}.{'missing' if self.chance(3) else 'same'}({self.any(depth - 1)})"
        if choice == 12:
            return f"({self.int(0)} < {self.int(depth - 1)} <= {self.int(depth - 1)})"
        return self.call("bool", depth) or f"bool({self.any(depth - 1)})"

    def list(self, depth=3):
        if depth <= 0 or self.chance(15):
            return self.leaf("list", ["[]", "[1, 2, 3]", "[5]", "[0, -1, 2**62]"])
        choice = self.random.randrange(12)
        if choice < 3:
            return "[" + ", ".join(self.int(depth - 1) for _ in range(self.random.randint(1, 3))) + "]"
        if choice == 3:
            return f"[*{self.list(depth - 1)}, {self.int(depth - 1)}]"
        if choice < 6:
            name, source = self.comprehension(depth)
            return f"[{self.with_names({name: 'int'}, 'int', depth - 1)} {source}]"
        if choice == 6:
            return f"({self.list(depth - 1)} + {self.list(depth - 1)})[:6]"
        if choice == 7:
            return f"{self.list(depth - 1)}[{self.pick('1:', ':2', '::-1', ':', '::2', f'{self.int(0)}:', f':{self.int(1)}')}]"
        if choice == 8:
            return self.pick(f"sorted({self.list(depth - 1)})", f"list({self.dict(depth - 1)}.values())", f"list({self.thing(depth - 1)})", f"[len(w) for w in {self.str(depth - 1)}.split()]")
        if choice == 9:
            return f"{self.thing(depth - 1)}.items"
        if choice == 10:
            return self.conditional("list", depth)
        return self.call("list", depth) or f"list(range({self.pick('2', '3')}))"

    def dict(self, depth=3):
        if depth <= 0 or self.chance(20):
            return self.leaf("dict", ["{}", "{'a': 1}", "{'key': 5, 'b': 2}"])
        choice = self.random.randrange(7)
        if choice < 2:
            return "{" + ", ".join(f"{self.str(depth - 1)}: {self.int(depth - 1)}" for _ in range(self.random.randint(1, 3))) + "}"
        if choice == 2:
            return f"{{**{self.dict(depth - 1)}, {self.str(depth - 1)}: {self.int(depth - 1)}}}"
        if choice == 3:
            name, source = self.comprehension(depth)
            return f"{{str({name}): {self.with_names({name: 'int'}, 'int', depth - 1)} {source}}}"
        if choice == 4:
            return f"({self.dict(depth - 1)} | {self.dict(depth - 1)})"
        return self.call("dict", depth) or f"dict(a={self.int(depth - 1)})"

    def pair(self, depth=3):
        if depth <= 0 or self.chance(15):
            return self.leaf("pair", ["(1, 'a')", "(0, '')"])
        return self.call("pair", depth) if self.chance(15) and self.call("pair", depth) else f"({self.int(depth - 1)}, {self.str(depth - 1)})"

    def thing(self, depth=3):
        if depth <= 0 or self.chance(20):
            name = self.variable("thing")
            return name if name and self.chance(85) else self.pick("Thing('new')", "Thing('five', 5)", "Other('other', 2)")
        choice = self.random.randrange(6)
        if choice < 2:
            return f"{self.pick('Thing', 'Other')}({self.str(0)}, {self.int(depth - 1)}{self.pick('', ' % 50')})"
        if choice == 2:
            operator = self.pick("-", "*", "//") if self.chance(RISK) else "+"
            return f"({self.thing(depth - 1)} {operator} {self.int(depth - 1)})"
        if choice == 3:
            return f"{self.thing(depth - 1)}.child({self.int(depth - 1)})"
        return self.call("thing", depth) or self.conditional("thing", depth)

    def maybe(self, depth=3):
        name = self.variable("maybe")
        if name and self.chance(60):
            return name
        return self.pick("None", self.int(depth - 1), f"({self.int(depth - 1)} if {self.bool(depth - 1)} else None)", f"{self.dict(max(depth - 1, 0))}.get({self.str(0)})")
