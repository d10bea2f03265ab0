# native: plain, with_message, in_loop
"""`assert`, with and without a message, and the message's own evaluation."""

evaluated = []


def plain(n: int) -> int:
    assert n > 0
    return n


def with_message(n: int) -> int:
    assert n > 0, "must be positive"
    return n * 2


def message_from(n: int) -> int:
    assert n > 0, note(n)
    return n


def note(n: int) -> str:
    evaluated.append(n)
    return f"n is {n}"


def in_loop(n: int) -> int:
    total = 0
    for i in range(n):
        assert i != 5
        total += i
    return total


def tuple_message(n: int) -> int:
    assert n < 5, (n, "large")
    return n


def failing_message(n: int) -> int:
    assert n, 1 // n
    return n


def test_messages_run_once():
    evaluated.clear()
    outcomes = []
    for n in (1, 0, -2):
        try:
            outcomes.append(message_from(n))
        except AssertionError as error:
            outcomes.append(error.args)
    return outcomes, evaluated


CASES = [(f, (n,)) for f in (plain, with_message, message_from, failing_message) for n in (1, 0, -1, 0.5, 2**70)]
CASES += [(in_loop, (n,)) for n in (3, 8)] + [(tuple_message, (7,)), (tuple_message, (2,)), (plain, (None,))]
