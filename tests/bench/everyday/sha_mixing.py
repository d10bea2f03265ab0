"""SHA-256 written out in plain Python with 32-bit masking."""
# N=1800

MASK = 0xFFFFFFFF


def first_primes(count: int) -> list[int]:
    primes: list[int] = []
    candidate: int = 2
    while len(primes) < count:
        if all(candidate % p for p in primes):
            primes.append(candidate)
        candidate += 1
    return primes


def frac_root_bits(p: int, root: int) -> int:
    """First 32 bits of the fractional part of the square or cube root of p."""
    target: int = p << (32 * root)
    low, high = 0, 1 << 40
    while high - low > 1:
        mid: int = (low + high) // 2
        if mid ** root <= target:
            low = mid
        else:
            high = mid
    return low & MASK


def rotr(x: int, k: int) -> int:
    return ((x >> k) | (x << (32 - k))) & MASK


def compress(state: list[int], block: bytes, k: list[int]) -> list[int]:
    w: list[int] = [int.from_bytes(block[i:i + 4], "big") for i in range(0, 64, 4)]
    for i in range(16, 64):
        s0: int = rotr(w[i - 15], 7) ^ rotr(w[i - 15], 18) ^ (w[i - 15] >> 3)
        s1: int = rotr(w[i - 2], 17) ^ rotr(w[i - 2], 19) ^ (w[i - 2] >> 10)
        w.append((w[i - 16] + s0 + w[i - 7] + s1) & MASK)
    a, b, c, d, e, f, g, h = state
    for i in range(64):
        s1 = rotr(e, 6) ^ rotr(e, 11) ^ rotr(e, 25)
        ch: int = (e & f) ^ (~e & g)
        t1: int = (h + s1 + ch + k[i] + w[i]) & MASK
        s0 = rotr(a, 2) ^ rotr(a, 13) ^ rotr(a, 22)
        maj: int = (a & b) ^ (a & c) ^ (b & c)
        t2: int = (s0 + maj) & MASK
        h, g, f, e, d, c, b, a = g, f, e, (d + t1) & MASK, c, b, a, (t1 + t2) & MASK
    return [(x + y) & MASK for x, y in zip(state, [a, b, c, d, e, f, g, h])]


def sha256(data: bytes, initial: list[int], k: list[int]) -> str:
    padded: bytes = data + b"\x80" + bytes((55 - len(data)) % 64) + (len(data) * 8).to_bytes(8, "big")
    state: list[int] = initial
    for i in range(0, len(padded), 64):
        state = compress(state, padded[i:i + 64], k)
    return "".join(f"{word:08x}" for word in state)


def bench(n: int) -> tuple[str, str]:
    primes = first_primes(64)
    initial = [frac_root_bits(p, 2) for p in primes[:8]]
    k = [frac_root_bits(p, 3) for p in primes]
    digest = "seed"
    for i in range(n):
        digest = sha256(f"{digest}:{i}".encode(), initial, k)
    return sha256(b"abc", initial, k), digest
