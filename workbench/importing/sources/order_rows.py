"""From rows with one line item each to orders with lines; shared by every source of orders."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import blake2b
from operator import itemgetter
from typing import Any

from workbench.importing import amounts
from workbench.importing.currencies import digits_of
from workbench.importing.sheet import Sheet
from workbench.language import _
from workbench.store.facts import ORDER_LINE, ORDERS

ORDER_COLUMNS = ("n", *ORDERS.columns, "row", "row_hash")
LINE_COLUMNS = ("order_n", "n", *ORDER_LINE.columns, "row", "row_hash")


@dataclass
class Lines:
    """One value per data row: what the row says about its line; `is_line` is False where it says nothing."""

    sku: Sequence[str | None]
    title: Sequence[str | None]
    quantity: Sequence[float | None]
    unit_price: Sequence[str | None]
    amount: Sequence[int | None]
    discount: Sequence[int | None]
    tax: Sequence[int | None]


@dataclass
class Orders:
    """The rows grouped by order: `numbers`, the `rows` of each, and which of them is the `head`."""

    numbers: list[str] = field(default_factory=list)
    rows: list[list[int]] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)

    def pick(self, values: Sequence[Any]) -> list[Any]:
        """The value of each order: that of its head row."""
        if len(self.heads) < 2:
            return [values[head] for head in self.heads]
        return list(itemgetter(*self.heads)(values))


def group(sheet: Sheet, numbers: Sequence[str | None], telling: Sequence[Sequence[Any]]) -> Orders:
    """Group the rows by order number, whatever their order.

    The head of an order is its first row in which one of the `telling` columns holds something. An order with a
    refused row is refused whole, since half an order would be a wrong order.
    """
    places: dict[str, int] = {}
    found = Orders()
    for index, number in enumerate(numbers):
        if number is None:
            if index not in sheet.bad:
                sheet.refuse(index, sheet.name("number"), "", _("The row has no order number."))
            continue
        place = places.get(number)
        if place is None:
            places[number] = len(found.numbers)
            found.numbers.append(number)
            found.rows.append([index])
        else:
            found.rows[place].append(index)
    found.heads = [_head(rows, telling) for rows in found.rows]
    return without_bad(sheet, found)


def _head(rows: list[int], telling: Sequence[Sequence[Any]]) -> int:
    if len(rows) == 1:
        return rows[0]
    for row in rows:
        for values in telling:
            if values[row] is not None:
                return row
    return rows[0]


def without_bad(sheet: Sheet, orders: Orders) -> Orders:
    """Leave out the orders that have a refused row, and list their other rows."""
    if not sheet.bad:
        return orders
    kept = Orders()
    bad = set(sheet.bad)
    for number, rows, head in zip(orders.numbers, orders.rows, orders.heads, strict=True):
        if bad.isdisjoint(rows):
            kept.numbers.append(number)
            kept.rows.append(rows)
            kept.heads.append(head)
            continue
        for row in rows:
            if row not in bad:
                reason = _("Another row of order {number} cannot be read.").format(number=number)
                sheet.refuse(row, sheet.name("number"), number, reason)
    return kept


def need(
    sheet: Sheet, orders: Orders, values: Sequence[Any], field_name: str, reason: str
) -> Orders:
    """Refuse the orders whose head row has no value for something every order needs."""
    for head in orders.heads:
        if values[head] is None:
            column = sheet.name(field_name) if sheet.has(field_name) else ""
            sheet.refuse(head, column, "", reason)
    return without_bad(sheet, orders)


def read_lines(sheet: Sheet) -> Lines:
    """Read the line fields: sku, title, quantity, price, line_discount, line_tax, as far as they are there.

    The amount of a line is unit price times quantity, rounded to minor units, halves away from zero.
    """
    prices = sheet.decimals("price")
    pieces: Sequence[Decimal | None] = (
        sheet.decimals("quantity") if sheet.has("quantity") else [Decimal(1)] * len(sheet)
    )
    floats = {piece: None if piece is None else float(piece) for piece in set(pieces)}
    texts = {price: amounts.plain_text(price) for price in set(prices) if price is not None}
    return Lines(
        sheet.texts("sku"),
        sheet.texts("title"),
        [floats[piece] for piece in pieces],
        [None if price is None else texts[price] for price in prices],
        _amounts(sheet, prices, pieces),
        sheet.money("line_discount"),
        sheet.money("line_tax"),
    )


def _amounts(
    sheet: Sheet, prices: Sequence[Decimal | None], quantities: Sequence[Decimal | None]
) -> list[int | None]:
    if not sheet.has("price"):
        return [None] * len(sheet)
    digits = digits_of(sheet.currency)
    pairs = list(zip(sheet.cells("price"), sheet.cells("quantity"), strict=True))
    known: dict[Any, int | None] = {}
    for index, pair in enumerate(pairs):
        if pair not in known:
            price, quantity = prices[index], quantities[index]
            whole = price is not None and quantity is not None
            known[pair] = amounts.rounded(price * quantity, digits) if whole else None  # type: ignore[operator]
        if known[pair] is not None and abs(known[pair] or 0) > amounts.LARGEST_MINOR:
            sheet.refuse(index, sheet.name("price"), pair[0], amounts.too_large())
    return list(map(known.__getitem__, pairs))


def stage(
    sheet: Sheet,
    orders: Orders,
    lines: Lines,
    values: dict[str, Sequence[Any]],
    *,
    with_lines: bool = True,
) -> None:
    """Hand over orders and lines; `values` holds a column per order for every value of ORDERS but two.

    A file without lines says nothing about them: the lines that another file of the same shop brought stay. `orders_of`
    in the sheet's meta names the shop where several sources tell of the same orders.

    gross_minor (the sum of the lines, unless given) and lines_hash (the sum of their fingerprints) are made here.
    """
    stated_lines = _line_values(lines)
    prints = {line: fingerprint(line) for line in set(stated_lines)}
    gross, hashes = _sums(orders, stated_lines, prints)
    told: Sequence[Any] = hashes if with_lines else [None] * len(hashes)
    values = {"gross_minor": gross} | values | {"lines_hash": told}
    sheet.meta["first_day"] = min(values["day"], default=None)
    sheet.meta["last_day"] = max(values["day"], default=None)
    number_of = [sheet.meta.get("orders_of", sheet.source.key)] * len(orders.numbers)
    columns = [number_of, orders.numbers, *(values[name] for name in ORDERS.values)]
    stated = list(zip(*columns, strict=True))
    places = [sheet.rows[head] for head in orders.heads]
    rows = (
        (n, *row, place, print_)
        for n, (row, place, print_) in enumerate(
            zip(stated, places, fingerprints(stated), strict=True), 1
        )
    )
    sheet.give("orders", ORDER_COLUMNS, rows)
    told_lines = _line_rows(sheet.rows, orders, stated_lines, prints) if with_lines else ()
    sheet.give("order_line", LINE_COLUMNS, told_lines)


Line = tuple[Any, ...]


def _line_values(lines: Lines) -> list[Line]:
    """The values of each row's line; equal lines are one object, which keeps a million of them small."""
    same: dict[Line, Line] = {}
    columns = (
        *(lines.sku, lines.title, lines.quantity, lines.unit_price),
        *(lines.amount, lines.discount, lines.tax),
    )
    return [same.setdefault(line, line) for line in zip(*columns, strict=True)]


