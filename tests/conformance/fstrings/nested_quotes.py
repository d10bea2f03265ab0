# python: 3.12+
"""PEP 701: f-strings inside f-strings with the same quotes, comments, backslashes and lines of their own."""


def same_quotes(names: list) -> str:
    return f"{", ".join(f"<{name}>" for name in names)}"


def deep(n: int) -> str:
    return f"{f"{f"{f"{n}"}"}"}"


def backslashes(names: list) -> str:
    return f"{"\n".join(names)}|{"\t"}|{'\N{BULLET}'}"


def with_comments(a, b) -> str:
    return f"{
        a  # the first
        + b  # and the second
    }"


def dictionary(table: dict) -> str:
    return f"{table["key"]} {table["key"]!r:>{table["width"]}}"


def self_documenting(table: dict) -> str:
    return f"{table["key"] = }"


def nested_spec(x: float, table: dict) -> str:
    return f"{x:{table["width"]}.{f"{table["digits"]}"}f}"


def raising(table: dict, n: int) -> str:
    return f"{f"{n // table["divisor"]}"} {"unreached"}"


TABLE = {"key": "value", "width": 8, "digits": 2, "divisor": 0}
CASES = [(same_quotes, (["a", "b"],)), (same_quotes, ([1],)), (same_quotes, (5,)), (deep, (5,)), (backslashes, (["a", "b"],)), (backslashes, ([1],)), (with_comments, (1, 2)), (with_comments, (1, "s"))]
CASES += [(f, (t,)) for f in (dictionary, self_documenting) for t in (TABLE, {}, {"key": 1, "width": "x"})] + [(nested_spec, (2.5, TABLE)), (nested_spec, (2.5, {"width": -1, "digits": 1})), (raising, (TABLE, 5)), (raising, ({"divisor": 2}, 5))]
