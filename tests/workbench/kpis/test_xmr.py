"""XmR charts against Wheeler's worked examples."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import BadInput
from workbench.kpis import xmr


def test_limits_of_the_data_set_for_verifying_software(golden):
    case = golden["xmr_verify_software"]
    values, expected = case["inputs"]["x"], case["expected"]
    found = xmr.limits(values)
    assert found.centre == pytest.approx(expected["mean"], abs=0.01)
    assert found.usual_range == pytest.approx(expected["mean_mr"], abs=0.01)
    assert found.lower == pytest.approx(expected["lnpl"], abs=0.01)
    assert found.upper == pytest.approx(expected["unpl"], abs=0.01)
    assert found.range_limit == pytest.approx(expected["url"], abs=0.01)
    assert xmr.moving_ranges(values) == expected["moving_ranges"][1:]
    beyond = [i + 1 for i, r in enumerate(xmr.moving_ranges(values)) if r > found.range_limit]
    assert beyond == expected["mr_beyond_url"]
    outside = [h.place for h in xmr.hits(xmr.deviations(values, found), only_outside=True)]
    assert outside == expected["x_beyond_limits"]


def test_one_group_judged_by_the_limits_of_another(golden):
    case = golden["xmr_accident_B"]
    found = xmr.limits(case["inputs"]["x"])
    assert found.upper == pytest.approx(case["expected"]["unpl"], abs=0.05)
    assert found.lower == pytest.approx(case["expected"]["lnpl"], abs=0.05)
    hits = xmr.hits(xmr.deviations(case["inputs"]["other"], found), only_outside=True)
    assert [h.place for h in hits] == case["expected"]["other_beyond"]


def test_eight_in_a_row_on_one_side(golden):
    case = golden["xmr_run_of_8"]
    values = case["inputs"]["x"]
    hits = xmr.hits(xmr.deviations(values, xmr.limits(values)))
    assert [h.place for h in hits if h.rule == 2] == case["expected"]["rule2_points"]
    assert not any(h.high for h in hits if h.rule == 2)


def test_limits_from_the_median_range(golden):
    case = golden["xmr_median_mr"]
    expected = case["expected"]
    found = xmr.limits(case["inputs"]["x"], use_median=True)
    assert found.centre == pytest.approx(expected["mean"], abs=0.002)
    assert found.usual_range == pytest.approx(expected["median_mr"], abs=0.002)
    assert (found.lower, found.upper) == pytest.approx(
        (expected["lnpl"], expected["unpl"]), abs=0.002
    )
    assert found.range_limit == pytest.approx(expected["url"], abs=0.002)


def test_limits_beside_a_trend(golden):
    case = golden["xmr_trend_D"]
    values = case["inputs"]["x"]
    line = xmr.trend(values)
    assert line.slope == pytest.approx(case["expected"]["slope"], abs=0.01)
    assert xmr.limits(values).distance == pytest.approx(
        case["expected"]["limit_distance"], abs=0.01
    )
    # The line goes through the middle of each half.
    assert line.at(4) / 2 + line.at(5) / 2 == pytest.approx(sum(values[:10]) / 10)
    assert line.at(14) / 2 + line.at(15) / 2 == pytest.approx(sum(values[10:]) / 10)


@given(st.lists(st.integers(-50, 50), min_size=4, max_size=60), st.integers(1, 9), st.integers())
def test_a_change_of_scale_changes_no_hit(values, scale, shift):
    moved = [value * scale + shift % 1000 for value in values]
    before = xmr.hits(xmr.deviations(values, xmr.limits(values)))
    after = xmr.hits(xmr.deviations(moved, xmr.limits(moved)))
    ties = any(
        abs(abs(d) - edge) < 1e-9
        for d in xmr.deviations(values, xmr.limits(values))
        for edge in (0, 0.5, 1)
    )
    assert ties or before == after


def test_three_of_four_near_a_limit_and_not_two_of_four():
    assert [h.place for h in xmr.hits([0, 0.6, 0.1, 0.6, 0.7])] == [1, 3, 4]
    assert xmr.hits([0, 0.6, 0.1, -0.1, 0.7]) == []
    assert xmr.hits([0.6, -0.6, 0.6, -0.6]) == []


def test_a_point_on_the_limit_is_inside():
    assert xmr.hits([1.0, -1.0]) == []
    assert xmr.hits([1.0001]) == [xmr.Hit(0, 1, True)]


def test_a_series_without_spread_calls_any_other_value_unusual():
    usual = xmr.limits([5, 5, 5])
    assert xmr.hits(xmr.deviations([5, 5, 6], usual)) == [xmr.Hit(2, 1, True)]
    assert xmr.autocorrelation([5, 5, 5]) == 0


def test_autocorrelation_of_a_line_and_of_alternation():
    assert xmr.autocorrelation(list(range(100))) > 0.9
    assert xmr.autocorrelation([1, -1] * 50) < -0.9


def test_the_lower_limit_stops_at_the_floor_and_too_few_values_are_refused():
    assert xmr.limits([1, 9, 1, 9], floor=0).lower == 0
    with pytest.raises(BadInput):
        xmr.limits([1])
    with pytest.raises(BadInput):
        xmr.trend([1, 2, 3])
