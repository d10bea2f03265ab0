# native: fib, change, Box.put, scaled
"""Parameters that callers leave out: `None` at first, an int where a float is hinted, a tuple of any length."""


def fib(k, memo=None):
    if memo is None:
        memo = {}
    if k < 2:
        return k
    if k in memo:
        return memo[k]
    memo[k] = fib(k - 1, memo) + fib(k - 2, memo)
    return memo[k]


def change(amount, coins, memo):
    if amount == 0:
        return 1
    if amount < 0 or not coins:
        return 0
    key = (amount, len(coins))
    if key in memo:
        return memo[key]
    result = change(amount - coins[0], coins, memo) + change(amount, coins[1:], memo)
    memo[key] = result
    return result


def greet(name, greeting=None, *, times=None):
    text = greeting + " " if greeting else ""
    return (text + name) * (times or 1)


class Box:
    def __init__(self):
        self.items = []

    def put(self, item, at=None):
        if at is None:
            self.items.append(item)
        else:
            self.items.insert(at, item)
        return len(self.items)


def scaled(x: float, factor: float = 2, offset: float = 0) -> float:
    return x * factor + offset


def attempt(function, *args, **keywords):
    try:
        return function(*args, **keywords)
    except Exception as error:
        return type(error), str(error), error.__traceback__.tb_next.tb_lineno


def main() -> None:
    print(fib(10), fib(60), fib(200), fib(1), fib(True), fib(5, {4: 100, 3: "x"} if fib(3) < 0 else {4: 100}))
    print(attempt(fib, "a"), attempt(fib, 3, []), attempt(fib, 3, [7, 8, 9, 10]), attempt(fib, 2.5), attempt(fib, 4, 0))
    print(change(30, (1, 2, 5, 10), {}), change(12, (5,), {}), change(3, (), {}), attempt(change, 12, [1, 2], {}))
    print(attempt(change, 7, (2.0, 1), {}), attempt(change, 7, "ab", {}), attempt(change, 7, (1, 2), []))
    print(greet("a"), greet("b", "hi"), greet("c", times=3), greet("d", greeting="x", times=2), attempt(greet, 1), attempt(greet, "e", 5))
    box = Box()
    print([box.put(i) for i in range(3)], box.put("first", 0), box.put(None, at=-1), box.items, attempt(box.put, 1, "x"))
    for value in (scaled(1), scaled(1.5), scaled(2, 3), scaled(2, 0.5), scaled(2.0, 3, 1), scaled(2**70), scaled(True)):
        print(type(value), value)


main()
