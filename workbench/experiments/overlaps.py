"""What else happens while a test runs: other tests, launches, promotions and dated events."""

from __future__ import annotations

import sqlite3
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Other(StrEnum):
    """What a test can overlap with."""

    TEST = "test"
    LAUNCH = "launch"
    PROMOTION = "promotion"
    EVENT = "event"


class Overlap(NamedTuple):
    """Something else in the same days. `same_people` where it is a test on the same page, or on an unknown one."""

    kind: Other
    id: int
    title: str
    first_day: date
    last_day: date
    same_people: bool


def overlaps(
    db: sqlite3.Connection,
    first_day: date,
    last_day: date,
    *,
    page: str = "",
    but: int | None = None,
) -> list[Overlap]:
    """All that falls into the days from the first to the last, by day; `but` is the experiment itself.

    Tests that were stopped or only noted without days are left out.
    """
    span = (last_day.isoformat(), first_day.isoformat())
    found = [
        *_tests(db, span, page.strip().casefold(), but),
        *_rows(db, Other.LAUNCH, _LAUNCHES, span),
        *_rows(db, Other.PROMOTION, _PROMOTIONS, span),
        *_rows(db, Other.EVENT, _EVENTS, span),
    ]
    return sorted(found, key=lambda overlap: (overlap.first_day, overlap.kind, overlap.title))


_LAUNCHES = (
    "SELECT id, title, coalesce(launched_day, due_day) AS day, coalesce(launched_day, due_day) FROM item"
    " WHERE day IS NOT NULL AND stage != 'dropped' AND day <= ? AND day >= ?"
)
_PROMOTIONS = (
    "SELECT id, name, first_day, last_day FROM promotion WHERE first_day <= ? AND last_day >= ?"
)
_EVENTS = (
    "SELECT id, title, day, coalesce(last_day, day) FROM annotation"
    " WHERE day <= ? AND coalesce(last_day, day) >= ?"
)


def _rows(db: sqlite3.Connection, kind: Other, sql: str, span: tuple[str, str]) -> list[Overlap]:
    rows = db.execute(sql, span).fetchall()
    return [
        Overlap(kind, row_id, title, date.fromisoformat(first), date.fromisoformat(last), False)
        for row_id, title, first, last in rows
    ]


def _tests(
    db: sqlite3.Connection, span: tuple[str, str], page: str, but: int | None
) -> list[Overlap]:
    """Other tests that share days; one without an end is taken to run on."""
    rows = db.execute(
        "SELECT id, name, start_day, coalesce(end_day, ?), coalesce(page, '') FROM experiment"
        " WHERE status != 'stopped' AND start_day <= ? AND coalesce(end_day, '9999') >= ? AND id IS NOT ?",
        (span[0], *span, but),
    ).fetchall()
    return [
        Overlap(
            Other.TEST,
            row_id,
            name,
            date.fromisoformat(first),
            date.fromisoformat(max(first, last)),
            not page or not other.strip() or other.strip().casefold() == page,
        )
        for row_id, name, first, last, other in rows
    ]
