"""Axes have round ticks that enclose the values, and round dates that fit."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from workbench.charts.scale import DateTick, date_ticks, span

VALUES = st.lists(st.floats(-1e12, 1e12, allow_subnormal=False), min_size=1, max_size=20)


@given(VALUES, st.integers(2, 6), st.booleans())
def test_an_axis_encloses_its_values_with_even_ticks(
    values: list[float], most: int, zero: bool
) -> None:
    axis = span(values, most=most, zero=zero)
    assert axis.low <= min(values) + 1e-12 and max(values) - 1e-12 <= axis.high
    assert axis.low < axis.high
    assert 2 <= len(axis.ticks) <= most + 2
    steps = [later - earlier for earlier, later in pairwise(axis.ticks)]
    assert max(steps) - min(steps) <= 1e-6 * max(abs(tick) for tick in axis.ticks)
    if zero:
        assert axis.low <= 0 <= axis.high


@given(st.lists(st.floats(0, 1e9), min_size=1))
def test_an_axis_of_values_without_minus_has_none(values: list[float]) -> None:
    assert span(values, most=5).low >= 0


def test_ticks_are_round() -> None:
    assert span([0, 48_735], most=5, zero=True).ticks == (0, 10_000, 20_000, 30_000, 40_000, 50_000)
    assert span([3, 4, 9], most=5).ticks[0] == 0  # a low start is drawn from zero
    assert span([231, 289], most=4).low > 200  # a high level is not


def test_counts_have_whole_steps() -> None:
    assert span([0, 1], most=6, whole=True).ticks == (0, 1)
    assert all(tick == int(tick) for tick in span([0, 7], most=6, whole=True).ticks)


def labels(days: list[date], grain: str, most: int, locale: str = "en_GB") -> list[str]:
    ticks = date_ticks(days, grain, locale, most=most, fits=lambda _ticks: True)  # type: ignore[arg-type]
    return [tick.words for tick in ticks]


def test_a_year_of_weeks_gets_few_months_with_the_year_where_it_changes() -> None:
    mondays = [date(2025, 11, 3) + timedelta(weeks=week) for week in range(53)]
    assert labels(mondays, "week", 6) == ["Nov 2025", "Feb 2026", "May", "Aug", "Nov"]
    assert labels(mondays, "week", 6, "nl_NL")[0] == "nov 2025"


def test_a_month_of_days_gets_every_seventh_day() -> None:
    days = [date(2026, 10, 10) + timedelta(days=day) for day in range(30)]
    assert labels(days, "day", 6) == ["10 Oct", "17 Oct", "24 Oct", "31 Oct", "7 Nov"]


def test_years_are_round() -> None:
    years = [date(year, 1, 1) for year in range(2003, 2027)]
    assert labels(years, "year", 6) == ["2005", "2010", "2015", "2020", "2025"]


def test_quarters_have_their_own_word() -> None:
    quarters = [date(2025, month, 1) for month in (1, 4, 7, 10)]
    assert labels(quarters, "quarter", 6) == ["Q1 2025", "Q2", "Q3", "Q4"]


def test_the_label_of_a_month_that_is_nearly_over_gives_way() -> None:
    mondays = [date(2025, 11, 24) + timedelta(weeks=week) for week in range(20)]

    def apart(ticks: list[DateTick]) -> bool:
        months = all(tick.words[0].isalpha() for tick in ticks)
        return months and all(b.place - a.place >= 3 for a, b in pairwise(ticks))

    ticks = date_ticks(mondays, "week", "en_GB", most=6, fits=apart)
    assert [tick.words for tick in ticks] == ["Dec 2025", "Jan 2026", "Feb", "Mar", "Apr"]


def test_no_days_no_labels() -> None:
    assert labels([], "month", 6) == []
