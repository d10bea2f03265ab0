"""Which modules of the standard library are meant by a name, which test files of CPython's are theirs, and where they lie."""

import os
import sysconfig

# What `run.py` without names builds and tests.
DEFAULT = """
bisect calendar colorsys configparser csv dataclasses difflib enum fractions functools graphlib heapq html.parser ipaddress json random
shlex statistics string textwrap tokenize urllib.parse _pydecimal
argparse ast asyncio base64 cmd code codeop collections contextlib copy _pydatetime email filecmp fnmatch gettext glob http.cookies
http.cookiejar inspect _pyio linecache logging mailbox mimetypes numbers operator optparse pathlib pickle pickletools plistlib pprint
queue quopri reprlib sched selectors shutil socketserver stringprep tarfile tempfile threading timeit traceback types typing unittest
uuid weakref wsgiref xml.etree zipfile
""".split()

# Quick ones, for the ordinary run of the test suite.
QUICK = ["bisect", "colorsys", "textwrap"]

# Names that stand for some modules of a package; that of any other package stands for all of it. (`collections.abc` is another
# name of `_collections_abc`, whatever file is there.)
GROUPS = {"collections": ["collections"], "json": ["json.decoder", "json.encoder", "json.scanner"]}

# Modules of packages that cannot be imported on every system.
ELSEWHERE = {"asyncio.windows_events", "asyncio.windows_utils"}

# Tests that are not called `test_NAME`.
TESTS = {
    "_pydatetime": "test_datetime",
    "_pydecimal": "test_decimal",
    "_pyio": "test_io",
    "_strptime": "test_strptime",
    "code": "test_code_module",
    "html.parser": "test_htmlparser",
    "numbers": "test_abstract_numbers",
    "urllib.parse": "test_urlparse",
}

# Folders that are no modules of the library, or that are other people's.
NOT_MODULES = {"test", "tests", "idle_test", "site-packages", "dist-packages", "__pycache__", "turtledemo", "_bundled", "lib-dynload"}


def library():
    """The folder of the standard library of this Python."""
    return sysconfig.get_path("stdlib")


def members(name):
    """The modules that a name stands for."""
    if name in GROUPS:
        return GROUPS[name]
    folder = os.path.join(library(), *name.split("."))
    if not os.path.isdir(folder):
        return [name]
    inside = [module for module in every_module(folder) if module]
    return [name] + [f"{name}.{module}" for module in inside if f"{name}.{module}" not in ELSEWHERE]


def exists(name):
    """Does this version of the library have it?"""
    return all(source(module, library()) for module in members(name))


def tests_of(name):
    return TESTS.get(name, "test_" + name.replace(".", "_"))


def source(module, root):
    """The file of a module below a folder, or nothing if it has none (built in, or an extension)."""
    path = os.path.join(root, *module.split("."))
    for candidate in (path + ".py", os.path.join(path, "__init__.py")):
        if os.path.exists(candidate):
            return candidate
    return None


def every_module(root):
    """All pure-Python modules below a folder, by dotted name."""
    found = []
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if name not in NOT_MODULES and name.isidentifier())
        package = os.path.relpath(folder, root).replace(os.sep, ".")
        prefix = "" if package == "." else package + "."
        if prefix and "__init__.py" not in files:
            folders[:] = []
            continue
        for name in sorted(files):
            stem, extension = os.path.splitext(name)
            # A distribution may have a `sitecustomize.py` that is a link to nowhere.
            is_source = extension == ".py" and os.path.exists(os.path.join(folder, name))
            if is_source and stem.isidentifier() and stem != "__main__":
                found.append(prefix[:-1] if stem == "__init__" else prefix + stem)
    return found
