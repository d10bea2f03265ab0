"""Unpacking into nothing still asks how many items there are."""


def nothing(values) -> str:
    () = values
    return "empty"


def nothing_hinted(values: tuple[int, ...]) -> int:
    [] = values
    return 1


def nothing_in_loop(rows: list) -> int:
    count = 0
    for () in rows:
        count += 1
    return count


CASES = [(f, (v,)) for f in (nothing, nothing_hinted) for v in ((), [], "", (1,), [1, 2], "ab", {}, None, 5, range(0), range(3))]
CASES += [(nothing_in_loop, (rows,)) for rows in ([], [(), []], [(), (1,)], [5])]
