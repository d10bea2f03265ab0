"""While a function runs, something it calls rebinds the globals, builtins, methods, classes, closures and frames it relies on."""

import builtins
import sys

RERUNNABLE = True
scale = 2
helper_calls = 0


def helper(n: int) -> int:
    return n * scale


def other_helper(n: int) -> str:
    return f"other {n}"


class Trigger:
    """Does something when it is used as an operand."""

    def __init__(self, action):
        self.action = action

    def __add__(self, other):
        self.action()
        return other

    def __bool__(self):
        self.action()
        return True

    def __index__(self):
        self.action()
        return 0

    def __eq__(self, other):
        self.action()
        return True

    def __iter__(self):
        yield 1
        self.action()
        yield 2

    __hash__ = None


def restoring(function, *args) -> object:
    saved = dict(globals())
    length = builtins.len
    try:
        return function(*args)
    finally:
        builtins.len = length
        for name in list(globals()):
            if name not in saved:
                del globals()[name]
        globals().update(saved)


def changes_global(value) -> Trigger:
    def action():
        global scale
        scale = value

    return Trigger(action)


def global_value(n: int, value) -> list:
    before = helper(n)
    changes_global(value) + 1
    middle = scale * n
    return [before, middle, helper(n)]


def global_function(n: int) -> list:
    def action():
        global helper
        helper = other_helper

    seen = []
    for i in range(n):
        seen.append(helper(i))
        if i == 1:
            Trigger(action) + 0
    return seen


def global_deleted(n: int) -> list:
    def action():
        global helper
        del helper

    first = helper(n)
    if Trigger(action):
        return [first, helper(n)]


def builtin_shadowed(values: list) -> list:
    def action():
        globals()["len"] = lambda v: "shadow"

    first = len(values)
    Trigger(action) + 0
    return [first, len(values)]


def builtin_replaced(values: list) -> list:
    original = builtins.len

    def action():
        builtins.len = lambda v: original(v) + 100

    first = len(values)
    values[Trigger(action)]
    return [first, len(values)]


def builtin_unshadowed(n: int) -> list:
    globals()["abs"] = lambda v: "mine"
    first = abs(-n)
    del globals()["abs"]
    return [first, abs(-n)]


class Shape:
    factor = 2

    def area(self, n: int) -> int:
        return n * self.factor

    def total(self, n: int, trigger) -> list:
        first = self.area(n)
        trigger + 0
        return [first, self.area(n)]


def method_replaced(n: int) -> list:
    class Local(Shape):
        def area(self, n):
            return n * 10

    def action():
        Local.area = lambda self, n: f"new {n}"

    return Local().total(n, Trigger(action))


def method_deleted(n: int) -> list:
    class Local(Shape):
        def area(self, n):
            return n * 10

    def action():
        del Local.area

    return Local().total(n, Trigger(action))


def attribute_hides_method(n: int) -> list:
    s = Shape()

    def action():
        s.area = lambda n: "instance"

    return s.total(n, Trigger(action))


def class_changed(n: int) -> list:
    class Local(Shape):
        def area(self, n):
            return -n

    s = Shape()

    def action():
        s.__class__ = Local

    return s.total(n, Trigger(action))


def class_attribute(n: int) -> list:
    class Local(Shape):
        factor = 3

    def action():
        Local.factor = "x"

    return Local().total(n, Trigger(action))


def property_appears(n: int) -> list:
    class Local(Shape):
        pass

    s = Local()
    s.value = n

    def action():
        Local.value = property(lambda self: "property")

    first = s.value
    Trigger(action) + 0
    return [first, s.value]


def getattr_appears(n: int) -> list:
    class Local(Shape):
        pass

    s = Local()
    s.value = n

    def action():
        Local.__getattribute__ = lambda self, name: f"all {name}"

    first = s.value
    Trigger(action) + 0
    return [first, s.value]


def operator_appears(n: int) -> list:
    class Local:
        def __add__(self, other):
            return "add"

    s = Local()

    def action():
        Local.__add__ = lambda self, other: "new add"

    first = s + n
    Trigger(action) + 0
    return [first, s + n]


def closure_changed(n: int) -> list:
    value = n

    def action():
        nonlocal value
        value = [value]

    first = value + 1
    Trigger(action) + 0
    return [first, value]


def closure_in_loop(n: int) -> list:
    total = 0

    def bump():
        nonlocal total
        total += 100

    for i in range(n):
        total += i
        if i % 2:
            Trigger(bump) + 0
    return [total]


def cell_deleted(n: int) -> list:
    value = n

    def action():
        nonlocal value
        del value

    first = value
    Trigger(action) + 0
    return [first, value]


def locals_of_caller(n: int) -> list:
    """Assigning to f_locals of a running function: what that does is CPython's to say, version by version."""
    value = n
    sys._getframe().f_locals["value"] = value
    return [value]


def code_replaced(n: int) -> list:
    def work(k):
        return k + 1

    def replacement(k):
        return k * 1000

    seen = []
    for i in range(n):
        seen.append(work(i))
        if i == 1:
            work.__code__ = replacement.__code__
    return seen


def defaults_replaced(n: int) -> list:
    def work(k=5, *, j=6):
        return k + j

    first = work()
    work.__defaults__ = (n,)
    work.__kwdefaults__ = {"j": n}
    second = work()
    work.__defaults__ = None
    try:
        return [first, second, work()]
    except TypeError as error:
        return [first, second, str(error)]


def calls_itself_through_operator(n: int) -> list:
    log = []

    def step(k):
        if k:
            log.append(k)
            Trigger(lambda: step(k - 1)) + 0
            log.append(-k)

    step(n)
    return log


def argument_evaluation(n: int) -> list:
    """The function is looked up before its arguments are evaluated."""

    def action():
        global helper
        helper = other_helper

    return [helper(Trigger(action) + n), helper(n)]


def method_before_arguments(n: int) -> list:
    class Local:
        def go(self, k):
            return ("old", k)

    s = Local()

    def action():
        Local.go = lambda self, k: ("new", k)

    return [s.go(Trigger(action) + n), s.go(n)]


def target_after_value(n: int) -> list:
    values = [0, 0]
    other = [1, 1]

    def action():
        nonlocal values
        values = other

    values[0] = Trigger(action) + n
    return [values, other]


def loop_over_changing(n: int) -> list:
    seen = []

    def action():
        seen.append("middle")

    for v in Trigger(action):
        seen.append(v + n)
    return seen


GLOBALS = (global_function, global_deleted, builtin_unshadowed, argument_evaluation)
CASES = [(restoring, ("global_value", 3, v)) for v in (5, 2.5, "s", None, 2**70)]


def run_restoring(index: int, arg) -> object:
    return restoring((*GLOBALS, builtin_shadowed, builtin_replaced)[index], arg)


def run_value(n: int, value) -> object:
    return restoring(global_value, n, value)


CASES = [(run_value, (3, v)) for v in (5, 2.5, "s", None, 2**70)] + [(run_restoring, (i, 4)) for i in range(4)] + [(run_restoring, (i, [1, 2])) for i in (4, 5)]
CASES += [(f, (n,)) for f in (method_replaced, method_deleted, attribute_hides_method, class_changed, class_attribute, property_appears, getattr_appears, operator_appears, closure_changed, closure_in_loop, cell_deleted, code_replaced, defaults_replaced, calls_itself_through_operator, method_before_arguments, target_after_value, loop_over_changing, locals_of_caller) for n in (3,)]
