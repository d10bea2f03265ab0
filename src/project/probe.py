# What annot asks an interpreter once; the answer is kept. Runs on any Python, so that an old one can be refused by name.
import json
import sys

answer = {"version": list(sys.version_info[:3]), "releaselevel": sys.version_info[3]}
answer["implementation"] = getattr(getattr(sys, "implementation", None), "name", "python")
if answer["implementation"] == "cpython" and sys.version_info >= (3, 11):
    import importlib.util
    import sysconfig

    config = sysconfig.get_config_var
    answer["ext_suffix"] = config("EXT_SUFFIX")
    answer["soabi"] = config("SOABI") or ""
    answer["include"] = sysconfig.get_path("include")
    answer["is_debug"] = hasattr(sys, "gettotalrefcount")
    answer["gil_disabled"] = bool(config("Py_GIL_DISABLED"))
    answer["platform"] = sysconfig.get_platform()
    answer["prefix"] = sys.prefix
    answer["cache_tag"] = sys.implementation.cache_tag
    answer["magic"] = int.from_bytes(importlib.util.MAGIC_NUMBER, "little")
    answer["hexversion"] = sys.hexversion
sys.stdout.write(json.dumps(answer))
