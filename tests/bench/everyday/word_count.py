"""Counting and grouping words with defaultdict, sorted and key lambdas."""
# N=14000

from collections import Counter, defaultdict

TEXT = """
Alice was beginning to get very tired of sitting by her sister on the bank, and of
having nothing to do: once or twice she had peeped into the book her sister was
reading, but it had no pictures or conversations in it, "and what is the use of a
book," thought Alice "without pictures or conversations?"
"""


def words_of(text: str) -> list[str]:
    words: list[str] = []
    for raw in text.split():
        word: str = raw.strip('.,:;!?"()').lower()
        if word:
            words.append(word)
    return words


def top(counts: dict[str, int], k: int) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda kv: (-kv[1], kv[0]))[:k]


def group_by_length(words: list[str]) -> dict[int, set[str]]:
    groups: defaultdict[int, set[str]] = defaultdict(set)
    for word in words:
        groups[len(word)].add(word)
    return groups


def anagrams(words: list[str]) -> list[list[str]]:
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted(set(words)):
        groups["".join(sorted(word))].append(word)
    return [g for g in groups.values() if len(g) > 1]


def bigrams(words: list[str]) -> dict[tuple[str, str], int]:
    pairs: defaultdict[tuple[str, str], int] = defaultdict(int)
    for a, b in zip(words, words[1:]):
        pairs[a, b] += 1
    return pairs


def bench(n: int) -> tuple[list[tuple[str, int]], list[int], tuple[str, str], str, int]:
    words: list[str] = words_of(TEXT * n)
    counts: dict[str, int] = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    groups = group_by_length(words)
    sizes: list[int] = [len(groups[k]) for k in sorted(groups)]
    pairs = bigrams(words)
    best: tuple[str, str] = max(pairs, key=lambda p: (pairs[p], p))
    letters: Counter[str] = Counter(ch for word in words for ch in word)
    more = anagrams(words + ["was", "saw", "on", "no", "use", "sue"])
    return top(counts, 3), sizes, best, letters.most_common(1)[0][0], len(more)
