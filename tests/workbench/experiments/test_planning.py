"""A plan is made in parts, sized by the shop's traffic, started frozen, and read again when its time has come."""

import sqlite3
from datetime import date

import pytest

from workbench.errors import BadInput
from workbench.experiments import ledger, planning, readings
from workbench.experiments.plan import Drift, PlannedGuardrail, draft, drifts, frozen
from workbench.experiments.ready import Reason, ready
from workbench.experiments.record import record
from workbench.experiments.sized import sized
from workbench.experiments.words import Kind, Status
from workbench.kpis import typed

TODAY = date(2026, 11, 9)
MONTHLY_10_000 = 10_000 / (52 / 12)


def new(db: sqlite3.Connection, **fields: object) -> int:
    made = ledger.add(db, "Bar", **fields)
    for name in ("Control", "Bar"):
        readings.add_variant(db, made, name)
    return made


@pytest.mark.parametrize(("lift", "weeks"), [(0.1, 56), (0.2, 15), (0.3, 7)])
def test_ten_thousand_visitors_a_month_take_so_many_whole_weeks(
    db: sqlite3.Connection, lift: float, weeks: int
) -> None:
    made = new(db)
    planning.change_plan(
        db, made, baseline=0.025, worth_having=lift, weekly_visitors=MONTHLY_10_000
    )
    found = sized(db, made, today=TODAY)
    assert found.whole_weeks == weeks
    assert str(weeks) in found.takeaway
    assert found.can_conclude == (weeks <= 8)
    assert bool(found.instead) == (weeks > 8)


def test_the_small_chart_shows_what_two_four_and_eight_weeks_can_show(
    db: sqlite3.Connection,
) -> None:
    made = new(db)
    planning.change_plan(db, made, baseline=0.025, worth_having=0.3, weekly_visitors=2308)
    found = sized(db, made, today=TODAY).picture
    assert found is not None
    assert [bar.name for bar in found.bars] == ["2 weeks", "4 weeks", "8 weeks"]
    lifts = [bar.value for bar in found.bars if bar.value is not None]
    # four times the visitors show half the effect, nearly
    assert lifts[2] == pytest.approx(lifts[0] / 2, rel=0.15)
    assert found.title == "In 8 weeks the effect you want would show"


def test_without_a_rate_the_plan_asks_for_one(db: sqlite3.Connection) -> None:
    assert "Choose a KPI" in sized(db, new(db), today=TODAY).takeaway


def test_a_guardrail_of_a_known_rate_is_sized_and_another_is_not(db: sqlite3.Connection) -> None:
    made = new(db)
    key = typed.add_kpi(db, "Refund rate", unit="rate")
    typed.set_snapshot(db, key, date(2026, 10, 5), date(2026, 10, 11), "0.05")
    rails = (PlannedGuardrail("Refund rate", 0.2, False), PlannedGuardrail("complaints", 0.2))
    planning.change_plan(
        db, made, baseline=0.025, worth_having=0.3, weekly_visitors=2308, guardrails=rails
    )
    lines = " ".join(sized(db, made, today=TODAY).lines)
    assert "Refund rate is known to be unharmed after" in lines
    assert "complaints cannot be sized" in lines


def test_the_season_and_other_tests_are_named(db: sqlite3.Connection) -> None:
    made = new(db, start_day="2026-11-16", end_day="2026-12-06", page="product page")
    ledger.add(db, "Badge", status="running", start_day="2026-11-20", page="Product page")
    found = sized(db, made, today=TODAY).warnings
    assert any("Black Friday" in line for line in found)
    assert any("“Badge” runs too, with the same visitors" in line for line in found)


def test_the_parts_of_a_hypothesis_become_one_sentence(db: sqlite3.Connection) -> None:
    made = new(db)
    planning.change_plan(db, made, change="a bar shows", because="people stop.", predicted=-0.09)
    assert record(db, made).experiment.hypothesis == ""
    planning.change_plan(db, made, kpi="conversion_rate")
    said = record(db, made).experiment.hypothesis
    assert said == (
        "If a bar shows for all visitors, then Conversion rate will fall by 9 %,"
        " because people stop."
    )


def test_a_draft_is_kept_until_it_is_frozen(db: sqlite3.Connection) -> None:
    made = new(db)
    planning.change_plan(db, made, worth_having=0.2, kind=Kind.HOLDOUT.value, checked=("off",))
    assert frozen(db, made) is None
    assert draft(db, made).worth_having == 0.2
    assert draft(db, made).kind == "holdout"
    assert [one.key for one in planning.checklist(draft(db, made)) if one.is_done] == ["off"]


def test_starting_freezes_the_plan_in_whole_weeks(db: sqlite3.Connection) -> None:
    made = new(db, hypothesis="If so, then so.", start_day="2026-11-16")
    planning.start(db, made, per_variant=1000, weeks=3, baseline=0.025, today=TODAY)
    held = frozen(db, made)
    assert held is not None and held.is_intact
    assert (held.plan.end_day, held.plan.per_variant, held.plan.baseline) == (
        "2026-12-06", 1000, 0.025,
    )  # fmt: skip
    assert record(db, made).experiment.status is Status.RUNNING
    assert drifts(db, made) == []
    ledger.set_field(db, made, "end_day", "2026-12-20")
    assert drifts(db, made) == [Drift("end_day", "2026-12-06", "2026-12-20")]
    with pytest.raises(BadInput, match="frozen already"):
        planning.change_plan(db, made, worth_having=0.1)


def test_a_plan_that_is_not_complete_does_not_start(db: sqlite3.Connection) -> None:
    bare = ledger.add(db, "Bare", hypothesis="If so, then so.")
    with pytest.raises(BadInput, match="at least one variant"):
        planning.start(db, bare, today=TODAY)
    with pytest.raises(BadInput, match="hypothesis"):
        planning.start(db, new(db), today=TODAY)


def test_home_hears_of_tests_whose_time_has_come(db: sqlite3.Connection) -> None:
    enough = new(db, hypothesis="If so, then so.")
    planning.start(db, enough, per_variant=900, weeks=8, today=date(2026, 10, 5))
    for variant in record(db, enough).variants:
        readings.record_reading(db, variant.id, visitors=899, conversions=30)
    assert ready(db, today=TODAY) == []
    for variant in record(db, enough).variants:
        readings.record_reading(db, variant.id, visitors=900, conversions=30)
    over = ledger.add(db, "Badge", status="running", start_day="2026-10-01", end_day="2026-11-08")
    again = ledger.add(db, "Video", status="finished")
    ledger.decide(db, again, choice="ship", follow_up_day=date(2026, 11, 9))
    found = [(one.id, one.reason) for one in ready(db, today=TODAY)]
    assert found == [(over, Reason.OVER), (enough, Reason.ENOUGH), (again, Reason.AGAIN)]
    assert ready(db, today=TODAY)[1].sentence == "“Bar” has enough visitors: see the result."


def test_a_decision_keeps_what_the_plan_predicted(db: sqlite3.Connection) -> None:
    made = new(db, hypothesis="If so, then so.")
    planning.change_plan(db, made, predicted=0.09)
    planning.start(db, made, weeks=4, today=TODAY)
    ledger.decide(db, made, choice="ship", options="A banner", rollout_day=date(2026, 12, 1))
    ledger.decide(db, made, choice="ship", follow_up_day=date(2027, 1, 6))
    found = record(db, made).decision
    assert found is not None
    assert (found.predicted, found.options) == (0.09, "A banner")
    assert (found.rollout_day, found.follow_up_day) == (date(2026, 12, 1), date(2027, 1, 6))
