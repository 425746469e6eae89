"""Which tests wait to be looked at: enough visitors, an end that is over, a day on which to look again.

Read at the start of the program, so it counts only and loads no statistics.
"""

from __future__ import annotations

import sqlite3
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from workbench.errors import BadInput
from workbench.experiments.plan import frozen
from workbench.experiments.record import COUNTS
from workbench.experiments.words import Kind
from workbench.language import _
from workbench.store.clock import today as brand_today

_LEAST_CONVERSIONS = 25  # as in the second gate of a verdict


class Reason(StrEnum):
    """Why a test should be looked at."""

    ENOUGH = "enough"
    OVER = "over"
    AGAIN = "again"


class Ready(NamedTuple):
    """A test to look at; `day` is the planned end or the day on which to look again."""

    id: int
    name: str
    reason: Reason
    day: date | None

    @property
    def sentence(self) -> str:
        """What Home says; the name stands in quotes."""
        texts = {
            Reason.ENOUGH: _("“{name}” has enough visitors: see the result."),
            Reason.OVER: _("“{name}” has come to its end: see the result."),
            Reason.AGAIN: _("You wanted to look again at “{name}”."),
        }
        return texts[self.reason].format(name=self.name)


def ready(db: sqlite3.Connection, *, today: date | None = None) -> list[Ready]:
    """Running tests that can be read, then decisions to look at again, each in the order of age."""
    on = today or brand_today(db)
    return [*_running(db, on), *_again(db, on)]


def _running(db: sqlite3.Connection, on: date) -> list[Ready]:
    rows = db.execute(
        "SELECT id, name, coalesce(kind, 'split'), end_day FROM experiment WHERE status = 'running'"
        " ORDER BY start_day, id"
    ).fetchall()
    found = []
    for key, name, kind, end in rows:
        end_day = date.fromisoformat(end) if end else None
        if end_day is not None and end_day < on:
            found.append(Ready(key, name, Reason.OVER, end_day))
        elif Kind(kind).is_split and _has_enough(db, key):
            found.append(Ready(key, name, Reason.ENOUGH, end_day))
    return found


def _has_enough(db: sqlite3.Connection, experiment_id: int) -> bool:
    """Whether every variant has its planned visitors and 25 conversions."""
    try:
        held = frozen(db, experiment_id)
    except BadInput:
        return False
    planned = held.plan.per_variant if held else None
    if planned is None:
        return False
    counts = db.execute(
        "SELECT coalesce(sum(visitors), 0), coalesce(sum(conversions), 0) FROM variant LEFT JOIN reading"
        f" ON reading.variant_id = variant.id AND {COUNTS} WHERE variant.experiment_id = ? GROUP BY variant.id",
        (experiment_id,),
    ).fetchall()
    enough = (n >= planned and hits >= _LEAST_CONVERSIONS for n, hits in counts)
    return len(counts) > 1 and all(enough)


def _again(db: sqlite3.Connection, on: date) -> list[Ready]:
    """Decisions whose day to look again has come, for four weeks from then."""
    rows = db.execute(
        "SELECT experiment.id, name, due_day FROM decision JOIN experiment ON experiment.id = experiment_id"
        " WHERE due_day <= ? AND due_day >= date(?, '-28 days') ORDER BY due_day",
        (on.isoformat(), on.isoformat()),
    ).fetchall()
    return [Ready(key, name, Reason.AGAIN, date.fromisoformat(day)) for key, name, day in rows]
