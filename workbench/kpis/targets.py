"""Targets: typed or from the founder's sheet, once or for each period, and their share in shorter ones."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from workbench.errors import BadInput, NotFound
from workbench.kpis import calendar, sums, typed
from workbench.kpis.calendar import Period
from workbench.kpis.catalogue import Card
from workbench.kpis.record import record
from workbench.kpis.season import same_event_last_year
from workbench.kpis.series import series_of
from workbench.language import _, minor_digits
from workbench.store.brand import Brand, brand


class Target(NamedTuple):
    """A value to reach in some days: money in minor units, a rate as a fraction.

    `repeats`: the same for each later period of the same kind.
    """

    id: int
    kpi: str
    period: Period
    value: float
    repeats: bool


def set_target(
    db: sqlite3.Connection,
    key: str,
    first_day: date,
    last_day: date,
    value: Decimal | str | int,
    *,
    repeats: bool = False,
    import_id: int | None = None,
) -> int:
    """Set the target of a KPI for some days and answer its id; the same again changes nothing.

    Money in major units, a rate as a fraction. Raises NotFound and BadInput.
    """
    typed.card(db, key)
    if last_day < first_day:
        raise BadInput(_("The last day lies before the first."))
    span = (key, first_day.isoformat(), last_day.isoformat())
    row = (_decimal_text(value), int(repeats), import_id)
    held = db.execute(
        "SELECT id, value, repeats, import_id FROM target"
        " WHERE kpi = ? AND first_day = ? AND last_day = ?",
        span,
    ).fetchone()
    if held is None:
        made = db.execute(
            "INSERT INTO target(kpi, first_day, last_day, value, repeats, import_id)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            (*span, *row),
        )
        return int(made.lastrowid or 0)
    if tuple(held[1:]) != row:
        db.execute(
            "UPDATE target SET value = ?, repeats = ?, import_id = ? WHERE id = ?", (*row, held[0])
        )
    return int(held[0])


def _decimal_text(value: Decimal | str | int) -> str:
    try:
        number = Decimal(str(value).strip())
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise BadInput(_("“{value}” is not a number.").format(value=value))
    return format(number, "f")


def delete_target(db: sqlite3.Connection, target_id: int) -> None:
    """Remove a target; raises NotFound."""
    if not db.execute("DELETE FROM target WHERE id = ?", (target_id,)).rowcount:
        raise NotFound(_("This target is no longer there."))


def targets(db: sqlite3.Connection, key: str | None = None) -> list[Target]:
    """The targets of a KPI, or of all, oldest first."""
    own = brand(db)
    rows = db.execute(
        "SELECT id, kpi, first_day, last_day, value, coalesce(repeats, 0) FROM target"
        " WHERE ?1 IS NULL OR kpi = ?1 ORDER BY kpi, first_day, last_day",
        (key,),
    ).fetchall()
    cards = typed.all_cards(db)
    return [
        Target(
            n,
            kpi,
            Period(date.fromisoformat(first), date.fromisoformat(last)),
            _in_unit(Decimal(text), cards[kpi], own),
            bool(repeats),
        )
        for n, kpi, first, last, text, repeats in rows
        if kpi in cards
    ]


def _in_unit(value: Decimal, card: Card, own: Brand) -> float:
    return float(value.scaleb(minor_digits(own.currency)) if card.unit == "money" else value)


def target_for(known: Sequence[Target], card: Card, period: Period) -> float | None:
    """The target of a KPI for exactly these days: its own, a repeating one, or for a rate the one around them.

    The latest of several repeating ones counts.
    """
    own = [t for t in known if t.kpi == card.key]
    for target in own:
        if target.period == period:
            return target.value
    repeating = [t for t in own if t.repeats and _same_kind(t.period, period)]
    if repeating:
        return max(repeating, key=lambda t: t.period.first_day).value
    if not card.additive:
        around = [t for t in own if period.shared(t.period) == period.days]
        return min(around, key=lambda t: t.period.days).value if around else None
    return None


def _same_kind(one: Period, later: Period) -> bool:
    """True for a later period as long as the first, give or take what months and years differ by."""
    slack = 3 if 28 <= one.days <= 92 else int(one.days > 300)
    alike = abs(one.days - later.days) <= slack
    return alike and later.first_day >= one.first_day


def planned(
    db: sqlite3.Connection, key: str, period: Period, *, known: Sequence[Target] | None = None
) -> float | None:
    """The target for some days, also as their part of a longer target by last year's days; None without any."""
    card = typed.card(db, key)
    known = targets(db, key) if known is None else known
    exact = target_for(known, card, period)
    if exact is not None or not card.additive:
        return exact
    around = [t for t in known if t.kpi == key and period.shared(t.period) == period.days]
    if not around:
        return None
    target = min(around, key=lambda t: t.period.days)
    weights = day_weights(db, card, target.period)
    part = sum(weights[day] for day in calendar.days(*period))
    return target.value * part


def day_weights(db: sqlite3.Connection, card: Card, period: Period) -> dict[date, float]:
    """What part of a target falls on each day: as last year's days did where all are held, else all alike."""
    days = list(calendar.days(*period))
    pairs = {day: same_event_last_year(Period(day, day)).first_day for day in days}
    held = record(db, sums.measures(card))
    found = series_of(
        db, card, held, by="day", first=min(pairs.values()), last=max(pairs.values())
    ).points
    values = {p.first_day: max(float(p.value), 0.0) for p in found if p.value is not None}
    total = sum(values.get(before, 0.0) for before in pairs.values())
    if total <= 0 or any(before not in values for before in pairs.values()):
        return dict.fromkeys(days, 1 / len(days))
    return {day: values[before] / total for day, before in pairs.items()}
