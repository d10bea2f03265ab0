# limit: nan-identity
"""A NaN is found in a container because it is the same object, not because it is equal."""


def after_identity(values: list) -> bool:
    x = float("nan")
    values.append(x)
    return x in values and float("nan") not in values


CASES = [(after_identity, ([],))]
