"""A small shop that prices with 21 % VAT included, with refunds and cancellations: files and truth for tests.

Everything is counted here with its own arithmetic (Decimal), from the events and not from the files.
"""

from __future__ import annotations

import csv
import random
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

RATE = Decimal("1.21")
START = date(2026, 1, 5)
DAYS = 80
HEADER = [
    "Name",
    "Email",
    "Financial Status",
    "Currency",
    "Subtotal",
    "Shipping",
    "Taxes",
    "Total",
    "Discount Code",
    "Discount Amount",
    "Created at",
    "Lineitem quantity",
    "Lineitem name",
    "Lineitem price",
    "Lineitem sku",
    "Cancelled at",
    "Refunded Amount",
    "Source",
]


def cents(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


@dataclass(frozen=True)
class Sale:
    number: int
    day: date
    email: str
    lines: tuple[tuple[str, int, Decimal], ...]  # sku, pieces, price with VAT
    discount: Decimal  # with VAT
    shipping: Decimal  # with VAT
    refund_day: date | None = None  # all goods come back, postage stays paid
    cancel_day: date | None = None  # before it was sent, all money back

    @property
    def goods(self) -> Decimal:
        return sum((pieces * price for _sku, pieces, price in self.lines), Decimal())

    @property
    def total(self) -> Decimal:
        return self.goods - self.discount + self.shipping

    @property
    def taxes(self) -> Decimal:
        return cents(self.total - self.total / RATE)


def sales(seed: int = 11) -> list[Sale]:
    dice = random.Random(seed)
    made = []
    for number in range(1001, 1161):
        day = START + timedelta(dice.randrange(DAYS))
        lines = tuple(
            (
                f"S-{dice.randrange(6)}",
                1 + dice.randrange(2),
                Decimal(dice.randrange(995, 4995)) / 100,
            )
            for _line in range(1 + dice.randrange(3))
        )
        goods = sum((pieces * price for _sku, pieces, price in lines), Decimal())
        later = day + timedelta(3 + dice.randrange(25))
        fate = dice.random()
        made.append(
            Sale(
                number,
                day,
                f"buyer{dice.randrange(90)}@example.com",
                lines,
                cents(goods / 10) if dice.random() < 0.2 else Decimal("0.00"),
                Decimal("4.95") if goods < 60 else Decimal("0.00"),
                refund_day=later if fate < 0.12 else None,
                cancel_day=day + timedelta(1) if fate > 0.94 else None,
            )
        )
    return sorted(made, key=lambda sale: (sale.day, sale.number))


def write_orders(folder: Path, first: date, last: date, exported: date) -> Path:
    """The orders export of a span as it stood on a day, newest first, the day in its name."""
    path = folder / f"orders_export_{exported:%Y-%m-%d}.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, HEADER)
        writer.writeheader()
        for sale in reversed(sales()):
            if first <= sale.day <= last:
                writer.writerows(_rows(sale, exported))
    return path


def _rows(sale: Sale, exported: date) -> list[dict[str, object]]:
    stamp = f"{sale.day} 12:00:00 +0100"
    gone = sale.cancel_day is not None and sale.cancel_day <= exported
    back = sale.refund_day is not None and sale.refund_day <= exported
    refunded = sale.total if gone else sale.goods - sale.discount if back else Decimal("0.00")
    head: dict[str, object] = {
        "Financial Status": "refunded" if gone else "partially_refunded" if back else "paid",
        "Currency": "EUR",
        "Subtotal": sale.goods - sale.discount,
        "Shipping": sale.shipping,
        "Taxes": sale.taxes,
        "Total": sale.total,
        "Discount Code": "TEN" if sale.discount else "",
        "Discount Amount": sale.discount,
        "Cancelled at": f"{sale.cancel_day} 09:00:00 +0100" if gone else "",
        "Refunded Amount": refunded,
        "Source": "web",
    }
    rows = []
    for place, (sku, pieces, price) in enumerate(sale.lines):
        own = {
            "Name": f"#{sale.number}",
            "Email": sale.email,
            "Created at": stamp,
            "Lineitem quantity": pieces,
            "Lineitem name": f"Thing {sku}",
            "Lineitem price": price,
            "Lineitem sku": sku,
        }
        rows.append(own | head if place == 0 else own)
    return rows


def report() -> dict[date, dict[str, Decimal]]:
    """What the shop's sales report says per day: before VAT, refunds on the day they were paid back."""
    days = {
        START + timedelta(n): dict.fromkeys(REPORT[1:], Decimal("0.00")) for n in range(DAYS + 30)
    }
    for sale in sales():
        gross = sum((cents(pieces * price / RATE) for _s, pieces, price in sale.lines), Decimal())
        discount, shipping = cents(sale.discount / RATE), cents(sale.shipping / RATE)
        goods, postage = gross - discount, shipping
        day = days[sale.day]
        day["Orders"] += 1
        day["Gross sales"] += gross
        day["Discounts"] -= discount
        day["Shipping charges"] += postage
        day["Taxes"] += sale.total - goods - postage
        if sale.cancel_day:
            days[sale.cancel_day]["Returns"] -= goods
            days[sale.cancel_day]["Shipping charges"] -= postage
            days[sale.cancel_day]["Taxes"] -= sale.total - goods - postage
        elif sale.refund_day:
            days[sale.refund_day]["Returns"] -= goods
            days[sale.refund_day]["Taxes"] -= sale.goods - sale.discount - goods
    for day in days.values():
        day["Net sales"] = day["Gross sales"] + day["Discounts"] + day["Returns"]
        day["Total sales"] = day["Net sales"] + day["Shipping charges"] + day["Taxes"]
    return days


REPORT = (
    "Day", "Orders", "Gross sales", "Discounts", "Returns", "Net sales", "Shipping charges",
    "Duties", "Additional fees", "Taxes", "Total sales",
)  # fmt: skip


def write_report(folder: Path) -> Path:
    path = folder / "total_sales_over_time_2026-04-24.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, REPORT)
        writer.writeheader()
        writer.writerows({"Day": day.isoformat(), **row} for day, row in report().items())
    return path
