# native: emptied, emptied_vector
# native 3.12+: emptied_texts
"""How much memory a list has that has lost all of its items: CPython 3.11 keeps the room of one item that `pop` takes."""


def emptied(items: list[int], size: int) -> int:
    part = items[:size]
    total = 0
    for _ in range(size):
        total += part.pop()
    return total * 1000 + part.__sizeof__()


def emptied_vector(size: int) -> list[int]:
    one = [size]
    many = [size] * size
    first = [1.5]
    last = [1.5]
    total = one.pop()
    if first.pop(0) > 1.0:
        del last[-1]
    for _ in range(size):
        total += many.pop()
    return [total, one.__sizeof__(), many.__sizeof__(), first.__sizeof__(), last.__sizeof__()]


def emptied_texts(size: int) -> list[object]:
    words: list[str] = [str(size)]
    word = words.pop()
    for i in range(size):
        words.append(word + str(i))
    for _ in range(size):
        word += words.pop()
    words.append(word)
    last = words.pop()
    return [last, "".join(words), words.__sizeof__()]


def test_emptied() -> object:
    return [emptied(list(range(9)), size) for size in range(9)]


def test_emptied_vector() -> object:
    return [emptied_vector(size) for size in range(9)]


def test_emptied_texts() -> object:
    return [emptied_texts(size) for size in range(9)]
