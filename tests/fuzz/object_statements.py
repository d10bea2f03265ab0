"""Random statements over objects: every loop ends, every container stays small, everything else is fair."""

from object_expressions import KINDS, RISK, ObjectExpressions

ERRORS = ["ZeroDivisionError", "(KeyError, IndexError)", "LookupError", "TypeError", "AttributeError", "(ValueError, TypeError)", "Own", "(Own, LookupError)", "Exception"]
HINTS = {"int": "int", "str": "str", "bool": "bool", "list": "list[int]", "dict": "dict[str, int]", "pair": "tuple[int, str]", "thing": "Thing", "maybe": "int | None", "any": "object"}
DEFAULTS = {"int": "5", "str": "'d'", "bool": "True", "pair": "(3, 'd')", "maybe": "None"}


class ObjectFunction:
    """One function or method-like function: its signature, made first so that others may call it."""

    def __init__(self, random, name):
        self.name = name
        self.hinted = random.random() < 0.7
        self.returns = random.choice(KINDS)
        self.parameters = []
        defaults = False
        for index in range(random.randint(1, 4)):
            kind = random.choice(KINDS)
            defaults = defaults or random.random() < 0.15
            if defaults and kind not in DEFAULTS:
                kind = "int"
            self.parameters.append((f"{kind[0]}{index}", kind, DEFAULTS[kind] if defaults else None))

    def header(self):
        def shown(name, kind, default):
            hint = f": {HINTS[kind]}" if self.hinted else ""
            return name + hint + (f" = {default}" if default is not None else "")

        arrow = f" -> {HINTS[self.returns]}" if self.hinted else ""
        return f"def {self.name}({', '.join(shown(*parameter) for parameter in self.parameters)}){arrow}:"


