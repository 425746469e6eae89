"""KPIs that count different customers: they do not add up over days, so each period is counted anew."""

from __future__ import annotations

import sqlite3
from datetime import timedelta

from workbench.kpis.calendar import Calendar, Period, days
from workbench.kpis.catalogue import Card
from workbench.kpis.points import Cut, Limits, Point, Points, cuts, reach
from workbench.kpis.record import ORDERS, Record, Source
from workbench.language import _

_YEAR = timedelta(days=365)
_BUCKETS = ("week", "month", "quarter", "year")
Counts = dict[str, tuple[int, int]]  # first day -> customers, new ones


def points(
    db: sqlite3.Connection,
    card: Card,
    record: Record,
    *,
    by: str,
    calendar: Calendar,
    limits: Limits,
) -> Points:
    """Customers, new or returning ones per period; sources are the orders, the only files that tell them."""
    sources = [s for s in record.sources.values() if s.kind == ORDERS]
    span = reach(sources) or reach(record.sources.values())
    if span is None:
        return Points(card, ())
    periods = cuts(span, by, calendar, limits)
    known = db.execute("SELECT 1 FROM customer_first LIMIT 1").fetchone() is not None
    if not (known and sources and periods):
        return Points(card, tuple(Point.unknown(cut) for cut in periods))
    counts = _counts(db, by, Period(periods[0].shown.first_day, periods[-1].shown.last_day))
    made = tuple(_point(db, card, cut, sources, counts) for cut in periods)
    return Points(
        card,
        made,
        sources=tuple(sorted(source.name for source in sources)),
        notes=_notes(db, card, span, made),
    )


def _counts(db: sqlite3.Connection, by: str, span: Period) -> Counts:
    """Whole periods counted when the file came in; days are few enough to count now."""
    limits = (span.first_day.isoformat(), span.last_day.isoformat())
    if by in _BUCKETS:
        rows = db.execute(
            "SELECT first_day, customers, new_customers FROM customer_bucket"
            " WHERE grain = ? AND first_day BETWEEN ? AND ?",
            (by, *limits),
        )
        return {first: (n, new) for first, n, new in rows.fetchall()}
    if by == "all":
        return {}
    rows = db.execute(
        """SELECT d.day, count(DISTINCT d.customer),
          count(DISTINCT CASE WHEN f.day = d.day THEN d.customer END)
        FROM customer_day AS d JOIN customer_first AS f USING (customer)
        WHERE d.day BETWEEN ? AND ? GROUP BY 1""",
        limits,
    )
    return {day: (n, new) for day, n, new in rows.fetchall()}


def _point(
    db: sqlite3.Connection, card: Card, cut: Cut, sources: list[Source], counts: Counts
) -> Point:
    held = sum(
        any(source.covers(day) for source in sources)
        for day in (d.isoformat() for d in days(*cut.shown))
    )
    if not held:
        return Point.unknown(cut)
    if cut.shown.days == cut.days and cut.days < 367 and counts:
        everyone, new = counts.get(cut.shown.first_day.isoformat(), (0, 0))
    else:
        everyone, new = _distinct(db, cut.shown)
    value = {"customers": everyone, "new_customers": new}.get(card.over, everyone - new)
    return Point.of(cut, held, value)


def _distinct(db: sqlite3.Connection, period: Period) -> tuple[int, int]:
    limits = (period.first_day.isoformat(), period.last_day.isoformat())
    everyone = db.execute(
        "SELECT count(DISTINCT customer) FROM customer_day WHERE day BETWEEN ? AND ?", limits
    ).fetchone()[0]
    new = db.execute(
        "SELECT count(*) FROM customer_first WHERE day BETWEEN ? AND ?", limits
    ).fetchone()[0]
    return int(everyone), int(new)


def _notes(
    db: sqlite3.Connection, card: Card, span: Period, made: tuple[Point, ...]
) -> tuple[str, ...]:
    notes = []
    if card.over != "customers" and made[0].first_day < span.first_day + _YEAR:
        notes.append(
            _("History too short: in the first 12 months held, earlier customers look new.")
        )
    limits = (made[0].first_day.isoformat(), made[-1].last_day.isoformat())
    orders = db.execute(
        "SELECT sum(amount) FROM rollup WHERE measure = 'orders' AND first_day BETWEEN ? AND ?"
        " AND source NOT IN (SELECT source FROM slice)",
        limits,
    ).fetchone()[0]
    by_customers = db.execute(
        "SELECT sum(orders) FROM customer_day WHERE day BETWEEN ? AND ?", limits
    ).fetchone()[0]
    if (orders or 0) > (by_customers or 0):
        notes.append(_("Orders without a customer are left out."))
    return tuple(notes)
