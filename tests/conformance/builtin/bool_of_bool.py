# native: of_global, counted
"""`bool` of what is a bool already."""

FLAG = True


def twice(flag: bool) -> bool:
    return bool(bool(flag))


def of_global(n: int) -> int:
    return n if bool(FLAG) else -n


def counted(n: int) -> int:
    count = 0
    for i in range(n):
        if bool(i > 2) and not bool(i == 4):
            count += 1
    return count


CASES = [(twice, (v,)) for v in (True, False, 1, 0.0, None)] + [(of_global, (3,)), (counted, (9,))]
