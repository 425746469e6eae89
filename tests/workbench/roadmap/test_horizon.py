"""The horizon that the dates say, on Monday 9 November 2026 (fourth quarter)."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.roadmap.horizon import ends_of_quarters, horizon, quarter_end
from workbench.roadmap.words import Horizon, Stage

TODAY = date(2026, 11, 9)
ENDS = ends_of_quarters(TODAY)


@pytest.mark.parametrize(
    ("start", "due", "expected"),
    [
        (None, None, None),
        ("2026-11-09", None, "now"),
        ("2026-10-01", "2027-08-01", "now"),
        ("2026-11-10", "2026-12-31", "now"),
        (None, "2026-09-01", "now"),
        ("2026-11-10", None, "next"),
        ("2026-12-01", "2027-01-15", "next"),
        (None, "2027-03-31", "next"),
        ("2027-03-31", "2027-06-01", "next"),
        ("2027-04-01", None, "later"),
        (None, "2027-04-01", "later"),
    ],
)
def test_the_dates_say_when(start: str | None, due: str | None, expected: str | None) -> None:
    days = (date.fromisoformat(day) if day else None for day in (start, due))
    assert horizon(Stage.PLANNED, *days, today=TODAY, ends=ENDS) == expected


def test_what_was_set_by_hand_wins_and_what_is_over_has_none() -> None:
    by_hand = horizon(Stage.PLANNED, TODAY, None, today=TODAY, ends=ENDS, override=Horizon.LATER)
    assert by_hand == Horizon.LATER
    assert horizon(Stage.LAUNCHED, TODAY, TODAY, today=TODAY, ends=ENDS) is None
    assert horizon(Stage.DROPPED, TODAY, None, today=TODAY, ends=ENDS) is None


@given(st.dates(date(1999, 1, 1), date(2100, 1, 1)), st.integers(1, 12))
def test_a_quarter_ends_with_a_month_that_closes_three(day: date, fiscal_start: int) -> None:
    end = quarter_end(day, fiscal_start=fiscal_start)
    assert end.day == calendar.monthrange(end.year, end.month)[1]
    assert (end.month - fiscal_start) % 3 == 2
    assert timedelta(0) <= end - day < timedelta(days=92)
