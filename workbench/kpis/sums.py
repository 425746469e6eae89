"""KPIs that are sums of roll-up measures, or one sum divided by another: never a mean of ratios."""

from __future__ import annotations

import sqlite3
from datetime import date

from workbench.kpis.calendar import Calendar, Period
from workbench.kpis.catalogue import CUSTOMERS, Card, web_conversion
from workbench.kpis.held import Held, held
from workbench.kpis.points import Cut, Limits, Point, Points, cuts, reach
from workbench.kpis.record import ORDERS, Record, Source
from workbench.language import _

ONLINE_STORE = "Online store"
_THOUSANDTHS = 1000


def measures(card: Card) -> tuple[str, ...]:
    """The roll-up measures that a card may need."""
    if card.own or card.expression:
        return ()
    if card.over in CUSTOMERS:
        return ("orders",)
    found = (card.over, card.under) if card.under else (card.over,)
    return (*found, "orders") if card.over == "completed" else found


def sources(card: Card, record: Record) -> list[Source]:
    """The sources that can tell what a card needs, in the order in which they are asked."""
    if card.over in CUSTOMERS:
        return [s for s in record.sources.values() if s.kind == ORDERS]
    return record.for_measures(_read_measures(_followed(card, record)))


def points(
    db: sqlite3.Connection,
    card: Card,
    record: Record,
    *,
    by: str,
    calendar: Calendar,
    limits: Limits,
) -> Points:
    """One point per period from the source of record of each day."""
    card = _followed(card, record)
    span = reach(sources(card, record)) or reach(record.sources.values())
    if span is None:
        return Points(card, ())
    periods = cuts(span, by, calendar, limits)
    if not periods:
        return Points(card, ())
    whole = Period(periods[0].shown.first_day, min(periods[-1].shown.last_day, span.last_day))
    found = read(db, card, record, whole)
    made = []
    for cut in periods:
        amounts, days_held = found.total(cut.shown)
        made.append(_point(card, cut, amounts, days_held))
    return Points(
        card,
        tuple(made),
        sources=tuple(dict.fromkeys(name for _day, names in found.runs for name in names))
        or tuple(dict.fromkeys(s.source for s in found.spans)),
        changes=tuple((date.fromisoformat(day), ", ".join(names)) for day, names in found.runs[1:]),
        notes=_notes(card, record, found),
        foreign=found.foreign,
    )


def by_channel(
    db: sqlite3.Connection, card: Card, record: Record, period: Period
) -> dict[str, int | float | None]:
    """A card's value per channel between two days."""
    card = _followed(card, record)
    found = read(db, card, record, period).channels
    cut = Cut(period, period.days)
    return {name: _point(card, cut, amounts, 0).value for name, amounts in found.items()}


def read(db: sqlite3.Connection, card: Card, record: Record, period: Period) -> Held:
    """What is held of a card's measures between two days."""
    first, last = period
    if card.over == "orders" and card.under == "sessions":
        return _web_orders(db, card, record, period)
    return held(db, record, _read_measures(card), first, last, kpi=card.key)


def _followed(card: Card, record: Record) -> Card:
    """The card itself, or what stands in for it where the files do not tell completed checkouts."""
    if card.over != "completed" or record.for_measures(("completed",)):
        return card
    web = [s for s in record.for_measures(("orders",)) if ONLINE_STORE in s.channels]
    return web_conversion(card) if web and record.for_measures(("sessions",)) else card


def _read_measures(card: Card) -> tuple[str, ...]:
    if card.over == "orders" and card.under == "sessions":
        return ("sessions",)
    return (card.over, card.under) if card.under else (card.over,)


def _web_orders(db: sqlite3.Connection, card: Card, record: Record, period: Period) -> Held:
    """Orders of the online store beside sessions, on the days on which both are held."""
    first, last = period
    sessions = held(db, record, ("sessions",), first, last, kpi=card.key)
    orders = held(db, record, ("orders",), first, last, kpi="orders", channel=ONLINE_STORE)
    both: dict[str, tuple[int, ...]] = {
        d: (orders.days[d][0], n[0]) for d, n in sessions.days.items() if d in orders.days
    }
    return sessions._replace(days=both, spans=(), channels={})


def _point(card: Card, cut: Cut, amounts: tuple[int, ...] | None, days_held: int) -> Point:
    if amounts is None:
        return Point.unknown(cut)
    if card.under:
        return Point.of(cut, days_held, amounts[0], amounts[1], ratio=True)
    thousandths = card.over in ("units", "returned_units")
    return Point.of(cut, days_held, _whole(amounts[0]) if thousandths else amounts[0])


def _whole(thousandths: int) -> int | float:
    whole, rest = divmod(thousandths, _THOUSANDTHS)
    return thousandths / _THOUSANDTHS if rest else whole


def _notes(card: Card, record: Record, found: Held) -> tuple[str, ...]:
    notes = []
    if found.foreign:
        notes.append(
            _("Left out: amounts in {currencies}; this workspace counts in {currency}.").format(
                currencies=", ".join(sorted(found.foreign)), currency=record.brand.currency
            )
        )
    if card.over == "orders" and card.under == "sessions":
        notes.append(_("The files tell no completed checkouts: orders of the online store count."))
    if len(found.runs) > 1:
        notes.append(_("The source changes within this span."))
    return tuple(notes)
