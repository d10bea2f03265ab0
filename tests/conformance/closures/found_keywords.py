# native 3.12+: passing.<locals>.wrapper
"""What a wrapper passes on by name lives until the call returns, also if who is called finds the wrapper's dictionary and empties it."""

import gc
from typing import Any, Callable

ENDED: list[str] = []


class Thing:
    def __init__(self, name: str) -> None:
        self.name = name

    def __del__(self) -> None:
        ENDED.append(self.name)


def passing(func: Callable[..., Any]) -> Callable[..., Any]:
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        return func(*args, **kwargs)

    return wrapper


def empty(thing: Thing) -> None:
    for found in gc.get_referrers(thing):
        if type(found) is dict and found.get("thing") is thing:
            found.clear()


@passing
def look(prefix: str, thing: Thing, other: object = None) -> list[object]:
    empty(thing)
    Thing("noise")
    noise = [Thing(f"noise {i}") for i in range(3)]
    return [prefix + thing.name, len(noise), other]


@passing
def failing(prefix: str, thing: Thing) -> None:
    empty(thing)
    noise = [Thing("noise")]
    raise KeyError(prefix + thing.name, len(noise))


def made(name: str) -> list[object]:
    ENDED.clear()
    result = look("a ", **{"thing": Thing(name), "other": 3})
    return result + [sorted(ENDED)]


def raised(name: str) -> list[object]:
    ENDED.clear()
    try:
        failing("b ", **{"thing": Thing(name)})
    except KeyError as error:
        result: list[object] = list(error.args)
        error.__traceback__ = None
    gc.collect()
    return result + [sorted(ENDED)]


CASES = [
    (made, ("thing",)),
    (raised, ("thing",)),
]
