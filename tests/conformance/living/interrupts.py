# native: caught, finally_runs, of_found, with_star, with_names, of_partial, Thing.in_method, sorted_by, of_bound, entering, leaving, without_error, refused
# stress: 40
"""What is asked of the thread while something not written in Python is called is done behind that call: within its `try`."""

import functools
import signal
from _thread import interrupt_main

heard = []


class Stop(Exception):
    pass


def stop(number, frame):
    heard.append((frame.f_code.co_name, frame.f_lineno))
    raise Stop(number)


def note(number, frame):
    heard.append((frame.f_code.co_name, frame.f_lineno))


def with_handler(handler, function, *args):
    heard.clear()
    before = signal.signal(signal.SIGUSR1, handler)
    try:
        return function(*args), heard[:]
    except Stop as stopped:
        return "came out", stopped.__traceback__.tb_next.tb_lineno, heard[:]
    finally:
        signal.signal(signal.SIGUSR1, before)


def caught(number):
    try:
        interrupt_main(number)
        result = "went on"
    except Stop:
        return "caught"
    return result


def finally_runs(number, log):
    try:
        log.append(interrupt_main(number))
        log.append("went on")
    finally:
        log.append("finally")
    return log


def of_found(thing, number):
    try:
        thing.interrupt(number)
        thing.count = 1
    except Stop:
        return "caught"
    return thing.count


def with_star(numbers):
    try:
        interrupt_main(*numbers)
        result = "went on"
    except Stop:
        return "caught"
    return result


def with_names(function, number):
    try:
        function(signalnum=number)
        result = "went on"
    except (Stop, TypeError) as error:
        return type(error).__name__
    return result


def of_partial(part):
    try:
        part()
        result = "went on"
    except Stop:
        return "caught"
    return result


class Thing:
    interrupt = staticmethod(interrupt_main)
    count = 0

    def in_method(self, number):
        try:
            self.interrupt(number)
            self.count = 1
        except Stop:
            return "caught"
        return self.count


in_method = Thing.in_method


def sorted_by(number):
    items = [3, 1, 2]
    seen = []
    try:
        items.sort(key=functools.partial(after, number, seen))
        result = "went on"
    except Stop:
        return "caught", items, seen
    return result, items, seen


def after(number, seen, item):
    seen.append(item)
    if len(seen) == 3:
        interrupt_main(number)
    return item


def of_bound(seen: list):
    try:
        add = seen.append
        add(interrupt_main(signal.SIGUSR1))
        add("went on")
    except Stop:
        return seen
    return "no"


class Managed:
    __enter__ = functools.partial(interrupt_main, signal.SIGUSR1)

    def __init__(self, log):
        self.log = log

    def __exit__(self, *error):
        self.log.append(error[0])
        return True


def say(log, text):
    log.append(text)


def entering(log):
    with Managed(log):
        say(log, "inside")
    say(log, "behind")
    return log


class Left:
    def __enter__(self):
        return self

    __exit__ = functools.partial(lambda *error: interrupt_main(signal.SIGUSR1))


def leaving(log):
    try:
        with Left():
            say(log, "inside")
        say(log, "behind")
    except Stop:
        log.append("caught")
    return log


def ended(number):
    return interrupt_main(number)


def without_error(number):
    values = [interrupt_main(number), 1]
    values.append(interrupt_main(number))
    return values


def test_stopped():
    number = signal.SIGUSR1
    return [
        with_handler(stop, caught, number),
        with_handler(stop, finally_runs, number, []),
        with_handler(stop, of_found, Thing(), number),
        with_handler(stop, with_star, (number,)),
        with_handler(stop, with_names, interrupt_main, number),
        with_handler(stop, of_partial, functools.partial(interrupt_main, number)),
        with_handler(stop, in_method, Thing(), number),
        with_handler(stop, sorted_by, number),
        with_handler(stop, of_bound, []),
        with_handler(stop, ended, number),
    ]


def test_managers():
    return [with_handler(stop, entering, []), with_handler(stop, leaving, [])]


def test_noted():
    number = signal.SIGUSR1
    return [
        with_handler(note, caught, number),
        with_handler(note, finally_runs, number, []),
        with_handler(note, of_found, Thing(), number),
        with_handler(note, with_star, (number,)),
        with_handler(note, in_method, Thing(), number),
        with_handler(note, sorted_by, number),
        with_handler(note, of_bound, []),
        with_handler(note, entering, []),
        with_handler(note, leaving, []),
        with_handler(note, ended, number),
        with_handler(note, without_error, number),
    ]


def test_at_the_limit():
    """At the deepest call that is allowed, what is asked of the thread needs no room of its own."""

    def down(n):
        if n == 0:
            interrupt_main(signal.SIGUSR1)
            return 0
        return 1 + down(n - 1)

    def deepest():
        n = 1
        try:
            while True:
                heard.clear()
                down(n)
                n += 1
        except RecursionError:
            return n > 50

    return with_handler(note, deepest)[0]


def refused(texts: list[str], often: int) -> str:
    last = ""
    while len(heard) < often:
        for text in texts:
            try:
                last = str(int(text))
                last = str(float(text))
            except ValueError as error:
                last = error.args[0]
    return last


def tick(number, frame):
    heard.append(number)


def test_while_texts_are_refused():
    """CPython looks for signals where it shows a text that is no number."""
    heard.clear()
    before = signal.signal(signal.SIGALRM, tick)
    signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)
    try:
        return refused(["1", "x", "1.5", "y" * 300], 50)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
