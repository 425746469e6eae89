"""What is said about a test of each kind, and about numbers that cannot be."""

import re
import sqlite3
from datetime import date, timedelta

import pytest

from workbench.experiments import ledger, measures, planning, readings
from workbench.experiments.counted import REVENUE
from workbench.experiments.intervals import wilson
from workbench.experiments.measures import MeasureCounts
from workbench.experiments.plan import PlannedGuardrail
from workbench.experiments.readout import Readout, readout
from workbench.experiments.verdict_words import Word
from workbench.experiments.words import Choice, Kind
from workbench.store.brand import set_setting

TODAY = date(2026, 11, 9)
START = date(2026, 10, 5)
Arms = list[tuple[str, int | None, int | None]]


def planned(db: sqlite3.Connection, arms: Arms, kind: Kind = Kind.SPLIT, **plan: object) -> int:
    """A test that ran for four weeks, with totals."""
    new = ledger.add(db, "Bar", kind=kind.value, hypothesis="If so, then so.")
    ids = [readings.add_variant(db, new, name) for name, _n, _x in arms]
    planning.change_plan(db, new, start_day=START.isoformat(), **plan)
    planning.start(db, new, weeks=4, today=START)
    for variant, (_name, visitors, hits) in zip(ids, arms, strict=True):
        if visitors is not None:
            readings.record_reading(db, variant, visitors=visitors, conversions=hits)
    return new


def told(found: Readout) -> str:
    """All words of the first screen."""
    cards = [word for gate in found.gates for word in (gate.question, gate.answer, gate.because)]
    return " ".join([found.headline, found.money, found.when, *cards, *found.outlook])


def test_a_clear_gain_says_keep_it_and_shows_four_gates(db: sqlite3.Connection) -> None:
    new = planned(db, [("Now", 9000, 225), ("Bar", 9050, 312)], worth_having=0.09)
    found = readout(db, new, today=TODAY)
    assert (found.word, found.choice) == (Word.SHIP, Choice.SHIP)
    assert [gate.answer for gate in found.gates] == ["Yes", "Yes", "Not looked at", "Yes"]
    assert found.when.endswith("unchanged")
    assert found.picture is not None and found.picture.worth == 0.09
    row = found.picture.rows[0]
    assert row.value == pytest.approx(312 / 9050 / (225 / 9000) - 1)
    assert row.detail == "goal · 312 of 9,050 against 225 of 9,000"


def test_no_p_value_stands_on_the_first_screen(db: sqlite3.Connection) -> None:
    for arms in ([("A", 9000, 225), ("B", 9050, 312)], [("A", 900, 30), ("B", 910, 33)]):
        found = readout(db, planned(db, list(arms)), today=TODAY)
        assert not re.search(r"\bp\b|p-value|significan|0\.0\d\d", told(found))
        assert any(row[0].startswith("p,") for row in found.details.rows)


def test_harm_is_told_and_the_gain_in_money_is_not(db: sqlite3.Connection) -> None:
    rail = PlannedGuardrail("complaints", 0.15, higher_is_better=False)
    new = planned(db, [("Now", 9000, 225), ("Bar", 9050, 312)], guardrails=(rail,))
    ids = [row[0] for row in db.execute("SELECT id FROM variant ORDER BY id")]
    for variant, hits in zip(ids, (60, 160), strict=True):
        measures.record_measure(db, variant, "complaints", MeasureCounts(9000, hits))
    found = readout(db, new, today=TODAY)
    assert (found.word, found.choice) == (Word.ROLL_BACK, Choice.ROLL_BACK)
    assert "complaints" in found.headline
    assert "everyone" not in found.money
    assert found.picture is not None
    last = found.picture.rows[-1]
    assert (last.signal, last.role, last.limit) == ("bad", "guardrail", 0.15)


def test_a_return_window_that_is_open_is_not_in_yet(db: sqlite3.Connection) -> None:
    rail = PlannedGuardrail("returns", 0.15, False, 30)
    found = readout(
        db, planned(db, [("A", 9000, 225), ("B", 9050, 312)], guardrails=(rail,)), today=TODAY
    )
    assert found.word is Word.REVIEW
    assert found.picture is not None
    assert found.picture.rows[-1].note == "not in yet: complete from 2 Dec"


