# native: Vec.__mul__, called, in_loop, in_branch, returned, handled
"""Classes get a `__del__` while instances of them are there that nobody sees: by what native calls do, and on the way to handlers."""

RERUNNABLE = False
log: list = []
waiting: list = []


class Vec:
    def __init__(self, x: str, y: str) -> None:
        self.x = x
        self.y = y

    def __mul__(self, other: "Vec") -> "Vec":
        return Vec(self.x, other.y)


def give() -> None:
    Vec.__del__ = lambda self: log.append(self.x + self.y)


def hook(k: int) -> int:
    if waiting:
        waiting[0] -= 1
        if waiting[0] == 0:
            waiting.clear()
            give()
            if k < 0:
                raise LookupError(k)
    return k + 1


def called(a: Vec) -> int:
    b = a * a
    text: str = b.y + "!"
    hook(3)
    return 3


def in_loop(a: Vec, n: int) -> int:
    total = 0
    b = a * a
    for i in range(n):
        c = b * a
        total += hook(i) + len(c.x)
        b = c * b
    return total


def in_branch(a: Vec, n: int) -> int:
    total = 0
    for i in range(n):
        b = a * a
        if hook(i) > 2:
            total += 1
        elif i == 1:
            continue
        total += 2
    return total


def returned(a: Vec) -> int:
    b = a * a
    return hook(len(b.x))


def handled(a: Vec, n: int) -> int:
    total = 0
    for i in range(n):
        b = a * a
        try:
            total += hook(-i)
        except LookupError:
            total += 100
    return total


def shown(function, *args):
    found = []
    for wait in range(4):
        a = Vec("a", "b")
        function(a, *args)
        waiting[:] = [wait] if wait else []
        log.clear()
        result = function(a, *args)
        found.append((result, list(log)))
        waiting.clear()
        if hasattr(Vec, "__del__"):
            del Vec.__del__
    return found


def test_called():
    return shown(called)


def test_in_loop():
    return shown(in_loop, 3)


def test_in_branch():
    return shown(in_branch, 4)


def test_returned():
    return shown(returned)


def test_handled():
    return shown(handled, 3)
