"""Saved views of the roadmap: which of the five, filter, grouping, lanes, sort, columns.

Three verbs: Save, Save as new, Discard. A page holds a View as it is on the screen; `is_edited` tells whether it still
is the saved one, and discarding is reading the saved one again.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import asdict, dataclass, replace
from typing import NamedTuple

from workbench.errors import BadInput, NotFound
from workbench.language import _
from workbench.roadmap import filtering
from workbench.store.position import Queue, end, place

QUEUE = Queue("saved_view")
KINDS = ("board", "table", "matrix", "timeline", "horizons")


@dataclass(frozen=True)
class View:
    """A view as it stands on the screen; `sort` holds (column, descending) pairs, the first counts most.

    `options` keeps what only one kind of view knows, such as the axes of the matrix ({"x": "effort"}).
    """

    kind: str = "board"
    filter: str = ""
    group: str = ""
    lanes: str = ""
    sort: tuple[tuple[str, bool], ...] = ()
    columns: tuple[str, ...] = ()
    framework: str = ""
    options: tuple[tuple[str, str], ...] = ()

    def option(self, name: str, default: str = "") -> str:
        """One of its options."""
        return dict(self.options).get(name, default)

    def with_option(self, name: str, value: str) -> View:
        """The view with an option changed."""
        return replace(self, options=tuple(sorted({**dict(self.options), name: value}.items())))


class SavedView(NamedTuple):
    """A view with its name, as it was saved."""

    id: int
    name: str
    view: View


def views(db: sqlite3.Connection) -> list[SavedView]:
    """All saved views, in their order."""
    sql = "SELECT id, name, kind, coalesce(filter, ''), settings FROM saved_view ORDER BY position, id"
    return [SavedView(row[0], row[1], _view(*row[2:])) for row in db.execute(sql).fetchall()]


def view(db: sqlite3.Connection, view_id: int) -> SavedView:
    """One saved view; raises NotFound."""
    for found in views(db):
        if found.id == view_id:
            return found
    raise NotFound(_("This view is no longer there."))


def is_edited(saved: SavedView, current: View) -> bool:
    """Whether the view on the screen differs from the saved one: it then shows a dot."""
    return saved.view != current


def save(db: sqlite3.Connection, view_id: int, current: View) -> None:
    """Save a view over the one it was opened from. Raises NotFound and BadInput."""
    if view(db, view_id).view != _checked(current):
        sql = "UPDATE saved_view SET kind = ?, filter = ?, settings = ? WHERE id = ?"
        db.execute(sql, (current.kind, current.filter, _settings(current), view_id))


def save_as_new(db: sqlite3.Connection, name: str, current: View) -> int:
    """Save a view under a name of its own and return its id. Raises BadInput."""
    values = (_free(db, name), current.kind, _checked(current).filter, _settings(current))
    sql = "INSERT INTO saved_view(name, kind, filter, settings, position) VALUES (?, ?, ?, ?, ?)"
    return int(db.execute(sql, (*values, end(db, QUEUE))).lastrowid or 0)


def rename_view(db: sqlite3.Connection, view_id: int, name: str) -> None:
    """Give a view another name. Raises NotFound and BadInput."""
    if view(db, view_id).name != name:
        name = _free(db, name, but=view_id)
        db.execute("UPDATE saved_view SET name = ? WHERE id = ?", (name, view_id))


def reorder_view(db: sqlite3.Connection, view_id: int, *, before: int | None = None) -> None:
    """Move a view before another one, else to the end. Raises NotFound."""
    view(db, view_id)
    position = place(db, QUEUE, before=before, moving=view_id)
    sql = "UPDATE saved_view SET position = ?1 WHERE id = ?2 AND position IS NOT ?1"
    db.execute(sql, (position, view_id))


def delete_view(db: sqlite3.Connection, view_id: int) -> None:
    """Delete a saved view; its items stay. Raises NotFound."""
    if db.execute("DELETE FROM saved_view WHERE id = ?", (view_id,)).rowcount == 0:
        raise NotFound(_("This view is no longer there."))


def _checked(current: View) -> View:
    if current.kind not in KINDS:
        raise BadInput(_("There is no view “{kind}”.").format(kind=current.kind))
    filtering.parse(current.filter, own=True)
    return current


def _free(db: sqlite3.Connection, name: str, *, but: int | None = None) -> str:
    name = " ".join(name.split())
    if not name:
        raise BadInput(_("A view needs a name."))
    for saved in views(db):
        if saved.name.casefold() == name.casefold() and saved.id != but:
            raise BadInput(_("There is already a view “{name}”.").format(name=name))
    return name


def _settings(current: View) -> str:
    kept = {key: value for key, value in asdict(current).items() if value}
    kept.pop("kind", None)
    kept.pop("filter", None)
    return json.dumps(kept, ensure_ascii=False)


def _view(kind: str, text: str, settings: str | None) -> View:
    try:
        told = json.loads(settings or "{}")
        return View(
            kind=kind,
            filter=text,
            group=str(told.get("group", "")),
            lanes=str(told.get("lanes", "")),
            sort=tuple((str(name), bool(down)) for name, down in told.get("sort", ())),
            columns=tuple(map(str, told.get("columns", ()))),
            framework=str(told.get("framework", "")),
            options=tuple((str(name), str(value)) for name, value in told.get("options", ())),
        )
    except (ValueError, TypeError, AttributeError):
        return View(kind=kind, filter=text)
