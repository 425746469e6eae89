"""The retail year, against published dates and the holidays library."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta

import holidays
import pytest

from workbench.errors import BadInput, NotFound
from workbench.roadmap import retail_calendar
from workbench.roadmap.retail_calendar import (
    Season,
    add_season,
    calendar,
    change_season,
    delete_season,
    launches_in_no_change,
    next_event,
    no_change,
    seasons,
    set_countries,
)
from workbench.roadmap.retail_days import (
    FATHERS_DAY,
    MOTHERS_DAY,
    black_friday,
    christmas_cutoff,
    easter,
    retail_days,
)


# Published dates: timeanddate.com, calendarpedia.co.uk (read November 2026).
@pytest.mark.parametrize(
    ("country", "year", "day"),
    [
        ("US", 2024, (5, 12)), ("US", 2026, (5, 10)), ("NL", 2026, (5, 10)), ("DE", 2027, (5, 9)),
        ("GB", 2024, (3, 10)), ("GB", 2025, (3, 30)), ("GB", 2026, (3, 15)), ("IE", 2027, (3, 7)),
        ("FR", 2020, (6, 7)), ("FR", 2023, (6, 4)), ("FR", 2024, (5, 26)), ("FR", 2026, (5, 31)),
        ("ES", 2026, (5, 3)), ("SE", 2026, (5, 31)), ("NO", 2026, (2, 8)), ("PL", 2026, (5, 26)),
    ],
)  # fmt: skip
def test_mothers_day(country: str, year: int, day: tuple[int, int]) -> None:
    assert MOTHERS_DAY[country](year) == date(year, *day)


@pytest.mark.parametrize(
    ("country", "year", "day"),
    [
        ("US", 2026, (6, 21)), ("NL", 2025, (6, 15)), ("DE", 2026, (5, 14)), ("BE", 2026, (6, 14)),
        ("ES", 2026, (3, 19)), ("SE", 2026, (11, 8)), ("AU", 2026, (9, 6)),
    ],
)  # fmt: skip
def test_fathers_day(country: str, year: int, day: tuple[int, int]) -> None:
    assert FATHERS_DAY[country](year) == date(year, *day)


def test_black_friday_of_eight_years() -> None:
    days = [black_friday(year).day for year in range(2019, 2027)]
    assert days == [29, 27, 26, 25, 24, 29, 28, 27]


def test_easter_is_where_the_holidays_library_has_it() -> None:
    for year in range(1990, 2050):
        public = holidays.country_holidays("NL", years=year)
        assert easter(year) + timedelta(1) in public.get_named("Easter Monday"), year


def test_the_cutoff_is_a_working_day() -> None:
    assert christmas_cutoff(2026) == date(2026, 12, 18)  # the 20th is a Sunday
    assert christmas_cutoff(2024) == date(2024, 12, 20)
    assert all(christmas_cutoff(year).weekday() < 5 for year in range(2020, 2040))


def test_the_year_of_a_dutch_shop() -> None:
    found = {day.key: day.first_day for day in retail_days(2026, "NL")}
    assert found["singles"] == date(2026, 11, 11)
    assert found["cyber_monday"] == date(2026, 11, 30)
    assert found["valentine"] == date(2026, 2, 14)
    assert found["sinterklaas"] == date(2026, 12, 5)
    assert "sinterklaas" not in {day.key for day in retail_days(2026, "US")}


def test_a_shop_that_sells_in_two_countries(db: sqlite3.Connection) -> None:
    set_countries(db, ["nl", "DE"])
    may = {(e.name, e.countries) for e in calendar(db, date(2026, 5, 1), date(2026, 5, 31))}
    assert ("Mother’s Day", ()) in may
    assert ("Father’s Day", ("DE",)) in may
    assert ("Labor Day", ("DE",)) in may
    assert ("Ascension Day", ("NL", "DE")) in may
    with pytest.raises(BadInput, match="“ZZ” is not a country"):
        set_countries(db, ["NL", "zz"])


def test_christmas_is_told_once(db: sqlite3.Connection) -> None:
    set_countries(db, ["NL"])
    names = [e.name for e in calendar(db, date(2026, 12, 25), date(2026, 12, 25))]
    assert names == ["Christmas Day"]


def test_the_country_follows_the_locale(db: sqlite3.Connection) -> None:
    assert retail_calendar.countries(db) == ("GB",)
    db.execute("INSERT INTO setting(key, value) VALUES ('locale', 'de_AT')")
    assert retail_calendar.countries(db) == ("AT",)


def test_seasons_of_the_brands_own(db: sqlite3.Connection) -> None:
    freeze = add_season(
        db,
        "Peak: change nothing",
        date(2025, 11, 23),
        date(2025, 12, 20),
        yearly=True,
        no_change=True,
    )
    add_season(db, "Moving house", date(2026, 3, 2), date(2026, 3, 6))
    spans = no_change(db, date(2026, 11, 1), date(2027, 12, 31))
    assert [(e.first_day, e.last_day) for e in spans] == [
        (date(2026, 11, 23), date(2026, 12, 20)),
        (date(2027, 11, 23), date(2027, 12, 20)),
    ]
    assert no_change(db, date(2024, 1, 1), date(2024, 12, 31)) == []
    hit = launches_in_no_change(spans, date(2026, 12, 20))
    assert hit is not None and hit.season_id == freeze
    assert launches_in_no_change(spans, date(2026, 12, 21)) is None
    change_season(db, Season(freeze, "Peak", date(2025, 11, 24), date(2025, 12, 19), False, True))
    assert no_change(db, date(2026, 11, 1), date(2026, 12, 31)) == []
    delete_season(db, freeze)
    assert [one.name for one in seasons(db)] == ["Moving house"]
    with pytest.raises(NotFound):
        delete_season(db, freeze)
    with pytest.raises(BadInput, match="ends before it begins"):
        add_season(db, "x", date(2026, 3, 2), date(2026, 3, 1))


def test_a_season_over_new_year_comes_back(db: sqlite3.Connection) -> None:
    add_season(db, "Winter sale", date(2024, 12, 27), date(2025, 1, 10), yearly=True)
    found = [e for e in calendar(db, date(2027, 1, 5), date(2027, 1, 5)) if e.kind == "own"]
    assert [e.first_day for e in found] == [date(2026, 12, 27)]


def test_a_leap_day_season_comes_back(db: sqlite3.Connection) -> None:
    add_season(db, "Leap sale", date(2024, 2, 29), yearly=True)
    assert [e.first_day for e in calendar(db, date(2025, 2, 28), date(2025, 2, 28))] == [
        date(2025, 2, 28)
    ]


def test_the_next_event_for_home(db: sqlite3.Connection) -> None:
    found = next_event(db, today=date(2026, 11, 12))
    assert found is not None and found.name == "Black Friday"
