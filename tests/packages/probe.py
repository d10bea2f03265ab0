"""A plugin of pytest that writes down what became of each test, and how the modules of the package were loaded.

PROBE_OUT names the file of JSON that is written; PROBE_PACKAGE the folder that the package must come from.
"""

import json
import os
import re
import sys
import time

outcomes, messages = {}, {}
started = time.monotonic()


def pytest_runtest_logreport(report):
    """The outcome of a test is that of its worst part."""
    name = plain(report.nodeid)
    if report.failed:
        note(name, "failed" if report.when == "call" else f"error in {report.when}")
        messages.setdefault(name, plain(report.longreprtext))
    elif report.skipped:
        note(name, "failed as expected" if hasattr(report, "wasxfail") else "skipped")
        messages.setdefault(name, plain(str(report.longrepr)))
    elif report.when == "call":
        note(name, "passed unexpectedly" if hasattr(report, "wasxfail") else "passed")


def pytest_collectreport(report):
    if report.failed:
        outcomes[plain(report.nodeid)] = "not collected"
        messages[plain(report.nodeid)] = plain(report.longreprtext)


def note(name, outcome):
    before = outcomes.get(name)
    if before is None or before in ("passed", "skipped") and outcome != "passed":
        outcomes[name] = outcome


def plain(text):
    """Without addresses, and without the folder that the two copies do not share."""
    folder = os.environ["PROBE_PACKAGE"]
    parent, kind = os.path.split(folder)
    text = text.replace(folder + "/", "").replace(folder, "").replace(f"{parent}/tree-{kind}", "tree").removeprefix(kind + "/")
    return re.sub(r"\b0x[0-9a-fA-F]{6,}", "0x...", text)


def pytest_sessionfinish(session, exitstatus):
    folder = os.path.realpath(os.environ["PROBE_PACKAGE"]) + os.sep
    origins = {}
    for name, module in list(sys.modules.items()):
        path = getattr(module, "__file__", None)
        if isinstance(path, str) and os.path.realpath(path).startswith(folder):
            origins[name] = os.path.splitext(path)[1]
    account = {"outcomes": outcomes, "messages": messages, "origins": origins, "seconds": time.monotonic() - started}
    with open(os.environ["PROBE_OUT"], "w", encoding="utf-8", errors="backslashreplace") as file:
        json.dump(account, file)
