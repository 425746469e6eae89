"""Shopify's orders: grouped, dated, added up and classed; csv and Decimal are the judges."""

from __future__ import annotations

import csv
from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from tests.workbench.importing.reader_tools import FILES, Found, shared, stage, workbook, write
from workbench.errors import ImportFailed
from workbench.importing.privacy import customer_hash
from workbench.store.facts import ORDER_LINE, ORDERS, hash_sum, row_hash

HEAD = (
    "Name,Email,Financial Status,Currency,Subtotal,Shipping,Taxes,Total,Created at,"
    "Lineitem quantity,Lineitem name,Lineitem price"
)
ORDER = "#{n},a@b.example,paid,EUR,10.00,5.00,2.60,15.00,2026-01-0{n} 10:00:00 +0100,1,Tee,10.00"


def cents(text: str) -> int:
    return int((Decimal(text or "0") * 100).to_integral_value(ROUND_HALF_UP))


@pytest.fixture
def found(tmp_path: Path) -> Found:
    return stage(FILES / "shopify_orders.csv", tmp_path / "s")


def test_the_source_is_recognised_with_a_reason(found: Found) -> None:
    assert found.staged.source == "shopify.orders"
    assert found.staged.confidence > 0.9
    assert "Shopify orders" in found.meta["reason"]
    assert found.meta["facts"] == ["orders", "order_line"]


