"""Which columns a file would have to bring for a measure that is not known."""

from __future__ import annotations

import sqlite3

from workbench.language import _
from workbench.store.rollup_orders import ALL_IN_LINES, counted

# What each measure needs of an order, the most important first.
_NEEDS = {
    "gross": ("gross_minor",),
    "discounts": ("gross_minor", "discount_minor"),
    "returns": ("gross_minor", "discount_minor", "refunded_minor"),
    "net": ("gross_minor", "discount_minor", "refunded_minor"),
    "order_revenue": ("gross_minor", "discount_minor"),
    "revenue_orders": ("gross_minor", "discount_minor"),
    "shipping": ("shipping_minor",),
    "taxes": ("tax_minor",),
    "total": ("total_minor",),
    "units": ("quantity",),
    "customers": ("customer",),
}
_SHOPIFY = {
    "gross_minor": "Lineitem price",
    "discount_minor": "Discount Amount",
    "refunded_minor": "Refunded Amount",
    "shipping_minor": "Shipping",
    "tax_minor": "Taxes",
    "total_minor": "Total",
    "quantity": "Lineitem quantity",
    "customer": "Email",
}
# Sums these sources have without the column: see rollup_orders.ALL_IN_LINES.
_DONE_WITHOUT = ("discount_minor", "refunded_minor", "shipping_minor", "tax_minor")
_SUMS = ("returns", "net", "order_revenue", "revenue_orders", "total")


def missing(db: sqlite3.Connection) -> dict[str, dict[str, str]]:
    """Per source of orders: measure -> the name of the column that its files lack, where one does.

    The orders themselves are only searched for sources whose roll-ups hold something unknown.
    """
    return {source: _missing_of(db, source) for (source,) in db.execute(_SOURCES).fetchall()}


def _missing_of(db: sqlite3.Connection, source: str) -> dict[str, str]:
    told = db.execute(_CUSTOMERS.format(counted=counted(db)), (source,)).fetchone()
    lacking = set() if told else {"customer"}
    if db.execute(_UNKNOWN, (source,)).fetchone():
        empty = db.execute(_EMPTY.format(counted=counted(db)), (source,)).fetchone()
        lacking |= {column for column, n in zip(_COLUMNS, empty, strict=True) if n}
    return {
        measure: column_name(source, column)
        for measure in _NEEDS
        if (column := _first_lacking(source, measure, lacking)) is not None
    }


_COLUMNS = tuple(column for column in _SHOPIFY if column != "customer")
_SOURCES = """
    SELECT DISTINCT source FROM rollup WHERE measure = 'orders'
      AND EXISTS (SELECT 1 FROM orders WHERE orders.source = rollup.source)"""
_UNKNOWN = "SELECT 1 FROM rollup WHERE source = ? AND amount IS NULL LIMIT 1"
_CUSTOMERS = """
    SELECT 1 FROM orders WHERE source = ? AND shown = 1 AND {counted} AND customer NOT NULL LIMIT 1"""
_EMPTY = """
    SELECT sum(gross_minor IS NULL), sum(discount_minor IS NULL),
      sum(refunded_minor IS NULL), sum(shipping_minor IS NULL), sum(tax_minor IS NULL),
      sum(total_minor IS NULL),
      sum(NOT EXISTS (SELECT 1 FROM order_line WHERE order_id = orders.id AND quantity NOT NULL))
    FROM orders WHERE source = ? AND shown = 1 AND {counted}"""


def _first_lacking(source: str, measure: str, lacking: set[str]) -> str | None:
    if source in ALL_IN_LINES and measure in _SUMS:
        lacking = lacking - set(_DONE_WITHOUT)
    if measure == "total" and not lacking & {*_NEEDS["net"], "shipping_minor", "tax_minor"}:
        return None
    return next((column for column in _NEEDS[measure] if column in lacking), None)


def column_name(source: str, column: str) -> str:
    """What a column of orders is called in the files of a source; plain words where we do not know."""
    if source.startswith("shopify"):
        return _SHOPIFY[column]
    return {
        "gross_minor": _("price"),
        "discount_minor": _("discount"),
        "refunded_minor": _("refunded amount"),
        "shipping_minor": _("shipping"),
        "tax_minor": _("taxes"),
        "total_minor": _("total"),
        "quantity": _("quantity"),
        "customer": _("customer or e-mail"),
    }[column]
