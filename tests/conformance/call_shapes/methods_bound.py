"""Methods: bound, unbound, class and static, inherited, overridden, found late, kept in variables and called in loops."""

import functools


class Account:
    opened = 0

    def __init__(self, balance: float = 0.0):
        self.balance = balance
        self.history = []

    def pay(self, amount: float) -> float:
        if amount > self.balance:
            raise ValueError("not enough", self.balance, amount)
        self.balance -= amount
        self.history.append(amount)
        return self.balance

    def pay_all(self, amounts: list[float]) -> int:
        count = 0
        for amount in amounts:
            self.pay(amount)
            count += 1
        return count

    def copy(self) -> "Account":
        return type(self)(self.balance)

    @classmethod
    def with_balance(cls, balance: float) -> "Account":
        made = cls()
        made.balance = balance
        return made

    @staticmethod
    def fee(amount: float, rate: float = 0.1) -> float:
        return amount * rate

    @functools.cached_property
    def expensive(self) -> int:
        self.history.append("computed")
        return 7

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.balance!r})"


class Savings(Account):
    def pay(self, amount: float) -> float:
        left = super().pay(amount)
        self.history[-1] = -amount
        return left

    @classmethod
    def with_balance(cls, balance):
        return super().with_balance(balance * 2)


def call_method(a: Account, amount: float) -> float:
    return a.pay(amount)


def call_unbound(a, amount: float) -> float:
    return Account.pay(a, amount)


def in_loop(a: Account, n: int) -> float:
    pay = a.pay
    total = 0.0
    for i in range(n):
        total += pay(i)
    return total


def constructors(balance: float) -> list:
    return [Account(), Account(balance), Savings(balance=balance), Savings.with_balance(balance), Account.with_balance(balance), Savings(balance).copy()]


def statics(amount: float) -> list:
    return [Account.fee(amount), Account(1).fee(amount, rate=0.5), Savings.fee(rate=0.2, amount=amount)]


def cached(a: Account) -> list:
    return [a.expensive, a.expensive, a.history]


def no_self() -> float:
    return Account.pay(5.0)


def wrong_self() -> float:
    return Account.pay(3, 5.0)


def constructor_fails() -> Account:
    return Account(1, 2)


def builtin_methods(values: list, text: str, table: dict) -> list:
    values.append(4)
    values.extend([1, 1])
    values.remove(1)
    popped = values.pop()
    return [values.count(1), values.index(4), popped, text.strip().upper(), table.get("a"), table.get("z", 5), table.setdefault("z", 6), sorted(table.items())]


def builtin_failures(values: list, which: int) -> object:
    if which == 0:
        return values.remove("absent")
    if which == 1:
        return values.index("absent")
    if which == 2:
        return [].pop()
    if which == 3:
        return values.append()
    if which == 4:
        return values.append(1, 2)
    if which == 5:
        return values.sort(cmp=1)
    if which == 6:
        return {}.popitem()
    if which == 7:
        return "x".encode("nonsense")
    return values.nothing()


def replaced_method(a: Account) -> list:
    seen = [a.fee(10.0)]
    a.fee = lambda amount: amount
    seen.append(a.fee(10.0))
    del a.fee
    seen.append(a.fee(10.0))
    return seen


def changed_class(a: Account) -> list:
    first = type(a).__name__
    a.__class__ = Savings
    return [first, a.pay(0.5), a.history]


def partials(amount: float) -> list:
    pay = functools.partial(Account.fee, rate=2)
    method = functools.partial(Account.pay, Account(100))
    return [pay(amount), method(amount), list(map(Account.fee, [amount, 1.0])), functools.reduce(lambda a, b: a + b, [amount] * 3)]


CASES = [(call_method, (a, v)) for a in (Account(10), Savings(10.0)) for v in (2.5, 3, 11, "s")] + [(call_method, (None, 1.0)), (call_unbound, (Savings(10), 2.0)), (call_unbound, (None, 2.0))]
CASES += [(in_loop, (Savings(10.0), n)) for n in (0, 4, 9)] + [(constructors, (b,)) for b in (5.0, 5, "s")] + [(statics, (v,)) for v in (5.0, 5, None)] + [(cached, (Account(1),))]
CASES += [(f, ()) for f in (no_self, wrong_self, constructor_fails)] + [(builtin_methods, ([1, 2], " text ", {"a": 1}))] + [(builtin_failures, ([1], n)) for n in range(9)]
CASES += [(replaced_method, (Account(1),)), (changed_class, (Account(1),)), (partials, (5.0,)), (Account.pay_all, (Savings(10.0), [1.0, 2, 3.5])), (Account.pay_all, (Account(10.0), [1.0, 20]))]
