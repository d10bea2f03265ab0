# native: call_send, call_append, call_keywords, call_looked_up, call_in_try
"""Methods of objects of which nothing is known: two operands, whatever is found where."""
import collections
import io
import math
import sys
import types


def call_send(target, values):
    got = []
    for value in values:
        got.append(target.send(value))
    return got


def call_append(target, values):
    for value in values:
        target.append(value)
    return target


def call_two(target, first, second):
    total = []
    for _ in range(3):
        total.append(target.two(first, second))
    return total


def call_keywords(target, value):
    total = []
    for _ in range(3):
        total.append(target.keywords(value, extra=value))
    return total


def call_many(target, *rest):
    total = []
    for _ in range(2):
        total.append(target.many(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12))
    return total


def call_conditional(target, flag):
    total = []
    for step in range(3):
        total.append(target.two(step if flag else -step, [step for _ in range(2)] or None))
    return total


def call_looked_up(make, value):
    total = []
    for _ in range(3):
        total.append(make().found(value, order("argument")))
    return total


def call_in_try(target, value):
    total = []
    for _ in range(3):
        try:
            total.append(target.two(value, order("argument")))
        except (AttributeError, TypeError, ValueError) as error:
            total.append((type(error).__name__, str(error)))
        finally:
            total.append("finally")
    return total


def call_spoken(text, items):
    out = []
    for item in items:
        out.append(text.upper().lower().strip().replace("a", item).split(item))
        out.append(text.find(item))
        out.append(text.startswith(item))
        out.append(text.join([item, item]))
        out.append(text.center(20, "*"))
    return out


def chained(target, count):
    for _ in range(count):
        target = target.next_one().next_one()
    return target


def drain(queue, count):
    out = []
    for index in range(count):
        queue.append(index)
        queue.extend([index, index])
        out.append(queue.pop())
        out.append(queue.popleft())
        queue.rotate(1)
    queue.clear()
    return out


ORDER = []


def order(what):
    ORDER.append(what)
    return what


class Plain:
    def two(self, first, second):
        return ("plain", first, second)

    def keywords(self, value, *, extra):
        return (value, extra)

    def many(self, *values):
        return values

    def next_one(self):
        return Plain()


class Shadowing(Plain):
    def __init__(self):
        self.two = lambda first, second: ("own", first, second)


class Slotted:
    __slots__ = ("two",)


class Static:
    @staticmethod
    def two(first, second):
        return ("static", first, second)

    @classmethod
    def keywords(cls, value, extra=None):
        return (cls.__name__, value, extra)


class Getting:
    def __getattr__(self, name):
        order("getattr " + name)
        if name == "two":
            return lambda first, second: (name, first, second)
        raise AttributeError("no " + name)


class AllGetting:
    def __getattribute__(self, name):
        order("getattribute " + name)
        return lambda *args, **kwargs: (name, args, kwargs)


class Propertied:
    @property
    def two(self):
        order("property")
        return lambda first, second: ("property", first, second)


class Descriptor:
    def __get__(self, object, owner):
        order("get")
        return lambda first, second: ("descriptor", first, second)


class Described:
    two = Descriptor()


class Callable:
    def __call__(self, *args):
        return ("called", args)


class CallableInClass:
    two = Callable()
    found = Callable()


class NotCallable:
    two = 5


class BuiltinInClass:
    two = divmod
    keywords = dict
    append = list.append


class Lists(list):
    def two(self, first, second):
        self.append(first)
        self.append(second)
        return list(self)


class OwnList(list):
    def append(self, value):
        super().append((value, value))


class Raising:
    def two(self, first, second):
        raise ValueError(first, second)


class Loud:
    """Says when it ends: before the arguments are computed, if what is called does not need it."""

    def __init__(self, holder):
        self.holder = holder
        self.found = order

    def __del__(self):
        ORDER.append("end")


class LoudMethod:
    def found(self, *args):
        return args

    def __del__(self):
        ORDER.append("end of method's")


class LoudFunction:
    found = staticmethod(lambda *args: args)

    def __del__(self):
        ORDER.append("end of static's")


