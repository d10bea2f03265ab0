"""Random statements on values whose kinds are hinted: functions, loops, changes of containers and attributes, handlers."""

import re

from typed_expressions import HINTS, KINDS, TypedExpressions

# What loops bind, and what they go over.
LOOPS = [
    ("I", "range($I & 7)"), ("I", "range(1, $I & 7, 2)"), ("I", "range($I & 7, -1, -1)"), ("I", "range(len($LI0))"), ("I", "$LI"), ("I", "$LI0"), ("F", "$LF"), ("F", "$LF0"), ("S", "$LS"), ("S", "$S"), ("S I", "$DSI.items()"),
    ("I F", "$DIF.items()"), ("I F", "enumerate($LF)"), ("I S", "enumerate($S)"), ("I F", "zip($LI, $LF)"), ("S", "$DSI"), ("S", "$DSI0"), ("I", "$DSI0.values()"), ("I", "sorted($SI)"), ("I", "$SI"), ("I", "counted($I & 7)"), ("F", "halves($I & 7)"),
    ("LI", "$LL"), ("I", "$X0.each()"), ("I", "reversed($LI)"), ("S LI", "$DSL.items()"), ("I", "(v + 1 for v in $LI)"), ("I I", "[($I, $I), ($I, $I)]"), ("I", "$TI"), ("I", "$Y"), ("S", "sorted($DSI0)"), ("I S", "zip($LI, $LS)"),
]
# Changes of one thing. Those that begin with `!` may fail.
CHANGES = """$LI0.append($I); $LI0.append($I); $LF0.append($F); $LS0.append($S); $LL0.append($LI); $LI0.extend($LI); $LI0.insert($I & 3, $I); $LI0.sort(); $LI0.reverse(); $LI0.clear(); $LF0.sort(reverse=True); $LI0[:] = $LI; $LI0[1:2] = $LI;
    del $LI0[8:]; del $LI0[::2]; $DSI0[$S] = $I; $DSI0[$S0] = $DSI0.get($S0, 0) + 1; $DIF0[$I] = $F; $DSL0.setdefault($S, []).append($I); $DSI0.update($DSI); $DSI0.pop($S, None); $DSI0.setdefault($S, $I); $SI0.add($I); $SI0.discard($I);
    $SI0.update($LI); $X0.count = $I; $X0.count += $I; $X0.count -= 1; $X0.weight = $F; $X0.weight *= 0.5; $X0.weight += $F; $X0.name = $S; $X0.items = $LI; $X0.items.append($I); $X0.other = $X; $X0.other = None; $P0.x = $F; $P0.x += $F; $P0.y -= $F0;
    $X0.grow($I & 7); Box.total += 1; $X0.chained().grow(1); $X0.extra = $I; $X0.maybe = $M; LOG.append($I); LOG.append($S); LOG.append($LF); print($I, $S); $X0.name += 'n'; $X0.link = $X0.count; $X0.set($I); Box.scale = $F; $X0.scale = 1.25;
    !$LI0[$I] = $I; !$LI0[0] = $I; !$LI0[0] += $I; !$LI0[-1] *= 2; !$LF0[$I0] = $F; !$LF0[0] += $F; !$LF0[-1] /= $F; !$LL0[0][0] = $I; !$LL0[0][1] += 1; !$LL0[$I].append($I); !$DSI0[$S] += $I; !$DSI0[$S0] -= 1; !$DIF0[$I] *= $F; !$DSL0[$S].append($I);
    !del $LI0[$I]; !del $LI0[0]; !del $DSI0[$S]; !del $X0.extra; !del $X0.count; !$LI0.remove($I); !$LI0.pop(); !$LS0.pop($I); !$SI0.remove($I); !$S0[0] = $S; !$TI0[0] = 1; !$X0.count = $S; !$X0.weight = $I; !$X0.items = $TI; !$X0.name = None; !$LI0.append($F);
    !$LI0.append(None); !$LF0.append($I); !$LS0.append(None); !$DSI0[$S] = $F; !$DSI0[$I] = $I; !$X0.grow($F); !$X0.grow($S); !$X0.grow(); !failing($I); !Box.grow = Small.shrink; !globals().__setitem__('helper', pair); !$X0.__class__ = Small; !$X0.__dict__.clear(); !$X0.grow = counting"""
