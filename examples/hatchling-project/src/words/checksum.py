"""Checksums."""


def adler(first: int, last: int) -> int:
    """Adler-32 of the bytes from `first` up to `last`, again and again from 0 after 255."""
    a = 1
    b = 0
    for value in range(first, last):
        a = (a + value % 256) % 65521
        b = (b + a) % 65521
    return b * 65536 + a
