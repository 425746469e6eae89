"""Sizing: the shop's own worked example, and plans that must hold together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import BadInput
from workbench.experiments import duration, outlook, sizing
from workbench.experiments.intervals import Interval


@pytest.mark.parametrize(
    ("lift", "weeks", "whole"), [(0.10, 55.6, 56), (0.20, 14.6, 15), (0.30, 6.8, 7)]
)
def test_ten_thousand_visitors_a_month_at_two_and_a_half_percent(
    lift: float, weeks: float, whole: int
) -> None:
    found = duration.prospect(0.025, lift, duration.weekly(10_000))
    assert found.span is not None
    assert (round(found.span.weeks, 1), found.span.whole_weeks) == (weeks, whole)
    assert found.can_conclude == (whole <= 8)


def test_the_formulas_differ_and_have_names() -> None:
    """5 % to 6 %: 8,158 pooled under the null, 7,663 by Evan Miller's calculator."""
    pooled = sizing.size(0.05, 0.2)
    miller = sizing.size(0.05, 0.2, formula=sizing.Formula.EVAN_MILLER)
    assert (pooled.per_variant, miller.per_variant) == (8158, 7663)
    assert pooled.formula.label != miller.formula.label


def test_what_cannot_be_concluded_offers_other_ways() -> None:
    found = duration.prospect(0.025, 0.1, duration.weekly(10_000))
    assert not found.can_conclude and len(found.instead) >= 4
    (eight,) = [look.lift for look in found.within if look.weeks == 8]
    assert eight is not None
    again = duration.prospect(0.025, eight, duration.weekly(10_000))
    assert again.span is not None and again.span.weeks == pytest.approx(8, rel=1e-3)


def test_power_is_by_all_visitors_for_many_variants() -> None:
    two, four = (sizing.size(0.03, 0.2, variants=n) for n in (2, 4))
    assert four.total == 4 * four.per_variant
    assert four.per_variant == sizing.size(0.03, 0.2, alpha=0.05 / 3).per_variant
    assert four.total > 2 * two.total


@pytest.mark.parametrize(
    ("baseline", "lift"), [(0, 0.1), (1, 0.1), (0.03, 0), (0.6, 0.9), (0.03, -1), (-0.1, 0.1)]
)
def test_plans_that_make_no_sense_are_refused(baseline: float, lift: float) -> None:
    with pytest.raises(BadInput):
        sizing.size(baseline, lift)


@given(
    baseline=st.floats(0.002, 0.3),
    lift=st.floats(0.02, 1.0),
    power=st.floats(0.5, 0.95),
)
def test_the_sample_has_the_power_it_was_sized_for(
    baseline: float, lift: float, power: float
) -> None:
    n = sizing.per_variant(baseline, lift, power=power)
    assert sizing.power_of(baseline, lift, n) == pytest.approx(power, abs=2e-3)
    back = sizing.detectable(
        baseline, sizing.solved_per_variant(baseline, lift, power=power), power=power
    )
    assert back == pytest.approx(lift, rel=1e-6)


def test_a_lift_in_orders_and_money_a_month() -> None:
    found = duration.worth(0.025, 0.1, 10_000, money_minor_per_order=5400)
    assert found.orders_per_month == pytest.approx(25)
    assert found.money_minor_per_month == pytest.approx(135_000)


def test_a_guardrail_is_sized_so_that_its_interval_fits_inside() -> None:
    """At 5 % returns and 15 % margin: (1.96 + 0.8416)^2 x 2 x 0.95 / (0.05 x 0.0225) = 13,256."""
    assert sizing.guardrail_per_variant(0.05, 0.15) == pytest.approx(13_256, rel=1e-3)


def test_more_days_until_known_to_within_ten_percent() -> None:
    assert outlook.days_until_within(Interval(-0.1, 0.3), 28) == 84  # half the width: four times
    assert outlook.days_until_within(Interval(0.0, 0.1), 28) == 0


def test_more_conversions_until_a_clear_gain() -> None:
    more = outlook.conversions_to_win((300, 10_000), (352, 10_000))
    assert more is not None and 0 < more < 10
    assert outlook.conversions_to_win((300, 10_000), (352 + more, 10_000)) == 0
    assert outlook.conversions_to_win((300, 10_000), (351 + more, 10_000)) == 1
    assert outlook.conversions_to_win((0, 10_000), (5, 10_000)) is None
