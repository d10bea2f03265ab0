"""Runs one of CPython's test files in this process, and writes what became of each test as JSON.

usage: child.py OUT WANT TEST MODULE...     (WANT: extension or source, how the modules must have been loaded)
       child.py OUT WANT - MODULE           (only imports it)
"""

import importlib
import json
import os
import re
import sys
import time
import unittest

# What the whole of a test file asks for, though it talks to this machine only.
RESOURCES = {"test_socketserver": ["network"]}


class Record(unittest.TestResult):
    """What became of each test, by its name."""

    def __init__(self):
        super().__init__()
        self.outcomes = {}
        self.of_parts = {}

    def note(self, test, outcome):
        name = name_of(test)
        # A test with failed parts has failed, whatever is said of it afterwards.
        if self.outcomes.get(name) not in ("failed", "error"):
            self.outcomes[name] = outcome

    def addSuccess(self, test):
        self.note(test, "passed")

    def addError(self, test, error):
        super().addError(test, error)
        self.note(test, "error")

    def addFailure(self, test, error):
        super().addFailure(test, error)
        self.note(test, "failed")

    def addSkip(self, test, reason):
        self.note(test, "skipped")

    def addExpectedFailure(self, test, error):
        self.note(test, "failed as expected")

    def addUnexpectedSuccess(self, test):
        self.note(test, "passed unexpectedly")

    def addSubTest(self, test, part, error):
        super().addSubTest(test, part, error)
        if error is not None:
            self.note(test, "failed")
            # Which of the parts failed is compared as well.
            self.note(part, "failed")
            self.of_parts.setdefault(name_of(test), []).append(self._exc_info_to_string(error, part))

    def messages(self):
        whole = {name: "\n".join(texts) for name, texts in self.of_parts.items()}
        return {**whole, **{name_of(test): text for test, text in self.errors + self.failures}}


def name_of(test):
    """The test's name. That of a part may show an object with its address, which no two processes share."""
    name = test.id() if hasattr(test, "id") else str(test)
    return re.sub(r"\b0x[0-9a-fA-F]+", "0x...", name)


def origin(name, want):
    """Imports the module; a complaint if it was loaded another way than was wanted."""
    module = importlib.import_module(name)
    path = module.__spec__.origin or ""
    is_extension = any(path.endswith(suffix) for suffix in importlib.machinery.EXTENSION_SUFFIXES)
    return None if is_extension == (want == "extension") else f"{name} was loaded from {path}"


def main(out, want, test, *names):
    complaints = [complaint for complaint in (origin(name, want) for name in names) if complaint]
    result = Record()
    spent = {}
    if test != "-" and not complaints:
        from test import support

        # As without -u: no network, no hours of computing, no windows.
        support.use_resources = RESOURCES.get(test, [])
        support.verbose = 0
        suite = unittest.defaultTestLoader.loadTestsFromName("test." + test)
        before = times()
        suite.run(result)
        spent = {kind: after - before[kind] for kind, after in times().items()}
    with open(out, "w", encoding="utf-8", errors="backslashreplace") as file:
        json.dump({"complaints": complaints, "outcomes": result.outcomes, "messages": result.messages(), **spent}, file)


def times():
    """What passed on the clock, and what this process and those it waited for took of the processor."""
    return {"seconds": time.monotonic(), "processor": sum(os.times()[:4])}


if __name__ == "__main__":
    sys.path.remove(os.path.dirname(os.path.abspath(__file__)))
    main(*sys.argv[1:])
