"""Scores: the inputs a person gives, and the ranking they lead to.

Inputs are stored, scores never are: a score follows from an item's own inputs alone, so it is the same number in every
view and does not move when other items come or go.
"""

from __future__ import annotations

import sqlite3
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import product
from typing import NamedTuple

from workbench.errors import BadInput, NotFound
from workbench.language import _
from workbench.roadmap.backlog import Input, Item, items
from workbench.roadmap.frameworks import (
    Combine,
    Criterion,
    Framework,
    divides,
    evaluate,
    framework_of,
)
from workbench.roadmap.words import Horizon, Stage
from workbench.store.clock import now

EVIDENCE = "evidence"
MOST_CORNERS = 8


class Origin(NamedTuple):
    """From which KPI an input was read: its value over the days, and which part of it counts (0.12 is 12 %)."""

    kpi: str
    first_day: str
    last_day: str
    value: float
    part: float = 1.0


NOWHERE = (None,) * 5


class Score(NamedTuple):
    """The score of one item. `value` is None while inputs are missing; `hint` then says what to do.

    `low` and `high` are the score at the unfavourable and the favourable ends of the ranges; without ranges, `value`.
    """

    value: float | None
    low: float | None
    high: float | None
    missing: tuple[str, ...]
    hint: str


class Ranked(NamedTuple):
    """One row of the ranking; `rank` counts from 1 over all items with a score, equal scores share it."""

    id: int
    title: str
    theme: str | None
    stage: Stage
    horizon: Horizon | None
    score: float | None
    rank: int | None
    missing: tuple[str, ...]
    hint: str


def score(scheme: Framework, inputs: Mapping[str, Input], *, past: bool = False) -> Score:
    """The score of an item's inputs under a framework; missing inputs give no score, never a zero.

    With `past` its deadline has gone by: under a framework that fades it is worth 0.
    """
    asked = [c for c in scheme.criteria if c.counts or c.required]
    missing = [c.key for c in asked if c.required and not _usable(scheme, c, inputs)]
    if missing:
        return Score(None, None, None, tuple(missing), _hint(scheme, inputs, missing))
    given = [(c, inputs[c.key]) for c in asked if c.required or _usable(scheme, c, inputs)]
    if past and scheme.fades:
        return Score(0.0, 0.0, 0.0, (), _("Its deadline has passed; it is worth nothing now."))
    value = evaluate(scheme, {c.key: own.value for c, own in given})
    if value is None:
        return Score(None, None, None, (), _("The formula has no result for these inputs."))
    low, high = _band(scheme, given, value)
    return Score(value, low, high, (), "")


def inputs_of(scheme: Framework, item: Item) -> Mapping[str, Input]:
    """The inputs of an item for a framework: typed, else those it shares, else what the evidence allows."""
    own = item.inputs.get(scheme.key, {})
    if len(own) == len(scheme.criteria):
        return own
    found = dict(own)
    for criterion in scheme.criteria:
        if criterion.key in own:
            continue
        other, _dot, key = criterion.shares.rpartition(".")
        shared = item.inputs.get(other, {}).get(key)
        if shared is not None:
            found[criterion.key] = shared
        elif criterion.ladder and item.proof is not None:
            found[criterion.key] = Input(_from_ladder(criterion, item.proof.value), source=EVIDENCE)
    return found


def score_of(scheme: Framework, item: Item) -> Score:
    """The score of an item under a framework: the one number that every view shows."""
    return score(scheme, inputs_of(scheme, item), past=item.is_past)


def scores(scheme: Framework, of: Iterable[Item]) -> dict[int, Score]:
    """The score of each item, by id."""
    return {item.id: score_of(scheme, item) for item in of}


def ranked(
    db: sqlite3.Connection,
    name: str = "rice",
    *,
    combine: Combine | None = None,
    today: date | None = None,
) -> list[Ranked]:
    """All items under a framework, best first; then those without a score.

    Raises BadInput for an unknown framework.
    """
    return ranking(framework_of(db, name, combine=combine), items(db, today=today))


def ranking(scheme: Framework, of: Iterable[Item]) -> list[Ranked]:
    """Rank items that were already read; see `ranked`."""
    found = list(of)
    scored = scores(scheme, found)
    contest = sorted(-own.value for own in scored.values() if own.value is not None)
    rows = [_row(item, scored[item.id], contest) for item in found]
    return sorted(rows, key=lambda row: (row.rank is None, row.rank or 0, row.id))


def set_input(
    db: sqlite3.Connection,
    item_id: int,
    name: str,
    criterion: str,
    value: float | None,
    *,
    low: float | None = None,
    high: float | None = None,
    source: str | None = None,
    origin: Origin | None = None,
) -> None:
    """Give an item one score input, or take it away with None; `low` and `high` make it a range.

    `origin` says from which KPI it was read. Percent criteria are fractions (0.8). Raises NotFound, and BadInput for a
    value that the criterion does not take or a range that does not hold the likely value.
    """
    scheme = framework_of(db, name)
    asked = scheme.criterion(criterion)
    if db.execute("SELECT 1 FROM item WHERE id = ?", (item_id,)).fetchone() is None:
        raise NotFound(_("This item is no longer there."))
    key = (item_id, scheme.key, criterion)
    if value is None:
        where = "item_id = ? AND framework = ? AND criterion = ?"
        db.execute(f"DELETE FROM score_input WHERE {where}", key)
        return
    _check(scheme, asked, (value, low, high))
    _write(db, key, (value, low, high, source, *(origin or NOWHERE)))


