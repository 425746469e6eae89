"""Signals of a workspace: the sample brand's story, and small shops made by hand."""

from __future__ import annotations

import random
import sqlite3
from datetime import date, timedelta

import pytest

from workbench.errors import BadInput, NotFound
from workbench.kpis import signal_notes, typed
from workbench.kpis.signals import signals
from workbench.kpis.watch import watched

MONDAY = date(2025, 1, 6)


@pytest.fixture(scope="session")
def sample(sample_file):
    """The sample brand, copied into memory, so that tests may add notes."""
    file = sqlite3.connect(f"file:{sample_file}?mode=ro", uri=True)
    memory = sqlite3.connect(":memory:", isolation_level=None)
    file.backup(memory)
    file.close()
    yield memory
    memory.close()


@pytest.fixture
def oak(sample):
    """The sample brand; what a test adds is taken back."""
    sample.execute("BEGIN")
    yield sample
    sample.execute("ROLLBACK")


@pytest.mark.slow
def test_the_new_product_page_is_told_with_its_price(oak):
    found = {s.key: s for s in signals(oak)}
    signal = found["conversion_rate"]
    assert signal.reason == "Low on 3 of the last 4 days: unlikely to be chance"
    assert signal.began == "Began on Mon 2 Nov"
    assert signal.beside == "New product page (launched Mon 2 Nov)"
    assert (signal.high, signal.good) == (False, False)
    # About 14 % of 110 orders of € 41 were lost.
    assert -80_000 < signal.stake_minor < -30_000
    assert signal.stake_text.startswith("At stake: €")
    stakes = [abs(s.stake_minor) for s in signals(oak)]
    assert stakes == sorted(stakes, reverse=True)


@pytest.mark.slow
def test_black_friday_alone_raises_no_signal(oak):
    fridays = (date(2025, 11, 17), date(2025, 12, 7))
    for last in (date(2025, 11, 28), date(2025, 11, 30), date(2025, 12, 7)):
        assert signals(oak, last=last, least_events=0) == []
    for key in ("net_sales", "orders", "sessions", "conversion_rate", "average_order_value"):
        for by in ("day", "week"):
            for last in (date(2025, 12, 14), None):
                seen = watched(oak, key, by=by, last=last, least_events=0)
                for hit in seen.found.hits:
                    day = seen.found.points[hit.place].point.first_day
                    assert not fridays[0] <= day <= fridays[1], (key, by, last, hit)


@pytest.mark.slow
def test_a_snoozed_signal_is_away_from_home_until_its_day(oak):
    signal_notes.snooze(oak, "conversion_rate", date(2026, 11, 20), day=date(2026, 11, 9))
    assert "conversion_rate" not in {s.key for s in signals(oak)}
    assert "conversion_rate" in {s.key for s in signals(oak, home=False)}
    signal_notes.wake(oak, "conversion_rate")
    assert "conversion_rate" in {s.key for s in signals(oak)}
    with pytest.raises(BadInput):
        signal_notes.snooze(oak, "orders", date(2026, 11, 9), day=date(2026, 11, 9))


@pytest.mark.slow
def test_an_explained_move_is_known_and_noted(oak):
    signal = next(s for s in signals(oak) if s.key == "conversion_rate")
    signal_notes.explain(oak, signal.key, signal.first_day, signal.last_day, "Known: payments down")
    assert "conversion_rate" not in {s.key for s in signals(oak)}
    note = oak.execute("SELECT title, kind, kpi FROM annotation ORDER BY id DESC").fetchone()
    assert note == ("Known: payments down", "known", "conversion_rate")


@pytest.mark.slow
def test_a_seen_signal_says_so(oak):
    signal = signals(oak)[0]
    assert not signal.seen
    signal_notes.mark_seen(oak, signal.key, signal.first_day)
    assert signals(oak)[0].seen


