"""Says where two accounts differ, each difference on one line with the path to it."""

MOST = 12


def differences(left, right, path=""):
    """All differences between two JSON values, as `path: left != right`."""
    if type(left) is not type(right):
        return [f"{path}: {shown(left)} != {shown(right)}"]
    if isinstance(left, dict):
        found = []
        for key in [*left, *(key for key in right if key not in left)]:
            inner = f"{path}.{key}" if path else str(key)
            if key not in right:
                found.append(f"{inner}: {shown(left[key])} != (absent)")
            elif key not in left:
                found.append(f"{inner}: (absent) != {shown(right[key])}")
            else:
                found += differences(left[key], right[key], inner)
        return found
    if isinstance(left, list):
        if len(left) != len(right) or atomic(left):
            return [] if left == right else [f"{path}: {shown(left)} != {shown(right)}"]
        found = []
        for index, (one, other) in enumerate(zip(left, right)):
            found += differences(one, other, f"{path}[{index}]")
        return found
    return [] if left == right else [f"{path}: {shown(left)} != {shown(right)}"]


def atomic(value):
    """An encoded scalar such as ["int", "5"] reads best as one."""
    return len(value) <= 3 and all(isinstance(item, str) for item in value)


def shown(value):
    text = repr(value)
    return text if len(text) <= 300 else text[:297] + "..."


def first(found):
    """The first differences, and how many more there are."""
    return found if len(found) <= MOST else found[:MOST] + [f"... and {len(found) - MOST} more"]


def compare_accounts(interpreted, built):
    """Differences between two files of accounts (see `harness.py observe`), in the order of the tests."""
    problems = []
    for key, expected in interpreted.items():
        if key not in built:
            problems.append(f"{key}: no account: the process ended before it")
            continue
        actual = built[key]
        found = (leak_differences if key.startswith("leaks ") else differences)(expected, actual)
        problems += [f"{key}: {line}" for line in first(found)]
    problems += [f"{key}: only the built module has it" for key in built if key not in interpreted]
    return problems


def leak_differences(expected, actual):
    """A built module may hold on to less than CPython, never to more; where CPython itself loses memory, how much varies."""
    return [
        f"{actual[name]} {name} per run (interpreted: {expected.get(name, 0)})"
        for name in actual
        if actual[name] > 2 * max(expected.get(name, 0), 0)
    ]