def test_orders_and_lines_against_csv_and_decimal(found: Found) -> None:
    gross: dict[str, int] = defaultdict(int)
    lines: dict[str, int] = defaultdict(int)
    with (FILES / "shopify_orders.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            number = row["Name"].lstrip("#")
            gross[number] += cents(
                str(Decimal(row["Lineitem price"]) * int(row["Lineitem quantity"]))
            )
            lines[number] += 1
    numbers = found.column("orders", "number")
    assert dict(zip(numbers, found.column("orders", "gross_minor"), strict=True)) == gross
    counted: dict[str, int] = defaultdict(int)
    for line in found.tables["order_line"]:
        counted[numbers[line["order_n"] - 1]] += 1
    assert counted == lines
    assert found.meta["read"] == sum(lines.values())


def test_the_values_of_one_order(found: Found) -> None:
    order = found.tables["orders"][1]
    expected = {
        "number": "1003",
        "at": "2026-07-01T14:00:00+02:00",
        "day": "2026-07-01",
        "kind": "order",
        "status": "partially_refunded",
        "cancelled_day": None,
        "channel": "Online store",
        "country": "NL",
        "currency": "EUR",
        "gross_minor": 2500 + 1000 + 330,
        "discount_minor": 500,
        "shipping_minor": 0,
        "tax_minor": 578,
        "refunded_minor": 999,
        "total_minor": 3330,
        "vat_included": 1,
        "discount_code": "SUMMER15",
        "row": 3,
    }
    assert {name: order[name] for name in expected} == expected
    refill = found.tables["order_line"][2]
    assert (refill["unit_price"], refill["amount_minor"], refill["quantity"]) == (
        "9.995",
        1000,
        1.0,
    )


def test_days_are_local_and_channels_have_names(found: Found) -> None:
    assert found.column("orders", "day") == ["2026-07-02", "2026-07-01", "2026-03-29", "2026-03-01"]
    assert found.column("orders", "channel") == [
        "Draft orders",
        "Online store",
        "Point of sale",
        "instagram",
    ]
    assert found.column("orders", "cancelled_day") == [None, None, "2026-03-29", None]
    assert found.column("orders", "country")[-1] == "BE"


def test_a_customer_is_the_same_however_the_address_is_typed(found: Found) -> None:
    customers = found.column("orders", "customer")
    assert (
        customers[0]
        == customers[3]
        == customer_hash(
            b"0123456789abcdef0123456789abcdef", "", "marieke.deboer@voorbeeld.example"
        )
    )
    assert customers[2] is None


def test_fingerprints_are_those_of_the_facts(found: Found) -> None:
    for order in found.tables["orders"]:
        lines = [line for line in found.tables["order_line"] if line["order_n"] == order["n"]]
        prints = [row_hash(line[c] for c in ORDER_LINE.columns) for line in lines]
        assert [line["row_hash"] for line in lines] == prints
        assert order["lines_hash"] == hash_sum(prints)
        assert order["row_hash"] == row_hash(order[c] for c in ORDERS.columns)


def test_vat_is_decided_by_which_sum_holds(tmp_path: Path) -> None:
    inside = stage(write(tmp_path, "in.csv", HEAD, ORDER.format(n=1)), tmp_path / "a")
    on_top = ORDER.format(n=1).replace("15.00,2026", "17.60,2026")
    beside = stage(
        write(tmp_path, "on.csv", HEAD, on_top), tmp_path / "b", prices_include_vat="yes"
    )
    assert inside.column("orders", "vat_included") == [1]
    assert beside.column("orders", "vat_included") == [0]
    assert "1 of 1" in inside.meta["assumed"][0]
    assert inside.meta["assumed"] != beside.meta["assumed"]


@pytest.mark.parametrize(("told", "vat"), [("yes", 1), ("no", 0), ("ask", None)])
def test_without_taxes_the_workspace_says_whether_prices_include_vat(
    tmp_path: Path, told: str, vat: int | None
) -> None:
    file = write(tmp_path, "o.csv", HEAD.replace("Taxes", "Other"), ORDER.format(n=1))
    found = stage(file, tmp_path / "s", prices_include_vat=told)
    assert found.column("orders", "vat_included") == [vat]
    assert len(found.meta["assumed"]) == 1
    assert [q["key"] for q in found.meta["questions"]] == (["vat"] if told == "ask" else [])


def test_rows_of_an_order_need_not_stand_together(tmp_path: Path) -> None:
    second = "#1,a@b.example,,,,,,,2026-01-01 10:00:00 +0100,2,Mug,3.00"
    file = write(tmp_path, "o.csv", HEAD, second, ORDER.format(n=2), ORDER.format(n=1))
    found = stage(file, tmp_path / "s")
    assert found.column("orders", "number") == ["1", "2"]
    assert found.column("orders", "gross_minor") == [1600, 1000]
    assert found.column("orders", "total_minor") == [1500, 1500]
    assert found.column("order_line", "title") == ["Mug", "Tee", "Tee"]


def test_half_an_order_is_never_kept(tmp_path: Path) -> None:
    second = "#1,a@b.example,,,,,,,2026-01-01 10:00:00 +0100,two,Mug,3.00"
    file = write(
        tmp_path,
        "o.csv",
        HEAD,
        ORDER.format(n=1),
        second,
        ORDER.format(n=2),
        ORDER.format(n=3).replace("#3", ""),
    )
    found = stage(file, tmp_path / "s")
    assert found.column("orders", "number") == ["2"]
    assert [(row, column) for row, column, _v, _r in found.refused] == [
        (2, "Name"),
        (3, "Lineitem quantity"),
        (5, "Name"),
    ]
    assert found.refused[1][2:] == ("two", "This is not a number.")
    stored = len(found.tables["order_line"])
    assert stored + len(found.refused) == found.meta["read"]


@pytest.mark.parametrize("value", ["2026-02-30 10:00:00 +0100", "soon", ""])
def test_an_order_without_a_date_is_refused(tmp_path: Path, value: str) -> None:
    bad = ORDER.format(n=1).replace("2026-01-01 10:00:00 +0100", value)
    found = stage(write(tmp_path, "o.csv", HEAD, bad, ORDER.format(n=2)), tmp_path / "s")
    assert found.column("orders", "number") == ["2"]
    assert [r[:2] for r in found.refused] == [(2, "Created at")]


def test_order_of_columns_case_and_further_columns_do_not_matter(tmp_path: Path) -> None:
    rows = list(csv.reader([HEAD, ORDER.format(n=1), ORDER.format(n=2)]))
    turned = [
        ",".join([*(c.upper() if i == 0 else c for c in row[::-1]), "extra"])
        for i, row in enumerate(rows)
    ]
    one = stage(
        write(tmp_path, "a.csv", HEAD, ORDER.format(n=1), ORDER.format(n=2)), tmp_path / "a"
    )
    two = stage(write(tmp_path, "b.csv", *turned), tmp_path / "b")
    assert two.staged.source == "shopify.orders"
    assert one.tables["orders"] == two.tables["orders"]
    assert one.meta["shape"] != two.meta["shape"]


def test_a_workbook_says_the_same_as_the_text(tmp_path: Path) -> None:
    rows = list(csv.reader((FILES / "shopify_orders.csv").read_text("utf-8").splitlines()))
    money = {
        i
        for i, name in enumerate(rows[0])
        if name in ("Subtotal", "Shipping", "Taxes", "Total", "Lineitem price")
    }
    typed = [rows[0]] + [
        [float(c) if i in money and c else c or None for i, c in enumerate(r)] for r in rows[1:]
    ]
    book = stage(workbook(tmp_path, "o.xlsx", {"Orders": typed}), tmp_path / "s")  # type: ignore[dict-item]
    text = stage(FILES / "shopify_orders.csv", tmp_path / "t")
    assert book.tables["orders"] == text.tables["orders"]
    assert book.tables["order_line"] == text.tables["order_line"]


def test_line_discounts_count_where_only_they_explain_the_subtotal(tmp_path: Path) -> None:
    head = HEAD + ",Discount Amount,Lineitem discount"
    line = (
        ORDER.format(n=1).replace("EUR,10.00", "EUR,7.00").replace("15.00,2026", "12.00,2026")
        + ",1.00,2.00"
    )
    found = stage(write(tmp_path, "o.csv", head, line), tmp_path / "s")
    assert found.column("orders", "discount_minor") == [300]
    assert found.column("order_line", "discount_minor") == [200]


def test_abandoned_checkouts_are_never_orders(tmp_path: Path) -> None:
    head = (
        "Name,Email,Accepts Marketing,Currency,Subtotal,Shipping,Taxes,Total,Created at,Lineitem quantity,"
        "Lineitem name,"
        "Lineitem price,Lineitem requires shipping,Billing Name,Shipping Name,Notes"
    )
    line = "#C1,a@b.example,no,EUR,10.00,5.00,2.60,15.00,2026-01-01 10:00:00 +0100,1,Tee,10.00,true,A,A,"
    with pytest.raises(ImportFailed, match="abandoned checkouts"):
        stage(write(tmp_path, "checkouts_export.csv", head, line), tmp_path / "s")


def test_yen_have_no_cents(tmp_path: Path) -> None:
    line = "#1,a@b.example,paid,JPY,1000,500,260,1500,2026-01-01 10:00:00 +0900,2,Tee,500"
    found = stage(write(tmp_path, "o.csv", HEAD, line), tmp_path / "s")
    order = found.tables["orders"][0]
    assert (order["gross_minor"], order["total_minor"], order["currency"]) == (1000, 1500, "JPY")
    assert found.meta["currency"] == "JPY"


def test_the_small_public_file_has_totals_and_no_line_prices(tmp_path: Path) -> None:
    found = stage(shared("samples", "shopify_orders.csv"), tmp_path / "s", currency="USD")
    assert sum(found.column("orders", "total_minor")) == 1_506_300
    assert set(found.column("orders", "gross_minor")) == {None}
    assert (len(found.tables["orders"]), len(found.tables["order_line"])) == (127, 249)
