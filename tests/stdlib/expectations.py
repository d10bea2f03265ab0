"""The tests that must differ because an extension module is not a source file, whatever is in it.

Each is recognised by what its failure says as well as by its name, so that no other fault hides behind it.
"""

SCRIPT = "`python -m quopri` asks the loader for a code object, and CPython's loader of extension modules has none"
SUBINTERPRETER = "sub-interpreters are refused: a known limit"
LINES = "the test reads lines of `linecache.__file__`, which is the extension module"

# For a module: a part of the test's name, what the failure of the built module says, and the reason.
EXPECTED = {
    "argparse": [
        (".test_argparse_module_encoding", "No such file or directory", "the test opens the source beside `argparse.__file__`"),
    ],
    "ast": [
        (".ModuleStateTests.test_subinterpreter", "-1 != 0", SUBINTERPRETER),
        (".ASTMainTests.", "No code object available for ast", "`python -m ast`: as for calendar"),
    ],
    "base64": [
        (".TestMain.", "No code object available for base64", "`python -m base64`: as for calendar"),
    ],
    "calendar": [
        (
            ".CommandLineTestCase.",
            "No code object available for calendar",
            "`python -m calendar` asks the loader for a code object, and CPython's loader of extension modules has none",
        ),
    ],
    "inspect": [
        (".TestMain.", "No code object available for inspect", "`python -m inspect`: as for calendar"),
    ],
    "linecache": [
        (".test_memoryerror", "[] is not true", LINES),
        (".test_getline", "TypeError not raised by getline", LINES),
    ],
    "tarfile": [
        (".CommandLineTest.", "No code object available for tarfile", "`python -m tarfile`: as for calendar"),
        (".CommandLineTest.test_bad_use", "no code object available for tarfile", "`python -m tarfile`: as for calendar"),
    ],
    "threading": [
        (".SubinterpThreadingTests.", "does not support loading in subinterpreters", SUBINTERPRETER),
        (".SubinterpThreadingTests.", "-1 != 0", SUBINTERPRETER),
        (
            ".ThreadJoinOnShutdown.",
            "but exit code",
            "the tests before leave a sub-interpreter behind, because it refuses the module; a process that forks then is ended by CPython, with the source as well",
        ),
    ],
    "types": [
        (".SubinterpreterTests.", "does not support loading in subinterpreters", SUBINTERPRETER),
    ],
    "quopri": [
        (".test_scriptencode", "AssertionError", SCRIPT),
        (".test_scriptdecode", "AssertionError", SCRIPT),
    ],
}


def reason(module, test, message):
    """Why this test of the built module had to fail with this message; nothing if it had not to."""
    for part, said, why in EXPECTED.get(module, []):
        if part in test and said in message:
            return why
    return None
