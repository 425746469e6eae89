"""The retail year: which days belong together, checked against published dates."""

from __future__ import annotations

from datetime import date

import pytest

from workbench.kpis import season
from workbench.kpis.calendar import Period
from workbench.kpis.promotions import add_promotion

# Western Easter Sundays as published by the US Census Bureau.
EASTERS = {
    1995: (4, 16), 2000: (4, 23), 2008: (3, 23), 2011: (4, 24), 2016: (3, 27), 2019: (4, 21),
    2024: (3, 31), 2025: (4, 20), 2026: (4, 5), 2027: (3, 28), 2038: (4, 25),
}  # fmt: skip


@pytest.mark.parametrize("year", EASTERS)
def test_easter(year):
    assert season.easter(year) == date(year, *EASTERS[year])


def test_black_friday_and_mothers_day():
    fridays = [season.black_friday(year) for year in (2023, 2024, 2025, 2026)]
    assert [d.isoformat() for d in fridays] == [
        "2023-11-24", "2024-11-29", "2025-11-28", "2026-11-27",
    ]  # fmt: skip
    assert season.mothers_day(2026) == date(2026, 5, 10)
    assert season.mothers_day(2022) == date(2022, 5, 8)


def test_black_friday_pairs_with_black_friday(golden):
    case = golden["yoy_364"]
    day = date.fromisoformat(case["inputs"]["date"])
    expected = case["expected"]
    assert Period(day, day).back(364).first_day.isoformat() == expected["minus364"]
    assert (
        season.same_event_last_year(Period(day, day)).first_day.isoformat() == expected["bf_2023"]
    )
    for year in (2024, 2026):
        assert season.black_friday(year).isoformat() == expected[f"bf_{year}"]


def test_weeks_pair_by_event_and_else_by_weekday():
    week = Period(date(2024, 11, 25), date(2024, 12, 1))
    assert season.same_event_last_year(week) == Period(date(2023, 11, 20), date(2023, 11, 26))
    assert season.same_event_last_year(week.back(70)) == week.back(70).back(364)
    easter_week = Period(date(2026, 3, 30), date(2026, 4, 5))
    assert season.same_event_last_year(easter_week).last_day == date(2025, 4, 20)


def test_pairs_keep_their_weekday():
    for n in range(800):
        day = Period(date(2024, 1, 1), date(2024, 1, 1)).back(-n)
        assert season.same_event_last_year(day).first_day.weekday() == day.first_day.weekday()


def test_known_spans_hold_season_promotions_and_notes(db):
    add_promotion(db, "Spring sale", date(2026, 3, 2), date(2026, 3, 8))
    db.execute(
        "INSERT INTO season(name, first_day, last_day, yearly) VALUES"
        " ('Fair', '2024-09-10', '2024-09-12', 1)"
    )
    db.execute(
        "INSERT INTO annotation(day, last_day, title, kind, kpi) VALUES"
        " ('2026-06-01', '2026-06-03', 'Payments down', 'known', 'orders'),"
        " ('2026-06-05', NULL, 'A thought', 'note', NULL)"
    )
    found = season.known_spans(db, date(2026, 1, 1), date(2026, 12, 31))
    assert {(s.name, s.kind, s.kpi) for s in found} >= {
        ("Spring sale", "promotion", ""),
        ("Fair", "season", ""),
        ("Payments down", "once", "orders"),
    }
    assert "A thought" not in {s.name for s in found}
    assert Period(date(2026, 9, 10), date(2026, 9, 12)) in {s.period for s in found}
    friday = next(s for s in found if date(2026, 11, 27) in s.period)
    assert date(2026, 12, 25) in friday.period
