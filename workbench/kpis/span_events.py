"""What happened in some days: launches, finished or running tests, promotions, stock-outs and notes."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import NamedTuple

from workbench.kpis.calendar import Period
from workbench.kpis.promotions import known_promotions
from workbench.kpis.season import retail_spans
from workbench.language import _, day
from workbench.store.brand import brand


class SpanEvent(NamedTuple):
    """Something dated that may explain a move. kind: launch, test, promotion, stock-out, season, or a note's own.

    `id` is that of the item, experiment, promotion or annotation, None where there is no row. `words` tell it in full,
    e.g. "New product page (launched Mon 2 Nov)".
    """

    first_day: date
    last_day: date
    kind: str
    title: str
    words: str
    id: int | None


def span_events(
    db: sqlite3.Connection, span: Period, *, key: str | None = None, season: bool = False
) -> list[SpanEvent]:
    """Everything known to have happened between two days, oldest first; with a KPI, no notes about others.

    `season` adds the events of the retail year.
    """
    locale = brand(db).locale
    found = [*_launches(db, span, locale), *_tests(db, span, locale), *_notes(db, span, key)]
    for promotion in known_promotions(db):
        if promotion.period.shared(span):
            days = (promotion.first_day, promotion.last_day)
            words = _("{name} (promotion, {first} to {last})").format(
                name=promotion.name,
                first=day(days[0], locale, "d MMM"),
                last=day(days[1], locale, "d MMM"),
            )
            found.append(SpanEvent(*days, "promotion", promotion.name, words, promotion.id))
    if season:
        found += [SpanEvent(*s.period, "season", s.name, s.name, None) for s in retail_spans(*span)]
    return sorted(found, key=lambda e: (e.first_day, e.last_day, e.title))


def _launches(db: sqlite3.Connection, span: Period, locale: str) -> list[SpanEvent]:
    rows = db.execute(
        "SELECT id, title, launched_day FROM item"
        " WHERE stage <> 'dropped' AND launched_day BETWEEN ? AND ?",
        _iso(span),
    ).fetchall()
    text = _("{title} (launched {day})")
    return [
        SpanEvent(
            launched := date.fromisoformat(on),
            launched,
            "launch",
            title,
            text.format(title=title, day=day(launched, locale, "EEE d MMM")),
            n,
        )
        for n, title, on in rows
    ]


def _tests(db: sqlite3.Connection, span: Period, locale: str) -> list[SpanEvent]:
    rows = db.execute(
        "SELECT id, name, start_day, end_day FROM experiment"
        " WHERE start_day NOT NULL AND start_day <= ?2 AND coalesce(end_day, ?2) >= ?1",
        _iso(span),
    ).fetchall()
    found = []
    for n, name, start, end in rows:
        first = date.fromisoformat(start)
        last = date.fromisoformat(end) if end else span.last_day
        words = _("{name} (test, since {day})").format(
            name=name, day=day(first, locale, "EEE d MMM")
        )
        found.append(SpanEvent(first, last, "test", name, words, n))
    return found


def _notes(db: sqlite3.Connection, span: Period, key: str | None) -> list[SpanEvent]:
    rows = db.execute(
        """SELECT id, title, day, coalesce(last_day, day), coalesce(kind, 'note') FROM annotation
        WHERE day <= ?2 AND coalesce(last_day, day) >= ?1
          AND (?3 IS NULL OR coalesce(kpi, '') IN ('', ?3))""",
        (*_iso(span), key),
    ).fetchall()
    return [
        SpanEvent(date.fromisoformat(a), date.fromisoformat(b), kind, title, title, n)
        for n, title, a, b, kind in rows
    ]


def _iso(span: Period) -> tuple[str, str]:
    return span.first_day.isoformat(), span.last_day.isoformat()
