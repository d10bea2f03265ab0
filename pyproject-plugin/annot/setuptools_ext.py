"""The setuptools plugin: modules that `[tool.annot]` names are extension modules of the distribution.

It is in effect wherever annot is installed, and does nothing in a project whose pyproject.toml has no `[tool.annot]`. Nothing
is compiled before setuptools builds extensions, so metadata and source distributions cost nothing.
"""

import os
import shutil
import sys

from setuptools import Extension
from setuptools.errors import CompileError, SetupError

from annot import _binary


class AnnotExtension(Extension):
    """A module that annot compiles. Its only source is its `.py`, which is a module of the distribution, too."""

    def __init__(self, name, source):
        super().__init__(name, [source])


def finalize(dist):
    """`setuptools.finalize_distribution_options`: adds the modules and lets `build_ext` build them."""
    folder = os.path.abspath(dist.src_root or os.curdir)
    modules = project_modules(folder)
    if not modules:
        return
    known = {extension.name for extension in dist.ext_modules or ()}
    extensions = [AnnotExtension(name, source) for name, source in modules if name not in known]
    dist.ext_modules = [*(dist.ext_modules or ()), *extensions]
    base = dist.cmdclass.get("build_ext") or dist.get_command_class("build_ext")
    dist.cmdclass["build_ext"] = with_annot(base)


def project_modules(folder):
    """Names (as setuptools has them) and sources (relative, with `/`) of the modules that the project names."""
    file = os.path.join(folder, "pyproject.toml")
    try:
        with open(file, encoding="utf-8") as stream:
            if "tool.annot" not in stream.read():
                return []
    except (OSError, UnicodeDecodeError):
        return []
    code, lines, _ = _binary.messages(["config", "--modules"], folder=folder)
    if code != 0:
        raise SetupError(_binary.explain(lines))
    modules = []
    for line in lines:
        if line["reason"] == "module":
            source = os.path.relpath(line["file"], folder).replace(os.sep, "/")
            is_package = os.path.basename(source) == "__init__.py"
            modules.append((line["module"] + (".__init__" if is_package else ""), source))
    return modules


def with_annot(base):
    """A `build_ext` that leaves every other extension to the one that was there."""

    class build_ext(base):
        def build_extensions(self):
            ours = [extension for extension in self.extensions if isinstance(extension, AnnotExtension)]
            self.annot_libraries = self._compile(ours) if ours else {}
            # A module without a library stays as it is: `fallback = "warn"`, and annot has said so.
            self.extensions = [
                extension
                for extension in self.extensions
                if not isinstance(extension, AnnotExtension) or extension.name in self.annot_libraries
            ]
            super().build_extensions()

        def build_extension(self, extension):
            if not isinstance(extension, AnnotExtension):
                return super().build_extension(extension)
            replace(self.annot_libraries[extension.name], self.get_ext_fullpath(extension.name))

        def copy_extensions_to_source(self):
            everything = self.extensions
            self.extensions = [extension for extension in everything if not isinstance(extension, AnnotExtension)]
            try:
                super().copy_extensions_to_source()
            finally:
                self.extensions = everything
            for extension in everything:
                if isinstance(extension, AnnotExtension):
                    name = self.get_ext_fullname(extension.name)
                    built = os.path.join(self.build_lib, self.get_ext_filename(name))
                    replace(built, self.get_ext_fullpath(extension.name))

        def _compile(self, extensions):
            folder = os.path.join(os.path.abspath(self.build_temp), "annot")
            arguments = ["build", "-o", folder, *_binary.this_python()]
            if isinstance(self.parallel, int) and not isinstance(self.parallel, bool):
                arguments += ["-j", str(self.parallel)]
            code, lines, _ = _binary.messages(arguments)
            if code != 0:
                print(_binary.explain(lines), file=sys.stderr)
                raise CompileError(f"annot could not compile the modules of [tool.annot] (exit code {code})")
            wanted = {os.path.abspath(extension.sources[0]): extension.name for extension in extensions}
            made = [line for line in lines if line["reason"] == "artifact"]
            names = [(wanted.get(os.path.abspath(line["file"])), line["path"]) for line in made]
            return {name: path for name, path in names if name is not None}

    build_ext.__name__ = base.__name__
    return build_ext


def replace(source, destination):
    """Copies a file in one step: a process that has the old one loaded keeps the old one."""
    os.makedirs(os.path.dirname(destination) or os.curdir, exist_ok=True)
    temporary = f"{destination}.{os.getpid()}.tmp"
    try:
        shutil.copyfile(source, temporary)
        shutil.copymode(source, temporary)
        os.replace(temporary, destination)
    finally:
        if os.path.exists(temporary):
            os.unlink(temporary)
