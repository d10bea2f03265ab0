"""Makes the scratch environment of one package: its source distribution, an environment with what it needs, and two copies of it.

    ROOT/venv        an environment with the dependencies of the package and of its tests, without the package itself
    ROOT/source      the package as it would be installed, and its metadata
    ROOT/built       the same, where the extension modules are put
    ROOT/tree-KIND   the rest of the source distribution, its tests among it, without the package, one for each copy
"""

import os
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile

NOT_MODULES = ("tests", "test", "testing_data", "__pycache__")


class Stopped(Exception):
    """A package that cannot be tested here; `fetched` says whether it could at least be had."""

    def __init__(self, message, fetched=True):
        super().__init__(message)
        self.fetched = fetched


class Place:
    """Where the parts of one package lie."""

    def __init__(self, root, name, version, python):
        self.root, self.name, self.version, self.python = root, name, version, python

    def folder(self, kind):
        return os.path.join(self.root, kind)

    def tree(self, kind):
        return os.path.join(self.root, f"tree-{kind}")

    def tests(self):
        """The usual names of what holds the tests."""
        found = [name for name in ("tests", "test", "test.py", "tests.py") if os.path.exists(os.path.join(self.tree("built"), name))]
        if found:
            return found[:1]
        inside = [
            os.path.relpath(os.path.join(folder, "tests"), self.folder("built"))
            for folder, folders, _ in os.walk(self.folder("built"))
            if "tests" in folders
        ]
        if not inside:
            raise Stopped("there are no tests in the source distribution: name a checkout with --tests PACKAGE=DIR")
        return ["@" + path for path in inside]

    def modules(self, recipe):
        """Every module of the package but its tests, and what CPython can only run from source."""
        left_out = tuple(recipe.get("leave", ()))
        found = []
        for folder, folders, files in os.walk(self.folder("built")):
            folders[:] = sorted(name for name in folders if name not in NOT_MODULES and not name.endswith((".dist-info", ".data")))
            for name in sorted(files):
                path = os.path.join(folder, name)
                # The loader of extension modules has no code for `python -m`.
                if name.endswith(".py") and name not in ("__main__.py", "conftest.py") and not os.path.relpath(path, self.folder("built")).startswith(left_out):
                    found.append(path)
        return found


def prepare(root, requirement, recipe, checkout):
    """The environment of this package, made afresh."""
    if os.path.exists(root):
        shutil.rmtree(root)
    os.makedirs(root)
    archive = fetch(root, requirement)
    python = make_venv(root)
    run([python, "-m", "pip", "install", "-q", archive, "pytest", *recipe.get("needs", [])], "installing what the tests need")
    name, version = name_and_version(archive)
    run([python, "-m", "pip", "uninstall", "-q", "-y", name], "uninstalling the package itself")
    place = Place(root, name, version, python)
    run([python, "-m", "pip", "install", "-q", "--no-deps", "--no-compile", "--target", place.folder("source"), archive], "installing the package")
    shutil.copytree(place.folder("source"), place.folder("built"))
    unpack(archive, place, checkout)
    return place


def fetch(root, requirement):
    """The source distribution; any wheel would hold the same modules, but not the tests."""
    folder = os.path.join(root, "archive")
    name = re.split(r"[=<>!~\[]", requirement)[0]
    call = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary", name, "-d", folder, requirement]
    done = subprocess.run(call, capture_output=True, text=True)
    if done.returncode:
        raise Stopped(f"cannot fetch it: {last_line(done.stderr)}", fetched=False)
    return os.path.join(folder, os.listdir(folder)[0])


def make_venv(root):
    folder = os.path.join(root, "venv")
    run([sys.executable, "-m", "venv", folder], "making an environment")
    # Not resolved: the link is what makes it an environment.
    return os.path.join(folder, "Scripts" if os.name == "nt" else "bin", "python.exe" if os.name == "nt" else "python")


def name_and_version(archive):
    stem = re.sub(r"\.(tar\.\w+|zip|tgz)$", "", os.path.basename(archive))
    name, _, version = stem.rpartition("-")
    return name, version


def unpack(archive, place, checkout):
    """The tree beside each copy, without the package: tests must find the copy that is on the path."""
    fresh = os.path.join(place.root, "unpacked")
    if checkout:
        shutil.copytree(checkout, fresh, ignore=shutil.ignore_patterns(".git"))
    else:
        with zipfile.ZipFile(archive) if archive.endswith(".zip") else tarfile.open(archive) as opened:
            opened.extractall(fresh, **({} if archive.endswith(".zip") else {"filter": "data"}))
        fresh = os.path.join(fresh, os.listdir(fresh)[0])
    for name in os.listdir(place.folder("source")):
        for parent in ("", "src", "lib"):
            take_out(os.path.join(fresh, parent, name), place, name)
    for kind in ("source", "built"):
        shutil.copytree(fresh, place.tree(kind), symlinks=True)


def take_out(path, place, name):
    """Takes the package out of the tree. Tests inside it go where it is installed, if they were not installed themselves."""
    if os.path.isfile(path) and path.endswith(".py"):
        os.remove(path)
    if not os.path.isdir(path) or name in NOT_MODULES:
        return
    for folder, folders, _ in os.walk(path):
        for tests in {"tests", "test"}.intersection(folders):
            inner = os.path.relpath(os.path.join(folder, tests), path)
            for kind in ("source", "built"):
                shutil.copytree(os.path.join(folder, tests), os.path.join(place.folder(kind), name, inner), dirs_exist_ok=True)
    shutil.rmtree(path)


def run(call, what):
    done = subprocess.run(call, capture_output=True, text=True)
    if done.returncode:
        raise Stopped(f"{what} failed: {last_line(done.stderr or done.stdout)}")


def last_line(text):
    lines = [line for line in text.strip().splitlines() if line.strip()]
    errors = [line for line in lines if line.lower().startswith("error")]
    return (errors or lines or ["no message"])[-1]
