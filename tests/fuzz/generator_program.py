"""Random programs of generator functions and what consumes them: loops, builtins, `enumerate`, other generators, themselves."""

import random

HEAD = '''"""A random program of generators, seed {seed}."""

import gc
from typing import Any, Iterable, Iterator

LOG: list[Any] = []


class Own(Exception):
    pass


class Thing:
    def __init__(self, name: str) -> None:
        self.name = name

    def __del__(self) -> None:
        LOG.append(("end", self.name))


def said(value: Any) -> Any:
    LOG.append(value)
    if len(LOG) % {unlucky} == 0:
        raise Own(len(LOG))
    return value

'''

TAIL = '''

def started(function: Any, *arguments: Any) -> Any:
    LOG.clear()
    try:
        result = function(*arguments)
    except (Own, TypeError, ValueError, ZeroDivisionError, IndexError, UnboundLocalError, OverflowError) as error:
        names = []
        trace = error.__traceback__
        while trace is not None:
            names.append((trace.tb_frame.f_code.co_name, trace.tb_lineno))
            trace = trace.tb_next
        result = (type(error).__name__, str(error), names)
        del error, trace
    gc.collect()
    return result, list(LOG)

'''


class Gen:
    """A generator function: what it takes besides a source, and what kind of items it gives."""

    def __init__(self, name, item, source, depth):
        self.name, self.item, self.source, self.depth = name, item, source, depth


