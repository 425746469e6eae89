"""Meetings: a deck that was shown, when, with its minutes and the numbers that people saw."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from workbench.errors import BadInput, NotFound
from workbench.language import _
from workbench.store.brand import brand
from workbench.store.clock import now
from workbench.store.clock import today as brand_today

DECISION, ACTION, QUESTION = KINDS = ("decision", "action", "question")


class Meeting(NamedTuple):
    """A meeting: its deck (None if deleted since), when it began and ended as UTC text, and its minutes counted."""

    id: int
    deck_id: int | None
    deck: str
    at: str
    ended_at: str | None
    minutes: int


class Minute(NamedTuple):
    """One line of the minutes, with the slide that was shown and the moment as UTC text."""

    id: int
    meeting_id: int
    slide_id: int | None
    slide: str
    kind: str
    text: str
    at: str
    deck: str


class Shown(NamedTuple):
    """A number that people saw: a KPI's value in a span, in minor units or as a fraction."""

    kpi: str
    first_day: date
    last_day: date
    value: float


def kind_words(kind: str) -> str:
    """A kind of line as a person reads it."""
    words = {DECISION: _("Decision"), ACTION: _("Action"), QUESTION: _("Question")}
    return words.get(kind, kind)


def begin(db: sqlite3.Connection, deck_id: int, *, at: str | None = None) -> int:
    """Write down that a meeting has begun and return its id. Raises NotFound."""
    row = db.execute("SELECT name FROM deck WHERE id = ?", (deck_id,)).fetchone()
    if row is None:
        raise NotFound(_("This deck is no longer there."))
    sql = "INSERT INTO meeting(deck_id, deck, at) VALUES (?, ?, ?)"
    return int(db.execute(sql, (deck_id, row[0], at or now())).lastrowid or 0)


def note(
    db: sqlite3.Connection,
    meeting_id: int,
    text: str,
    *,
    kind: str = DECISION,
    slide_id: int | None = None,
    slide: str = "",
    at: str | None = None,
) -> int:
    """Write a line into the minutes and return its id. Raises NotFound, and BadInput for an empty line."""
    _meeting(db, meeting_id)
    text = " ".join(text.split())
    if not text:
        raise BadInput(_("Write what was decided."))
    if kind not in KINDS:
        raise BadInput(_("A line is a decision, an action or a question."))
    values = (meeting_id, slide_id, slide, kind, text, at or now())
    sql = (
        "INSERT INTO minute(meeting_id, slide_id, slide, kind, text, at) VALUES (?, ?, ?, ?, ?, ?)"
    )
    return int(db.execute(sql, values).lastrowid or 0)


def begin_with(db: sqlite3.Connection, deck_id: int, text: str, *, began: str, **line: Any) -> int:
    """Begin a meeting with its first line, as one step; return the meeting's id. Raises as `begin` and `note`."""
    made = begin(db, deck_id, at=began)
    note(db, made, text, **line)
    return made


def end(
    db: sqlite3.Connection,
    deck_id: int,
    shown: Iterable[Shown],
    *,
    meeting_id: int | None = None,
    began: str | None = None,
) -> int:
    """Write down what was shown in a meeting that is over; begin it here if nothing was noted. Raises NotFound."""
    made = meeting_id or begin(db, deck_id, at=began)
    name = _meeting(db, made)[0]
    day = brand_today(db).isoformat()
    newest = db.execute("SELECT max(id) FROM import WHERE live = 1").fetchone()[0]
    rows = [
        (
            one.kpi,
            one.first_day.isoformat(),
            one.last_day.isoformat(),
            one.value,
            day,
            name,
            newest,
            made,
        )
        for one in dict.fromkeys(shown)
    ]
    db.executemany(
        "INSERT INTO shown_number(kpi, first_day, last_day, value, shown_day, place, newest_import, meeting_id)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )
    db.execute("UPDATE meeting SET ended_at = ? WHERE id = ?", (now(), made))
    return made


def delete_meeting(db: sqlite3.Connection, meeting_id: int) -> None:
    """Forget a meeting with its minutes and shown numbers (a rehearsal); undo brings it back. Raises NotFound."""
    _meeting(db, meeting_id)
    db.execute("DELETE FROM meeting WHERE id = ?", (meeting_id,))


def delete_minute(db: sqlite3.Connection, minute_id: int) -> None:
    """Delete a line of the minutes. Raises NotFound."""
    if db.execute("DELETE FROM minute WHERE id = ?", (minute_id,)).rowcount == 0:
        raise NotFound(_("This line is no longer there."))


def meetings(db: sqlite3.Connection) -> list[Meeting]:
    """All meetings, the newest first."""
    sql = (
        "SELECT id, deck_id, deck, at, ended_at, (SELECT count(*) FROM minute WHERE meeting_id = meeting.id)"
        " FROM meeting ORDER BY at DESC, id DESC"
    )
    return [Meeting._make(row) for row in db.execute(sql).fetchall()]


def minutes(db: sqlite3.Connection, meeting_id: int | None = None) -> list[Minute]:
    """The lines of a meeting in their order, or of all meetings: the decision log, the newest first."""
    sql = (
        "SELECT minute.id, meeting_id, slide_id, coalesce(slide, ''), kind, text, minute.at, meeting.deck"
        " FROM minute JOIN meeting ON meeting.id = meeting_id"
    )
    if meeting_id is None:
        rows = db.execute(f"{sql} ORDER BY minute.at DESC, minute.id DESC").fetchall()
    else:
        rows = db.execute(
            f"{sql} WHERE meeting_id = ? ORDER BY minute.id", (meeting_id,)
        ).fetchall()
    return [Minute._make(row) for row in rows]


def last_meeting(db: sqlite3.Connection) -> Meeting | None:
    """The newest meeting, whatever its deck; None before the first."""
    return next(iter(meetings(db)), None)


def shown(db: sqlite3.Connection, meeting_id: int) -> list[Shown]:
    """The numbers that were shown in a meeting."""
    rows = db.execute(
        "SELECT kpi, first_day, last_day, value FROM shown_number"
        " WHERE meeting_id = ? AND value NOT NULL ORDER BY id",
        (meeting_id,),
    ).fetchall()
    return [Shown(key, _day(first), _day(last), value) for key, first, last, value in rows]


def local_day(db: sqlite3.Connection, at: str) -> date:
    """The day of a moment where the brand is."""
    moment = datetime.fromisoformat(at)
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment.astimezone(ZoneInfo(brand(db).zone)).date()


def _meeting(db: sqlite3.Connection, meeting_id: int) -> tuple[str, str]:
    row = db.execute("SELECT deck, at FROM meeting WHERE id = ?", (meeting_id,)).fetchone()
    if row is None:
        raise NotFound(_("This meeting is no longer there."))
    return row[0], row[1]


def _day(text: str) -> date:
    return date.fromisoformat(text)
