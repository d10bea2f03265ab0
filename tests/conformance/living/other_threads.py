# native: spins, waits_for
# stress: 4
"""Other threads run while a native loop does; native functions run in several threads at once."""

import sys
import threading
from concurrent.futures import ThreadPoolExecutor

stop = False


def spins(n: int) -> int:
    total = 0
    for i in range(n):
        total = (total * 31 + i) & 0xFFFFFFFF
    return total


def waits_for(limit: int) -> int:
    """Spins until another thread sets the global."""
    count = 0
    while not stop:
        count += 1
        if count > limit:
            return -1
    return 1


def failing(n: int) -> int:
    return spins(n) // (n - n)


def test_global_set_by_another_thread():
    global stop
    stop = False

    def set_it():
        global stop
        stop = True

    timer = threading.Timer(0.02, set_it)
    timer.start()
    result = waits_for(10**12)
    timer.join()
    stop = False
    return result


def test_progress_of_others():
    progress = []
    done = threading.Event()

    def worker():
        while not done.is_set():
            progress.append(1)
            done.wait(0.001)

    interval = sys.getswitchinterval()
    sys.setswitchinterval(0.0005)
    thread = threading.Thread(target=worker)
    thread.start()
    before = len(progress)
    while len(progress) < before + 5:
        spins(20000)
    done.set()
    thread.join()
    sys.setswitchinterval(interval)
    return "others ran"


def test_pool():
    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(spins, [0, 10, 1000, 5000] * 3))


def test_errors_in_threads():
    outcomes = []

    def worker():
        try:
            failing(20)
        except ZeroDivisionError as error:
            outcomes.append((str(error), error.__traceback__.tb_next.tb_lineno))

    threads = [threading.Thread(target=worker) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes
