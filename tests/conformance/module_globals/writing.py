# native: bump, accumulate, alternate
"""The `global` statement: writes are seen by everyone at once, and a change of type on the way is no accident."""

counter: int = 0
total: float = 0
state: int = 1


def bump() -> int:
    global counter
    counter += 1
    return counter


def accumulate(n: int) -> float:
    global total
    for i in range(n):
        total = total + i * 0.5
    return total


def alternate(n: int) -> int:
    global state
    for i in range(n):
        state = state * 3 + 1
        if state > 2**66:
            state = state % 1000
    return state


def type_changes(n: int):
    global state
    for i in range(n):
        if i == 3:
            state = state / 2
        elif i == 5:
            state = "s"
        elif i == 6:
            state = None
        else:
            state = state + 1 if state is not None else 0
    return state


def observed(n: int) -> list:
    global counter
    seen = []
    for i in range(n):
        counter = i * 10
        seen.append(peek())
    return seen


def peek() -> int:
    return counter


def creates(n: int) -> int:
    global made
    made = n + 1
    return made


def creates_conditionally(n: int) -> int:
    global sometimes
    if n > 0:
        sometimes = n
    return sometimes


def deletes(n: int) -> int:
    global made
    made = n
    del made
    return made


def fresh(function, *arguments):
    global counter, total, state
    counter, total, state = 0, 0, 1
    globals().pop("sometimes", None)
    return function(*arguments), counter, total, state


CASES = [(fresh, (bump,)), (fresh, (accumulate, 4)), (fresh, (accumulate, 0)), (fresh, (alternate, 3)), (fresh, (alternate, 60))]
CASES += [(fresh, (type_changes, n)) for n in range(9)] + [(fresh, (observed, 3)), (fresh, (creates, 5))]
CASES += [(fresh, (creates_conditionally, 3)), (fresh, (creates_conditionally, 0)), (fresh, (deletes, 3))]
