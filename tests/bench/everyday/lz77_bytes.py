"""LZ77-style compressor and decompressor on bytes."""
# N=360000

MIN_MATCH = 4
MAX_MATCH = 255
WINDOW = 4096


def make_data(size: int) -> bytes:
    words = [b"alpha ", b"beta ", b"gamma ", b"delta,", b"epsilon\n", b"the ", b"of "]
    out = bytearray()
    state = 17
    while len(out) < size:
        state = (state * 48271) % 2147483647
        out += words[state % 7]
        if state % 11 == 0:
            out.append(state % 256)
    return bytes(out[:size])


def match_length(data: bytes, a: int, b: int) -> int:
    length = 0
    while b + length < len(data) and length < MAX_MATCH and data[a + length] == data[b + length]:
        length += 1
    return length


def compress(data: bytes) -> bytes:
    out = bytearray()
    table: dict[bytes, list[int]] = {}
    pos = 0
    while pos < len(data):
        key = data[pos:pos + MIN_MATCH]
        best_len = 0
        best_pos = 0
        for candidate in reversed(table.get(key, [])[-8:]):
            if pos - candidate > WINDOW:
                break
            length = match_length(data, candidate, pos)
            if length > best_len:
                best_len, best_pos = length, candidate
        step = max(1, best_len)
        if best_len >= MIN_MATCH:
            distance = pos - best_pos
            out += bytes([1, best_len, distance >> 8, distance & 0xFF])
        else:
            step = 1
            out += bytes([0, data[pos]])
        for i in range(pos, pos + step):
            table.setdefault(data[i:i + MIN_MATCH], []).append(i)
        pos += step
    return bytes(out)


def decompress(packed: bytes) -> bytes:
    out = bytearray()
    i = 0
    while i < len(packed):
        if packed[i] == 0:
            out.append(packed[i + 1])
            i += 2
        else:
            length = packed[i + 1]
            start = len(out) - ((packed[i + 2] << 8) | packed[i + 3])
            for k in range(length):
                out.append(out[start + k])
            i += 4
    return bytes(out)


def bench(n: int) -> tuple[int, int, bool]:
    data = make_data(n)
    packed = compress(data)
    checksum = 0
    for byte in packed:
        checksum = (checksum * 257 + byte) % 65521
    return len(packed), checksum, decompress(packed) == data
