"""Every framework against a published example; frameworks of the workspace; what must hold for any of them."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import BadInput, NotFound
from workbench.roadmap import items, own_frameworks, scoring
from workbench.roadmap.backlog import Input
from workbench.roadmap.criteria import Combine, Criterion, Framework, divides
from workbench.roadmap.definition import from_text, to_text
from workbench.roadmap.frameworks import (
    FRAMEWORKS,
    fitting,
    framework,
    framework_in_use,
    framework_of,
    frameworks,
)
from workbench.roadmap.scoring import score
from workbench.store.workspace import Workspace

ALL = [build() for build in FRAMEWORKS.values()]


def likely(**values: float) -> dict[str, Input]:
    return {criterion: Input(value) for criterion, value in values.items()}


# All addresses read in November 2026.
PUBLISHED = [
    # customfit.ai/conversion-glossary/pie-framework: a cart page and a category page
    ("pie", {"potential": 9, "importance": 10, "ease": 5}, 8.0),
    ("pie", {"potential": 6, "importance": 5, "ease": 8}, 19 / 3),  # published rounded: 6.3
    # extrapinchofsalt.com/pm/frameworks/wsjf.html: two jobs
    (
        "wsjf",
        {"business_value": 7, "time_criticality": 9, "risk_reduction": 5, "job_size": 2},
        10.5,
    ),
    (
        "wsjf",
        {"business_value": 8, "time_criticality": 3, "risk_reduction": 4, "job_size": 8},
        1.875,
    ),
    # blackswanfarming.com/cd3-and-proportionality-to-outcomes: an ice-cream stand
    ("cd3", {"cost_of_delay": 10, "duration": 2}, 5),
    ("cd3", {"cost_of_delay": 30, "duration": 4}, 7.5),
    # shahidreza.com, "What is cost of delay divided by duration": money per week
    ("cd3", {"cost_of_delay": 10_000, "duration": 10}, 1_000),
    ("cd3", {"cost_of_delay": 5_000, "duration": 2}, 2_500),
    # startup201.com/post/optimizing-priorities-the-value-vs-effort-framework-decoded
    ("value_effort", {"value": 8, "effort": 7}, 8 / 7),
    ("value_effort", {"value": 5, "effort": 2}, 2.5),
]


@pytest.mark.parametrize(("key", "values", "published"), PUBLISHED)
def test_published_examples(key: str, values: dict[str, float], published: float) -> None:
    assert score(framework(key), likely(**values)).value == pytest.approx(published, rel=1e-9)


# pelin.ai/blog/weighted-scoring-models: marks of 10 under weights 40, 25, 20, 15; ours goes from 0 to 100.
@pytest.mark.parametrize(
    ("marks", "published"), [((9, 10, 4, 8), 8.1), ((7, 6, 5, 5), 6.05), ((6, 8, 8, 7), 7.05)]
)
def test_a_published_weighted_sum(marks: tuple[float, ...], published: float) -> None:
    scheme = weighted(40, 25, 20, 15)
    found = score(scheme, {f"c{n}": Input(mark) for n, mark in enumerate(marks)})
    assert found.value == pytest.approx(published * 10)


def weighted(*weights: float) -> Framework:
    criteria = tuple(
        Criterion(f"c{n}", f"C{n}", "", "", 0, 10, weight=weight)
        for n, weight in enumerate(weights)
    )
    return Framework("w", "W", "", criteria, Combine.WEIGHTED, (Combine.WEIGHTED,))


def test_pxl_adds_the_points_of_its_questions() -> None:
    """cxl.com/blog/better-way-prioritize-ab-tests: noticing and adding or removing count twice, ease up to 3."""
    scheme = framework("pxl")
    everything = {c.key: Input(c.maximum or 0) for c in scheme.criteria}
    assert score(scheme, everything).value == 1 + 2 + 2 + 1 + 1 + 1 + 1 + 1 + 3
    nothing = {c.key: Input(0) for c in scheme.criteria}
    assert score(scheme, nothing).value == 0


def test_effort_counts_the_other_way_round_in_a_weighted_sum() -> None:
    scheme = framework("weighted")
    best = likely(customer_value=10, profit=10, strategy=10, effort=0)
    assert score(scheme, best).value == 100
    assert score(scheme, likely(customer_value=10, profit=10, strategy=10, effort=10)).value == 80


def test_moscow_ranks_by_the_promise_and_does_not_count_the_effort() -> None:
    scheme = framework("MoSCoW")
    assert score(scheme, likely(promise=3, effort=8)).value == 3
    assert score(scheme, likely(promise=0)).value == 0
    assert score(scheme, likely(effort=8)).missing == ("promise",)


@given(st.data())
def test_every_framework_is_monotone(data: st.DataObject) -> None:
    scheme = data.draw(st.sampled_from(ALL))
    values = {
        c.key: data.draw(st.floats(max(c.minimum, 0.1), c.maximum or 1e6)) for c in scheme.criteria
    }
    moved = data.draw(st.sampled_from([c for c in scheme.criteria if c.counts]))
    more = data.draw(st.floats(values[moved.key], moved.maximum or 2e6))
    before = score(scheme, likely(**values)).value
    after = score(scheme, likely(**values | {moved.key: more})).value
    assert before is not None and after is not None
    slack = 1e-9 * abs(before)
    assert after <= before + slack if moved.cost else after >= before - slack


def test_every_criterion_of_every_framework_explains_itself() -> None:
    for scheme in ALL:
        assert scheme.formula and scheme.label
        assert all(c.rubric and c.label for c in scheme.criteria)


@pytest.mark.parametrize("scheme", ALL, ids=lambda scheme: scheme.key)
def test_a_framework_survives_its_text(scheme: Framework) -> None:
    assert from_text(to_text(scheme)) == replace(scheme, own=True)


def test_a_copy_scores_with_the_originals_inputs_until_it_has_its_own(
    db: sqlite3.Connection,
) -> None:
    new = items.add(db, "Size guide")
    scoring.set_inputs(db, new, "rice", {"reach": 100, "impact": 2, "confidence": 1, "effort": 4})
    key = own_frameworks.copy_framework(db, "rice", "RICE for the winter")
    assert [row.score for row in scoring.ranked(db, key)] == [50]
    scoring.set_input(db, new, key, "effort", 2)
    assert [row.score for row in scoring.ranked(db, "RICE for the winter")] == [100]
    assert [row.score for row in scoring.ranked(db, "rice")] == [50]
    assert [f.label for f in frameworks(db)][-1] == "RICE for the winter"


def test_an_edited_framework_replaces_the_apps_until_it_is_reset(workspace: Workspace) -> None:
    rice = workspace.ask(framework_of, "rice")
    first, *rest = rice.criteria
    edited = replace(rice, criteria=(replace(first, rubric="Orders only."), *rest))
    workspace.do("Edit", own_frameworks.save_framework, edited)
    assert workspace.ask(framework_of, "RICE").criterion("reach").rubric == "Orders only."
    assert workspace.do("Again", own_frameworks.save_framework, edited).step is None
    workspace.undo()
    assert workspace.ask(framework_of, "rice") == rice
    workspace.redo()
    workspace.do("Reset", own_frameworks.reset_framework, "rice")
    assert workspace.ask(framework_of, "rice") == rice
    with pytest.raises(NotFound):
        workspace.do("Reset", own_frameworks.reset_framework, "rice")


def test_switching_ice_to_its_mean_holds_in_every_view(db: sqlite3.Connection) -> None:
    new = items.add(db, "Size guide")
    scoring.set_inputs(db, new, "ice", {"impact": 9, "confidence": 8, "ease": 4})
    own_frameworks.switch_combination(db, "ice", Combine.MEAN)
    assert scoring.ranked(db, "ice")[0].score == 7
    own_frameworks.switch_combination(db, "ice", "product")
    assert scoring.ranked(db, "ice")[0].score == 288


def own(**changes: object) -> Framework:
    criteria = (
        Criterion("value", "Value", "", "", 0, 10),
        Criterion("pain", "Pain", "", "", 0, 10),
        Criterion("weeks", "Weeks", "", "", 0, cost=True),
    )
    return replace(Framework("", "Pain first", "(value + 2 pain) / weeks", criteria), **changes)  # type: ignore[arg-type]


def test_a_formula_of_ones_own(db: sqlite3.Connection) -> None:
    own_frameworks.save_framework(db, own(expression="(value + 2 * pain) / max(weeks, 0.5)"))
    new = items.add(db, "Returns portal")
    scoring.set_inputs(db, new, "pain_first", {"value": 4, "pain": 3, "weeks": 0})
    assert scoring.ranked(db, "Pain first")[0].score == 20
    scoring.set_input(db, new, "pain_first", "weeks", 4, low=2, high=5)
    found = scoring.score_of(framework_of(db, "pain_first"), items.item(db, new))
    assert found[:3] == (2.5, 2, 5)


def test_a_formula_that_divides_by_nothing_has_no_score() -> None:
    found = score(own(expression="value / weeks"), likely(value=1, pain=1, weeks=0))
    assert (found.value, found.hint) == (None, "The formula has no result for these inputs.")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"label": " "}, "A framework needs a name."),
        ({"criteria": ()}, "A framework has 1 to 20 criteria."),
        ({"expression": "value * nosuch"}, "The formula names “nosuch”"),
        ({"combine": Combine.WEIGHTED}, "Weeks needs a scale with an end."),
        ({"horizon": "decade"}, "There is no horizon “decade”."),
        ({"label": "rice"}, "There is already a framework “rice”."),
        ({"criteria": own().criteria[:1] * 2}, "Two criteria have the same name."),
        ({"criteria": own().criteria[2:]}, "At least one criterion must raise the score."),
    ],
)
def test_a_framework_that_cannot_score_is_refused(
    db: sqlite3.Connection, changes: dict[str, object], sentence: str
) -> None:
    with pytest.raises(BadInput, match=sentence):
        own_frameworks.save_framework(db, own(**changes))
    assert db.execute("SELECT count(*) FROM framework").fetchone() == (0,)


def test_cost_of_delay_falls_to_nothing_after_its_deadline(db: sqlite3.Connection) -> None:
    from datetime import date

    new = items.add(db, "Gift wrap", deadline_day="2026-12-18")
    scoring.set_inputs(db, new, "cd3", {"cost_of_delay": 900, "duration": 2})
    on = {day: scoring.ranked(db, "cd3", today=date(2026, 12, day))[0] for day in (18, 19)}
    assert (on[18].score, on[19].score) == (450, 0)
    assert on[19].hint.startswith("Its deadline has passed")


def test_only_what_is_divided_by_must_be_above_nothing() -> None:
    assert not divides(framework("weighted"), framework("weighted").criterion("effort"))
    assert divides(framework("rice"), framework("rice").criterion("effort"))


@pytest.mark.parametrize(
    ("criteria", "key"),
    [
        ("reach impact confidence effort", "rice"),
        ("impact confidence ease", "ice"),
        ("potential importance ease", "pie"),
        ("business_value time_criticality risk_reduction job_size", "wsjf"),
        ("cost_of_delay duration", "cd3"),
        ("effort", "rice"),
    ],
)
def test_a_sheet_tells_its_framework_by_its_columns(criteria: str, key: str) -> None:
    assert fitting(criteria.split()).key == key


def test_a_workspace_without_the_framework_of_the_settings_falls_back(
    db: sqlite3.Connection,
) -> None:
    assert framework_in_use(db, "gone").key == "rice"
    assert framework_in_use(db, "Weighted").key == "weighted"
