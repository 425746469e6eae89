"""Every export that is known: a plain file and a hard one of each, with sums worked out by hand from their lines."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.workbench.importing.reader_tools import FILES, Found, shared, stage_all

Sums = dict[str, float]
FOLDER = FILES / "sources"

# file: (table, rows, sums of columns)
EXPECTED: dict[str, tuple[str, int, Sums]] = {
    "meta_ads.daily plain.csv": (
        "spend_day",
        3,
        {"spend_minor": 2575, "impressions": 2200, "clicks": 40, "value_minor": 11550},
    ),
    "meta_ads.daily hard.csv": (
        "spend_day",
        2,
        {"spend_minor": 131275, "impressions": 13000, "purchases": 6, "value_minor": 30120},
    ),
    "meta_ads.daily french.csv": (
        "spend_day",
        2,
        {"spend_minor": 133296, "impressions": 13100, "clicks": 271, "purchases": 20},
    ),
    "google_ads.campaigns plain.csv": (
        "spend_day",
        2,
        {"spend_minor": 66414, "clicks": 1514, "impressions": 29288, "purchases": 61.5},
    ),
    "google_ads.campaigns hard.csv": (
        "spend_day",
        2,
        {"spend_minor": 102275, "impressions": 4600, "clicks": 75, "purchases": 1.5},
    ),
    "tiktok_ads.daily plain.csv": ("spend_day", 2, {"spend_minor": 3840, "value_minor": 13100}),
    "tiktok_ads.daily hard.csv": ("spend_day", 2, {"spend_minor": 102840, "clicks": 371}),
    "pinterest_ads.daily plain.csv": ("spend_day", 2, {"spend_minor": 1160, "clicks": 27}),
    "pinterest_ads.daily hard.csv": ("spend_day", 3, {"spend_minor": 101860, "clicks": 151}),
    "klaviyo.campaigns plain.csv": (
        "email_day",
        2,
        {"recipients": 2300, "opens": 900, "clicks": 120, "orders": 19, "revenue_minor": 100250},
    ),
    "klaviyo.campaigns hard.csv": (
        "email_day",
        2,
        {"recipients": 121901, "delivered": 121400, "revenue_minor": 815250},
    ),
    "klaviyo.flows plain.csv": (
        "email_day",
        3,
        {"delivered": 320, "orders": 7, "revenue_minor": 35300, "bounces": 3},
    ),
    "klaviyo.flows hard.csv": ("email_day", 2, {"delivered": 1230, "revenue_minor": 130800}),
    "mailchimp.campaigns plain.csv": ("email_day", 2, {"opens": 807, "orders": 5}),
    "mailchimp.campaigns hard.csv": ("email_day", 2, {"recipients": 13010, "unsubscribes": 13}),
    "ga4.traffic plain.csv": (
        "traffic_day",
        2,
        {"sessions": 2000, "key_events": 40, "revenue_minor": 200050},
    ),
    "search_console.performance plain.csv": (
        "search_day",
        2,
        {"clicks": 250, "impressions": 4920, "position": 22.4},
    ),
    "search_console.performance hard.csv": ("search_day", 2, {"clicks": 430, "position": 4.2}),
    "amazon.business plain.csv": (
        "sales_day",
        3,
        {"gross_minor": 216884, "units": 114, "orders": 112},
    ),
    "amazon.business hard.csv": ("sales_day", 2, {"gross_minor": 603420, "units": 309}),
    "amazon.transactions plain.csv": (
        "payment",
        3,
        {"net_minor": 1369 - 1822 - 120000, "fee_minor": 681 - 228},
    ),
    "amazon.transactions hard.csv": (
        "payment",
        2,
        {"net_minor": 86219 - 1672, "fee_minor": 15681 - 228},
    ),
    "amazon.settlement plain.txt": ("payment", 4, {"net_minor": -2681, "fee_minor": 681}),
    "amazon.settlement hard.txt": ("payment", 3, {"gross_minor": 100000, "fee_minor": -228}),
    "amazon.returns plain.csv": ("refund", 2, {"quantity": 3}),
    "amazon.returns hard.txt": ("refund", 3, {"quantity": 3}),
    "etsy.orders plain.csv": (
        "orders",
        2,
        {"gross_minor": 1800, "discount_minor": 50, "tax_minor": 62, "total_minor": 2712},
    ),
    "etsy.orders hard.csv": ("orders", 2, {"gross_minor": 101800, "total_minor": 102650}),
    "etsy.items plain.csv": ("order_line", 3, {"quantity": 4, "amount_minor": 1800}),
    "etsy.items hard.csv": ("order_line", 2, {"quantity": 3, "amount_minor": 201300}),
    "woocommerce.orders plain.csv": (
        "orders",
        2,
        {"total_minor": 7055, "shipping_minor": 990, "tax_minor": 1230, "discount_minor": 500},
    ),
    "woocommerce.orders hard.csv": (
        "orders",
        2,
        {"total_minor": 209555, "gross_minor": 205300, "shipping_minor": 990},
    ),
    "woocommerce.products plain.csv": ("product", 2, {"price_minor": 2900, "cost_minor": 610}),
    "woocommerce.products hard.csv": ("product", 2, {"price_minor": 102900}),
    "square.transactions plain.csv": (
        "orders",
        2,
        {"gross_minor": 3300, "discount_minor": 300, "tax_minor": 630, "total_minor": 3630},
    ),
    "square.transactions hard.csv": ("orders", 2, {"gross_minor": 101300, "total_minor": 101210}),
    "shopify.products plain.csv": (
        "product",
        3,
        {"price_minor": 6050, "cost_minor": 1505},
    ),
    "shopify.products hard.csv": ("product", 2, {"price_minor": 104800, "cost_minor": 1505}),
    "shopify.inventory plain.csv": (
        "stock_level",
        3,
        {"on_hand": 19, "available": 17, "incoming": 5},
    ),
    "shopify.inventory hard.csv": ("stock_level", 3, {"on_hand": 19}),
    "shopify.customers plain.csv": (
        "subscriber",
        2,
        {"orders": 4, "spent_minor": 20350, "email_consent": 1, "sms_consent": 0},
    ),
    "shopify.customers hard.csv": ("subscriber", 1, {"orders": 3, "spent_minor": 118450}),
    "stripe.balance plain.csv": (
        "payment",
        3,
        {"gross_minor": 870, "fee_minor": 870, "net_minor": 0},
    ),
    "stripe.balance hard.csv": ("payment", 2, {"gross_minor": 161000, "net_minor": 160080}),
    "stripe.payments plain.csv": ("payment", 3, {"gross_minor": 17420, "fee_minor": 240}),
    "stripe.payments hard.csv": ("payment", 2, {"gross_minor": 108000, "net_minor": 107260}),
    "reviews.judgeme plain.csv": ("review", 3, {"rating": 12}),
    "reviews.judgeme hard.csv": ("review", 2, {"rating": 8}),
    "reviews.loox plain.csv": ("review", 2, {"rating": 6}),
    "reviews.loox hard.csv": ("review", 2, {"rating": 9}),
    "reviews.yotpo plain.csv": ("review", 2, {"rating": 6}),
    "reviews.yotpo hard.csv": ("review", 2, {"rating": 9}),
    "reviews.okendo plain.csv": ("review", 2, {"rating": 7}),
    "reviews.okendo hard.csv": ("review", 2, {"rating": 8}),
    "surveys.typeform plain.csv": ("answer", 5, {"score": 25}),
    "surveys.typeform hard.csv": ("answer", 4, {"score": 27}),
    "surveys.surveymonkey plain.csv": ("answer", 4, {"score": 12}),
    "surveys.surveymonkey hard.csv": ("answer", 4, {"score": 17}),
    "surveys.nps plain.csv": ("answer", 5, {"score": 25}),
    "surveys.nps hard.csv": ("answer", 4, {"score": 10}),
    "gorgias.tickets plain.csv": (
        "ticket",
        2,
        {"score": 5, "first_reply_s": 3720.5, "resolution_s": 93600},
    ),
    "gorgias.tickets hard.csv": ("ticket", 2, {"score": 4, "first_reply_s": 1372}),
}


def found_in(name: str, folder: Path, **changes: Any) -> Found:
    return stage_all(FOLDER / name, folder / "out", as_of="2026-10-01", **changes)[0]


@pytest.mark.parametrize("name", EXPECTED)
def test_a_file_is_known_and_its_numbers_are_right(name: str, tmp_path: Path) -> None:
    table, count, sums = EXPECTED[name]
    found = found_in(name, tmp_path)
    assert found.meta["source"] == name.split()[0]
    assert found.meta["confidence"] >= 0.7
    assert found.refused == [] or name == "shopify.customers hard.csv"
    assert len(found.tables[table]) == count
    told = {column: sum(v or 0 for v in found.column(table, column)) for column in sums}
    assert told == pytest.approx(sums)


def test_every_file_of_the_folder_is_looked_at() -> None:
    twice = {"ga4.traffic hard.csv"}  # two tables: has a test of its own
    assert {path.name for path in FOLDER.iterdir()} == EXPECTED.keys() | twice


def test_nobody_is_named_in_what_was_staged(tmp_path: Path) -> None:
    for number, path in enumerate(sorted(FOLDER.iterdir())):
        for found in stage_all(path, tmp_path / str(number)):
            bytes_ = found.staged.path.read_bytes()
            assert b"canary" not in bytes_.lower(), path.name
            assert not re.search(rb"06-?12345678", bytes_), path.name


def test_two_tables_in_one_file_are_two_tables(tmp_path: Path) -> None:
    days, channels = stage_all(FOLDER / "ga4.traffic hard.csv", tmp_path / "out")
    assert days.column("traffic_day", "first_day") == ["2026-09-01", "2026-09-02", "2026-09-03"]
    assert sum(days.column("traffic_day", "sessions")) == 3340
    assert channels.column("traffic_day", "row") == [16, 17]
    assert channels.column("traffic_day", "segment") == ["Organic Search", "Direct"]
    assert sum(channels.column("traffic_day", "revenue_minor")) == 130000
    assert channels.staged.sheet != days.staged.sheet


@pytest.mark.parametrize(
    ("name", "currency", "first", "last"),
    [
        ("meta_ads.daily plain.csv", "AUD", "2026-09-01", "2026-09-02"),
        ("google_ads.campaigns plain.csv", "EUR", "2026-09-01", "2026-09-30"),
        ("tiktok_ads.daily hard.csv", "USD", "2026-09-01", "2026-09-01"),
        ("pinterest_ads.daily hard.csv", "EUR", "2026-09-01", "2026-09-15"),
        ("amazon.transactions plain.csv", "USD", "2026-06-09", "2026-06-12"),
        ("amazon.business plain.csv", "USD", "2026-09-01", "2026-09-15"),
        ("ga4.traffic plain.csv", "EUR", "2026-09-01", "2026-09-30"),
        ("mailchimp.campaigns hard.csv", "EUR", "2026-09-03", "2026-09-17"),
    ],
)
def test_days_and_currency(name: str, currency: str, first: str, last: str, tmp_path: Path) -> None:
    meta = found_in(name, tmp_path).meta
    assert (meta["currency"], meta["first_day"], meta["last_day"]) == (currency, first, last)


def test_a_report_that_names_no_days_says_so(tmp_path: Path) -> None:
    meta = found_in("amazon.business hard.csv", tmp_path).meta
    assert meta["grain"] == "undated"
    assert "does not say which days" in meta["assumed"][0]
    assert [q["key"] for q in meta["questions"]] == ["period"]


def test_rows_that_do_not_add_up_are_named(tmp_path: Path) -> None:
    meta = found_in("stripe.balance hard.csv", tmp_path).meta
    assert "in 1 rows (row 4)" in meta["assumed"][0]


def test_hidden_reviews_are_marked(tmp_path: Path) -> None:
    status = found_in("reviews.judgeme plain.csv", tmp_path).column("review", "status")
    assert status == ["shown", "shown", "hidden"]


SAMPLES: dict[str, tuple[str, str, int, Sums]] = {
    "amazon_business_report_by_child.csv": (
        "amazon.business",
        "sales_day",
        2,
        {"gross_minor": 207084, "units": 109, "orders": 107},
    ),
    "etsy_sold_order_items.csv": ("etsy.items", "order_line", 3, {"amount_minor": 1800}),
    "etsy_sold_orders.csv": ("etsy.orders", "orders", 2, {"total_minor": 2712}),
    "ga4_semicolon_eu.csv": (
        "ga4.traffic",
        "traffic_day",
        1,
        {"sessions": 2900, "key_events": 82, "revenue_minor": 123456},
    ),
    "jira_cloud_all_fields_bom_crlf.csv": ("backlog.jira", "item", 3, {}),
    "judgeme_reviews.csv": ("reviews.judgeme", "review", 3, {"rating": 12}),
    "meta_ads_dutch_semicolon.csv": (
        "meta_ads.daily",
        "spend_day",
        4,
        {"spend_minor": 4000, "impressions": 5600, "clicks": 86},
    ),
    "meta_ads_en_totals_row.csv": (
        "meta_ads.daily",
        "spend_day",
        3,
        {"spend_minor": 141506, "impressions": 20000, "clicks": 350},
    ),
    "shopify_orders.csv": ("shopify.orders", "orders", 127, {}),
    "shopify_products.csv": ("shopify.products", "product", 21, {}),
    "shopify_total_sales_over_time.csv": (
        "shopify.sales",
        "sales_day",
        2,
        {"orders": 29, "net_minor": 687975, "total_minor": 696973},
    ),
    "stripe_itemized_balance.csv": (
        "stripe.balance",
        "payment",
        3,
        {"gross_minor": 98000, "fee_minor": 1450, "net_minor": 96550},
    ),
    "surveymonkey_condensed_two_row_header.csv": ("surveys.surveymonkey", "answer", 9, {}),
    "trello.csv": ("backlog.trello", "item", 8, {}),
    "woocommerce_products.csv": ("woocommerce.products", "product", 7, {}),
}


@pytest.mark.parametrize("name", SAMPLES)
def test_a_public_sample_is_known_and_its_numbers_are_right(name: str, tmp_path: Path) -> None:
    source, table, count, sums = SAMPLES[name]
    found = stage_all(shared("samples", name), tmp_path / "out")[0]
    assert found.meta["source"] == source
    assert len(found.tables[table]) == count
    told = {column: sum(v or 0 for v in found.column(table, column)) for column in sums}
    assert told == pytest.approx(sums)


def test_a_total_that_its_rows_do_not_reach_is_told(tmp_path: Path) -> None:
    found = stage_all(shared("samples", "meta_ads_en_totals_row.csv"), tmp_path / "out")[0]
    assert found.meta["assumed"] == [
        "The file's own total says 1,425.06; its rows add up to 1,415.06."
    ]
    assert found.left_out["totals"] == 1
