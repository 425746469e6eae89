"""Which item waits for which: finish-start links, without circles, and what speaks against the dates."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from workbench.errors import BadInput, NotFound
from workbench.language import _
from workbench.roadmap.backlog import Item
from workbench.roadmap.words import Horizon, Stage


class Dependency(NamedTuple):
    """The one can only start when the other is finished."""

    before_id: int
    after_id: int


class Problem(NamedTuple):
    """A link that the dates or horizons contradict, in a sentence."""

    before_id: int
    after_id: int
    sentence: str


_ORDER = {horizon: n for n, horizon in enumerate(Horizon)}


def dependencies(db: sqlite3.Connection) -> list[Dependency]:
    """All links, in the order in which they were made."""
    rows = db.execute("SELECT before_id, after_id FROM dependency ORDER BY id").fetchall()
    return [Dependency(*row) for row in rows]


def link(db: sqlite3.Connection, before_id: int, after_id: int) -> None:
    """Let an item wait for another; the same again changes nothing.

    Raises NotFound, and BadInput where the two would wait for each other, also over others.
    """
    titles = _titles(db, before_id, after_id)
    if before_id == after_id:
        raise BadInput(_("“{title}” cannot wait for itself.").format(title=titles[before_id]))
    held = dependencies(db)
    if Dependency(before_id, after_id) in held:
        return
    way = _way(held, after_id, before_id)
    if way:
        names = _titles(db, *way)
        path = " → ".join(f"“{names[row]}”" for row in [*way, after_id])
        raise BadInput(_("They would wait for each other: {path}.").format(path=path))
    db.execute("INSERT INTO dependency(before_id, after_id) VALUES (?, ?)", (before_id, after_id))


def unlink(db: sqlite3.Connection, before_id: int, after_id: int) -> None:
    """Take a link away. Raises NotFound."""
    done = db.execute(
        "DELETE FROM dependency WHERE before_id = ? AND after_id = ?", (before_id, after_id)
    )
    if done.rowcount == 0:
        raise NotFound(_("This link is no longer there."))


def problems(links: Iterable[Dependency], items: Mapping[int, Item]) -> list[Problem]:
    """The links that cannot hold as planned; what is launched no longer waits for anything."""
    found = []
    for before_id, after_id in links:
        before, after = items.get(before_id), items.get(after_id)
        if before is None or after is None or not after.stage.is_open:
            continue
        sentence = _problem(before, after)
        if sentence:
            titles = {"before": before.title, "after": after.title}
            found.append(Problem(before_id, after_id, sentence.format(**titles)))
    return found


def end_of(item: Item) -> date | None:
    """The day on which an item is finished: launched, or due, or, with a start alone, that day."""
    if item.stage == Stage.LAUNCHED:
        return item.launched_day or item.due_day
    return item.due_day or item.start_day


def _problem(before: Item, after: Item) -> str:
    if before.stage == Stage.DROPPED:
        return _("“{after}” waits for “{before}”, which was dropped.")
    if before.stage == Stage.LAUNCHED:
        return ""
    start, end = after.start_day or after.due_day, end_of(before)
    if start is not None and end is not None:
        return _("“{after}” starts before “{before}” is finished.") if start <= end else ""
    if before.horizon and after.horizon and _ORDER[before.horizon] > _ORDER[after.horizon]:
        return _("“{after}” comes before “{before}”, for which it waits.")
    return ""


def _way(links: Iterable[Dependency], first: int, last: int) -> list[int]:
    """The items on the way from one to another along the links; empty where there is none."""
    onward: dict[int, list[int]] = defaultdict(list)
    for before, after in links:
        onward[before].append(after)
    ways, seen = [[first]], {first}
    for way in ways:
        if way[-1] == last:
            return way
        for after in onward[way[-1]]:
            if after not in seen:
                seen.add(after)
                ways.append([*way, after])
    return []


def _titles(db: sqlite3.Connection, *ids: int) -> dict[int, str]:
    marks = ", ".join("?" * len(ids))
    rows = db.execute(f"SELECT id, title FROM item WHERE id IN ({marks})", ids).fetchall()
    found: dict[int, str] = dict(rows)
    if len(found) < len(set(ids)):
        raise NotFound(_("This item is no longer there."))
    return found
