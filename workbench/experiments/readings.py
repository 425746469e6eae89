"""Variants of an experiment, and what was counted for them."""

from __future__ import annotations

import sqlite3
from datetime import date

from workbench.errors import BadInput, NotFound
from workbench.experiments.record import COUNTS
from workbench.language import _
from workbench.store.brand import brand
from workbench.store.clock import now

Counts = tuple[int | None, int | None, int | None, str | None]


def add_variant(
    db: sqlite3.Connection, experiment_id: int, name: str, *, share: float | None = None
) -> int:
    """Add a variant after the others and return its id; the first one is the control.

    `share` is the planned part of the visitors, a fraction above 0 and at most 1. Raises NotFound and BadInput.
    """
    if not db.execute("SELECT 1 FROM experiment WHERE id = ?", (experiment_id,)).fetchone():
        raise NotFound(_("This experiment is no longer there."))
    name = _free_name(db, experiment_id, name)
    _check_share(share)
    sql = "SELECT coalesce(max(position), 0) + 1 FROM variant WHERE experiment_id = ?"
    position = db.execute(sql, (experiment_id,)).fetchone()[0]
    done = db.execute(
        "INSERT INTO variant(experiment_id, name, position, share) VALUES (?, ?, ?, ?)",
        (experiment_id, name, position, share),
    )
    return int(done.lastrowid or 0)


def rename_variant(db: sqlite3.Connection, variant_id: int, name: str) -> None:
    """Change a variant's name. Raises NotFound and BadInput."""
    experiment_id, old, _share = _variant(db, variant_id)
    name = _free_name(db, experiment_id, name, but=variant_id)
    if name != old:
        db.execute("UPDATE variant SET name = ? WHERE id = ?", (name, variant_id))


def set_share(db: sqlite3.Connection, variant_id: int, share: float | None) -> None:
    """Change a variant's planned part of the visitors, a fraction. Raises NotFound and BadInput."""
    _check_share(share)
    if _variant(db, variant_id)[2] != share:
        db.execute("UPDATE variant SET share = ? WHERE id = ?", (share, variant_id))


def delete_variant(db: sqlite3.Connection, variant_id: int) -> None:
    """Delete a variant with its readings. Raises NotFound."""
    _variant(db, variant_id)
    db.execute("DELETE FROM variant WHERE id = ?", (variant_id,))


def record_reading(
    db: sqlite3.Connection,
    variant_id: int,
    *,
    visitors: int | None,
    conversions: int | None,
    revenue_minor: int | None = None,
    currency: str | None = None,
    day: date | None = None,
    import_id: int | None = None,
) -> None:
    """Write what was counted for a variant: on one day, or, without a day, in all.

    The same variant and day again supersedes the counts; the old ones stay as history. Revenue is in minor units, in
    the brand's currency unless said. Raises NotFound, and BadInput for negative counts, more conversions than
    visitors, or a total beside days (the visitors would count twice).
    """
    experiment_id = _variant(db, variant_id)[0]
    _check_counts(visitors, conversions, revenue_minor)
    _check_span(db, variant_id, day)
    if revenue_minor is not None:
        currency = currency or brand(db).currency
    counts = (visitors, conversions, revenue_minor, currency if revenue_minor is not None else None)
    _write(db, (experiment_id, variant_id, day.isoformat() if day else None), counts, import_id)


def delete_reading(db: sqlite3.Connection, reading_id: int) -> None:
    """Delete one reading. Raises NotFound."""
    if db.execute("DELETE FROM reading WHERE id = ?", (reading_id,)).rowcount == 0:
        raise NotFound(_("This reading is no longer there."))


def _variant(db: sqlite3.Connection, variant_id: int) -> tuple[int, str, float | None]:
    sql = "SELECT experiment_id, name, share FROM variant WHERE id = ?"
    row = db.execute(sql, (variant_id,)).fetchone()
    if row is None:
        raise NotFound(_("This variant is no longer there."))
    return row[0], row[1], row[2]


def _free_name(
    db: sqlite3.Connection, experiment_id: int, name: str, *, but: int | None = None
) -> str:
    name = " ".join(name.split())
    if not name:
        raise BadInput(_("A variant needs a name."))
    sql = "SELECT id, name FROM variant WHERE experiment_id = ?"
    for other, taken in db.execute(sql, (experiment_id,)).fetchall():
        if other != but and taken.casefold() == name.casefold():
            raise BadInput(_("There is already a variant “{name}”.").format(name=name))
    return name


def _check_share(share: float | None) -> None:
    if share is not None and not 0 < share <= 1:
        raise BadInput(_("The share of a variant lies between 0 and 100 %."))


def _check_counts(visitors: int | None, conversions: int | None, revenue: int | None) -> None:
    if visitors is None and conversions is None:
        raise BadInput(_("Give the visitors and the conversions."))
    if min(visitors or 0, conversions or 0) < 0:
        raise BadInput(_("Visitors and conversions cannot be negative."))
    if visitors is not None and conversions is not None and conversions > visitors:
        sentence = _("There cannot be more conversions ({conversions}) than visitors ({visitors}).")
        raise BadInput(sentence.format(conversions=conversions, visitors=visitors))
    if revenue is not None and revenue < 0:
        raise BadInput(_("The revenue of a variant cannot be negative."))


def _check_span(db: sqlite3.Connection, variant_id: int, day: date | None) -> None:
    other = "IS NULL" if day else "IS NOT NULL"
    sql = f"SELECT 1 FROM reading WHERE variant_id = ? AND day {other} AND {COUNTS} LIMIT 1"
    if db.execute(sql, (variant_id,)).fetchone() is None:
        return
    if day:
        raise BadInput(_("This variant has a total; delete it before you add days."))
    raise BadInput(_("This variant has days; delete them before you add a total."))


def _write(
    db: sqlite3.Connection,
    key: tuple[int, int, str | None],
    counts: Counts,
    import_id: int | None,
) -> None:
    columns = "visitors, conversions, revenue_minor, currency"
    same = f"experiment_id = ? AND variant_id = ? AND day IS ? AND {COUNTS}"
    old = db.execute(f"SELECT id, {columns} FROM reading WHERE {same}", key).fetchone()
    if old is not None and old[1:] == counts:
        return
    if old is not None:
        db.execute("UPDATE reading SET superseded_at = ? WHERE id = ?", (now(), old[0]))
    sql = f"INSERT INTO reading(experiment_id, variant_id, day, {columns}, at, import_id)"
    db.execute(f"{sql} VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (*key, *counts, now(), import_id))
