# limit: locals-of-callers
"""What looks at frames finds them right: `sys._getframe`, `inspect`, warnings, logging, traceback, `locals()`, `eval` and `exec`."""

import inspect
import io
import logging
import sys
import traceback
import warnings


def here(depth: int = 1) -> list:
    frame = sys._getframe(depth)
    return [frame.f_code.co_name, frame.f_lineno, frame.f_globals["__name__"], sorted(frame.f_locals)]


def chain() -> list:
    frame = sys._getframe(1)
    found = []
    while frame is not None and frame.f_globals is globals():
        found.append([frame.f_code.co_qualname, frame.f_lineno - frame.f_code.co_firstlineno])
        frame = frame.f_back
    return found


class Holder:
    def __init__(self, value):
        self.value = value

    def __add__(self, other):
        return here(1)

    def __radd__(self, other):
        return here(1)

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return here(1)

    def __getitem__(self, key):
        return here(1)

    def __len__(self):
        seen.append(here(1))
        return 1

    def __bool__(self):
        seen.append(here(1))
        return True

    def __iter__(self):
        return iter([here(1)])

    def __contains__(self, item):
        seen.append(here(1))
        return True

    def __enter__(self):
        return here(1)

    def __exit__(self, *args):
        seen.append(here(1))

    def __eq__(self, other):
        seen.append(here(1))
        return True

    __hash__ = None

    def __format__(self, spec):
        seen.append(here(1))
        return "formatted"

    def __setattr__(self, name, value):
        object.__setattr__(self, name, value)
        seen.append(here(1))

    def __call__(self, *args, **kw):
        return here(1)

    @property
    def prop(self):
        return here(1)


seen = []


def from_operators(n: int) -> list:
    seen.clear()
    h = Holder(n)
    found = [
        h + 1,
        1 + h,
        h.missing,
        h[0],
        h(1),
        h.prop,
        [x for x in h],
    ]
    n += 1
    if h:
        found.append(len(h))
    with h as entered:
        found.append(entered)
    found.append([1 in h, h == 3])
    for item in h:
        found.append(item)
    found.append(f"{h:x}")
    (a,) = h
    found.append(a)
    h.stored = n
    return found + list(seen)


def lines(n: int) -> list:
    first = here()
    second = [
        here(),
        here(),
    ]
    return [first, second, here() if n
            else None]


def in_loop(n: int) -> list:
    found = []
    for i in range(n):
        found.append(here())
        x = i
    return found


def deep(n: int) -> list:
    if n == 0:
        return chain()
    return deep(n - 1)


def through_method(n: int) -> list:
    class Local:
        def go(self, k: int) -> list:
            y = k
            return chain()

    return Local().go(n)


def through_closure(n: int) -> list:
    def inner(k):
        return [chain(), n]

    return inner(n)


def through_builtin(n: int) -> list:
    return [list(map(lambda k: chain(), [n])), sorted([n, n - 1], key=lambda k: (chain()[0][0], k))]


def through_comprehension(n: int) -> list:
    return [chain()[-1] for _ in range(n)]


def stack_names(n: int) -> list:
    x = n * 2
    return [[entry.function, entry.lineno - entry.frame.f_code.co_firstlineno, entry.code_context[0].strip()] for entry in inspect.stack() if entry.frame.f_globals is globals()]


def calls_stack(n: int) -> list:
    y = n + 1
    return stack_names(y)


def current_frame(n: int) -> list:
    frame = inspect.currentframe()
    info = inspect.getframeinfo(frame)
    values = inspect.getargvalues(frame)
    return [info.function, info.lineno - frame.f_code.co_firstlineno, values.args, values.locals["n"], frame is sys._getframe()]


def warns(level: int) -> None:
    warnings.warn("look out", UserWarning, stacklevel=level)


def warned(level: int) -> list:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        warns(level)
        here()
    return [[str(w.message), w.lineno] for w in caught if w.filename == __file__ or w.lineno]


