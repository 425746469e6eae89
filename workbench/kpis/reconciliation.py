"""Orders against the shop's own sales report: every difference gets a name, and the names add up to it.

The report books a refund on the day it was paid back, an order file on the day of the order. The report counts an
order that was cancelled or is not paid yet on its day and takes it back later. It takes VAT out before the discount,
an order file after it, so cents differ.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from datetime import date
from itertools import combinations
from typing import NamedTuple

from workbench.kpis.record import ORDERS, SALES, Record, record
from workbench.language import _
from workbench.store import rollup_orders
from workbench.store.rollup_orders import PENDING, quoted

_MEASURES = ("gross", "discounts", "returns", "net", "shipping", "taxes", "total", "orders")
_REFUNDS, _CENTS, _UNEXPLAINED = "refunds", "cents", "unexplained"
_GROUPS = ("cancelled", "pending", "unpaid")


class Line(NamedTuple):
    """A named part of the difference, report less orders: minor units, and how many orders it is about."""

    key: str
    name: str
    amount_minor: int
    orders: int


class Measured(NamedTuple):
    """One measure in both: minor units, None where a side does not tell it."""

    measure: str
    name: str
    report: int | None
    orders: int | None


class Reconciliation(NamedTuple):
    """Net sales of the report and of the orders on the days that both hold, and the lines between them.

    Amounts in minor units of `currency`; the lines add up to report_minor - orders_minor.
    """

    first_day: date | None
    last_day: date | None
    days: int
    currency: str
    report_minor: int
    orders_minor: int
    lines: tuple[Line, ...]
    measures: tuple[Measured, ...]
    missing: str | None


def reconciliation(
    db: sqlite3.Connection, *, first: date | None = None, last: date | None = None
) -> Reconciliation:
    """Compare net sales of the sales report with those of the orders, day by day, between two days."""
    held = record(db)
    report = [s.name for s in held.sources.values() if s.kind == SALES and "net" in s.knows]
    orders = [s.name for s in held.sources.values() if s.kind == ORDERS and "net" in s.knows]
    currency = held.brand.currency
    if not report or not orders:
        text = _("Import orders and sales by day of the same days to compare them.")
        return Reconciliation(None, None, 0, currency, 0, 0, (), (), text)
    limits = ((first or date.min).isoformat(), (last or date.max).isoformat())
    told = _by_day(db, report, currency, limits)
    counted = _by_day(db, orders, currency, limits)
    days = _both(held, (*report, *orders), told, counted, limits)
    if not days:
        text = _("No day is held by both the orders and the sales report.")
        return Reconciliation(None, None, 0, currency, 0, 0, (), (), text)
    left_out = _left_out(db, orders, (days[0], days[-1]))
    lines = _lines(days, told, counted, left_out, _line_counts(db, orders, (days[0], days[-1])))
    return Reconciliation(
        first_day=date.fromisoformat(days[0]),
        last_day=date.fromisoformat(days[-1]),
        days=len(days),
        currency=currency,
        report_minor=sum(told[d].get("net", 0) for d in days),
        orders_minor=sum(counted[d].get("net", 0) for d in days),
        lines=lines,
        measures=_measured(days, told, counted),
        missing=None,
    )


Amounts = dict[str, dict[str, int]]  # day -> measure -> minor units


def _by_day(
    db: sqlite3.Connection, sources: list[str], currency: str, limits: tuple[str, str]
) -> Amounts:
    found: Amounts = defaultdict(dict)
    rows = db.execute(
        f"""SELECT first_day, measure, sum(amount) FROM rollup
        WHERE measure IN ({quoted(_MEASURES)}) AND first_day BETWEEN ? AND ?
          AND first_day = last_day AND currency IN ('', ?) AND source IN ({quoted(tuple(sources))})
        GROUP BY 1, 2 HAVING count(*) = count(amount)""",
        (*limits, currency),
    ).fetchall()
    for day, measure, amount in rows:
        found[day][measure] = amount
    return found


def _both(
    held: Record, names: tuple[str, ...], told: Amounts, counted: Amounts, limits: tuple[str, str]
) -> list[str]:
    """The days that the report and the orders cover, where neither lacks its net sales."""
    sources = [held.sources[name] for name in names]
    return sorted(
        day
        for day in told.keys() | counted.keys()
        if limits[0] <= day <= limits[1]
        and any(s.covers(day) for s in sources if s.kind == SALES)
        and any(s.covers(day) for s in sources if s.kind == ORDERS)
        and all("net" in side[day] for side in (told, counted) if side.get(day))
    )


def _group(status: str | None, cancelled: str | None) -> str:
    if cancelled is not None or status in ("cancelled", "canceled"):
        return "cancelled"
    return "pending" if status in PENDING else "unpaid"


def _left_out(
    db: sqlite3.Connection, sources: list[str], span: tuple[str, str]
) -> dict[str, dict[str, tuple[int, int]]]:
    """Per day and group the goods without VAT, and number, of the orders that do not count."""
    where = f"""kind IS NOT 'cancelling' AND NOT {rollup_orders.an_order(db)}
      AND source IN ({quoted(tuple(sources))}) AND day BETWEEN :first AND :last"""
    rows = db.execute(
        f"""SELECT o.day, o.status, o.cancelled_day, p.order_revenue
        FROM ({rollup_orders.parts(where)}) AS p JOIN orders AS o ON o.id = p.id
        WHERE p.currency = :currency AND p.order_revenue NOT NULL""",
        {**rollup_orders.parameters(db), "first": span[0], "last": span[1]},
    ).fetchall()
    found: dict[str, dict[str, tuple[int, int]]] = defaultdict(dict)
    for day, status, cancelled, amount in rows:
        group = _group(status, cancelled)
        before = found[day].get(group, (0, 0))
        found[day][group] = (before[0] + amount, before[1] + 1)
    return found


def _line_counts(
    db: sqlite3.Connection, sources: list[str], span: tuple[str, str]
) -> dict[str, int]:
    """Order lines per day: each may differ by a cent of VAT."""
    rows = db.execute(
        f"""SELECT o.day, count(*) + count(DISTINCT o.id) FROM orders AS o
        LEFT JOIN order_line AS l ON l.order_id = o.id
        WHERE o.shown = 1 AND o.day BETWEEN ? AND ? AND o.source IN ({quoted(tuple(sources))})
        GROUP BY 1""",
        span,
    ).fetchall()
    return dict(rows)


def _lines(
    days: list[str],
    told: Amounts,
    counted: Amounts,
    left_out: dict[str, dict[str, tuple[int, int]]],
    line_counts: dict[str, int],
) -> tuple[Line, ...]:
    """Name each day's difference and add up what has the same name."""
    sums: dict[str, int] = defaultdict(int)
    orders: dict[str, int] = defaultdict(int)
    for day in days:
        report, ours = told.get(day, {}), counted.get(day, {})
        difference = report.get("net", 0) - ours.get("net", 0)
        refunds = ours.get("returns", 0) - report.get("returns", 0)
        sums[_REFUNDS] += refunds
        rest = difference - refunds
        for group in _counted_by_report(rest, left_out.get(day, {})):
            amount, n = left_out[day][group]
            sums[group] += amount
            orders[group] += n
            rest -= amount
        sums[_CENTS if abs(rest) <= line_counts.get(day, 0) else _UNEXPLAINED] += rest
    names = _names()
    return tuple(
        Line(key, names[key], sums[key], orders[key])
        for key in names
        if sums.get(key) or orders.get(key)
    )


