"""What a person says about signals: that a change is accepted, what explains a move, and not now, please."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import NamedTuple

from workbench.errors import BadInput, NotFound
from workbench.kpis import typed
from workbench.language import _

BASELINE, KNOWN = "baseline", "known"
SNOOZED, SEEN = "snoozed", "seen"


class Baseline(NamedTuple):
    """A noted change from whose day on a KPI's usual range is set anew; `kpi` is empty for all of them."""

    id: int
    day: date
    title: str
    kpi: str


def baselines(db: sqlite3.Connection, key: str) -> list[Baseline]:
    """The noted changes that concern a KPI, oldest first."""
    rows = db.execute(
        "SELECT id, day, title, coalesce(kpi, '') FROM annotation"
        " WHERE kind = ? AND coalesce(kpi, '') IN ('', ?) ORDER BY day, id",
        (BASELINE, key),
    ).fetchall()
    return [Baseline(n, date.fromisoformat(day), title, kpi) for n, day, title, kpi in rows]


def accept_change(db: sqlite3.Connection, key: str | None, day: date, title: str) -> int:
    """Set the usual range of a KPI (None: of all) anew from a day on, with what changed; answers the note's id.

    The same day again keeps the note there is. Raises NotFound and BadInput.
    """
    return _note(db, BASELINE, key, day, day, title)


def accept_launch(db: sqlite3.Connection, key: str | None, item_id: int) -> int:
    """Set the usual range anew from the launch of an item on.

    Raises NotFound, and BadInput where the item is not launched.
    """
    row = db.execute("SELECT title, launched_day FROM item WHERE id = ?", (item_id,)).fetchone()
    if row is None:
        raise NotFound(_("This item is no longer there."))
    if row[1] is None:
        raise BadInput(_("“{title}” has no launch date yet.").format(title=row[0]))
    return accept_change(db, key, date.fromisoformat(row[1]), row[0])


def explain(
    db: sqlite3.Connection, key: str | None, first_day: date, last_day: date, reason: str
) -> int:
    """Say what explains a move, e.g. "stock-out": its days are known from then on, and shown on charts.

    Answers the note's id. Raises NotFound and BadInput.
    """
    if last_day < first_day:
        raise BadInput(_("The last day lies before the first."))
    return _note(db, KNOWN, key, first_day, last_day, reason)


def forget_note(db: sqlite3.Connection, note_id: int) -> None:
    """Take back an accepted change or an explanation; raises NotFound."""
    found = db.execute(
        "DELETE FROM annotation WHERE id = ? AND kind IN (?, ?)", (note_id, BASELINE, KNOWN)
    )
    if not found.rowcount:
        raise NotFound(_("This note is no longer there."))


def _note(
    db: sqlite3.Connection, kind: str, key: str | None, first: date, last: date, title: str
) -> int:
    if key is not None:
        typed.card(db, key)
    if not title.strip():
        raise BadInput(_("Say in a word or two what happened."))
    row = (first.isoformat(), last.isoformat(), kind, key)
    same = db.execute(
        "SELECT id FROM annotation WHERE day = ? AND last_day = ? AND kind = ? AND kpi IS ?", row
    ).fetchone()
    if same is not None:
        return int(same[0])
    made = db.execute(
        "INSERT INTO annotation(day, last_day, kind, kpi, title) VALUES (?, ?, ?, ?, ?)",
        (*row, title.strip()),
    )
    return int(made.lastrowid or 0)


def snooze(db: sqlite3.Connection, key: str, until: date, *, day: date, note: str = "") -> None:
    """Show no signal of a KPI until a day (that day again it shows); `day` is today. Raises NotFound, BadInput."""
    typed.card(db, key)
    if until <= day:
        raise BadInput(_("Choose a day that is still to come."))
    _set(db, key, SNOOZED, day, until, note)


def wake(db: sqlite3.Connection, key: str) -> None:
    """Show the signals of a KPI again."""
    db.execute("DELETE FROM signal_note WHERE kpi = ? AND kind = ?", (key, SNOOZED))


def mark_seen(db: sqlite3.Connection, key: str, day: date) -> None:
    """Remember that the signal of a KPI that began on a day was seen. Raises NotFound."""
    typed.card(db, key)
    _set(db, key, SEEN, day, day, "")


def _set(db: sqlite3.Connection, key: str, kind: str, day: date, until: date, note: str) -> None:
    row = (day.isoformat(), until.isoformat(), note or None)
    held = db.execute(
        "SELECT id, day, until_day, note FROM signal_note WHERE kpi = ? AND kind = ?", (key, kind)
    ).fetchone()
    if held is None:
        db.execute(
            "INSERT INTO signal_note(kpi, kind, day, until_day, note) VALUES (?, ?, ?, ?, ?)",
            (key, kind, *row),
        )
    elif tuple(held[1:]) != row:
        db.execute(
            "UPDATE signal_note SET day = ?, until_day = ?, note = ? WHERE id = ?", (*row, held[0])
        )


def snoozed_until(db: sqlite3.Connection) -> dict[str, date]:
    """The KPIs that are snoozed, each with the day on which it shows again."""
    rows = db.execute(
        "SELECT kpi, until_day FROM signal_note WHERE kind = ?", (SNOOZED,)
    ).fetchall()
    return {key: date.fromisoformat(until) for key, until in rows if until}


def seen_days(db: sqlite3.Connection) -> dict[str, date]:
    """The day on which the signal began that was marked as seen last, by KPI."""
    rows = db.execute("SELECT kpi, day FROM signal_note WHERE kind = ?", (SEEN,)).fetchall()
    return {key: date.fromisoformat(day) for key, day in rows}
