"""The edit distance of texts: characters of strings, two rows of a table."""


def distance(one: str, other: str) -> int:
    if len(one) < len(other):
        one, other = other, one
    row = list(range(len(other) + 1))
    for index, character in enumerate(one):
        diagonal = row[0]
        row[0] = index + 1
        for column in range(len(other)):
            above = row[column + 1]
            cost = diagonal if character == other[column] else diagonal + 1
            row[column + 1] = min(cost, above + 1, row[column] + 1)
            diagonal = above
    return row[-1]


def text(length: int, seed: int) -> str:
    letters: list[str] = []
    state = seed
    for _ in range(length):
        state = (state * 69069 + 1) % 4294967296
        letters.append("abcdefgh"[state >> 29])
    return "".join(letters)


def bench(n: int = 400) -> list[int]:
    texts = [text(n, seed) for seed in range(1, 5)]
    found: list[int] = []
    for index, one in enumerate(texts):
        for other in texts[:index]:
            found.append(distance(one, other))
    return found
