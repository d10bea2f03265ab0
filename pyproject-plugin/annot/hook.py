"""The import hook: modules are compiled when they are imported.

Built modules stay in annot's cache, found by what they are made of: the source tree is not written to, and what runs is never
older than the source. Many processes that import one module at once compile it once.
"""

import _imp
import os
import sys
import sysconfig
import warnings
from fnmatch import fnmatchcase
from importlib.abc import MetaPathFinder
from importlib.machinery import ExtensionFileLoader, ModuleSpec, PathFinder, SourceFileLoader

from annot import _binary

__all__ = ["install", "uninstall"]


def install(modules=None, *, profile=None, fallback="warn"):
    """Compiles modules from now on when they are imported.

    `modules`: patterns of dotted names; without them, the `modules` of `[tool.annot]` in the nearest pyproject.toml.
    `fallback`: what happens to a module that cannot be compiled: "warn" runs its source, "error" raises ImportError.
    `ANNOT_HOOK=0` in the environment switches this off. Gives the finder, or None.
    """
    if fallback not in ("warn", "error"):
        raise ValueError(f"fallback is 'warn' or 'error', not {fallback!r}")
    if os.environ.get("ANNOT_HOOK") == "0":
        return None
    if modules is None:
        modules = _configured(fallback)
    elif isinstance(modules, str):
        modules = [modules]
    finder = Finder(tuple(modules), profile, fallback)
    for known in sys.meta_path:
        if isinstance(known, Finder) and known.settings == finder.settings:
            return known
    sys.meta_path.insert(0, finder)
    return finder


def uninstall():
    """Modules that are imported from now on are not compiled. What was imported stays as it is."""
    sys.meta_path[:] = [finder for finder in sys.meta_path if not isinstance(finder, Finder)]


def install_from_environment():
    """What `python -m annot site` has every Python process do at its start: `ANNOT_HOOK` holds patterns, or 1."""
    asked = os.environ.get("ANNOT_HOOK", "0")
    if asked in ("", "0"):
        return
    modules = None if asked == "1" else [part.strip() for part in asked.split(",") if part.strip()]
    install(modules, fallback=os.environ.get("ANNOT_FALLBACK", "warn"))


class Finder(MetaPathFinder):
    """Finds what would be found anyway, and has it compiled if it is a source file that is wanted."""

    def __init__(self, patterns, profile, fallback):
        self.settings = (patterns, profile, fallback)
        self._patterns = patterns
        self._loader_settings = (profile, fallback)

    def find_spec(self, name, path=None, target=None):
        if not any(fnmatchcase(name, pattern) for pattern in self._patterns):
            return None
        if name.partition(".")[0] in sys.stdlib_module_names or name.partition(".")[0] == "annot":
            return None
        spec = PathFinder.find_spec(name, path, target)
        if spec is None or type(spec.loader) is not SourceFileLoader or not spec.origin:
            return None
        if _is_installed(spec.origin) and name not in self._patterns:
            return None
        spec.loader = Loader(name, spec.origin, *self._loader_settings)
        return spec


class Loader(SourceFileLoader):
    """A source file's loader that runs the extension module made of it, if there is one."""

    def __init__(self, name, path, profile, fallback):
        super().__init__(name, path)
        self._profile = profile
        self._fallback = fallback
        self.extension = None

    def create_module(self, spec):
        self.extension = self._build()
        if self.extension is None:
            return None
        loader = ExtensionFileLoader(spec.name, self.extension)
        module = _imp.create_dynamic(ModuleSpec(spec.name, loader, origin=self.extension))
        module.__file__ = self.path
        _loaded[spec.name] = (id(module), self.extension)
        return module

    def exec_module(self, module):
        name = module.__spec__.name if module.__spec__ else module.__name__
        library = self.extension
        if library is None and _loaded.get(name, (None,))[0] == id(module):
            # A reload: the module object is what its library made, and can only run that again.
            library = self._build()
        if library is not None and _loaded.get(name) == (id(module), library):
            _imp.exec_dynamic(module)
        else:
            super().exec_module(module)

    def _build(self):
        if sys.flags.optimize:
            # `python -O` wants no assertions, and what annot builds has them.
            return None
        arguments = ["build", self.path, "--in-cache", "--name", self.name, *_binary.this_python()]
        if self._profile is not None:
            arguments += ["--profile", self._profile]
        try:
            code, lines, text = _binary.messages(arguments, capture=True)
        except (OSError, _binary.Missing) as error:
            return self._fail(str(error))
        for line in lines:
            if line["reason"] == "artifact":
                return line["path"]
        if code == 1:
            # The source has an error, and CPython says so better.
            return None
        return self._fail(_binary.explain(lines, text if code else ""))

    def _fail(self, why):
        if self._fallback == "error":
            raise ImportError(f"annot could not compile {self.name}:\n{why}", name=self.name, path=self.path)
        message = f"{self.name} is not compiled, its source runs instead: {why}"
        warnings.warn_explicit(message, RuntimeWarning, self.path, 1, module=self.name)
        return None


# The modules that extension modules made, by name: their identities and libraries.
_loaded = {}


def _configured(fallback):
    try:
        code, lines, text = _binary.messages(["config", "--modules"], capture=True)
    except (OSError, _binary.Missing) as error:
        code, lines, text = 3, [], str(error)
    if code != 0:
        why = _binary.explain(lines, text)
        if fallback == "error":
            raise ImportError(why)
        warnings.warn(f"annot's import hook is off: {why}", RuntimeWarning, stacklevel=3)
    return [line["module"] for line in lines if line.get("reason") == "module"]


def _is_installed(path):
    folders = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib"), sysconfig.get_path("stdlib")}
    return any(path.startswith(os.path.join(folder, "")) for folder in folders)
