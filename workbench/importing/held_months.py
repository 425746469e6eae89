"""Which months each source holds, in full or in part, and which imports took the place of which."""

from __future__ import annotations

import sqlite3
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

_ONE = timedelta(days=1)


class Month(NamedTuple):
    """One month of a source: how many of its days are covered by live imports, and how many count.

    Of the first and the last month only the days within the span of the source count.
    """

    first_day: date
    held: int
    days: int


class HeldMonths(NamedTuple):
    """The months of one source, from its first to its last covered day."""

    source: str
    months: tuple[Month, ...]

    @property
    def missing(self) -> tuple[Month, ...]:
        """The months of which days are missing."""
        return tuple(month for month in self.months if month.held < month.days)


def held_months(db: sqlite3.Connection) -> dict[str, HeldMonths]:
    """The months of every source that has brought days, by source."""
    rows = db.execute(
        "SELECT source, first_day, last_day FROM import WHERE live = 1 AND first_day NOT NULL"
        " AND last_day NOT NULL ORDER BY source, first_day"
    ).fetchall()
    spans: dict[str, list[tuple[date, date]]] = {}
    for source, first, last in rows:
        span = date.fromisoformat(first[:10]), date.fromisoformat(last[:10])
        spans.setdefault(source, []).append(span)
    return {
        source: HeldMonths(source, tuple(_months(list(_joined(held)))))
        for source, held in spans.items()
    }


def _joined(spans: list[tuple[date, date]]) -> Iterator[tuple[date, date]]:
    """Spans sorted by their first day, joined where they touch."""
    first, last = spans[0]
    for start, end in spans[1:]:
        if start > last + _ONE:
            yield first, last
            first, last = start, end
        else:
            last = max(last, end)
    yield first, last


def _months(spans: list[tuple[date, date]]) -> Iterator[Month]:
    begin, end = spans[0][0], spans[-1][1]
    month = begin.replace(day=1)
    while month <= end:
        last = month.replace(day=monthrange(month.year, month.month)[1])
        low, high = max(month, begin), min(last, end)
        held = sum(
            max(0, (min(b, high) - max(a, low)).days + 1)
            for a, b in spans
            if a <= high and b >= low
        )
        yield Month(month, held, (high - low).days + 1)
        month = last + _ONE


def replaced_files(db: sqlite3.Connection) -> dict[int, tuple[str, ...]]:
    """The files whose days an import's reports took over, by import."""
    rows = db.execute(
        "SELECT DISTINCT c.import_id, old.file FROM covered c JOIN covered o"
        " ON o.slice_id = c.slice_id AND o.import_id <> c.import_id"
        " AND o.first_day <= c.last_day AND o.last_day >= c.first_day"
        " JOIN import old ON old.id = o.import_id JOIN import new ON new.id = c.import_id"
        " WHERE (coalesce(new.as_of, ''), new.id) > (coalesce(old.as_of, ''), old.id)"
        " ORDER BY c.import_id, old.id"
    ).fetchall()
    found: dict[int, tuple[str, ...]] = {}
    for import_id, file in rows:
        found[import_id] = (*found.get(import_id, ()), file)
    return found


def fingerprints(db: sqlite3.Connection) -> dict[int, str]:
    """The SHA-256 of every import's file."""
    return dict(db.execute("SELECT id, coalesce(sha256, '') FROM import").fetchall())
