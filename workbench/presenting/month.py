"""The month in one page: what a founder should know, gathered from everything the workspace holds."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date, timedelta

from workbench.experiments.record import Experiment, experiments
from workbench.experiments.words import Status
from workbench.kpis import calendar
from workbench.kpis.calendar import Calendar, Period
from workbench.kpis.launch_effect import launch_effect
from workbench.kpis.record import last_day_held, record
from workbench.kpis.series import series
from workbench.kpis.watch import Known
from workbench.kpis.watch import known as known_days
from workbench.kpis.wording import change_text, value_text
from workbench.language import _, day
from workbench.presenting import experiment_views, kpi_views
from workbench.presenting.look import Look, look
from workbench.roadmap import scoring
from workbench.roadmap.backlog import Item, items
from workbench.roadmap.effects import effect_of
from workbench.roadmap.frameworks import framework_of
from workbench.roadmap.words import Horizon, Stage
from workbench.store.brand import Brand, brand
from workbench.store.clock import today

KPIS = ("net_sales", "orders", "conversion_rate", "average_order_value", "new_customers")
_HISTORY = 13  # months in a sparkline
_MOST = 4  # entries in each list
_BACK = timedelta(days=62)  # launches of the two months before are still of interest


@dataclass(frozen=True)
class Figure:
    """One KPI of the page; `signal` is "good" or "bad" only where the move is unlikely to be chance.

    `history` are the last months, `earlier` the same months a year before, `labels` their names.
    """

    name: str
    value: str
    change: str
    note: str
    signal: str = ""
    history: tuple[float | None, ...] = ()
    earlier: tuple[float | None, ...] = ()
    labels: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entry:
    """One line of a list: what, and what came of it or why."""

    title: str
    words: str = ""


@dataclass(frozen=True)
class Month:
    """The month in one page; empty lists are said as such."""

    title: str
    brand: str
    month: str
    figures: tuple[Figure, ...]
    launched: tuple[Entry, ...]
    tests: tuple[Entry, ...]
    bets: tuple[Entry, ...]
    asks: tuple[str, ...]
    footer: str
    look: Look
    locale: str


def month(db: sqlite3.Connection, *, last: date | None = None, asks: tuple[str, ...] = ()) -> Month:
    """Read the last whole month held (or the one that holds `last`); `asks` are the person's own questions.

    Judging signals takes about 0.1 s per KPI.
    """
    own = brand(db)
    span = _span(db, last, own)
    rows = [
        row
        for key in KPIS
        if (row := kpi_views.compared(db, key, "month", last=span.last_day)) is not None
    ]
    rows = [row for row in rows if row.now.first_day == span.first_day]
    judged = _signals(db, tuple(row.card.key for row in rows), span)
    return Month(
        title=_title(rows, own, span),
        brand=own.name,
        month=day(span.first_day, own.locale, "MMMM y"),
        figures=tuple(_figure(db, row, own, judged.get(row.card.key, "")) for row in rows),
        launched=tuple(_launched(db, span)[:_MOST]),
        tests=tuple(_tests(db, span)[:_MOST]),
        bets=tuple(_bets(db)[:_MOST]),
        asks=(*asks, *experiment_views.open_questions(db))[:_MOST],
        footer=_(
            "Data up to {day}. Money excludes VAT. Changes are against the same month last year."
        ).format(
            day=day(min(span.last_day, last_day_held(record(db, ())) or span.last_day), own.locale)
        ),
        look=look(db),
        locale=own.locale,
    )


def _span(db: sqlite3.Connection, last: date | None, own: Brand) -> Period:
    cal = Calendar(own.week_start, own.fiscal_start)
    end = last or last_day_held(record(db, ())) or today(db)
    found = calendar.period(end, "month", cal)
    if last is None and found.last_day > end:
        return calendar.period(found.first_day - timedelta(1), "month", cal)
    return found


def _signals(db: sqlite3.Connection, keys: tuple[str, ...], span: Period) -> dict[str, str]:
    """Which KPIs moved beyond chance at the end of the month, and whether that is good."""
    from workbench.kpis.signals import signals

    found = signals(db, keys=keys, last=span.last_day, home=False)
    return {one.key: "good" if one.good else "bad" for one in found if one.good is not None}


def _title(rows: list[kpi_views.Row], own: Brand, span: Period) -> str:
    when = day(span.first_day, own.locale, "MMMM")
    first = next((row for row in rows if row.card.key == "net_sales"), None)
    if first is None:
        return _("{month} in one page").format(month=when)
    value = value_text(first.now.value, first.card, own)
    change = kpi_views.ratio(first.now, first.year)
    if change is None:
        return _("{month} brought {value} in net sales").format(month=when, value=value)
    told = _("{month} brought {value} in net sales, {change} on last year")
    return told.format(month=when, value=value, change=change_text(change, own))


def _figure(db: sqlite3.Connection, row: kpi_views.Row, own: Brand, signal: str) -> Figure:
    change = kpi_views.ratio(row.now, row.year)
    every = series(db, row.card.key, by="month", last=row.now.last_day).points
    points, by_day = every[-_HISTORY:], {p.first_day: p for p in every if p.complete}
    before = [by_day.get(p.first_day.replace(year=p.first_day.year - 1)) for p in points]
    was = value_text(row.year.value, row.card, own) if row.year else ""
    return Figure(
        name=row.card.name,
        value=value_text(row.now.value, row.card, own),
        change=change_text(change, own) if change is not None else "",
        note=_("was {value}").format(value=was) if was else _("no month a year ago"),
        signal=signal,
        history=tuple(point.value for point in points),
        earlier=tuple(point.value if point else None for point in before),
        labels=tuple(day(point.first_day, own.locale, "MMM") for point in points),
    )


def _launched(db: sqlite3.Connection, span: Period) -> list[Entry]:
    """What went live in the month or shortly before, the newest first, with its effect where one is known."""
    tests = {one.item_id: one for one in experiments(db) if one.item_id is not None}
    about = known_days(db)
    found = [
        item
        for item in items(db)
        if item.launched_day and span.first_day - _BACK <= item.launched_day <= span.last_day
    ]
    found.sort(key=lambda item: item.launched_day or span.first_day, reverse=True)
    return [
        Entry(item.title, _effect(db, item, tests.get(item.id), about)) for item in found[:_MOST]
    ]


def _effect(db: sqlite3.Connection, item: Item, test: Experiment | None, about: Known) -> str:
    known = effect_of(db, item.id)
    if known is not None and known.sentence:
        return known.sentence
    seen = launch_effect(db, item.id, "net_sales", about=about)
    if not seen.missing:
        return seen.words
    if test is not None and test.status != Status.PLANNED:
        return _("tested: {result}").format(result=experiment_views.short_result(db, test))
    return _("effect not measured yet")


def _tests(db: sqlite3.Connection, span: Period) -> list[Entry]:
    """Tests that ran in the month or run now."""
    found = []
    for one in experiments(db):
        ended_before = one.end_day is not None and one.end_day < span.first_day
        waits = one.status == Status.FINISHED and one.choice is None
        if one.status == Status.PLANNED or (ended_before and not waits):
            continue
        found.append(Entry(one.name, experiment_views.short_result(db, one)))
    return found


def _bets(db: sqlite3.Connection) -> list[Entry]:
    """What comes next: planned or being built, best score first."""
    scheme = framework_of(db, "rice")
    chosen = [item for item in items(db) if item.stage in (Stage.PLANNED, Stage.BUILDING)]
    scores = scoring.scores(scheme, chosen)
    chosen.sort(key=lambda item: (item.horizon != Horizon.NOW, -(scores[item.id].value or 0)))
    return [Entry(item.title, item.hypothesis or (item.theme or "")) for item in chosen]
