"""Parsing CSV-like lines with split/strip/int/float and summarising by region."""
# N=160000


class Sale:
    def __init__(self, day: int, region: str, product: str, units: int, price: float) -> None:
        self.day = day
        self.region = region
        self.product = product
        self.units = units
        self.price = price

    @property
    def revenue(self) -> float:
        return self.units * self.price


def make_lines(count: int) -> list[str]:
    regions = ["north", "south", "east", "west"]
    products = ["apple", "pear", "fig"]
    lines = ["# day, region, product, units, price"]
    for i in range(count):
        if i % 97 == 5:
            lines.append(f"{i}, broken line")
        elif i % 101 == 7:
            lines.append(f"{i}, north, apple, n/a, 1.0")
        else:
            lines.append(f" {i % 365}, {regions[i % 4]} ,{products[i * i % 3]}, {i % 17 + 1},{(i % 50) / 4 + 0.5:.2f} ")
    return lines


def parse_line(line: str) -> Sale:
    fields = [field.strip() for field in line.split(",")]
    if len(fields) != 5:
        raise ValueError(f"expected 5 fields, got {len(fields)}")
    day, region, product, units, price = fields
    return Sale(int(day), region, product, int(units), float(price))


def load(lines: list[str]) -> tuple[list[Sale], list[str]]:
    sales, errors = [], []
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            sales.append(parse_line(line))
        except ValueError as error:
            errors.append(f"line {number}: {error}")
    return sales, errors


def totals(sales: list[Sale]) -> dict[str, float]:
    result: dict[str, float] = {}
    for sale in sales:
        result[sale.region] = result.get(sale.region, 0.0) + sale.revenue
    return result


def bench(n: int) -> tuple[str, int, str, int]:
    sales, errors = load(make_lines(n))
    report = "; ".join(f"{k}={v:.2f}" for k, v in sorted(totals(sales).items()))
    sales.sort(key=lambda s: (-s.revenue, s.day))
    best_days = {s.day for s in sales[:100]}
    return report, len(errors), errors[-1], sum(best_days)
