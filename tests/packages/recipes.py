"""What is particular to a package: what its tests need, where they are, and which of them must differ, with the reason.

    needs        requirements of its tests, beside pytest
    tests        files and folders of tests: of the tree, or of the installed package if they begin with `@`
    options      more for the command line of pytest
    leave        modules (paths, from their start) that are not built
    environment  variables for the tests
    differs      (part of a test's name, part of its message, reason)

A package without a recipe is tested by the default: pytest on its `tests`, nothing else.
"""

TIMEOUT = 1800

RECIPES = {
    "tomli": {},
    "packaging": {"needs": ["pretend", "hypothesis", "tomli_w"], "options": ["-p", "no:hypothesispytest"]},
    "attrs": {"needs": ["hypothesis", "cloudpickle"]},
    "more-itertools": {},
    "sortedcontainers": {},
    "h11": {"tests": ["@h11/tests"]},
    "hpack": {"needs": ["hypothesis"]},
    "markdown-it-py": {"needs": ["linkify-it-py", "mdit-py-plugins", "pytest-regressions"]},
    "pyparsing": {"needs": ["railroad-diagrams", "jinja2", "matplotlib"]},
    "jinja2": {"needs": ["trio"]},
    "networkx": {"tests": ["@networkx/classes", "@networkx/algorithms/shortest_paths", "@networkx/generators"]},
    "sqlglot": {
        "needs": ["duckdb", "pandas", "python-dateutil", "pytz", "setuptools"],
        "differs": [("", "mypyc compiled", "the test is skipped if the file of the module does not end in `.py`, whoever compiled it")],
    },
    "black": {"needs": ["aiohttp", "pytest<9"]},
    "chess": {},
}

# Small ones, for the ordinary run of the test suite.
QUICK = ["h11", "hpack", "chess"]


def recipe_of(name):
    return RECIPES.get(name.partition("==")[0], {})