CHANGES = [part.strip() for part in CHANGES.replace("\n", " ").split(";")]
SAFE = [part for part in CHANGES if not part.startswith("!")]
RISKY = [part[1:] for part in CHANGES if part.startswith("!")]
ERRORS = ["ValueError", "KeyError", "IndexError", "TypeError", "AttributeError", "LookupError", "ArithmeticError", "ZeroDivisionError", "Failure", "(KeyError, IndexError)", "Exception", "Exception", "StopIteration", "OverflowError"]
SIZED = ("LI", "LF", "LS", "LL", "S", "Y", "TI")


class TypedFunction:
    """The signature of a function."""

    def __init__(self, random, name):
        self.name, self.returns = name, random.choice(KINDS)
        self.hinted, self.is_generator = random.random() < 0.85, random.random() < 0.12
        self.parameters = [(f"a{index}_{kind.lower()}", kind) for index, kind in enumerate(random.choice(KINDS) for _ in range(random.randint(2, 6)))]

    def header(self):
        names = [f"{name}: {HINTS[kind]}" if self.hinted else name for name, kind in self.parameters]
        returns = f"Iterator[{HINTS[self.returns]}]" if self.is_generator else HINTS[self.returns]
        return f"def {self.name}({', '.join(names)}){f' -> {returns}' if self.hinted else ''}:"


