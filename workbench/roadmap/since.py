"""What changed since a day: added, removed, moved, edited and scored anew, each with the old value.

Read from the diary (`history_item`), which every step keeps; what was undone is not in it. A change that was taken back
by another one is none. Old scores are worked out again from the old inputs, under today's framework.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import NamedTuple
from zoneinfo import ZoneInfo

from workbench.language import _
from workbench.roadmap.backlog import Input, Item, items
from workbench.roadmap.evidence import Kind, Piece, Strength, all_evidence, confidence
from workbench.roadmap.frameworks import Framework, framework_of
from workbench.roadmap.scoring import score_of
from workbench.roadmap.words import Stage
from workbench.store.brand import brand
from workbench.store.item_log import ADDED, REMOVED

Row = tuple[int, str, str | None, str | None, str | None]


class What(StrEnum):
    """What happened to an item."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    RESCORED = "rescored"
    EDITED = "edited"

    @property
    def label(self) -> str:
        """The word as a person reads it."""
        return {
            What.ADDED: _("Added"),
            What.REMOVED: _("Removed"),
            What.MOVED: _("Moved"),
            What.RESCORED: _("Scored anew"),
            What.EDITED: _("Edited"),
        }[self]


class Change(NamedTuple):
    """One change of an item: the field (as in fields.py, or 'score'), its old and its new value, and why.

    Scores are numbers as text with all their digits, None for a dash. `decision` is the reason written down since.
    What was removed tells the `score` that it had.
    """

    item_id: int
    title: str
    what: What
    field: str
    old: str | None
    new: str | None
    decision: str
    score: float | None = None


MOVES = ("stage", "horizon")


def since(
    db: sqlite3.Connection, day: date, *, framework: str = "rice", today: date | None = None
) -> list[Change]:
    """Every change from the beginning of a day (where the brand is) until now: by kind, then by title."""
    diary = _diary(db, day)
    now = {item.id: item for item in items(db, today=today)}
    scheme = framework_of(db, framework)
    reasons = _reasons(db, day)
    pieces = all_evidence(db)
    found: list[Change] = []
    for item_id, rows in diary.items():
        own = _changes(item_id, rows, now.get(item_id))
        if not any(change.what == What.ADDED for change in own):
            then = _as_it_was(rows, now.get(item_id), pieces.get(item_id, []), day)
            own = _with_scores(own, then, now.get(item_id), scheme)
        found += [change._replace(decision=reasons.get(item_id, "")) for change in own]
    order = list(What)
    return sorted(
        found, key=lambda c: (order.index(c.what), c.title.casefold(), c.item_id, c.field)
    )


def _diary(db: sqlite3.Connection, day: date) -> dict[int, list[Row]]:
    zone = ZoneInfo(brand(db).zone)
    start = datetime.combine(day, time(), zone).astimezone(UTC).isoformat(timespec="seconds")
    sql = "SELECT item_id, field, old, new, title FROM history_item WHERE at >= ? ORDER BY id"
    found: dict[int, list[Row]] = {}
    for row in db.execute(sql, (start,)).fetchall():
        found.setdefault(row[0], []).append(row)
    return found


def _changes(item_id: int, rows: list[Row], now: Item | None) -> list[Change]:
    """Additions, removals, moves and edits; nothing for what came and went, or came back to what it was."""
    ends = _ends(rows)
    titles = [row[4] for row in rows if row[4]]
    title = now.title if now else (titles[-1] if titles else "")
    if ADDED in ends and now is None:
        return []
    if ADDED in ends and now is not None:
        return [Change(item_id, title, What.ADDED, "stage", None, now.stage.value, "")]
    found = []
    for field, (old, new) in ends.items():
        if old == new or ":" in field or field in (ADDED, REMOVED):
            continue
        what = What.MOVED if field in MOVES else What.EDITED
        found.append(Change(item_id, title, what, field, old, new, ""))
    if now is None:
        before = next(
            (c.old for c in found if c.field == "stage"), ends.get(REMOVED, (None, None))[0]
        )
        return [Change(item_id, title, What.REMOVED, "stage", before, None, "")]
    return found


def _ends(rows: list[Row]) -> dict[str, tuple[str | None, str | None]]:
    """Per field the first old value and the last new one."""
    found: dict[str, tuple[str | None, str | None]] = {}
    for _item, field, old, new, _title in rows:
        first = found[field][0] if field in found else old
        found[field] = (first, new)
    return found


def _with_scores(
    own: list[Change], then: Item, now: Item | None, scheme: Framework
) -> list[Change]:
    old = score_of(scheme, then).value
    if now is None:
        return [change._replace(score=old) for change in own]
    new = score_of(scheme, now).value
    if old == new:
        return own
    texts = [None if value is None else repr(value) for value in (old, new)]
    return [*own, Change(now.id, now.title, What.RESCORED, "score", texts[0], texts[1], "")]


def _as_it_was(rows: list[Row], now: Item | None, pieces: list[Piece], day: date) -> Item:
    """The item with the inputs, the evidence and the deadline that it had when the day began."""
    ends = _ends(rows)
    base = now or _BARE._replace(id=rows[0][0], title=next((r[4] for r in rows if r[4]), ""))
    inputs = {scheme: dict(own) for scheme, own in base.inputs.items()}
    held = {piece.id: piece for piece in pieces}
    for field, (old, _new) in ends.items():
        part, _colon, rest = field.partition(":")
        if part == "score":
            _put_back(inputs, rest, old)
        elif part == "evidence":
            held.pop(int(rest), None)
            if old is not None:
                held[int(rest)] = _piece(int(rest), base.id, old)
    deadline = ends.get("deadline_day", (None, None))[0] if "deadline_day" in ends else None
    last = base.deadline_day if "deadline_day" not in ends else _date(deadline)
    proof = confidence(held.values()) if held else None
    past = last is not None and last < day
    return base._replace(inputs=inputs, proof=proof, deadline_day=last, is_past=past)


def _put_back(inputs: dict[str, dict[str, Input]], name: str, old: str | None) -> None:
    scheme, _colon, criterion = name.partition(":")
    inputs.setdefault(scheme, {}).pop(criterion, None)
    if old is not None:
        value, low, high = (float(text) if text else None for text in old.split("|"))
        inputs[scheme][criterion] = Input(value or 0.0, low, high)


def _piece(row: int, item_id: int, text: str) -> Piece:
    strength, against, who = text.split("|", 2)
    return Piece(row, item_id, Kind.NOTE, "", "", Strength(strength), who, against == "1", None)


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _reasons(db: sqlite3.Connection, day: date) -> Mapping[int, str]:
    """The newest reason of a decision since a day, by item; those of its experiments count."""
    rows = db.execute(
        "SELECT coalesce(decision.item_id, experiment.item_id), coalesce(reason, choice) FROM decision"
        " LEFT JOIN experiment ON experiment.id = decision.experiment_id WHERE day >= ? ORDER BY day, decision.id",
        (day.isoformat(),),
    ).fetchall()
    return {item: reason for item, reason in rows if item is not None and reason}


_BARE = Item(
    0, "", "", None, None, Stage.INBOX, None, None, None, None, None, None, "", (), {}, 0.0, None
)  # fmt: skip
