"""The matrix shows the very inputs that score; limits and promises warn."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import BadInput
from workbench.roadmap import items, scoring
from workbench.roadmap.frameworks import FRAMEWORKS, framework
from workbench.roadmap.limits import Limit, fill, limits, promise, set_limit
from workbench.roadmap.matrix import drag, matrix, snapped

VALUE_EFFORT = framework("value_effort")


def filled(db: sqlite3.Connection, *marks: tuple[float, float]) -> list[items.Item]:
    for value, effort in marks:
        new = items.add(db, f"{value} for {effort}")
        scoring.set_inputs(db, new, "value_effort", {"value": value, "effort": effort})
    return items.items(db)


def test_the_four_quarters(db: sqlite3.Connection) -> None:
    every = filled(db, (9, 2), (9, 9), (2, 2), (2, 9))
    items.add(db, "Not rated")
    found = matrix(items.items(db), VALUE_EFFORT)
    assert [found.quarters[bubble.quarter] for bubble in found.bubbles] == [
        "Quick wins",
        "Big bets",
        "Fill-ins",
        "Money pit",
    ]
    assert (found.x.middle, found.y.middle, found.unplaced) == (5.5, 5.5, (5,))
    assert len(every) == 4


def test_an_item_keeps_its_place_whatever_comes_beside_it(db: sqlite3.Connection) -> None:
    alone = matrix(filled(db, (9, 2)), VALUE_EFFORT).bubbles[0]
    among = matrix(filled(db, (10, 1), (1, 10)), VALUE_EFFORT).bubbles[0]
    assert alone == among


def test_score_and_open_scales_as_axes(db: sqlite3.Connection) -> None:
    for reach in (100, 200, 900):
        new = items.add(db, f"{reach}")
        scoring.set_inputs(
            db, new, "rice", {"reach": reach, "impact": 1, "confidence": 1, "effort": 2}
        )
    found = matrix(items.items(db), framework("rice"), x="reach", y="score", size="effort")
    assert [(b.x, b.y, b.size) for b in found.bubbles] == [
        (100, 50, 2),
        (200, 100, 2),
        (900, 450, 2),
    ]
    assert (found.x.middle, found.x.high) == (200, 900)
    with pytest.raises(BadInput):
        matrix([], framework("rice"), x="ease")


def test_dragging_a_bubble_changes_its_score(db: sqlite3.Connection) -> None:
    filled(db, (9, 2))
    drag(db, 1, "value_effort", x=("effort", 3.4), y=("value", 25))
    assert scoring.ranked(db, "value_effort")[0].score == pytest.approx(10 / 3)


@given(st.sampled_from(sorted(FRAMEWORKS)), st.floats(-1e6, 1e6))
def test_a_dragged_value_always_fits_its_scale(key: str, value: float) -> None:
    for asked in framework(key).criteria:
        found = snapped(asked, value)
        assert found >= asked.minimum and (asked.maximum is None or found <= asked.maximum)


def test_work_limits_warn_by_count_and_by_effort(db: sqlite3.Connection) -> None:
    set_limit(db, "stage:building", Limit(2))
    set_limit(db, "stage:planned", Limit(5, by_effort=True))
    for n in range(3):
        items.add(db, f"{n}", stage="building")
        scoring.set_input(db, n + 1, "rice", "effort", 2)
    every = items.items(db)
    held = limits(db)
    assert (
        fill(every, held["stage:building"]).text,
        fill(every[:2], held["stage:building"]).is_over,
    ) == (
        "3/2",
        False,
    )
    by_effort = fill([*every, every[0]._replace(inputs={})], held["stage:planned"])
    assert (by_effort.text, by_effort.is_over, by_effort.unknown) == ("6/5", True, 1)
    assert fill(every, None).text == "3"
    set_limit(db, "stage:building", None)
    assert set(limits(db)) == {"stage:planned"}
    with pytest.raises(BadInput):
        set_limit(db, "stage:inbox", Limit(0))


def test_musts_may_take_sixty_percent(db: sqlite3.Connection) -> None:
    """The DSDM handbook's split: 60 % musts, 20 % shoulds, 20 % coulds; what will not be done does not count."""
    for word, effort in ((3, 6), (2, 2), (1, 2), (0, 30)):
        new = items.add(db, f"{word}")
        scoring.set_inputs(db, new, "moscow", {"promise": word, "effort": effort})
    found = promise(items.items(db))
    assert (found.musts, found.is_over) == (0.6, False)
    scoring.set_input(db, 1, "moscow", "effort", 6.1)
    assert promise(items.items(db)).is_over
    scoring.set_input(db, 2, "moscow", "effort", None)
    scoring.set_input(db, 2, "rice", "effort", 4)
    assert promise(items.items(db)).musts == pytest.approx(6.1 / 12.1)
    scoring.set_input(db, 2, "rice", "effort", None)
    assert promise(items.items(db)).unknown == (2,)
    assert promise([]).sentence == "No effort is known yet for what was promised."
