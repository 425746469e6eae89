"""On which day a refund counts: the day it was paid back, as the shop's report has it, or the day of its order."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import NamedTuple

from workbench.errors import BadInput
from workbench.kpis import sums, typed
from workbench.kpis.record import ORDERS, SALES, Record, record
from workbench.kpis.series import Series, series_of
from workbench.language import _

REFUND_DAY, ORDER_DAY = "refund_day", "order_day"
# The KPIs in which refunds are counted.
WITH_REFUNDS = ("net_sales", "returns", "total_sales", "taxes", "shipping")


class Basis(NamedTuple):
    """A date basis as a switch: its name, whether the files allow it, and what to import where they do not."""

    key: str
    name: str
    available: bool
    needs: str


def bases(db: sqlite3.Connection, key: str) -> tuple[Basis, ...]:
    """The switch of a KPI; empty for one in which no refund counts. Raises NotFound."""
    if typed.card(db, key).key not in WITH_REFUNDS:
        return ()
    held = record(db, sums.measures(typed.card(db, key)))
    kinds = {source.kind for source in held.for_measures(sums.measures(typed.card(db, key)))}
    report = _(
        "Order files give refunds no date: export sales by day from Shopify, Analytics, Reports, "
        "Total sales over time."
    )
    orders = _("Export orders from Shopify: Orders, Export, All orders.")
    return (
        Basis(REFUND_DAY, _("Refunds on the day they were paid"), SALES in kinds, report),
        Basis(ORDER_DAY, _("Refunds on the day of the order"), ORDERS in kinds, orders),
    )


def series_on(
    db: sqlite3.Connection,
    key: str,
    basis: str,
    *,
    by: str = "day",
    first: date | None = None,
    last: date | None = None,
) -> Series:
    """A KPI on one date basis. Raises NotFound, and BadInput where the files do not allow the basis."""
    card = typed.card(db, key)
    choice = next((b for b in bases(db, key) if b.key == basis), None)
    if choice is None or not choice.available:
        raise BadInput(choice.needs if choice else _("This KPI has no date basis to choose."))
    held = _only(record(db, sums.measures(card)), SALES if basis == REFUND_DAY else ORDERS)
    return series_of(db, card, held, by=by, first=first, last=last)


def _only(held: Record, kind: str) -> Record:
    sources = {name: source for name, source in held.sources.items() if source.kind == kind}
    return held._replace(sources=sources)
