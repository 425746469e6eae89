"""Numbers that were shown in a meeting: kept, and told when they are different now, with the import that did it."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import NamedTuple

from workbench.errors import NotFound
from workbench.kpis import typed
from workbench.kpis.calendar import Period
from workbench.kpis.one_value import value_of
from workbench.kpis.wording import value_text
from workbench.language import _, day
from workbench.store.brand import Brand, brand

_SAME = 1e-9


class Shown(NamedTuple):
    """A number as it was shown: KPI, days, value (minor units, fraction), the day and the place, e.g. a deck's name."""

    id: int
    kpi: str
    period: Period
    value: float | None
    shown_day: date
    place: str


class ShownDifference(NamedTuple):
    """A number that is different now.

    `imports` are (id, file, exported on) of those that came in after it was shown and hold rows of its days; empty
    where it was typed or a setting changed. `words` say it in a line.
    """

    shown: Shown
    name: str
    now: float | None
    imports: tuple[tuple[int, str, str], ...]
    words: str


def keep_shown(
    db: sqlite3.Connection, key: str, period: Period, *, shown_day: date, place: str = ""
) -> int | None:
    """Keep the value that a KPI has now for some days as shown; None where it has none. Raises NotFound.

    The same number in the same place on the same day is kept once.
    """
    value = value_of(db, key, period)
    if value is None:
        return None
    row = (
        key,
        period.first_day.isoformat(),
        period.last_day.isoformat(),
        shown_day.isoformat(),
        place,
    )
    same = db.execute(
        "SELECT id, value FROM shown_number WHERE kpi = ? AND first_day = ? AND last_day = ?"
        " AND shown_day = ? AND coalesce(place, '') = ?",
        row,
    ).fetchone()
    newest = db.execute("SELECT coalesce(max(id), 0) FROM import").fetchone()[0]
    if same is None:
        made = db.execute(
            "INSERT INTO shown_number(kpi, first_day, last_day, shown_day, place, value,"
            " newest_import, seen_difference) VALUES (?, ?, ?, ?, ?, ?, ?, 0)",
            (*row, value, newest),
        )
        return int(made.lastrowid or 0)
    if same[1] != value:
        db.execute(
            "UPDATE shown_number SET value = ?, newest_import = ? WHERE id = ?",
            (value, newest, same[0]),
        )
    return int(same[0])


def shown_numbers(db: sqlite3.Connection) -> list[Shown]:
    """Everything that was shown, the newest first."""
    rows = db.execute(
        "SELECT id, kpi, first_day, last_day, value, shown_day, coalesce(place, '')"
        " FROM shown_number ORDER BY shown_day DESC, id DESC"
    ).fetchall()
    return [
        Shown(
            n,
            kpi,
            Period(date.fromisoformat(a), date.fromisoformat(b)),
            value,
            date.fromisoformat(on),
            place,
        )
        for n, kpi, a, b, value, on, place in rows
    ]


def differences(db: sqlite3.Connection, *, seen: bool = False) -> list[ShownDifference]:
    """The numbers that are different now, the newest first; those marked as seen only with `seen`."""
    marked = dict(
        db.execute("SELECT id, coalesce(seen_difference, 0) FROM shown_number").fetchall()
    )
    known, own = typed.all_cards(db), brand(db)
    found = []
    for shown in shown_numbers(db):
        if shown.kpi not in known or (marked[shown.id] and not seen):
            continue
        now = value_of(db, shown.kpi, shown.period)
        if not _alike(now, shown.value):
            found.append(_difference(db, shown, now, own))
    return found


def _alike(now: float | None, then: float | None) -> bool:
    if now is None or then is None:
        return now is then
    return abs(now - then) <= _SAME * max(abs(now), abs(then))


def _difference(
    db: sqlite3.Connection, shown: Shown, now: float | None, own: Brand
) -> ShownDifference:
    card = typed.card(db, shown.kpi)
    imports = _imports_since(db, shown)
    fields = {
        "name": card.name,
        "day": day(shown.shown_day, own.locale, "d MMM"),
        "then": value_text(shown.value, card, own),
        "now": value_text(now, card, own),
        "file": imports[-1][1] if imports else "",
    }
    text = _("{name} was shown as {then} on {day}; it is {now} now.")
    if imports:
        text = _("{name} was shown as {then} on {day}; it is {now} now, since {file} came in.")
    return ShownDifference(shown, card.name, now, imports, text.format(**fields))


def _imports_since(db: sqlite3.Connection, shown: Shown) -> tuple[tuple[int, str, str], ...]:
    """Imports that came in after a number was shown and touch its days, oldest first."""
    rows = db.execute(
        """SELECT id, file, coalesce(as_of, '') FROM import
        WHERE live = 1 AND id > (SELECT coalesce(newest_import, 0) FROM shown_number WHERE id = ?)
          AND coalesce(first_day, '') <= ? AND coalesce(last_day, '9999') >= ? ORDER BY id""",
        (shown.id, shown.period.last_day.isoformat(), shown.period.first_day.isoformat()),
    ).fetchall()
    return tuple((int(n), str(file), str(as_of)) for n, file, as_of in rows)


def mark_difference_seen(db: sqlite3.Connection, shown_id: int) -> None:
    """Take a difference off the list; it stays among those seen. Raises NotFound."""
    found = db.execute(
        "UPDATE shown_number SET seen_difference = 1 WHERE id = ?", (shown_id,)
    ).rowcount
    if not found:
        raise NotFound(_("This number is no longer there."))


def forget_shown(db: sqlite3.Connection, shown_id: int) -> None:
    """Keep a shown number no longer. Raises NotFound."""
    if not db.execute("DELETE FROM shown_number WHERE id = ?", (shown_id,)).rowcount:
        raise NotFound(_("This number is no longer there."))
