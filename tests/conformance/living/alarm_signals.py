# native: spins, spins_floats, nested_spin, recursive_spin
# stress: 6
"""A signal handler runs while a native loop spins, and its exception ends the loop there."""

import signal

fired = []


class Alarm(Exception):
    pass


def spins(n: int) -> int:
    total = 0
    for i in range(n):
        total = (total * 3 + i) & 0xFFFF
    return total


def spins_floats(n: int) -> float:
    x = 0.5
    while n > 0:
        x = 3.7 * x * (1 - x)
        n -= 1
    return x


def nested_spin(n: int) -> int:
    total = 0
    for i in range(n):
        for j in range(n):
            total ^= i * j
    return total


def step(n: int) -> int:
    return n * 3 % 1000


def recursive_spin(n: int) -> int:
    total = 0
    for i in range(n):
        total = step(total + i)
    return total


def empty_spin(n: int) -> int:
    for _ in range(n):
        pass
    return n


def stopped_by_alarm(function):
    """Did the handler's exception come out of the function?"""

    def handler(number, frame):
        fired.append(frame is not None)
        raise Alarm(number)

    before = signal.signal(signal.SIGALRM, handler)
    signal.setitimer(signal.ITIMER_REAL, 0.02)
    try:
        function(10**15)
    except Alarm as alarm:
        return "stopped", alarm.args
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    return "never stopped"


def goes_on_after(function, n: int):
    """A handler that returns lets the loop go on, and the answer is what it would have been."""
    seen = []
    before = signal.signal(signal.SIGALRM, lambda number, frame: seen.append(number))
    signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)
    try:
        result = function(n)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    return result


def test_stopped():
    results = [stopped_by_alarm(f) for f in (spins, spins_floats, nested_spin, recursive_spin, empty_spin)]
    return results, all(fired), fired.clear()


def test_goes_on():
    return goes_on_after(spins, 30000), goes_on_after(spins_floats, 30000), goes_on_after(nested_spin, 150)


def test_keyboard_interrupt():
    import _thread
    import threading

    timer = threading.Timer(0.02, _thread.interrupt_main)
    # Whoever started the tests in the background may have had it ignored.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        # On a busy machine the time may be up before the thread is known to have started.
        timer.start()
        spins(10**15)
    except KeyboardInterrupt:
        return "interrupted"
    finally:
        timer.join()
        signal.signal(signal.SIGINT, before)
