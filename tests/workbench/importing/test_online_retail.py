"""The UCI layout: every row accounted for, cancelling invoices kept apart."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from pathlib import Path

import pytest

from tests.workbench.importing.reader_tools import Found, request, shared, stage, workbook
from workbench.importing import reading

HEAD = [
    "InvoiceNo",
    "StockCode",
    "Description",
    "Quantity",
    "InvoiceDate",
    "UnitPrice",
    "CustomerID",
    "Country",
]
AT = datetime(2010, 12, 1, 8, 26)  # noqa: DTZ001
ROWS = [
    [536365, "85123A", "WHITE HOLDER", 6, AT, 2.55, 17850, "United Kingdom"],
    [536365, 71053, "WHITE LANTERN", 3, AT, 3.333, 17850, "United Kingdom"],
    [536365, "85123A", "WHITE HOLDER", 6, AT, 2.55, 17850, "United Kingdom"],
    ["C536379", "D", "Discount", -1, AT, 27.5, 14527, "United Kingdom"],
    ["A563185", "B", "Adjust bad debt", 1, AT, 11062.06, None, "United Kingdom"],
    [536370, "22728", None, 24, AT, 3.75, None, "France"],
]


@pytest.fixture
def found(tmp_path: Path) -> Found:
    return stage(
        workbook(tmp_path, "retail.xlsx", {"Online Retail": [HEAD, *ROWS]}),
        tmp_path / "s",
        currency="GBP",
    )


def test_invoices_become_orders(found: Found) -> None:
    orders = [
        (o["number"], o["kind"], o["gross_minor"], o["country"]) for o in found.tables["orders"]
    ]
    assert orders == [
        ("536365", "order", 1530 + 1000 + 1530, "United Kingdom"),
        ("C536379", "cancelling", -2750, "United Kingdom"),
        ("A563185", "order", 1_106_206, "United Kingdom"),
        ("536370", "order", 9000, "France"),
    ]
    assert found.column("orders", "at")[0] == "2010-12-01T08:26:00"
    assert found.meta["currency"] == "GBP"


def test_equal_rows_are_lines_of_their_own_in_the_order_of_the_file(found: Found) -> None:
    lines = [
        (line["order_n"], line["n"], line["sku"], line["row"])
        for line in found.tables["order_line"]
    ]
    assert lines[:3] == [(1, 1, "85123A", 2), (1, 2, "71053", 3), (1, 3, "85123A", 4)]
    assert len(lines) == len(ROWS)


def test_rows_without_a_customer_count_nobody(found: Found) -> None:
    customers = found.column("orders", "customer")
    assert customers[2:] == [None, None]
    assert len({customers[0], customers[1]}) == 2


def test_a_line_without_price_refuses_its_invoice(tmp_path: Path) -> None:
    rows = [HEAD, [*ROWS[0][:5], None, *ROWS[0][6:]], *ROWS[1:]]
    found = stage(workbook(tmp_path, "r.xlsx", {"A": rows}), tmp_path / "s")
    assert "536365" not in found.column("orders", "number")
    assert [r[0] for r in found.refused] == [2, 3, 4]
    assert len(found.tables["order_line"]) + 3 == found.meta["read"] == 6


@pytest.mark.slow
def test_the_public_file_adds_up(tmp_path: Path) -> None:
    asked = request(shared("data", "online_retail.xlsx"), tmp_path, currency="GBP")
    (staged,) = reading.read(asked)
    db = sqlite3.connect(staged.path)

    def told(sql: str) -> tuple[object, ...]:
        return tuple(db.execute(sql).fetchone())

    assert (staged.read, staged.refused) == (541_909, 0)
    assert told("SELECT count(*), sum(amount_minor), sum(quantity) FROM order_line") == (
        541_909,
        974_774_793,
        5_176_450,
    )
    assert told(
        "SELECT count(*), count(DISTINCT customer), count(DISTINCT country) FROM orders"
    ) == (25_900, 4_372, 38)
    ordered = "SELECT count(*), count(DISTINCT customer) FROM orders WHERE kind = 'order'"
    assert told(ordered) == (22_064, 4_339)
    assert told("SELECT sum(gross_minor) FROM orders WHERE kind = 'cancelling'") == (-89_681_249,)
    assert told("SELECT count(DISTINCT sku) FROM order_line") == (4_070,)
    db.close()
