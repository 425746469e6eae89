"""Large files in the shape of a Shopify orders export, made once per run with a fixed seed."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import chain
from pathlib import Path

HEADER = (
    "Name", "Email", "Financial Status", "Currency", "Subtotal", "Shipping", "Taxes", "Total",
    "Discount Code", "Discount Amount", "Created at", "Lineitem quantity", "Lineitem name",
    "Lineitem price", "Lineitem sku", "Refunded Amount",
)  # fmt: skip
COLUMNS = len(HEADER)
Row = tuple[object, ...]


def rows(count: int, *, start: int = 1001, seed: int = 7) -> Iterator[Row]:
    """Order rows, newest first, about one in three a further line of the order before."""
    dice = random.Random(seed)
    when = datetime(2026, 11, 8, 22, 0)  # noqa: DTZ001 (a local clock, as in the export)
    number, made = start + count, 0
    while made < count:
        lines = min(1 + (dice.random() < 0.35) + (dice.random() < 0.1), count - made)
        prices = [dice.randrange(900, 6500) / 100 for _line in range(lines)]
        quantities = [1 + (dice.random() < 0.2) for _line in range(lines)]
        subtotal = round(sum(p * q for p, q in zip(prices, quantities, strict=True)), 2)
        shipping = 0.0 if subtotal > 50 else 4.95
        total = round(subtotal + shipping, 2)
        stamp = when.strftime("%Y-%m-%d %H:%M:%S +0100")
        email = f"customer{dice.randrange(count // 2 + 1)}@example.com"
        for line, (price, quantity) in enumerate(zip(prices, quantities, strict=True)):
            sku = dice.randrange(40)
            item = (quantity, f"Candle number {sku}", price, f"SKU-{sku:03d}")
            if line == 0:
                head = (subtotal, shipping, round(total * 21 / 121, 2), total, "", 0.0, stamp)
                yield (f"#{number}", email, "paid", "EUR", *head, *item, 0.0)
            else:
                yield (f"#{number}", email, None, None, *(None,) * 6, stamp, *item, None)
        made += lines
        number -= 1
        when -= timedelta(seconds=dice.randrange(60, 400))


def write_csv(path: Path, count: int) -> Path:
    """Write a CSV file with `count` rows."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        writer.writerows(rows(count))
    return path


def write_xlsx(path: Path, count: int, places: Sequence[int] = range(COLUMNS)) -> Path:
    """Write an Excel file with `count` rows, its columns in a given order; XlsxWriter comes with python-pptx."""
    import xlsxwriter

    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Orders")
        for place, row in enumerate(chain([HEADER], rows(count))):
            sheet.write_row(place, 0, [row[column] for column in places])
    return path


def write_swapped(path: Path, count: int) -> Path:
    """Write the same as write_xlsx with two columns in each other's place."""
    places = list(range(COLUMNS))
    places[2], places[12] = places[12], places[2]
    return write_xlsx(path, count, places)
