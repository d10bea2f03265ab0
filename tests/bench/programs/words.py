"""How often which word comes: strings split and folded, a dictionary of counts."""

SENTENCES = [
    "The quick brown fox jumps over the lazy dog; the dog sleeps.",
    "Counting words is what computers do, and do, and do again!",
    "A word is a word, and another word is another.",
    "So much depends upon a red wheel barrow glazed with rain water",
]


def count(lines: list[str], counts: dict[str, int]) -> None:
    for line in lines:
        for word in line.split():
            word = word.strip(".,;!?").lower()
            if word:
                counts[word] = counts.get(word, 0) + 1


def frequent(counts: dict[str, int], most: int) -> list[tuple[int, str]]:
    pairs: list[tuple[int, str]] = []
    for word, number in counts.items():
        pairs.append((-number, word))
    pairs.sort()
    return [(-number, word) for number, word in pairs[:most]]


def bench(n: int = 10_000) -> list[tuple[int, str]]:
    counts: dict[str, int] = {}
    for _ in range(n):
        count(SENTENCES, counts)
    return frequent(counts, 5)
