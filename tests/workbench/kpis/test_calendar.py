"""Periods by local date, against the ISO calendar and against what SQL cuts."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.errors import BadInput
from workbench.kpis import calendar
from workbench.kpis.calendar import Calendar, Period, period, spine, week_number

DAYS = st.dates(date(2019, 1, 1), date(2032, 12, 31))
CALENDARS = st.builds(Calendar, st.sampled_from(["mon", "sun"]), st.integers(1, 12))
GRAINS = st.sampled_from(["day", "week", "month", "quarter", "year"])


@given(DAYS, GRAINS, CALENDARS)
def test_a_period_holds_its_day_and_its_neighbours_touch_it(day, grain, cal):
    found = period(day, grain, cal)
    assert day in found
    assert period(found.first_day, grain, cal) == period(found.last_day, grain, cal) == found
    following = period(found.last_day + timedelta(1), grain, cal)
    assert following.first_day == found.last_day + timedelta(1)
    assert calendar.before(following, grain, cal) == found


@given(DAYS, st.integers(0, 900), GRAINS, CALENDARS)
def test_a_spine_has_no_gap_and_no_future(day, length, grain, cal):
    last = day + timedelta(length)
    found = spine(day, last, grain, cal)
    assert day in found[0] and last in found[-1]
    for earlier, later in pairwise(found):
        assert later.first_day == earlier.last_day + timedelta(1)
    assert spine(last, day - timedelta(1), grain, cal) == []


@given(DAYS)
def test_weeks_from_monday_are_iso_weeks(day):
    found = period(day, "week", Calendar())
    assert (found.first_day.isoweekday(), found.days) == (1, 7)
    assert week_number(found.first_day) == day.isocalendar().week


def test_iso_years_with_53_weeks():
    # Weeks per ISO year, and 29 December 2025 in week 1 of 2026: Python's own calendar.
    weeks = [
        len(
            {
                week_number(p.first_day)
                for p in spine(date(y, 1, 4), date(y, 12, 28), "week", Calendar())
            }
        )
        for y in (2015, 2020, 2024, 2026)
    ]
    assert weeks == [53, 53, 52, 53]
    assert week_number(date(2025, 12, 29)) == 1
    # A week from Sunday 4 January is known by its Monday.
    assert week_number(date(2026, 1, 4)) == 2


def test_last_year_means_the_same_weekdays():
    # Black Friday 2024-11-29 lies 364 days after Friday 2023-12-01.
    friday = Period(date(2024, 11, 29), date(2024, 11, 29))
    assert calendar.year_before(friday, "day", Calendar()).first_day == date(2023, 12, 1)
    week = Period(date(2026, 11, 2), date(2026, 11, 8))
    assert calendar.year_before(week, "week", Calendar()) == Period(
        date(2025, 11, 3), date(2025, 11, 9)
    )
    month = Period(date(2024, 2, 1), date(2024, 2, 29))
    assert calendar.year_before(month, "month", Calendar()).last_day == date(2023, 2, 28)


def test_fiscal_years_and_their_names():
    cal = Calendar("mon", 4)
    year = period(date(2026, 2, 10), "year", cal)
    assert year == Period(date(2025, 4, 1), date(2026, 3, 31))
    quarter = period(date(2026, 2, 10), "quarter", cal)
    assert quarter == Period(date(2026, 1, 1), date(2026, 3, 31))
    assert calendar.label(quarter, "quarter", cal, "en_GB") == "Q4 2026"
    assert calendar.label(year, "year", cal, "en_GB") == "year from Apr 2025"
    assert calendar.label(period(date(2026, 11, 8), "week", cal), "week", cal, "nl_NL") == "Week 45"


def test_an_unfinished_period_says_so():
    assert calendar.partial_words(3, 7) == "3 of 7 days"
    assert calendar.partial_words(7, 7) == ""


def test_an_unknown_period_is_one_sentence():
    with pytest.raises(BadInput, match="“fortnight” is not a period"):
        period(date(2026, 1, 1), "fortnight", Calendar())


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(DAYS, CALENDARS)
def test_roll_ups_cut_time_in_the_same_places(make_shop, day, cal):
    shop = make_shop()
    shop.setting("week_start", cal.week_start)
    shop.setting("fiscal_start", str(cal.fiscal_start))
    shop.order(day.isoformat(), gross_minor=100, customer=1)
    shop.rebuild()
    cut = dict(shop.db.execute("SELECT grain, first_day FROM customer_bucket").fetchall())
    assert cut == {
        grain: period(day, grain, cal).first_day.isoformat()
        for grain in ("week", "month", "quarter", "year")
    }
