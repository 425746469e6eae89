"""Items that wait for each other."""

from __future__ import annotations

import sqlite3
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.errors import BadInput, NotFound
from workbench.roadmap import items
from workbench.roadmap.dependencies import Dependency, dependencies, link, problems, unlink

TODAY = date(2026, 11, 9)


@pytest.fixture
def three(db: sqlite3.Connection) -> sqlite3.Connection:
    items.add_many(db, ["Photos", "Product page", "Campaign"], stage="planned")
    return db


def told(db: sqlite3.Connection) -> list[str]:
    found = {item.id: item for item in items.items(db, today=TODAY)}
    return [problem.sentence for problem in problems(dependencies(db), found)]


def test_linking_and_unlinking(three: sqlite3.Connection) -> None:
    link(three, 1, 2)
    link(three, 1, 2)
    assert dependencies(three) == [Dependency(1, 2)]
    unlink(three, 1, 2)
    assert dependencies(three) == []
    with pytest.raises(NotFound):
        unlink(three, 1, 2)
    with pytest.raises(NotFound):
        link(three, 1, 99)


def test_a_circle_is_refused_with_its_way(three: sqlite3.Connection) -> None:
    link(three, 1, 2)
    link(three, 2, 3)
    with pytest.raises(BadInput) as caught:
        link(three, 3, 1)
    assert (
        str(caught.value)
        == "They would wait for each other: “Photos” → “Product page” → “Campaign” → “Photos”."
    )
    with pytest.raises(BadInput, match="cannot wait for itself"):
        link(three, 1, 1)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(1, 6), st.integers(1, 6)), max_size=20))
def test_whatever_is_linked_there_is_an_order_to_do_it_in(
    db: sqlite3.Connection, pairs: list[tuple[int, int]]
) -> None:
    db.execute("DELETE FROM item")
    db.executemany(
        "INSERT INTO item(id, title, stage, position) VALUES (?, 'x', 'inbox', 1)",
        [(n,) for n in range(1, 7)],
    )
    for pair in pairs:
        try:
            link(db, *pair)
        except BadInput:
            continue
    left, free = set(dependencies(db)), set(range(1, 7))
    while ready := {n for n in free if all(after != n for _before, after in left)}:
        free -= ready
        left = {one for one in left if one.before_id not in ready}
    assert not left


def test_what_the_dates_contradict(three: sqlite3.Connection) -> None:
    link(three, 1, 2)
    assert told(three) == []
    items.set_fields(three, 1, {"start_day": "2026-11-16", "due_day": "2026-11-20"})
    items.set_fields(three, 2, {"start_day": "2026-11-20", "due_day": "2026-12-04"})
    assert told(three) == ["“Product page” starts before “Photos” is finished."]
    items.set_field(three, 2, "start_day", "2026-11-23")
    assert told(three) == []
    items.move(three, 1, stage="dropped")
    assert told(three) == ["“Product page” waits for “Photos”, which was dropped."]
    items.move(three, 1, stage="launched")
    assert told(three) == []


def test_what_the_horizons_contradict(three: sqlite3.Connection) -> None:
    link(three, 1, 2)
    items.set_field(three, 1, "horizon", "later")
    items.set_field(three, 2, "horizon", "next")
    assert told(three) == ["“Product page” comes before “Photos”, for which it waits."]
    items.set_field(three, 1, "horizon", "next")
    assert told(three) == []