def warn_explicitly(n: int) -> int:
    for i in range(n):
        warnings.warn(f"round {i}", DeprecationWarning)
    return n


def logs(n: int) -> list:
    stream = io.StringIO()
    logger = logging.getLogger("caller_frames.test")
    logger.propagate = False
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logging.Formatter("%(funcName)s %(lineno)d %(message)s"))
    logger.addHandler(handler)
    logger.setLevel("DEBUG")
    try:
        logger.info("n is %d", n)
        logs_deeper(logger, n + 1)
        try:
            1 // (n - n)
        except ZeroDivisionError:
            logger.exception("failed")
    finally:
        logger.removeHandler(handler)
    return [line for line in stream.getvalue().splitlines() if "File" not in line]


def logs_deeper(logger, n: int) -> None:
    logger.warning("deeper %s", n)
    logger.error("caller %s", n, stacklevel=2)
    logger.debug("with stack", stack_info=False)


def extracted(n: int) -> list:
    summary = traceback.extract_stack()
    return [[entry.name, entry.line] for entry in summary if entry.filename.endswith("caller_frames.py")] or len(summary) > 0


def calls_extracted(n: int) -> list:
    return extracted(n)


def handler_traceback(n: int) -> list:
    try:
        return [1 // n]
    except ZeroDivisionError as error:
        tb = error.__traceback__
        return [tb.tb_lineno - tb.tb_frame.f_code.co_firstlineno, tb.tb_frame is sys._getframe(), sorted(tb.tb_frame.f_locals), traceback.format_exc().splitlines()[-1]]


def own_locals(n: int, x: float) -> list:
    y = n * 2
    before = dict(locals())
    z = x + 1
    del y
    return [before, dict(locals()), sorted(vars())]


def locals_in_loop(n: int) -> list:
    found = []
    for i in range(n):
        if i:
            k = i
        found.append(sorted(locals()))
    return found


def callers_locals() -> dict:
    return {key: value for key, value in sys._getframe(1).f_locals.items() if isinstance(value, (int, float, str))}


def gives_locals(n: int, x: float) -> list:
    i = n + 1
    y = x * i
    first = callers_locals()
    i = i * 2
    text = "later"
    return [first, callers_locals()]


def evaluates(n: int) -> list:
    k = n + 1
    return [eval("k * n"), eval("[k for _ in range(2)]", {"k": 5, "range": range}), eval("outer", {"outer": n}, {}), eval("len(dir())")]


def executes(n: int) -> list:
    space = {"n": n}
    exec("made = n + 1\ndef f(): return made", space)
    exec("k = 7\nn = n", {"n": 1}, other := {})
    return [space["f"](), other]


def eval_fails(text: str, n: int) -> object:
    k = n
    return eval(text)


def globals_inside(n: int) -> list:
    return [globals() is sys._getframe().f_globals, globals()["__name__"], "here" in globals()]


def dir_inside(n: int) -> list:
    a = b = n
    return [dir(), sorted(vars())]


def f_back_line(n: int) -> list:
    def look():
        return sys._getframe(1).f_lineno

    start = sys._getframe().f_code.co_firstlineno
    return [
        look() - start,
        look()
        - start,
        n and look() - start,
    ]


CASES = [(f, (n,)) for f in (from_operators, lines, in_loop, through_method, through_closure, through_builtin, through_comprehension, stack_names, calls_stack, current_frame, warn_explicitly, logs, calls_extracted, handler_traceback, locals_in_loop, evaluates, executes, globals_inside, dir_inside, f_back_line) for n in (0, 3)]
CASES += [(deep, (n,)) for n in (0, 1, 4)] + [(warned, (level,)) for level in (1, 2)] + [(own_locals, (n, x)) for n, x in ((1, 2.5), (2**63, "s"))][:1] + [(gives_locals, (n, x)) for n, x in ((1, 2.5), (2**62, 1.5))] + [(eval_fails, (t, 3)) for t in ("k + n", "1 / 0", "nowhere", "(", "locals()", "__import__('math').pi")]
