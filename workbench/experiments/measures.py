"""Readings of other measures than the goal: guardrails and what is looked at beside it."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import NamedTuple

from workbench.errors import BadInput, NotFound
from workbench.experiments.counted import CONVERSIONS, REVENUE
from workbench.experiments.measured import Measured, proportion, sums
from workbench.experiments.ratio_metric import RatioSums, ratio_of_sums
from workbench.language import _
from workbench.store.clock import now

_COLUMNS = ("visitors", "conversions", "total", "squares", "below", "below_squares", "products")


class MeasureCounts(NamedTuple):
    """What was counted of a measure in one variant: `n` people, and either how many of them, or sums.

    Of a rate: `hits`. Of an amount: `total` and `squares`. Of a ratio: also `below` (the denominator), its squares and
    the products of both.
    """

    n: int
    hits: int | None = None
    total: float | None = None
    squares: float | None = None
    below: float | None = None
    below_squares: float | None = None
    products: float | None = None

    def measured(self) -> Measured | None:
        """The measure with its variance; None where too little was written down to tell it."""
        if self.hits is not None:
            return proportion(self.hits, self.n) if self.n > 0 else None
        if self.total is None or self.squares is None or self.n < 2:
            return None
        if self.below is None:
            return sums(self.n, self.total, self.squares)
        if self.below_squares is None or self.products is None or self.below == 0:
            return None
        rest = (self.squares, self.below_squares, self.products)
        return ratio_of_sums(RatioSums(self.n, self.total, self.below, *rest))


def record_measure(
    db: sqlite3.Connection,
    variant_id: int,
    measure: str,
    counts: MeasureCounts,
    *,
    day: date | None = None,
) -> None:
    """Write what was counted of a measure; the same variant, measure and day again supersedes it.

    Raises NotFound, and BadInput for counts that cannot be.
    """
    row = db.execute("SELECT experiment_id FROM variant WHERE id = ?", (variant_id,)).fetchone()
    if row is None:
        raise NotFound(_("This variant is no longer there."))
    if not measure.strip():
        raise BadInput(_("A measure needs a name."))
    counts.measured()
    key = (variant_id, measure.strip(), day.isoformat() if day else None)
    names = ", ".join(_COLUMNS)
    same = "variant_id = ? AND measure = ? AND day IS ? AND superseded_at IS NULL"
    old = db.execute(f"SELECT id, {names} FROM reading WHERE {same}", key).fetchone()
    if old is not None and old[1:] == tuple(counts):
        return
    if old is not None:
        db.execute("UPDATE reading SET superseded_at = ? WHERE id = ?", (now(), old[0]))
    sql = f"INSERT INTO reading(experiment_id, variant_id, measure, day, {names}, at)"
    marks = ", ".join("?" * (len(_COLUMNS) + 5))
    db.execute(f"{sql} VALUES ({marks})", (row[0], *key, *counts, now()))


def names(db: sqlite3.Connection, experiment_id: int) -> list[str]:
    """The measures that anything was written down of, by name; the goal's own counts are not among them."""
    sql = (
        "SELECT DISTINCT measure FROM reading WHERE experiment_id = ? AND measure IS NOT NULL"
        " AND superseded_at IS NULL ORDER BY measure"
    )
    return [row[0] for row in db.execute(sql, (experiment_id,)).fetchall()]


def label(measure: str) -> str:
    """A measure's name as a person reads it; their own names stay as they are."""
    return {CONVERSIONS: _("orders per visitor"), REVENUE: _("revenue per visitor")}.get(
        measure, measure
    )


def measured(
    db: sqlite3.Connection, experiment_id: int, measure: str
) -> dict[int, Measured | None]:
    """A measure per variant id, its days added up; variants without a reading are missing."""
    names = ", ".join(f"sum({column})" for column in _COLUMNS)
    rows = db.execute(
        f"SELECT variant_id, {names} FROM reading"
        " WHERE experiment_id = ? AND measure = ? AND superseded_at IS NULL GROUP BY variant_id",
        (experiment_id, measure),
    ).fetchall()
    return {row[0]: MeasureCounts(*row[1:]).measured() for row in rows if row[1] is not None}
