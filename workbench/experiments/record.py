"""The experiments as the pages show them: the list, and one with all that is known about it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from workbench.errors import NotFound
from workbench.experiments.words import Belief, Choice, Status
from workbench.language import _


class Experiment(NamedTuple):
    """One row of the list. `visitors` and `conversions` are sums over its variants; None where none were counted.

    `frozen_day` is when its plan was frozen, None before.
    """

    id: int
    name: str
    status: Status
    kind: str | None
    hypothesis: str
    kpi: str | None
    item_id: int | None
    item_title: str | None
    start_day: date | None
    end_day: date | None
    note: str
    variants: int
    visitors: int | None
    conversions: int | None
    choice: Choice | None
    page: str
    audience: str
    frozen_day: date | None


class Reading(NamedTuple):
    """What was counted for a variant on a day; `day` is None for a total. Revenue in minor units."""

    id: int
    variant_id: int
    day: date | None
    visitors: int | None
    conversions: int | None
    revenue_minor: int | None
    currency: str | None


class Variant(NamedTuple):
    """A variant with its readings summed. `rate` is conversions per visitor as a fraction, None without visitors.

    `share` is the planned part of the visitors; the first variant is the control. Amounts are in minor units;
    `currency` is None where there is no revenue, or where it came in several currencies (nothing is summed then).
    """

    id: int
    name: str
    is_control: bool
    share: float | None
    visitors: int | None
    conversions: int | None
    revenue_minor: int | None
    currency: str | None
    rate: float | None
    revenue_per_visitor_minor: float | None
    readings: tuple[Reading, ...]


class Decision(NamedTuple):
    """What the person decided, when and why.

    `options` are what else was thought of, `predicted` is the lift of the frozen plan, a fraction.
    """

    choice: Choice
    reason: str
    prediction: str
    day: date | None
    options: str = ""
    follow_up_day: date | None = None
    rollout_day: date | None = None
    predicted: float | None = None


class Learning(NamedTuple):
    """What is believed since, and how sure that is."""

    id: int
    experiment_id: int | None
    experiment: str | None
    text: str
    belief: Belief
    day: date | None


class Record(NamedTuple):
    """All that is written about one experiment."""

    experiment: Experiment
    variants: tuple[Variant, ...]
    decision: Decision | None
    learnings: tuple[Learning, ...]


# The readings that hold now and count the goal; corrected ones and those of other measures are kept beside them.
COUNTS = "measure IS NULL AND superseded_at IS NULL"

_LIST = (
    "SELECT experiment.id, name, experiment.status, kind, coalesce(experiment.hypothesis, ''), kpi, item_id,"
    " item.title, experiment.start_day, end_day, coalesce(note, ''),"
    " (SELECT count(*) FROM variant WHERE experiment_id = experiment.id),"
    f" (SELECT sum(visitors) FROM reading WHERE experiment_id = experiment.id AND {COUNTS}),"
    f" (SELECT sum(conversions) FROM reading WHERE experiment_id = experiment.id AND {COUNTS}),"
    " (SELECT choice FROM decision WHERE experiment_id = experiment.id ORDER BY decision.id DESC LIMIT 1),"
    " coalesce(page, ''), coalesce(audience, ''), frozen_at"
    " FROM experiment LEFT JOIN item ON item.id = experiment.item_id"
)


def experiments(db: sqlite3.Connection) -> list[Experiment]:
    """All experiments: running first, then planned, then what is over; within each the newest first."""
    order = (
        " ORDER BY CASE experiment.status WHEN 'running' THEN 0 WHEN 'planned' THEN 1 ELSE 2 END,"
        " experiment.start_day DESC, experiment.id DESC"
    )
    return [_experiment(row) for row in db.execute(_LIST + order).fetchall()]


def record(db: sqlite3.Connection, experiment_id: int) -> Record:
    """One experiment with variants, readings, decision and learnings; raises NotFound."""
    row = db.execute(_LIST + " WHERE experiment.id = ?", (experiment_id,)).fetchone()
    if row is None:
        raise NotFound(_("This experiment is no longer there."))
    return Record(
        _experiment(row),
        _variants(db, experiment_id),
        _decision(db, experiment_id),
        tuple(_learnings(db, " WHERE experiment_id = ?", (experiment_id,))),
    )


def learnings(db: sqlite3.Connection) -> list[Learning]:
    """The learning library: every learning of every experiment, the newest first."""
    return _learnings(db, "", ())


def corrected(db: sqlite3.Connection, experiment_id: int) -> list[tuple[Reading, str]]:
    """Readings that a later one replaced, each with the UTC moment of that, the newest first."""
    rows = db.execute(
        "SELECT id, variant_id, day, visitors, conversions, revenue_minor, currency, superseded_at FROM reading"
        " WHERE experiment_id = ? AND superseded_at IS NOT NULL ORDER BY superseded_at DESC, id DESC",
        (experiment_id,),
    ).fetchall()
    return [(Reading._make((*row[:2], _day(row[2]), *row[3:7])), row[7]) for row in rows]


def variant_of(
    variant_id: int, name: str, share: float | None, readings: tuple[Reading, ...], *, first: bool
) -> Variant:
    """Sum the readings of a variant; what no reading tells stays None.

    A day without visitors leaves the rates unknown, for its conversions have nothing to be divided by.
    """
    visitors = _sum(reading.visitors for reading in readings)
    conversions = _sum(reading.conversions for reading in readings)
    whole = all(reading.visitors is not None for reading in readings)
    currencies = {r.currency for r in readings if r.revenue_minor is not None}
    revenue = _sum(r.revenue_minor for r in readings) if len(currencies) == 1 else None
    return Variant(
        id=variant_id,
        name=name,
        is_control=first,
        share=share,
        visitors=visitors,
        conversions=conversions,
        revenue_minor=revenue,
        currency=currencies.pop() if len(currencies) == 1 else None,
        rate=_per(conversions, visitors if whole else None),
        revenue_per_visitor_minor=_per(revenue, visitors if whole else None),
        readings=readings,
    )


def _per(part: int | None, visitors: int | None) -> float | None:
    return part / visitors if visitors and part is not None else None


def _sum(values: Iterable[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _experiment(row: tuple[Any, ...]) -> Experiment:
    status, days, choice = Status(row[2]), (_day(row[8]), _day(row[9])), row[14]
    decided = Choice(choice) if choice else None
    tail = (*row[15:17], _day(row[17] and row[17][:10]))
    return Experiment._make((*row[:2], status, *row[3:8], *days, *row[10:14], decided, *tail))


def _variants(db: sqlite3.Connection, experiment_id: int) -> tuple[Variant, ...]:
    rows = db.execute(
        "SELECT id, name, share FROM variant WHERE experiment_id = ? ORDER BY position, id",
        (experiment_id,),
    ).fetchall()
    readings = _readings(db, experiment_id)
    return tuple(
        variant_of(
            row[0],
            row[1],
            row[2],
            tuple(r for r in readings if r.variant_id == row[0]),
            first=n == 0,
        )
        for n, row in enumerate(rows)
    )


def _readings(db: sqlite3.Connection, experiment_id: int) -> list[Reading]:
    rows = db.execute(
        "SELECT id, variant_id, day, visitors, conversions, revenue_minor, currency FROM reading"
        f" WHERE experiment_id = ? AND {COUNTS} ORDER BY day, id",
        (experiment_id,),
    ).fetchall()
    return [Reading._make((*row[:2], _day(row[2]), *row[3:])) for row in rows]


def _decision(db: sqlite3.Connection, experiment_id: int) -> Decision | None:
    row = db.execute(
        "SELECT choice, coalesce(reason, ''), coalesce(prediction, ''), day, coalesce(options, ''), due_day, frozen"
        " FROM decision"
        " WHERE experiment_id = ? ORDER BY id DESC LIMIT 1",
        (experiment_id,),
    ).fetchone()
    if row is None:
        return None
    kept = json.loads(row[6]) if row[6] else {}
    tail = (_day(row[5]), _day(kept.get("rollout_day")), kept.get("predicted"))
    return Decision(Choice(row[0]), row[1], row[2], _day(row[3]), row[4], *tail)


def _learnings(db: sqlite3.Connection, where: str, values: tuple[int, ...]) -> list[Learning]:
    rows = db.execute(
        "SELECT learning.id, experiment_id, experiment.name, text, learning.status, day FROM learning"
        " LEFT JOIN experiment ON experiment.id = learning.experiment_id"
        f"{where} ORDER BY day DESC, learning.id DESC",
        values,
    ).fetchall()
    return [Learning._make((*row[:4], Belief(row[4]), _day(row[5]))) for row in rows]
