"""Decks: an ordered set of live views to present and to export.

A slide is a kind with settings, e.g. kind "kpi" with {"kpi": "net_sales", "grain": "week"}; what it shows is read when
it is shown. Drawing and writing files is elsewhere.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from typing import Any, NamedTuple

from workbench.errors import BadInput, NotFound
from workbench.language import _
from workbench.presenting import views
from workbench.store.clock import now
from workbench.store.position import Queue, end, place

DECKS = Queue("deck")
SLIDES = Queue("slide", "deck_id")

Settings = dict[str, Any]


class Deck(NamedTuple):
    """A deck of the list; `slides` counts those that are not hidden."""

    id: int
    name: str
    slides: int
    settings: Settings
    created_at: str | None


class Slide(NamedTuple):
    """A slide; an empty `title` means that the view's own takeaway is the title."""

    id: int
    deck_id: int
    kind: str
    title: str
    settings: Settings
    notes: str
    hidden: bool


def kind_label(kind: str) -> str:
    """A slide's kind as a person reads it."""
    return views.view(kind).words() if views.known(kind) else kind


def decks(db: sqlite3.Connection) -> list[Deck]:
    """All decks in their order."""
    rows = db.execute(
        "SELECT id, name, (SELECT count(*) FROM slide WHERE deck_id = deck.id AND NOT coalesce(hidden, 0)),"
        " settings, created_at FROM deck ORDER BY position, id"
    ).fetchall()
    return [Deck._make((*row[:3], _settings(row[3]), row[4])) for row in rows]


def deck(db: sqlite3.Connection, deck_id: int) -> Deck:
    """One deck; raises NotFound."""
    _deck(db, deck_id)
    return next(one for one in decks(db) if one.id == deck_id)


def deck_named(db: sqlite3.Connection, name: str) -> Deck:
    """The deck with this name, in either case; raises NotFound."""
    for one in decks(db):
        if one.name.casefold() == name.strip().casefold():
            return one
    raise NotFound(_("There is no deck “{name}”.").format(name=name))


def slides(db: sqlite3.Connection, deck_id: int, *, hidden: bool = True) -> list[Slide]:
    """The slides of a deck in order; with `hidden=False` only those that are shown. Raises NotFound."""
    _deck(db, deck_id)
    rows = db.execute(f"{_SLIDE} WHERE deck_id = ? ORDER BY position, id", (deck_id,)).fetchall()
    found = [_slide(row) for row in rows]
    return [slide for slide in found if hidden or not slide.hidden]


def slide(db: sqlite3.Connection, slide_id: int) -> Slide:
    """One slide; raises NotFound."""
    row = db.execute(f"{_SLIDE} WHERE id = ?", (slide_id,)).fetchone()
    if row is None:
        raise NotFound(_("This slide is no longer there."))
    return _slide(row)


def add_deck(db: sqlite3.Connection, name: str, *, settings: Settings | None = None) -> int:
    """Add an empty deck after the others and return its id. Raises BadInput for an empty or taken name."""
    values = (_free_name(db, name), end(db, DECKS), now(), _json(settings or {}))
    sql = "INSERT INTO deck(name, position, created_at, settings) VALUES (?, ?, ?, ?)"
    return int(db.execute(sql, values).lastrowid or 0)


def rename_deck(db: sqlite3.Connection, deck_id: int, name: str) -> None:
    """Change a deck's name. Raises NotFound and BadInput."""
    old = _deck(db, deck_id)[0]
    name = _free_name(db, name, but=deck_id)
    if name != old:
        db.execute("UPDATE deck SET name = ? WHERE id = ?", (name, deck_id))


def set_deck(db: sqlite3.Connection, deck_id: int, settings: Settings) -> None:
    """Change some settings of a deck, e.g. what an audience may see; None takes one away. Raises NotFound."""
    old = _settings(_deck(db, deck_id)[1])
    new = _merged(old, settings)
    if new != old:
        db.execute("UPDATE deck SET settings = ? WHERE id = ?", (_json(new), deck_id))


def duplicate_deck(db: sqlite3.Connection, deck_id: int) -> int:
    """Copy a deck with its slides, right after it, and return the copy's id. Raises NotFound."""
    name, settings = _deck(db, deck_id)
    values = (_copy_name(db, name), place(db, DECKS, after=deck_id), now(), settings)
    sql = "INSERT INTO deck(name, position, created_at, settings) VALUES (?, ?, ?, ?)"
    new = int(db.execute(sql, values).lastrowid or 0)
    db.execute(
        "INSERT INTO slide(deck_id, position, kind, title, settings, notes, hidden)"
        " SELECT ?, position, kind, title, settings, notes, hidden FROM slide WHERE deck_id = ?"
        " ORDER BY position, id",
        (new, deck_id),
    )
    return new


def move_deck(
    db: sqlite3.Connection, deck_id: int, *, before: int | None = None, after: int | None = None
) -> None:
    """Put a deck before or after another, else at the end. Raises NotFound."""
    _deck(db, deck_id)
    _move(db, DECKS, None, deck_id, before, after)


def delete_deck(db: sqlite3.Connection, deck_id: int) -> None:
    """Delete a deck with its slides; undo brings them back. Raises NotFound."""
    _deck(db, deck_id)
    db.execute("DELETE FROM deck WHERE id = ?", (deck_id,))


