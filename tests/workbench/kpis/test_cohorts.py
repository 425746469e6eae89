"""Cohorts, repeat purchase, surveys and margins against published figures, out of an imported workspace."""

from __future__ import annotations

import sqlite3
from datetime import date

import pytest

from workbench.errors import BadInput
from workbench.experiments.intervals import wilson
from workbench.kpis import cohorts, margin, surveys


@pytest.fixture(scope="session")
def retail(uci_workspace):
    """The public retail shop as its workspace holds it."""
    db = sqlite3.connect(f"file:{uci_workspace}?mode=ro", uri=True)
    yield db
    db.close()


@pytest.mark.slow
def test_headline_figures_of_the_public_shop(retail, golden):
    expected = golden["uci_headline"]["expected"]
    found = cohorts.repeat(retail)
    assert found.revenue_minor == round(expected["revenue"] * 100)
    assert (found.customers, found.orders) == (expected["customers"], expected["orders"])
    assert found.revenue_minor / found.orders / 100 == pytest.approx(expected["aov"], abs=0.01)


@pytest.mark.slow
def test_monthly_revenue_and_customers_of_the_public_shop(retail, golden):
    expected = golden["uci_monthly_even"]["expected"]
    found = {m.first_day.isoformat()[:7]: m for m in cohorts.known_revenue(retail)}
    for month, amount in expected["revenue"].items():
        assert found[month].revenue_minor == round(amount * 100)
        assert found[month].customers == expected["active"][month]


@pytest.mark.slow
def test_cohorts_of_the_public_shop(retail, golden):
    found = {c.first_day.isoformat()[:7]: c for c in cohorts.cohorts(retail)}
    assert len(found) == 13
    for month, counts in golden["uci_cohort_counts_even"]["expected"].items():
        assert list(found[month].active) == counts
    first = found["2010-12"]
    percents = [round(part * 100, 1) for part in first.retention]
    assert percents == pytest.approx(golden["uci_cohort_pct"]["expected"]["row"], abs=0.05)
    values = [v / 100 for v in first.value_per_customer]
    expected = golden["uci_cum_revenue_per_customer"]["expected"]["row"]
    assert values == pytest.approx(expected, abs=0.01)


@pytest.mark.slow
def test_repeat_purchase_of_the_public_shop(retail, golden):
    expected = golden["uci_repeat"]["expected"]
    found = cohorts.repeat(retail)
    assert found.repeat_customers == expected["repeat_customers"]
    assert found.rate == pytest.approx(expected["repeat_rate"], abs=1e-3)
    assert found.orders_per_customer == pytest.approx(expected["orders_per_customer"], abs=1e-3)
    assert found.median_gap_days == expected["median_gap_days"]
    assert found.mean_gap_days == pytest.approx(expected["mean_gap_days"], abs=1e-3)
    assert found.median_first_to_second == expected["median_first_to_second"]
    assert found.came_back == expected["customers_with_second_day"]


def test_cohorts_of_a_small_shop(shop):
    for day, customer, cents in (
        ("2026-01-03", 1, 1000), ("2026-01-20", 1, 500), ("2026-01-09", 2, 700),
        ("2026-03-01", 1, 900), ("2026-02-02", 3, 400), ("2026-02-03", 4, 0),
    ):  # fmt: skip
        shop.order(day, customer=customer, gross_minor=cents)
    shop.order("2026-02-05", customer=None, gross_minor=999)
    first, second = cohorts.cohorts(shop.db)
    assert first == cohorts.Cohort(date(2026, 1, 1), 2, (2, 0, 1), (2200, 0, 900))
    assert first.value_per_customer == (1100, 1100, 1550)
    assert second == cohorts.Cohort(date(2026, 2, 1), 1, (1, 0), (400, 0))
    found = cohorts.repeat(shop.db, last=date(2026, 2, 28))
    assert (found.customers, found.repeat_customers, found.median_gap_days) == (3, 1, 17)
    assert cohorts.repeat(shop.db, first=date(2027, 1, 1)).rate is None
    with pytest.raises(BadInput):
        cohorts.cohorts(shop.db, by="week")


def test_nps_and_its_error(golden):
    case = golden["nps_se"]
    n = case["inputs"]["n"]
    found = surveys.nps(*(part * n for part in case["inputs"]["p"]))
    assert found.value == pytest.approx(case["expected"]["nps"], abs=0.001)
    assert found.standard_error == pytest.approx(case["expected"]["se_points"], abs=0.001)
    assert (found.standard_error / 100) ** 2 * n == pytest.approx(case["expected"]["var"], abs=1e-3)
    assert found.answers == n
    with pytest.raises(BadInput):
        surveys.nps(0, 0, 0)


def test_wilson_and_satisfaction(golden):
    for text, expected in golden["wilson_conv_a"]["expected"].items():
        good, n = map(int, text.split("/"))
        interval = wilson(good, n)
        assert (interval.low, interval.high) == pytest.approx(expected, abs=1e-5)
        boxes = surveys.satisfaction({5: good, 1: n - good}, top=1)
        assert (boxes.low, boxes.high) == pytest.approx(expected, abs=1e-5)


def test_contribution_of_one_order(golden):
    case = golden["contribution_margin_order"]
    i, expected = case["inputs"], case["expected"]
    costs = {"goods": i["cogs"], "postage": i["shipping"], "payment_fees": i["payment"],
             "return_handling": i["returns"], "marketplace_fees": i["platform"]}  # fmt: skip
    found = margin.margins(
        i["price"] * 100, {kind: round(amount * 100) for kind, amount in costs.items()}
    )
    assert found.margins_minor[:2] == (
        expected["gross"] * 100,
        round(expected["contribution"] * 100),
    )
    assert found.rate(1) * 100 == pytest.approx(expected["gross_pct"], abs=0.01)
    assert found.rate(2) * 100 == pytest.approx(expected["contribution_pct"], abs=0.01)
    assert found.net_minor + sum(s.amount_minor for s in found.steps) == found.margins_minor[2]


def test_an_unknown_cost_makes_its_margin_and_the_next_unknown():
    found = margin.margins(1000, {"goods": 400}, unknown=frozenset({"postage"}))
    assert found.margins_minor == (600, None, None)
    with pytest.raises(BadInput):
        margin.margins(1000, {"gifts": 10})
