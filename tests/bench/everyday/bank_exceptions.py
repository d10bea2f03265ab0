"""Bank accounts with custom exceptions, properties and a transaction log."""
# N=460000


class BankError(Exception):
    """Base class for everything that can go wrong at the bank."""


class InsufficientFunds(BankError):
    def __init__(self, balance: int, amount: int) -> None:
        super().__init__(f"balance {balance} is less than {amount}")
        self.missing = amount - balance


class AccountNotFound(BankError):
    pass


class AccountFrozen(BankError):
    pass


class Account:
    def __init__(self, owner: str, balance: int = 0) -> None:
        self.owner = owner
        self._balance = balance
        self.frozen = False

    @property
    def balance(self) -> int:
        return self._balance

    def deposit(self, amount: int) -> None:
        if amount <= 0:
            raise ValueError("deposit must be positive")
        self._balance += amount

    def withdraw(self, amount: int) -> None:
        if self.frozen:
            raise AccountFrozen(self.owner)
        if amount > self._balance:
            raise InsufficientFunds(self._balance, amount)
        self._balance -= amount


class Bank:
    def __init__(self) -> None:
        self.accounts: dict[int, Account] = {}
        self.log: list[str] = []

    def account(self, number: int) -> Account:
        try:
            return self.accounts[number]
        except KeyError:
            raise AccountNotFound(f"no account {number}") from None

    def transfer(self, source: int, target: int, amount: int) -> None:
        to = self.account(target)
        sender = self.account(source)
        sender.withdraw(amount)
        try:
            to.deposit(amount)
        except ValueError:
            sender._balance += amount
            raise
        finally:
            self.log.append(f"{source}->{target}:{amount}")


def bench(n: int) -> tuple[int, int, list[tuple[str, int]], str]:
    bank = Bank()
    for number in range(50):
        bank.accounts[number] = Account(f"owner{number}", 1000)
    bank.accounts[13].frozen = True
    failures: dict[str, int] = {}
    missing = 0
    for i in range(n):
        try:
            bank.transfer(i * 7 % 50, i * 11 % 53, i * 37 % 400)
        except InsufficientFunds as error:
            missing += error.missing
            failures["funds"] = failures.get("funds", 0) + 1
        except (BankError, ValueError) as error:
            name = type(error).__name__
            failures[name] = failures.get(name, 0) + 1
    total = sum(account.balance for account in bank.accounts.values())
    return total, missing, sorted(failures.items()), bank.log[-1]