class OwnFunction:
    def __init__(self):
        self.found = lambda *args: args

    def __del__(self):
        ORDER.append("end of own's")


def in_order(run):
    del ORDER[:]
    try:
        return run(), list(ORDER)
    except Exception as error:
        return type(error).__name__, str(error), list(ORDER)


def generator():
    got = []
    while True:
        got.append((yield list(got)))
        if got[-1] == "raise":
            raise ValueError("raised within")
        if got[-1] == "stop":
            return got


async def awaited():
    return await Once()


class Once:
    def __await__(self):
        got = yield "waiting"
        return got


def test_send_to_generators():
    target = generator()
    next(target)
    return call_send(target, [1, 2, 3])


def test_send_that_raises():
    target = generator()
    next(target)
    try:
        return call_send(target, [1, "raise", 3])
    except ValueError as error:
        return str(error), call_again(target)


def call_again(target):
    try:
        return call_send(target, [1])
    except StopIteration as error:
        return repr(error)


def test_send_that_stops():
    target = generator()
    next(target)
    try:
        return call_send(target, [1, "stop", 3])
    except StopIteration as error:
        return error.value


def test_send_to_coroutines():
    try:
        return call_send(awaited(), [None, "answer"])
    except StopIteration as error:
        return error.value


def test_send_before_the_first_yield():
    return in_order(lambda: call_send(generator(), [1]))


def test_send_to_what_has_none():
    return in_order(lambda: call_send([], [1])), in_order(lambda: call_send(5, [1])), in_order(lambda: call_send(None, [1]))


def test_append():
    out = []
    for target in [], bytearray(), collections.deque(), collections.deque(maxlen=2), OwnList(), Lists():
        out.append(call_append(target, [1, 2, 3]))
    out.append(in_order(lambda: call_append(BuiltinInClass(), [1])))
    out.append(in_order(lambda: call_append((), [1])))
    out.append(in_order(lambda: call_append(bytearray(), [256])))
    return out


def test_two():
    out = []
    slotted = Slotted()
    slotted.two = lambda first, second: ("slot", first, second)
    namespace = types.SimpleNamespace(two=lambda first, second: ("namespace", first, second))
    module = types.ModuleType("module")
    module.two = lambda first, second: ("module", first, second)
    targets = [Plain(), Shadowing(), slotted, Slotted(), Static(), Static, Plain, Getting(), AllGetting(), Propertied(), Described()]
    targets += [CallableInClass(), NotCallable(), BuiltinInClass(), BuiltinInClass, Lists(), Raising(), namespace, module, 5, None, "two"]
    for _ in range(3):
        for target in targets:
            out.append(in_order(lambda: call_two(target, 7, 2)))
    return out


def test_in_try():
    out = []
    for target in Plain(), Raising(), NotCallable(), 5, BuiltinInClass(), Plain, Getting(), Propertied():
        out.append(in_order(lambda: call_in_try(target, 7)))
    return out


def test_conditional():
    out = []
    for target in Plain(), Shadowing(), Static(), Getting(), Propertied(), Lists():
        for flag in True, False:
            out.append(in_order(lambda: call_conditional(target, flag)))
    return out


def test_keywords():
    out = []
    for target in Plain(), Static(), Static, AllGetting(), BuiltinInClass(), Plain, 5:
        out.append(in_order(lambda: call_keywords(target, [(1, 2)])))
    return out


def test_many():
    return call_many(Plain()), in_order(lambda: call_many(Plain)), call_many(AllGetting())


def test_ends():
    out = []
    for make in LoudMethod, LoudFunction, OwnFunction, lambda: Loud(None), CallableInClass, object:
        out.append(in_order(lambda: call_looked_up(make, "value")))
    return out


