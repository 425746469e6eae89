"""The UCI Online Retail layout: one row per line, invoices that start with C take goods back."""

from __future__ import annotations

from typing import Any

from workbench.importing.privacy import customer_hash
from workbench.importing.sheet import Sheet
from workbench.importing.source import Field, Source
from workbench.importing.sources import order_rows
from workbench.language import _

CHANNEL = "Online retail"


def build(sheet: Sheet) -> None:
    """Make an order of each invoice; every row is a line, in the order of the file."""
    numbers = sheet.keys("number")
    made = sheet.moments("made")
    lines = order_rows.read_lines(sheet)
    _check_lines(sheet, lines)
    orders = order_rows.group(sheet, numbers, ())
    orders = order_rows.need(sheet, orders, made, "made", _("The invoice has no date."))
    count = len(orders.numbers)
    unknown: list[Any] = [None] * count
    moments = orders.pick(made)
    order_rows.stage(
        sheet,
        orders,
        lines,
        {
            "at": [m.at for m in moments],
            "day": [m.day for m in moments],
            "kind": ["cancelling" if n[:1] in "Cc" else "order" for n in orders.numbers],
            "status": [""] * count,
            "cancelled_day": unknown,
            "channel": [CHANNEL] * count,
            "country": orders.pick(sheet.texts("country")),
            "customer": _customers(sheet, orders),
            "currency": [sheet.currency] * count,
            "discount_minor": unknown,
            "shipping_minor": unknown,
            "tax_minor": unknown,
            "duties_minor": unknown,
            "refunded_minor": unknown,
            "total_minor": unknown,
            "vat_included": unknown,
            "discount_code": unknown,
        },
    )


def _check_lines(sheet: Sheet, lines: order_rows.Lines) -> None:
    """A line without quantity or price would make its invoice too small in silence."""
    for index, (quantity, price) in enumerate(zip(lines.quantity, lines.unit_price, strict=True)):
        if quantity is None and index not in sheet.bad:
            sheet.refuse(index, sheet.name("quantity"), "", _("The line has no quantity."))
        elif price is None and index not in sheet.bad:
            sheet.refuse(index, sheet.name("price"), "", _("The line has no price."))


def _customers(sheet: Sheet, orders: order_rows.Orders) -> list[int | None]:
    key, known = sheet.request.customer_key, {}
    found = []
    for identity in orders.pick(sheet.cells("customer")):
        if identity not in known:
            known[identity] = customer_hash(key, sheet.source.key, None, identity)
        found.append(known[identity])
    return found


SOURCE = Source(
    key="online_retail",
    title="Online retail (UCI)",
    facts=("orders", "order_line"),
    fields=(
        Field("number", ("InvoiceNo", "Invoice"), "key", required=True),
        Field("sku", ("StockCode",), required=True),
        Field("title", ("Description",)),
        Field("quantity", ("Quantity",), "number", required=True),
        Field("made", ("InvoiceDate",), "moment", required=True),
        Field("price", ("UnitPrice", "Price"), "money", required=True),
        Field("customer", ("CustomerID", "Customer ID"), "key", personal=True),
        Field("country", ("Country",)),
    ),
    build=build,
)