def set_inputs(
    db: sqlite3.Connection, item_id: int, name: str, values: Mapping[str, float | None]
) -> None:
    """Give an item several score inputs at once. Raises what `set_input` raises."""
    for criterion, value in values.items():
        set_input(db, item_id, name, criterion, value)


def read_input(asked: Criterion, text: str) -> float | None:
    """The number that a typed or imported text means for a criterion; None for an empty text.

    Takes '2.5', '2,5', '80 %', '80' for a percent criterion, and the words of the scale ('high'). Raises BadInput.
    """
    text = text.strip()
    if not text:
        return None
    for choice in asked.choices:
        if text.casefold() == choice.label.casefold():
            return choice.value
    try:
        value = float(text.removesuffix("%").strip().replace(",", "."))
    except ValueError:
        sentence = _("“{text}” is not a number for {criterion}.").format(
            text=text, criterion=asked.label
        )
        raise BadInput(sentence) from None
    # 1 is 100 %: nobody types a confidence of one percent.
    as_percent = asked.unit == "percent" and (text.endswith("%") or value > 1)
    return value / 100 if as_percent else value


def _usable(scheme: Framework, criterion: Criterion, inputs: Mapping[str, Input]) -> bool:
    given = inputs.get(criterion.key)
    return given is not None and not (divides(scheme, criterion) and given.value <= 0)


def _from_ladder(criterion: Criterion, confidence: float) -> float:
    """A confidence between 0 and 1 on the scale of a criterion: 0.65 is 6.5 of 10, and never below the scale."""
    return max(criterion.minimum, confidence * (criterion.maximum or 1.0))


def _band(
    scheme: Framework, given: list[tuple[Criterion, Input]], value: float
) -> tuple[float, float]:
    """The score at the unfavourable and the favourable ends of the ranges; without ranges, the score."""
    ranged = [c.key for c, own in given if own.low is not None or own.high is not None]
    if not ranged:
        return value, value
    if (
        scheme.expression and len(ranged) <= MOST_CORNERS
    ):  # its ups and downs are not known: try every corner
        corners = product((False, True), repeat=len(ranged))
        ends = [dict(zip(ranged, corner, strict=True)) for corner in corners]
    else:
        ends = [dict.fromkeys(ranged, side) for side in (False, True)]
    found = [value]
    for side in ends:
        numbers = {c.key: _end(scheme, c, own, side.get(c.key, False)) for c, own in given}
        at = evaluate(scheme, numbers)
        found += [] if at is None else [at]
    return min(found), max(found)


def _hint(scheme: Framework, inputs: Mapping[str, Input], missing: list[str]) -> str:
    for criterion in scheme.criteria:
        if criterion.key in missing and criterion.key in inputs:
            sentence = _("{criterion} is 0, which cannot be divided by: give at least {minimum:g}.")
            return sentence.format(criterion=criterion.label, minimum=criterion.minimum)
    names = ", ".join(c.label.lower() for c in scheme.criteria if c.key in missing)
    return _("Still missing: {criteria}.").format(criteria=names)


def _end(scheme: Framework, criterion: Criterion, given: Input, good: bool) -> float:
    """The end of a range that is good (or bad) for the score; the likely value where there is no range."""
    edge = given.high if good != criterion.cost else given.low
    if edge is None or (divides(scheme, criterion) and edge <= 0):
        return given.value
    return edge


def _row(item: Item, own: Score, contest: list[float]) -> Ranked:
    rank = None if own.value is None else bisect_left(contest, -own.value) + 1
    return Ranked(
        item.id, item.title, item.theme, item.stage, item.horizon, own.value, rank, own.missing, own.hint
    )  # fmt: skip


def _check(
    scheme: Framework, asked: Criterion, given: tuple[float, float | None, float | None]
) -> None:
    value, low, high = given
    for number in given:
        # A 0 that cannot be divided by is kept as typed; the score then says what is missing.
        if number is not None and not (number == 0 and divides(scheme, asked)):
            _check_number(asked, number)
    if (low is not None and low > value) or (high is not None and high < value):
        sentence = _("The likely {criterion} must lie between the low and the high one.")
        raise BadInput(sentence.format(criterion=asked.label.lower()))


def _check_number(asked: Criterion, number: float) -> None:
    above = asked.maximum is not None and number > asked.maximum
    if number >= asked.minimum and not above and number < float("inf"):
        return
    scale = 100 if asked.unit == "percent" else 1
    sentence = _("{criterion} is at least {minimum:g}.")
    if asked.maximum is not None:
        sentence = _("{criterion} goes from {minimum:g} to {maximum:g}.")
    bounds = {"minimum": asked.minimum * scale, "maximum": (asked.maximum or 0) * scale}
    raise BadInput(sentence.format(criterion=asked.label, **bounds))


def _write(
    db: sqlite3.Connection,
    key: tuple[int, str, str],
    given: tuple[float | str | None, ...],
) -> None:
    where = "item_id = ? AND framework = ? AND criterion = ?"
    columns = "value, low, high, source, kpi, kpi_first_day, kpi_last_day, kpi_value, kpi_part"
    old = db.execute(f"SELECT {columns} FROM score_input WHERE {where}", key).fetchone()
    if old is None:
        marks = ", ".join("?" * (len(key) + len(given) + 1))
        sql = f"INSERT INTO score_input(item_id, framework, criterion, {columns}, at)"
        db.execute(f"{sql} VALUES ({marks})", (*key, *given, now()))
    elif old != given:
        changes = ", ".join(f"{column} = ?" for column in columns.split(", "))
        sql = f"UPDATE score_input SET {changes}, at = ? WHERE {where}"
        db.execute(sql, (*given, now(), *key))
