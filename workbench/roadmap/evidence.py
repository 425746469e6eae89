"""Evidence for and against an item, and the confidence that follows from it.

The ladder: opinion, one customer's word, review theme, analytics, earlier experiment, A/B test. Confidence starts at
50 % and is moved by pieces that are independent of each other:

    confidence = 50 % + 50 % x (for - against),   for = 1 - product(1 - strength), against alike

so that no evidence, or opinions alone, leave it at 50 %, each piece more raises (or lowers) it, and it never reaches
100 %. One customer counts once, and so does the same signal, file or test linked twice.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from math import prod
from typing import Any, NamedTuple

from workbench.errors import BadInput, NotFound
from workbench.language import _
from workbench.store.clock import today as brand_today

WITHOUT = 0.5


class Strength(StrEnum):
    """A rung of the ladder, weakest first."""

    OPINION = "opinion"
    CUSTOMER = "customer"
    REVIEWS = "reviews"
    ANALYTICS = "analytics"
    EXPERIMENT = "experiment"
    AB_TEST = "ab test"

    @property
    def label(self) -> str:
        """The rung as a person reads it."""
        return {
            Strength.OPINION: _("Opinion"),
            Strength.CUSTOMER: _("One customer’s word"),
            Strength.REVIEWS: _("Theme in reviews"),
            Strength.ANALYTICS: _("Analytics"),
            Strength.EXPERIMENT: _("Earlier experiment"),
            Strength.AB_TEST: _("A/B test"),
        }[self]


# How far one piece of this strength moves what is left of the way; 0.3 lifts 50 % to 65 %.
MOVES = {
    Strength.OPINION: 0.0,
    Strength.CUSTOMER: 0.1,
    Strength.REVIEWS: 0.3,
    Strength.ANALYTICS: 0.5,
    Strength.EXPERIMENT: 0.7,
    Strength.AB_TEST: 0.9,
}


class Kind(StrEnum):
    """What a piece of evidence points to; `ref` then names it."""

    NOTE = "note"
    KPI = "kpi"
    IMPORT = "import"
    EXPERIMENT = "experiment"
    REVIEW = "review"
    FILE = "file"
    WEB = "web"

    @property
    def label(self) -> str:
        """The kind as a person reads it."""
        return {
            Kind.NOTE: _("Note"),
            Kind.KPI: _("KPI"),
            Kind.IMPORT: _("Imported rows"),
            Kind.EXPERIMENT: _("Experiment"),
            Kind.REVIEW: _("Review"),
            Kind.FILE: _("File"),
            Kind.WEB: _("Web address"),
        }[self]


class Piece(NamedTuple):
    """One piece of evidence. `who` tells one customer from another without naming anybody ("order 1042")."""

    id: int
    item_id: int
    kind: Kind
    ref: str
    text: str
    strength: Strength
    who: str
    against: bool
    day: date | None


class Confidence(NamedTuple):
    """What the evidence allows: a fraction, how many independent pieces speak for and against, the strongest."""

    value: float
    pieces: int
    against: int
    strongest: Strength | None

    @property
    def because(self) -> str:
        """Why, in a sentence."""
        if self.strongest is None:
            return _("No evidence yet, so at most 50 %.")
        if self.pieces and self.against:
            text = _("{n} for it, {against} against; the strongest: {strength}.")
        elif self.pieces:
            text = _("{n} for it; the strongest: {strength}.")
        else:
            text = _("{against} against it; the strongest: {strength}.")
        told = {"n": self.pieces, "against": self.against, "strength": self.strongest.label}
        return text.format(**told)


_COLUMNS = (
    "id, item_id, kind, coalesce(ref, ''), coalesce(text, ''), strength, coalesce(who, ''),"
    " coalesce(against, 0), day"
)


def evidence(db: sqlite3.Connection, item_id: int) -> list[Piece]:
    """The evidence of one item, strongest first."""
    sql = f"SELECT {_COLUMNS} FROM evidence WHERE item_id = ? ORDER BY id"
    found = [_piece(row) for row in db.execute(sql, (item_id,)).fetchall()]
    return sorted(found, key=lambda piece: -MOVES[piece.strength])


def all_evidence(db: sqlite3.Connection) -> dict[int, list[Piece]]:
    """All evidence, by item."""
    found: dict[int, list[Piece]] = {}
    for row in db.execute(f"SELECT {_COLUMNS} FROM evidence ORDER BY id").fetchall():
        found.setdefault(row[1], []).append(_piece(row))
    return found


def confidence(pieces: Iterable[Piece]) -> Confidence:
    """The confidence that evidence allows; without any, 50 %."""
    counted = _independent(pieces)
    for_, against = ([p for p in counted if p.against is side] for side in (False, True))
    value = WITHOUT + WITHOUT * (_together(for_) - _together(against))
    best = max(for_ or against, key=lambda piece: MOVES[piece.strength], default=None)
    strongest = best.strength if best else None
    return Confidence(round(value, 12), len(for_), len(against), strongest)


def add_evidence(
    db: sqlite3.Connection,
    item_id: int,
    text: str,
    *,
    strength: Strength | str = Strength.OPINION,
    kind: Kind | str = Kind.NOTE,
    ref: str = "",
    who: str = "",
    against: bool = False,
    day: date | None = None,
) -> int:
    """Add a piece of evidence and return its id; the day is today if none is given. Raises NotFound and BadInput."""
    if db.execute("SELECT 1 FROM item WHERE id = ?", (item_id,)).fetchone() is None:
        raise NotFound(_("This item is no longer there."))
    row = _checked(text, strength, kind, ref, who)
    values = (*row, int(against), (day or brand_today(db)).isoformat(), item_id)
    sql = (
        "INSERT INTO evidence(text, strength, kind, ref, who, against, day, item_id)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
    )
    return int(db.execute(sql, values).lastrowid or 0)


def change_evidence(
    db: sqlite3.Connection,
    evidence_id: int,
    *,
    text: str | None = None,
    strength: Strength | str | None = None,
    ref: str | None = None,
    who: str | None = None,
    against: bool | None = None,
) -> None:
    """Change a piece of evidence. Raises NotFound and BadInput."""
    sql = f"SELECT {_COLUMNS} FROM evidence WHERE id = ?"
    held = db.execute(sql, (evidence_id,)).fetchone()
    if held is None:
        raise NotFound(_("This evidence is no longer there."))
    old = _piece(held)
    before = (old.text, old.strength.value, old.kind.value, old.ref, old.who, int(old.against))
    row = _checked(
        old.text if text is None else text,
        old.strength if strength is None else strength,
        old.kind,
        old.ref if ref is None else ref,
        old.who if who is None else who,
    )
    after = (*row, int(old.against if against is None else against))
    if after != before:
        db.execute(
            "UPDATE evidence SET text = ?, strength = ?, kind = ?, ref = ?, who = ?, against = ?"
            " WHERE id = ?",
            (*after, evidence_id),
        )


def delete_evidence(db: sqlite3.Connection, evidence_id: int) -> None:
    """Take a piece of evidence away. Raises NotFound."""
    if db.execute("DELETE FROM evidence WHERE id = ?", (evidence_id,)).rowcount == 0:
        raise NotFound(_("This evidence is no longer there."))


def _checked(
    text: str, strength: Strength | str, kind: Kind | str, ref: str, who: str
) -> tuple[str, str, str, str, str]:
    text, ref, who = text.strip(), ref.strip(), " ".join(who.split())
    if not text and not ref:
        raise BadInput(_("Evidence needs a sentence, or something to point to."))
    if strength not in list(Strength):
        raise BadInput(_("There is no strength “{text}”.").format(text=strength))
    if kind not in list(Kind):
        raise BadInput(_("There is no kind of evidence “{text}”.").format(text=kind))
    if kind == Kind.WEB and not re.match(r"https?://\S+$", ref):
        raise BadInput(_("A web address begins with https://."))
    if re.search(r"[^\s@]+@[^\s@]+\.\w+", who):
        raise BadInput(_("Tell customers apart without their address, e.g. by an order number."))
    return text, str(strength), str(kind), ref, who


def _piece(row: tuple[Any, ...]) -> Piece:
    kind, ref, text, strength, who, against, day = row[2:]
    when = date.fromisoformat(day) if day else None
    return Piece(
        row[0], row[1], Kind(kind), ref, text, Strength(strength), who, bool(against), when
    )


def _independent(pieces: Iterable[Piece]) -> list[Piece]:
    """One piece per customer and per thing pointed to; where they repeat themselves the newest counts."""
    newest: dict[tuple[object, ...], Piece] = {}
    for piece in sorted(pieces, key=lambda p: (p.day or date.min, p.id)):
        newest[_source(piece)] = piece
    return list(newest.values())


def _source(piece: Piece) -> tuple[object, ...]:
    if piece.strength == Strength.CUSTOMER:
        # Customers that nobody told apart may all be the same one.
        return piece.strength, (piece.who or piece.ref).casefold()
    if piece.kind == Kind.NOTE or not piece.ref:
        return piece.strength, piece.id
    return piece.kind, piece.ref.casefold()


def _together(pieces: list[Piece]) -> float:
    return 1.0 - prod(1.0 - MOVES[piece.strength] for piece in pieces)
