# native 3.12+: first_two
# native 3.13+: octets, digits
# stress: 20
"""What takes items one by one may raise at the first, and needs no room for all of them: a generator expression that never comes to an end."""


def octets(n: int) -> bytes:
    return bytes(i for i in range(n))


def first_two(n: int) -> int:
    a, b = (i * 2 for i in range(n))
    return a + b


def digits(n: int) -> set[int]:
    return set(i % 10 for i in range(n))


def tried(function: object, argument: object) -> object:
    try:
        return function(argument)
    except Exception as error:
        return type(error), str(error)


def test_endless() -> object:
    return [tried(function, n) for function in (octets, first_two) for n in (2, 256, 1 << 62)]


def test_many() -> object:
    return tried(digits, 7), tried(digits, 1_100_000)