class GeneratorProgram:
    def __init__(self, seed):
        self.random = random.Random(f"generators {seed}")
        self.seed = seed
        self.generators = []
        self.lines = []

    def choice(self, *things):
        return self.random.choice(things)

    def chance(self, percent):
        return self.random.randrange(100) < percent

    def text(self):
        head = HEAD.format(seed=self.seed, unlucky=self.choice(10**6, 10**6, 9, 17, 23))
        for index in range(self.random.randint(3, 6)):
            self.generator(index)
        consumers = [self.consumer(index) for index in range(self.random.randint(4, 7))]
        lines = ["", "", "CASES = ["]
        for name in consumers:
            for _ in range(3):
                values = self.choice("[3, 1, 2]", "[1, 2, 3, 4, 5, 6]", "[]", "[7]", "[2**62, 2**62, 5]", "[1, 2.5, 3]", "[1, 'x', 2]", "[4, None]", "[0, 0, -1]", "list(range(40))")
                lines.append(f"    (started, ({name}, {self.choice(0, 1, 2, 3, 5, 30)}, {values})),")
        lines.append("]")
        return head + "\n".join(self.lines) + TAIL + "\n".join(lines) + "\n"

    def generator(self, index):
        item = self.choice("int", "int", "float", "str", "pair")
        name = f"gen{index}"
        source = self.chance(50) and bool(self.generators)
        depth = not source and self.chance(25)
        this = Gen(name, item, source, depth)
        first = "source: Iterable[Any], " if source else ""
        hint = {"int": "int", "float": "float", "str": "str", "pair": "tuple[int, str]"}[item]
        body = []
        self.names = {"n": "int", "values": "list"}
        if self.chance(35):
            body.append(f"held = Thing({name!r})")
        if self.chance(60):
            body.append(f"total: int = {self.choice(0, 1, 'n')}")
            self.names["total"] = "int"
        if self.chance(20):
            body.append(f"yield {self.item(this)}")
        if depth:
            body += ["if n > 0:", f"    {self.choice('yield from', 'for item in')} {name}({self.choice('n - 1', 'n // 2')}, values[1:])" ]
            if body[-1].lstrip().startswith("for"):
                body[-1] += ":"
                body.append("        yield item")
        body += self.loop(this)
        if self.chance(30):
            body.append(f"yield {self.item(this)}")
        if self.chance(15):
            body.append(self.choice("return", "return n", "LOG.append('over')"))
        if self.chance(25):
            body = ["try:", *("    " + line for line in body), "finally:", f"    LOG.append(('finally', {name!r}))"]
        self.lines += ["", f"def {name}({first}n: int, values: list[int]) -> Iterator[{hint}]:", *("    " + line for line in body), ""]
        self.generators.append(this)

    def loop(self, this):
        kind = self.choice("range", "values", "while") if not this.source else self.choice("source", "source", "enumerate")
        if kind == "range":
            head, var = f"for i in range({self.choice('n', 'n + 2', '1, n')}):", "i"
        elif kind == "values":
            head, var = "for i in values:", "i"
        elif kind == "source":
            head, var = "for i in source:", "i"
        elif kind == "enumerate":
            head, var = "for k, i in enumerate(source):", "i"
        else:
            head, var = None, "i"
        names = dict(self.names)
        self.names[var] = "any" if this.source else "int"
        inner = []
        for _ in range(self.random.randint(1, 3)):
            inner.append(self.statement(this))
        flat = [line for lines in inner for line in lines]
        if not any("yield" in line for line in flat):
            flat.append(f"yield {self.item(this)}")
        self.names = names
        if head is None:
            return ["i = 0", "while i < n:", *("    " + line for line in flat if not line.strip() == "continue"), "    i += 1"]
        return [head, *("    " + line for line in flat)]

    def statement(self, this):
        form = self.random.randrange(10)
        if form == 7:
            return [f"got = yield {self.item(this)}", "LOG.append(got)"]
        if form == 0 and "total" in self.names:
            return [f"total {self.choice('+', '-', '*', '^')}= {self.choice('1', 'n', 'i' if self.names.get('i') == 'int' else '2')}"]
        if form == 1:
            return [f"if {self.condition()}:", f"    {self.choice('break', 'return', 'LOG.append(1)', 'said(2)')}"]
        if form == 2:
            return [f"if {self.condition()}:", f"    yield {self.item(this)}"]
        if form == 3:
            return [f"said({self.choice('3', repr(this.name), 'n')})"]
        if form == 4:
            return [f"thing = Thing({self.choice(repr('t'), 'str(n)')})"]
        if form == 5:
            return [f"values.append({self.choice('n', '1', '7')}) if len(values) < 9 else None"]
        if form == 6 and self.generators and not this.source:
            other = self.random.choice(self.generators)
            if not other.source:
                return [f"for other in {other.name}({self.choice('1', '2')}, values[:2]):", "    LOG.append(other)", f"    yield {self.item(this)}"]
        return [f"yield {self.item(this)}"]

    def condition(self):
        if "i" in self.names and self.names["i"] == "int":
            return self.choice("i % 2 == 0", "i == 3", "i > n", "n % 3 == 1", "i * n > 10")
        return self.choice("n % 2 == 0", "len(values) > 4", "n == 3", "len(LOG) % 5 == 4")

    def item(self, this):
        number = [name for name, kind in self.names.items() if kind == "int"]
        one, other = self.random.choice(number), self.random.choice(number)
        if this.item == "int":
            return self.choice(one, f"{one} * {other} + 1", f"{one} // 3", f"{one} - {other}", f"10 // ({one} - 2)", f"{one} << 61", f"{one} * 3 % 7")
        if this.item == "float":
            return self.choice(f"{one} / 4", f"{one} * 0.5", f"float({one})", f"{one} / ({other} - 3)", "1.5")
        if this.item == "str":
            return self.choice(f"str({one})", f"f'{{{one}}}-{{{other}}}'", f"'ab' * ({one} % 3)", repr(this.name))
        return self.choice(f"({one}, str({other}))", f"({one} % 5, {this.name!r})")

    def call(self, depth=0):
        this = self.random.choice([generator for generator in self.generators if depth < 2 or not generator.source])
        arguments = [self.choice("n", "n", "n + 1", "3", "2"), self.choice("values", "values", "values[::-1]")]
        if this.source:
            inner = self.call(depth + 1)[0] if self.chance(85) else self.choice("values", "iter(values)", "range(n)")
            arguments.insert(0, inner)
        return f"{this.name}({', '.join(arguments)})", this.item

    def consumer(self, index):
        name = f"consume{index}"
        body = ["result: list[Any] = []"]
        for _ in range(self.random.randint(1, 3)):
            body += self.consumption()
        if self.chance(25):
            body = [body[0], "try:", *("    " + line for line in body[1:]), f"except {self.choice('Own', 'ZeroDivisionError', '(TypeError, Own)')} as error:", "    result.append(str(error))"]
        self.lines += ["", f"def {name}(n: int, values: list[int]) -> Any:", *("    " + line for line in body), "    return result", ""]
        return name

    def consumption(self):
        call, item = self.call()
        form = self.random.randrange(14)
        if form == 10:
            kept = self.choice("", " if x != 3", " if n % 2 or x")
            made = self.choice("x", "(x, n)", "x * 2", "said(x)", "str(x)", "[x for _ in range(n % 3)]")
            over = self.choice("first", "first", "values", "iter(values)", "range(n)")
            use = self.choice(["result.append(list(second)[:30])"], ["for x in second:", "    result.append(x)", "    if len(result) > 20:", "        break"], ["result.append(sorted(map(str, second)))"], ["result.append(sum(1 for x in second))"])
            return [f"first = {call}", f"second = ({made} for x in {over}{kept})", *use, *self.choice([], ["result.append(next(first, None))"], ["n += 1"])]
        if form == 11:
            return [f"chain = ((y, n) for y in (x for x in {call}))", "for x, y in chain:", "    result.append(x)", "    if len(result) > 15:", "        break"]
        if form > 11:
            tries = [line for sent in ("None", self.choice("None", "n", "'sent'"), self.choice("None", "2.5")) for line in (f"    result.append(source.send({sent}))",)]
            return [f"source = {call}", "try:", *tries, "except StopIteration as stop:", "    result.append(('stop', stop.value))", *self.choice([], ["result.append(list(source)[:9])"], ["source.close()"])]
        if form < 4:
            stop = ["    if len(result) > 25:", f"        {self.choice('break', 'break', 'return result')}"]
            use = ["    result.append(x)"] if self.chance(60) else ["    result.append((x, n))", "    said(x)"]
            if item == "pair" and self.chance(50):
                return [f"for x, y in {call}:", "    result.append((y, x))", *stop]
            return [f"for x in {call}:", *use, *stop]
        if form == 4:
            return [f"source = {call}", "for x in source:", "    result.append(x)", "    if len(result) > 4:", "        break", self.choice("result.append(list(source)[:20])", "del source", "source.close()", "result.append(next(source, None))")]
        if form == 5:
            return [f"for k, x in enumerate({call}{self.choice('', ', 5', ', start=n')}):", "    result.append((k, x))", "    if k > 20:", "        break"]
        if form == 6:
            return [f"for k in range(3):", f"    for x in {call}:", "        result.append(x)", "        if len(result) > 40:", "            break"]
        consumer = self.choice("list", "tuple", "sorted", "any", "all", "max", "min", "set", "sum") if item != "str" and item != "pair" else self.choice("list", "tuple", "sorted", "set", "any")
        if consumer == "set":
            return [f"result.append(sorted(set({call}), key=str))"]
        return [f"result.append({consumer}({call}))"]


def generator_program(seed):
    """The text of the module of this seed."""
    return GeneratorProgram(seed).text()
