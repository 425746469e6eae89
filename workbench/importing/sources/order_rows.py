"""From rows with one line item each to orders with lines; shared by every source of orders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import blake2b
from itertools import chain
from operator import itemgetter
from struct import unpack
from typing import Any

from workbench.importing import amounts
from workbench.importing.currencies import digits_of
from workbench.importing.sheet import Sheet
from workbench.importing.staging import is_constant
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
    rows_of: defaultdict[str | None, list[int]] = defaultdict(list)
    for index, number in enumerate(numbers):
        rows_of[number].append(index)
    for index in rows_of.pop(None, ()):
        if index not in sheet.bad:
            sheet.refuse(index, sheet.name("number"), "", _("The row has no order number."))
    first = telling[0] if telling else [None] * len(numbers)
    heads = [
        rows[0] if len(rows) == 1 or first[rows[0]] is not None else _head(rows, telling)
        for rows in rows_of.values()
    ]
    named = [number for number in rows_of if number is not None]
    return without_bad(sheet, Orders(named, list(rows_of.values()), heads))


def _head(rows: list[int], telling: Sequence[Sequence[Any]]) -> int:
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
    pairs = list(zip(prices, quantities, strict=True))
    known = {pair: _amount(*pair, digits) for pair in set(pairs)}
    large = {pair for pair, amount in known.items() if abs(amount or 0) > amounts.LARGEST_MINOR}
    if large:
        cells = sheet.cells("price")
        for index, pair in enumerate(pairs):
            if pair in large:
                sheet.refuse(index, sheet.name("price"), cells[index], amounts.too_large())
    return list(map(known.__getitem__, pairs))


def _amount(price: Decimal | None, quantity: Decimal | None, digits: int) -> int | None:
    if price is None or quantity is None:
        return None
    return amounts.rounded(price * quantity, digits)


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
    held = _held_lines(lines)
    members = _members(orders, held)
    gross, hashes = _sums(members, held)
    told: Sequence[Any] = hashes if with_lines else [None] * len(hashes)
    values = {"gross_minor": gross} | values | {"lines_hash": told}
    sheet.meta["first_day"] = min(values["day"], default=None)
    sheet.meta["last_day"] = max(values["day"], default=None)
    shop = sheet.meta.get("orders_of", sheet.source.key)
    columns: list[Sequence[Any]] = [[shop] * len(orders.numbers), orders.numbers]
    columns += [values[name] for name in ORDERS.values]
    places = [sheet.rows[head] for head in orders.heads]
    keys = range(1, len(orders.numbers) + 1)
    sheet.give_columns("orders", ORDER_COLUMNS, [keys, *columns, places, fingerprints_of(columns)])
    sheet.give_columns("order_line", LINE_COLUMNS, _line_columns(sheet.rows, members, held))


@dataclass
class _Held:
    """The lines of all rows, by column and as they are fingerprinted; `tells` is False where a row has no line."""

    columns: tuple[Sequence[Any], ...]
    prints: list[int]
    amounts: Sequence[int | None]
    tells: list[bool] | None


def _held_lines(lines: Lines) -> _Held:
    columns = (
        *(lines.sku, lines.title, lines.quantity, lines.unit_price),
        *(lines.amount, lines.discount, lines.tax),
    )
    return _Held(columns, fingerprints_of(columns), lines.amount, _tells(lines))


def _tells(lines: Lines) -> list[bool] | None:
    """Which rows hold a line: a refund's row says nothing of one. None where all do."""
    columns = (lines.sku, lines.title, lines.amount)
    if any(None not in column for column in columns):
        return None
    rows = zip(*columns, strict=True)
    return [sku is not None or title is not None or cost is not None for sku, title, cost in rows]


def _members(orders: Orders, held: _Held) -> list[list[int]]:
    """The rows of each order that hold a line."""
    tells = held.tells
    if tells is None:
        return orders.rows
    return [[row for row in rows if tells[row]] for rows in orders.rows]


def _sums(members: list[list[int]], held: _Held) -> tuple[list[int | None], list[int]]:
    """Per order the sum of its lines' amounts (None where one is not known) and of their fingerprints."""
    amounts_of, prints = held.amounts, held.prints
    gross = [
        amounts_of[rows[0]] if len(rows) == 1 else _sum([amounts_of[row] for row in rows])
        for rows in members
    ]
    hashes = [
        prints[rows[0]] if len(rows) == 1 else _signed(sum([prints[row] for row in rows]))
        for rows in members
    ]
    return gross, hashes


def _sum(values: list[int | None]) -> int | None:
    told = [value for value in values if value is not None]
    return sum(told) if told and len(told) == len(values) else None


def _line_columns(
    places: Sequence[int], members: list[list[int]], held: _Held
) -> list[Sequence[Any]]:
    """The columns of LINE_COLUMNS, order by order."""
    order_n = [n for n, rows in enumerate(members, 1) for _row in rows]
    n = [n for rows in members for n in range(1, len(rows) + 1)]
    flat = list(chain.from_iterable(members))
    columns = (*held.columns, places, held.prints)
    if flat == list(range(len(places))):
        return [order_n, n, *columns]
    return [order_n, n, *(list(map(column.__getitem__, flat)) for column in columns)]


def fingerprint(values: tuple[Any, ...]) -> int:
    """What `facts.row_hash` answers, without its generality; a test holds the two equal."""
    text = repr(values).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(text, digest_size=8).digest(), "big", signed=True)


def fingerprints(rows: Sequence[tuple[Any, ...]]) -> list[int]:
    """The fingerprint of each row."""
    return _hashed(map(repr, rows))


def fingerprints_of(columns: Sequence[Sequence[Any]]) -> list[int]:
    """The fingerprint of each row of a table given by columns; writes what is the same in all rows only once."""
    pieces = [repr(c[0]).replace("%", "%%") if is_constant(c) else "%r" for c in columns]
    varying = [c for c, piece in zip(columns, pieces, strict=True) if piece == "%r"]
    form = f"({', '.join(pieces)})"
    return _hashed(map(form.__mod__, zip(*varying, strict=True)))


def _hashed(texts: Iterable[str]) -> list[int]:
    digests = [
        blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest() for text in texts
    ]
    return list(unpack(f">{len(digests)}q", b"".join(digests)))


def _signed(total: int) -> int:
    total &= 0xFFFF_FFFF_FFFF_FFFF
    return total - (1 << 64) if total >= 1 << 63 else total
