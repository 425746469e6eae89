"""Scores against published examples, and what must hold for any inputs."""

from __future__ import annotations

import random
import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import BadInput, NotFound
from workbench.roadmap import items, scoring
from workbench.roadmap.backlog import Input
from workbench.roadmap.frameworks import Combine, Criterion, Framework, framework
from workbench.roadmap.scoring import score
from workbench.roadmap.words import Stage

RICE, ICE = framework("RICE"), framework("ice")


def likely(**values: float) -> dict[str, Input]:
    return {criterion: Input(value) for criterion, value in values.items()}


# Three published RICE examples: hashbuilds.com/patterns/what-is-rice-score (read November 2025).
@pytest.mark.parametrize(
    ("reach", "impact", "confidence", "effort", "published"),
    [(5000, 2, 0.8, 2, 4000), (10, 3, 1, 6, 5), (10000, 3, 1, 0.5, 60000)],
)
def test_rice_gives_the_published_numbers(
    reach: float, impact: float, confidence: float, effort: float, published: float
) -> None:
    given_inputs = likely(reach=reach, impact=impact, confidence=confidence, effort=effort)
    assert score(RICE, given_inputs).value == published


# A published ICE table, multiplied: klero.ai/glossary/ice-scoring-model (read November 2025).
PUBLISHED_ICE = {
    "Improve onboarding flow": (8, 7, 6, 336),
    "Add social sharing": (5, 4, 8, 160),
    "Rebuild search backend": (9, 8, 3, 216),
    "Fix login bug": (4, 10, 9, 360),
}


def test_ice_ranks_the_published_table_as_published(db: sqlite3.Connection) -> None:
    for title, (impact, confidence, ease, _) in PUBLISHED_ICE.items():
        values = {"impact": impact, "confidence": confidence, "ease": ease}
        scoring.set_inputs(db, items.add(db, title), "ice", values)
    found = [(row.rank, row.title, row.score) for row in scoring.ranked(db, "ICE")]
    assert found == [
        (1, "Fix login bug", 360),
        (2, "Improve onboarding flow", 336),
        (3, "Rebuild search backend", 216),
        (4, "Add social sharing", 160),
    ]


def test_ice_as_a_mean() -> None:
    mean = framework("ice", combine=Combine.MEAN)
    assert score(mean, likely(impact=9, confidence=8, ease=3)).value == pytest.approx(20 / 3)
    with pytest.raises(BadInput):
        framework("rice", combine=Combine.MEAN)


def test_a_further_framework_is_only_data() -> None:
    """WSJF as the Scaled Agile Framework defines it: (value + urgency + risk reduction) / size."""
    scale = {"minimum": 1, "maximum": 20, "rubric": ""}
    wsjf = Framework(
        "wsjf",
        "WSJF",
        "",
        (
            Criterion("value", "Value", **scale),
            Criterion("urgency", "Urgency", **scale),
            Criterion("risk", "Risk reduction", **scale, required=False),
            Criterion("size", "Size", **scale, cost=True),
        ),
        combine=Combine.SUM,
    )
    assert score(wsjf, likely(value=8, urgency=13, risk=5, size=2)).value == 13
    assert score(wsjf, likely(value=8, urgency=13, size=2)).value == 10.5


def test_a_missing_input_is_a_dash_and_says_which() -> None:
    found = score(RICE, likely(reach=0, impact=1))
    assert (found.value, found.missing) == (None, ("confidence", "effort"))
    assert found.hint == "Still missing: confidence, effort."


def test_effort_zero_is_missing_not_infinite(db: sqlite3.Connection) -> None:
    new = items.add(db, "Free lunch")
    values = {"reach": 100, "impact": 1, "confidence": 1, "effort": 0}
    scoring.set_inputs(db, new, "rice", values)
    (row,) = scoring.ranked(db)
    assert (row.score, row.rank, row.missing) == (None, None, ("effort",))
    assert row.hint == "Effort is 0, which cannot be divided by: give at least 0.5."


def test_no_reach_is_a_score_of_zero_not_a_dash() -> None:
    assert score(RICE, likely(reach=0, impact=1, confidence=1, effort=1)).value == 0


def test_equal_scores_share_a_rank_whatever_the_stage(db: sqlite3.Connection) -> None:
    marks = {"a": 5, "b": 7, "c": 5, "d": 9, "e": 1, "f": None}
    for title, mark in marks.items():
        stage = {"d": "launched", "f": "planned"}.get(title, "inbox")
        new = items.add(db, title, stage=stage)
        scoring.set_inputs(db, new, "ice", {"impact": mark, "confidence": 1, "ease": 1})
    found = [(row.title, row.score, row.rank) for row in scoring.ranked(db, "ice")]
    assert found == [
        ("d", 9, 1),
        ("b", 7, 2),
        ("a", 5, 3),
        ("c", 5, 3),
        ("e", 1, 5),
        ("f", None, None),
    ]


def test_scores_that_differ_only_by_float_noise_tie() -> None:
    ten_percent = score(RICE, likely(reach=0.1, impact=3, confidence=1, effort=1))
    whole = score(RICE, likely(reach=0.3, impact=1, confidence=1, effort=1))
    assert ten_percent.value == whole.value == 0.3


reach = st.floats(0.001, 1e7)
rice_values = st.fixed_dictionaries(
    {
        "reach": reach,
        "impact": st.floats(0.25, 3),
        "confidence": st.floats(0.01, 1),
        "effort": st.floats(0.5, 200),
    }
)


