"""Shopify's orders export: one row per line item; order values on the first row of an order only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from workbench.importing.keys import header_of, text_of
from workbench.importing.privacy import customer_hash
from workbench.importing.sheet import Sheet
from workbench.importing.source import Field, Source
from workbench.importing.sources import order_rows
from workbench.importing.sources.order_rows import Lines, Orders
from workbench.importing.table import Table
from workbench.language import _

CHANNELS = {
    "web": "Online store",
    "": "Online store",
    "pos": "Point of sale",
    "shopify_draft_order": "Draft orders",
}


def build(sheet: Sheet) -> None:
    """Group the rows into orders, decide whether prices include VAT, and hand orders and lines over."""
    currencies = sheet.texts("currency")
    sheet.currency = (
        Counter(filter(None, currencies)).most_common(1)[0][0]
        if any(currencies)
        else sheet.currency
    )
    numbers = sheet.keys("number")
    created = sheet.moments("created")
    status, total = sheet.texts("status"), sheet.money("total")
    money = {
        name: sheet.money(name)
        for name in ("subtotal", "shipping", "taxes", "discount", "duties", "refunded")
    }
    cancelled = sheet.days("cancelled")
    lines = order_rows.read_lines(sheet)
    _check_quantities(sheet, lines)
    orders = order_rows.group(sheet, numbers, (total, status, currencies, money["subtotal"]))
    orders = order_rows.need(sheet, orders, created, "created", _("The order has no date."))
    picked = {name: orders.pick(values) for name, values in money.items()} | {
        "total": orders.pick(total)
    }
    vat = _vat_included(sheet, picked)
    order_rows.stage(
        sheet,
        orders,
        lines,
        {
            "at": [m.at for m in orders.pick(created)],
            "day": [m.day for m in orders.pick(created)],
            "kind": ["order"] * len(orders.heads),
            "status": [(s or "").lower() for s in orders.pick(status)],
            "cancelled_day": orders.pick(cancelled),
            "channel": _channels(orders.pick(sheet.texts("channel"))),
            "country": _countries(sheet, orders),
            "customer": _customers(sheet, orders),
            "currency": [c or sheet.currency for c in orders.pick(currencies)],
            "discount_minor": _discounts(sheet, orders, lines, picked),
            "shipping_minor": picked["shipping"],
            "tax_minor": picked["taxes"],
            "duties_minor": picked["duties"],
            "refunded_minor": picked["refunded"],
            "total_minor": picked["total"],
            "vat_included": [vat] * len(orders.heads),
            "discount_code": orders.pick(sheet.texts("discount_code")),
        },
    )


def _check_quantities(sheet: Sheet, lines: Lines) -> None:
    if not sheet.has("quantity"):
        return
    for index, quantity in enumerate(lines.quantity):
        if quantity is None and index not in sheet.bad and (lines.title[index] or lines.sku[index]):
            sheet.refuse(index, sheet.name("quantity"), "", _("The line has no quantity."))


def _channels(values: Sequence[str | None]) -> list[str]:
    return [CHANNELS.get((value or "").casefold(), value or "Online store") for value in values]


def _countries(sheet: Sheet, orders: Orders) -> list[str | None]:
    shipping = orders.pick(sheet.texts("country"))
    billing = orders.pick(sheet.texts("billing_country"))
    return [a or b for a, b in zip(shipping, billing, strict=True)]


def _customers(sheet: Sheet, orders: Orders) -> list[int | None]:
    """The e-mail of an order counts its customer; any of its rows may hold it."""
    cells = sheet.cells("email")
    emails = orders.pick(cells)
    for place, email in enumerate(emails):
        if not email:
            emails[place] = next((cells[row] for row in orders.rows[place] if cells[row]), "")
    key, source = sheet.request.customer_key, sheet.source.key
    known = {email: customer_hash(key, source, email) for email in set(emails)}
    return [known[email] for email in emails]


def _discounts(
    sheet: Sheet, orders: Orders, lines: Lines, picked: dict[str, list[Any]]
) -> list[int | None]:
    """The order's discount; the lines' own discounts count on top where only that explains the Subtotal."""
    on_lines = [sum(lines.discount[row] or 0 for row in rows) for rows in orders.rows]
    if not sheet.has("discount"):
        return list(on_lines) if sheet.has("line_discount") else [None] * len(on_lines)
    whole: list[int | None] = picked["discount"]
    if not any(on_lines):
        return whole
    within = beside = 0
    for rows, subtotal, discount, extra in zip(
        orders.rows, picked["subtotal"], whole, on_lines, strict=True
    ):
        if extra and subtotal is not None:
            goods = sum(lines.amount[row] or 0 for row in rows)
            within += goods - (discount or 0) == subtotal
            beside += goods - (discount or 0) - extra == subtotal
    if beside <= within:
        return whole
    sheet.assume(_("Discounts on single lines are counted beside the discount of the order."))
    return [(d or 0) + extra for d, extra in zip(whole, on_lines, strict=True)]


def _vat_included(sheet: Sheet, picked: dict[str, list[Any]]) -> int | None:
    """Whether prices include VAT: by which identity holds in the orders with tax, else as the workspace says."""
    inside = on_top = taxed = 0
    columns = (picked[n] for n in ("total", "subtotal", "shipping", "taxes", "duties"))
    for total, subtotal, shipping, taxes, duties in zip(*columns, strict=True):
        if not taxes or total is None or subtotal is None:
            continue
        taxed += 1
        rest = total - subtotal - (shipping or 0) - (duties or 0)
        inside += abs(rest) <= 1
        on_top += abs(rest - taxes) <= 1
    if taxed and inside != on_top:
        _say_vat(sheet, inside > on_top, max(inside, on_top), taxed)
        return int(inside > on_top)
    told = sheet.request.prices_include_vat
    if told in ("yes", "no"):
        sheet.assume(
            _("The file does not say whether prices include VAT; the workspace says they do.")
            if told == "yes"
            else _(
                "The file does not say whether prices include VAT; the workspace says they do not."
            )
        )
        return int(told == "yes")
    if sheet.has("taxes") and not taxed:
        return 0
    sheet.assume(
        _("The file does not say whether prices include VAT; they are taken as they are."),
        key="vat",
        options=["yes", "no"],
    )
    return None


def _say_vat(sheet: Sheet, inside: bool, held: int, taxed: int) -> None:
    words = (
        _(
            "Prices include VAT: Total equals Subtotal plus Shipping in {n} of {all} orders with tax."
        )
        if inside
        else _(
            "VAT comes on top: Total equals Subtotal plus Shipping plus Taxes in {n} of {all} orders with tax."
        )
    )
    sheet.assume(words.format(n=held, all=taxed))


def refuse(table: Table, file_name: str) -> str | None:
    """Abandoned checkouts come in the same shape, and are no orders."""
    names = {header_of(name) for name in table.names}
    told = any("abandoned" in n or n.startswith(("recover", "checkout url")) for n in names)
    places = {header_of(name): i for i, name in enumerate(table.names)}
    state = (
        [text_of(row[places["financial status"]]) for row in table.sample]
        if "financial status" in places
        else []
    )
    never_paid = (
        "financial status" not in names
        and "paid at" not in names
        and "fulfillment status" not in names
    )
    named = "checkout" in header_of(file_name)
    whole_shape = "lineitem requires shipping" in names and "accepts marketing" in names
    if told or (whole_shape and (never_paid or (named and not any(state)))):
        return _(
            "{name} lists abandoned checkouts, which are not orders; export Orders instead (Orders, Export)."
        ).format(name=file_name)
    return None


_UNREAD = (
    "Paid at,Fulfillment Status,Fulfilled at,Accepts Marketing,Shipping Method,Lineitem compare at price,"
    "Lineitem requires shipping,Lineitem taxable,Lineitem fulfillment status,Billing Name,Billing Street,"
    "Billing Address1,Billing Address2,Billing Company,Billing City,Billing Zip,Billing Province,Billing Phone,"
    "Shipping Name,Shipping Street,Shipping Address1,Shipping Address2,Shipping Company,Shipping City,Shipping Zip,"
    "Shipping Province,Shipping Phone,Notes,Note Attributes,Payment Method,Payment Reference,Vendor,"
    "Outstanding Balance,Employee,Location,Device ID,Id,Tags,Risk Level,Tax 1 Name,Tax 1 Value,Tax 2 Name,Tax 2 Value,"
    "Tax 3 Name,Tax 3 Value,Tax 4 Name,Tax 4 Value,Tax 5 Name,Tax 5 Value,Phone,Receipt Number,"
    "Billing Province Name,Shipping Province Name,Payment ID,Payment Terms Name,Next Payment Due At,Payment References"
)

SOURCE = Source(
    key="shopify.orders",
    title="Shopify orders",
    facts=("orders", "order_line"),
    fields=(
        Field("number", ("Name", "Order", "Order name", "Order number"), "key", required=True),
        Field("email", ("Email",), "email", personal=True),
        Field("status", ("Financial Status",)),
        Field("created", ("Created at",), "moment", required=True),
        Field("currency", ("Currency",)),
        Field("subtotal", ("Subtotal",), "money"),
        Field("shipping", ("Shipping",), "money"),
        Field("taxes", ("Taxes",), "money"),
        Field("total", ("Total",), "money"),
        Field("discount_code", ("Discount Code",)),
        Field("discount", ("Discount Amount",), "money"),
        Field("quantity", ("Lineitem quantity",), "number"),
        Field("title", ("Lineitem name",)),
        Field("price", ("Lineitem price",), "money"),
        Field("sku", ("Lineitem sku",)),
        Field("line_discount", ("Lineitem discount",), "money"),
        Field("country", ("Shipping Country",)),
        Field("billing_country", ("Billing Country",)),
        Field("cancelled", ("Cancelled at",), "moment"),
        Field("refunded", ("Refunded Amount",), "money"),
        Field("channel", ("Source",)),
        Field("duties", ("Duties",), "money"),
    ),
    needs=(("title", "quantity", "sku"), ("total", "price", "subtotal")),
    also=tuple(_UNREAD.split(",")),
    refuse=refuse,
    build=build,
)
