"""Verdicts: the four gates in order, each variant with a word of its own, and degenerate counts."""

from __future__ import annotations

from datetime import date

import pytest

from workbench.experiments.counted import REVENUE, Arm, Counted, Guardrail, counted
from workbench.experiments.gates import Rule
from workbench.experiments.goals import read
from workbench.experiments.guardrails import harm
from workbench.experiments.intervals import Interval
from workbench.experiments.measured import Measured, proportion, sums
from workbench.experiments.money import Value
from workbench.experiments.verdict import Verdict, verdict
from workbench.experiments.verdict_words import Answer, Effect, Harm, Word

TODAY = date(2026, 11, 9)
BETTER, WORSE, SAME, ALMOST = 392, 300 - 88, 306, 352
Counts = tuple[int, int | None]


def table(*arms: Counts, **more: object) -> Counted:
    names = ("Control", *(f"Bar {n}" for n in range(1, len(arms))))
    rows = [Arm(name, *arm) for name, arm in zip(names, arms, strict=True)]
    return counted(rows, **more)  # type: ignore[arg-type]


def judged(*arms: Counts, rule: Rule | None = None, **more: object) -> Verdict:
    return verdict(table(*arms, **more), rule or Rule(), today=TODAY)


def rail(low: float, high: float, margin: float = 0.15) -> Guardrail:
    """A guardrail where lower is better, whose lift is known to lie between two ends."""
    n, middle = 100_000, (low + high) / 2
    spread = ((high - low) / 2 / 1.96) ** 2 * n / (1 + (1 + middle) ** 2)
    arms = (Measured(n, 1.0, spread), Measured(n, 1 + middle, spread))
    return Guardrail("returns", arms, margin, higher_is_better=False)


@pytest.mark.parametrize(
    ("conversions", "word", "effect"),
    [
        (BETTER, Word.SHIP, Effect.WINS),
        (WORSE, Word.ROLL_BACK, Effect.LOSES),
        (SAME, Word.REVIEW, Effect.UNCLEAR),
        (ALMOST, Word.REVIEW, Effect.UNCLEAR),
    ],
)
def test_the_goal_decides_when_all_else_is_well(
    conversions: int, word: Word, effect: Effect
) -> None:
    found = judged((10_000, 300), (10_000, conversions))
    assert found.word is word
    assert found.variants[1].goals[0].effect is effect
    assert found.variants[0].word is None


def test_an_unfair_split_ends_it_whatever_the_goal_says() -> None:
    found = judged((10_000, 300), (9_000, 500))
    assert (found.word, found.sample_ratio.flag) == (Word.INVALID, True)
    assert [gate.answer for gate in found.gates] == [Answer.NO, *[Answer.NOT_ASKED] * 3]
    assert found.variants[1].goals == ()
    assert any("loads slower" in reason for reason in found.reasons)


def test_a_split_is_judged_against_the_designed_one() -> None:
    arms = [Arm("Control", 9_120, 300, 0.9), Arm("Bar", 1_010, 40, 0.1)]
    assert not verdict(counted(arms)).sample_ratio.flag


@pytest.mark.parametrize(
    ("arms", "word", "reason"),
    [
        ([(10_000, 0), (10_000, 0)], Word.TOO_EARLY, "“Control” has 0 conversions"),
        ([(10_000, 300), (0, 0)], Word.INVALID, "Nobody was counted in “Bar 1”"),
        ([(0, 0), (0, 0)], Word.INVALID, "Nobody was counted"),
        ([(40, 30), (0, 0)], Word.INVALID, "Nobody was counted in “Bar 1”"),
        ([(100, 300), (100, 30)], Word.INVALID, "more conversions (300) than visitors (100)"),
        ([(100, 30), (-5, 0)], Word.INVALID, "“Bar 1” has a count below zero"),
        ([(10_000, 300), (10_000, 300)], Word.REVIEW, "exactly the same numbers"),
        ([(100, 100), (100, 100)], Word.REVIEW, "cannot be compared"),
        ([(1_000, 24), (1_000, 90)], Word.TOO_EARLY, "“Control” has 24 conversions"),
    ],
)
def test_degenerate_counts_get_a_word_and_a_reason(
    arms: list[Counts], word: Word, reason: str
) -> None:
    found = judged(*arms)
    assert found.word is word
    assert any(reason in text for text in found.reasons), found.reasons
    if word in (Word.INVALID, Word.TOO_EARLY):
        reads = [goal for variant in found.variants for goal in variant.goals]
        assert not any(goal.chance_to_win or goal.expected_loss for goal in reads)


