"""Decisions with frozen predictions, effects read when due, and calibration; objectives read from KPIs."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta
from decimal import Decimal

import pytest

from workbench.errors import BadInput, NotFound
from workbench.kpis.typed import set_snapshot
from workbench.roadmap import items, objectives, scoring, strategy
from workbench.roadmap.decisions import (
    Prediction,
    decide_item,
    decision_of,
    withdraw_item_decision,
)
from workbench.roadmap.effects import State, calibration, effect_of
from workbench.store.workspace import Workspace

DECIDED, DUE = date(2026, 3, 2), date(2026, 5, 31)
PREDICTION = Prediction("orders", 0.05, DUE, 0.0, 0.10)


def orders(db: sqlite3.Connection, first: date, last: date, a_day: int) -> None:
    for n in range((last - first).days + 1):
        set_snapshot(db, "orders", first + timedelta(n), first + timedelta(n), a_day)


@pytest.fixture
def shop(db: sqlite3.Connection) -> sqlite3.Connection:
    """100 orders a day before the decision, 103 after it."""
    orders(db, date(2026, 1, 1), date(2026, 3, 1), 100)
    orders(db, date(2026, 3, 2), date(2026, 5, 31), 103)
    items.add(db, "Size guide", stage="planned")
    scoring.set_inputs(db, 1, "rice", {"reach": 900, "impact": 2, "confidence": 1, "effort": 1})
    return db


def test_a_prediction_is_frozen_with_its_baseline_and_inputs(shop: sqlite3.Connection) -> None:
    decide_item(
        shop,
        1,
        "build",
        reason="Half the returns are about size",
        prediction=PREDICTION,
        day=DECIDED,
    )
    scoring.set_input(shop, 1, "rice", "impact", 3)
    found = decision_of(shop, 1)
    assert found is not None and found.baseline is not None
    assert found.prediction == PREDICTION
    assert found.baseline == (2_800, date(2026, 2, 2), date(2026, 3, 1))
    assert found.inputs["rice"]["impact"] == 2
    with pytest.raises(BadInput, match="frozen on 2026-03-02"):
        decide_item(shop, 1, "build", prediction=PREDICTION._replace(likely=0.02))
    decide_item(
        shop, 1, "build", reason="Clearer words", options=["Chart", " "], prediction=PREDICTION
    )
    again = decision_of(shop, 1)
    assert again is not None
    assert (again.reason, again.options, again.baseline) == (
        "Clearer words",
        ("Chart",),
        found.baseline,
    )


def test_the_effect_is_read_when_its_day_has_come(shop: sqlite3.Connection) -> None:
    decide_item(shop, 1, "build", prediction=PREDICTION, day=DECIDED)
    early = effect_of(shop, 1, today=DUE - timedelta(1))
    assert early is not None and (early.state, early.actual) == (State.NOT_YET, None)
    found = effect_of(shop, 1, today=DUE)
    assert found is not None
    assert (found.state, found.in_range) == (State.READ, True)
    assert found.actual == pytest.approx(0.03)
    assert found.sentence.startswith("+3.0% against +5.0% predicted; a hint")


def test_without_data_nothing_is_claimed(shop: sqlite3.Connection) -> None:
    late = PREDICTION._replace(due_day=date(2026, 8, 31))
    decide_item(shop, 1, "build", prediction=late, day=DECIDED)
    found = effect_of(shop, 1, today=date(2026, 9, 1))
    assert found is not None and (found.state, found.actual) == (State.NO_DATA, None)
    items.add(shop, "Other")
    decide_item(shop, 2, "build", prediction=PREDICTION, day=date(2025, 1, 1))
    other = effect_of(shop, 2, today=date(2026, 9, 1))
    assert other is not None and other.state == State.NO_BASELINE


def test_calibration_by_the_impact_of_that_day(shop: sqlite3.Connection) -> None:
    items.add_many(shop, ["B", "C", "D"])
    for item_id, impact in ((2, 2), (3, 2), (4, 0.5)):
        scoring.set_input(shop, item_id, "rice", "impact", impact)
    for item_id in range(1, 5):
        decide_item(shop, item_id, "build", prediction=PREDICTION, day=DECIDED)
    assert calibration(shop, today=DUE - timedelta(1)) == []
    every, high, low = calibration(shop, today=DUE)
    assert (every.n, high.n, low.n) == (4, 3, 1)
    assert (every.in_range, every.with_range) == (4, 4)
    assert high.sentence == "Impact “high”: worth +3.0% on average, not +5.0%."
    assert low.sentence == "1 prediction has been read; three are needed to say more."


@pytest.mark.parametrize(
    ("prediction", "sentence"),
    [
        (PREDICTION._replace(due_day=DECIDED), "only be read on a later day"),
        (PREDICTION._replace(low=0.06), "must lie between"),
    ],
)
def test_a_prediction_that_cannot_be(
    shop: sqlite3.Connection, prediction: Prediction, sentence: str
) -> None:
    with pytest.raises(BadInput, match=sentence):
        decide_item(shop, 1, "build", prediction=prediction, day=DECIDED)
    with pytest.raises(NotFound):
        decide_item(shop, 1, "build", prediction=PREDICTION._replace(kpi="nosuch"), day=DECIDED)
    assert decision_of(shop, 1) is None


def test_a_decision_can_be_withdrawn_and_taken_anew(shop: sqlite3.Connection) -> None:
    decide_item(shop, 1, "build", prediction=PREDICTION, day=DECIDED)
    withdraw_item_decision(shop, 1)
    decide_item(shop, 1, "not now", reason="After the season", day=DECIDED)
    found = decision_of(shop, 1)
    assert found is not None and (found.choice.value, found.prediction) == ("not now", None)
    decide_item(shop, 1, "drop")
    assert shop.execute("SELECT count(*) FROM decision").fetchone() == (1,)


def test_progress_is_read_from_the_kpi(shop: sqlite3.Connection) -> None:
    goal = strategy.add_objective(shop, "Sell more of what we have", why="Cash", last_day=DUE)
    key = strategy.add_key_result(
        shop, goal, "Orders a month", kpi="orders", baseline="2800", target="3 500".replace(" ", ""),
        first_day=date(2026, 1, 1), last_day=date(2026, 12, 31),
    )  # fmt: skip
    items.set_field(shop, 1, "key_result", key)
    (found,) = objectives.objectives(shop)
    (result,) = found.results
    assert (result.current, result.as_of) == (Decimal(31 * 103), date(2026, 5, 31))
    assert result.progress == pytest.approx((3193 - 2800) / 700)
    assert result.expected == pytest.approx(150 / 364)
    assert not result.is_behind and result.items == (1,)
    strategy.set_key_result(shop, key, {"target": 6000})
    (found,) = objectives.objectives(shop)
    assert found.results[0].is_behind


def test_money_and_quarterly_values_in_their_own_units(db: sqlite3.Connection) -> None:
    set_snapshot(db, "net_sales", date(2026, 7, 1), date(2026, 9, 30), "12345.67")
    assert objectives.current_value(db, "net_sales") == (Decimal("12345.67"), date(2026, 9, 30))
    assert objectives.current_value(db, "orders") is None


def test_without_a_kpi_there_is_no_progress(db: sqlite3.Connection) -> None:
    goal = strategy.add_objective(db, "Be loved")
    strategy.add_key_result(db, goal, "People say so")
    (found,) = objectives.objectives(db)
    assert (found.progress, found.results[0].progress) == (None, None)
    with pytest.raises(NotFound):
        strategy.add_key_result(db, goal, "x", kpi="nosuch")
    with pytest.raises(BadInput, match="ends before it begins"):
        strategy.add_key_result(
            db, goal, "x", first_day=date(2026, 2, 1), last_day=date(2026, 1, 1)
        )
    strategy.set_strategy(db, vision="Candles that last", strategy="Refills first")
    assert objectives.strategy(db) == ("Candles that last", "Refills first")


def test_deleting_an_objective_leaves_its_items(workspace: Workspace) -> None:
    goal = workspace.do("Add", strategy.add_objective, "More").result
    key = workspace.do("Add", strategy.add_key_result, goal, "Orders", kpi="orders").result
    workspace.do("Add", items.add, "Size guide", key_result=key)
    workspace.do("Delete", strategy.delete_objective, goal)
    assert workspace.ask(items.item, 1).key_result_id is None
    workspace.undo()
    assert workspace.ask(items.item, 1).key_result_id == key