def _counted_by_report(rest: int, groups: dict[str, tuple[int, int]]) -> tuple[str, ...]:
    """The groups of left-out orders that the report seems to count: those that explain the most."""
    choices = [
        chosen
        for size in range(len(groups) + 1)
        for chosen in combinations([g for g in _GROUPS if g in groups], size)
    ]
    return min(choices, key=lambda chosen: abs(rest - sum(groups[g][0] for g in chosen)))


def _measured(days: list[str], told: Amounts, counted: Amounts) -> tuple[Measured, ...]:
    def total(side: Amounts, measure: str) -> int | None:
        held = [side[day] for day in days if side.get(day)]
        if not all(measure in amounts for amounts in held):
            return None
        return sum(amounts[measure] for amounts in held)

    names = _measure_names()
    return tuple(
        Measured(measure, names[measure], total(told, measure), total(counted, measure))
        for measure in _MEASURES
    )


def _names() -> dict[str, str]:
    """The lines in the order in which they are read."""
    return {
        _REFUNDS: _("Refunds booked by date of refund"),
        "cancelled": _("Cancelled orders that the report counts"),
        "pending": _("Orders waiting for payment that the report counts"),
        "unpaid": _("Voided or unpaid orders that the report counts"),
        _CENTS: _("Cents of VAT rounding"),
        _UNEXPLAINED: _("Not explained"),
    }


def _measure_names() -> dict[str, str]:
    return {
        "gross": _("Gross sales"),
        "discounts": _("Discounts"),
        "returns": _("Returns"),
        "net": _("Net sales"),
        "shipping": _("Shipping"),
        "taxes": _("Taxes"),
        "total": _("Total sales"),
        "orders": _("Orders"),
    }
