# Times one statement in the namespace of one module, in a process of its own. `annot bench` passes it with `-c`.
import faulthandler
import hashlib
import importlib.machinery
import importlib.util
import json
import sys
import time

wanted = json.loads(sys.argv[1])
del sys.argv[1:]
sys.dont_write_bytecode = True
sys.path.insert(0, wanted["root"])
if hasattr(faulthandler, "dump_traceback_later"):
    faulthandler.dump_traceback_later(wanted["seconds"], exit=True)


class Library(importlib.machinery.ExtensionFileLoader):
    def exec_module(self, module):
        module.__file__ = wanted["source"]
        super().exec_module(module)


class Finder:
    # Decides which file the module is; all others are found as ever.
    @staticmethod
    def find_spec(name, path=None, target=None):
        if name != wanted["module"]:
            return None
        kind = importlib.machinery.SourceFileLoader if wanted["file"] == wanted["source"] else Library
        return importlib.util.spec_from_file_location(name, wanted["file"], loader=kind(name, wanted["file"]))


def peak_memory():
    try:
        with open("/proc/self/status") as status:
            for line in status:
                if line.startswith("VmHWM:"):
                    return int(line.split()[1]) * 1024
    except OSError:
        pass
    try:
        import resource
    except ImportError:
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def once(code, namespace):
    clock = time.perf_counter
    start = clock()
    result = eval(code, namespace)
    return clock() - start, result


def several(code, namespace, count):
    numbers = range(count)
    clock = time.perf_counter
    start = clock()
    for _ in numbers:
        eval(code, namespace)
    return (clock() - start) / count


def main():
    sys.meta_path.insert(0, Finder)
    module = importlib.import_module(wanted["module"])
    namespace = module.__dict__
    answer = {"summary": (module.__doc__ or "").strip().partition("\n")[0]}
    if wanted["default"]:
        if not callable(namespace.get("bench")):
            return dict(answer, problem="no-bench")
        if wanted["needs_default"]:
            import inspect

            empty = inspect.Parameter.empty
            variadic = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
            parameters = inspect.signature(namespace["bench"]).parameters.values()
            if any(one.default is empty and one.kind not in variadic for one in parameters):
                return dict(answer, problem="needs-n")
    try:
        code = compile(wanted["statement"], "<benchmark>", "eval")
    except SyntaxError:
        code = compile(wanted["statement"], "<benchmark>", "exec")
    first, result = once(code, namespace)
    text = repr(result)
    answer.update(digest=hashlib.sha256(text.encode("utf-8", "replace")).hexdigest(), result=text[:200])
    del result, text
    if wanted["calibrate"]:
        count = 1
        while first * count < 0.2 and count < 1 << 24:
            count *= 2
            first = several(code, namespace, count)
        return dict(answer, count=count)
    count = wanted["count"]
    # The first run warms up; where it is the whole measurement, it counts.
    times = [first] if count == 1 else []
    times += [several(code, namespace, count) for _ in range(wanted["runs"] - len(times))]
    return dict(answer, times=times, memory=peak_memory())


def tell(answer):
    with open(wanted["answer"], "w", encoding="utf-8") as file:
        json.dump(answer, file)


tell(main())
