"""Enum-based state machines: a traffic light and a comment stripper."""
# N=1900000

from enum import Enum, auto


class Light(Enum):
    RED = auto()
    GREEN = auto()
    YELLOW = auto()
    FLASHING = auto()


CODE, SLASH, LINE, BLOCK, STAR, STRING = range(6)

DURATION = {Light.RED: 20, Light.GREEN: 15, Light.YELLOW: 3, Light.FLASHING: 5}


class Crossing:
    def __init__(self) -> None:
        self.state: Light = Light.RED
        self.elapsed: int = 0
        self.visits: dict[Light, int] = {light: 0 for light in Light}

    def tick(self, fault: bool) -> None:
        self.elapsed += 1
        if fault and self.state is not Light.FLASHING:
            self.enter(Light.FLASHING)
        elif self.elapsed >= DURATION[self.state]:
            if self.state == Light.RED:
                self.enter(Light.GREEN)
            elif self.state == Light.GREEN:
                self.enter(Light.YELLOW)
            else:
                self.enter(Light.RED)

    def enter(self, state: Light) -> None:
        self.state = state
        self.elapsed = 0
        self.visits[state] += 1


def strip_comments(source: str) -> str:
    state: int = CODE
    out: list[str] = []
    for ch in source:
        if state == CODE:
            if ch == "/":
                state = SLASH
            else:
                out.append(ch)
                if ch == '"':
                    state = STRING
        elif state == SLASH:
            if ch == "/":
                state = LINE
            elif ch == "*":
                state = BLOCK
            else:
                out.append("/" + ch)
                state = CODE
        elif state == LINE:
            if ch == "\n":
                out.append(ch)
                state = CODE
        elif state == BLOCK:
            if ch == "*":
                state = STAR
        elif state == STAR:
            state = CODE if ch == "/" else STAR if ch == "*" else BLOCK
        elif state == STRING:
            out.append(ch)
            if ch == '"':
                state = CODE
    return "".join(out)


def bench(n: int) -> tuple[list[tuple[str, int]], int, str]:
    crossing = Crossing()
    for i in range(n):
        crossing.tick(i % 1009 == 1008)
    source: str = 'int a = 4 / 2; // half\nputs("/* no */"); /* gone ** */ b++;\n' * (n // 40)
    clean: str = strip_comments(source)
    return [(k.name, v) for k, v in crossing.visits.items()], len(clean), clean[-30:]
