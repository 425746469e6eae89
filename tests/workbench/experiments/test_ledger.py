"""Experiments: what is written comes back, and what cannot be is refused in a sentence."""

from __future__ import annotations

import sqlite3
from datetime import date

import pytest

from workbench.errors import BadInput, NotFound
from workbench.experiments import ledger, readings
from workbench.experiments.record import experiments, learnings, record
from workbench.experiments.words import Belief, Choice, Status
from workbench.roadmap import items

TODAY = date(2026, 11, 9)


def test_a_plan_is_read_as_it_was_written(db: sqlite3.Connection) -> None:
    item = items.add(db, "Free-shipping bar")
    new = ledger.add(
        db,
        " Bar at\n€ 45 ",
        hypothesis="If we show the rest to go, then orders will rise",
        kpi="conversion_rate",
        item_id=item,
        start_day="2026-11-01",
        end_day=date(2026, 11, 28),
        note="Desktop first",
    )
    found = record(db, new).experiment
    assert (found.name, found.status, found.kind) == ("Bar at € 45", Status.PLANNED, "split")
    assert (found.item_id, found.item_title) == (item, "Free-shipping bar")
    assert (found.start_day, found.end_day) == (date(2026, 11, 1), date(2026, 11, 28))
    assert (found.variants, found.visitors, found.choice) == (0, None, None)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": "  "}, "An experiment needs a name."),
        ({"kind": "guess"}, "There is no kind of experiment “guess”."),
        ({"item_id": 77}, "This item is no longer there."),
        ({"start_day": "soon"}, "“soon” is not a date; write it as 2026-11-27."),
        ({"colour": "red"}, "An experiment has no field “colour”."),
        ({"status": "won"}, "There is no status “won”; use planned, running, finished"),
        (
            {"start_day": "2026-11-02", "end_day": "2026-11-01"},
            "“Bar” ends on 2026-11-01, before it starts on 2026-11-02.",
        ),
    ],
)
def test_what_does_not_fit_is_refused(
    db: sqlite3.Connection, fields: dict[str, object], sentence: str
) -> None:
    new = ledger.add(db, "Bar")
    with pytest.raises(BadInput) as caught:
        ledger.set_fields(db, new, fields)
    assert str(caught.value).startswith(sentence)


def test_the_days_follow_the_status_unless_they_are_known(db: sqlite3.Connection) -> None:
    new = ledger.add(db, "Bar")
    ledger.set_status(db, new, "running", today=TODAY)
    ledger.set_status(db, new, "Stopped early", today=date(2026, 11, 20))
    found = record(db, new).experiment
    assert (found.status, found.start_day, found.end_day) == (
        Status.STOPPED,
        TODAY,
        date(2026, 11, 20),
    )


def test_the_same_again_changes_nothing(db: sqlite3.Connection) -> None:
    new = ledger.add(db, "Bar", status="running", start_day="2026-11-01")
    ledger.decide(db, new, choice="ship", reason="It works", day=TODAY)
    before = db.execute("SELECT total_changes()").fetchone()
    ledger.set_fields(db, new, {"name": "Bar", "start_day": "2026-11-01", "status": "decided"})
    ledger.decide(db, new, choice="Keep it for everyone", reason="It works")
    assert db.execute("SELECT total_changes()").fetchone() == before


def test_a_decision_is_written_once_and_can_be_changed_or_withdrawn(
    db: sqlite3.Connection,
) -> None:
    new = ledger.add(db, "Bar", status="finished")
    ledger.decide(db, new, choice=Choice.SHIP, reason="It works", prediction="+4 %", day=TODAY)
    ledger.decide(db, new, choice="Switch it off", reason="Returns rose")
    found = record(db, new)
    assert found.decision is not None
    assert found.decision[:4] == (Choice.ROLL_BACK, "Returns rose", "", TODAY)
    assert (found.experiment.status, found.experiment.choice) == ("decided", "roll back")
    ledger.withdraw_decision(db, new)
    assert record(db, new).decision is None
    assert record(db, new).experiment.status == Status.FINISHED


def test_a_decision_in_own_words_is_kept(db: sqlite3.Connection) -> None:
    new = ledger.add(db, "Bar", status="finished")
    ledger.decide(db, new, choice="Kept on mobile only.", reason="Desktop lost.")
    decision = record(db, new).decision
    assert decision is not None
    assert decision[:2] == (Choice.OTHER, "Kept on mobile only. Desktop lost.")


def test_learnings_make_a_library(db: sqlite3.Connection) -> None:
    first, second = ledger.add(db, "Bar"), ledger.add(db, "Badge")
    told = ledger.learn(db, first, " People add one more ", day=date(2026, 10, 1))
    ledger.learn(db, second, "Badges change nothing", belief="Rejected", day=TODAY)
    ledger.change_learning(db, told, belief=Belief.CONFIRMED)
    assert [(one.experiment, one.text, one.belief) for one in learnings(db)] == [
        ("Badge", "Badges change nothing", Belief.REJECTED),
        ("Bar", "People add one more", Belief.CONFIRMED),
    ]
    assert [one.id for one in record(db, first).learnings] == [told]
    with pytest.raises(BadInput, match=r"A learning needs a sentence."):
        ledger.learn(db, first, "  ")
    ledger.delete_learning(db, told)
    assert record(db, first).learnings == ()


def test_deleting_takes_everything_along_and_the_item_stays(db: sqlite3.Connection) -> None:
    item = items.add(db, "Free-shipping bar")
    new = ledger.add(db, "Bar", item_id=item)
    variant = readings.add_variant(db, new, "Control")
    readings.record_reading(db, variant, visitors=10, conversions=1)
    ledger.decide(db, new, choice="ship")
    ledger.learn(db, new, "It works")
    ledger.delete(db, new)
    for table in ("experiment", "variant", "reading", "decision", "learning"):
        assert db.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    assert items.item(db, item).title == "Free-shipping bar"
    with pytest.raises(NotFound):
        record(db, new)


def test_the_list_begins_with_what_is_running(db: sqlite3.Connection) -> None:
    for name, status, start in [
        ("old", "decided", "2026-01-05"),
        ("idea", "planned", ""),
        ("live", "running", "2026-11-01"),
        ("newer", "finished", "2026-09-01"),
    ]:
        ledger.add(db, name, status=status, start_day=start)
    assert [one.name for one in experiments(db)] == ["live", "idea", "newer", "old"]