@given(
    rice_values, st.sampled_from(["reach", "impact", "confidence", "effort"]), st.floats(1.01, 3)
)
def test_more_benefit_never_lowers_a_score_and_more_effort_never_raises_it(
    values: dict[str, float], criterion: str, factor: float
) -> None:
    before = score(RICE, likely(**values)).value
    after = score(RICE, likely(**values | {criterion: values[criterion] * factor})).value
    assert before is not None and after is not None
    assert after < before if criterion == "effort" else after > before


@given(rice_values, st.floats(0, 0.9), st.floats(1, 4))
def test_a_range_gives_a_band_that_holds_the_score(
    values: dict[str, float], down: float, up: float
) -> None:
    inputs = {key: Input(value, value * down, value * up) for key, value in values.items()}
    found = score(RICE, inputs)
    assert found.low is not None and found.high is not None and found.value is not None
    assert found.low <= found.value <= found.high


@given(st.lists(st.tuples(st.integers(1, 3), st.booleans()), max_size=12), st.randoms())
def test_a_ranking_does_not_depend_on_the_order_of_rows_or_on_other_rows(
    rows: list[tuple[int, bool]], shuffle: random.Random
) -> None:
    found = [
        an_item(n, likely(impact=mark, confidence=2, ease=2) if given_all else {})
        for n, (mark, given_all) in enumerate(rows)
    ]
    mixed = shuffle.sample(found, len(found))
    assert scoring.ranking(ICE, mixed) == scoring.ranking(ICE, found)
    alone = [scoring.ranking(ICE, [item])[0].score for item in found]
    together = sorted(scoring.ranking(ICE, found))
    assert [row.score for row in together] == alone


def an_item(n: int, inputs: dict[str, Input]) -> items.Item:
    return TEMPLATE._replace(id=n, title=f"Item {n}", inputs={"ice": inputs})


TEMPLATE = items.Item(
    0, "", "", None, None, Stage.INBOX, None, None, None, None, None, None, "", (), {}, 1.0, None
)  # fmt: skip


@pytest.mark.parametrize(
    ("criterion", "value", "sentence"),
    [
        ("effort", 0.25, "Effort is at least 0.5."),
        ("effort", -1, "Effort is at least 0.5."),
        ("impact", 10, "Impact goes from 0.25 to 3."),
        ("confidence", 80, "Confidence goes from 0 to 100."),
        ("reach", -5, "Reach is at least 0."),
        ("reach", float("inf"), "Reach is at least 0."),
        ("reach", float("nan"), "Reach is at least 0."),
        ("ease", 5, "RICE has no criterion “ease”."),
    ],
)
def test_an_input_must_fit_its_scale(
    db: sqlite3.Connection, criterion: str, value: float, sentence: str
) -> None:
    new = items.add(db, "Size guide")
    with pytest.raises(BadInput) as caught:
        scoring.set_input(db, new, "rice", criterion, value)
    assert str(caught.value) == sentence
    assert items.item(db, new).inputs == {}


def test_a_range_must_hold_the_likely_value(db: sqlite3.Connection) -> None:
    new = items.add(db, "Size guide")
    with pytest.raises(BadInput, match="must lie between"):
        scoring.set_input(db, new, "rice", "effort", 2, low=3, high=4)
    scoring.set_input(db, new, "rice", "effort", 2.4, low=1.5, high=4)
    assert items.item(db, new).inputs["rice"]["effort"][:3] == (2.4, 1.5, 4)


def test_an_input_is_replaced_kept_or_taken_away(db: sqlite3.Connection) -> None:
    new = items.add(db, "Size guide")
    scoring.set_input(db, new, "ice", "ease", 3)
    before = db.execute("SELECT total_changes()").fetchone()
    scoring.set_input(db, new, "ICE", "ease", 3)
    assert db.execute("SELECT total_changes()").fetchone() == before
    scoring.set_input(db, new, "ice", "ease", 4, source="estimate of the builder")
    assert items.item(db, new).inputs["ice"]["ease"].source == "estimate of the builder"
    scoring.set_input(db, new, "ice", "ease", None)
    assert items.item(db, new).inputs == {}
    with pytest.raises(NotFound):
        scoring.set_input(db, 99, "ice", "ease", 3)


@pytest.mark.parametrize(
    ("criterion", "text", "value"),
    [
        ("confidence", "80 %", 0.8),
        ("confidence", "80", 0.8),
        ("confidence", "0,8", 0.8),
        ("confidence", "1", 1.0),
        ("confidence", "0.5%", 0.005),
        ("impact", "High", 2),
        ("effort", "2,5", 2.5),
        ("reach", "", None),
    ],
)
def test_typed_text_is_understood(criterion: str, text: str, value: float | None) -> None:
    assert scoring.read_input(RICE.criterion(criterion), text) == value


def test_text_that_is_no_number_is_refused() -> None:
    with pytest.raises(BadInput, match="“lots” is not a number for Reach"):
        scoring.read_input(RICE.criterion("reach"), "lots")


def test_an_unknown_framework_names_the_known_ones(db: sqlite3.Connection) -> None:
    with pytest.raises(BadInput, match="There is no framework “Kano”; use RICE, ICE"):
        scoring.ranked(db, "Kano")


def test_every_criterion_explains_itself() -> None:
    for scheme in (RICE, ICE):
        assert all(criterion.rubric and criterion.label for criterion in scheme.criteria)
