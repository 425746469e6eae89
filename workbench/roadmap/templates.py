"""A first backlog for a shop that sells to people directly: ideas to start from, change and delete.

Each comes with its hypothesis and names the KPI it should move. They are ideas, not evidence: what they are worth is
for your own numbers and tests to say. Their words are in resources/ideas, a file per language.
"""

from __future__ import annotations

import sqlite3
import tomllib
from collections.abc import Iterable
from typing import NamedTuple

from workbench import resources
from workbench.errors import BadInput
from workbench.language import _
from workbench.roadmap import items
from workbench.roadmap.themes import ensure_theme

TAG = "starter"


class Template(NamedTuple):
    """An idea to start from; `kpi` is the key of the KPI that its hypothesis is about."""

    key: str
    theme: str
    group: str
    title: str
    hypothesis: str
    kpi: str


def templates(theme: str | None = None) -> list[Template]:
    """All ideas, or those of one theme, in the order of the themes."""
    with resources.path("ideas/en.toml").open("rb") as file:
        told = tomllib.load(file)["idea"]
    found = [Template(**idea) for idea in told]
    return [one for one in found if theme is None or one.theme == theme]


def add_templates(db: sqlite3.Connection, keys: Iterable[str]) -> list[int]:
    """Put these ideas into the inbox, tagged so that they are found again, and return their ids.

    One whose title is there already is left out. Raises BadInput for an unknown key.
    """
    known = {one.key: one for one in templates()}
    held = {title.casefold() for (title,) in db.execute("SELECT title FROM item").fetchall()}
    added = []
    for key in keys:
        if key not in known:
            raise BadInput(_("There is no idea “{key}”.").format(key=key))
        one = known[key]
        if one.title.casefold() in held:
            continue
        ensure_theme(db, one.theme)
        added.append(
            items.add(
                db, one.title, theme=one.theme, hypothesis=one.hypothesis, tags=(TAG, one.group)
            )
        )
    return added


def delete_untouched(db: sqlite3.Connection) -> int:
    """Delete the ideas that are still in the inbox as they came, and answer how many."""
    known = {one.title: one.hypothesis for one in templates()}
    rows = db.execute(
        "SELECT item.id, title, hypothesis FROM item JOIN item_tag ON item_id = item.id AND tag = ?"
        " WHERE stage = 'inbox' AND NOT EXISTS (SELECT 1 FROM evidence WHERE item_id = item.id)"
        " AND NOT EXISTS (SELECT 1 FROM score_input WHERE item_id = item.id)"
        " AND NOT EXISTS (SELECT 1 FROM experiment WHERE item_id = item.id)",
        (TAG,),
    ).fetchall()
    untouched = [row for row, title, hypothesis in rows if known.get(title) == hypothesis]
    items.delete(db, *untouched)
    return len(untouched)
