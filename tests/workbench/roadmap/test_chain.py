"""The chain of an item from signal to effect, and the gaps it names."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta

from workbench.experiments import ledger
from workbench.kpis.typed import set_snapshot
from workbench.roadmap import items
from workbench.roadmap.chain import LinkKind, LinkState, chain
from workbench.roadmap.decisions import Prediction, decide_item
from workbench.roadmap.evidence import add_evidence

TODAY = date(2026, 11, 9)


def gaps(db: sqlite3.Connection, item_id: int = 1) -> dict[str, str]:
    found = chain(db, item_id, today=TODAY)
    assert [link.kind for link in found.links] == list(LinkKind)
    return {link.kind.value: link.action for link in found.gaps}


def test_an_idea_in_the_inbox_lacks_nothing_yet(db: sqlite3.Connection) -> None:
    items.add(db, "Size guide")
    assert gaps(db) == {}


def test_gaps_appear_as_the_item_moves_on(db: sqlite3.Connection) -> None:
    items.add(db, "Size guide", stage="discovery")
    assert gaps(db) == {"evidence": "Add evidence"}
    items.move(db, 1, stage="planned")
    assert list(gaps(db)) == ["signal", "evidence", "hypothesis"]
    items.move(db, 1, stage="building")
    assert list(gaps(db)) == ["signal", "evidence", "hypothesis", "experiments", "decision"]
    items.move(db, 1, stage="launched", today=TODAY)
    assert list(gaps(db))[-1] == "effect"


def test_a_whole_chain(db: sqlite3.Connection) -> None:
    items.add(db, "Size guide", stage="building", hypothesis="If we compare sizes …")
    add_evidence(
        db, 1, "Returns for size are up", kind="kpi", ref="refund_rate", strength="analytics"
    )
    test = ledger.add(db, "Guide against none", item_id=1, status="finished")
    assert gaps(db) == {"decision": "Decide"}
    ledger.decide(db, test, choice="ship")
    assert gaps(db) == {"launch": "Launch it"}
    items.move(db, 1, stage="launched", today=TODAY)
    assert gaps(db) == {}
    found = chain(db, 1, today=TODAY)
    assert found.link(LinkKind.SIGNAL).things == (("kpi", "refund_rate"),)
    assert found.link(LinkKind.EXPERIMENTS).text == "Guide against none: decided"
    assert found.link(LinkKind.EFFECT).text == "Measured by “Guide against none”"
    assert {link.state for link in found.links} == {LinkState.DONE}


def test_the_effect_of_a_prediction(db: sqlite3.Connection) -> None:
    items.add(db, "Size guide", stage="launched", launched_day="2026-09-07")
    due = date(2026, 11, 1)
    prediction = Prediction("orders", 0.1, due)
    decide_item(db, 1, "build", prediction=prediction, day=date(2026, 9, 1))
    assert gaps(db)["effect"] == "Import older data"
    for n in range(90):
        day = due - timedelta(n)
        set_snapshot(db, "orders", day, day, 110 if day > date(2026, 9, 1) else 100)
    assert "effect" not in gaps(db)
    assert chain(db, 1, today=TODAY).link(LinkKind.EFFECT).text.startswith("+10.0% against +10.0%")


def test_overdue_work_is_a_gap(db: sqlite3.Connection) -> None:
    items.add(db, "Size guide", stage="building", due_day="2026-11-08")
    assert gaps(db)["launch"] == "Launch it"
