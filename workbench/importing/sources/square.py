"""Sales at the till: Square's transactions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from workbench.importing.dates import Moment
from workbench.importing.sheet import Sheet
from workbench.importing.source import Field, Source
from workbench.importing.sources import entity_rows
from workbench.importing.sources.other_orders import hand_over


def build_square(sheet: Sheet) -> None:
    """One row per sale at the till; a refund is a row of its own that takes money back."""
    sheet.currency = sheet.find_currency("gross")
    days, clocks = sheet.cells("date"), sheet.cells("time")
    numbers = entity_rows.counted(sheet.keys("number"))
    gross, net = sheet.money("gross"), sheet.money("net")
    back = [(n or 0) < 0 or (n is None and (g or 0) < 0) for n, g in zip(net, gross, strict=True)]
    made = sheet.moments("date")
    refunds = sheet.money("refunds")
    given: dict[str, Sequence[Any]] = {
        "made": [_at(m, c) if m and d else m for m, d, c in zip(made, days, clocks, strict=True)],
        "kind": ["cancelling" if b else "order" for b in back],
        "gross_minor": gross,
        "discount_minor": [abs(d or 0) for d in sheet.money("discount")],
        "refunded_minor": [abs(r or 0) for r in refunds],
        "tax_minor": sheet.money("taxes"),
        "total_minor": sheet.money("total"),
        "vat_included": [0] * len(sheet),
        "shipping_minor": [0] * len(sheet),
    }
    hand_over(sheet, numbers, "Point of sale", "square", given)


def _at(moment: Moment, clock: object) -> Moment:
    text = str(clock).strip()[:8] if clock else ""
    return moment._replace(at=f"{moment.day} {text}") if text and len(moment.at) <= 10 else moment


SOURCE = Source(
    key="square.transactions",
    title="Square transactions",
    facts=("orders",),
    fields=(
        Field("date", ("Date",), "moment", required=True),
        Field("time", ("Time",)),
        Field("number", ("Transaction ID",), "key", required=True),
        Field("gross", ("Gross Sales",), "money", required=True),
        Field("discount", ("Discounts",), "money"),
        Field("net", ("Net Sales",), "money", required=True),
        Field("taxes", ("Tax",), "money"),
        Field("refunds", ("Partial Refunds",), "money"),
        Field("total", ("Total Collected",), "money", required=True),
        Field("customer", ("Customer ID",), "key", personal=True),
    ),
    also=(
        "Time Zone",
        "Service Charges",
        "Gift Card Sales",
        "Tip",
        "Source",
        "Card",
        "Card Entry Methods",
        "Cash",
        "Square Gift Card",
        "Other Tender",
        "Other Tender Type",
        "Tender Note",
        "Fees",
        "Net Total",
        "Payment ID",
        "Card Brand",
        "PAN Suffix",
        "Device Name",
        "Staff Name",
        "Staff ID",
        "Details",
        "Description",
        "Event Type",
        "Location",
        "Dining Option",
        "Customer Name",
        "Customer Reference ID",
        "Device Nickname",
        "Deposit ID",
        "Deposit Date",
        "Deposit Details",
        "Fee Percentage Rate",
        "Fee Fixed Rate",
        "Refund Reason",
        "Discount Name",
        "Transaction Status",
    ),
    build=build_square,
)
