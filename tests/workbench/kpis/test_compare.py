"""A KPI now against before, to date on both sides, and never over missing days."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta

import pytest

from workbench.kpis import compare, typed
from workbench.kpis.calendar import Calendar, Period
from workbench.kpis.compare import comparisons, tiles, to_date

MONDAY = date(2025, 11, 3)
SPACE = "\N{NO-BREAK SPACE}"


@pytest.fixture
def year(shop):
    """53 weeks and 3 days of orders: 10.00 a day, from the last complete week on 10.61, then 5.00."""
    shop.imported("shopify.orders", "2025-11-03", "2026-11-11")
    for n in range(374):
        cents = 1000 if n < 364 else (1061 if n < 371 else 500)
        shop.order((MONDAY + timedelta(n)).isoformat(), gross_minor=cents, customer=n)
    shop.rebuild()
    return shop


def test_a_tile_shows_the_last_whole_week_against_the_same_week_last_year(year):
    (tile,) = tiles(year.db, ["net_sales"])
    assert (tile.value, tile.period) == (f"€{SPACE}74", "Week 45")
    assert (tile.change, tile.note) == (f"+6.1{SPACE}%", "on the same week last year")
    assert tile.direction == 1
    assert tile.partial == f"This week so far €{SPACE}15, 3 of 7 days"
    assert (tile.history[-2:], tile.unfinished) == ((7427, 1500), 1)


def test_a_tile_without_last_year_compares_with_the_week_before(year):
    (tile,) = tiles(year.db, ["orders"], today=date(2026, 10, 5))
    assert (tile.value, tile.change) == ("7", f"±{SPACE}0{SPACE}%")
    assert tile.note == "on the week before"
    assert tile.unfinished == 0


def test_rates_say_what_they_were(shop):
    report = shop.slice("traffic_day", "shopify.traffic")
    for n in range(14):
        day = (MONDAY + timedelta(n)).isoformat()
        shop.traffic(report, day, sessions=1000, completed=27 if n < 7 else 23)
    shop.rebuild()
    (tile,) = tiles(shop.db, ["conversion_rate"])
    assert (tile.value, tile.change, tile.note) == (
        f"2.30{SPACE}%",
        f"was 2.70{SPACE}%",
        "in the week before",
    )
    assert tile.direction == -1


def test_a_tile_without_data_says_why(shop):
    (tile,) = tiles(shop.db, ["sessions"])
    assert (tile.value, tile.note) == (None, "Nothing has been imported yet.")


def test_monthly_values_make_a_monthly_tile(shop):
    key = typed.add_kpi(shop.db, "NPS")
    for month, value in ((8, "51"), (9, "54")):
        typed.set_snapshot(shop.db, key, date(2026, month, 1), date(2026, month, 30), value)
    (tile,) = tiles(shop.db, [key])
    assert (tile.value, tile.period) == ("54", "Sept 2026")
    assert f"{tile.change} {tile.note}" == "was 51 in the month before"


def test_no_growth_is_told_over_missing_days(shop):
    shop.imported("shopify.orders", "2025-11-03", "2025-11-08")  # Sunday is missing
    shop.imported("shopify.orders", "2025-11-10", "2025-11-16")
    for n in (0, 7, 8):
        shop.order((MONDAY + timedelta(n)).isoformat(), gross_minor=1000)
    shop.rebuild()
    (tile,) = tiles(shop.db, ["net_sales"])
    assert (tile.value, tile.change, tile.direction) == (f"€{SPACE}20", "", 0)
    assert comparisons(shop.db, "net_sales") == []


def test_an_unfinished_week_is_compared_with_as_many_days(year):
    previous, last_year = comparisons(year.db, "net_sales")
    assert previous.to == "previous"
    assert (previous.before.first_day, previous.before.last_day) == (
        date(2026, 11, 2),
        date(2026, 11, 4),
    )
    assert (previous.now.value, previous.before.value) == (1500, 3183)
    assert (last_year.before.first_day, last_year.before.value) == (date(2025, 11, 10), 3000)
    assert last_year.words.sentence == f"−50.0{SPACE}% on the same week last year"


def test_months_of_different_length_are_cut_to_the_shorter():
    march = Period(date(2026, 3, 1), date(2026, 3, 31))
    february = compare.earlier(march, "month", Calendar(), compare.PREVIOUS)
    assert to_date(march, february, 30) == Period(date(2026, 2, 1), date(2026, 2, 28))
    assert to_date(march, february, 10) == Period(date(2026, 2, 1), date(2026, 2, 10))


def test_tiles_load_no_data_frame():
    code = (
        "import sys; import workbench.kpis.compare, workbench.kpis.series, workbench.kpis.definition;"
        "print([m for m in ('numpy', 'pandas', 'matplotlib', 'babel', 'openpyxl') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
