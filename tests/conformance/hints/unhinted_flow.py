# native: Scanner.skip, Scanner.word, Scanner.number, Scanner.items, scan, text_of, sort, Mean.add, Mean.mean, weighed, ping, pong
"""Code without hints: types come from callers, constants and results. What turns out otherwise is done as ever."""


class Scanner:
    def __init__(self, text):
        self.text = text
        self.pos = 0
        self.seen = []

    def skip(self):
        while self.pos < len(self.text) and self.text[self.pos] in " \n\t":
            self.pos += 1

    def word(self):
        start = self.pos
        while self.pos < len(self.text) and self.text[self.pos].isalpha():
            self.pos += 1
        return self.text[start : self.pos]

    def number(self):
        start = self.pos
        while self.pos < len(self.text) and self.text[self.pos] in "0123456789.":
            self.pos += 1
        piece = self.text[start : self.pos]
        return float(piece) if "." in piece else int(piece)

    def items(self):
        self.skip()
        while self.pos < len(self.text):
            c = self.text[self.pos]
            if c == "(":
                self.pos += 1
                inner = Scanner(self.text[self.pos :])
                self.seen.append(inner.items())
                self.pos += inner.pos
            elif c == ")":
                self.pos += 1
                return self.seen
            elif c.isalpha():
                self.seen.append(self.word())
            elif c.isdigit():
                self.seen.append(self.number())
            else:
                raise ValueError("bad character " + c + " at " + str(self.pos))
            self.skip()
        return self.seen


def text_of(n):
    parts = []
    for i in range(n):
        parts.append("word " + str(i) + " (in " + str(i * 0.5) + ")")
    return " ".join(parts)


def scan(n):
    return Scanner(text_of(n)).items()


def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


def sort(xs):
    n = len(xs)
    for i in range(n):
        for j in range(n - i - 1):
            if xs[j] > xs[j + 1]:
                xs[j], xs[j + 1] = xs[j + 1], xs[j]
    return xs


def dot(a, b):
    s = 0.0
    for i in range(len(a)):
        s += a[i] * b[i]
    return s


class Mean:
    def __init__(self, start):
        self.total = start
        self.count = 0

    def add(self, x):
        self.total += x
        self.count += 1

    def mean(self):
        return self.total / self.count


def weighed(n):
    mean = Mean(0.0)
    for i in range(n):
        mean.add(dot([i * 0.5, 2.0], [0.25, i * 1.0]))
    return mean.mean(), gcd(n * 12, 18), sort([n, 3, 1, 2])


def ping(n, text):
    return text if n <= 0 else pong(n - 1, text + "i")


def pong(n, text):
    return text if n <= 0 else ping(n - 1, text + "o")


def bounced(n):
    return ping(n, "p")


def test_as_the_module_does():
    return scan(3), weighed(4), bounced(5)


def test_other_types_from_outside():
    made = [
        gcd(12.5, 2.5),
        gcd(1 << 80, 1 << 70),
        gcd(True, False),
        sort(["b", "a", "c"]),
        sort([2.5, 1, True]),
        dot((1, 2), (3, 4)),
        dot([1], [2.5]),
        ping(3, ["x"][0]),
        ping(0, None),
    ]
    mean = Mean(0)
    mean.add(3)
    mean.add(1 << 70)
    return made, mean.mean(), type(mean.total)


def test_a_list_for_a_text():
    scanner = Scanner(list("ab 12"))
    problems = []
    for _ in range(2):
        try:
            problems.append(scanner.items())
        except (ValueError, TypeError) as problem:
            problems.append((str(problem), scanner.pos))
    return problems, scanner.seen


def test_fields_that_change_their_type():
    scanner = Scanner("ab cd")
    first = scanner.word()
    scanner.pos = 2.0
    try:
        scanner.skip()
    except TypeError as problem:
        text = str(problem)
    scanner.pos = True
    second = scanner.word()
    scanner.text = b"  xy"
    scanner.pos = 0
    try:
        scanner.skip()
    except TypeError as problem:
        return first, text, second, scanner.pos, str(problem)


def test_mixed():
    problems = []
    for make in (lambda: gcd("a", 2), lambda: sort([1, "a"]), lambda: dot([1.0], []), lambda: ping("a", "b"), lambda: scan("x")):
        try:
            problems.append(make())
        except Exception as problem:
            problems.append((type(problem).__name__, str(problem)))
    return problems


CASES = [
    (gcd, (270, 192)),
    (gcd, (0, 0)),
    (gcd, (7, -3)),
    (sort, ([],)),
    (text_of, (2,)),
    (ping, (2, "a")),
]
