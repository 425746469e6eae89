"""Targets and their pace, against sums made by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from workbench.errors import BadInput, NotFound
from workbench.kpis import pace, targets, typed
from workbench.kpis.calendar import Period

SPACE = "\N{NO-BREAK SPACE}"
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def spring(shop):
    """100.00 each day of January to 10 April 2026."""
    shop.imported("shopify.orders", "2026-01-01", "2026-04-10")
    for n in range(100):
        shop.order((date(2026, 1, 1) + timedelta(n)).isoformat(), gross_minor=10_000)
    shop.rebuild()
    return shop


def test_the_pace_without_last_year_counts_days(spring):
    targets.set_target(spring.db, "net_sales", *YEAR, "36500")
    (found,) = pace.paces(spring.db)
    assert (found.so_far, found.by_now) == (1_000_000, pytest.approx(1_000_000))
    assert found.good is None
    assert found.words == f"Net sales is on pace for €{SPACE}36,500"
    targets.set_target(spring.db, "net_sales", *YEAR, "73000")
    (found,) = pace.paces(spring.db)
    assert (found.ahead, found.good) == (pytest.approx(-1_000_000), False)
    assert found.words == (
        f"Net sales is €{SPACE}10,000 behind the pace for €{SPACE}73,000 (−50.0{SPACE}%)"
    )
    assert len(found.line) == 365
    assert found.line[-1] == (date(2026, 12, 31), pytest.approx(7_300_000))
    assert found.actual[-1] == (date(2026, 4, 10), 1_000_000)


def test_the_pace_follows_last_years_days_where_they_are_held(shop):
    first = date(2024, 12, 20)
    shop.imported("shopify.orders", first.isoformat(), "2026-01-15")
    for n in range(392):
        day = first + timedelta(n)
        shop.order(day.isoformat(), gross_minor=30_000 if day.day <= 10 else 10_000)
    shop.rebuild()
    month = Period(date(2026, 1, 1), date(2026, 1, 31))
    targets.set_target(shop.db, "net_sales", *month, "5100")
    (found,) = pace.paces(shop.db)
    last_year = [first_day - timedelta(364) for first_day in (date(2026, 1, 1), date(2026, 1, 15))]
    days = [last_year[0] + timedelta(n) for n in range(31)]
    weights = [3 if d.day <= 10 else 1 for d in days]
    assert found.by_now == pytest.approx(510_000 * sum(weights[:15]) / sum(weights))


def test_a_weeks_part_of_a_yearly_target(spring):
    targets.set_target(spring.db, "orders", *YEAR, "730")
    week = Period(date(2026, 3, 2), date(2026, 3, 8))
    assert targets.planned(spring.db, "orders", week) == pytest.approx(14)
    targets.set_target(spring.db, "orders", date(2026, 1, 5), date(2026, 1, 11), 10, repeats=True)
    assert targets.planned(spring.db, "orders", week) == 10
    assert targets.planned(spring.db, "sessions", week) is None
    by_week = {p.target.value: p for p in pace.paces(spring.db)}[10]
    assert by_week.target.period == Period(date(2026, 4, 6), date(2026, 4, 12))
    assert (by_week.so_far, by_week.by_now) == (5, pytest.approx(10 * 5 / 7))


def test_a_rate_is_held_against_the_target_itself(db):
    typed.add_kpi(db, "Return rate", unit="rate", direction="down")
    typed.set_snapshot(db, "return_rate", date(2026, 3, 1), date(2026, 3, 31), "0.06")
    targets.set_target(db, "return_rate", *YEAR, "0.05")
    (found,) = pace.paces(db, last=date(2026, 3, 31))
    assert (found.good, found.line) == (False, ())
    assert found.words == (f"Return rate is 6.00{SPACE}%, above its target of 5.00{SPACE}%")


def test_targets_are_set_once_and_checked(db):
    first = targets.set_target(db, "orders", *YEAR, "100")
    before = db.total_changes
    assert targets.set_target(db, "orders", *YEAR, "100") == first
    assert db.total_changes == before
    with pytest.raises(BadInput):
        targets.set_target(db, "orders", YEAR.last_day, YEAR.first_day, "1")
    with pytest.raises(BadInput):
        targets.set_target(db, "orders", *YEAR, "much")
    with pytest.raises(NotFound):
        targets.set_target(db, "no_such", *YEAR, "1")
    targets.delete_target(db, first)
    with pytest.raises(NotFound):
        targets.delete_target(db, first)
    assert targets.targets(db) == []
