"""LRU cache with a dict and a hand-written doubly linked list."""
# N=790000

from typing import Optional


class Node:
    __slots__ = ("key", "value", "prev", "next")

    def __init__(self, key: int, value: int) -> None:
        self.key = key
        self.value = value
        self.prev: Optional["Node"] = None
        self.next: Optional["Node"] = None


class LRUCache:
    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self.nodes: dict[int, Node] = {}
        self.head = Node(0, 0)
        self.tail = Node(0, 0)
        self.head.next = self.tail
        self.tail.prev = self.head
        self.hits = 0
        self.misses = 0

    def _unlink(self, node: Node) -> None:
        node.prev.next = node.next
        node.next.prev = node.prev

    def _push_front(self, node: Node) -> None:
        node.prev = self.head
        node.next = self.head.next
        self.head.next.prev = node
        self.head.next = node

    def get(self, key: int) -> Optional[int]:
        node = self.nodes.get(key)
        if node is None:
            self.misses += 1
            return None
        self.hits += 1
        self._unlink(node)
        self._push_front(node)
        return node.value

    def put(self, key: int, value: int) -> None:
        if key in self.nodes:
            node = self.nodes[key]
            node.value = value
            self._unlink(node)
        else:
            if len(self.nodes) >= self.capacity:
                oldest = self.tail.prev
                self._unlink(oldest)
                del self.nodes[oldest.key]
            node = Node(key, value)
            self.nodes[key] = node
        self._push_front(node)

    def __len__(self) -> int:
        return len(self.nodes)


def bench(n: int) -> tuple[int, int, int, int]:
    cache = LRUCache(500)
    state = 42
    total = 0
    for _ in range(n):
        state = (state * 1664525 + 1013904223) % 4294967296
        key = (state >> 16) % 1000 * ((state >> 8) % 3) // 2
        value = cache.get(key)
        if value is None:
            value = key * key % 1009
            cache.put(key, value)
        total += value
    return cache.hits, cache.misses, len(cache), total
