# native: add, scale, reflect, item, inplace, balance_of, twice_balance, Vec.__add__, Vec.__mul__, Account.balance
"""Operators and properties of the module's classes: who is asked first, NotImplemented, and what is in the way."""

from __future__ import annotations


class Vec:
    def __init__(self, x: float, y: float) -> None:
        self.x = x
        self.y = y

    def __add__(self, other: Vec) -> Vec:
        if not isinstance(other, Vec):
            return NotImplemented
        return Vec(self.x + other.x, self.y + other.y)

    def __mul__(self, k: float) -> Vec:
        return Vec(self.x * k, self.y * k)

    def __rmul__(self, k: float) -> Vec:
        return Vec(k * self.x, k * self.y)

    def __matmul__(self, other: Vec) -> float:
        return self.x * other.x + self.y * other.y

    def __getitem__(self, i: int) -> float:
        if i == 0:
            return self.x
        if i == 1:
            return self.y
        raise IndexError("no such item")

    def __repr__(self) -> str:
        return f"Vec({self.x}, {self.y})"


class Above(Vec):
    def __radd__(self, other):
        return "above first"


class Plain(Vec):
    pass


class Stranger:
    def __radd__(self, other):
        return "stranger"

    def __rmul__(self, other):
        return "stranger times"


class InPlace(Vec):
    def __iadd__(self, other):
        self.x += 100.0
        return self


class Never:
    def __add__(self, other: Never):
        return NotImplemented

    def __mul__(self, k: float):
        return NotImplemented


class Account:
    def __init__(self, balance: float) -> None:
        self._balance = balance

    @property
    def balance(self) -> float:
        return self._balance

    @balance.setter
    def balance(self, value: float) -> None:
        if value < 0:
            raise ValueError("negative")
        self._balance = value

    @property
    def failing(self) -> float:
        raise AttributeError("from the getter")


class Silent(Account):
    @property
    def balance(self):
        return "silent"


def add(a: Vec, b: Vec) -> Vec:
    return a + b


def scale(a: Vec, k: float) -> Vec:
    return a * k


def scale_any(a: Vec, k):
    return a * k


def reflect(k: float, a: Vec) -> Vec:
    return k * a


def dot(a: Vec, b: Vec) -> float:
    return a @ b + 1.0


def item(a: Vec, i: int) -> float:
    return a[i]


def inplace(a: Vec, b: Vec) -> Vec:
    a += b
    return a


def never(a: Never, b: Never):
    return a + b


def never_times(a: Never, k: float):
    return a * k


def never_in_place(a: Never, b: Never):
    a += b
    return a


def balance_of(account: Account) -> float:
    return account.balance


def twice_balance(account: Account) -> float:
    return account.balance + account.balance


def failing_of(account: Account) -> float:
    return account.failing


def deposit(account: Account, amount: float) -> float:
    account.balance = account.balance + amount
    return account.balance


def attempt(function, *args):
    try:
        return repr(function(*args))
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def test_add():
    v, w = Vec(1.0, 2.0), Vec(0.5, 0.25)
    others = [v, w, Above(1.0, 1.0), Plain(2.0, 2.0), Stranger(), 3, 3.5, None, "x", [1], InPlace(1.0, 1.0)]
    result = []
    for left in [v, Plain(1.0, 1.0), Above(3.0, 3.0)]:
        for right in others:
            result.append(attempt(add, left, right))
            result.append(attempt(inplace, left, right))
            result.append(attempt(scale, left, right))
            result.append(attempt(scale_any, left, right))
            result.append(attempt(dot, left, right))
    return result


def test_reflected():
    return [attempt(reflect, k, a) for k in [2.0, 3, True, "x", 1j] for a in [Vec(1.0, 2.0), Above(1.0, 2.0), 4, Stranger()]]


def test_in_place():
    a = InPlace(1.0, 2.0)
    b = inplace(a, Vec(1.0, 1.0))
    return repr(a), a is b


def test_never():
    a, b = Never(), Never()
    return [attempt(never, a, b), attempt(never_in_place, a, b), attempt(never_times, a, 2.0), attempt(never, a, Stranger())]


def test_items():
    v = Vec(1.0, 2.0)
    return [attempt(item, v, i) for i in range(4)] + [attempt(item, [7.0], 0), attempt(item, {0: 1}, 0)]


def test_patched():
    saved = Vec.__add__
    v = Vec(1.0, 2.0)
    result = [attempt(add, v, v)]
    Vec.__add__ = lambda self, other: "patched"
    result.append(attempt(add, v, v))
    del Vec.__add__
    result.append(attempt(add, v, v))
    Vec.__add__ = saved
    v.__add__ = lambda other: "instance"
    result.append(attempt(add, v, v))
    Vec.__iadd__ = lambda self, other: "in place"
    result.append(attempt(inplace, v, v))
    del Vec.__iadd__
    result.append(attempt(inplace, v, v))
    return result


def test_properties():
    accounts = [Account(1.5), Silent(2.5), Account(3)]
    result = []
    for account in accounts:
        result.append(attempt(balance_of, account))
        result.append(attempt(twice_balance, account))
        result.append(attempt(deposit, account, 2.0))
        result.append(attempt(deposit, account, -200.0))
    result.append(attempt(failing_of, accounts[0]))
    result.append(attempt(balance_of, 3))
    return result


def test_property_patched():
    account = Account(1.0)
    saved = Account.balance
    result = [attempt(balance_of, account)]
    Account.balance = 5.5
    result.append(attempt(balance_of, account))
    account.balance = 7.5
    result.append(attempt(balance_of, account))
    Account.balance = saved
    result.append(attempt(balance_of, account))
    saved.__init__(lambda self: "other getter")
    result.append(attempt(balance_of, account))
    return result


RERUNNABLE = False
