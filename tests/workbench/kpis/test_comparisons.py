"""Comparisons, date basis and segments: to date on every side, and parts that are the whole."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from workbench.errors import BadInput
from workbench.kpis import comparisons, date_basis, segments
from workbench.kpis.calendar import Period
from workbench.kpis.comparisons import ALL, DATES, EVENT, PREVIOUS, WEEKDAYS, compared

SPACE = "\N{NO-BREAK SPACE}"


@pytest.fixture
def two_years(shop):
    """Orders of as many cents as the day is old, from 2023-11-01 to 2024-12-04 (a Wednesday)."""
    first = date(2023, 11, 1)
    shop.imported("shopify.orders", first.isoformat(), "2024-12-04")
    for n in range(400):
        shop.order(
            (first + timedelta(n)).isoformat(), gross_minor=100 + n, country="NL" if n % 3 else "DE"
        )
    shop.rebuild()
    return shop


def value_of(day: date) -> int:
    return 100 + (day - date(2023, 11, 1)).days


def test_black_friday_compared_four_ways(two_years):
    friday = Period(date(2024, 11, 29), date(2024, 11, 29))
    found = compared(two_years.db, "gross_sales", friday, by="day")
    assert found.value == value_of(friday.first_day)
    days = {a.to: a.period.first_day for a in found.against}
    assert days == {
        PREVIOUS: date(2024, 11, 28),
        WEEKDAYS: date(2023, 12, 1),
        DATES: date(2023, 11, 29),
        EVENT: date(2023, 11, 24),
    }
    assert {a.to: a.value for a in found.against} == {to: value_of(d) for to, d in days.items()}


def test_an_unfinished_month_meets_as_many_days_on_every_side(two_years):
    month = Period(date(2024, 12, 1), date(2024, 12, 31))
    found = compared(
        two_years.db,
        "orders",
        month,
        by="month",
        to=(*ALL, Period(date(2024, 3, 1), date(2024, 3, 31))),
    )
    assert (found.value, found.partial) == (4, "4 of 31 days")
    assert [a.value for a in found.against] == [4] * 5
    assert {a.period.days for a in found.against} == {4}
    assert found.against[0].period == Period(date(2024, 11, 1), date(2024, 11, 4))
    assert found.against[0].change == f"±{SPACE}0{SPACE}%"


def test_no_growth_over_days_that_are_not_held(two_years):
    week = Period(date(2024, 10, 28), date(2024, 11, 3))
    (last_year,) = compared(two_years.db, "orders", week, by="week", to=[WEEKDAYS]).against
    assert last_year.value is None
    assert last_year.why_not == "Only 5 of 7 days are held."
    (before,) = compared(
        two_years.db, "orders", week, to=[Period(date(2022, 1, 1), date(2022, 1, 7))]
    ).against
    assert before.why_not == "Nothing is held of it."
    with pytest.raises(BadInput):
        compared(two_years.db, "orders", week, to=["moon"])


def test_calendar_of_the_oracle(golden):
    case = golden["calendar_iso_445"]
    years, weeks = case["inputs"]["years"], case["expected"]["weeks"]
    from workbench.kpis.calendar import retail_weeks, week_number, weeks_in_year

    assert [weeks_in_year(year) for year in years] == weeks
    assert week_number(date(2025, 12, 29)) == case["expected"]["iso_2025_12_29"][1]
    long = [year for year in range(2000, 2027) if retail_weeks(year) == 53]
    assert [y for y in long if y <= 2023] == case["expected"]["nrf_53"]


def test_the_date_basis_moves_a_refund(shop):
    shop.imported("shopify.orders", "2026-01-01", "2026-01-03")
    shop.order("2026-01-01", gross_minor=5000, refunded_minor=2000)
    choices = {b.key: b for b in date_basis.bases(shop.db, "net_sales")}
    assert not choices[date_basis.REFUND_DAY].available
    shop.rebuild()
    choices = {b.key: b for b in date_basis.bases(shop.db, "net_sales")}
    assert choices[date_basis.ORDER_DAY].available
    assert not choices[date_basis.REFUND_DAY].available
    assert "Total sales over time" in choices[date_basis.REFUND_DAY].needs
    with pytest.raises(BadInput, match="sales by day"):
        date_basis.series_on(shop.db, "net_sales", date_basis.REFUND_DAY)
    report = shop.slice("sales_day", "shopify.sales")
    shop.covered(
        shop.imported("shopify.sales", "2026-01-01", "2026-01-03"),
        report,
        "2026-01-01",
        "2026-01-03",
    )
    shop.sales(report, "2026-01-01", gross_minor=5000, discount_minor=0, returns_minor=0)
    shop.sales(report, "2026-01-03", gross_minor=0, discount_minor=0, returns_minor=2000)
    shop.rebuild()
    by_refund = date_basis.series_on(shop.db, "net_sales", date_basis.REFUND_DAY)
    by_order = date_basis.series_on(shop.db, "net_sales", date_basis.ORDER_DAY)
    assert [p.value for p in by_refund.points] == [5000, 0, -2000]
    assert [p.value for p in by_order.points] == [3000, 0, 0]
    assert date_basis.bases(shop.db, "orders") == ()


def test_segments_add_up_and_name_what_no_order_tells(two_years):
    days = Period(date(2024, 12, 1), date(2024, 12, 4))
    found = segments.segmented(two_years.db, "gross_sales", "country", days)
    assert found.whole == sum(value_of(date(2024, 12, d)) for d in range(1, 5))
    assert sum(s.value for s in found.segments) == found.whole
    assert sum(s.share for s in found.segments) == pytest.approx(1)
    assert {s.name for s in found.segments} == {"NL", "DE"}
    report = two_years.slice("sales_day", "shopify.sales")
    for d in range(1, 5):
        two_years.sales(
            report, f"2024-12-0{d}", gross_minor=10_000, discount_minor=0, returns_minor=0
        )
    two_years.covered(
        two_years.imported("shopify.sales", "2024-12-01", "2024-12-04"),
        report,
        "2024-12-01",
        "2024-12-04",
    )
    two_years.rebuild()
    found = segments.segmented(two_years.db, "gross_sales", "country", days)
    assert found.whole == 40_000
    assert sum(s.value for s in found.segments) == 40_000
    assert found.segments[-1].name == "Counted by the report only"


def test_sessions_by_device(shop):
    report = shop.slice("traffic_day", "ga4.traffic")
    for day in ("2026-01-01", "2026-01-02"):
        shop.traffic(report, day, sessions=30, segment="mobile")
        shop.traffic(report, day, sessions=10, segment="desktop")
    shop.rebuild()
    days = Period(date(2026, 1, 1), date(2026, 1, 2))
    assert segments.splits(shop.db, "sessions") == (("device", "Device"),)
    found = segments.segmented(shop.db, "sessions", "device", days)
    assert [(s.name, s.value, s.share) for s in found.segments] == [
        ("mobile", 60, 0.75),
        ("desktop", 20, 0.25),
    ]
    assert segments.segmented(shop.db, "conversion_rate", "country", days).segments == ()
    assert comparisons.compared(shop.db, "sessions", days).value == 80
