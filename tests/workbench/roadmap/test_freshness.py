"""Inputs expire after the days that their criterion allows."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta

from workbench.roadmap import items, scoring
from workbench.roadmap.frameworks import framework
from workbench.roadmap.freshness import expired

RICE = framework("rice")


def test_reach_expires_after_a_quarter_and_confidence_never(db: sqlite3.Connection) -> None:
    items.add_many(db, ["A", "B"])
    for item_id in (1, 2):
        values = {"reach": 5, "impact": 1, "confidence": 1, "effort": 1}
        scoring.set_inputs(db, item_id, "rice", values)
    given = date(2026, 8, 1)
    db.execute("UPDATE score_input SET at = ?", (f"{given.isoformat()}T09:00:00+00:00",))
    items.move(db, 2, stage="dropped")

    def old(days: int) -> list[tuple[int, str]]:
        found = expired(RICE, items.items(db), today=given + timedelta(days))
        return [(one.item_id, one.criterion) for one in found]

    assert old(92) == []
    assert old(93) == [(1, "reach")]
    assert old(184) == [(1, "reach"), (1, "effort")]
    first = expired(RICE, items.items(db), today=given + timedelta(93))[0]
    assert first.sentence == "Reach was given 93 days ago; look at it again."
    scoring.set_input(db, 1, "rice", "reach", 6)
    assert old(93) == []
