"""A KPI now against before: the period just before, and the same weekdays last year, to date on both sides."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from workbench.kpis import calendar, sums, typed
from workbench.kpis.calendar import Calendar, Period
from workbench.kpis.catalogue import DEFAULT_TILES, Card
from workbench.kpis.points import Point
from workbench.kpis.record import Record, Source, record
from workbench.kpis.series import Series, series_of
from workbench.kpis.wording import ChangeWords, change_words, so_far_words, value_text

PREVIOUS, YEAR = "previous", "year"
_SPARK_WEEKS = 16
_SPARK = {"week": timedelta(weeks=_SPARK_WEEKS), "month": timedelta(days=500)}
_ONE_DAY = timedelta(days=1)


class Tile(NamedTuple):
    """A KPI at a glance: the last complete week (a month for monthly values) against before.

    `value` is text, None when not known: then `note` says why. `change` is what changed, `note` against what,
    `direction` its sign. `history` are the sparkline's values, oldest first, None for gaps, money in minor units;
    the last `unfinished` of them belong to a period that is not over, of which `partial` speaks.
    """

    key: str
    name: str
    value: str | None
    change: str
    note: str
    direction: int
    history: tuple[float | None, ...]
    unfinished: int
    partial: str
    period: str


class Comparison(NamedTuple):
    """A period against an earlier one, both cut to the days held: to = 'previous' or 'year'."""

    to: str
    now: Point
    before: Point
    words: ChangeWords
    ratio: float | None


def to_date(now: Period, before: Period, days_held: int) -> Period:
    """The earlier period cut to as many days as are held of this one, when this one is unfinished."""
    if days_held >= now.days:
        return before
    last = before.first_day + timedelta(days=max(days_held, 1) - 1)
    return Period(before.first_day, min(last, before.last_day))


def earlier(now: Period, by: str, cal: Calendar, to: str) -> Period:
    """The period to compare with: the one before, or the same weekdays (or dates) last year."""
    if to == YEAR:
        return calendar.year_before(now, by, cal)
    return calendar.before(now, by, cal)


def tiles(
    db: sqlite3.Connection,
    keys: Sequence[str] = DEFAULT_TILES,
    today: date | None = None,
    *,
    locale: str | None = None,
) -> list[Tile]:
    """A tile per KPI that exists; `today` hides later days, by default nothing is hidden.

    Written in the brand's locale unless told another. Reads the roll-ups of some weeks only, and loads no
    data frame.
    """
    cards = typed.all_cards(db)
    chosen = [cards[key] for key in keys if key in cards]
    held = record(db, [measure for card in chosen for measure in sums.measures(card)])
    if locale:
        held = held._replace(brand=held.brand._replace(locale=locale))
    return [_tile(db, card, held, today) for card in chosen]


def comparisons(
    db: sqlite3.Connection, key: str, *, by: str = "week", last: date | None = None
) -> list[Comparison]:
    """The latest period held against the one before and against last year, where those are whole.

    An unfinished period is compared with as many days of the earlier one.
    """
    card = typed.card(db, key)
    held = record(db, sums.measures(card))
    points = _known(series_of(db, card, held, by=by, last=last))
    if not points:
        return []
    return [
        found
        for to in (PREVIOUS, YEAR)
        if (found := _compared(db, card, held, points[-1], by, to)) is not None
    ]


def _known(found: Series) -> list[Point]:
    return [point for point in found.points if point.value is not None]


def _compared(
    db: sqlite3.Connection, card: Card, held: Record, now: Point, by: str, to: str
) -> Comparison | None:
    cal = Calendar(held.brand.week_start, held.brand.fiscal_start)
    period = calendar.period(now.first_day, by, cal) if by != "all" else now.period
    then = to_date(period, earlier(period, by, cal, to), now.days_held)
    found = series_of(
        db, card, held, by="all" if not card.own else by, first=then.first_day, last=then.last_day
    )
    before = found.points[0] if found.points else None
    if before is None or before.value is None or now.value is None:
        return None
    if before.days_held < then.days:
        return None  # never growth over missing days
    ratio = now.value / before.value - 1 if before.value > 0 else None
    words = change_words(now.value, before.value, card, held.brand, by, to)
    return Comparison(to, now, before, words, ratio)


def _tile(db: sqlite3.Connection, card: Card, held: Record, today: date | None) -> Tile:
    cal = Calendar(held.brand.week_start, held.brand.fiscal_start)
    by, found = _recent(db, card, held, today, cal)
    known = _known(found)
    whole = [point for point in known if point.complete]
    shown = whole[-1] if whole else (known[-1] if known else None)
    if shown is None:
        return Tile(card.key, card.name, None, "", found.missing or "", 0, (), 0, "", "")
    compared = _best(db, card, held, shown, by)
    points = found.points[: found.points.index(known[-1]) + 1]
    unfinished = int(not known[-1].complete)
    return Tile(
        key=card.key,
        name=card.name,
        value=value_text(shown.value, card, held.brand),
        change=compared.words.change if compared else "",
        note=compared.words.note if compared else "",
        direction=_sign(compared),
        history=tuple(point.value for point in points),
        unfinished=unfinished,
        partial=_partial(known[-1], card, held, by) if unfinished else "",
        period=calendar.label(
            calendar.period(shown.first_day, by, cal), by, cal, held.brand.locale
        ),
    )


def _recent(
    db: sqlite3.Connection, card: Card, held: Record, today: date | None, cal: Calendar
) -> tuple[str, Series]:
    """The last weeks of a KPI; months when it has values by the month only."""
    last = today - _ONE_DAY if today else None
    if card.own:
        end = _last_typed(db, card, last)
    else:
        reached = [date.fromisoformat(s.reach[1]) for s in _speaking(card, held)]
        end = min(max(reached), last or date.max) if reached else last
    grains = ("week", "month") if card.own else ("week",)
    for by in grains:
        first = None
        if end is not None:
            first = calendar.period(end - _SPARK[by], by, cal).first_day
        found = series_of(db, card, held, by=by, first=first, last=last)
        if any(point.value is not None for point in found.points):
            return by, found
    return by, found


def _speaking(card: Card, held: Record) -> list[Source]:
    return sums.sources(card, held) or list(held.sources.values())


def _last_typed(db: sqlite3.Connection, card: Card, last: date | None) -> date | None:
    found = db.execute(
        "SELECT max(last_day) FROM snapshot WHERE kpi = ? AND value NOT NULL AND last_day <= ?",
        (card.key, (last or date.max).isoformat()),
    ).fetchone()[0]
    return date.fromisoformat(found) if found else None


def _best(
    db: sqlite3.Connection, card: Card, held: Record, shown: Point, by: str
) -> Comparison | None:
    """Against last year where it is held, else against the period before; never an unfinished one."""
    if not shown.complete:
        return None
    for to in (YEAR, PREVIOUS):
        found = _compared(db, card, held, shown, by, to)
        if found is not None:
            return found
    return None


def _sign(compared: Comparison | None) -> int:
    if compared is None or compared.now.value is None or compared.before.value is None:
        return 0
    difference = compared.now.value - compared.before.value
    return (difference > 0) - (difference < 0)


def _partial(point: Point, card: Card, held: Record, by: str) -> str:
    days = calendar.partial_words(point.days_held, point.days_in_period)
    text = value_text(point.value, card, held.brand)
    return so_far_words(by).format(value=text, days=days)
