# native: grown, many
"""Strings that were made with more memory than they need, and gave it back, grow no further than they have memory."""


def grown(first: str, count: int) -> str:
    text = repr([first])
    for _ in range(count):
        text += "x"
    return text


def many(first: str, count: int) -> int:
    """What is written behind the end of a string is what the allocator finds when others end."""
    kept: list[str] = []
    total = 0
    for index in range(count):
        text = repr([first[index % 70 :]])
        for _ in range(index % 13):
            text += "x"
        kept.append(text)
        if index % 3 == 0:
            total += len(kept.pop(len(kept) // 2))
    return total + len("".join(kept[::2]))


CASES = [(grown, ("a" * length, count)) for length in (1, 405, 437, 441, 448, 470) for count in (0, 1, 9, 40)] + [(many, ("a" * 470, 9000))]