class ObjectStatements(ObjectExpressions):
    """The body of one function, as lines of text."""

    def __init__(self, random, function, callees, module_globals):
        super().__init__(random, callees)
        self.function, self.module_globals = function, module_globals
        self.written_globals = [name for name in module_globals if random.random() < 0.25]
        self.variables = {name: kind for name, kind, _ in function.parameters}
        self.variables.update(module_globals)
        self.fresh, self.loops, self.nested_functions = 0, 0, 0

    def lines(self):
        body = [f"global {name}" for name in self.written_globals]
        body += self.assign() + self.assign()
        body += self.block(self.random.randint(3, 6), 2)
        body.append(f"return {self.of(self.function.returns)}")
        return [self.function.header()] + ["    " + line for line in body]

    def new(self, kind):
        self.fresh += 1
        return f"{kind[0]}v{self.fresh}"

    def block(self, count, depth):
        """Some statements; variables that they make are known only within, but for a few that go on being used, bound or not."""
        known = dict(self.variables)
        lines = []
        for _ in range(count):
            lines += self.statement(depth)
        if not self.chance(0.3):
            # What a branch has deleted is gone, or may be.
            self.variables = {name: kind for name, kind in known.items() if name in self.variables or self.chance(RISK)}
        return lines

    def nested(self, count, depth):
        return ["    " + line for line in self.block(count, depth)] or ["    pass"]

    def statement(self, depth):
        choice = self.random.randrange(30)
        if choice < 7:
            return self.assign()
        if choice < 10:
            return self.store()
        if choice < 12:
            return self.augment()
        if choice == 12:
            return self.unpack()
        if choice == 13:
            return self.delete()
        if choice == 14:
            return [self.pick(f"print({self.any(2)})", f"LOG.append({self.any(2)})", self.any(2))]
        if choice == 15:
            return [f"assert {self.bool(1)}, {self.any(1)}"] if self.chance(8) else self.assign()
        if depth <= 0:
            return self.assign()
        if choice < 19:
            return self.branch(depth)
        if choice < 22:
            return self.for_loop(depth)
        if choice == 22:
            return self.while_loop(depth)
        if choice < 26:
            return self.attempt(depth)
        if choice == 26:
            return self.managed(depth)
        if choice == 27:
            return self.match(depth)
        if choice == 28:
            return self.closure()
        return [f"if {self.bool(1)} and {self.bool(1)}:", f"    {self.pick(f'return {self.of(self.function.returns, 2)}', self.raising())}"]

    def target(self, kind):
        """A variable that may be assigned: not a global that the function only reads."""
        names = [name for name, known in self.variables.items() if known == kind and (name not in self.module_globals or name in self.written_globals)]
        names = [name for name in names if not name.startswith("c")]
        return self.random.choice(names) if names and self.chance(65) else self.new(kind)

    def assign(self):
        kind = self.random.choice(KINDS)
        name = self.target(kind)
        known = name in self.variables
        value = self.of(kind)
        if not known and name not in self.module_globals and self.chance(25):
            lines = [f"{name}: {HINTS[kind]} = {value}"]
        elif kind == "int" and self.chance(10):
            other = self.new("int")
            lines = [f"{name} = ({other} := {value}) + {other}"]
            self.variables[other] = "int"
        else:
            lines = [f"{name} = {value}"]
        self.variables[name] = kind
        return lines + self.bound(name, kind)

    def bound(self, name, kind):
        """Keeps what is assigned in a loop, or to a global, from growing without end."""
        if not self.loops and name not in self.module_globals:
            return []
        if kind == "int":
            return [f"if not -2**80 < {name} < 2**80:", f"    {name} = {name} % {self.pick('1000003', '97')}"]
        if kind in ("str", "list"):
            return [f"{name} = {name}[-12:]"]
        return []

    def store(self):
        choice = self.random.randrange(5)
        if choice == 0:
            name = self.variable("list")
            if name and not self.chance(RISK):
                return [f"if {name}:", f"    {name}[{self.pick('0', '-1')}] = {self.int(2)}"]
            return [f"{name or self.list(0)}[{self.pick('0', '-1', self.int(1))}] = {self.int(2)}"]
        if choice == 1:
            name = self.variable("list")
            if not name:
                return self.assign()
            return [f"{name}[{self.pick(':1', '1:', '1:2', '::2' if self.chance(RISK) else ':0')}] = {self.pick('[]', '[9]', '[7, 8]', self.list(1))}", f"del {name}[8:]"]
        if choice == 2:
            return [f"{self.variable('dict') or self.dict(0)}[{self.str(1)}] = {self.int(2)}"]
        thing = self.variable("thing") or "Thing('lost')"
        if choice == 3:
            return [f"{thing}.{self.pick('n', 'n', 'extra')} = {self.int(2)}"]
        return [f"{thing}[{self.int(1)}] = {self.any(1)}"]

    def augment(self):
        kind = self.pick("int", "int", "str", "list", "thing")
        name = self.variable(kind)
        if name is None or name in self.module_globals and name not in self.written_globals or name.startswith("c"):
            place = f"{self.thing(0)}.n"
            if self.chance(2 * RISK):
                place = self.pick(f"{self.variable('list') or '[1]'}[{self.pick('0', '-1')}]", f"{self.variable('dict') or '{}'}[{self.str(0)}]")
            if self.chance(50):
                table = self.variable("dict") or "{}"
                return [f"{table}.setdefault('a', 1)", f"{table}['a'] {self.pick('+=', '-=', '*=')} {self.int(1)}"]
            return [f"{place} {self.pick('+=', '-=', '*=')} {self.int(1)}"]
        if kind == "int":
            operator = self.pick("+=", "-=", "*=", "//=", "%=", "&=", "|=")
            lines = [f"{name} {operator} {self.int(2)}" + (" or 3" if operator in ("//=", "%=") and not self.chance(RISK) else "")]
        elif kind == "str":
            lines = [f"{name} += {self.str(2)}"]
        elif kind == "list":
            lines = [f"{name} += {self.list(2)}", f"del {name}[10:]"]
        else:
            lines = [f"{name} += {self.int(1)}"]
        return lines + self.bound(name, kind)

    def unpack(self):
        one, two = self.target("int"), self.target("str")
        if self.chance(40):
            rest = self.target("list")
            self.variables.update({one: "int", rest: "list"})
            return [f"{self.pick(f'{one}, *{rest}', f'*{rest}, {one}')} = {self.list(2)}" + ("" if self.chance(RISK) else " or [3, 4]")] + self.bound(one, "int")
        self.variables.update({one: "int", two: "str"})
        lines = [f"{one}, {two} = {self.pair(2)}"]
        other = self.variable("int")
        if other and self.chance(30) and other not in self.module_globals and not other.startswith("c"):
            lines.append(f"{one}, {other} = {other}, {one}")
        return lines + self.bound(one, "int") + self.bound(two, "str")

    def delete(self):
        names = [name for name in self.variables if name not in self.module_globals and not name.startswith("c")]
        if names and self.chance(50):
            name = self.random.choice(names)
            if self.loops or self.chance(10):
                return self.assign()
            del self.variables[name]
            return [f"del {name}"]
        if self.chance(2 * RISK):
            return [f"del {self.pick(self.list(0) + '[' + self.pick('0', '-1', self.int(0)) + ']', self.dict(0) + '[' + self.str(1) + ']', self.thing(0) + '.' + self.pick('n', 'extra'))}"]
        table = self.variable("dict")
        if table is None or self.chance(50):
            return [f"del {self.list(0)}[{self.pick('1:', ':1', '::2')}]"]
        return [f"{table}['d'] = {self.int(1)}", f"del {table}['d']"]

    def raising(self):
        return self.pick("raise Own", f"raise Own({self.any(1)})", f"raise ValueError({self.str(1)}) from {self.pick('None', 'KeyError(1)')}", f"raise KeyError({self.int(1)})")

    def branch(self, depth):
        lines = [f"if {self.of(self.pick('bool', 'bool', 'any'), 3)}:"] + self.nested(self.random.randint(1, 3), depth - 1)
        if self.chance(25):
            lines += [f"elif {self.bool(2)}:"] + self.nested(1, depth - 1)
        if self.chance(45):
            lines += ["else:"] + self.nested(self.random.randint(1, 2), depth - 1)
        return lines

    def for_loop(self, depth):
        known = dict(self.variables)
        one, two = self.new("int"), self.new("str")
        choice = self.random.randrange(7)
        if choice < 2:
            head, names = f"{one} in range({self.pick('3', '5', f'{self.int(1)} & 3')})", {one: "int"}
        elif choice == 2:
            head, names = f"{one} in {self.list(2)}[:6]", {one: "int"}
        elif choice == 3:
            head, names = f"{one}, {two} in enumerate({self.str(2)}[:5])", {one: "int", two: "str"}
        elif choice == 4:
            head, names = f"{two}, {one} in {self.pick('list', 'sorted')}({self.dict(2)}.items())[:4]", {one: "int", two: "str"}
        elif choice == 5:
            head, names = f"{one} in {self.thing(1)}", {one: "int"}
        else:
            other = self.new("int")
            head, names = f"{one}, ({other}, {two}) in zip({self.list(1)}, [{self.pair(1)}, {self.pair(1)}])", {one: "int", other: "int", two: "str"}
        self.variables.update(names)
        lines = [f"for {head}:"] + self.loop_body(depth)
        self.variables = known
        if self.chance(20):
            lines += ["else:"] + self.nested(1, depth - 1)
        return lines

    def while_loop(self, depth):
        fuel = self.new("fuel")
        return [f"{fuel} = {self.random.randint(1, 6)}", f"while {fuel} > 0 and {self.of(self.pick('bool', 'list', 'str'), 2)}:", f"    {fuel} -= 1"] + self.loop_body(depth)

    def loop_body(self, depth):
        self.loops += 1
        lines = self.nested(self.random.randint(1, 3), depth - 1)
        if self.chance(35):
            lines += [f"    if {self.bool(1)}:", f"        {self.pick('break', 'continue')}"]
            lines += self.nested(1, depth - 1)
        self.loops -= 1
        return lines

    def attempt(self, depth):
        lines = ["try:"] + self.nested(self.random.randint(1, 3), depth - 1)
        if self.chance(12):
            lines += [f"    {self.raising()}"]
        if self.chance(12):
            # No way out of `except*` but its end.
            return lines + [f"except* {self.pick('ValueError', 'LookupError', '(Own, TypeError, ArithmeticError)')} as group:", "    LOG.append(len(group.exceptions))"]
        if self.chance(85):
            for error in self.random.sample(ERRORS, self.random.randint(1, 2)):
                named = self.chance(50)
                lines += [f"except {error}{' as error' if named else ''}:"]
                lines += ["    LOG.append((type(error).__name__, str(error)))"] if named else []
                lines += self.nested(1, depth - 1)
                if self.chance(15):
                    lines += [f"    {self.pick('raise', self.raising(), f'raise Own(1) from error' if named else 'raise')}"]
            if self.chance(25):
                lines += ["else:"] + self.nested(1, depth - 1)
            if self.chance(25):
                lines += ["finally:"] + self.nested(1, depth - 1)
            return lines
        return lines + ["finally:"] + self.nested(1, depth - 1)

    def managed(self, depth):
        name = self.new("thing")
        items = f"{self.thing(1)} as {name}" + (f", {self.thing(0)}" if self.chance(30) else "")
        known = dict(self.variables)
        self.variables[name] = "thing"
        lines = [f"with {items}:"] + self.nested(self.random.randint(1, 2), depth - 1)
        self.variables = known
        return lines

    def match(self, depth):
        one, two, rest = self.new("int"), self.new("str"), self.new("list")
        patterns = [
            (self.pick("0", "1 | 2", "-1", "'a'", "None", "True"), {}), (f"int({one})", {one: "int"}), (f"[{one}, *{rest}]", {one: "int", rest: "list"}), (f"({one}, str({two}))", {one: "int", two: "str"}),
            (f"{{'a': {one}}}", {one: "int"}), (f"Thing(name={two})", {two: "str"}), (f"Thing({two}, {one})", {one: "int", two: "str"}), ("str() | []", {}), (f"int({one}) if {one} > 3", {one: "int"}),
        ]
        lines = [f"match {self.any(2)}:"]
        for pattern, names in self.random.sample(patterns, self.random.randint(1, 4)):
            known = dict(self.variables)
            self.variables.update(names)
            lines += [f"    case {pattern}:"] + ["    " + line for line in self.nested(1, depth - 1)]
            self.variables = known
        if self.chance(50):
            lines += ["    case _:"] + ["    " + line for line in self.nested(1, depth - 1)]
        return lines

    def closure(self):
        """A nested function that reads, and perhaps rebinds, variables of this one; called at once, and perhaps later."""
        self.nested_functions += 1
        name, parameter = f"inner{self.nested_functions}", self.fresh_name()
        rebound = [variable for variable, kind in self.variables.items() if kind == "int" and variable not in self.module_globals and not variable.startswith("c")]
        lines = [f"def {name}({parameter}{self.pick('', ': int')}{self.pick('', ' = 2')}):"]
        if rebound and self.chance(60):
            variable = self.random.choice(rebound)
            lines += [f"    nonlocal {variable}", f"    {variable} = {variable} {self.pick('+', '-')} {parameter}"]
        lines.append(f"    return {self.with_names({parameter: 'int'}, 'int', 2)}")
        result = self.target("int")
        lines.append(f"{result} = {name}({self.int(1)})")
        self.variables[result] = "int"
        return lines + self.bound(result, "int") + ([f"LOG.append([{name}(k) for k in range(2)])"] if self.chance(40) else [])
