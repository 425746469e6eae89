"""Forecasts: worked examples of smoothing, naive beside it, refused below two seasons."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, timedelta

import pytest

from workbench.errors import BadInput
from workbench.kpis import smoothing
from workbench.kpis.forecast import forecast

MONDAY = date(2022, 1, 3)


def test_simple_smoothing(golden):
    case = golden["ses_oil"]
    values = case["inputs"]["y"]
    assert smoothing.simple(values, 0.2) == pytest.approx(case["expected"]["a02"], abs=1e-4)
    assert smoothing.simple(values, 0.6) == pytest.approx(case["expected"]["a06"], abs=1e-4)
    with pytest.raises(BadInput):
        smoothing.simple([], 0.5)


@pytest.mark.slow
def test_holt_winters(golden):
    case = golden["hw_aust"]
    found = smoothing.holt_winters(
        case["inputs"]["y"], case["inputs"]["period"], case["inputs"]["h"]
    )
    assert found == pytest.approx(case["expected"]["forecast"], abs=0.001)
    with pytest.raises(BadInput):
        smoothing.holt_winters([1, 2, 3], 4, 1)


def shop_of_weeks(shop, weeks, growth=1.0):
    shop.imported(
        "shopify.orders", MONDAY.isoformat(), (MONDAY + timedelta(7 * weeks - 1)).isoformat()
    )
    for n in range(weeks):
        season = 3 if n % 52 in (46, 47, 48) else 1
        level = 100_000 * season * (growth if n >= 52 else 1)
        shop.order((MONDAY + timedelta(7 * n)).isoformat(), gross_minor=round(level))
    shop.rebuild()
    return shop.db


def test_below_two_seasons_there_is_none(shop):
    found = forecast(shop_of_weeks(shop, 103), "net_sales")
    assert found.periods == ()
    assert found.missing.startswith("A forecast needs two full years")
    with pytest.raises(BadInput):
        forecast(shop.db, "net_sales", by="day")


def test_growth_on_last_year_beats_last_year_again(shop):
    found = forecast(shop_of_weeks(shop, 120, growth=1.3), "net_sales", horizon=4)
    assert found.better == "smoothed"
    assert found.mase < 0.5
    first = found.periods[0]
    assert first.period.first_day == MONDAY + timedelta(7 * 120)
    assert first.low <= first.smoothed <= first.high


def test_where_nothing_grows_last_year_again_is_exact(shop):
    found = forecast(shop_of_weeks(shop, 156), "net_sales", horizon=3)
    assert [a.naive for a in found.periods] == [100_000] * 3
    assert found.periods[0].low == found.periods[0].high == 100_000


def test_the_module_loads_no_statistics():
    code = (
        "import sys; import workbench.kpis.forecast, workbench.kpis.signals;"
        "print([m for m in ('statsmodels', 'numpy', 'pandas', 'scipy') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
