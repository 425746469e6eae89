"""Bars in time, tracks that do not overlap, and weeks of work against weeks available."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.kpis.calendar import Period
from workbench.roadmap.backlog import Input, Item
from workbench.roadmap.timeline import (
    Span,
    capacity,
    effort_weeks,
    moved,
    span_of,
    timeline,
    tracks,
)
from workbench.roadmap.words import Stage

TODAY = date(2026, 11, 9)
BARE = Item(
    1, "Gift wrap", "", "product", None, Stage.PLANNED, None, None, None, None, None, None, "", (), {}, 1.0, None
)  # fmt: skip


def day(n: int) -> date:
    return TODAY + timedelta(n)


def test_a_bar_a_milestone_and_nothing() -> None:
    bar = span_of(BARE._replace(start_day=day(1), due_day=day(9)), today=TODAY)
    assert bar is not None and bar[1:] == (day(1), day(9), day(9), False, False, False)
    milestone = span_of(BARE._replace(due_day=day(9)), today=TODAY)
    assert milestone is not None and milestone.is_milestone and milestone.first_day == day(9)
    assert span_of(BARE, today=TODAY) is None
    assert span_of(BARE._replace(start_day=day(1), stage=Stage.DROPPED), today=TODAY) is None


def test_late_keeps_its_plan() -> None:
    late = span_of(BARE._replace(start_day=day(-20), due_day=day(-6)), today=TODAY)
    assert late is not None
    assert (late.planned_last, late.last_day, late.is_late) == (day(-6), TODAY, True)
    done = span_of(
        BARE._replace(
            start_day=day(-20), due_day=day(-6), launched_day=day(-2), stage=Stage.LAUNCHED
        ),
        today=TODAY,
    )
    assert done is not None
    assert (done.planned_last, done.last_day, done.is_late) == (day(-6), day(-2), False)


def test_a_bar_that_ends_after_the_deadline_says_so() -> None:
    late = BARE._replace(start_day=day(1), due_day=day(9), deadline_day=day(8))
    found = span_of(late, today=TODAY)
    assert found is not None and found.past_deadline


def test_rows_by_theme_and_the_strip() -> None:
    a = BARE._replace(id=1, start_day=day(0), due_day=day(5))
    b = BARE._replace(id=2, start_day=day(3), due_day=day(8))
    c = BARE._replace(id=3, theme=None, due_day=day(1))
    found = timeline([c, b, a, BARE._replace(id=4)], today=TODAY)
    assert [(row.name, [s.item_id for s in row.spans], row.height) for row in found.rows] == [
        ("product", [1, 2], 2),
        ("", [3], 1),
    ]
    assert found.undated == (4,)


spans = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 9)), max_size=12).map(
    lambda rows: [
        Span(n, day(a), day(a + b), day(a + b), b == 0, False, False)
        for n, (a, b) in enumerate(sorted(rows))
    ]
)


@given(spans)
def test_no_two_bars_on_a_track_share_a_day_and_no_track_is_wasted(rows: list[Span]) -> None:
    found = tracks(rows)
    for (one, on), (other, also) in combinations(zip(rows, found, strict=True), 2):
        assert on != also or one.last_day < other.first_day or other.last_day < one.first_day
    busiest = max(
        (sum(s.first_day <= day(n) <= s.last_day for s in rows) for n in range(40)), default=0
    )
    assert max(found, default=-1) + 1 == busiest


def test_dragging() -> None:
    bar = BARE._replace(start_day=day(0), due_day=day(5))
    assert moved(bar, days=3) == {"start_day": day(3), "due_day": day(8)}
    assert moved(bar, days=9, end="first") == {"start_day": day(5)}
    assert moved(bar, days=-9, end="last") == {"due_day": day(0)}


def weeks(n: int) -> list[Period]:
    return [Period(day(7 * i), day(7 * i + 6)) for i in range(n)]


def with_effort(value: float) -> dict[str, dict[str, Input]]:
    return {"rice": {"effort": Input(value)}}


def test_two_weeks_of_work_over_two_weeks_fill_them() -> None:
    work = BARE._replace(start_day=day(0), due_day=day(11), inputs=with_effort(2))
    assert [(load.work, load.available, load.is_over) for load in capacity([work], weeks(3))] == [
        (1, 1, False),
        (1, 1, False),
        (0, 1, False),
    ]


def test_too_much_work_unknown_effort_holidays_and_people() -> None:
    work = BARE._replace(start_day=day(0), due_day=day(4), inputs=with_effort(3))
    unknown = BARE._replace(id=2, start_day=day(0), due_day=day(4))
    done = BARE._replace(
        id=3, start_day=day(0), due_day=day(4), stage=Stage.LAUNCHED, inputs=with_effort(9)
    )
    (load,) = capacity([work, unknown, done], weeks(1), people=2, days_off=frozenset({day(0)}))
    assert (load.work, load.unknown, load.is_over) == (3, (2,), True)
    assert load.available == pytest.approx(2 * 4 / 5)


@given(st.integers(0, 20), st.integers(0, 30), st.floats(0.5, 50))
def test_no_work_is_lost_or_made(first: int, length: int, effort: float) -> None:
    item = BARE._replace(
        start_day=day(first), due_day=day(first + length), inputs=with_effort(effort)
    )
    total = sum(load.work for load in capacity([item], weeks(9)))
    assert total == pytest.approx(effort, abs=1e-6)


def test_effort_comes_from_any_framework_in_weeks() -> None:
    assert effort_weeks(BARE._replace(inputs={"cd3": {"duration": Input(3)}})) == 3
    assert effort_weeks(BARE._replace(inputs={"value_effort": {"effort": Input(7)}})) is None
    assert effort_weeks(BARE) is None
