"""Any number can be walked back to its files and rows, and the rows add up to it."""

from __future__ import annotations

from datetime import date

import pytest

from workbench.kpis import typed
from workbench.kpis.definition import rows_behind, where_from
from workbench.kpis.series import series

FIRST, LAST = date(2026, 3, 2), date(2026, 3, 4)


@pytest.fixture
def filled(shop):
    number = shop.imported("shopify.orders", "2026-03-02", "2026-03-04", file="orders.csv")
    again = shop.imported("shopify.orders", "2026-03-04", "2026-03-04", file="later.csv")
    shop.order("2026-03-02", gross_minor=1000, customer=11, units=2, import_id=number, row=2)
    shop.order("2026-03-02", gross_minor=9999, status="voided", import_id=number, row=3)
    shop.order("2026-03-03", gross_minor=500, refunded_minor=200, import_id=number, row=4)
    shop.order("2026-03-04", gross_minor=700, customer=11, import_id=again, row=2)
    report = shop.slice("traffic_day", "shopify.traffic")
    traffic = shop.imported("shopify.traffic", "2026-03-02", "2026-03-02", file="sessions.csv")
    shop.traffic(report, "2026-03-02", sessions=90, completed=2, import_id=traffic, row=2)
    shop.rebuild()
    return shop


@pytest.mark.parametrize(
    "key", ["gross_sales", "net_sales", "returns", "orders", "units", "sessions"]
)
def test_the_rows_add_up_to_the_number(filled, key):
    (point,) = series(filled.db, key, by="all", first=FIRST, last=LAST).points
    found = rows_behind(filled.db, key, FIRST, LAST)
    assert sum(row.numerator for row in found.rows) == point.value
    assert found.total == len(found.rows)


def test_a_ratio_shows_both_of_its_sides(filled):
    found = rows_behind(filled.db, "conversion_rate", FIRST, LAST)
    assert [(r.numerator, r.denominator, r.file, r.row) for r in found.rows] == [
        (2, 90, "sessions.csv", 2)
    ]
    orders = rows_behind(filled.db, "average_order_value", FIRST, LAST, 2)
    assert ([r.what for r in orders.rows], orders.total) == (["1", "3"], 3)


def test_customers_are_counted_not_told(filled):
    found = rows_behind(filled.db, "customers", FIRST, LAST)
    assert [(row.what, row.numerator) for row in found.rows] == [("1", None), ("4", None)]
    assert "11" not in str(found)


def test_where_from_names_the_files_with_their_rows(filled):
    found = where_from(filled.db, "net_sales")
    assert [(f.file, f.rows, f.first_day, f.last_day) for f in found.files] == [
        ("orders.csv", 2, date(2026, 3, 2), date(2026, 3, 3)),
        ("later.csv", 1, date(2026, 3, 4), date(2026, 3, 4)),
    ]
    assert found.sources == ("Shopify orders",)
    assert found.card.formula == "gross sales − discounts − returns, excl. VAT"
    assert series(filled.db, "net_sales").imports == (1, 2)


def test_a_typed_kpi_shows_its_values(shop):
    number = shop.imported("kpi.sheet", "2026-03-01", "2026-03-31", file="kpis.xlsx")
    key = typed.add_kpi(shop.db, "NPS")
    span = (date(2026, 3, 1), date(2026, 3, 31))
    typed.set_snapshot(shop.db, key, *span, "51", import_id=number, row=7)
    found = rows_behind(shop.db, key, *span)
    assert [(r.numerator, r.file, r.row) for r in found.rows] == [(51.0, "kpis.xlsx", 7)]
    assert [f.file for f in where_from(shop.db, key).files] == ["kpis.xlsx"]


def test_nothing_held_has_no_files(shop):
    found = where_from(shop.db, "net_sales")
    assert (found.files, found.missing) == ((), "Nothing has been imported yet.")
