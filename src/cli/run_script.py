# Runs an extension module as `__main__`, as CPython runs a script or a module. `annot run` passes it with `-c`.
def run():
    import _frozen_importlib as bootstrap
    import _frozen_importlib_external as external
    import _imp
    import os
    import sys

    def module_source(name):
        # The spec of a module for `python -m name`, with the source as its origin, or None if CPython should handle it.
        import importlib.util

        try:
            spec = importlib.util.find_spec(name)
            if spec is not None and spec.submodule_search_locations is not None:
                spec = importlib.util.find_spec(name + ".__main__")
        except (ImportError, AttributeError, TypeError, ValueError):
            return None
        if spec is None or not spec.has_location:
            return None
        origin = spec.origin
        for suffix in _imp.extension_suffixes():
            if origin.endswith(suffix):
                origin = origin[: -len(suffix)] + ".py"
                spec = importlib.util.spec_from_file_location(spec.name, origin)
                break
        return spec if origin.endswith(".py") and os.path.isfile(origin) else None

    def build(command, source, result):
        code = os.spawnv(os.P_WAIT, command[0], [*command, "--library-into", result, source])
        if code != 0:
            sys.exit(code if code > 0 else 128 - code)
        with open(result, encoding="utf-8") as file:
            library = file.read()
        os.unlink(result)
        return library

    kind, library, script, *rest = sys.argv[1:]
    main = sys.modules["__main__"]
    attributes = {name: value for name, value in main.__dict__.items() if name in STANDARD}
    if kind == "file":
        sys.argv[:] = [script, *rest]
        sys.orig_argv[1:] = sys.argv
        if not sys.flags.safe_path:
            sys.path[0] = os.path.dirname(os.path.realpath(script))
        source = os.path.abspath(script)
        attributes["__loader__"] = external.SourceFileLoader("__main__", source)
        attributes["__file__"] = source
        if sys.version_info < (3, 15):
            attributes["__cached__"] = None
    else:
        result, *command = library.split("\n")
        sys.argv[:] = ["-m", *rest]
        sys.orig_argv[1:] = ["-m", script, *rest]
        if not sys.flags.safe_path:
            sys.path[0] = os.getcwd()
        spec = module_source(script)
        if spec is None:
            import runpy

            return runpy._run_module_as_main(script)
        source = spec.origin
        sys.argv[0] = source
        library = build(command, source, result)
        attributes.update(__package__=spec.parent, __loader__=spec.loader, __spec__=spec, __file__=source)
        if sys.version_info < (3, 15):
            attributes["__cached__"] = spec.cached

    loader = external.ExtensionFileLoader("__main__", library)
    module = _imp.create_dynamic(bootstrap.ModuleSpec("__main__", loader, origin=library))
    module.__dict__.clear()
    module.__dict__.update(attributes)
    sys.modules["__main__"] = module
    try:
        _imp.exec_dynamic(module)
    except SystemExit:
        raise
    except BaseException:
        # The script is the outermost frame of what a user sees, as it is without annot.
        hook = sys.excepthook

        def without_this_frame(kind, error, traceback):
            traceback = traceback.tb_next.tb_next
            hook(kind, error.with_traceback(traceback), traceback)

        sys.excepthook = without_this_frame
        raise


STANDARD = "__name__ __doc__ __package__ __loader__ __spec__ __annotations__ __builtins__ __file__ __cached__".split()
run()
