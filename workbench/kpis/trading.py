"""The trading table: some 15 KPIs down; last week, the week before, last year, target, month to date, plan across."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from workbench.kpis import calendar, sums, typed
from workbench.kpis.calendar import Calendar, Period
from workbench.kpis.catalogue import Card
from workbench.kpis.record import Record, last_day_held, record
from workbench.kpis.season import same_event_last_year
from workbench.kpis.series import series_of
from workbench.kpis.signals import Signal, signals
from workbench.kpis.targets import Target, planned, targets
from workbench.kpis.wording import UNKNOWN, plain_text, value_text
from workbench.language import _, day
from workbench.store.brand import Brand

ROWS = (
    "net_sales",
    "orders",
    "average_order_value",
    "sessions",
    "conversion_rate",
    "revenue_per_session",
    "units_per_order",
    "new_customers",
    "returning_customers",
    "discount_rate",
    "refund_rate",
    "ad_spend",
    "ad_share",
    "mer",
    "cac_ads",
)


class Cell(NamedTuple):
    """A value of the table, None unknown: its text, the same for chat, and why it is not known."""

    value: float | None
    text: str
    why: str = ""
    chat: str = UNKNOWN


class Row(NamedTuple):
    """A KPI of the table; `signal` is set where last week was beyond the usual range, and only then is it marked."""

    key: str
    name: str
    last_week: Cell
    week_before: Cell
    last_year: Cell
    target: Cell
    month: Cell
    plan: Cell
    signal: Signal | None


class Trading(NamedTuple):
    """The table of the last whole week held. `note` says what it is without and until when orders may change."""

    week: Period | None
    month: Period | None
    title: str
    note: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    missing: str


def trading(
    db: sqlite3.Connection,
    *,
    last: date | None = None,
    keys: Sequence[str] = ROWS,
    marked: Sequence[Signal] | None = None,
) -> Trading:
    """The trading table up to the last day held, or up to `last`; KPIs that are not there are left out.

    `marked` are the signals, where the caller has them already: finding them takes longer than all the rest.
    """
    held = record(db)
    end = min(last or date.max, last_day_held(held) or date.min)
    if end == date.min:
        missing = _("Import orders or sales by day to see the trading table.")
        return Trading(None, None, _("Trading"), "", (), (), missing)
    cal = Calendar(held.brand.week_start, held.brand.fiscal_start)
    week = calendar.period(end, "week", cal)
    week = week if week.last_day <= end else calendar.before(week, "week", cal)
    month = calendar.period(end, "month", cal)
    found = signals(db, last=end) if marked is None else marked
    spans = _Spans(week, calendar.before(week, "week", cal), same_event_last_year(week), month, end)
    known, goals, cards = {s.key: s for s in found}, targets(db), typed.all_cards(db)
    rows = tuple(
        _row(db, cards[key], held, spans, goals, known.get(key)) for key in keys if key in cards
    )
    return Trading(
        week,
        Period(month.first_day, end),
        _("Trading, week {number}").format(number=calendar.week_number(week.first_day)),
        _note(held.brand, end),
        _columns(held.brand, month),
        rows,
        "",
    )


class _Spans(NamedTuple):
    week: Period
    before: Period
    last_year: Period
    month: Period
    end: date


def _row(
    db: sqlite3.Connection,
    card: Card,
    held: Record,
    spans: _Spans,
    goals: Sequence[Target],
    signal: Signal | None,
) -> Row:
    to_date = Period(spans.month.first_day, spans.end)
    return Row(
        key=card.key,
        name=card.name,
        last_week=_cell(db, card, held, spans.week),
        week_before=_cell(db, card, held, spans.before),
        last_year=_cell(db, card, held, spans.last_year),
        target=_goal(db, card, held.brand, spans.week, goals),
        month=_cell(db, card, held, to_date, whole=False),
        plan=_goal(db, card, held.brand, to_date, goals),
        signal=signal,
    )


def _cell(
    db: sqlite3.Connection, card: Card, held: Record, days: Period, *, whole: bool = True
) -> Cell:
    """A KPI in some days; days that are not all held give no value, except in a month to date."""
    own = record(db, sums.measures(card)) if card.own else held
    found = series_of(db, card, own, by="all", first=days.first_day, last=days.last_day, why=False)
    point = found.points[0] if found.points else None
    if point is None or point.value is None:
        return Cell(None, UNKNOWN, found.missing or _("Nothing is held of it."))
    if whole and point.days_held < days.days:
        held_words = calendar.partial_words(point.days_held, days.days)
        return Cell(None, UNKNOWN, _("Only {days} are held.").format(days=held_words))
    texts = (write(point.value, card, held.brand) for write in (value_text, plain_text))
    return Cell(float(point.value), next(texts), "", next(texts))


def _goal(
    db: sqlite3.Connection, card: Card, own: Brand, days: Period, goals: Sequence[Target]
) -> Cell:
    value = planned(db, card.key, days, known=goals)
    if value is None:
        return Cell(None, UNKNOWN, _("No target is set."))
    shown = round(value) if card.unit in ("money", "count") else value
    return Cell(value, value_text(shown, card, own))


def _note(own: Brand, end: date) -> str:
    until = day(end + timedelta(days=28), own.locale, "d MMM")
    return _("excl. VAT; orders may still change until {day}").format(day=until)


def _columns(own: Brand, month: Period) -> tuple[str, ...]:
    name = day(month.first_day, own.locale, "LLLL")
    return (
        _("KPI"),
        _("Last week"),
        _("Week before"),
        _("Same week last year"),
        _("Target"),
        _("{month} to date").format(month=name),
        _("Plan"),
    )


def as_cells(table: Trading) -> str:
    """The table as cells to paste into a sheet: tabs between columns, a line per row."""
    lines = [table.columns, *(_texts(row) for row in table.rows)]
    return "\n".join("\t".join(line) for line in lines)


def _texts(row: Row) -> tuple[str, ...]:
    cells = (row.last_week, row.week_before, row.last_year, row.target, row.month, row.plan)
    return (row.name, *(cell.text for cell in cells))


def as_text(table: Trading) -> str:
    """The table as plain lines for chat and e-mail: last week, the week before, last year; signals in words.

    KPIs without a value last week are left out.
    """
    if table.missing:
        return table.missing
    lines = [table.title]
    for row in table.rows:
        if row.last_week.value is not None:
            lines.append(_line(row))
    lines += [
        f"! {row.name}: {row.signal.reason}. {row.signal.stake_text}".rstrip(". ") + "."
        for row in table.rows
        if row.signal is not None
    ]
    return "\n".join([*lines, table.note])


def _line(row: Row) -> str:
    fields = {
        "name": row.name,
        "now": row.last_week.chat,
        "before": row.week_before.chat,
        "year": row.last_year.chat,
    }
    if row.last_year.value is None:
        return _("{name}: {now} (week before {before})").format(**fields)
    return _("{name}: {now} (week before {before}, last year {year})").format(**fields)
