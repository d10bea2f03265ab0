"""Checks that fail now and then: exceptions raised, caught, chained, and cleaned up after."""


class Refused(Exception):
    def __init__(self, why: str, amount: int) -> None:
        super().__init__(why)
        self.amount = amount


class Account:
    def __init__(self, balance: int) -> None:
        self.balance = balance
        self.open = 0

    def withdraw(self, amount: int) -> int:
        if amount < 0:
            raise ValueError("a negative amount")
        if amount > self.balance:
            raise Refused("not enough", amount - self.balance)
        self.balance -= amount
        return self.balance


def transfer(source: Account, target: Account, amount: int) -> int:
    source.open += 1
    try:
        source.withdraw(amount)
        target.balance += amount
        return amount
    except Refused as refused:
        return -refused.amount
    finally:
        source.open -= 1


def bench(n: int = 200_000) -> tuple[int, int, int, int]:
    one = Account(1000)
    other = Account(1000)
    moved = 0
    wrong = 0
    for number in range(n):
        amount = number * 7 % 401 - 3
        try:
            moved += transfer(one, other, amount) if number % 2 else transfer(other, one, amount)
        except ValueError:
            wrong += 1
    return moved, wrong, one.balance, one.open
