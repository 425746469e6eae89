"""What a chart of a KPI is given: major units, an honest takeaway, events, where from."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from workbench.kpis.pictures import channel_bars, columns_data, trend_data

MONDAY = date(2025, 11, 3)
SPACE = "\N{NO-BREAK SPACE}"


def fill(shop, weeks, cents, *, days=0):
    """So many whole weeks of one order a day, then some days; `cents` by week."""
    last = MONDAY + timedelta(7 * weeks + days - 1)
    number = shop.imported("shopify.orders", MONDAY.isoformat(), last.isoformat())
    for n in range(7 * weeks + days):
        day = (MONDAY + timedelta(n)).isoformat()
        shop.order(day, gross_minor=cents(n // 7), import_id=number)
    shop.rebuild()


def test_money_is_drawn_in_major_units_with_the_takeaway_of_the_last_whole_week(shop):
    fill(shop, 4, lambda week: 1000 + 100 * week, days=3)
    data = trend_data(shop.db, "net_sales", by="week")
    assert [p.value for p in data.line.points] == [70, 77, 84, 91, 42]
    assert data.title == f"Net sales up 8.3{SPACE}% in week 48, compared with the week before"
    last = data.line.points[-1]
    assert (last.complete, last.days_held, last.days_in_period) == (False, 3, 7)
    assert data.subtitle == "Net sales excl. VAT, per week, Nov 2025 – Dec 2025"
    assert data.footer == "Source: Shopify orders, exported 3 Dec 2025."
    assert (data.measure.unit, data.measure.currency, data.grain) == ("money", "EUR", "week")


def test_last_year_pairs_the_same_weekdays_and_the_unfinished_week_to_date(shop):
    fill(shop, 54, lambda week: 1000 if week < 52 else 1250, days=2)
    data = trend_data(shop.db, "net_sales", by="week", first=date(2026, 11, 2), compare="year")
    assert [p.value for p in data.line.points] == [87.5, 87.5, 25]
    assert [p.first_day for p in data.comparison.points] == [
        MONDAY,
        MONDAY + timedelta(7),
        MONDAY + timedelta(14),
    ]
    assert [p.value for p in data.comparison.points] == [70, 70, 20]
    assert data.title == f"Net sales up 25.0{SPACE}% over 2 weeks, compared with a year earlier"


def test_the_previous_span_lies_just_before(shop):
    fill(shop, 6, lambda week: 1000 + week)
    data = trend_data(shop.db, "orders", by="week", first=date(2025, 11, 24), compare="previous")
    assert [p.first_day for p in data.comparison.points] == [
        MONDAY + timedelta(7 * n) for n in range(3)
    ]
    assert data.title == "Orders unchanged over 3 weeks, compared with as long before"


def test_growth_is_not_told_over_missing_days(shop):
    fill(shop, 2, lambda week: 1000 + 500 * week)
    shop.db.execute("UPDATE import SET first_day = '2025-11-05'")
    shop.db.execute("UPDATE orders SET shown = 0 WHERE day < '2025-11-05'")
    shop.rebuild()
    data = trend_data(shop.db, "net_sales", by="week")
    assert data.title == f"Net sales at €{SPACE}105 in week 46"
    shop.db.execute("UPDATE import SET last_day = '2025-11-12'")
    shop.db.execute("UPDATE orders SET shown = 0 WHERE day > '2025-11-12'")
    shop.rebuild()
    data = trend_data(shop.db, "net_sales", by="week")
    assert data.title == f"Net sales at €{SPACE}45 in week 46 so far, 3 of 7 days"


def test_a_rate_names_its_cases_and_what_it_was(shop):
    report = shop.slice("traffic_day", "shopify.traffic")
    for n in range(14):
        day = (MONDAY + timedelta(n)).isoformat()
        shop.traffic(report, day, sessions=1000, completed=27 if n < 7 else 23)
    shop.rebuild()
    data = trend_data(shop.db, "conversion_rate", by="week")
    assert data.title == (
        f"Conversion rate down to 2.30{SPACE}% in week 46, from 2.70{SPACE}% in the week before"
    )
    assert data.footer == "14,000 sessions. Source: Shopify traffic."
    assert (data.line.points[0].numerator, data.line.points[0].denominator) == (189, 7000)


def test_launches_and_notes_inside_the_span_are_events(shop):
    fill(shop, 2, lambda week: 1000)
    items = (
        ("New page", "launched", "2025-11-10"),
        ("Later", "launched", "2026-01-01"),
        ("Given up", "dropped", "2025-11-11"),
        ("Idea", "inbox", None),
    )
    for title, stage, day in items:
        shop.db.execute(
            "INSERT INTO item(title, stage, launched_day, position) VALUES (?, ?, ?, 1)",
            (title, stage, day),
        )
    shop.db.execute("INSERT INTO annotation(day, title) VALUES ('2025-11-05', 'Strike')")
    events = trend_data(shop.db, "orders").events
    assert [(e.day.isoformat(), e.title, e.kind) for e in events] == [
        ("2025-11-05", "Strike", "note"),
        ("2025-11-10", "New page", "launch"),
    ]


@pytest.mark.parametrize("by", ["day", "week", "month", "quarter", "year"])
@pytest.mark.parametrize("compare", [None, "year", "previous"])
def test_an_empty_kpi_says_what_to_import(shop, by, compare):
    data = trend_data(shop.db, "net_sales", by=by, compare=compare)
    assert not data.has_values
    assert (data.title, data.empty) == ("Net sales", "Nothing has been imported yet.")


def test_columns_are_the_same_numbers(shop):
    fill(shop, 9, lambda week: 1000)
    data = columns_data(shop.db, "orders", by="month")
    assert [p.value for p in data.parts[0].points] == [28, 31, 4]
    assert data.has_values


def test_channels_are_ranked_and_named(shop):
    for channel, n in (("Point of sale", 2), ("Online store", 5)):
        for _order in range(n):
            shop.order("2026-01-01", channel=channel, gross_minor=100)
    shop.rebuild()
    data = channel_bars(shop.db, "orders")
    assert [(bar.name, bar.value) for bar in data.bars] == [
        ("Online store", 5),
        ("Point of sale", 2),
    ]
    assert data.title == "Orders by channel: Online store brings most"
