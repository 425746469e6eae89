"""How often the statistics of experiments are wrong, by simulation; prints its figures.

Run it with: python -m pytest tests/benchmarks/test_experiment_simulations.py --benchmark-only -s
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from workbench.experiments.before_after import before_after
from workbench.experiments.counted import Arm, counted
from workbench.experiments.gates import Rule
from workbench.experiments.lift import relative_lift
from workbench.experiments.measured import Measured, proportion
from workbench.experiments.sample_ratio import sample_ratio
from workbench.experiments.verdict import verdict
from workbench.experiments.verdict_words import Word

START = date(2026, 10, 5)
RATE, PER_DAY, DAYS = 0.03, 500, 28
Once = Callable[..., Any]


@pytest.fixture
def once(benchmark: Any) -> Once:
    """Run a simulation a single time under the benchmark's clock."""
    return lambda function, *args: benchmark.pedantic(function, args, rounds=1, iterations=1)


def said(text: str, wrong: int, of: int) -> float:
    part = wrong / of
    print(f"\n{text}: {wrong} of {of} = {part:.2%}")
    return part


def claims_by_looking_daily(rule: Rule, tests: int, seed: int) -> tuple[int, int]:
    """How many of so many A/A tests are called a win, and a loss, at any of 28 daily looks."""
    random = np.random.default_rng(seed)
    words = {Word.SHIP: 0, Word.ROLL_BACK: 0}
    for _test in range(tests):
        sums = random.binomial(PER_DAY, RATE, (DAYS, 2)).cumsum(axis=0)
        for word in {_look(rule, day, *row) for day, row in enumerate(sums.tolist(), 1)}:
            if word in words:
                words[word] += 1
    return words[Word.SHIP], words[Word.ROLL_BACK]


def _look(rule: Rule, day: int, control: int, other: int) -> Word:
    arms = [Arm(name, PER_DAY * day, x) for name, x in (("A", control), ("B", other))]
    return verdict(counted(arms, days=day), rule, today=START + timedelta(days=day)).word


def test_false_wins_of_a_planned_test_looked_at_daily(once: Once) -> None:
    rule = Rule(per_variant=PER_DAY * DAYS, end_day=START + timedelta(days=DAYS - 1))
    wins, losses = once(claims_by_looking_daily, rule, 2000, 1)
    said("A/A, 28 daily looks, gates on, false losses", losses, 2000)
    assert said("A/A, 28 daily looks, gates on, false wins", wins, 2000) <= 0.05
    assert wins + losses <= 0.07 * 2000


def test_false_wins_of_a_sequential_test_looked_at_daily(once: Once) -> None:
    rule = Rule(per_variant=PER_DAY * DAYS, sequential=True)
    wins, losses = once(claims_by_looking_daily, rule, 2000, 2)
    said("A/A, 28 daily looks, sequential interval, false losses", losses, 2000)
    assert said("A/A, 28 daily looks, sequential interval, false wins", wins, 2000) <= 0.05
    assert wins + losses <= 0.05 * 2000


def null_claims(tie: float, days: int, runs: int, seed: int) -> int:
    """How many null series, each day resembling the day before by `tie`, are called an effect."""
    random = np.random.default_rng(seed)
    noise = random.normal(size=(runs, days))
    noise[:, 0] /= np.sqrt(1 - tie**2)
    for day in range(1, days):
        noise[:, day] += tie * noise[:, day - 1]
    week = 100 + 4 * np.sin(np.arange(days) * 2 * np.pi / 7)
    return sum(before_after((week + row).tolist(), days // 2).claims for row in noise)


@pytest.mark.parametrize("tie", [0.0, 0.4, 0.7])
@pytest.mark.parametrize("days", [28, 56])
def test_before_and_after_where_nothing_happened(once: Once, tie: float, days: int) -> None:
    wrong = once(null_claims, tie, days, 1000, 3)
    part = said(f"before/after, {days} days, autocorrelation {tie}, false claims", wrong, 1000)
    assert part <= 0.08


def flags(share: float, runs: int, seed: int) -> int:
    """How many splits of 20,000 visitors are flagged as unfair."""
    first = np.random.default_rng(seed).binomial(20_000, share, runs).tolist()
    return sum(sample_ratio([n, 20_000 - n]).flag for n in first)


def test_the_sample_ratio_of_a_fair_split(once: Once) -> None:
    part = said("fair split flagged", once(flags, 0.5, 100_000, 4), 100_000)
    assert 0.0007 <= part <= 0.0013


def test_the_sample_ratio_of_52_to_48(once: Once) -> None:
    assert said("52/48 flagged, 10,000 per arm", once(flags, 0.52, 10_000, 5), 10_000) >= 0.98


def covered(lift: float, per_arm: int, runs: int, seed: int) -> int:
    """How many intervals of the relative lift hold the true one, at 3 % conversion."""
    random = np.random.default_rng(seed)
    rates = (RATE, RATE * (1 + lift))
    counts = np.column_stack([random.binomial(per_arm, rate, runs) for rate in rates]).tolist()
    found = [relative_lift(*(proportion(x, per_arm) for x in row)) for row in counts]
    return sum(read is not None and lift in read.interval for read in found)


@pytest.mark.parametrize("lift", [0.0, 0.1, -0.1])
@pytest.mark.parametrize("per_arm", [5_000, 20_000])
def test_intervals_of_a_rate_cover(once: Once, lift: float, per_arm: int) -> None:
    held = once(covered, lift, per_arm, 10_000, 6)
    part = said(
        f"95 % interval of a rate covers, lift {lift:+.0%}, {per_arm} per arm", held, 10_000
    )
    assert 0.94 <= part <= 0.96


def covered_means(lift: float, runs: int, seed: int) -> int:
    """The same for revenue per visitor: 3 % buy, orders are log-normal."""
    random = np.random.default_rng(seed)
    found = 0
    for _run in range(runs):
        arms = []
        for scale in (1.0, 1 + lift):
            amounts = scale * random.lognormal(4, 0.6, 10_000) * (random.random(10_000) < RATE)
            arms.append(Measured(10_000, float(amounts.mean()), float(amounts.var(ddof=1))))
        read = relative_lift(*arms)
        found += read is not None and lift in read.interval
    return found


def test_intervals_of_revenue_cover(once: Once) -> None:
    held = once(covered_means, 0.1, 4000, 7)
    part = said("95 % interval of revenue per visitor covers", held, 4000)
    assert 0.94 <= part <= 0.96
