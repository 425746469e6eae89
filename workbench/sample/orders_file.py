"""The shop's orders export: one row per line item, newest first, as it stood on the export day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time

from workbench.sample.brand import CURRENCY, TIME_ZONE, money
from workbench.sample.catalogue import VENDOR
from workbench.sample.orders import Order

_ADDRESS = ("Name", "Street", "Address1", "Address2", "Company", "City", "Zip", "Province",
            "Country", "Phone")  # fmt: skip
_BEFORE_ADDRESSES = (
    "Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Accepts Marketing,"
    "Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,Shipping Method,"
    "Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem compare at price,"
    "Lineitem sku,Lineitem requires shipping,Lineitem taxable,Lineitem fulfillment status"
)
_AFTER_ADDRESSES = (
    "Notes,Note Attributes,Cancelled at,Payment Method,Payment Reference,Refunded Amount,"
    "Vendor,Outstanding Balance,Employee,Location,Device ID,Id,Tags,Risk Level,Source,"
    "Lineitem discount"
)
_AT_THE_END = (
    "Phone,Receipt Number,Duties,Billing Province Name,Shipping Province Name,Payment ID,"
    "Payment Terms Name,Next Payment Due At,Payment References"
)

HEADER = (
    *_BEFORE_ADDRESSES.split(","),
    *(f"Billing {part}" for part in _ADDRESS),
    *(f"Shipping {part}" for part in _ADDRESS),
    *_AFTER_ADDRESSES.split(","),
    *(f"Tax {n} {part}" for n in range(1, 6) for part in ("Name", "Value")),
    *_AT_THE_END.split(","),
)

_FIRST_ID = 6_120_480_000_000


def rows(found: Iterable[Order], first: date, last: date, exported: date) -> list[list[str]]:
    """The header and the rows of the orders made from `first` to `last`.

    Each order is as it stood when the day of the export began.
    """
    as_of = datetime.combine(exported, time(), TIME_ZONE)
    table = [list(HEADER)]
    chosen = [order for order in found if first <= order.at.date() <= last]
    for order in reversed(chosen):
        for place in range(len(order.lines)):
            cells = _line_cells(order, place, as_of)
            if place == 0:
                cells |= _order_cells(order, as_of) | _buyer_cells(order)
            table.append([cells.get(column, "") for column in HEADER])
    return table


def financial_status(order: Order, as_of: datetime) -> str:
    """Shopify's word for the money of an order at a moment."""
    if order.paid is None or order.paid > as_of:
        return "voided" if _by(order.cancelled, as_of) else "pending"
    if order.refund is None or order.refund.at > as_of:
        return "paid"
    return "refunded" if order.refunded == order.total else "partially_refunded"


def _line_cells(order: Order, place: int, as_of: datetime) -> dict[str, str]:
    """The cells that every row of an order has."""
    line = order.lines[place]
    return {
        "Name": f"#{order.number}",
        "Email": order.buyer.email if order.buyer else "",
        "Created at": _stamp(order.at),
        "Lineitem quantity": str(line.quantity),
        "Lineitem name": line.product.title,
        "Lineitem price": money(line.price),
        "Lineitem sku": line.product.sku,
        "Lineitem requires shipping": "true",
        "Lineitem taxable": "true",
        "Lineitem fulfillment status": "fulfilled" if _by(order.sent, as_of) else "pending",
        "Lineitem discount": "0.00",
        "Vendor": VENDOR,
        "Phone": order.buyer.phone if order.buyer else "",
    }


def _order_cells(order: Order, as_of: datetime) -> dict[str, str]:
    """The cells that only an order's first row has."""
    status = financial_status(order, as_of)
    return {
        "Financial Status": status,
        "Paid at": _stamp(order.paid) if _by(order.paid, as_of) else "",
        "Fulfillment Status": "fulfilled" if _by(order.sent, as_of) else "unfulfilled",
        "Currency": CURRENCY,
        "Subtotal": money(order.subtotal),
        "Shipping": money(order.shipping),
        "Taxes": money(order.taxes),
        "Total": money(order.total),
        "Discount Code": order.code or ("Custom discount" if order.discount else ""),
        "Discount Amount": money(order.discount),
        "Cancelled at": _stamp(order.cancelled) if _by(order.cancelled, as_of) else "",
        "Payment Method": _payment(order),
        "Refunded Amount": money(order.refunded if "refunded" in status else 0),
        "Outstanding Balance": money(order.total if status == "pending" else 0),
        "Location": "Market stall" if order.source == "pos" else "",
        "Id": str(_FIRST_ID + order.number * 131),
        "Source": order.source,
    }


def _buyer_cells(order: Order) -> dict[str, str]:
    """The personal cells; streets and the shipping address are left out to keep the file small."""
    if order.buyer is None:
        return {"Accepts Marketing": "no"}
    person = order.buyer
    return {
        "Accepts Marketing": "yes" if person.subscribed else "no",
        "Shipping Method": "Free shipping" if order.shipping == 0 else "Standard",
        "Billing Name": person.name,
        "Billing City": person.town,
        "Billing Zip": f"'{person.zip_code}",
        "Billing Country": person.country,
    }


def _payment(order: Order) -> str:
    if order.source == "shopify_draft_order" or order.paid != order.at:
        return "Bank Deposit"
    return "iDEAL"


def _by(moment: datetime | None, as_of: datetime) -> bool:
    return moment is not None and moment <= as_of


def _stamp(moment: datetime | None) -> str:
    """A moment as Shopify writes it, with the offset of that day: 2026-03-29 14:05:00 +0200."""
    return moment.strftime("%Y-%m-%d %H:%M:%S %z") if moment is not None else ""
