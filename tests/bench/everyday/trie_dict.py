"""Trie with dict children: insert, prefix search, autocomplete."""
# N=42000


class TrieNode:
    def __init__(self) -> None:
        self.children: dict[str, "TrieNode"] = {}
        self.count = 0
        self.is_word = False


class Trie:
    def __init__(self) -> None:
        self.root = TrieNode()
        self.size = 0

    def insert(self, word: str) -> None:
        node = self.root
        for ch in word:
            if ch not in node.children:
                node.children[ch] = TrieNode()
            node = node.children[ch]
            node.count += 1
        if not node.is_word:
            node.is_word = True
            self.size += 1

    def _walk(self, prefix: str) -> TrieNode | None:
        node = self.root
        for ch in prefix:
            node = node.children.get(ch)
            if node is None:
                return None
        return node

    def __contains__(self, word: str) -> bool:
        node = self._walk(word)
        return node is not None and node.is_word

    def count_prefix(self, prefix: str) -> int:
        node = self._walk(prefix)
        return node.count if node else 0

    def complete(self, prefix: str) -> list[str]:
        found: list[str] = []

        def collect(node: TrieNode, word: str) -> None:
            if node.is_word:
                found.append(word)
            for ch in sorted(node.children):
                collect(node.children[ch], word + ch)

        start = self._walk(prefix)
        if start is not None:
            collect(start, prefix)
        return found


def make_words(count: int) -> list[str]:
    syllables = ["ba", "ko", "ri", "sun", "te", "lo", "mar", "vi", "ne", "do"]
    words = []
    for i in range(count):
        x = i * 7919 % 1_000_003 + 1
        word = ""
        while x > 0:
            word += syllables[x % 10]
            x //= 10
        words.append(word)
    return words


def bench(n: int) -> tuple[int, int, int, str]:
    trie = Trie()
    words = make_words(n)
    for word in words:
        trie.insert(word)
    hits = sum(1 for word in words if word[:-2] in trie)
    prefixes = sum(trie.count_prefix(word[:4]) for word in words)
    return trie.size, hits, prefixes, trie.complete("sun")[-1]