class TypedStatements(TypedExpressions):
    """The body of one function, as lines of text."""

    def __init__(self, random, function, callees):
        super().__init__(random)
        self.function, self.callees = function, callees
        self.variables = dict(function.parameters)
        self.fresh = 0

    def lines(self):
        body = ["global g_int, g_float"] if self.chance(25) else []
        if body:
            self.variables.update(g_int="I", g_float="F")
        body += [line for _ in range(4) for line in self.assign()]
        body += self.block(self.random.randint(3, 7), 2)
        body.append(self.leaving())
        if self.function.is_generator:
            body.insert(body[0].startswith("global"), f"yield {self.of(self.function.returns, 1)}")
        return [self.function.header()] + ["    " + line for line in body]

    def leaving(self):
        return ("yield " if self.function.is_generator else "return ") + self.of(self.function.returns)

    def new(self, kind):
        self.fresh += 1
        return f"v{self.fresh}_{kind.lower()}"

    def call(self, kind, depth):
        """A call of a function before this one, perhaps of a generator that is used up at once."""
        callees = [callee for callee in self.callees if callee.returns == kind or callee.is_generator and kind in ("I", "LI")]
        if not callees:
            return None
        callee = self.random.choice(callees)
        arguments = ", ".join(self.of(parameter, depth - 1) for _, parameter in callee.parameters)
        text = f"{callee.name}({arguments})"
        if not callee.is_generator:
            return text if callee.returns == kind else None
        if callee.returns == kind:
            return f"next({text})"
        return self.pick(f"len(list({text}))", f"sum(1 for v in {text})") if kind == "I" else f"[len(str(v)) for v in {text}]"

    def block(self, count, depth):
        known = dict(self.variables)
        lines = []
        for _ in range(count):
            lines += self.statement(depth)
        if not self.chance(20):
            self.variables = {name: kind for name, kind in known.items()}
        return lines

    def nested(self, count, depth):
        return ["    " + line for line in self.block(count, depth)]

    def statement(self, depth):
        choice = self.random.randrange(32)
        if choice < 7:
            return self.assign()
        if choice < 14:
            return self.change()
        if choice < 17:
            return self.augment()
        if choice == 17:
            return self.unpack()
        if depth <= 0:
            return self.pick(self.assign, self.change)()
        if choice < 20:
            return self.branch(depth)
        if choice < 24:
            return self.for_loop(depth)
        if choice == 24:
            return self.while_loop(depth)
        if choice < 29:
            return self.attempt(depth)
        if choice == 29:
            return self.closure()
        if choice == 30:
            return [f"with Managed({self.of('S', 1)}) as {self.new('S')}:"] + self.nested(2, depth - 1)
        if self.chance(30):
            return [f"if {self.of('B')}:", f"    {self.leaving()}"]
        return [f"if {self.of('B')} and {self.of('B')}:", f"    {self.raising()}"]

    def raising(self):
        return self.fill(self.pick("raise Failure($I)", "raise Failure($I, $S)", "raise ValueError($S)", "raise KeyError($S) from None", "raise IndexError", "raise TypeError($I, $S) from ValueError($I)"), 1)

    def target(self, kind):
        names = [name for name, known in self.variables.items() if known == kind]
        return self.random.choice(names) if names and self.chance(60) else self.new(kind)

    def assign(self):
        kind = self.random.choice(list(self.variables.values()) if self.chance(50) else KINDS)
        name, value = self.target(kind), self.of(kind, 3)
        known = name in self.variables
        self.variables[name] = kind
        if not known and self.chance(25):
            return [f"{name}: {HINTS[kind]} = {value}"] + self.bound(name, kind)
        if kind == "I" and self.chance(8):
            other = self.new("I")
            self.variables[other] = "I"
            return [f"{name} = ({other} := {value}) + {other}"]
        return [f"{name} = {value}"] + self.bound(name, kind)

    def bound(self, name, kind):
        """Keeps what grows in a loop from growing without end."""
        if not self.loops:
            return []
        if kind == "I":
            return [f"if not -2**70 < {name} < 2**70:", f"    {name} = {name} % 1000003"]
        return [f"{name} = {name}[-12:]"] if kind in SIZED else []

    def change(self):
        template = self.choose(RISKY if self.chance(self.risk) else SAFE)
        if self.loops:
            # Nothing grows without end.
            template = re.sub(r"= \$S$", "= $S[:20]", re.sub(r"\$I(?![A-Z0])", "($I % 9223372036854775783)", template))
            template = template.replace("items.append", "items[:4].append")
        lines = [self.fill(template, 2)]
        if self.loops and ("append" in template or "insert" in template or "extend" in template) and "$L" in template[:4]:
            name = lines[0].split(".")[0].split("[")[0]
            lines += [f"if len({name}) > 20:", f"    del {name}[10:]"] if name.isidentifier() else []
        return lines

    def augment(self):
        kind = self.pick("I", "I", "F", "F", "S", "LI", "LF", "LS", "SI", "TI", "DSI")
        name = self.variable(kind)
        if name is None:
            return self.assign()
        operators = {"I": "+= -= *= //= %= &= |= ^= >>=", "F": "+= -= *= /=", "S": "+=", "LI": "+=", "LF": "+=", "LS": "+=", "SI": "|= -= &= ^=", "TI": "+=", "DSI": "|="}
        operator = self.random.choice(operators[kind].split())
        value = self.of(kind, 2)
        if operator in ("//=", "%=", "/=") and not self.chance(self.risk):
            value = f"({value} or 3)"
        if operator == ">>=":
            value = f"({value} & 7)"
        return [f"{name} {operator} {value}"] + self.bound(name, kind)

    def variable(self, kind):
        names = [name for name, known in self.variables.items() if known == kind]
        return self.random.choice(names) if names else None

    def unpack(self):
        one, two = self.target("I"), self.target("F")
        self.variables.update({one: "I"})
        if self.chance(40):
            rest = self.new("LI")
            self.variables[rest] = "LI"
            return [f"{one}, *{rest} = {self.of('LI')}" + ("" if self.chance(self.risk) else " or [3, 4]")] + self.bound(one, "I")
        if self.chance(30):
            other = self.target("I")
            self.variables[other] = "I"
            return [self.pick(f"{one}, {other} = {self.of('I')}, {self.of('I')}", f"{one}, {other} = {self.of('LI')}" if self.chance(self.risk) else f"{one}, {other} = [{self.of('I')}, {self.of('I')}]")]
        self.variables[two] = "F"
        return [f"{one}, {two} = {self.of('TIF')}"] + self.bound(one, "I")

    def branch(self, depth):
        lines = [f"if {self.of(self.pick('B', 'B', 'B', 'LI', 'S', 'M', 'I', 'X'), 3)}:"] + self.nested(self.random.randint(1, 3), depth - 1)
        if self.chance(25):
            lines += [f"elif {self.of('B')}:"] + self.nested(1, depth - 1)
        if self.chance(45):
            lines += ["else:"] + self.nested(2, depth - 1)
        return lines

    def for_loop(self, depth):
        known = dict(self.variables)
        source = self.choose([source for _, source in LOOPS])
        kinds = next(kinds for kinds, known in LOOPS if known == source)
        source = self.fill(source, 1)
        names = [(self.new(kind), kind) for kind in kinds.split()]
        self.variables.update(names)
        lines = [f"for {', '.join(name for name, _ in names)} in {source}:"]
        lines += self.loop_body(depth)
        if self.chance(12) and source.isidentifier():
            # What is gone over changes meanwhile.
            shrinks, grows = f"{source}.pop()", f"{source}.append({names[0][0]})"
            kind = known.get(source)
            if kind in ("LI", "LF", "LS", "LL"):
                lines += [f"    if len({source}) < 9:", f"        {self.pick(grows, grows, shrinks, f'{source}.clear()', f'del {source}[0]')}"] if "append" in grows else []
                lines += [f"    else:", "        break"]
            elif kind in ("DSI", "DIF", "DSL"):
                lines += [f"    if len({source}) < 9:", f"        {self.pick(f'{source}.clear()', f'{source}.popitem()', f'{source}[{names[0][0]} * 2] = {names[0][0]}')}", "    else:", "        break"]
        if not self.chance(25):
            self.variables = known
        if self.chance(20):
            lines += ["else:"] + self.nested(1, depth - 1)
        return lines

    def while_loop(self, depth):
        self.fresh += 1
        fuel = f"fuel{self.fresh}"
        return [f"{fuel} = {self.random.randint(1, 6)}", f"while {fuel} > 0 and {self.of(self.pick('B', 'LI', 'S', 'I'), 2)}:", f"    {fuel} -= 1"] + self.loop_body(depth)

    def loop_body(self, depth):
        self.loops += 1
        lines = self.nested(self.random.randint(1, 4), depth - 1)
        if self.chance(30):
            lines += [f"    if {self.of('B', 1)}:", f"        {self.pick('break', 'continue')}"] + self.nested(1, depth - 1)
        if self.function.is_generator and self.chance(30):
            lines.append(f"    yield {self.of(self.function.returns, 1)}")
        self.loops -= 1
        return lines

    def attempt(self, depth):
        risk, self.risk = self.risk, self.pick(10, 45)
        lines = ["try:"] + self.nested(self.random.randint(1, 3), depth - 1)
        self.risk = risk
        if self.chance(12):
            lines.append(f"    {self.raising()}")
        if self.loops and self.chance(10):
            lines.append(f"    {self.pick('break', 'continue')}")
        handled = self.chance(88)
        if handled:
            for error in self.random.sample(ERRORS, self.random.randint(1, 3)):
                named = self.chance(50)
                lines += [f"except {error}{' as error' if named else ''}:"]
                lines += [f"    LOG.append({self.pick('(type(error).__name__, str(error))', 'error.args', 'type(error.__context__).__name__')})"] if named else []
                lines += self.nested(self.random.randint(1, 2), depth - 1)
                if self.chance(25):
                    lines.append("    " + (self.pick("raise", "raise Failure(9) from error", "raise Failure(1)", "return " + self.of(self.function.returns)) if named and not self.function.is_generator else self.pick("raise", self.raising())))
                elif self.loops and self.chance(30):
                    lines.append(f"    {self.pick('break', 'continue')}")
            if self.chance(25):
                lines += ["else:"] + self.nested(1, depth - 1)
        if not handled or self.chance(25):
            lines += ["finally:"] + self.nested(1, depth - 1)
        return lines

    def closure(self):
        """A nested function that uses variables of this one, and perhaps rebinds one; called at once."""
        self.fresh += 1
        name, parameter = f"inner{self.fresh}", f"p{self.fresh}"
        kind = self.pick("I", "F", "S", "LI")
        lines = [f"def {name}({parameter}: {HINTS[kind]}){self.pick('', f' -> {HINTS[kind]}')}:"]
        rebound = [variable for variable, known in self.variables.items() if known == kind and variable not in ("g_int", "g_float")]
        if rebound and self.chance(60):
            variable = self.random.choice(rebound)
            lines += [f"    nonlocal {variable}", f"    {variable} = {parameter}"]
        known = dict(self.variables)
        self.variables[parameter] = kind
        lines.append(f"    return {self.of(kind)}")
        self.variables = known
        result = self.target(kind)
        lines.append(f"{result} = {name}({self.of(kind)})")
        self.variables[result] = kind
        return lines + self.bound(result, kind)
