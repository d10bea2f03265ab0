"""Longest common subsequence and substring of two generated strings."""
# N=1700


def make_dna(length: int, seed: int) -> str:
    letters: str = "ACGT"
    out: list[str] = []
    state: int = seed
    for _ in range(length):
        state = (state * 69069 + 1) % 4294967296
        out.append(letters[state >> 30])
    return "".join(out)


def lcs(a: str, b: str) -> str:
    m: int = len(a)
    n: int = len(b)
    dp: list[list[int]] = [[0] * (n + 1) for _ in range(m + 1)]
    for i in range(1, m + 1):
        for j in range(1, n + 1):
            if a[i - 1] == b[j - 1]:
                dp[i][j] = dp[i - 1][j - 1] + 1
            else:
                dp[i][j] = max(dp[i - 1][j], dp[i][j - 1])
    out: list[str] = []
    i, j = m, n
    while i > 0 and j > 0:
        if a[i - 1] == b[j - 1]:
            out.append(a[i - 1])
            i -= 1
            j -= 1
        elif dp[i - 1][j] >= dp[i][j - 1]:
            i -= 1
        else:
            j -= 1
    return "".join(reversed(out))


def longest_common_substring(a: str, b: str) -> str:
    previous: list[int] = [0] * (len(b) + 1)
    best: int = 0
    end: int = 0
    for i, ca in enumerate(a, start=1):
        current: list[int] = [0] * (len(b) + 1)
        for j, cb in enumerate(b, start=1):
            if ca == cb:
                current[j] = previous[j - 1] + 1
                if current[j] > best:
                    best = current[j]
                    end = i
        previous = current
    return a[end - best:end]


def bench(n: int) -> tuple[int, str, str]:
    a = make_dna(n, 1)
    b = make_dna(n, 77)
    common = lcs(a, b)
    return len(common), common[:20], longest_common_substring(a, b)
