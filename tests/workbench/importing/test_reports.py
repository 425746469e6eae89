"""Sales and traffic reports: periods, signs, splits, and sums that must hold."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from tests.workbench.importing.reader_tools import shared, stage, write
from workbench.store.facts import SALES_DAY, row_hash

SALES = "Day,Orders,Gross sales,Discounts,Returns,Net sales,Shipping charges,Duties,Additional fees,Taxes,Total sales"
ROW = "2026-03-29,18,4722.08,-135.04,-48.12,4538.92,42.16,0,0,29.03,4610.11"


def test_a_day_of_sales(tmp_path: Path) -> None:
    found = stage(write(tmp_path, "sales.csv", SALES, ROW), tmp_path / "s", currency="USD")
    (row,) = found.tables["sales_day"]
    assert found.staged.source == "shopify.sales"
    expected = {
        "first_day": "2026-03-29", "last_day": "2026-03-29", "channel": "all", "product": "", "currency": "USD",
        "orders": 18, "units": None, "gross_minor": 472208, "discount_minor": 13504, "returns_minor": 4812,
        "net_minor": 453892, "shipping_minor": 4216, "duties_minor": 0, "fees_minor": 0, "tax_minor": 2903,
        "total_minor": 461011, "row": 2,
    }  # fmt: skip
    assert {name: row[name] for name in expected} == expected
    assert row["row_hash"] == row_hash(row[c] for c in SALES_DAY.columns)
    assert (found.meta["grain"], found.meta["first_day"], found.meta["last_day"]) == (
        "day",
        "2026-03-29",
        "2026-03-29",
    )
    assert found.meta["assumed"] == []


@pytest.mark.parametrize(
    ("name", "value", "last", "grain"),
    [
        ("Week", "2026-03-23", "2026-03-29", "week"),
        ("Month", "2026-02-01", "2026-02-28", "month"),
        ("Month", "Feb 2026", "2026-02-28", "month"),
    ],
)
def test_the_time_column_names_the_grain(
    tmp_path: Path, name: str, value: str, last: str, grain: str
) -> None:
    lines = [SALES.replace("Day", name), ROW.replace("2026-03-29", value)]
    found = stage(write(tmp_path, "s.csv", *lines), tmp_path / "s")
    (row,) = found.tables["sales_day"]
    assert (row["last_day"], found.meta["grain"]) == (last, grain)


def test_rows_that_do_not_add_up_are_kept_and_told(tmp_path: Path) -> None:
    found = stage(
        write(tmp_path, "s.csv", SALES, ROW, ROW.replace("4538.92", "4538.00")), tmp_path / "s"
    )
    assert len(found.tables["sales_day"]) == 2
    assert [text.split(" ")[0] for text in found.meta["assumed"]] == ["Net", "Total"]
    assert "row 3" in found.meta["assumed"][0]


def test_by_product_a_blank_name_is_kept_apart(tmp_path: Path) -> None:
    head = (
        "Day,Product title,Product variant SKU,Month,Net items sold,Gross sales,Discounts,Returns,"
        "Net sales,Taxes,Total sales"
    )
    file = write(
        tmp_path, "s.csv", head, "2026-03-29,Candle,C-1,2026-03-01,3,30.00,0,0,30.00,0,30.00",
        "2026-03-29,,,2026-03-01,0,0,0,0,0,0,4.95",
    )  # fmt: skip
    found = stage(file, tmp_path / "s")
    assert found.column("sales_day", "product") == ["Candle · C-1", "(no product)"]
    assert found.column("sales_day", "units") == [3.0, 0.0]
    assert found.meta["grain"] == "day"
    assert found.meta["report_shape"].startswith("product: ")


def test_a_dutch_report_with_commas(tmp_path: Path) -> None:
    head = "Dag;Bestellingen;Bruto-omzet;Kortingen;Retouren;Netto-omzet"
    file = write(
        tmp_path, "s.csv", head, "03-08-2026;2;€ 1.234,56;€ -34,56;0;€ 1.200,00", encoding="cp1252"
    )
    found = stage(file, tmp_path / "s")
    (row,) = found.tables["sales_day"]
    assert (row["first_day"], row["gross_minor"], row["discount_minor"], row["net_minor"]) == (
        "2026-08-03",
        123456,
        3456,
        120000,
    )


def test_a_date_that_nothing_decides_follows_the_locale_and_is_asked(tmp_path: Path) -> None:
    file = write(tmp_path, "s.csv", SALES, ROW.replace("2026-03-29", "03/08/2026"))
    dutch, american = stage(file, tmp_path / "a"), stage(file, tmp_path / "b", locale="en_US")
    told = stage(file, tmp_path / "c", dates="mdy")
    assert [f.column("sales_day", "first_day")[0] for f in (dutch, american, told)] == [
        "2026-08-03",
        "2026-03-08",
        "2026-03-08",
    ]
    assert dutch.meta["questions"][0]["key"] == "dates"
    assert "03/08/2026" in dutch.meta["assumed"][0]
    assert told.meta["questions"] == []


def test_a_bad_row_is_refused_alone(tmp_path: Path) -> None:
    file = write(
        tmp_path, "s.csv", SALES, ROW, ROW.replace("18", "many"), ROW.replace("2026-03-29", "")
    )
    found = stage(file, tmp_path / "s")
    assert found.refused == [
        (3, "Orders", "many", "This is not a number."),
        (4, "Day", "", "The row has no date."),
    ]
    assert len(found.tables["sales_day"]) == 1


def test_traffic(tmp_path: Path) -> None:
    file = write(
        tmp_path, "t.csv", "Week,Sessions with cart additions,Sessions that reached checkout,"
        "Sessions that completed checkout",
        '2026-03-23,"1,204",310,98',
    )  # fmt: skip
    found = stage(file, tmp_path / "s")
    (row,) = found.tables["traffic_day"]
    assert found.staged.source == "shopify.traffic"
    values = tuple(
        row[n]
        for n in (
            "first_day",
            "last_day",
            "segment",
            "visitors",
            "sessions",
            "carts",
            "checkouts",
            "completed",
        )
    )
    assert values == ("2026-03-23", "2026-03-29", "", None, None, 1204, 310, 98)


def test_reports_that_measure_other_things_never_replace_each_other(tmp_path: Path) -> None:
    one = stage(write(tmp_path, "a.csv", "Day,Sessions", "2026-03-23,5"), tmp_path / "a")
    two = stage(
        write(tmp_path, "b.csv", "Day,Sessions that completed checkout", "2026-03-23,5"),
        tmp_path / "b",
    )
    again = stage(write(tmp_path, "c.csv", "Sessions,Day", "6,2026-03-24"), tmp_path / "c")
    assert one.meta["report_shape"] == again.meta["report_shape"] != two.meta["report_shape"]


def test_the_public_report_adds_up(tmp_path: Path) -> None:
    path = shared("samples", "shopify_total_sales_over_time.csv")
    found = stage(path, tmp_path / "s")
    with path.open(encoding="utf-8-sig") as file:
        total = sum(Decimal(row["Total sales"]) for row in csv.DictReader(file))
    assert Decimal(sum(found.column("sales_day", "total_minor"))) / 100 == total


def test_a_week_without_a_year_is_the_last_one_before_the_export(tmp_path: Path) -> None:
    lines = ("Week,Orders,Net sales,Total sales", "Week 31,3,10.00,12.00", "Week 50,4,11.00,13.00")
    found = stage(write(tmp_path, "w.csv", *lines), tmp_path / "s", as_of="2026-08-10")
    assert found.column("sales_day", "first_day") == ["2026-07-27", "2025-12-08"]
    assert found.column("sales_day", "last_day") == ["2026-08-02", "2025-12-14"]
    assert "has no year" in found.meta["assumed"][0]
