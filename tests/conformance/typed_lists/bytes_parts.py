# native: packed, gather, first_seen, seen_at, counted
# native 3.12+: parts, array_parts
"""Parts of bytes and bytearrays, what is put behind one, and bytes as keys of dictionaries."""


def parts(data: bytes, i: int, j: int) -> list[bytes]:
    return [data[i:j], data[i:], data[:j], data[:], data[i:j][1:]]


def array_parts(data: bytearray, i: int, j: int) -> list[bytearray]:
    return [data[i:j], data[i:], data[:j], data[:]]


def is_whole(data: bytes) -> list[bool]:
    return [data[:] is data, data[0:] is data, data[:len(data)] is data, data[-9:99] is data, data[:1] is data[0:1]]


def joined(a: bytes, b: bytes) -> tuple[bytes, bool, bool]:
    c = a + b
    return c, c is a, c is b


def packed(data: bytes, n: int) -> bytes:
    out = bytearray()
    for i in range(n):
        out += data[i:i + 2]
        out += bytes([i & 0xFF, len(out) & 0xFF])
        out.append(i % 251)
        out += b""
    return bytes(out)


def gather(out: bytearray, more: bytes, item: int) -> bytearray:
    out += more
    out.append(item)
    return out


def first_seen(data: bytes, size: int) -> dict[bytes, list[int]]:
    table: dict[bytes, list[int]] = {}
    for i in range(len(data) - size + 1):
        if table.get(data[i:i + size], []) == []:
            table[data[i:i + size]] = []
        table.setdefault(data[i:i + size], []).append(i)
    return table


def seen_at(table: dict[bytes, int], key: bytes) -> tuple[int, bool, int]:
    found = table.get(key, -1)
    table[key] = table.get(key, 0) + 1
    return found, key in table, table[key]


def counted(words: list[bytes]) -> list[tuple[bytes, int]]:
    counts: dict[bytes, int] = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return sorted(counts.items())


class Octets(bytes):
    def __getitem__(self, key):  # type: ignore[no-untyped-def]
        return b"mine" if isinstance(key, slice) else 7

    def __add__(self, other: bytes) -> bytes:
        return b"added"

    def __radd__(self, other: bytes) -> bytes:
        return b"added the other way"

    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return hash(b"ab")


class Array(bytearray):
    def __iadd__(self, other: bytes) -> "Array":  # type: ignore[misc, override]
        self.extend(b"!")
        return self

    def append(self, item: int) -> None:
        self.extend(b"?")


def test_looked_at() -> object:
    out = bytearray(b"abc")
    view = memoryview(out)
    found = []
    for more, item in ((b"", 1), (b"x", 1)):
        try:
            gather(out, more, item)
        except BufferError as error:
            found.append(str(error))
    view.release()
    gather(out, b"yz", 255)
    return found, out, gather(out, bytes(out), 0)


def test_itself() -> object:
    out = bytearray(b"abc")
    found = []
    for more in (out, memoryview(b"m"), [1, 2], "no", 5, None):
        try:
            gather(out, more, 1)  # type: ignore[arg-type]
        except (TypeError, BufferError) as error:
            found.append(f"{type(error).__name__}: {error}")
    return found, out


def test_others_equal() -> object:
    # Of the same hash, but of another class, or equal where their class says so.
    table: dict[bytes, int] = {b"ab": 1}
    mine = Octets(b"zz")
    first = seen_at(table, mine)
    second = seen_at({mine: 5}, b"ab")
    third = seen_at({"ab": 5, 3: 1, None: 2, (b"ab",): 7}, b"ab")  # type: ignore[dict-item]
    return first, second, third, seen_at({(1, b"ab"): 2}, (1, bytes([97, 98]))), table == {b"ab": 3}  # type: ignore[arg-type, dict-item]


CASES = [
    *((parts, (b"hello world", i, j)) for i in (-20, -3, 0, 2, 11, 12) for j in (-20, -1, 0, 3, 11, 1 << 62, 1 << 70)),
    (parts, (b"", 0, 0)),
    (parts, (Octets(b"hello"), 1, 3)),
    (parts, (bytearray(b"hello"), 1, 3)),
    (parts, ("hello", 1, 3)),
    *((array_parts, (bytearray(b"hello"), i, j)) for i in (-9, -2, 0, 5) for j in (-1, 0, 2, 9)),
    (array_parts, (Array(b"hello"), 1, 3)),
    (array_parts, (b"hello", 1, 3)),
    (is_whole, (b"abc",)),
    (is_whole, (b"",)),
    (joined, (b"ab", b"cd")),
    (joined, (b"ab", b"")),
    (joined, (b"", b"cd")),
    (joined, (b"", b"")),
    (joined, (Octets(b"ab"), b"cd")),
    (joined, (b"ab", Octets(b"cd"))),
    (joined, (b"", Octets(b"cd"))),
    (joined, (b"ab", bytearray(b"cd"))),
    (joined, (b"ab", "cd")),
    (packed, (b"some bytes", 300)),
    (gather, (bytearray(), b"more", 256)),
    (gather, (bytearray(), b"more", -1)),
    (gather, (bytearray(), b"more", True)),
    (gather, (bytearray(), Octets(b"more"), 1)),
    (gather, (Array(b"a"), b"more", 1)),
    (gather, (bytearray(b"x" * 100)[50:], b"y" * 1000, 0)),
    (first_seen, (b"abracadabra" * 3, 3)),
    (first_seen, (b"aaaa", 0)),
    (seen_at, ({b"a": 1, b"b": 2}, b"a")),
    (seen_at, ({}, b"a")),
    (counted, ([b"a", b"b", bytes([97]), b"", b"a" * 40, b"b" + b"b", b"bb"],)),
]