def test_what_is_only_looked_at_is_drawn_and_decides_nothing(db: sqlite3.Connection) -> None:
    new = planned(db, [("A", 9000, 225), ("B", 9050, 312)])
    ids = [row[0] for row in db.execute("SELECT id FROM variant ORDER BY id")]
    for variant, total in zip(ids, (9000.0, 4000.0), strict=True):
        counts = MeasureCounts(9000, total=total, squares=total * 60)
        measures.record_measure(db, variant, REVENUE, counts)
    found = readout(db, new, today=TODAY)
    assert found.word is Word.SHIP
    assert found.picture is not None
    names = [(row.name, row.role) for row in found.picture.rows]
    assert names == [("Orders per visitor", "goal"), ("Revenue per visitor", "also")]


DEGENERATE: dict[str, tuple[Arms, Word | None]] = {
    "nothing counted": ([("A", None, None), ("B", None, None)], None),
    "one variant": ([("A", 100, 3)], None),
    "no conversions": ([("A", 900, 0), ("B", 910, 0)], Word.TOO_EARLY),
    "an empty arm": ([("A", 900, 30), ("B", 0, 0)], Word.INVALID),
    "the same twice": ([("A", 9000, 225), ("B", 9000, 225)], Word.REVIEW),
    "everybody": ([("A", 500, 500), ("B", 500, 500)], Word.REVIEW),
    "twenty": ([(f"V{n}", 2000 + n, 60 + n) for n in range(20)], Word.REVIEW),
    "no visitors at all": ([("A", 0, 0), ("B", 0, 0)], Word.INVALID),
}


@pytest.mark.parametrize("case", DEGENERATE)
@pytest.mark.parametrize("kind", list(Kind))
def test_numbers_that_say_nothing_get_a_word_and_a_reason(
    db: sqlite3.Connection, case: str, kind: Kind
) -> None:
    arms, word = DEGENERATE[case]
    new = ledger.add(db, "Bar", kind=kind.value, start_day=START.isoformat())
    for name, visitors, hits in arms:
        variant = readings.add_variant(db, new, name)
        if visitors is not None:
            readings.record_reading(db, variant, visitors=visitors, conversions=hits)
    found = readout(db, new, today=TODAY)
    assert found.headline and found.reasons
    if kind is Kind.SPLIT:
        assert found.word is word
    if kind not in (Kind.SPLIT, Kind.HOLDOUT):
        assert found.word not in (Word.SHIP, Word.ROLL_BACK)


def test_more_conversions_than_visitors_are_named(db: sqlite3.Connection) -> None:
    new = planned(db, [("A", 900, 30), ("B", 900, 40)])
    db.execute("UPDATE reading SET conversions = 1000 WHERE visitors = 900 AND conversions = 40")
    found = readout(db, new, today=TODAY)
    assert found.word is Word.INVALID
    assert any("more conversions (1000) than visitors (900)" in reason for reason in found.reasons)


@pytest.mark.parametrize("kind", [Kind.PAINTED_DOOR, Kind.SURVEY])
def test_a_share_has_its_wilson_interval_and_stays_a_hint(
    db: sqlite3.Connection, kind: Kind
) -> None:
    found = readout(db, planned(db, [("Join", 1200, 66)], kind, worth_having=0.09), today=TODAY)
    assert found.word is Word.DIRECTIONAL
    assert found.picture is not None
    assert found.picture.rows[0].likely_range == tuple(wilson(66, 1200))
    assert found.picture.zero_name == ""
    assert found.reasons[0] == "That is clearly less than what you called enough."


def daily(db: sqlite3.Connection, experiment: int, values: list[list[int]], first: date) -> None:
    """Readings by day: conversions of 400 visitors, a list per variant."""
    ids = [
        row[0]
        for row in db.execute("SELECT id FROM variant WHERE experiment_id = ?", (experiment,))
    ]
    for variant, row in zip(ids, values, strict=True):
        for n, hits in enumerate(row):
            day = first + timedelta(days=n)
            readings.record_reading(db, variant, visitors=400, conversions=hits, day=day)


