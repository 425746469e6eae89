"""Different customers per period, and the period of their first order."""

from __future__ import annotations


def buckets(shop, grain):
    shop.rebuild()
    rows = shop.db.execute(
        "SELECT first_day, customers, new_customers FROM customer_bucket WHERE grain = ? ORDER BY 1",
        (grain,),
    )
    return {first: (n, new) for first, n, new in rows.fetchall()}


def test_a_customer_counts_once_per_period_and_is_new_once(shop):
    for day, customer in (
        ("2025-12-29", 1),
        ("2026-01-04", 1),
        ("2026-01-05", 2),
        ("2026-01-05", None),
        ("2026-04-01", 1),
    ):
        shop.order(day, gross_minor=100, customer=customer)
    assert buckets(shop, "week") == {
        "2025-12-29": (1, 1),  # 29 December to 4 January is one week
        "2026-01-05": (1, 1),
        "2026-03-30": (1, 0),
    }
    assert buckets(shop, "month") == {
        "2025-12-01": (1, 1),
        "2026-01-01": (2, 1),
        "2026-04-01": (1, 0),
    }
    assert buckets(shop, "quarter")["2026-01-01"] == (2, 1)
    assert buckets(shop, "year") == {"2025-01-01": (1, 1), "2026-01-01": (2, 1)}


def test_weeks_and_years_start_where_the_brand_says(shop):
    shop.order("2026-01-03", gross_minor=100, customer=1)  # a Saturday
    shop.order("2026-01-04", gross_minor=100, customer=2)  # a Sunday
    shop.setting("week_start", "sun")
    shop.setting("fiscal_start", "4")
    assert buckets(shop, "week") == {"2025-12-28": (1, 1), "2026-01-04": (1, 1)}
    assert buckets(shop, "year") == {"2025-04-01": (2, 2)}
    assert buckets(shop, "quarter") == {"2026-01-01": (2, 2)}
    shop.setting("fiscal_start", "2")
    assert buckets(shop, "quarter") == {"2025-11-01": (2, 2)}


def test_cancelled_orders_and_cancelling_invoices_make_no_customer(shop):
    shop.order("2026-01-03", gross_minor=100, customer=1, cancelled_day="2026-01-04")
    shop.order("2026-01-03", gross_minor=-100, customer=2, kind="cancelling")
    assert buckets(shop, "month") == {}


def test_an_alias_is_the_same_customer(shop):
    shop.order("2026-01-03", gross_minor=100, customer=1)
    shop.order("2026-01-09", gross_minor=100, customer=7)
    shop.db.execute("INSERT INTO customer_alias(other, customer) VALUES (7, 1)")
    assert buckets(shop, "month") == {"2026-01-01": (1, 1)}
