"""How targets stand: the pace line of a cumulative one, ahead or behind in units and percent."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from workbench.kpis import calendar, sums, typed
from workbench.kpis.catalogue import Card
from workbench.kpis.points import Point
from workbench.kpis.record import record
from workbench.kpis.series import series_of
from workbench.kpis.targets import Target, day_weights, targets
from workbench.kpis.wording import change_text, value_text
from workbench.language import _
from workbench.store.brand import Brand, brand

_ON_PACE = 0.005


class Pace(NamedTuple):
    """How a target stands: so far, what a steady way to it would have by now, and the whole.

    `line` and `actual` are (day, value) from the first day on, cumulative for what adds up; the pace follows last
    year's days where they are held, else all days alike. `ahead` is in the KPI's unit, positive above the pace,
    `ratio` relative to it; `good` tells whether that is good, None on pace. `words` say it in a line.
    """

    target: Target
    so_far: float
    by_now: float
    ahead: float
    ratio: float | None
    good: bool | None
    words: str
    line: tuple[tuple[date, float], ...]
    actual: tuple[tuple[date, float], ...]


def paces(db: sqlite3.Connection, *, last: date | None = None) -> list[Pace]:
    """How every target stands whose days hold the last day of its KPI (or `last`), furthest off first."""
    found = [
        pace
        for target in _current(db, last)
        if (pace := pace_of(db, target, last=last)) is not None
    ]
    return sorted(found, key=lambda p: -abs(p.ratio or 0))


def _current(db: sqlite3.Connection, last: date | None) -> list[Target]:
    """The targets of now; a repeating one with its days moved to the period of now."""
    own = brand(db)
    cal = calendar.Calendar(own.week_start, own.fiscal_start)
    found: dict[tuple[str, calendar.Period], Target] = {}
    for target in targets(db):
        day = last or _last_day(db, target.kpi)
        if day is None:
            continue
        if target.repeats and day > target.period.last_day:
            grain = _grain(target.period.days)
            target = target._replace(period=calendar.period(day, grain, cal))
        if day in target.period:
            found[target.kpi, target.period] = target
    return list(found.values())


def _grain(days: int) -> str:
    sizes = {1: "day", 7: "week", 31: "month", 92: "quarter"}
    return next((grain for most, grain in sizes.items() if days <= most), "year")


def _last_day(db: sqlite3.Connection, key: str) -> date | None:
    card = typed.card(db, key)
    points = series_of(db, card, record(db, sums.measures(card)), by="month").points
    known = [p for p in points if p.value is not None]
    if not known:
        return None
    return known[-1].first_day + timedelta(max(known[-1].days_held, 1) - 1)


def pace_of(db: sqlite3.Connection, target: Target, *, last: date | None = None) -> Pace | None:
    """How a target stands on the last day held (or `last`); None where nothing of its days is held."""
    card, own = typed.card(db, target.kpi), brand(db)
    held = record(db, sums.measures(card))
    end = min(last or target.period.last_day, target.period.last_day)
    whole = series_of(db, card, held, by="all", first=target.period.first_day, last=end).points
    if not whole or whole[0].value is None:
        return None
    if not card.additive or card.own:
        return _level(target, whole[0], card, own)
    days = series_of(db, card, held, by="day", first=target.period.first_day, last=end).points
    actual = _added(days)
    if not actual:
        return None
    line = _line(target, day_weights(db, card, target.period))
    by_now = dict(line)[actual[-1][0]]
    return _pace(target, actual[-1][1], by_now, card, own, line, actual)


def _added(days: Sequence[Point]) -> tuple[tuple[date, float], ...]:
    """The days added up, to the last one that is known."""
    found, total = [], 0.0
    for point in days:
        total += float(point.value or 0)
        found.append((point.first_day, total))
    while found and days[len(found) - 1].value is None:
        found.pop()
    return tuple(found)


def _line(target: Target, weights: dict[date, float]) -> tuple[tuple[date, float], ...]:
    found, total = [], 0.0
    for day in calendar.days(*target.period):
        total += weights[day] * target.value
        found.append((day, total))
    return tuple(found)


def _level(target: Target, now: Point, card: Card, own: Brand) -> Pace:
    """A rate, an average or a typed level: held against the target itself."""
    value = float(now.value or 0)
    return _pace(target, value, target.value, card, own, (), ())


def _pace(
    target: Target,
    so_far: float,
    by_now: float,
    card: Card,
    own: Brand,
    line: tuple[tuple[date, float], ...],
    actual: tuple[tuple[date, float], ...],
) -> Pace:
    ahead = so_far - by_now
    ratio = ahead / by_now if by_now > 0 else None
    on_pace = ratio is not None and abs(ratio) < _ON_PACE
    good = None if on_pace or card.direction == "none" else (ahead > 0) == (card.direction == "up")
    words = _words(target, card, own, so_far, ahead, ratio, on_pace=on_pace)
    return Pace(target, so_far, by_now, ahead, ratio, good, words, line, actual)


def _words(
    target: Target,
    card: Card,
    own: Brand,
    now: float,
    ahead: float,
    ratio: float | None,
    *,
    on_pace: bool,
) -> str:
    fields = {
        "name": card.name,
        "goal": value_text(target.value, card, own),
        "away": value_text(abs(ahead), card, own),
        "now": value_text(now, card, own),
        "percent": change_text(ratio, own) if ratio is not None else "",
    }
    if on_pace and card.additive:
        text = _("{name} is on pace for {goal}")
    elif card.additive:
        text = (
            _("{name} is {away} ahead of the pace for {goal} ({percent})")
            if ahead > 0
            else _("{name} is {away} behind the pace for {goal} ({percent})")
        )
    elif on_pace:
        text = _("{name} is at its target of {goal}")
    else:
        text = (
            _("{name} is {now}, above its target of {goal}")
            if ahead > 0
            else _("{name} is {now}, below its target of {goal}")
        )
    return text.format(**fields)
