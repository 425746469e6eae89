"""Themes: the sides of the work that items belong to. The user may edit the list."""

from __future__ import annotations

import re
import sqlite3
from typing import NamedTuple

from workbench.errors import BadInput, NotFound
from workbench.language import _
from workbench.roadmap.words import DEFAULT_THEMES
from workbench.store.position import Queue, end

QUEUE = Queue("theme")
PLAIN_COLOUR = "#767676"


class Theme(NamedTuple):
    """A theme; `colour` is '#RRGGBB', `items` how many items belong to it."""

    id: int
    name: str
    colour: str
    items: int


def themes(db: sqlite3.Connection) -> list[Theme]:
    """All themes in their order."""
    rows = db.execute(
        "SELECT id, name, coalesce(colour, ?), (SELECT count(*) FROM item WHERE theme_id = theme.id)"
        " FROM theme ORDER BY position, id",
        (PLAIN_COLOUR,),
    ).fetchall()
    return [Theme(*row) for row in rows]


def seed(db: sqlite3.Connection) -> None:
    """Give a new workspace its first themes; does nothing where there are some."""
    if db.execute("SELECT 1 FROM theme LIMIT 1").fetchone() is None:
        for name, colour in DEFAULT_THEMES.items():
            add_theme(db, name, colour=colour)


def add_theme(db: sqlite3.Connection, name: str, *, colour: str | None = None) -> int:
    """Add a theme at the end of the list and return its id; a default theme gets its own colour.

    Raises BadInput for an empty name, a name that is taken (in either case) or a colour that is none.
    """
    name = _free_name(db, name)
    shade = _colour(colour or DEFAULT_THEMES.get(name.casefold(), PLAIN_COLOUR))
    done = db.execute(
        "INSERT INTO theme(name, colour, position) VALUES (?, ?, ?)", (name, shade, end(db, QUEUE))
    )
    return int(done.lastrowid or 0)


def rename_theme(db: sqlite3.Connection, theme_id: int, name: str) -> None:
    """Change a theme's name; its items stay with it. Raises NotFound and BadInput."""
    old = _row(db, theme_id)[0]
    name = _free_name(db, name, but=theme_id)
    if name != old:
        db.execute("UPDATE theme SET name = ? WHERE id = ?", (name, theme_id))


def recolour_theme(db: sqlite3.Connection, theme_id: int, colour: str) -> None:
    """Change a theme's colour, '#RRGGBB'. Raises NotFound and BadInput."""
    if _row(db, theme_id)[1] != _colour(colour):
        db.execute("UPDATE theme SET colour = ? WHERE id = ?", (_colour(colour), theme_id))


def delete_theme(db: sqlite3.Connection, theme_id: int) -> None:
    """Take a theme off the list; its items stay, without a theme. Raises NotFound."""
    _row(db, theme_id)
    db.execute("DELETE FROM theme WHERE id = ?", (theme_id,))


def theme_id(db: sqlite3.Connection, name: str) -> int | None:
    """The id of the theme with this name, in either case; None where there is none."""
    wanted = name.strip().casefold()
    for found, known in db.execute("SELECT id, name FROM theme").fetchall():
        if known.casefold() == wanted:
            return int(found)
    return None


def ensure_theme(db: sqlite3.Connection, name: str) -> int:
    """The id of the theme with this name, added first where it is missing: for imports."""
    return theme_id(db, name) or add_theme(db, name)


def _row(db: sqlite3.Connection, theme: int) -> tuple[str, str | None]:
    row = db.execute("SELECT name, colour FROM theme WHERE id = ?", (theme,)).fetchone()
    if row is None:
        raise NotFound(_("This theme is no longer there."))
    return row[0], row[1]


def _free_name(db: sqlite3.Connection, name: str, *, but: int | None = None) -> str:
    name = " ".join(name.split())
    if not name:
        raise BadInput(_("A theme needs a name."))
    taken = theme_id(db, name)
    if taken is not None and taken != but:
        raise BadInput(_("There is already a theme “{name}”.").format(name=name))
    return name


def _colour(text: str) -> str:
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", text):
        raise BadInput(_("“{text}” is not a colour; use one such as #0072B2.").format(text=text))
    return text.upper()
