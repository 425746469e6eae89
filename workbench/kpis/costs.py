"""Costs the user tells: what a product costs, what each order or month costs, in which kind; dated."""

from __future__ import annotations

import sqlite3
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from workbench.errors import BadInput, NotFound
from workbench.kpis.calendar import Period
from workbench.kpis.margin import TIERS
from workbench.language import _

# How a cost counts: an amount per piece of a SKU, per order, per month; or a part of net sales or of total sales.
UNIT, ORDER, MONTH, NET_SHARE, TOTAL_SHARE = "unit", "order", "month", "net_share", "total_share"
BASES = (UNIT, ORDER, MONTH, NET_SHARE, TOTAL_SHARE)


class Cost(NamedTuple):
    """One cost: amounts in major units without VAT, shares as fractions; `ref` is the SKU or channel it is for."""

    id: int
    kind: str
    name: str
    basis: str
    ref: str
    value: Decimal
    first_day: date | None
    last_day: date | None

    def days_in(self, span: Period) -> int:
        """On how many days of a span it holds."""
        return Period(self.first_day or date.min, self.last_day or date.max).shared(span)


def costs(db: sqlite3.Connection) -> list[Cost]:
    """All costs, by kind and then oldest first."""
    rows = db.execute(
        "SELECT id, kind, coalesce(name, ''), basis, coalesce(ref, ''), value, first_day, last_day"
        " FROM cost ORDER BY kind, ref, coalesce(first_day, ''), id"
    ).fetchall()
    return [
        Cost(n, kind, name, basis, ref, Decimal(value), _day(first), _day(last))
        for n, kind, name, basis, ref, value, first, last in rows
    ]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def add_cost(
    db: sqlite3.Connection,
    kind: str,
    basis: str,
    value: Decimal | str | int,
    *,
    ref: str = "",
    name: str = "",
    first_day: date | None = None,
    last_day: date | None = None,
) -> int:
    """Add a cost and answer its id; the same again changes nothing.

    Kinds are those of margin.TIERS, bases those of BASES; a piece needs its SKU in `ref`. Raises BadInput.
    """
    row = (
        kind,
        name.strip() or None,
        basis,
        ref.strip(),
        _checked(kind, basis, value, ref),
        first_day.isoformat() if first_day else None,
        last_day.isoformat() if last_day else None,
    )
    if first_day and last_day and last_day < first_day:
        raise BadInput(_("The last day lies before the first."))
    same = db.execute(
        "SELECT id FROM cost WHERE kind = ? AND name IS ? AND basis = ? AND coalesce(ref, '') = ?"
        " AND value = ? AND first_day IS ? AND last_day IS ?",
        row,
    ).fetchone()
    if same is not None:
        return int(same[0])
    made = db.execute(
        "INSERT INTO cost(kind, name, basis, ref, value, first_day, last_day)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        row,
    )
    return int(made.lastrowid or 0)


def _checked(kind: str, basis: str, value: Decimal | str | int, ref: str) -> str:
    if kind not in TIERS:
        text = _("“{kind}” is not a kind of cost; choose one of {choices}.")
        raise BadInput(text.format(kind=kind, choices=", ".join(TIERS)))
    if basis not in BASES:
        text = _("“{basis}” is not a way to count a cost; choose one of {choices}.")
        raise BadInput(text.format(basis=basis, choices=", ".join(BASES)))
    if basis == UNIT and not ref.strip():
        raise BadInput(_("Say for which product (SKU) this cost is."))
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or number < 0:
        raise BadInput(_("“{value}” is not a cost.").format(value=value))
    if basis in (NET_SHARE, TOTAL_SHARE) and number > 1:
        raise BadInput(_("A share lies between 0 and 1, such as 0.35."))
    return format(number, "f")


def delete_cost(db: sqlite3.Connection, cost_id: int) -> None:
    """Remove a cost; raises NotFound."""
    if not db.execute("DELETE FROM cost WHERE id = ?", (cost_id,)).rowcount:
        raise NotFound(_("This cost is no longer there."))


def unit_cost(known: list[Cost], sku: str, day: date) -> Decimal | None:
    """What a piece of a SKU costs on a day, in major units: the latest that holds then; None unknown."""
    found = [
        cost
        for cost in known
        if cost.basis == UNIT and cost.kind == "goods" and cost.ref == sku
        and cost.days_in(Period(day, day))
    ]  # fmt: skip
    return max(found, key=lambda cost: cost.first_day or date.min).value if found else None