def test_negative_revenue_is_not_compared() -> None:
    arms = [Arm("A", 100, 30, 1.0, sums(100, -50, 900)), Arm("B", 100, 30, 1.0, sums(100, 5, 900))]
    found = verdict(counted(arms, goals=[REVENUE]))
    assert found.word is Word.INVALID
    assert "more was paid back than sold" in found.reasons[0]


def test_a_single_day_is_too_early_however_clear() -> None:
    found = judged((10_000, 300), (10_000, 500), days=1)
    assert (found.word, found.days_left) == (Word.TOO_EARLY, 6)
    assert judged((10_000, 300), (10_000, 500), days=7).word is Word.SHIP


def test_twenty_variants_alike_make_no_winner() -> None:
    """The best of 19 has p = 0.038 against the control alone; with Holm it is far from clear."""
    found = judged((10_000, 300), *[(10_000, 300 + 3 * n) for n in range(1, 20)])
    assert found.word is Word.REVIEW
    last = found.variants[-1].goals[0]
    assert last.p is not None and last.p < 0.05 < (last.p_adjusted or 0)
    assert any("19 variants were compared at once" in text for text in found.variants[-1].reasons)


def test_each_variant_has_its_own_word_and_the_best_leads() -> None:
    found = judged((10_000, 300), (10_000, 212), (10_000, 420), (10_000, 306))
    words = [variant.word for variant in found.variants]
    assert words == [None, Word.ROLL_BACK, Word.SHIP, Word.REVIEW]
    assert (found.word, "Bar 2" in found.headline) == (Word.SHIP, True)
    assert judged((10_000, 300), (10_000, 212), (10_000, 200)).word is Word.ROLL_BACK


@pytest.mark.parametrize(
    ("ends", "state"),
    [
        ((-0.04, 0.10), Harm.HELD),
        ((0.02, 0.10), Harm.HELD),
        ((0.02, 0.20), Harm.LOST),
        ((-0.02, 0.20), Harm.CANNOT_TELL),
        ((0.16, 0.30), Harm.LOST),
    ],
)
def test_a_guardrail_has_four_states(ends: tuple[float, float], state: Harm) -> None:
    assert harm(Interval(*ends), 0.15, higher_is_better=False) is state
    mirrored = Interval(-ends[1], -ends[0])
    assert harm(mirrored, 0.15, higher_is_better=True) is state


@pytest.mark.parametrize(
    ("guardrail", "word"),
    [
        (rail(-0.04, 0.10), Word.SHIP),
        (rail(0.02, 0.25), Word.ROLL_BACK),
        (rail(-0.02, 0.20), Word.REVIEW),
        (rail(-0.04, 0.10)._replace(in_from=date(2026, 12, 6)), Word.REVIEW),
        (Guardrail("returns", (None, None), 0.15), Word.REVIEW),
    ],
)
def test_a_win_is_kept_only_where_guardrails_held(guardrail: Guardrail, word: Word) -> None:
    assert judged((10_000, 300), (10_000, BETTER), guardrails=[guardrail]).word is word


