# native: Machine.step, Machine.limit, Machine.run, Machine.until, Codec.decode, once
"""Methods that only raise, and are something else in classes that inherit from theirs, there or elsewhere."""


class Machine:
    size = 3

    def step(self, number):
        raise NotImplementedError(f"step {number}")

    @property
    def limit(self):
        raise NotImplementedError

    def run(self, count: int) -> list:
        found = []
        for number in range(count):
            found.append(self.step(number))
        return found

    def until(self) -> int:
        total = 0
        while total < self.limit:
            total += 1
        return total


class Codec:
    def __init__(self) -> None:
        self.buffer = b""

    def _decode(self, data, final: bool):
        raise NotImplementedError

    def decode(self, data: bytes, final: bool = False) -> str:
        text, consumed = self._decode(self.buffer + data, final)
        self.buffer = (self.buffer + data)[consumed:]
        return text


def once(machine: Machine):
    try:
        return machine.step(1)
    except NotImplementedError as error:
        return str(error)


class Doubling(Machine):
    def step(self, number):
        return number * 2

    limit = 4


class Raising(Machine):
    def step(self, number):
        if number == 2:
            raise KeyError(number)
        return [number]

    @property
    def limit(self):
        return 2.5


ELSEWHERE = {"Machine": Machine, "Codec": Codec}
exec(
    """
class Other(Machine):
    limit = 2
    def step(self, number):
        return str(number)
class Latin(Codec):
    def _decode(self, data, final):
        return data[:2].decode('latin-1'), len(data[:2])
""",
    ELSEWHERE,
)


def test_other_classes():
    other, latin = ELSEWHERE["Other"](), ELSEWHERE["Latin"]()
    return other.run(3), other.until(), once(other), latin.decode(b"abc"), latin.decode(b"\xe4"), latin.buffer


def test_patched():
    before = Machine.step
    Machine.step = lambda self, number: -number
    try:
        return Machine().run(3), once(Machine())
    finally:
        Machine.step = before


def run(kind: type, count: int):
    return kind().run(count)


def until(kind: type):
    return kind().until()


CASES = [(run, (kind, count)) for kind in (Machine, Doubling, Raising) for count in (0, 2, 4)] + [(run, (int, 1))]
CASES += [(until, (kind,)) for kind in (Machine, Doubling, Raising)] + [(once, (kind(),)) for kind in (Machine, Doubling, Raising)]
CASES += [(Codec().decode, (b"ab",))]
