"""How long the roadmap takes with 2,000 and with 20,000 items.

Run it with: python -m pytest tests/benchmarks/test_roadmap.py --benchmark-only
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from workbench.kpis.calendar import Period
from workbench.roadmap import bands, filtering, items, matrix, scoring, timeline, tried_before
from workbench.roadmap.frameworks import framework

TODAY = date(2026, 11, 9)
RICE = framework("rice")
WEEKS = [Period(TODAY + timedelta(7 * n), TODAY + timedelta(7 * n + 6)) for n in range(12)]


@pytest.fixture(params=[2_000, 20_000])
def backlog(request: pytest.FixtureRequest, db: sqlite3.Connection) -> sqlite3.Connection:
    """Items with themes, dates, tags, ranges and evidence."""
    n = request.param
    rows = range(1, n + 1)
    db.executemany(
        "INSERT INTO item(id, title, stage, position, start_day, due_day, hypothesis) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (
                row, f"Idea {row} about word{row % 97}", ("inbox", "planned", "building")[row % 3], row,
                (TODAY + timedelta(row % 90)).isoformat(), (TODAY + timedelta(row % 90 + 9)).isoformat(),
                f"If we change word{row % 311}, then orders will rise",
            )
            for row in rows
        ],
    )  # fmt: skip
    inputs = [
        (row, key, 1 + row % 7, 1, 9) for row in rows for key in ("reach", "impact", "effort")
    ]
    sql = "INSERT INTO score_input(item_id, framework, criterion, value, low, high) VALUES (?, 'rice', ?, ?, ?, ?)"
    db.executemany(sql, inputs)
    db.executemany(
        "INSERT INTO evidence(item_id, kind, strength, text) VALUES (?, 'note', 'reviews', 'said')",
        [(row,) for row in rows],
    )
    db.executemany(
        "INSERT INTO item_tag(item_id, tag) VALUES (?, 'gift')", [(row,) for row in rows]
    )
    return db


def test_reading_all_items(backlog: sqlite3.Connection, benchmark: Any) -> None:
    benchmark(items.items, backlog, today=TODAY)


def test_ranking_them(backlog: sqlite3.Connection, benchmark: Any) -> None:
    benchmark(scoring.ranking, RICE, items.items(backlog, today=TODAY))


VIEWS: dict[str, Callable[[list[items.Item], dict[int, scoring.Score]], Any]] = {
    "a filter keystroke": lambda every, scores: filtering.filtered(
        every, "score>2 stage:pl word5", scores
    ),
    "bands": lambda every, scores: bands.top(scores),
    "timeline": lambda every, scores: timeline.timeline(every, today=TODAY),
    "capacity": lambda every, scores: timeline.capacity(every, WEEKS),
    "matrix": lambda every, scores: matrix.matrix(every, RICE, x="effort", y="reach"),
}


@pytest.mark.parametrize("view", VIEWS)
def test_a_view(backlog: sqlite3.Connection, benchmark: Any, view: str) -> None:
    every = items.items(backlog, today=TODAY)
    benchmark(VIEWS[view], every, scoring.scores(RICE, every))


def test_have_we_tried_this(backlog: sqlite3.Connection, benchmark: Any) -> None:
    known = tried_before.memory(backlog)
    benchmark(known.similar, "an idea about word5 and orders")


def test_remembering_everything(backlog: sqlite3.Connection, benchmark: Any) -> None:
    benchmark(tried_before.memory, backlog)
