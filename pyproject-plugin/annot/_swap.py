"""Changed sources in a running process: the functions that exist get the code that the source has now, and engines under it.

No function object is replaced, so every reference that was ever taken to one sees the change. Only the bodies of functions
change: what runs when a module is imported (defaults, decorators, assignments, new functions) is not run again.
"""

import os
import threading
import types
import warnings

from annot import live

__all__ = ["swap", "watch"]


def swap(module, /, *, fallback="warn"):
    """Gives the functions of a module the code that its source has now. Gives back those whose bodies have changed.

    A source that CPython cannot compile raises SyntaxError, and everything stays as it is.
    """
    path = source_of(module)
    with open(path, "rb") as file:
        text = file.read()
    new = {}
    _collect(compile(text, path, "exec", dont_inherit=True), new)
    changed = []
    functions = [function for function in live._functions(module) if function.__globals__ is vars(module)]
    for function in functions:
        old, code = function.__code__, new.get(function.__code__.co_qualname)
        if code is None or code == old or len(code.co_freevars) != len(old.co_freevars):
            continue
        if not _is_same_but_for_lines(old, code):
            changed.append(function)
        function.__code__ = code
    if functions:
        job = live.Job(functions[0], fallback, None)
        # A decorator's function is not what the source has under its name.
        job.wanted.extend(function for function in functions if function.__code__.co_qualname in new)
        job.run()
    return changed


def watch(*modules, interval=0.1, fallback="warn", then=None):
    """Swaps the functions of modules whenever their sources change. A thread looks at the files; `.stop()` of what is given ends it.

    `then`: called with the module and the functions that have changed. A source with an error changes nothing, and is warned of.
    """
    if not modules:
        raise TypeError("watch() needs a module")
    watcher = Watcher(modules, interval, fallback, then)
    watcher.start()
    return watcher


class Watcher:
    def __init__(self, modules, interval, fallback, then):
        self._settings = (interval, fallback, then)
        # What was there before anybody looks is what the functions are made of.
        self._seen = {module: self._bytes(module) for module in modules}
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="annot watch", daemon=True)

    def start(self):
        self._thread.start()

    def stop(self):
        """Ends the thread; the functions stay as they are."""
        self._stopped.set()
        if self._thread is not threading.current_thread():
            self._thread.join()

    @staticmethod
    def _bytes(module):
        # Times may go backwards, and an editor may write twice in one tick of a clock.
        try:
            with open(source_of(module), "rb") as file:
                return file.read()
        except OSError:
            return None

    def _run(self):
        interval, fallback, then = self._settings
        while not self._stopped.wait(interval):
            for module, known in self._seen.items():
                now = self._bytes(module)
                if now is None or now == known:
                    continue
                self._seen[module] = now
                try:
                    changed = swap(module, fallback=fallback)
                except Exception as error:
                    # The thread goes on: the next version of the source may be better.
                    if fallback != "ignore":
                        warnings.warn(f"annot: {module.__name__} stays as it is: {error}", RuntimeWarning, stacklevel=1)
                    continue
                if then is not None:
                    then(module, changed)


def source_of(module):
    """The file that a module's source is in, also if an extension module was loaded."""
    path = getattr(module, "__file__", None) or ""
    if path and not path.endswith(".py"):
        name = os.path.basename(path).partition(".")[0]
        path = os.path.join(os.path.dirname(path), name + ".py")
    if not os.path.isfile(path):
        raise FileNotFoundError(f"there is no source of {module.__name__}")
    return path


def _collect(code, found):
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            # Of two functions with one name the later one is what the name means.
            found[constant.co_qualname] = constant
            _collect(constant, found)


def _is_same_but_for_lines(one, other):
    def plain(code):
        constants = tuple(plain(value) if isinstance(value, types.CodeType) else (type(value), value) for value in code.co_consts)
        return code.co_code, constants, code.co_names, code.co_varnames, code.co_flags, code.co_exceptiontable

    return plain(one) == plain(other)
