"""Why sales moved: parts that add up, by worked example and by property."""

from __future__ import annotations

from datetime import date
from math import prod

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from workbench.errors import BadInput
from workbench.kpis.bridge import bridge
from workbench.kpis.calendar import Period
from workbench.kpis.lmdi import split, whole_numbers
from workbench.kpis.order_groups import order_groups

NOW = Period(date(2026, 3, 9), date(2026, 3, 15))
BEFORE = NOW.back(7)


def test_the_worked_example_of_sessions_conversion_and_order_value(golden):
    case = golden["revenue_bridge_lmdi"]
    parts = split(case["inputs"]["p1"], case["inputs"]["p2"])
    expected = case["expected"]
    assert parts == pytest.approx([expected["sessions"], expected["cr"], expected["aov"]], abs=0.01)
    assert sum(parts) == pytest.approx(expected["total"], abs=0.01)


FACTORS = st.lists(st.floats(0, 1e5), min_size=1, max_size=4)


@given(FACTORS, st.data())
def test_parts_add_up_also_where_a_factor_is_zero(before, data):
    after = data.draw(st.lists(st.floats(0, 1e5), min_size=len(before), max_size=len(before)))
    assume(all(v == 0 or v > 1e-3 for v in (*before, *after)))
    total = prod(after) - prod(before)
    assert sum(split(before, after)) == pytest.approx(total, rel=1e-6, abs=1e-6)


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=12), st.integers(-3, 3))
def test_whole_numbers_keep_the_sum_and_stay_close(parts, off):
    total = round(sum(parts)) + off
    whole = whole_numbers(parts, total)
    assert sum(whole) == total
    assert all(abs(a - b) <= 2 + abs(off) for a, b in zip(whole, parts, strict=True))


def test_sequential_where_a_factor_is_zero():
    assert split([0, 5], [10, 7]) == [50, 20]
    with pytest.raises(BadInput):
        split([1], [1, 2])


ORDERS = st.lists(
    st.tuples(
        st.integers(0, 13),
        st.integers(100, 9000),
        st.integers(0, 90),
        st.integers(0, 4000),
        st.sampled_from(["Online store", "Point of sale"]),
        st.integers(1, 5),
    ),
    min_size=1,
    max_size=14,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ORDERS, st.sampled_from([None, "channel", "customer", "product", "country"]), st.booleans())
def test_every_bridge_adds_up_to_the_cent(make_shop, orders, by, visits):
    shop = make_shop()
    shop.imported("shopify.orders", "2026-03-02", "2026-03-15")
    for n, (offset, gross, discount, refunded, channel, customer) in enumerate(orders):
        day = date(2026, 3, 2 + offset).isoformat()
        made = shop.order(
            day, gross_minor=gross, discount_minor=min(discount, gross),
            refunded_minor=min(refunded, gross - min(discount, gross)), channel=channel,
            customer=customer, units=None,
        )  # fmt: skip
        for line in range(1 + n % 2):
            shop.db.execute(
                "INSERT INTO order_line(order_id, n, sku, quantity, amount_minor)"
                " VALUES (?, ?, ?, 1, ?)",
                (made, line, f"SKU-{(n + line) % 3}", gross // (1 + n % 2)),
            )
    if visits:
        report = shop.slice("traffic_day", "shopify.traffic")
        for d in range(14):
            shop.traffic(report, date(2026, 3, 2 + d).isoformat(), sessions=50 + d)
    shop.rebuild()
    found = bridge(shop.db, NOW, BEFORE, by=by)
    assert found.missing is None
    assert sum(p.amount_minor for p in found.parts) == found.now_minor - found.before_minor


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ORDERS)
def test_groups_add_up_to_the_whole_whatever_the_split(make_shop, orders):
    shop = make_shop()
    for n, (offset, gross, discount, _refund, channel, customer) in enumerate(orders):
        made = shop.order(
            date(2026, 3, 2 + offset).isoformat(), gross_minor=gross, channel=channel,
            discount_minor=min(discount, gross), customer=customer if n % 3 else None, units=None,
        )  # fmt: skip
        for line in range(3):
            shop.db.execute(
                "INSERT INTO order_line(order_id, n, sku, quantity, amount_minor)"
                " VALUES (?, ?, ?, 2, ?)",
                (made, line, f"SKU-{(n * line) % 4}", line * 10),
            )
    shop.rebuild()
    days = Period(date(2026, 3, 2), date(2026, 3, 15))
    net = sum(g - min(d, g) for _o, g, d, *_rest in orders)
    for how in ("channel", "country", "customer", "product"):
        groups = order_groups(shop.db, how, days).values()
        assert sum(g.net_minor for g in groups) == net
        assert sum(g.units for g in groups) == 6 * len(orders)
        if how != "product":
            assert sum(g.orders for g in groups) == len(orders)


def test_a_bridge_needs_both_periods_and_names_what_happened(shop):
    shop.imported("shopify.orders", "2026-03-09", "2026-03-15")
    shop.order("2026-03-10", gross_minor=1000)
    shop.rebuild()
    assert bridge(shop.db, NOW, BEFORE).missing is not None
    shop.imported("shopify.orders", "2026-03-02", "2026-03-08")
    shop.db.execute(
        "INSERT INTO item(title, stage, position, launched_day)"
        " VALUES ('New page', 'launched', 1, '2026-03-11')"
    )
    found = bridge(shop.db, NOW, BEFORE)
    assert [e.title for e in found.events] == ["New page"]
    assert [p.key for p in found.parts][:2] == ["orders", "average_order_value"]
    assert "sessions" in found.notes[0]
    with pytest.raises(BadInput):
        bridge(shop.db, NOW, BEFORE, by="moon")