def _is_line(line: Line) -> bool:
    """False for a row that says nothing about a line, such as a refund's."""
    return line[0] is not None or line[1] is not None or line[4] is not None


def _sums(
    orders: Orders, stated: list[Line], prints: dict[Line, int]
) -> tuple[list[int | None], list[int]]:
    """Per order the sum of its lines' amounts (None where one is not known) and of their fingerprints."""
    gross: list[int | None] = []
    hashes: list[int] = []
    for members in orders.rows:
        held = [line for line in map(stated.__getitem__, members) if _is_line(line)]
        amounts_of = [line[4] for line in held]
        gross.append(sum(amounts_of) if held and None not in amounts_of else None)
        hashes.append(_signed(sum(map(prints.__getitem__, held))))
    return gross, hashes


def _line_rows(
    places: Sequence[int], orders: Orders, stated: list[Line], prints: dict[Line, int]
) -> Iterator[tuple[Any, ...]]:
    for order_n, members in enumerate(orders.rows, 1):
        n = 0
        for index in members:
            line = stated[index]
            if _is_line(line):
                n += 1
                yield (order_n, n, *line, places[index], prints[line])


def fingerprint(values: tuple[Any, ...]) -> int:
    """What `facts.row_hash` answers, without its generality; a test holds the two equal."""
    text = repr(values).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(text, digest_size=8).digest(), "big", signed=True)


def fingerprints(rows: Sequence[tuple[Any, ...]]) -> list[int]:
    """The fingerprint of each row."""
    return [
        int.from_bytes(
            blake2b(repr(row).encode("utf-8", "surrogatepass"), digest_size=8).digest(),
            "big",
            signed=True,
        )
        for row in rows
    ]


def _signed(total: int) -> int:
    total &= 0xFFFF_FFFF_FFFF_FFFF
    return total - (1 << 64) if total >= 1 << 63 else total
