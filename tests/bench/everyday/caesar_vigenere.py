"""Caesar and Vigenere ciphers with ord/chr, and cracking by letter frequency."""
# N=2200

ENGLISH = "etaoinshrdlcumwfgypbvkjxqz"
TEXT = (
    "Call me Ishmael. Some years ago - never mind how long precisely - having little "
    "or no money in my purse, and nothing particular to interest me on shore, I thought "
    "I would sail about a little and see the watery part of the world. "
)


def shift_char(ch: str, key: int) -> str:
    if "a" <= ch <= "z":
        return chr((ord(ch) - ord("a") + key) % 26 + ord("a"))
    if "A" <= ch <= "Z":
        return chr((ord(ch) - ord("A") + key) % 26 + ord("A"))
    return ch


def caesar(text: str, key: int) -> str:
    return "".join(shift_char(ch, key) for ch in text)


def vigenere(text: str, keyword: str, decrypt: bool = False) -> str:
    out = []
    pos = 0
    for ch in text:
        if ch.isalpha():
            key = ord(keyword[pos % len(keyword)].lower()) - ord("a")
            out.append(shift_char(ch, -key if decrypt else key))
            pos += 1
        else:
            out.append(ch)
    return "".join(out)


def score(text: str) -> int:
    total = 0
    for ch in text.lower():
        rank = ENGLISH.find(ch)
        if rank >= 0:
            total += 26 - rank
    return total


def crack(text: str) -> int:
    return max(range(26), key=lambda k: score(caesar(text, -k)))


def bench(n: int) -> tuple[int, bool, str, int]:
    message = TEXT * n
    secret = vigenere(message, "Queequeg")
    back = vigenere(secret, "Queequeg", decrypt=True)
    key = crack(caesar(TEXT * (n // 10), 17))
    checksum = 0
    for ch in secret:
        checksum = (checksum * 31 + ord(ch)) & 0xFFFFFFFF
    return key, back == message, secret[:24], checksum
