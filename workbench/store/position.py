"""Rows that a person keeps in order: cards of a column, slides of a deck.

A row's `position` is a REAL number; only the order of the numbers means something. A row put between two others gets
the number halfway, so a drag writes one row. When halving has used up the room, the group is numbered afresh.
"""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from workbench.errors import NotFound
from workbench.language import _

STEP = 1024.0
TINY = 1e-6


class Queue(NamedTuple):
    """A table in order; with a `group` column, each group has an order of its own."""

    table: str
    group: str | None = None


class Gap(NamedTuple):
    """The room between two rows; None where the group ends."""

    low: float | None
    high: float | None

    @property
    def middle(self) -> float:
        """A number inside the gap."""
        if self.low is not None and self.high is not None:
            return (self.low + self.high) / 2
        if self.low is not None:
            return self.low + STEP
        return STEP if self.high is None else self.high - STEP

    def holds(self, position: float) -> bool:
        """Whether a number already lies in the gap."""
        above = self.low is None or position > self.low
        return above and (self.high is None or position < self.high)

    @property
    def full(self) -> bool:
        """Whether halving once more would lose the order."""
        return self.low is not None and self.high is not None and self.high - self.low < TINY


def end(db: sqlite3.Connection, queue: Queue, group: int | str | None = None) -> float:
    """The position after the last row of a group."""
    where, values = _where(queue, group)
    row = db.execute(f'SELECT max(position) FROM "{queue.table}"{where}', values).fetchone()
    return float(row[0] or 0.0) + STEP


def place(
    db: sqlite3.Connection,
    queue: Queue,
    group: int | str | None = None,
    *,
    before: int | None = None,
    after: int | None = None,
    moving: int | None = None,
) -> float:
    """The position for a row before or after another row of the group, else at its end.

    The row `moving` does not count as a neighbour, and keeps its number where it already stands there.
    Renumbers the group when the gap is too small. Raises NotFound if the neighbour is not in the group.
    """
    rows = _rows(db, queue, group)
    own = rows.pop(moving, None) if moving is not None else None
    gap = _gap(rows, before, after)
    if own is not None and gap.holds(own):
        return own
    if gap.full:
        gap = _gap(_renumber(db, queue, rows), before, after)
    return gap.middle


def _where(queue: Queue, group: int | str | None) -> tuple[str, tuple[int | str | None, ...]]:
    return ("", ()) if queue.group is None else (f' WHERE "{queue.group}" = ?', (group,))


def _rows(db: sqlite3.Connection, queue: Queue, group: int | str | None) -> dict[int, float]:
    where, values = _where(queue, group)
    sql = f'SELECT id, position FROM "{queue.table}"{where} ORDER BY position, id'
    return dict(db.execute(sql, values).fetchall())


def _gap(rows: dict[int, float], before: int | None, after: int | None) -> Gap:
    positions = list(rows.values())
    neighbour = before if before is not None else after
    if neighbour is None:
        return Gap(positions[-1] if positions else None, None)
    if neighbour not in rows:
        raise NotFound(_("The place to move it to is no longer there."))
    at = list(rows).index(neighbour) + (0 if before is not None else 1)
    low = positions[at - 1] if at > 0 else None
    return Gap(low, positions[at] if at < len(positions) else None)


def _renumber(db: sqlite3.Connection, queue: Queue, rows: dict[int, float]) -> dict[int, float]:
    fresh = {row: STEP * n for n, row in enumerate(rows, start=1)}
    changed = [(position, row) for row, position in fresh.items() if rows[row] != position]
    db.executemany(f'UPDATE "{queue.table}" SET position = ? WHERE id = ?', changed)
    return fresh
