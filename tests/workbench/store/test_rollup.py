"""Making some days anew gives what making all anew gives; a real shop's published figures come out."""

from __future__ import annotations

import csv
import gzip
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.store import rollup

SHARED = Path(__file__).resolve().parents[4] / "shared"
START = date(2025, 12, 20)
DAYS = st.integers(0, 60).map(lambda n: (START + timedelta(n)).isoformat())

ORDER = st.fixed_dictionaries(
    {
        "day": DAYS,
        "gross_minor": st.none() | st.integers(-500, 5000),
        "customer": st.none() | st.integers(1, 5),
        "kind": st.sampled_from(["order", "order", "order", "cancelling"]),
        "status": st.sampled_from(["paid", "voided", None]),
        "channel": st.sampled_from(["Online store", "Point of sale", None]),
        "currency": st.sampled_from(["EUR", "USD", None]),
    }
)
REPORT = st.tuples(st.sampled_from(["day", "product", "week"]), DAYS, st.integers(0, 900))


def write_report(shop, slices, kind, day, net):
    first = date.fromisoformat(day)
    if kind == "week":
        first -= timedelta(first.weekday())
        last = first + timedelta(6)
        shop.sales(slices[kind], first.isoformat(), last.isoformat(), net_minor=net, orders=1)
    else:
        product = "Candle" if kind == "product" else None
        shop.sales(slices[kind], day, net_minor=net, orders=1, product=product)
    return {(first + timedelta(n)).isoformat() for n in range(7 if kind == "week" else 1)} | {day}


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    before=st.lists(ORDER, max_size=12),
    after=st.lists(ORDER, max_size=6),
    gone=st.sets(st.integers(1, 12), max_size=5),
    reports_before=st.lists(REPORT, max_size=5),
    reports_after=st.lists(REPORT, max_size=4),
)
def test_touched_days_alone_give_the_same_as_everything(
    make_shop, before, after, gone, reports_before, reports_after
):
    shop = make_shop()
    slices = {
        "day": shop.slice("sales_day", "shopify.sales", shape="totals"),
        "product": shop.slice("sales_day", "shopify.sales", shape="products"),
        "week": shop.slice("sales_day", "shopify.sales", shape="weeks", grain="week"),
    }
    for order in before:
        shop.order(**order)
    for report in reports_before:
        write_report(shop, slices, *report)
    shop.rebuild()
    touched = {order["day"] for order in after}
    for number in gone:
        touched |= {
            row[0]
            for row in shop.db.execute("SELECT day FROM orders WHERE id = ?", (number,)).fetchall()
        }
        shop.db.execute("UPDATE orders SET shown = 0 WHERE id = ?", (number,))
    for order in after:
        shop.order(**order)
    for report in reports_after:
        touched |= write_report(shop, slices, *report)
    rollup.rebuild_days(shop.db, touched)
    assert rollup.stale(shop.db) == []


def test_stale_names_the_roll_up_that_a_hand_has_changed(shop):
    shop.order("2026-01-03", gross_minor=100, customer=1)
    shop.rebuild()
    shop.db.execute("UPDATE rollup SET amount = 999 WHERE measure = 'gross'")
    assert rollup.stale(shop.db) == ["rollup"]
    assert shop.total("gross") == 999  # looking changes nothing


def test_a_report_that_lost_its_rows_leaves_the_roll_up(shop):
    month = shop.slice("sales_day", "shopify.sales", grain="month")
    shop.sales(month, "2026-02-01", "2026-02-28", net_minor=28000)
    shop.rebuild()
    shop.db.execute("UPDATE sales_day SET shown = 0")
    rollup.rebuild_days(shop.db, ["2026-02-10"])
    assert shop.total("net") is None


@pytest.fixture
def uci(shop):
    """The invoices with a known customer of the UCI Online Retail shop (CC BY 4.0), one order each."""
    source = SHARED / "oracles" / "data" / "uci_online_retail_orders.csv.gz"
    if not source.exists():
        pytest.skip(f"1 file is not here: {source.name}")
    with gzip.open(source, "rt", encoding="utf-8", newline="") as lines:
        rows = [
            (
                row["InvoiceNo"],
                row["InvoiceDate"][:10],
                int(row["CustomerID"]),
                round(float(row["Revenue"]) * 100),
            )
            for row in csv.DictReader(lines)
        ]
    shop.db.executemany(
        "INSERT INTO orders(source, number, day, kind, customer, currency, gross_minor, shown)"
        " VALUES ('online_retail', ?, ?, 'order', ?, 'GBP', ?, 1)",
        rows,
    )
    shop.rebuild()
    return shop


def test_the_uci_shop_comes_out_as_published(uci):
    # Revenue, orders, customers and monthly figures: IliasTmrs/online-retail-cohort-retention@6e95605.
    assert uci.total("net") == 891140790
    assert uci.total("orders") == 18532
    assert uci.db.execute("SELECT count(*) FROM customer_first").fetchone() == (4338,)
    active = dict(
        uci.db.execute(
            "SELECT first_day, customers FROM customer_bucket WHERE grain = 'month'"
        ).fetchall()
    )
    assert [active[f"2011-{m:02}-01"] for m in (2, 4, 6, 8, 10, 12)] == [
        758,
        856,
        991,
        935,
        1364,
        615,
    ]
    new = dict(
        uci.db.execute(
            "SELECT first_day, new_customers FROM customer_bucket WHERE grain = 'month'"
        ).fetchall()
    )
    # First-order cohorts of even months: HarshTanwar001/Cohort-Analysis.
    assert [new[f"2011-{m:02}-01"] for m in (2, 4, 6, 8, 10, 12)] == [380, 300, 242, 169, 358, 41]
