# native: total, chosen, Temp.from_f, Temp.valid, Sub.valid, Temp.both
"""Static and class methods, called through classes and instances, overridden, replaced and removed midway."""


class Temp:
    scale = 2

    def __init__(self, c: float) -> None:
        self.c = c

    @classmethod
    def from_f(cls, f: float) -> "Temp":
        return cls((f - 32.0) * 5.0 / 9.0)

    @classmethod
    def counted(cls, *values):
        return cls(float(len(values)))

    @classmethod
    def named(cls):
        return cls.__name__, cls.scale

    @staticmethod
    def valid(c: float) -> bool:
        return c > -273.15

    @staticmethod
    def mean(values):
        return sum(values) / len(values)

    @staticmethod
    def spread(*values, wide=0):
        return max(values) - min(values) + wide

    def both(self, f: float) -> float:
        other = self.from_f(f)
        if self.valid(other.c):
            return other.c + self.c
        return self.c


class Sub(Temp):
    scale = 3

    def __init__(self, c: float) -> None:
        super().__init__(c + 1000.0)
        self.extra = 1

    @staticmethod
    def valid(c: float) -> bool:
        return c < 0.0


class SubSub(Sub):
    @classmethod
    def from_f(cls, f: float) -> "Temp":
        found = super().from_f(f)
        found.c += 0.5
        return found


class Meta(type):
    def __call__(cls, *args):
        made = super().__call__(*args)
        made.meta = True
        return made


class WithMeta(Temp, metaclass=Meta):
    pass


def total(n: int) -> float:
    t = 0.0
    for i in range(n):
        made = Temp.from_f(i * 10.0)
        if Temp.valid(made.c):
            t += made.c + made.scale
    return t


def averages(n: int) -> list:
    out: list = []
    for i in range(n):
        out.append((Temp.mean([i, i + 1, 2.5]), Sub.mean((i,)), Temp.spread(i, 3, 9), Temp.spread(1, wide=i)))
    return out


def chosen(classes: list, n: int) -> list:
    out: list = []
    for i in range(n):
        cls = classes[i % len(classes)]
        made = cls.from_f(50.0)
        out.append((type(made).__name__, made.c, made.valid(-3.0), made.both(212.0), cls.named(), made.named()))
    return out


def kept(n: int) -> list:
    out: list = []
    for i in range(n):
        make = Temp.from_f
        if i == 2:
            replace()
        out.append(make(32.0).c)
        out.append(Temp.valid(1.0))
    return out


def arguments(n: int) -> list:
    out: list = []
    for i in range(n):
        out.append(Temp.from_f(replacing(i)).c)
    return out


def replacing(i: int) -> float:
    if i == 1:
        replace()
    return 32.0


def failing(n: int) -> list:
    out: list = []
    for i in range(n):
        for args in ((), (1.0, 2.0), ("x",), (None,)):
            try:
                out.append(Temp.from_f(*args).c)
            except TypeError as error:
                out.append(str(error))
        try:
            out.append(Temp.mean([]))
        except ZeroDivisionError as error:
            names = []
            entry = error.__traceback__
            while entry is not None:
                names.append((entry.tb_frame.f_code.co_name, entry.tb_lineno))
                entry = entry.tb_next
            out.append(names)
    return out


ORIGINAL = dict(vars(Temp))


def replace():
    Temp.from_f = classmethod(lambda cls, f: cls(f + 7.0))
    Temp.valid = staticmethod(lambda c: "replaced")


def restore():
    Temp.from_f = ORIGINAL["from_f"]
    Temp.valid = ORIGINAL["valid"]


def test_total():
    return total(5), averages(4), Temp.counted(1, 2, 3).c, Temp.counted().c


def test_subclasses():
    return chosen([Temp, Sub, SubSub, WithMeta], 8), WithMeta.from_f(50.0).meta, Sub(1.0).both(-500.0)


def test_ints():
    return Temp.from_f(50).c, Temp.valid(3), Temp(1).both(100), total(3)


def test_kept():
    try:
        return kept(5), total(3)
    finally:
        restore()


def test_arguments():
    try:
        return arguments(4)
    finally:
        restore()


def test_replaced_by_others():
    out = []
    try:
        Temp.valid = lambda c: c > 5.0
        out.append(total(3))
        Temp.from_f = lambda f: Temp(f)
        out.append(total(3))
        Temp.from_f = Sub.from_f
        out.append(total(3))
        Temp.from_f = 3
        try:
            total(3)
        except TypeError as error:
            out.append(str(error))
        del Temp.from_f
        try:
            total(3)
        except AttributeError as error:
            out.append(str(error))
        return out
    finally:
        restore()


def test_instance_hides():
    made = Temp(3.0)
    made.valid = lambda c: False
    made.from_f = lambda f: Temp(100.0)
    return made.both(50.0), total(2)


def test_failing():
    return failing(2)


def test_restored():
    return total(4), kept(1), Temp.from_f.__self__ is Temp, Sub.from_f.__self__ is Sub
