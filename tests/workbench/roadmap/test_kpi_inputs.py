"""Score inputs that are read from KPIs, go stale, and are read again."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta

import pytest

from workbench.errors import BadInput
from workbench.kpis.typed import set_snapshot
from workbench.roadmap import items, kpi_inputs, scoring
from workbench.roadmap.kpi_inputs import has_moved, moved_inputs, rate, refresh_inputs

MONTHS = {8: 9_000, 9: 10_000, 10: 11_000}


@pytest.fixture
def sessions(db: sqlite3.Connection) -> sqlite3.Connection:
    """Sessions month by month, and the last weeks of October; orders of 48 euro."""
    for month, value in MONTHS.items():
        first = date(2026, month, 1)
        last = date(2026, month + 1, 1) - timedelta(1)
        set_snapshot(db, "orders", first, last, value)
        set_snapshot(db, "average_order_value", first, last, "48.00")
    for week, value in enumerate((2_000, 2_400, 2_200, 2_600, 3_000)):
        first = date(2026, 9, 28) + timedelta(weeks=week)
        set_snapshot(db, "sessions", first, first + timedelta(6), value)
    return db


def test_an_average_month_and_an_average_week(sessions: sqlite3.Connection) -> None:
    month, week = rate(sessions, "orders"), rate(sessions, "sessions", "week")
    assert month is not None and week is not None
    assert (month.value, month.first_day, month.last_day) == (
        10_000,
        date(2026, 8, 1),
        date(2026, 10, 31),
    )
    assert week.value == (2_400 + 2_200 + 2_600 + 3_000) / 4
    assert rate(sessions, "units") is None
    with pytest.raises(BadInput, match="not something that adds up"):
        rate(sessions, "conversion_rate")


def test_reach_is_a_part_of_a_kpi_with_its_origin(sessions: sqlite3.Connection) -> None:
    new = items.add(sessions, "Account page")
    kpi_inputs.read_input_from(sessions, new, "rice", "reach", "orders", part=0.12)
    given = items.item(sessions, new).inputs["rice"]["reach"]
    assert given.value == pytest.approx(1_200)
    assert given.source == "Orders, 1 Aug 2026 to 31 Oct 2026"
    assert (given.kpi, given.kpi_value, given.kpi_part) == ("orders", 10_000, 0.12)
    with pytest.raises(BadInput, match="Impact cannot be read from a KPI"):
        kpi_inputs.read_input_from(sessions, new, "rice", "impact", "orders")


def test_a_typed_number_has_no_origin_any_more(sessions: sqlite3.Connection) -> None:
    new = items.add(sessions, "Account page")
    kpi_inputs.read_input_from(sessions, new, "rice", "reach", "orders")
    scoring.set_input(sessions, new, "rice", "reach", 500)
    assert items.item(sessions, new).inputs["rice"]["reach"].kpi is None


def test_what_moved_is_shown_before_it_is_read_again(sessions: sqlite3.Connection) -> None:
    new = items.add(sessions, "Account page")
    kpi_inputs.read_input_from(sessions, new, "rice", "reach", "orders", part=0.5)
    value = items.item(sessions, new).inputs["rice"]["reach"]
    origin = scoring.Origin("orders", "2026-08-01", "2026-10-31", 10_000, 0.5)
    scoring.set_input(
        sessions,
        new,
        "rice",
        "reach",
        5_000,
        low=4_000,
        high=6_000,
        source=value.source,
        origin=origin,
    )
    assert moved_inputs(sessions) == []
    for month in (11, 12):
        last = date(2026, month, 30)
        set_snapshot(
            sessions, "orders", date(2026, month, 1), last + timedelta(month == 12), 14_000
        )
    (found,) = moved_inputs(sessions)
    assert (found.title, found.old, found.new) == ("Account page", 5_000, 6_500)
    assert found.change == pytest.approx(0.3)
    assert items.item(sessions, new).inputs["rice"]["reach"].value == 5_000
    assert refresh_inputs(sessions) == 1
    given = items.item(sessions, new).inputs["rice"]["reach"]
    assert (given.value, given.low, given.high) == pytest.approx((6_500, 5_200, 7_800))
    assert moved_inputs(sessions) == []


@pytest.mark.parametrize(
    ("then", "now", "moved"), [(100, 120, False), (100, 121, True), (100, 79, True), (0, 1, True)]
)
def test_the_line_is_at_twenty_percent(then: float, now: float, moved: bool) -> None:
    assert has_moved(then, now) is moved


def test_what_a_week_costs(sessions: sqlite3.Connection) -> None:
    """2,550 sessions a week x 0.2 points x 48 euro x 40 % = 97.92 euro a week."""
    found = kpi_inputs.worth_of_a_week(sessions, conversion_change=0.002, margin=0.4)
    assert found.per_week == pytest.approx(97.92)
    new = items.add(sessions, "Checkout without an account")
    kpi_inputs.read_cost_of_delay(sessions, new, conversion_change=0.002, margin=0.4)
    scoring.set_input(sessions, new, "cd3", "duration", 4)
    assert scoring.ranked(sessions, "cd3")[0].score == pytest.approx(24.48)


def test_without_a_margin_it_is_called_revenue(sessions: sqlite3.Connection) -> None:
    found = kpi_inputs.worth_of_a_week(sessions, conversion_change=0.002)
    assert not found.is_margin and "revenue" in found.because


def test_without_numbers_it_says_what_to_import(db: sqlite3.Connection) -> None:
    new = items.add(db, "Account page")
    with pytest.raises(BadInput, match="There is no whole period of orders yet"):
        kpi_inputs.read_input_from(db, new, "rice", "reach", "orders")