def add_slide(
    db: sqlite3.Connection,
    deck_id: int,
    kind: str,
    *,
    title: str = "",
    settings: Settings | None = None,
    notes: str = "",
    after: int | None = None,
) -> int:
    """Add a slide after another, else at the end, and return its id. Raises NotFound, and BadInput for the kind."""
    _deck(db, deck_id)
    if not views.known(kind):
        raise BadInput(_("There is no kind of slide “{kind}”.").format(kind=kind))
    position = place(db, SLIDES, deck_id, after=after)
    values = (deck_id, position, kind, _line(title), _json(settings or {}), notes)
    sql = "INSERT INTO slide(deck_id, position, kind, title, settings, notes, hidden)"
    return int(db.execute(f"{sql} VALUES (?, ?, ?, ?, ?, ?, 0)", values).lastrowid or 0)


def set_slide(
    db: sqlite3.Connection,
    slide_id: int,
    *,
    title: str | None = None,
    notes: str | None = None,
    settings: Settings | None = None,
) -> None:
    """Change what is given of a slide; settings are merged into the old ones, None takes one away. Raises NotFound."""
    old = slide(db, slide_id)
    new = (
        old.title if title is None else _line(title),
        old.notes if notes is None else notes,
        old.settings if settings is None else _merged(old.settings, settings),
    )
    if new != (old.title, old.notes, old.settings):
        sql = "UPDATE slide SET title = ?, notes = ?, settings = ? WHERE id = ?"
        db.execute(sql, (new[0], new[1], _json(new[2]), slide_id))


def hide_slide(db: sqlite3.Connection, slide_id: int, hidden: bool = True) -> None:
    """Leave a slide out of presenting and exports, or take it in again. Raises NotFound."""
    if slide(db, slide_id).hidden != hidden:
        db.execute("UPDATE slide SET hidden = ? WHERE id = ?", (int(hidden), slide_id))


def move_slide(
    db: sqlite3.Connection, slide_id: int, *, before: int | None = None, after: int | None = None
) -> None:
    """Put a slide before or after another of its deck, else at the end. Raises NotFound."""
    _move(db, SLIDES, slide(db, slide_id).deck_id, slide_id, before, after)


def duplicate_slide(db: sqlite3.Connection, slide_id: int) -> int:
    """Copy a slide, right after it, and return the copy's id. Raises NotFound."""
    old = slide(db, slide_id)
    new = add_slide(
        db,
        old.deck_id,
        old.kind,
        title=old.title,
        settings=old.settings,
        notes=old.notes,
        after=slide_id,
    )
    hide_slide(db, new, old.hidden)
    return new


def delete_slide(db: sqlite3.Connection, slide_id: int) -> None:
    """Delete a slide. Raises NotFound."""
    slide(db, slide_id)
    db.execute("DELETE FROM slide WHERE id = ?", (slide_id,))


_SLIDE = "SELECT id, deck_id, kind, coalesce(title, ''), settings, coalesce(notes, ''), hidden FROM slide"


def _slide(row: tuple[Any, ...]) -> Slide:
    return Slide(row[0], row[1], row[2], row[3], _settings(row[4]), row[5], bool(row[6]))


def _deck(db: sqlite3.Connection, deck_id: int) -> tuple[str, str | None]:
    row = db.execute("SELECT name, settings FROM deck WHERE id = ?", (deck_id,)).fetchone()
    if row is None:
        raise NotFound(_("This deck is no longer there."))
    return row[0], row[1]


def _move(
    db: sqlite3.Connection,
    queue: Queue,
    group: int | None,
    row: int,
    before: int | None,
    after: int | None,
) -> None:
    if row in (before, after):
        return
    position = place(db, queue, group, before=before, after=after, moving=row)
    sql = f'UPDATE "{queue.table}" SET position = ? WHERE id = ? AND position <> ?'
    db.execute(sql, (position, row, position))


def _free_name(db: sqlite3.Connection, name: str, *, but: int | None = None) -> str:
    name = _line(name)
    if not name:
        raise BadInput(_("A deck needs a name."))
    taken = {one.name.casefold() for one in decks(db) if one.id != but}
    if name.casefold() in taken:
        raise BadInput(_("There is already a deck “{name}”.").format(name=name))
    return name


def _copy_name(db: sqlite3.Connection, name: str) -> str:
    """A name for a copy that is not taken: 'Monday (copy)', then 'Monday (copy 2)'."""
    taken = {one.name.casefold() for one in decks(db)}
    copy, n = _("{title} (copy)").format(title=name), 2
    while copy.casefold() in taken:
        copy, n = _("{title} (copy {n})").format(title=name, n=n), n + 1
    return copy


def _line(text: str) -> str:
    return " ".join(text.split())


def _merged(old: Mapping[str, Any], changes: Mapping[str, Any]) -> Settings:
    return {key: value for key, value in {**old, **changes}.items() if value is not None}


def _settings(text: str | None) -> Settings:
    found = json.loads(text) if text else {}
    return found if isinstance(found, dict) else {}


def _json(settings: Mapping[str, Any]) -> str:
    return json.dumps(settings, ensure_ascii=False, sort_keys=True)
