"""Checksums of bytes: masks, shifts and tables of ints."""


def table() -> list[int]:
    entries: list[int] = []
    for number in range(256):
        value = number
        for _ in range(8):
            value = (value >> 1) ^ 0xEDB88320 if value & 1 else value >> 1
        entries.append(value)
    return entries


def crc(data: bytes, entries: list[int]) -> int:
    value = 0xFFFFFFFF
    for byte in data:
        value = entries[(value ^ byte) & 0xFF] ^ (value >> 8)
    return value ^ 0xFFFFFFFF


def mixed(data: bytes) -> int:
    value = 0x811C9DC5
    for byte in data:
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return value


def bench(n: int = 3000) -> tuple[int, int]:
    data = bytes(range(256)) * (n // 4)
    return crc(data, table()), mixed(data)
