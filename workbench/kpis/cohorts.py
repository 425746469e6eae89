"""Customers in cohorts by their first order: who came back, when, and what they brought; never who they are."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import groupby, pairwise
from statistics import fmean, median
from typing import NamedTuple

from workbench.errors import BadInput
from workbench.kpis import calendar
from workbench.kpis.calendar import Calendar
from workbench.language import _
from workbench.store import rollup_orders
from workbench.store.brand import brand

GRAINS = ("month", "quarter", "year")
_MEASURES = {"gross_sales": "gross", "net_sales": "net"}


class Bought(NamedTuple):
    """One order of a known customer, who is a number here: its day, and its amount excl. VAT in minor units."""

    customer: int
    day: date
    amount_minor: int


class Cohort(NamedTuple):
    """The customers whose first order lies in one period.

    `active[k]` is how many of them ordered k periods later, `revenue_minor[k]` what they brought then; both end with
    the last period held.
    """

    first_day: date
    size: int
    active: tuple[int, ...]
    revenue_minor: tuple[int, ...]

    @property
    def retention(self) -> tuple[float, ...]:
        """The part of the cohort that ordered k periods later; 1.0 for k = 0."""
        return tuple(n / self.size for n in self.active)

    @property
    def value_per_customer(self) -> tuple[float, ...]:
        """What a customer of the cohort brought up to and with period k, in minor units."""
        total, found = 0, []
        for amount in self.revenue_minor:
            total += amount
            found.append(total / self.size)
        return tuple(found)


class Repeat(NamedTuple):
    """How customers of some days come back: counts, the repeat rate, and days between distinct order days.

    `rate` is customers with two or more orders over all; gaps are None where nobody came back on another day.
    """

    customers: int
    orders: int
    revenue_minor: int
    repeat_customers: int
    rate: float | None
    orders_per_customer: float | None
    came_back: int
    median_gap_days: float | None
    mean_gap_days: float | None
    median_first_to_second: float | None


def bought(db: sqlite3.Connection, *, measure: str = "gross_sales") -> list[Bought]:
    """The orders of known customers that brought money, by customer and day; free replacements are left out.

    `measure` is "gross_sales" or "net_sales". Raises BadInput for another.
    """
    if measure not in _MEASURES:
        text = _("“{measure}” is not one of {choices}.")
        raise BadInput(text.format(measure=measure, choices=", ".join(_MEASURES)))
    where = f"{rollup_orders.an_order(db)} AND gross_minor > 0 AND customer NOT NULL"
    rows = db.execute(
        f"""SELECT coalesce(a.customer, o.customer), p.day, coalesce(p.{_MEASURES[measure]}, 0)
        FROM ({rollup_orders.parts(where)}) AS p JOIN orders AS o ON o.id = p.id
        LEFT JOIN customer_alias AS a ON a.other = o.customer
        WHERE p.currency = :currency ORDER BY 1, 2, p.id""",
        rollup_orders.parameters(db),
    ).fetchall()
    return [Bought(customer, date.fromisoformat(day), amount) for customer, day, amount in rows]


def cohorts(
    db: sqlite3.Connection, *, by: str = "month", measure: str = "gross_sales"
) -> list[Cohort]:
    """All cohorts by month, quarter or year of the first order, oldest first. Raises BadInput."""
    if by not in GRAINS:
        text = _("“{by}” is not a period; choose one of {choices}.")
        raise BadInput(text.format(by=by, choices=", ".join(GRAINS)))
    orders = bought(db, measure=measure)
    if not orders:
        return []
    own = brand(db)
    cal = Calendar(own.week_start, own.fiscal_start)
    spine = calendar.spine(min(o.day for o in orders), max(o.day for o in orders), by, cal)
    place = {day: n for n, period in enumerate(spine) for day in calendar.days(*period)}
    active: dict[int, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    revenue: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for customer, theirs in _by_customer(orders):
        start = place[theirs[0].day]
        for order in theirs:
            later = place[order.day] - start
            active[start][later].add(customer)
            revenue[start][later] += order.amount_minor
    return [
        Cohort(
            spine[start].first_day,
            len(active[start][0]),
            tuple(len(active[start].get(k, ())) for k in range(len(spine) - start)),
            tuple(revenue[start].get(k, 0) for k in range(len(spine) - start)),
        )
        for start in sorted(active)
    ]


def _by_customer(orders: list[Bought]) -> Iterator[tuple[int, list[Bought]]]:
    for customer, theirs in groupby(orders, key=lambda order: order.customer):
        yield customer, list(theirs)


def repeat(
    db: sqlite3.Connection,
    *,
    first: date | None = None,
    last: date | None = None,
    measure: str = "gross_sales",
) -> Repeat:
    """How customers come back within some days, by default all that are held."""
    window = calendar.Period(first or date.min, last or date.max)
    orders = [order for order in bought(db, measure=measure) if order.day in window]
    counts: list[int] = []
    gaps: list[int] = []
    seconds: list[int] = []
    for _customer, theirs in _by_customer(orders):
        counts.append(len(theirs))
        days = sorted({order.day for order in theirs})
        found = [(later - earlier).days for earlier, later in pairwise(days)]
        gaps += found
        seconds += found[:1]
    again = sum(count > 1 for count in counts)
    return Repeat(
        customers=len(counts),
        orders=len(orders),
        revenue_minor=sum(order.amount_minor for order in orders),
        repeat_customers=again,
        rate=again / len(counts) if counts else None,
        orders_per_customer=len(orders) / len(counts) if counts else None,
        came_back=len(seconds),
        median_gap_days=float(median(gaps)) if gaps else None,
        mean_gap_days=fmean(gaps) if gaps else None,
        median_first_to_second=float(median(seconds)) if seconds else None,
    )


class KnownMonth(NamedTuple):
    """What known customers brought in one period, and how many of them ordered."""

    first_day: date
    revenue_minor: int
    customers: int


def known_revenue(
    db: sqlite3.Connection, *, by: str = "month", measure: str = "gross_sales"
) -> list[KnownMonth]:
    """Sales of known customers per period, oldest first; periods without any order are left out."""
    own = brand(db)
    cal = Calendar(own.week_start, own.fiscal_start)
    amounts: dict[date, int] = defaultdict(int)
    customers: dict[date, set[int]] = defaultdict(set)
    for order in bought(db, measure=measure):
        first = calendar.period(order.day, by, cal).first_day
        amounts[first] += order.amount_minor
        customers[first].add(order.customer)
    return [KnownMonth(day, amounts[day], len(customers[day])) for day in sorted(amounts)]
