"""Statistics by properties and worked examples, beside the oracles."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.errors import BadInput
from workbench.experiments import betas, hints, intervals, lift, multiplicity, revenue, sequential
from workbench.experiments.before_after import before_after
from workbench.experiments.measured import proportion, sums, values
from workbench.experiments.rates import rate_ratio
from workbench.experiments.sample_ratio import sample_ratio
from workbench.experiments.verdict_words import Word

ARMS = st.integers(2, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@settings(deadline=None)  # the first one loads the statistics
@given(control=ARMS, treatment=ARMS)
def test_any_two_rates_give_finite_numbers_or_none(
    control: tuple[int, int], treatment: tuple[int, int]
) -> None:
    found = lift.relative_lift(proportion(*control), proportion(*treatment))
    if found is None:
        assert control[0] == 0 or treatment[0] in (0, treatment[1]) or control[0] == control[1]
        return
    assert all(map(math.isfinite, (found.value, *found.interval, found.se)))
    assert found.value in found.interval and 0 <= found.p <= 1
    assert (found.p < 0.05) == (0 not in found.interval) or found.p == pytest.approx(0.05)


@settings(deadline=None)  # the first one loads the statistics
@given(arm=ARMS)
def test_wilson_stays_within_the_possible(arm: tuple[int, int]) -> None:
    low, high = intervals.wilson(*arm)
    assert 0 <= low <= arm[0] / arm[1] <= high <= 1


@settings(deadline=None)  # the first one loads the statistics
@given(st.lists(st.integers(-1000, 1000), min_size=2, max_size=30))
def test_sums_of_squares_say_the_same_as_the_rows(rows: list[int]) -> None:
    by_sums = sums(len(rows), sum(rows), sum(x * x for x in rows))
    assert by_sums == pytest.approx(values(rows), rel=1e-9, abs=1e-6)


def test_sums_that_cannot_be_are_refused() -> None:
    with pytest.raises(BadInput, match="too small"):
        sums(10, 100, 50)
    with pytest.raises(BadInput, match="two visitors"):
        sums(1, 5, 25)


@settings(deadline=None)  # the first one loads the statistics
@given(st.lists(ARMS, min_size=2, max_size=6))
def test_chances_to_be_best_add_up(arms: list[tuple[int, int]]) -> None:
    found = betas.beliefs(arms)
    assert sum(belief.chance_best for belief in found) == pytest.approx(1, abs=1e-6)
    assert all(belief.expected_loss >= -1e-12 for belief in found)


@settings(deadline=None)  # the first one loads the statistics
@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_corrections_never_lower_a_p_and_keep_the_order(p: list[float]) -> None:
    strict, mild = multiplicity.holm(p), multiplicity.benjamini_hochberg(p)
    assert all(a >= b - 1e-12 and b >= c - 1e-12 for a, b, c in zip(strict, mild, p, strict=True))
    assert sorted(range(len(p)), key=lambda i: (p[i], i)) == sorted(
        range(len(p)), key=lambda i: (strict[i], p[i], i)
    )


def test_a_cap_over_all_visitors_would_be_nothing() -> None:
    """At 3 % conversion the 99th percentile of all visitors is a small order, over buyers a large one."""
    arm = [0.0] * 3880 + [float(n) for n in range(1, 121)]
    assert revenue.cap_of([arm]) == pytest.approx(118.81)
    assert revenue.cap_of([[0.0] * 50]) is None
    found = revenue.compare(arm, [*arm[:-1], 50_000.0])
    assert found.difference and found.uncapped_difference
    assert found.difference.value == pytest.approx(0, abs=0.01)
    assert found.uncapped_difference.value == pytest.approx(49_880 / 4000)
    assert revenue.compare([0.0] * 9, [0.0] * 9).lift is None


def test_two_thousand_looks_at_once_keep_the_sequence_wider() -> None:
    wide = sequential.confidence_sequence(0.1, 0.05, 10_000, planned_total=10_000)
    assert wide.interval.low < 0.1 - 1.96 * 0.05 and wide.p > 0.0455


def test_pocock_like_bounds_of_one_look_are_the_plain_one() -> None:
    assert sequential.bounds([1.0], sequential.spending(1.0)) == pytest.approx([1.959964], abs=1e-5)
    with pytest.raises(BadInput):
        sequential.bounds([0.5, 0.4], sequential.spending(1.0))


def test_the_sample_ratio_says_nothing_below_a_hundred() -> None:
    assert sample_ratio([80, 10]).p is None
    assert sample_ratio([100, 0]).flag
    assert not sample_ratio([0, 0]).flag
    with pytest.raises(BadInput):
        sample_ratio([10, 10], [1, 0])


def test_no_orders_before_is_no_ratio() -> None:
    assert rate_ratio((0, 14), (10, 14)) is None
    with pytest.raises(BadInput):
        rate_ratio((1, 0), (10, 14))


def wave(n: int) -> list[float]:
    """A weekly pattern with a slow tremble: deterministic, so that the same is found each time."""
    return [
        100 + 8 * (t % 7 == 5) + 3 * math.sin(t * 1.7) + 2 * math.cos(t * 0.9) for t in range(n)
    ]


def test_a_large_jump_is_found_and_stays_a_hint() -> None:
    daily = [y + (30 if t >= 28 else 0) for t, y in enumerate(wave(56))]
    found = before_after(daily, 28)
    assert found.claims and 30 in found.interval
    told = hints.hint(daily, 28, measure="orders a day")
    assert (told.word, "rose" in told.headline) == (Word.DIRECTIONAL, True)
    still = hints.hint(wave(56), 28, measure="orders a day")
    assert (still.word, "No change" in still.headline) == (Word.DIRECTIONAL, True)


def test_growth_is_not_taken_for_an_effect() -> None:
    daily = [y + 0.8 * t for t, y in enumerate(wave(56))]
    assert not before_after(daily, 28).claims


def test_a_control_series_takes_out_what_moved_both() -> None:
    season = [40 * math.exp(-(((t - 40) / 6) ** 2)) for t in range(56)]
    daily = [y + s for y, s in zip(wave(56), season, strict=True)]
    alone = before_after(daily, 28)
    beside = before_after(daily, 28, control=[200 + 2 * s for s in season])
    assert abs(beside.jump) < abs(alone.jump) / 3


@pytest.mark.parametrize(
    ("daily", "change", "word"),
    [
        ([5.0] * 20, 10, Word.TOO_EARLY),
        ([5.0] * 56, 28, Word.DIRECTIONAL),
        ([0.0] * 56, 28, Word.DIRECTIONAL),
        ([0.0] * 28 + [3.0] * 28, 28, Word.DIRECTIONAL),
        ([1.0], 0, Word.TOO_EARLY),
    ],
)
def test_degenerate_series_get_a_word(daily: list[float], change: int, word: Word) -> None:
    assert hints.hint(daily, change, measure="orders a day").word is word
