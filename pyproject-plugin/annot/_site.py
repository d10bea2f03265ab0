"""`python -m annot site`: a file in this Python's site-packages that installs the import hook at every start."""

import os
import sysconfig

FILE = "annot_hook.pth"
# Python executes lines of such files that begin with `import`. Without the variable nothing of annot is imported.
LINE = "import os; os.environ.get('ANNOT_HOOK', '0') != '0' and __import__('annot.hook').hook.install_from_environment()\n"
USAGE = "usage: python -m annot site install|uninstall|status"


def main(arguments):
    path = os.path.join(sysconfig.get_path("purelib"), FILE)
    match arguments:
        case ["install"]:
            with open(path, "w", encoding="utf-8") as file:
                file.write(LINE)
            print(path)
            print("ANNOT_HOOK=1 (or patterns such as ANNOT_HOOK='pkg.*,tool') now compiles modules when they are imported")
        case ["uninstall"]:
            if os.path.exists(path):
                os.unlink(path)
        case ["status"]:
            print(path if os.path.exists(path) else "not installed")
        case _:
            print(USAGE)
            return 2
    return 0
