"""An inventory: dataclasses, total_ordering, Enum, exceptions from exceptions."""
import json
from dataclasses import dataclass, field, replace, asdict, astuple, fields, FrozenInstanceError
from enum import Enum, IntEnum, Flag, auto
from functools import total_ordering
from typing import Iterator, Optional


class Category(Enum):
    TOOL = "tool"
    FOOD = "food"
    TOY = "toy"

    @property
    def tax(self) -> float:
        return {Category.TOOL: 0.2, Category.FOOD: 0.05}.get(self, 0.19)

    @classmethod
    def _missing_(cls, value):
        for member in cls:
            if member.value == str(value).lower():
                return member
        return None


class Level(IntEnum):
    LOW = 1
    MID = 5
    HIGH = 10


class Marks(Flag):
    NEW = auto()
    SALE = auto()
    LAST = auto()


class StockError(Exception):
    def __init__(self, name: str, wanted: int, left: int) -> None:
        super().__init__(f"{name}: wanted {wanted}, {left} left")
        self.name = name
        self.wanted = wanted


@total_ordering
@dataclass
class Item:
    name: str
    price: float
    count: int = 0
    category: Category = Category.TOOL
    marks: Marks = Marks(0)
    history: list[int] = field(default_factory=list, repr=False)

    def __post_init__(self) -> None:
        if self.price < 0:
            raise ValueError(f"negative price {self.price!r} of {self.name}")

    def __lt__(self, other: "Item") -> bool:
        if not isinstance(other, Item):
            return NotImplemented
        return (self.price, self.name) < (other.price, other.name)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Item):
            return NotImplemented
        return self.name == other.name and self.price == other.price

    def __hash__(self) -> int:
        return hash(self.name)

    def take(self, amount: int) -> float:
        if amount > self.count:
            raise StockError(self.name, amount, self.count)
        self.count -= amount
        self.history.append(-amount)
        return amount * self.price * (1 + self.category.tax)

    @property
    def worth(self) -> float:
        return self.price * self.count


@dataclass(frozen=True, order=True, slots=True)
class Line:
    total: float
    name: str = "x"


class Inventory:
    def __init__(self, items: list[Item]) -> None:
        self.items: dict[str, Item] = {item.name: item for item in items}

    def __iter__(self) -> Iterator[Item]:
        yield from sorted(self.items.values())

    def __len__(self) -> int:
        return len(self.items)

    def __contains__(self, name: str) -> bool:
        return name in self.items

    def __getitem__(self, name: str) -> Item:
        try:
            return self.items[name]
        except KeyError as error:
            raise LookupError(f"no item {name!r} among {len(self)}") from error

    def order(self, wanted: dict[str, int]) -> list[Line]:
        lines: list[Line] = []
        for name, amount in wanted.items():
            try:
                lines.append(Line(self[name].take(amount), name))
            except StockError as error:
                error.add_note(f"while ordering {len(wanted)} things")
                raise
        return lines

    def worth(self) -> float:
        total = 0.0
        for item in self.items.values():
            total += item.worth
        return total

    def levels(self) -> dict[Level, int]:
        counts: dict[Level, int] = {}
        for item in self.items.values():
            level = Level.LOW if item.count < Level.MID else Level.MID if item.count < Level.HIGH else Level.HIGH
            counts[level] = counts.get(level, 0) + 1
        return counts


def stock() -> Inventory:
    return Inventory([
        Item("hammer", 12.5, 3),
        Item("apple", 0.35, 120, Category.FOOD, Marks.NEW | Marks.SALE),
        Item("car", 5, 7, Category("TOY")),
        Item("kite", -0.0, True, Category.TOY, Marks.LAST),
    ])


def test_order():
    inventory = stock()
    return inventory.order({"apple": 20, "car": 2}), [i.name for i in inventory], inventory.worth(), inventory["apple"].history


def test_short():
    return stock().order({"apple": 1, "hammer": 30})


def test_missing():
    return stock().order({"pear": 1})


def test_lies():
    inventory = stock()
    inventory["car"].count = 10**25
    inventory["apple"].price = float("nan")
    inventory["hammer"].price = "12"
    try:
        return inventory.worth()
    except TypeError as error:
        inventory["hammer"].price = True
        return str(error), inventory.worth(), inventory.levels(), sorted(map(repr, inventory.items.values()))


def test_data():
    item = stock()["apple"]
    changed = replace(item, count=item.count - 1)
    try:
        Line(1.0).total = 2.0
    except FrozenInstanceError as error:
        frozen = repr(error)
    return asdict(item), astuple(changed), [f.name for f in fields(item)], frozen, Line(2.0) < Line(2.0, "y"), item == changed, item <= changed, item == 3


def test_negative():
    return Item("x", -1.0)


def test_enum():
    found = []
    for value in ("tool", "FOOD", "toy", "none"):
        try:
            found.append(Category(value))
        except ValueError as error:
            found.append(repr(error))
    return found, [c.tax for c in Category], Level(5) + 1, Level.LOW < Level.HIGH, Marks.NEW | Marks.LAST, Marks.SALE in (Marks.NEW | Marks.SALE), ~Marks.NEW


def test_json():
    return json.dumps({i.name: [i.price, i.count, i.category.value] for i in stock()})


def test_compare_with_others():
    item = stock()["car"]
    return item < 3
