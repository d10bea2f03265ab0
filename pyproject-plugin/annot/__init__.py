"""annot makes type-annotated Python modules fast: the same program, only faster.

This package finds the program `annot` and calls it: for build backends (`annot.build_meta`, `annot.setuptools_ext`,
`annot.hatch`), and when modules are imported (`annot.install`). What it builds needs nothing of it at run time.
"""

__all__ = ["build", "compile", "info", "install", "restore", "swap", "uninstall", "watch"]


def __getattr__(name):
    if name in ("install", "uninstall"):
        from annot import hook

        return getattr(hook, name)
    if name in ("compile", "info", "restore"):
        from annot import live

        return getattr(live, name)
    if name in ("swap", "watch"):
        from annot import _swap

        return getattr(_swap, name)
    if name == "__version__":
        from importlib.metadata import version

        return version("annot")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def load_ipython_extension(shell):
    """`%load_ext annot`"""
    from annot import magic

    magic.load(shell)


def build(*paths, output=None, profile=None):
    """`annot build`, for the running Python. Gives the paths of the extension modules; raises RuntimeError."""
    from annot import _binary

    arguments = ["build", *map(str, paths), *_binary.this_python()]
    if output is not None:
        arguments += ["-o", str(output)]
    if profile is not None:
        arguments += ["--profile", profile]
    code, lines, text = _binary.messages(arguments, capture=True)
    if code != 0:
        raise RuntimeError(_binary.explain(lines, text))
    return [line["path"] for line in lines if line["reason"] == "artifact"]