def test_a_return_window_that_is_open_says_when_to_read_again() -> None:
    late = rail(-0.04, 0.10)._replace(in_from=date(2026, 12, 6))
    found = judged((10_000, 300), (10_000, BETTER), guardrails=[late])
    assert any("6 Dec 2026" in reason for reason in found.reasons)
    assert found.gates[2].answer is Answer.NOT_YET
    again = verdict(table((10_000, 300), (10_000, BETTER), guardrails=[late]), today=late.in_from)
    assert again.word is Word.SHIP


def test_nothing_is_read_before_the_planned_sample() -> None:
    rule = Rule(per_variant=20_000, end_day=date(2026, 12, 1))
    found = judged((10_000, 300), (10_000, 500), rule=rule, days=14)
    assert (found.word, found.days_left) == (Word.TOO_EARLY, 14)
    assert found.variants[1].goals[0].chance_to_win is None
    full = judged((20_000, 600), (20_000, 800), rule=rule, days=28)
    assert full.word is Word.SHIP
    over = judged((10_000, 300), (10_000, 500), rule=rule._replace(end_day=date(2026, 11, 8)))
    assert over.word is Word.SHIP
    assert any("only a large effect can show" in reason for reason in over.reasons)


def test_a_sample_in_the_middle_of_a_week_waits_for_its_end() -> None:
    rule = Rule(per_variant=10_000)
    assert judged((10_400, 300), (10_400, 500), rule=rule, days=10).word is Word.TOO_EARLY
    assert judged((14_000, 420), (14_000, 560), rule=rule, days=14).word is Word.SHIP
    assert judged((15_000, 450), (15_000, 600), rule=rule, days=15).word is Word.SHIP


def test_reading_early_needs_the_sequential_interval() -> None:
    rule = Rule(per_variant=20_000, sequential=True)
    early = judged((10_000, 300), (10_000, 370), rule=rule, days=7)
    assert early.word is Word.TOO_EARLY
    plain = read(table((10_000, 300), (10_000, 370)).goals[0])[0].interval
    wide = early.variants[1].goals[0].interval
    assert plain and wide and wide.low < plain.low and wide.high > plain.high
    clear = judged((10_000, 300), (10_000, 480), rule=rule, days=7)
    assert (clear.word, clear.variants[1].goals[0].chance_to_win) == (Word.SHIP, None)


def test_money_is_called_revenue_without_costs_and_says_when_it_may_be_nothing() -> None:
    value = Value(135.0, False, "EUR", 5_000)  # € 1.35 a visitor, 21,667 visitors a month
    arms = table((10_000, 300), (10_000, 330))
    money = verdict(arms, value=value).variants[1].money
    assert money and money.per_month_minor == pytest.approx(0.10 * 135 * 5_000 * 52 / 12)
    assert money.includes_zero
    (said,) = [r for r in verdict(arms, value=value).reasons if "a month" in r]
    assert (
        "revenue" in said
        and "so perhaps nothing" in said
        and "€ 2,925" in said.replace("\xa0", " ")
    )
    known = verdict(arms, value=value._replace(is_margin=True))
    (said,) = [r for r in known.reasons if "a month" in r]
    assert "margin" in said and "revenue" not in said


def test_a_lower_is_better_goal_wins_by_falling() -> None:
    arms = table((10_000, 300), (10_000, WORSE))
    falling = arms._replace(goals=(arms.goals[0]._replace(higher_is_better=False),))
    found = verdict(falling)
    assert found.word is Word.SHIP
    assert (found.variants[1].goals[0].chance_to_win or 0) > 0.99


def test_a_gain_smaller_than_worth_having_says_so() -> None:
    rule = Rule(worth_having=0.2)
    found = judged((10_000, 300), (10_000, BETTER), rule=rule)
    assert any("+20.0 % that was called worth having" in reason for reason in found.reasons)


def test_two_goals_must_both_win() -> None:
    arms = table((10_000, 300), (10_000, BETTER))
    flat = arms.goals[0]._replace(arms=(proportion(300, 10_000), proportion(306, 10_000)))
    both = verdict(arms._replace(goals=(*arms.goals, flat)))
    assert both.word is Word.REVIEW
