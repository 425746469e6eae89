"""Decisions about items: the options, the choice, why, and what it is expected to do to a KPI.

A prediction is frozen when the decision to build is written down: the KPI, by how much, by when, what the KPI was, and
the score inputs of that day. Reason and options may be reworded; to predict anew, the decision is withdrawn first.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from workbench.errors import BadInput, NotFound
from workbench.kpis.series import series
from workbench.kpis.typed import card
from workbench.language import _
from workbench.roadmap import backlog
from workbench.store.clock import today as brand_today

DAYS = 28
Inputs = dict[str, dict[str, float]]


class ItemChoice(StrEnum):
    """What was decided about an item."""

    BUILD = "build"
    NOT_NOW = "not now"
    DROP = "drop"

    @property
    def label(self) -> str:
        """The choice as a person reads it."""
        return {
            ItemChoice.BUILD: _("Build it"),
            ItemChoice.NOT_NOW: _("Not now"),
            ItemChoice.DROP: _("Drop it"),
        }[self]


class Prediction(NamedTuple):
    """By which fraction a KPI is expected to change (0.05 is +5 %), with a range, by a day."""

    kpi: str
    likely: float
    due_day: date
    low: float | None = None
    high: float | None = None


class Baseline(NamedTuple):
    """What a KPI was in the four weeks before a day: money in minor units, rates as fractions."""

    value: float
    first_day: date
    last_day: date


class ItemDecision(NamedTuple):
    """A decision about an item; `inputs` are its score inputs of that day by framework and criterion."""

    id: int
    item_id: int
    choice: ItemChoice
    reason: str
    options: tuple[str, ...]
    day: date
    prediction: Prediction | None
    baseline: Baseline | None
    inputs: Inputs


_SQL = (
    "SELECT id, item_id, choice, coalesce(reason, ''), options, day, kpi, expected, due_day, expected_low,"
    " expected_high, baseline, baseline_first_day, baseline_last_day, frozen FROM decision"
    " WHERE item_id NOT NULL AND experiment_id IS NULL"
)


def item_decisions(db: sqlite3.Connection) -> list[ItemDecision]:
    """All decisions about items, oldest first."""
    return [_decision(row) for row in db.execute(_SQL + " ORDER BY day, id").fetchall()]


def decision_of(db: sqlite3.Connection, item_id: int) -> ItemDecision | None:
    """The decision about an item; None where none was written down."""
    sql = _SQL + " AND item_id = ? ORDER BY id DESC LIMIT 1"
    row = db.execute(sql, (item_id,)).fetchone()
    return _decision(row) if row else None


def decide_item(
    db: sqlite3.Connection,
    item_id: int,
    choice: ItemChoice | str,
    *,
    reason: str = "",
    options: Iterable[str] = (),
    prediction: Prediction | None = None,
    day: date | None = None,
) -> None:
    """Write down what was decided about an item, or reword it; a prediction is frozen with it.

    Raises NotFound, and BadInput for an unknown choice, a prediction that cannot be read later, or another prediction
    than the frozen one.
    """
    found = backlog.item(db, item_id)
    if choice not in list(ItemChoice):
        raise BadInput(_("There is no decision “{text}”.").format(text=choice))
    held = decision_of(db, item_id)
    words = {
        "choice": str(choice),
        "reason": reason.strip() or None,
        "options": json.dumps([o.strip() for o in options if o.strip()], ensure_ascii=False),
    }
    if held is not None and held.prediction is not None:
        if prediction is not None and prediction != held.prediction:
            text = _("The prediction was frozen on {day}; withdraw the decision to predict anew.")
            raise BadInput(text.format(day=held.day.isoformat()))
        _update(db, held, words)
        return
    when = day or (held.day if held else brand_today(db))
    row = {
        **words,
        "item_id": item_id,
        "day": when.isoformat(),
        **_frozen(db, found, prediction, when),
    }
    _replace(db, held, row)


def withdraw_item_decision(db: sqlite3.Connection, item_id: int) -> None:
    """Take the decision about an item back, its prediction too. Raises NotFound."""
    done = db.execute(
        "DELETE FROM decision WHERE item_id = ? AND experiment_id IS NULL", (item_id,)
    )
    if done.rowcount == 0:
        raise NotFound(_("No decision is written down."))


def baseline(db: sqlite3.Connection, kpi: str, day: date) -> Baseline | None:
    """What a KPI was in the four weeks before a day; None where they are not wholly known. Raises NotFound."""
    first, last = day - timedelta(DAYS), day - timedelta(1)
    value = value_between(db, kpi, first, last)
    return None if value is None else Baseline(value, first, last)


def value_between(db: sqlite3.Connection, kpi: str, first: date, last: date) -> float | None:
    """A KPI between two days; None unless every day is known. Raises NotFound."""
    points = series(db, kpi, by="all", first=first, last=last).points
    if not points or not points[0].complete or points[0].value is None:
        return None
    return float(points[0].value)


def _frozen(
    db: sqlite3.Connection, item: backlog.Item, prediction: Prediction | None, day: date
) -> dict[str, Any]:
    if prediction is None:
        return {}
    _check(prediction, day)
    card(db, prediction.kpi)
    before = baseline(db, prediction.kpi, day)
    inputs = {
        scheme: {key: given.value for key, given in own.items()}
        for scheme, own in item.inputs.items()
    }
    return {
        "kpi": prediction.kpi,
        "expected": prediction.likely,
        "expected_low": prediction.low,
        "expected_high": prediction.high,
        "due_day": prediction.due_day.isoformat(),
        "baseline": before and before.value,
        "baseline_first_day": before and before.first_day.isoformat(),
        "baseline_last_day": before and before.last_day.isoformat(),
        "frozen": json.dumps(inputs),
    }


def _check(prediction: Prediction, day: date) -> None:
    if prediction.due_day <= day:
        raise BadInput(_("The effect can only be read on a later day."))
    low, high = prediction.low, prediction.high
    if (low is not None and low > prediction.likely) or (
        high is not None and high < prediction.likely
    ):
        raise BadInput(_("The likely effect must lie between the low and the high one."))


def _update(db: sqlite3.Connection, held: ItemDecision, words: dict[str, str | None]) -> None:
    old = (held.choice.value, held.reason or None, json.dumps(held.options, ensure_ascii=False))
    if tuple(words.values()) != old:
        sql = "UPDATE decision SET choice = ?, reason = ?, options = ? WHERE id = ?"
        db.execute(sql, (*words.values(), held.id))


def _replace(db: sqlite3.Connection, held: ItemDecision | None, row: dict[str, Any]) -> None:
    if held is None:
        marks = ", ".join("?" * len(row))
        sql = f"INSERT INTO decision({', '.join(row)}) VALUES ({marks})"
        db.execute(sql, tuple(row.values()))
        return
    columns = ", ".join(row)
    sql = f"SELECT {columns} FROM decision WHERE id = ?"
    if db.execute(sql, (held.id,)).fetchone() != tuple(row.values()):
        names = ", ".join(f"{name} = ?" for name in row)
        db.execute(f"UPDATE decision SET {names} WHERE id = ?", (*row.values(), held.id))


def _decision(row: tuple[Any, ...]) -> ItemDecision:
    kpi, likely, due, low, high, value, first, last, frozen = row[6:]
    prediction = (
        Prediction(kpi, likely, date.fromisoformat(due), low, high) if kpi and due else None
    )
    before = None
    if value is not None and first and last:
        before = Baseline(value, date.fromisoformat(first), date.fromisoformat(last))
    return ItemDecision(
        row[0],
        row[1],
        ItemChoice(row[2]),
        row[3],
        tuple(json.loads(row[4] or "[]")),
        date.fromisoformat(row[5]),
        prediction,
        before,
        json.loads(frozen or "{}"),
    )
