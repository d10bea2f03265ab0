"""Building strings in several ways: +=, join, f-strings, format, replace."""
# N=190000


def roman(number):
    table = [
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
        (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ]
    result = ""
    for value, symbol in table:
        while number >= value:
            result += symbol
            number -= value
    return result


def to_base(number, base):
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    if number == 0:
        return "0"
    out = []
    while number:
        number, r = divmod(number, base)
        out.append(digits[r])
    return "".join(reversed(out))


def run_length(text):
    result = ""
    i = 0
    while i < len(text):
        j = i
        while j < len(text) and text[j] == text[i]:
            j += 1
        result += f"{j - i}{text[i]}"
        i = j
    return result


def table_row(i):
    return f"| {i:>5} | {roman(i % 3999 + 1):<16} | {to_base(i, 7):^10} | {i / 7:8.3f} |"


def title_words(text):
    return " ".join(word[0].upper() + word[1:] for word in text.split())


def look_and_say(rounds):
    term = "1"
    for _ in range(rounds):
        term = run_length(term)
    return term


def bench(n):
    rows = [table_row(i) for i in range(n)]
    report = "\n".join(rows)
    html = "<pre>" + report.replace("|", "&#124;") + "</pre>"
    palindromes = sum(1 for i in range(n) if (s := str(i)) == s[::-1])
    say = look_and_say(22)
    return len(html), rows[-1], palindromes, title_words("the quick brown fox"), len(say)
