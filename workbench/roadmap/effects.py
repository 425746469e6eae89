"""What the things we built did: the KPI of each prediction, read when its day has come, and how good we predict.

The actual is the KPI in the four weeks up to the predicted day against the four weeks before the decision. Other things
happened too, so it is a hint, not a proof; an experiment says more.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from datetime import date, timedelta
from enum import StrEnum
from math import fsum
from typing import NamedTuple

from workbench.errors import NotFound
from workbench.language import _, ngettext
from workbench.roadmap.decisions import (
    DAYS,
    ItemChoice,
    ItemDecision,
    Prediction,
    baseline,
    decision_of,
    item_decisions,
    value_between,
)
from workbench.roadmap.frameworks import Framework, framework_of
from workbench.store.clock import today as brand_today

ENOUGH = 3


class State(StrEnum):
    """How far reading an effect is."""

    NOT_YET = "not yet"
    NO_DATA = "no data"
    NO_BASELINE = "no baseline"
    READ = "read"


class Effect(NamedTuple):
    """A prediction and what became of it; `actual` and the prediction are changes as fractions.

    `in_range` is None without a predicted range or an actual; `sentence` says it all.
    """

    item_id: int
    title: str
    decision: ItemDecision
    prediction: Prediction
    state: State
    before: float | None
    after: float | None
    actual: float | None
    in_range: bool | None
    sentence: str


class Calibration(NamedTuple):
    """How good predictions of one kind were: how many, what was expected and what came on average, hits."""

    label: str
    n: int
    expected: float
    actual: float
    in_range: int
    with_range: int
    sentence: str


def effects(db: sqlite3.Connection, *, today: date | None = None) -> list[Effect]:
    """Every prediction of what was decided to be built, those due first."""
    day = today or brand_today(db)
    titles = dict(db.execute("SELECT id, title FROM item").fetchall())
    found = [
        _effect(db, decision, decision.prediction, titles[decision.item_id], day)
        for decision in item_decisions(db)
        if decision.prediction is not None and decision.choice == ItemChoice.BUILD
    ]
    return sorted(found, key=lambda effect: (effect.prediction.due_day, effect.item_id))


def effect_of(db: sqlite3.Connection, item_id: int, *, today: date | None = None) -> Effect | None:
    """What became of the prediction for an item; None where nothing was predicted."""
    decision = decision_of(db, item_id)
    if decision is None or decision.prediction is None or decision.choice != ItemChoice.BUILD:
        return None
    title = db.execute("SELECT title FROM item WHERE id = ?", (item_id,)).fetchone()[0]
    return _effect(db, decision, decision.prediction, title, today or brand_today(db))


def calibration(db: sqlite3.Connection, *, today: date | None = None) -> list[Calibration]:
    """How good our predictions are: all together, then by the impact that was given at the decision.

    Empty while none has been read.
    """
    read = [effect for effect in effects(db, today=today) if effect.actual is not None]
    if not read:
        return []
    scheme = framework_of(db, "rice")
    groups: dict[float, list[Effect]] = defaultdict(list)
    for effect in read:
        impact = effect.decision.inputs.get("rice", {}).get("impact")
        if impact is not None:
            groups[impact].append(effect)
    by_impact = [
        _calibrated(_word(scheme, impact), groups[impact])
        for impact in sorted(groups, reverse=True)
    ]
    return [_calibrated(_("All predictions"), read), *by_impact]


def _effect(
    db: sqlite3.Connection, decision: ItemDecision, prediction: Prediction, title: str, today: date
) -> Effect:
    before = _before(db, decision, prediction)
    after, state = None, State.NOT_YET
    if prediction.due_day <= today:
        after = _read(db, prediction)
        state = State.NO_DATA if after is None else State.READ
        if before is None:
            state = State.NO_BASELINE
    actual = after / before - 1 if state == State.READ and before and after is not None else None
    if state == State.READ and actual is None:
        state = State.NO_BASELINE
    inside = None
    if actual is not None and prediction.low is not None and prediction.high is not None:
        inside = prediction.low <= actual <= prediction.high
    sentence = _sentence(state, prediction, actual)
    return Effect(
        decision.item_id,
        title,
        decision,
        prediction,
        state,
        before,
        after,
        actual,
        inside,
        sentence,
    )


def _before(db: sqlite3.Connection, decision: ItemDecision, prediction: Prediction) -> float | None:
    if decision.baseline is not None:
        return decision.baseline.value
    try:
        later = baseline(db, prediction.kpi, decision.day)  # imported after the decision
    except NotFound:
        return None
    return later.value if later else None


def _read(db: sqlite3.Connection, prediction: Prediction) -> float | None:
    first = prediction.due_day - timedelta(DAYS - 1)
    try:
        return value_between(db, prediction.kpi, first, prediction.due_day)
    except NotFound:
        return None


def _sentence(state: State, prediction: Prediction, actual: float | None) -> str:
    day = prediction.due_day.isoformat()
    if state == State.NOT_YET:
        return _("To be read on {day}.").format(day=day)
    if state == State.NO_DATA:
        return _("Due on {day}; import data up to that day to read it.").format(day=day)
    if state == State.NO_BASELINE or actual is None:
        return _(
            "The four weeks before the decision are not known, so there is nothing to compare with."
        )
    text = _(
        "{actual:+.1%} against {expected:+.1%} predicted; a hint, for other things happened too."
    )
    return text.format(actual=actual, expected=prediction.likely)


def _word(scheme: Framework, impact: float) -> str:
    for choice in scheme.criterion("impact").choices:
        if choice.value == impact:
            return _("Impact “{word}”").format(word=choice.label)
    return _("Impact {number:g}").format(number=impact)


def _calibrated(label: str, group: list[Effect]) -> Calibration:
    n = len(group)
    expected = fsum(effect.prediction.likely for effect in group) / n
    actual = fsum(effect.actual or 0.0 for effect in group) / n
    hits = sum(effect.in_range is True for effect in group)
    ranged = sum(effect.in_range is not None for effect in group)
    if n < ENOUGH:
        sentence = ngettext(
            "{n} prediction has been read; three are needed to say more.",
            "{n} predictions have been read; three are needed to say more.",
            n,
        ).format(n=n)
    else:
        text = _("{label}: worth {actual:+.1%} on average, not {expected:+.1%}.")
        if abs(actual - expected) <= 0.25 * abs(expected):
            text = _("{label}: worth {actual:+.1%} on average, as predicted ({expected:+.1%}).")
        sentence = text.format(label=label, actual=actual, expected=expected)
    return Calibration(label, n, expected, actual, hits, ranged, sentence)
