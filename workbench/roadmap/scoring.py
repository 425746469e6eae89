"""Scores: the inputs a person gives, and the ranking they lead to.

Inputs are stored, scores never are: a score follows from an item's own inputs alone, so it is the same number in every
view and does not move when other items come or go.
"""

from __future__ import annotations

import sqlite3
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from workbench.errors import BadInput, NotFound
from workbench.language import _
from workbench.roadmap.backlog import Input, Item, items
from workbench.roadmap.frameworks import Combine, Criterion, Framework, evaluate, framework
from workbench.roadmap.words import Horizon, Stage
from workbench.store.clock import now


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


def score(scheme: Framework, inputs: Mapping[str, Input]) -> Score:
    """The score of an item's inputs under a framework; missing inputs give no score, never a zero."""
    missing = [c.key for c in scheme.criteria if c.required and not _usable(c, inputs)]
    if missing:
        return Score(None, None, None, tuple(missing), _hint(scheme, inputs, missing))
    given = [(c, inputs[c.key]) for c in scheme.criteria if c.required or _usable(c, inputs)]
    value = evaluate(scheme, {c.key: own.value for c, own in given})
    if all(own.low is None and own.high is None for c, own in given):
        return Score(value, value, value, (), "")
    worst, best = ({c.key: _end(c, own, good) for c, own in given} for good in (False, True))
    return Score(value, evaluate(scheme, worst), evaluate(scheme, best), (), "")


def scores(scheme: Framework, of: Iterable[Item]) -> dict[int, Score]:
    """The score of each item, by id."""
    return {item.id: score(scheme, item.inputs.get(scheme.key, {})) for item in of}


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
    return ranking(framework(name, combine=combine), items(db, today=today))


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
) -> None:
    """Give an item one score input, or take it away with None; `low` and `high` make it a range.

    Percent criteria are fractions (0.8). Raises NotFound, and BadInput for a value that the criterion does not take or
    a range that does not hold the likely value.
    """
    scheme = framework(name)
    asked = scheme.criterion(criterion)
    if db.execute("SELECT 1 FROM item WHERE id = ?", (item_id,)).fetchone() is None:
        raise NotFound(_("This item is no longer there."))
    key = (item_id, scheme.key, criterion)
    if value is None:
        where = "item_id = ? AND framework = ? AND criterion = ?"
        db.execute(f"DELETE FROM score_input WHERE {where}", key)
        return
    _check(asked, value, low, high)
    _write(db, key, (value, low, high, source))


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


def _usable(criterion: Criterion, inputs: Mapping[str, Input]) -> bool:
    given = inputs.get(criterion.key)
    return given is not None and not (criterion.cost and given.value <= 0)


def _hint(scheme: Framework, inputs: Mapping[str, Input], missing: list[str]) -> str:
    for criterion in scheme.criteria:
        if criterion.key in missing and criterion.key in inputs:
            sentence = _("{criterion} is 0, which cannot be divided by: give at least {minimum:g}.")
            return sentence.format(criterion=criterion.label, minimum=criterion.minimum)
    names = ", ".join(c.label.lower() for c in scheme.criteria if c.key in missing)
    return _("Still missing: {criteria}.").format(criteria=names)


def _end(criterion: Criterion, given: Input, good: bool) -> float:
    """The end of a range that is good (or bad) for the score; the likely value where there is no range."""
    edge = given.high if good != criterion.cost else given.low
    usable = edge is not None and not (criterion.cost and edge <= 0)
    return edge if usable and edge is not None else given.value


def _row(item: Item, own: Score, contest: list[float]) -> Ranked:
    rank = None if own.value is None else bisect_left(contest, -own.value) + 1
    return Ranked(
        item.id, item.title, item.theme, item.stage, item.horizon, own.value, rank, own.missing, own.hint
    )  # fmt: skip


def _check(asked: Criterion, value: float, low: float | None, high: float | None) -> None:
    for number in (value, low, high):
        if number is not None:
            _check_number(asked, number)
    if (low is not None and low > value) or (high is not None and high < value):
        sentence = _("The likely {criterion} must lie between the low and the high one.")
        raise BadInput(sentence.format(criterion=asked.label.lower()))


def _check_number(asked: Criterion, number: float) -> None:
    if asked.cost and number == 0:
        return  # kept as typed; the score then says what is missing
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
    given: tuple[float, float | None, float | None, str | None],
) -> None:
    where = "item_id = ? AND framework = ? AND criterion = ?"
    columns = "value, low, high, source"
    old = db.execute(f"SELECT {columns} FROM score_input WHERE {where}", key).fetchone()
    if old is None:
        sql = f"INSERT INTO score_input(item_id, framework, criterion, {columns}, at)"
        db.execute(f"{sql} VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (*key, *given, now()))
    elif old != given:
        sql = (
            f"UPDATE score_input SET value = ?, low = ?, high = ?, source = ?, at = ? WHERE {where}"
        )
        db.execute(sql, (*given, now(), *key))
