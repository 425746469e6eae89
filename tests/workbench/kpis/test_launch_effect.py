"""Before and after a launch: modest, masked, and silent where there is too little."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from workbench.errors import BadInput, NotFound
from workbench.kpis.launch_effect import launch_effect
from workbench.kpis.watch import Known

FIRST = date(2025, 1, 13)
LAUNCH = date(2025, 8, 4)
NOTHING = Known(())


def build(shop, *, lift=1.0, seed=1, days=260, tie=0.0, launch=LAUNCH):
    """Daily sales around 100,000 cents with a weekday pattern, some likeness to the day before, and a lift."""
    dice, drift = random.Random(seed), 0.0
    last = FIRST + timedelta(days - 1)
    shop.imported("shopify.orders", FIRST.isoformat(), last.isoformat())
    for n in range(days):
        day = FIRST + timedelta(n)
        drift = tie * drift + dice.gauss(0, 0.08)
        weekday = (1.0, 0.9, 0.9, 1.0, 1.1, 1.4, 0.7)[day.weekday()]
        level = 100_000 * weekday * (1 + drift) * (lift if day >= launch else 1.0)
        shop.order(day.isoformat(), gross_minor=max(0, round(level)))
    shop.db.execute(
        "INSERT INTO item(title, stage, position, launched_day) VALUES ('New page', 'launched', 1, ?)",
        (launch.isoformat(),),
    )
    shop.rebuild()
    return shop.db


def test_a_lift_is_seen_with_its_interval_and_called_a_hint(shop):
    db = build(shop, lift=1.2)
    effect = launch_effect(db, 1, "net_sales", about=NOTHING)
    assert effect.clear
    assert effect.low < 0.2 < effect.high
    assert effect.relative == pytest.approx(0.2, abs=0.06)
    assert effect.words.startswith("Net sales after “New page”")
    assert effect.words.endswith("a hint only.")
    assert (effect.days_before, effect.days_after) == (56, 56)
    assert "season" in effect.note


@pytest.mark.slow
@pytest.mark.parametrize("tie", [0.0, 0.5])
def test_nothing_is_seldom_called_something(make_shop, tie):
    claims = 0
    for seed in range(40):
        db = build(make_shop(), seed=seed, tie=tie)
        claims += launch_effect(db, 1, "net_sales", about=NOTHING).clear
    assert claims <= 5


def test_too_little_is_said_plainly(shop):
    db = build(shop, launch=FIRST + timedelta(253))
    effect = launch_effect(db, 1, "net_sales", about=NOTHING)
    assert effect.relative is None
    assert effect.words == ("Not enough data yet: 7 usable days after the launch, 14 are needed.")
    assert "not held by day" in launch_effect(db, 1, "sessions", about=NOTHING).missing


def test_promotion_days_are_masked_and_others_are_named(shop):
    db = build(shop)
    promotion = (LAUNCH, LAUNCH + timedelta(9))
    for n in range(10):
        for _order in range(20):
            shop.order(
                (LAUNCH + timedelta(n)).isoformat(), gross_minor=20_000, discount_code="SALE"
            )
    db.execute(
        "INSERT INTO promotion(name, code, first_day, last_day, confirmed) VALUES ('Sale', 'SALE', ?, ?, 1)",
        [d.isoformat() for d in promotion],
    )
    db.execute(
        "INSERT INTO item(title, stage, position, launched_day) VALUES ('Other', 'launched', 2, ?)",
        ((LAUNCH + timedelta(3)).isoformat(),),
    )
    shop.rebuild()
    effect = launch_effect(db, 1, "net_sales")
    assert not effect.clear
    assert effect.days_after <= 46
    assert [e.title for e in effect.others] == ["Other"]


def test_only_launched_items_have_an_effect(db):
    db.execute("INSERT INTO item(title, stage, position) VALUES ('Idea', 'inbox', 1)")
    with pytest.raises(BadInput):
        launch_effect(db, 1, "net_sales")
    with pytest.raises(NotFound):
        launch_effect(db, 2, "net_sales")