def build(shop, weeks, orders_a_day, *, last_factor=1.0, seed=2):
    """A shop with Poisson-like orders of 40.00, a fixed number of weeks, ending on a Sunday."""
    dice = random.Random(seed)
    days = weeks * 7
    shop.imported("shopify.orders", MONDAY.isoformat(), (MONDAY + timedelta(days - 1)).isoformat())
    for n in range(days):
        factor = last_factor if n >= days - 7 else 1.0
        count = sum(dice.random() < factor / 4 for _try in range(orders_a_day * 4))
        for _order in range(count):
            shop.order(
                (MONDAY + timedelta(n)).isoformat(),
                gross_minor=4000,
                customer=dice.randrange(10**9),
            )
    shop.rebuild()


def test_a_bad_week_is_a_signal_and_a_usual_one_is_not(shop, make_shop):
    build(shop, 32, 12, last_factor=0.5)
    (signal, *_others) = [s for s in signals(shop.db) if s.key == "orders"]
    assert not signal.high
    assert signal.stake_minor == pytest.approx(-6 * 7 * 4000, rel=0.35)
    quiet = make_shop()
    build(quiet, 32, 12)
    assert signals(quiet.db) == []


def test_small_counts_are_noise_by_day(shop):
    build(shop, 30, 2)
    assert "by chance" in watched(shop.db, "orders", by="day").silent
    assert watched(shop.db, "orders", by="week").silent == ""
    assert watched(shop.db, "orders", by="day", least_events=0).silent == ""


def test_short_history_is_said(shop):
    build(shop, 8, 5)
    assert watched(shop.db, "orders", by="week").silent == (
        "No signals yet: they need 20 whole periods, 8 are held."
    )


def test_overlapping_values_give_no_signals(db):
    typed.add_kpi(db, "Reordered within 90 days", unit="rate")
    for n in range(30):
        first = MONDAY + timedelta(7 * n)
        typed.set_snapshot(db, "reordered_within_90_days", first, first + timedelta(89), "0.2")
    seen = watched(db, "reordered_within_90_days", by="quarter")
    assert seen.silent == "No signals: the periods of its values overlap."


def test_typed_monthly_values_are_judged(db):
    typed.add_kpi(db, "NPS")
    dice = random.Random(3)
    for n in range(30):
        year, month = 2023 + n // 12, n % 12 + 1
        first = date(year, month, 1)
        last = (first + timedelta(32)).replace(day=1) - timedelta(1)
        value = 20 if n == 29 else round(50 + 3 * dice.gauss(0, 1))
        typed.set_snapshot(db, "nps", first, last, value)
    seen = watched(db, "nps", by="month")
    assert 29 in {h.place for h in seen.found.hits if h.rule == 1 and not h.high}


def test_accepting_a_launch_sets_the_usual_range_anew(db):
    db.execute("INSERT INTO item(title, stage, position) VALUES ('New page', 'planned', 1)")
    with pytest.raises(BadInput):
        signal_notes.accept_launch(db, "orders", 1)
    with pytest.raises(NotFound):
        signal_notes.accept_launch(db, "orders", 99)
    db.execute("UPDATE item SET launched_day = '2026-02-03', stage = 'launched'")
    first = signal_notes.accept_launch(db, "orders", 1)
    assert signal_notes.accept_launch(db, "orders", 1) == first
    signal_notes.accept_change(db, None, date(2026, 1, 1), "New prices")
    days = [b.day for b in signal_notes.baselines(db, "orders")]
    assert days == [date(2026, 1, 1), date(2026, 2, 3)]
    assert [b.title for b in signal_notes.baselines(db, "sessions")] == ["New prices"]
    signal_notes.forget_note(db, first)
    assert len(signal_notes.baselines(db, "orders")) == 1
    with pytest.raises(NotFound):
        signal_notes.forget_note(db, first)
    with pytest.raises(NotFound):
        signal_notes.accept_change(db, "no_such_kpi", date(2026, 1, 1), "x")
