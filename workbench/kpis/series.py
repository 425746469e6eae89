"""A KPI over time: one point per period, with what it was made of and how much of the period is held."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import Any, NamedTuple

from workbench.errors import BadInput
from workbench.kpis import customers, formula, reasons, snapshots, sums, typed
from workbench.kpis.calendar import Calendar, Period, check_grain
from workbench.kpis.catalogue import CUSTOMERS, Card
from workbench.kpis.points import Point, Points
from workbench.kpis.record import Record, record
from workbench.language import _, minor_digits

__all__ = ["Point", "Series", "as_json", "segments", "series", "series_of"]


class Series(NamedTuple):
    """A KPI's points from the first to the last period; nothing is drawn beyond the last day held.

    Values of money are in minor units of `currency`, rates are fractions, None is not known. `missing` says why
    nothing at all is known; `sources` are the sources of record, `changes` the days on which they change, `imports`
    the ids of the imports behind them.
    """

    key: str
    name: str
    unit: str
    currency: str
    by: str
    points: tuple[Point, ...]
    missing: str | None
    sources: tuple[str, ...]
    changes: tuple[tuple[date, str], ...]
    imports: tuple[int, ...]
    notes: tuple[str, ...]
    card: Card
    calendar: Calendar


def series(
    db: sqlite3.Connection,
    key: str,
    *,
    by: str = "day",
    first: date | None = None,
    last: date | None = None,
) -> Series:
    """A KPI by day, week, month, quarter, year or all, by default over all that is held.

    With a first or last day, periods are cut there and count as incomplete. Raises NotFound for an unknown
    KPI and BadInput for an unknown period or a span that ends before it begins.
    """
    card = typed.card(db, key)
    found = series_of(db, card, record(db, sums.measures(card)), by=by, first=first, last=last)
    return found._replace(imports=reasons.imports(db, found.sources, card, found.points))


def series_of(
    db: sqlite3.Connection,
    card: Card,
    held: Record,
    *,
    by: str,
    first: date | None = None,
    last: date | None = None,
    why: bool = True,
) -> Series:
    """The series of a card from a record read before; `imports` stays empty, because finding them takes longer.

    Without `why` an unknown one does not look for the missing column among all orders.
    """
    check_grain(by)
    if first and last and last < first:
        raise BadInput(_("The last day lies before the first."))
    calendar = Calendar(held.brand.week_start, held.brand.fiscal_start)
    if card.expression:
        made = _worked_out(db, card, by, first, last, why=why)
    elif card.own or not held.sources:
        made = snapshots.points(db, card, by=by, calendar=calendar, limits=(first, last))
    elif card.over in CUSTOMERS:
        made = customers.points(db, card, held, by=by, calendar=calendar, limits=(first, last))
    else:
        made = sums.points(db, card, held, by=by, calendar=calendar, limits=(first, last))
    known = any(point.value is not None for point in made.points)
    return Series(
        key=card.key,
        name=card.name,
        unit=card.unit,
        currency=held.brand.currency,
        by=by,
        points=made.points,
        missing=None if known else _missing(db, made, held, why=why),
        sources=made.sources,
        changes=made.changes,
        imports=(),
        notes=made.notes,
        card=made.card,
        calendar=calendar,
    )


def _missing(db: sqlite3.Connection, made: Points, held: Record, *, why: bool) -> str:
    if why or made.card.expression or not held.sources:
        return reasons.why_unknown(db, made, held)
    return _("Nothing of it is held for these days.")


def _worked_out(
    db: sqlite3.Connection,
    card: Card,
    by: str,
    first: date | None,
    last: date | None,
    *,
    why: bool,
) -> Points:
    """The points of a KPI with a formula, from the series of its parts."""
    cards = typed.all_cards(db)
    expressions = {key: other.expression for key, other in cards.items() if other.expression}
    expressions.pop(card.key, None)
    try:
        formula.checked(card.key, card.expression, cards, expressions)
    except BadInput as error:
        return Points(card, (), notes=(reasons.what_lacks(card, cards) or str(error),))
    read = formula.parsed(card.expression)
    used = [cards[key] for key in read.keys]
    held = record(db, [measure for part in used for measure in sums.measures(part)])
    parts = {c.key: series_of(db, c, held, by=by, first=first, last=last, why=why) for c in used}
    if by == "all" and None in (first, last) and all(part.points for part in parts.values()):
        # Each part reaches as far as its own files; a ratio is about the days that all of them hold.
        first = max(part.points[0].first_day for part in parts.values())
        last = max(first, min(part.points[0].last_day for part in parts.values()))
        parts = {
            c.key: series_of(db, c, held, by=by, first=first, last=last, why=why) for c in used
        }
    names = tuple(dict.fromkeys(name for part in parts.values() for name in part.sources))
    notes = tuple(dict.fromkeys(note for part in parts.values() for note in part.notes))
    made = formula.points(read, lambda key: parts[key].points)
    if all(point.value is None for point in made):
        notes += tuple(part.missing for part in parts.values() if part.missing)[:1]
    return Points(card, made, names, notes=notes)


def segments(
    db: sqlite3.Connection, key: str, *, first: date, last: date
) -> dict[str, int | float | None]:
    """The value of a KPI by channel between two days; what adds up does so to the KPI's own value.

    Money in minor units. Empty for KPIs that are not told by channel.
    """
    card = typed.card(db, key)
    if card.own or card.over in CUSTOMERS:
        return {}
    return sums.by_channel(db, card, record(db, sums.measures(card)), Period(first, last))


def as_json(found: Series) -> dict[str, Any]:
    """The series as the command line prints it: money in major units, rates as fractions, ISO days."""
    card = found.card
    over_unit = "money" if found.unit == "money" else "count"
    return {
        "kpi": found.key,
        "name": found.name,
        "unit": found.unit,
        "currency": found.currency,
        "by": found.by,
        "definition": {
            "formula": card.formula,
            "numerator": card.numerator,
            "denominator": card.denominator,
            "date_basis": card.date_basis,
            "exclusions": card.exclusions,
        },
        "points": [
            {
                "from": point.first_day.isoformat(),
                "to": point.last_day.isoformat(),
                "value": _plain(point.value, found.unit, found.currency),
                "numerator": _plain(point.numerator, over_unit, found.currency),
                "denominator": point.denominator,
                "complete": point.complete,
            }
            for point in found.points
        ],
        "missing": found.missing,
        "sources": list(found.sources),
        "notes": list(found.notes),
        "imports": list(found.imports),
    }


def _plain(value: int | float | None, unit: str, currency: str) -> int | float | None:
    if value is None or unit != "money":
        return value
    digits = minor_digits(currency)
    return round(value / float(10**digits), digits)
