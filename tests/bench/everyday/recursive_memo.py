"""Recursion with a hand-written memo dict passed around or kept as a default."""
# N=400


def fib(k, memo=None):
    if memo is None:
        memo = {}
    if k < 2:
        return k
    if k in memo:
        return memo[k]
    memo[k] = fib(k - 1, memo) + fib(k - 2, memo)
    return memo[k]


def count_change(amount, coins, memo):
    if amount == 0:
        return 1
    if amount < 0 or not coins:
        return 0
    key = (amount, len(coins))
    if key in memo:
        return memo[key]
    result = count_change(amount - coins[0], coins, memo) + count_change(amount, coins[1:], memo)
    memo[key] = result
    return result


def word_break(text, words, memo):
    if text in memo:
        return memo[text]
    ways = 0
    for word in words:
        if text.startswith(word):
            ways += word_break(text[len(word):], words, memo)
    memo[text] = ways
    return ways


def plain_fib(k):
    return k if k < 2 else plain_fib(k - 1) + plain_fib(k - 2)


def bench(n):
    big = fib(300)
    change = 0
    for amount in range(80, 80 + n):
        change += count_change(amount, (1, 2, 5, 10, 20, 50, 100), {})
    words = ["ab", "a", "b", "aba", "bab"]
    breaks = word_break("abab" * 60, words, {"": 1})
    return big % 1000007, change, breaks % 1000007, plain_fib(20)
