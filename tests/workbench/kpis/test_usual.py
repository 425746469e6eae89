"""What is usual: frozen baselines, left-out weeks, weekdays, growth, ties."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from workbench.kpis import xmr
from workbench.kpis.usual import judge
from workbench.kpis.weekday import weekday_factors

START = date(2024, 1, 1)


def noise(n, seed=7, mean=1000.0, spread=50.0):
    dice = random.Random(seed)
    return [mean + spread * dice.gauss(0, 1) for _ in range(n)]


def test_under_twenty_points_nothing_is_judged(periods):
    found = judge(periods([*noise(18), 9999]), by="week")
    assert found.hits == ()
    assert all(one.deviation is None for one in found.points)


def test_limits_are_those_of_the_baseline_and_stay_when_more_weeks_come(periods):
    values = noise(40)
    found = judge(periods(values), by="week")
    usual = xmr.limits(values[:26])
    assert found.points[-1].usual == pytest.approx(usual.centre)
    assert found.points[-1].high == pytest.approx(usual.upper)
    later = judge(periods([*values, *noise(8, seed=5, mean=1400)]), by="week")
    assert later.points[30].high == found.points[30].high


def test_a_noted_change_sets_the_usual_range_anew(periods):
    values = [*noise(40), *noise(40, seed=9, mean=2000)]
    change = START + timedelta(weeks=40)
    before = judge(periods(values), by="week")
    assert {h.place for h in before.hits} >= set(range(40, 80))
    after = judge(periods(values), by="week", resets=[change])
    assert not [h for h in after.hits if h.rule == 1]
    assert after.points[-1].usual == pytest.approx(2000, rel=0.03)
    # The week in which the change lies belongs to neither side.
    inside = judge(periods(values), by="week", resets=[change + timedelta(days=3)])
    assert inside.points[40].deviation is None


def test_unfinished_and_left_out_weeks_count_nowhere(periods):
    values = noise(60)
    values[30] = 9000.0
    points = periods(values)
    points[45] = points[45]._replace(value=10.0, complete=False, days_held=3)
    busy = points[30].period
    found = judge(points, by="week", left_out=lambda p: "Black Friday" if p == busy else "")
    assert found.points[30].left_out == "Black Friday"
    assert {h.place for h in found.hits} & {30, 45} == set()
    assert found.points[50].high < 1300


def test_days_are_freed_of_their_weekday(periods):
    pattern = (1.0, 0.9, 0.9, 1.0, 1.1, 1.5, 0.6)
    dice = random.Random(6)
    values = [1000 * pattern[n % 7] * (1 + 0.03 * dice.gauss(0, 1)) for n in range(120)]
    assert weekday_factors(
        (START + timedelta(n), v) for n, v in enumerate(values)
    ) == pytest.approx([f / 1.0 for f in pattern], abs=0.03)
    values[-3] = 1000 * pattern[117 % 7] * 0.7
    found = judge(periods(values, days=1), by="day")
    assert {h.place for h in found.hits if h.rule == 1} >= {117}
    assert len({h.place for h in found.hits if h.rule == 1}) <= 2
    assert found.points[110].usual == pytest.approx(1000 * pattern[110 % 7], rel=0.05)


def test_a_growing_shop_gets_limits_beside_a_line(periods):
    values = [v + 20 * n for n, v in enumerate(noise(60, spread=30))]
    found = judge(periods(values), by="week")
    assert len([h for h in found.hits if h.place > 50]) == 0
    assert found.points[-1].usual == pytest.approx(1000 + 20 * 59, rel=0.05)
    fallen = judge(periods([*values, 1700.0]), by="week")
    assert [h.place for h in fallen.hits if h.rule == 1] == [60]


def test_tied_points_are_judged_by_rule_one_on_what_is_left(periods):
    dice, level, values = random.Random(4), 0.0, []
    for _n in range(120):
        level = 0.8 * level + dice.gauss(0, 30)
        values.append(1000 + level)
    found = judge(periods(values), by="week")
    assert found.tied
    assert {h.rule for h in found.hits} <= {1}
    assert len({h.place for h in found.hits}) <= 2
    jumped = judge(periods([*values, values[-1] + 300]), by="week")
    assert 120 in {h.place for h in jumped.hits}


def test_against_last_year_a_season_is_usual_and_a_missing_peak_is_not(periods):
    year = [1000.0] * 52
    year[46:51] = [2500.0, 3000.0, 3000.0, 2800.0, 2000.0]
    wobble = noise(52, mean=1.1, spread=0.03)
    this = [v * w for v, w in zip(year, wobble, strict=True)]
    points = periods(year + this)
    pairs = {p.first_day: year[n] for n, p in enumerate(points[52:])}
    assert judge(points, by="week", last_year=pairs).hits == ()
    this[47] = 1600.0
    flat = judge(periods(year + this), by="week", last_year=pairs)
    assert [(h.place, h.high) for h in flat.hits if h.rule == 1] == [(99, False)]


def test_a_change_counts_again_a_year_later(periods):
    values = [*noise(70), *noise(90, seed=8, mean=1500)]
    points = periods(values)
    pairs = {p.first_day: values[n - 52] for n, p in enumerate(points) if n >= 52}
    change = START + timedelta(weeks=70)
    found = judge(points, by="week", last_year=pairs, resets=[change])
    assert not [h for h in found.hits if h.rule == 1]
    blind = judge(points, by="week", last_year=pairs)
    assert [h for h in blind.hits if h.rule == 1]


def test_what_cannot_be_negative_has_no_limit_below_zero(periods):
    dice = random.Random(2)
    found = judge(periods([abs(dice.gauss(0, 30)) for _ in range(40)]), by="week")
    assert min(one.low for one in found.points) == 0
