"""Charts of signals: the usual range, marks, and titles that say what the signal says."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from workbench.charts.catalogue import draw
from workbench.charts.style import Size, style
from workbench.kpis import bridge, pace, signal_notes, targets
from workbench.kpis import watched_pictures as pictures
from workbench.kpis.calendar import Period
from workbench.kpis.watch import watched
from workbench.store.brand import brand

MONDAY = date(2025, 1, 6)


@pytest.fixture
def year(shop):
    """40 weeks of about 100 orders of 10.00 a week, the last week only 60, with sessions."""
    dice = random.Random(5)
    shop.imported("shopify.orders", MONDAY.isoformat(), (MONDAY + timedelta(279)).isoformat())
    report = shop.slice("traffic_day", "shopify.traffic")
    for week in range(40):
        monday = (MONDAY + timedelta(7 * week)).isoformat()
        gross = 60_000 if week == 39 else round(100_000 * (1 + 0.04 * dice.gauss(0, 1)))
        for _n in range(10):
            shop.order(monday, gross_minor=gross // 10)
        shop.traffic(report, monday, sessions=500, carts=50, checkouts=30, completed=10)
    shop.rebuild()
    return shop.db


def test_a_trend_shows_its_usual_range_and_marks_the_signal(year):
    data = pictures.watched_trend(year, "gross_sales")
    seen = watched(year, "gross_sales")
    band = data.bands[-1]
    last = seen.found.points[-1]
    assert (band.low, band.centre, band.high) == pytest.approx(
        (last.low / 100, last.usual / 100, last.high / 100)
    )
    assert data.line.points[-1].signal == "bad"
    assert data.line.points[-1].value == 600
    assert data.title == "Gross sales below the usual range in week 41: unlikely to be chance"
    assert data.footer.startswith("Shaded: usual ups and downs.")


def test_a_noted_change_stands_in_the_footer_and_breaks_the_band(year):
    signal_notes.accept_change(year, "gross_sales", MONDAY + timedelta(7 * 18), "New prices")
    data = pictures.watched_trend(year, "gross_sales")
    assert "set anew at “New prices” (12 May)" in data.footer
    assert data.bands[0].first_day >= MONDAY + timedelta(7 * 18)
    assert "New prices" not in {event.title for event in data.events}


def test_without_enough_history_it_is_a_plain_trend(year):
    data = pictures.watched_trend(year, "gross_sales", last=MONDAY + timedelta(90))
    assert data.bands == ()
    assert "Shaded" not in data.footer


def test_a_bridge_as_a_waterfall_reaches_from_before_to_now(year):
    now = Period(MONDAY + timedelta(273), MONDAY + timedelta(279))
    found = bridge.bridge(year, now, now.back(7))
    data = pictures.bridge_picture(found, brand(year))
    assert data.steps[0].value + sum(s.value for s in data.steps[1:-1]) == pytest.approx(
        data.steps[-1].value
    )
    assert data.title.endswith("most of it is “Average order”")
    draw(data, style=style("light"), size=Size.screen(824, 640))
    empty = bridge.bridge(year, now.back(-700), now)
    assert not pictures.bridge_picture(empty, brand(year)).has_values


def test_a_pace_has_its_line_to_the_end_of_the_target(year):
    targets.set_target(year, "gross_sales", date(2025, 1, 1), date(2025, 12, 31), "60000")
    (found,) = pace.paces(year)
    data = pictures.pace_picture(year, found)
    assert len(data.comparison.points) == len(data.line.points) == 365
    assert data.comparison.points[-1].value == pytest.approx(60_000)
    assert data.line.points[-1].value is None
    assert data.title == found.words
    draw(data, style=style("dark"), size=Size.screen(824, 640))


def test_a_funnel_keeps_the_order_of_its_steps(year):
    days = Period(MONDAY, MONDAY + timedelta(6))
    data = pictures.funnel_picture(year, days)
    assert [bar.value for bar in data.bars] == [500, 50, 30, 10]
    assert data.ranked is False
    assert data.title.startswith("2.00")
