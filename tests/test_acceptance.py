"""Whole roads through the command line, judged against counts made without the program."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from tests import small_shop
from tests.conftest import SHARED
from workbench.cli import main
from workbench.kpis.reconciliation import reconciliation
from workbench.store.opening import open_workspace

Run = Callable[..., Any]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Iterator[Run]:
    """Run a command; answers its JSON where it prints any. It must succeed."""

    def command(*words: object) -> Any:
        assert main([str(word) for word in words]) == 0, capsys.readouterr().err
        printed = capsys.readouterr().out
        return json.loads(printed) if "--json" in words else printed

    yield command


def shared(name: str) -> Path:
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"1 file not there: {name}")
    return path


def value(run: Run, file: Path, key: str) -> Any:
    points = run("kpi", file, key, "--by", "all", "--json")["points"]
    return points[0]["value"] if points else None


@pytest.mark.slow
def test_the_public_retail_history(run: Run, tmp_path: Path) -> None:
    sheet, file = shared("data/online_retail.xlsx"), tmp_path / "retail.workbench"
    run("new", file, "--name", "Retail", "--currency", "GBP")
    empty = run("check", file, "--json")
    (first,) = run("import", file, sheet, "--json")["imports"]
    assert first["read"] == 541_909
    assert first["added"] == {"orders": 25_900, "order_lines": 541_909}
    assert (first["refused_total"], first["left_out"]) == (0, {})
    found = {key: value(run, file, key) for key in ("net_sales", "returns", "orders", "units")}
    assert found == {
        "net_sales": 9747747.93,
        "returns": 896812.49,
        "orders": 22064,
        "units": 5176450,
    }
    assert value(run, file, "customers") == 4339

    (again,) = run("import", file, sheet, "--json")["imports"]
    assert again["import_id"] is None
    assert again["added"] == again["updated"] == {}

    assert run("undo", file, "--json")["next"] is None
    checked = run("check", file, "--json")
    for part in ("ok", "problems", "counts", "imports"):
        assert checked[part] == empty[part]
    assert value(run, file, "net_sales") is None


def test_an_export_without_line_prices_keeps_no_address(
    run: Run, tmp_path: Path, own_folders: Path
) -> None:
    sheet, file = shared("samples/shopify_orders.csv"), tmp_path / "shop.workbench"
    rows = list(csv.DictReader(sheet.read_text("utf-8").splitlines()))
    run("new", file, "--name", "Shop", "--currency", "USD")
    (answer,) = run("import", file, sheet, "--json")["imports"]
    numbers = {row["Name"] for row in rows}
    assert answer["added"] == {"orders": len(numbers), "order_lines": len(rows)}
    total = sum(Decimal(row["Total"]) for row in rows if row["Total"])
    assert Decimal(str(value(run, file, "total_sales"))) == total == Decimal("15063.00")
    for key in ("gross_sales", "discounts", "net_sales", "shipping", "taxes"):
        series = run("kpi", file, key, "--by", "all", "--json")
        assert series["points"][0]["value"] is None
        assert "“" in series["missing"], "the missing column is named"
    addresses = {row["Email"].encode() for row in rows if row["Email"]}
    kept = [path for root in (tmp_path, own_folders) for path in root.rglob("*") if path.is_file()]
    assert len(kept) >= 2, "the workspace and a backup"
    held = b"".join(path.read_bytes() for path in kept)
    assert addresses
    assert not [address for address in addresses if address in held]
    assert b"example.com" not in held


SPANS = (  # first day, last day, exported on
    (date(2026, 1, 5), date(2026, 2, 10), date(2026, 2, 11)),
    (date(2026, 1, 20), date(2026, 3, 8), date(2026, 3, 9)),
    (date(2026, 1, 5), date(2026, 3, 25), date(2026, 4, 24)),
)


@pytest.fixture(params=list(permutations(range(3))), ids=lambda order: "".join(map(str, order)))
def shop_file(request: pytest.FixtureRequest, run: Run, tmp_path: Path) -> Path:
    """The small shop's three overlapping exports, in each order, and its sales report."""
    file = tmp_path / "small.workbench"
    run("new", file, "--name", "Small", "--prices-include-vat", "ask")
    exports = [small_shop.write_orders(tmp_path, *span) for span in SPANS]
    for place in request.param:
        run("import", file, exports[place])
    run("import", file, small_shop.write_report(tmp_path))
    return file


def test_overlapping_exports_in_any_order_agree_with_the_sales_report(
    run: Run, shop_file: Path
) -> None:
    told = small_shop.report()
    days = run("kpi", shop_file, "net_sales", "--by", "day", "--json")["points"]
    shown = {day["from"]: day["value"] for day in days}
    assert shown == {day.isoformat(): float(row["Net sales"]) for day, row in told.items()}

    sales = small_shop.sales()
    kept = [sale for sale in sales if not sale.cancel_day]
    assert value(run, shop_file, "orders") == len(kept)
    assert value(run, shop_file, "customers") == len({sale.email for sale in kept})
    assert value(run, shop_file, "units") == sum(n for s in kept for _sku, n, _price in s.lines)


def test_every_difference_to_the_sales_report_has_a_name(shop_file: Path) -> None:
    told = small_shop.report()
    with open_workspace(shop_file, read_only=True) as workspace:
        whole = workspace.ask(reconciliation)
        days = [workspace.ask(reconciliation, first=day, last=day) for day in told]
    for found in (whole, *days):
        if not found.missing:
            difference = found.report_minor - found.orders_minor
            assert sum(line.amount_minor for line in found.lines) == difference
            assert not [line for line in found.lines if line.key == "unexplained"], found
    lines = {line.key: line.amount_minor for line in whole.lines}
    assert lines["refunds"] > 0, "refunds paid back after the last order day are not in these days"
    assert abs(lines["cents"]) <= sum(len(sale.lines) for sale in small_shop.sales())


def test_bad_input_gets_one_sentence_and_status_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, text = tmp_path / "a.workbench", tmp_path / "notes.txt"
    text.write_text("not a table at all\n", "utf-8")
    assert main(["new", str(file), "--name", "A"]) == 0
    for words in (
        ["nonsense"],
        ["new"],
        ["new", file],
        ["new", tmp_path / "no" / "b.workbench"],
        ["new", tmp_path / "b.workbench", "--currency", "ZZZ"],
        ["new", tmp_path / "b.workbench", "--timezone", "Mars"],
        ["new", tmp_path / "b.workbench", "--locale", "xx_YY"],
        ["new", tmp_path / "b.workbench", "--vat", "21"],
        ["import", file],
        ["import", file, tmp_path / "gone.csv"],
        ["import", file, text],
        ["import", tmp_path / "gone.workbench", text],
        ["import", file, text, "--as", "nonsense"],
        ["import", file, text, "--mapping", text],
        ["kpi", file, "nonsense"],
        ["kpi", file, "orders", "--by", "hour"],
        ["kpi", file, "orders", "--from", "2026-13-01"],
        ["kpi", file, "orders", "--from", "2026-02-01", "--to", "2026-01-01"],
        ["items", file, "--framework", "nonsense"],
        ["undo", file],
        ["check", text],
        ["export", file, "--what", "deck", "--to", tmp_path / "x.docx"],
        ["export", file, "--what", "deck", "--deck", "none", "--to", tmp_path / "x.pptx"],
    ):
        capsys.readouterr()
        assert main([str(word) for word in words]) == 2, words
        printed = capsys.readouterr()
        assert printed.out == "", words
        assert printed.err.strip().count("\n") == 0, printed.err
        assert len(printed.err) > 10, words
    assert not (tmp_path / "b.workbench").exists()
