"""How often signals cry wolf, and how soon they see a lasting change: simulated weeks, fixed dice.

`pytest tests/benchmarks/test_signal_simulations.py -s` prints the figures.
"""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from workbench.kpis.points import Point
from workbench.kpis.signal_words import episodes
from workbench.kpis.usual import judge

pytestmark = pytest.mark.slow
RUNS = 1000
FIRST = date(2015, 1, 5)


def weeks(values):
    return [
        Point(FIRST + timedelta(7 * n), FIRST + timedelta(7 * n + 6), v, v, None, True, 7, 7)
        for n, v in enumerate(values)
    ]


def false_episodes(baseline: int, seed: int) -> float:
    """Episodes per 100 weeks of noise that follow a baseline."""
    dice, found = random.Random(seed), 0
    for _run in range(RUNS):
        points = weeks(1000 + 80 * dice.gauss(0, 1) for _week in range(baseline + 100))
        judged = judge(points, by="week", baseline=baseline)
        later = [hit for hit in judged.hits if hit.place >= baseline]
        found += len(episodes(later, judged.points))
    return found / RUNS


def found_within_six_weeks(baseline: int, seed: int, up: bool) -> float:
    """The part of lasting shifts of two sigma that a signal tells within six weeks."""
    dice, found = random.Random(seed), 0
    for _run in range(RUNS):
        quiet = [1000 + 80 * dice.gauss(0, 1) for _week in range(baseline + 8)]
        shifted = [(1160 if up else 840) + 80 * dice.gauss(0, 1) for _week in range(6)]
        judged = judge(weeks([*quiet, *shifted]), by="week", baseline=baseline)
        found += any(h.place >= baseline + 8 and h.high is up for h in judged.hits)
    return found / RUNS


@pytest.mark.parametrize(("baseline", "most"), [(26, 2.0), (52, 1.3), (104, 1.0)])
def test_noise_raises_few_signals(baseline, most):
    rate = false_episodes(baseline, seed=20)
    print(f"\n{baseline}-week baseline: {rate:.2f} false episodes in 100 weeks")
    assert rate <= most


@pytest.mark.parametrize("baseline", [26, 104])
@pytest.mark.parametrize("up", [True, False])
def test_a_lasting_shift_of_two_sigma_is_found_within_six_weeks(baseline, up):
    part = found_within_six_weeks(baseline, seed=21, up=up)
    print(f"\n{baseline}-week baseline: {part:.0%} found within six weeks")
    assert part >= 0.8