def test_a_method_that_appears():
    class Changing:
        def two(self, first, second):
            Changing.two = lambda self, first, second: ("new", first, second)
            return ("old", first, second)

    class Hiding:
        def two(self, first, second):
            self.two = lambda first, second: ("hidden", first, second)
            return ("class", first, second)

    class Leaving:
        def two(self, first, second):
            del Leaving.two
            return ("last", first, second)

    class Becoming:
        def two(self, first, second):
            self.__class__ = Plain
            return ("first", first, second)

    class Filling:
        def two(self, first, second):
            self.__dict__ = {"two": lambda first, second: ("dict", first, second)}
            return ("class", first, second)

    return [in_order(lambda: call_two(kind(), 1, 2)) for kind in (Changing, Hiding, Leaving, Becoming, Filling)]


def test_argument_that_hides_the_method():
    class Hider:
        def two(self, first, second):
            return ("class", first, second)

    target = Hider()

    class Index:
        def __neg__(self):
            target.two = lambda first, second: ("too late, then not", first, second)
            return 1

    def run(step):
        return target.two(-step, 1)

    return run(Index()), run(Index())


def test_texts():
    out = [call_spoken("banana", ["a", "n", "x"]), call_spoken("ÄaÖ", ["a", "Ö"]), call_spoken("漢字a", ["字"])]
    out.append(in_order(lambda: call_spoken("banana", [5])))
    out.append(in_order(lambda: call_spoken(b"banana", [b"a"])))

    class Text(str):
        def upper(self):
            return Text("own")

        def find(self, item):
            return "own find"

    out.append(call_spoken(Text("banana"), ["a", Text("n")]))
    return out


def test_chain():
    return type(chained(Plain(), 5)).__name__, in_order(lambda: chained([], 2))


def test_queue():
    out = [drain(collections.deque([1, 2, 3]), 5), drain(collections.deque([1, 2, 3], 2), 5)]
    out.append(in_order(lambda: drain([], 2)))
    out.append(in_order(lambda: drain(collections.deque(), 1)))
    return out


def write_all(file, lines):
    for line in lines:
        file.write(line)
        file.write("\n")
    file.seek(0)
    out = []
    while True:
        line = file.readline()
        if not line:
            break
        out.append(line.rstrip())
    return out


def test_files():
    file = io.StringIO()
    written = []

    class Tee(io.StringIO):
        def write(self, text):
            written.append(text)
            return super().write(text)

    hidden = io.StringIO()
    return write_all(file, ["a", "b"]), write_all(Tee(), ["c", "d"]), write_all(hidden, []), written


def ask_module(module, value):
    out = []
    for _ in range(3):
        out.append(module.floor(value))
    return out


def test_modules():
    fake = types.ModuleType("fake")
    out = [ask_module(math, 2.5), in_order(lambda: ask_module(fake, 2.5))]
    fake.__getattr__ = lambda name: (lambda value: (name, value))
    out.append(ask_module(fake, 2.5))
    fake.floor = lambda value: ("own", value)
    out.append(ask_module(fake, 2.5))
    del fake.floor
    out.append(ask_module(fake, 2.5))

    class Kind(types.ModuleType):
        def floor(self, value):
            return ("class", value)

    out.append(ask_module(Kind("kind"), 2.5))
    out.append(ask_module(sys.modules["math"], 3.5))
    return out


def deep(target, depth):
    return target.call(depth)


class Nested:
    def call(self, depth):
        if depth == 0:
            return 0
        return 1 + deep(self, depth - 1)


class Sorting:
    def __init__(self):
        self.depth = 0

    def call(self, _):
        self.depth += 1
        [self].sort(key=self.call)
        return self.depth


def test_recursion():
    try:
        deep(Nested(), 10 ** 6)
    except RecursionError as error:
        return deep(Nested(), 50), str(error)[:32]


def test_traceback():
    class Frames:
        def two(self, first, second):
            frame = sys._getframe(1)
            return frame.f_code.co_name, frame.f_lineno

    return call_two(Frames(), 1, 2), in_order(lambda: call_two(Frames(), 1, Raising().two))


def loose(target, value):
    total = 0
    for _ in range(3):
        total += target.bit_length() + target.conjugate() + value.count(target)
    return total


def test_numbers():
    return loose(5, [5, 6]), loose(10 ** 30, (1,)), in_order(lambda: loose(1.5, [])), loose(True, [1])