def test_before_and_after_reads_the_days_and_gives_a_hint(db: sqlite3.Connection) -> None:
    new = ledger.add(db, "Photos", kind=Kind.BEFORE_AFTER.value, start_day=START.isoformat())
    readings.add_variant(db, new, "All")
    row = [10 + n % 3 for n in range(28)] + [20 + n % 3 for n in range(28)]
    daily(db, new, [row], START - timedelta(days=28))
    found = readout(db, new, today=date(2026, 12, 1))
    assert found.word is Word.DIRECTIONAL
    assert found.headline.startswith("A hint that orders per visitor rose")
    assert found.picture is not None
    assert found.picture.rows[0].value == pytest.approx(0.91, abs=0.1)
    assert found.choice is None and not found.money


def test_what_moved_both_groups_is_taken_out(db: sqlite3.Connection) -> None:
    new = ledger.add(db, "Belgium", kind=Kind.DIFFERENCE.value, start_day=START.isoformat())
    for name in ("Netherlands", "Belgium"):
        readings.add_variant(db, new, name)
    season = [10 + (n * 7) % 5 + n // 4 for n in range(56)]
    daily(db, new, [season, [value + (n % 2) for n, value in enumerate(season)]],
          START - timedelta(days=28))  # fmt: skip
    found = readout(db, new, today=date(2026, 12, 1))
    assert found.headline.startswith("No change")


def test_days_are_drawn_with_a_band_that_holds_at_every_look(db: sqlite3.Connection) -> None:
    new = ledger.add(db, "Bar", status="running", start_day=START.isoformat())
    for name in ("A", "B"):
        readings.add_variant(db, new, name)
    daily(db, new, [[10] * 28, [14] * 28], START)
    found = readout(db, new, today=TODAY)
    assert found.course is not None and found.split is not None
    last = found.course.ranges[-1]
    assert found.course.values[-1] == pytest.approx(0.4)
    assert last is not None and last[0] < 0.4 < last[1]
    assert found.picture is not None and found.picture.rows[0].likely_range is not None
    plain = found.picture.rows[0].likely_range
    assert last[1] - last[0] > plain[1] - plain[0]
    assert set(found.split.values) == {0.5}


def test_a_changed_plan_is_said(db: sqlite3.Connection) -> None:
    new = planned(db, [("A", 9000, 225), ("B", 9050, 312)])
    ledger.set_field(db, new, "hypothesis", "Something else.")
    assert "differ from the plan" in readout(db, new, today=TODAY).when
    db.execute("UPDATE experiment SET plan = replace(plan, '0.05', '0.5')")
    assert "altered in the file" in readout(db, new, today=TODAY).when


def test_another_kpi_than_the_shop_s_has_no_money_and_keeps_its_name(
    db: sqlite3.Connection,
) -> None:
    set_setting(db, "locale", "en_GB")
    new = planned(db, [("A", 9000, 225), ("B", 9050, 312)], kpi="Checkout completion")
    found = readout(db, new, today=TODAY)
    assert found.picture is not None
    assert found.picture.rows[0].name == "Checkout completion"
    assert found.money == "What it brings in money is not known for this KPI."


def test_with_several_variants_the_outlook_is_about_the_best(db: sqlite3.Connection) -> None:
    new = planned(db, [("Now", 4000, 120), ("Short", 4010, 126), ("Question", 4005, 140)])
    found = readout(db, new, today=TODAY)
    assert found.word is Word.REVIEW
    assert any(line.startswith("“Question” would need") for line in found.outlook)


def test_looking_early_needs_the_wider_range(db: sqlite3.Connection) -> None:
    counts: Arms = [("Now", 3000, 90), ("Bar", 3010, 130)]
    plain = readout(db, planned(db, counts), today=date(2026, 10, 20))
    early = readout(db, planned(db, counts, sequential=True), today=date(2026, 10, 20))
    assert plain.word is Word.TOO_EARLY and plain.picture is not None
    assert {row.role for row in plain.picture.rows} == {"also"}
    assert not any("Chance" in row[0] and row[2] != "–" for row in plain.details.rows)
    assert early.picture is not None
    wide, narrow = (one.picture.rows[0].likely_range for one in (early, plain) if one.picture)
    assert wide is not None and narrow is not None
    assert wide[1] - wide[0] > narrow[1] - narrow[0]
