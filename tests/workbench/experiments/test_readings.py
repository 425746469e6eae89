"""Readings: counts that cannot be are refused, days add up, rates are fractions."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import Any

import pytest

from workbench.errors import BadInput, NotFound
from workbench.experiments import ledger, readings
from workbench.experiments.record import Variant, corrected, experiments, record
from workbench.store.brand import set_setting


@pytest.fixture
def test_id(db: sqlite3.Connection) -> int:
    new = ledger.add(db, "Free-shipping bar", status="running")
    readings.add_variant(db, new, "Control", share=0.5)
    readings.add_variant(db, new, "Bar", share=0.5)
    return new


def variants(db: sqlite3.Connection, test_id: int) -> tuple[Variant, ...]:
    return record(db, test_id).variants


def test_totals_give_rates_as_fractions(db: sqlite3.Connection, test_id: int) -> None:
    readings.record_reading(db, 1, visitors=4000, conversions=100, revenue_minor=540_000)
    readings.record_reading(db, 2, visitors=4100, conversions=123)
    control, bar = variants(db, test_id)
    assert (control.is_control, control.rate, control.revenue_per_visitor_minor) == (
        True,
        0.025,
        135.0,
    )
    assert (control.currency, control.share) == ("EUR", 0.5)
    assert (bar.is_control, bar.rate, bar.revenue_minor, bar.currency) == (False, 0.03, None, None)
    (listed,) = experiments(db)
    assert (listed.variants, listed.visitors, listed.conversions) == (2, 8100, 223)


def test_days_add_up_and_a_day_again_replaces(db: sqlite3.Connection, test_id: int) -> None:
    for day, visitors, conversions in [(2, 100, 3), (1, 200, 4), (2, 100, 2)]:
        readings.record_reading(
            db, 1, visitors=visitors, conversions=conversions, day=date(2026, 11, day)
        )
    control = variants(db, test_id)[0]
    assert (control.visitors, control.conversions, control.rate) == (300, 6, 0.02)
    assert [reading.day for reading in control.readings] == [date(2026, 11, 1), date(2026, 11, 2)]


def test_a_correction_keeps_what_stood_there(db: sqlite3.Connection, test_id: int) -> None:
    for visitors in (4000, 4010, 4010):
        readings.record_reading(db, 1, visitors=visitors, conversions=100)
    assert [reading.visitors for reading in variants(db, test_id)[0].readings] == [4010]
    assert experiments(db)[0].visitors == 4010
    ((old, at),) = corrected(db, test_id)
    assert (old.visitors, old.conversions, len(at)) == (4000, 100, len("2026-11-09T10:00:00+00:00"))


def test_a_day_without_visitors_leaves_the_rate_unknown(
    db: sqlite3.Connection, test_id: int
) -> None:
    readings.record_reading(db, 1, visitors=100, conversions=3, day=date(2026, 11, 1))
    readings.record_reading(db, 1, visitors=None, conversions=5, day=date(2026, 11, 2))
    control = variants(db, test_id)[0]
    assert (control.visitors, control.conversions, control.rate) == (100, 8, None)


def test_nothing_counted_is_unknown_not_zero(db: sqlite3.Connection, test_id: int) -> None:
    readings.record_reading(db, 2, visitors=0, conversions=0)
    control, bar = variants(db, test_id)
    assert (control.visitors, control.rate, bar.visitors, bar.rate) == (None, None, 0, None)


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ({"visitors": 10, "conversions": 11}, "There cannot be more conversions (11) than visit"),
        ({"visitors": -1, "conversions": 0}, "Visitors and conversions cannot be negative."),
        ({"visitors": 10, "conversions": -1}, "Visitors and conversions cannot be negative."),
        ({"visitors": None, "conversions": None}, "Give the visitors and the conversions."),
        ({"visitors": 1, "conversions": 1, "revenue_minor": -5}, "The revenue of a variant cannot"),
    ],
)
def test_counts_that_cannot_be_are_refused(
    db: sqlite3.Connection, test_id: int, counts: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(BadInput) as caught:
        readings.record_reading(db, 1, **counts)
    assert str(caught.value).startswith(sentence)
    assert variants(db, test_id)[0].readings == ()


def test_a_total_and_days_would_count_twice(db: sqlite3.Connection, test_id: int) -> None:
    readings.record_reading(db, 1, visitors=10, conversions=1)
    with pytest.raises(BadInput, match="has a total"):
        readings.record_reading(db, 1, visitors=5, conversions=1, day=date(2026, 11, 1))
    readings.record_reading(db, 2, visitors=5, conversions=1, day=date(2026, 11, 1))
    with pytest.raises(BadInput, match="has days"):
        readings.record_reading(db, 2, visitors=10, conversions=1)


def test_two_currencies_are_never_added(db: sqlite3.Connection, test_id: int) -> None:
    set_setting(db, "currency", "GBP")
    counts = {"visitors": 10, "conversions": 1, "revenue_minor": 100}
    readings.record_reading(db, 1, **counts, day=date(2026, 11, 1))
    readings.record_reading(db, 1, **counts, day=date(2026, 11, 2))
    assert variants(db, test_id)[0][6:8] == (200, "GBP")
    readings.record_reading(db, 1, **counts, currency="EUR", day=date(2026, 11, 3))
    assert variants(db, test_id)[0][6:8] == (None, None)


def test_variants_keep_names_of_their_own(db: sqlite3.Connection, test_id: int) -> None:
    readings.rename_variant(db, 2, "CONTROL bar")
    with pytest.raises(BadInput, match=r"There is already a variant “control”."):
        readings.rename_variant(db, 2, "control")
    with pytest.raises(BadInput, match=r"A variant needs a name."):
        readings.add_variant(db, test_id, " ")
    with pytest.raises(BadInput, match="between 0 and 100 %"):
        readings.set_share(db, 2, 1.5)
    readings.delete_variant(db, 1)
    assert [(v.name, v.is_control) for v in variants(db, test_id)] == [("CONTROL bar", True)]
    with pytest.raises(NotFound):
        readings.record_reading(db, 1, visitors=1, conversions=0)
