"""Huffman coding: build a tree with heapq, encode a text and decode it again."""
# N=110000

import heapq
from collections import Counter
from typing import Optional

PARAGRAPH = (
    "It was the best of times, it was the worst of times, it was the age of wisdom, "
    "it was the age of foolishness, it was the epoch of belief; "
)


class Node:
    def __init__(
        self,
        freq: int,
        char: Optional[str] = None,
        left: Optional["Node"] = None,
        right: Optional["Node"] = None,
    ) -> None:
        self.freq = freq
        self.char = char
        self.left = left
        self.right = right

    def is_leaf(self) -> bool:
        return self.char is not None

    def __lt__(self, other: "Node") -> bool:
        return self.freq < other.freq


def build_tree(text: str) -> Node:
    heap = [Node(freq, char) for char, freq in sorted(Counter(text).items())]
    heapq.heapify(heap)
    while len(heap) > 1:
        a = heapq.heappop(heap)
        b = heapq.heappop(heap)
        heapq.heappush(heap, Node(a.freq + b.freq, None, a, b))
    return heap[0]


def make_codes(node: Node, prefix: str, codes: dict[str, str]) -> None:
    if node.char is not None:
        codes[node.char] = prefix or "0"
        return
    if node.left:
        make_codes(node.left, prefix + "0", codes)
    if node.right:
        make_codes(node.right, prefix + "1", codes)


def decode(bits: str, root: Node) -> str:
    out = []
    node = root
    for bit in bits:
        node = node.left if bit == "0" else node.right
        if node.is_leaf():
            out.append(node.char)
            node = root
    return "".join(out)


def bench(n: int) -> tuple[int, int, bool]:
    text = "".join(f"{PARAGRAPH}{i}" for i in range(n // 10))
    root = build_tree(text)
    codes: dict[str, str] = {}
    make_codes(root, "", codes)
    bits = "".join(codes[ch] for ch in text)
    return len(codes), len(bits), decode(bits, root) == text
