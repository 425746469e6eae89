"""The optional parts of an item's page: user stories, feasibility, audience and positioning."""

from __future__ import annotations

import sqlite3
from enum import StrEnum
from typing import NamedTuple

from workbench.errors import BadInput, NotFound
from workbench.language import _
from workbench.store.position import STEP


class Part(StrEnum):
    """What a requirement is about; stories can be many, of each other part there is one."""

    STORY = "story"
    COST = "cost"
    STOCK = "stock"
    LOGISTICS = "logistics"
    OPERATIONS = "operations"
    AUDIENCE = "audience"
    POSITIONING = "positioning"

    @property
    def label(self) -> str:
        """The part as a person reads it."""
        return {
            Part.STORY: _("User story"),
            Part.COST: _("Cost"),
            Part.STOCK: _("Stock"),
            Part.LOGISTICS: _("Logistics"),
            Part.OPERATIONS: _("Operations"),
            Part.AUDIENCE: _("Audience"),
            Part.POSITIONING: _("Positioning"),
        }[self]

    @property
    def hint(self) -> str:
        """What to write there."""
        return {
            Part.STORY: _("As a … I want … so that …"),
            Part.COST: _("What does it cost once, and per order?"),
            Part.STOCK: _("Which products and how many must be there, and when?"),
            Part.LOGISTICS: _("What changes in packing, shipping or returns?"),
            Part.OPERATIONS: _("Who does what every day once it is live?"),
            Part.AUDIENCE: _("For whom is it, and for whom not?"),
            Part.POSITIONING: _("Why would they choose it over what they do today?"),
        }[self]


FEASIBILITY = (Part.COST, Part.STOCK, Part.LOGISTICS, Part.OPERATIONS)


class Requirement(NamedTuple):
    """One requirement of an item; `done` for a story that is met or a question that is answered."""

    id: int
    part: Part
    text: str
    done: bool


def requirements(db: sqlite3.Connection, item_id: int) -> list[Requirement]:
    """What an item requires: stories in their order, then the other parts."""
    rows = db.execute(
        "SELECT id, kind, text, coalesce(done, 0) FROM requirement WHERE item_id = ? ORDER BY position, id",
        (item_id,),
    ).fetchall()
    found = [Requirement(row[0], Part(row[1]), row[2], bool(row[3])) for row in rows]
    order = list(Part)
    return sorted(found, key=lambda one: order.index(one.part))


def add_story(db: sqlite3.Connection, item_id: int, text: str) -> int:
    """Add a user story at the end and return its id. Raises NotFound, and BadInput for an empty one."""
    if not text.strip():
        raise BadInput(_("A user story needs a sentence."))
    return _insert(db, item_id, Part.STORY, text.strip())


def set_part(db: sqlite3.Connection, item_id: int, part: Part | str, text: str) -> None:
    """Write a part other than a story; an empty text takes it away. Raises NotFound."""
    held = [one for one in requirements(db, item_id) if one.part == part]
    text = text.strip()
    if not held and text:
        _insert(db, item_id, Part(part), text)
    elif held and not text:
        delete_requirement(db, held[0].id)
    elif held and held[0].text != text:
        change_requirement(db, held[0].id, text=text)


def change_requirement(
    db: sqlite3.Connection,
    requirement_id: int,
    *,
    text: str | None = None,
    done: bool | None = None,
) -> None:
    """Reword a requirement, or tick it off. Raises NotFound, and BadInput for an empty text."""
    sql = "SELECT text, coalesce(done, 0) FROM requirement WHERE id = ?"
    row = db.execute(sql, (requirement_id,)).fetchone()
    if row is None:
        raise NotFound(_("This requirement is no longer there."))
    if text is not None and not text.strip():
        raise BadInput(_("A user story needs a sentence."))
    new = (row[0] if text is None else text.strip(), row[1] if done is None else int(done))
    if new != row:
        sql = "UPDATE requirement SET text = ?, done = ? WHERE id = ?"
        db.execute(sql, (*new, requirement_id))


def delete_requirement(db: sqlite3.Connection, requirement_id: int) -> None:
    """Take a requirement away. Raises NotFound."""
    if db.execute("DELETE FROM requirement WHERE id = ?", (requirement_id,)).rowcount == 0:
        raise NotFound(_("This requirement is no longer there."))


def _insert(db: sqlite3.Connection, item_id: int, part: Part, text: str) -> int:
    if db.execute("SELECT 1 FROM item WHERE id = ?", (item_id,)).fetchone() is None:
        raise NotFound(_("This item is no longer there."))
    sql = "SELECT coalesce(max(position), 0) FROM requirement WHERE item_id = ?"
    position = db.execute(sql, (item_id,)).fetchone()[0] + STEP
    sql = "INSERT INTO requirement(item_id, kind, text, done, position) VALUES (?, ?, ?, 0, ?)"
    return int(db.execute(sql, (item_id, part.value, text, position)).lastrowid or 0)
