"""Tokenizer and recursive-descent calculator with variables and functions."""
# N=95000

import math


def tokenize(source: str) -> list[str]:
    tokens: list[str] = []
    i = 0
    while i < len(source):
        ch = source[i]
        if ch.isspace():
            i += 1
            continue
        start = i
        if ch.isdigit() or ch == ".":
            while i < len(source) and (source[i].isdigit() or source[i] == "."):
                i += 1
        elif ch.isalpha():
            while i < len(source) and source[i].isalnum():
                i += 1
        elif ch in "+-*/^()":
            i += 1
        else:
            raise SyntaxError(f"bad character {ch!r} at {i}")
        tokens.append(source[start:i])
    tokens.append("<end>")
    return tokens


class Parser:
    functions = {"sqrt": math.sqrt, "abs": abs, "sin": math.sin}

    def __init__(self, source: str, variables: dict[str, float]) -> None:
        self.tokens = tokenize(source)
        self.pos = 0
        self.variables = variables

    def accept(self, text: str) -> bool:
        if self.tokens[self.pos] == text:
            self.pos += 1
            return True
        return False

    def expr(self) -> float:
        value = self.term()
        while self.tokens[self.pos] in ("+", "-"):
            if self.accept("+"):
                value += self.term()
            elif self.accept("-"):
                value -= self.term()
        return value

    def term(self) -> float:
        value = self.factor()
        while self.tokens[self.pos] in ("*", "/"):
            if self.accept("*"):
                value *= self.factor()
            elif self.accept("/"):
                value /= self.factor()
        return value

    def factor(self) -> float:
        if self.accept("-"):
            return -self.factor()
        base = self.atom()
        return base ** self.factor() if self.accept("^") else base

    def atom(self) -> float:
        token = self.tokens[self.pos]
        self.pos += 1
        if token == "(":
            value = self.expr()
            if not self.accept(")"):
                raise SyntaxError("expected )")
            return value
        if token in self.functions:
            return self.functions[token](self.atom())
        return self.variables[token] if token in self.variables else float(token)


def bench(n: int) -> tuple[float, int]:
    sources = ["3 + x * (2 - y) ^ 2 / 4", "-sqrt(x * x + 16.5) + abs(y - 12)", "(1 + 2", "2 ^ 3 ^ 0.5 - sin(x)/3"]
    total, errors = 0.0, 0
    for i in range(n):
        try:
            total += Parser(sources[i % 4], {"x": float(i % 50), "y": i / 3}).expr()
        except SyntaxError:
            errors += 1
    return round(total, 4), errors
