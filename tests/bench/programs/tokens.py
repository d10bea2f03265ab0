"""A tokenizer of arithmetic and a calculator of it: classes of characters, a list of tokens, recursion."""


class Token:
    __slots__ = ("kind", "text")

    def __init__(self, kind: str, text: str) -> None:
        self.kind = kind
        self.text = text


def tokens(text: str) -> list[Token]:
    found: list[Token] = []
    at = 0
    end = len(text)
    while at < end:
        character = text[at]
        if character.isspace():
            at += 1
        elif character.isdigit():
            start = at
            while at < end and text[at].isdigit():
                at += 1
            found.append(Token("number", text[start:at]))
        elif character.isalpha() or character == "_":
            start = at
            while at < end and (text[at].isalnum() or text[at] == "_"):
                at += 1
            found.append(Token("name", text[start:at]))
        else:
            found.append(Token("sign", character))
            at += 1
    return found


class Calculator:
    def __init__(self, found: list[Token], names: dict[str, int]) -> None:
        self.tokens = found
        self.names = names
        self.at = 0

    def peek(self) -> str:
        if self.at < len(self.tokens):
            return self.tokens[self.at].text
        return ""

    def total(self) -> int:
        value = self.product()
        while self.peek() == "+" or self.peek() == "-":
            sign = self.peek()
            self.at += 1
            if sign == "+":
                value += self.product()
            else:
                value -= self.product()
        return value

    def product(self) -> int:
        value = self.atom()
        while self.peek() == "*":
            self.at += 1
            value = value * self.atom() % 1_000_003
        return value

    def atom(self) -> int:
        token = self.tokens[self.at]
        self.at += 1
        if token.kind == "number":
            return int(token.text)
        if token.kind == "name":
            return self.names[token.text]
        value = self.total()
        self.at += 1
        return value


FORMULA = "(alpha + 12) * (beta_2 - 7) + 345 * (gamma + alpha * 2) - (1 + 2 + 3) * delta"


def bench(n: int = 4000) -> int:
    total = 0
    for number in range(n):
        names = {"alpha": number, "beta_2": number % 13, "gamma": 5, "delta": number % 7}
        total = (total * 31 + Calculator(tokens(FORMULA), names).total()) % 1_000_003
    return total
