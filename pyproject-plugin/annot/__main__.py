"""`python -m annot` is `annot`, for the running interpreter; `python -m annot site` switches the import hook on for all of it."""

import os
import subprocess
import sys

from annot import _binary


def main():
    if sys.argv[1:2] == ["site"]:
        from annot import _site

        return _site.main(sys.argv[2:])
    try:
        program = _binary.find()
    except _binary.Missing as error:
        print(f"error: {error}", file=sys.stderr)
        return 3
    arguments = [program, *sys.argv[1:]]
    if sys.prefix != sys.base_prefix:
        # The environment whose Python runs this, active or not.
        os.environ.setdefault("VIRTUAL_ENV", sys.prefix)
    if os.name == "nt":
        return subprocess.call(arguments)
    os.execv(program, arguments)


if __name__ == "__main__":
    sys.exit(main())
