"""A reader of JSON: characters, slices, nested lists and dictionaries."""

from typing import Any


class Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def skip(self) -> None:
        text = self.text
        at = self.at
        while at < len(text) and text[at] in " \t\r\n":
            at += 1
        self.at = at

    def value(self) -> Any:
        self.skip()
        character = self.text[self.at]
        if character == "{":
            return self.dictionary()
        if character == "[":
            return self.array()
        if character == '"':
            return self.string()
        for word, meaning in (("true", True), ("false", False), ("null", None)):
            if self.text.startswith(word, self.at):
                self.at += len(word)
                return meaning
        return self.number()

    def dictionary(self) -> dict[str, Any]:
        result: dict[str, Any] = {}
        self.at += 1
        self.skip()
        while self.text[self.at] != "}":
            key = self.string()
            self.skip()
            self.at += 1
            result[key] = self.value()
            self.separator()
        self.at += 1
        return result

    def array(self) -> list[Any]:
        result: list[Any] = []
        self.at += 1
        self.skip()
        while self.text[self.at] != "]":
            result.append(self.value())
            self.separator()
        self.at += 1
        return result

    def separator(self) -> None:
        self.skip()
        if self.text[self.at] == ",":
            self.at += 1
            self.skip()

    def string(self) -> str:
        start = self.at + 1
        end = start
        while self.text[end] != '"':
            end += 2 if self.text[end] == "\\" else 1
        self.at = end + 1
        raw = self.text[start:end]
        return raw.replace("\\n", "\n").replace('\\"', '"') if "\\" in raw else raw

    def number(self) -> int | float:
        start = self.at
        while self.at < len(self.text) and self.text[self.at] in "+-0123456789.eE":
            self.at += 1
        raw = self.text[start : self.at]
        return float(raw) if "." in raw or "e" in raw else int(raw)


DOCUMENT = """{"name": "a list of \\"things\\"", "size": 3, "ratio": -1.5e3, "none": null,
  "items": [{"id": 1, "tags": ["red", "green"]}, {"id": 22, "tags": []}, {"id": 333, "open": true}],
  "nested": {"deep": {"deeper": [1, 2, [3, 4, [5.25, false]]]}}}"""


def weight(value: Any) -> float:
    if isinstance(value, dict):
        return sum(weight(item) for item in value.values()) + len(value)
    if isinstance(value, list):
        return sum(weight(item) for item in value) + 1
    if isinstance(value, str):
        return len(value)
    return float(value or 0)


def bench(n: int = 2500) -> float:
    total = 0.0
    for _ in range(n):
        total += weight(Reader(DOCUMENT).value())
    return total
