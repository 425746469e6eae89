"""Refused rows: mended in place, and saved as a spreadsheet that the same workspace reads again."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import openpyxl
import pytest

from workbench.importing import reading, refused_rows
from workbench.importing.customer_tokens import CUSTOMER, customer_in, token_of
from workbench.importing.privacy import customer_hash
from workbench.importing.road import bring_in, request_for, staging_folder
from workbench.store import books
from workbench.store.workspace import Workspace

ORDERS = (
    "Name,Email,Financial Status,Currency,Subtotal,Shipping,Taxes,Total,Created at,"
    "Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku\n"
    "#1,ada@example.org,paid,EUR,10.00,0.00,0.00,10.00,2026-01-01 10:00:00 +0100,1,Tee,10.00,T-1\n"
    "#2,alan@example.org,paid,EUR,30.00,0.00,0.00,30.00,2026-01-02 10:00:00 +0100,1,Tee,10.00,T-1\n"
    "#2,alan@example.org,,,,,,,2026-01-02 10:00:00 +0100,two,Mug,10.00,M-1\n"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "orders.csv"
    made.write_text(ORDERS, "utf-8")
    return made


def stated(workspace: Workspace) -> list[tuple[str, int | None, int]]:
    def read(db: sqlite3.Connection) -> list[tuple[str, int | None, int]]:
        return db.execute(
            "SELECT number, customer, (SELECT count(*) FROM order_line l WHERE l.order_id = o.id)"
            " FROM orders o WHERE shown ORDER BY number"
        ).fetchall()

    return workspace.ask(read)


def saved(workspace: Workspace, file: Path, target: Path) -> int:
    with staging_folder() as folder:
        (table,) = reading.read(workspace.ask(request_for, file, folder))
        return refused_rows.save_refused(table.path, target)


def test_a_mended_cell_lets_its_row_in(workspace: Workspace, file: Path) -> None:
    mended = ({"row": 4, "column": "Lineitem quantity", "value": "2"},)
    (did,) = bring_in(workspace, file, corrections=mended)
    assert did.refused_total == 0
    assert [(number, lines) for number, _customer, lines in stated(workspace)] == [
        ("1", 1),
        ("2", 2),
    ]


def test_a_mended_cell_is_checked_again(workspace: Workspace, file: Path) -> None:
    mended = ({"row": 4, "column": "Lineitem quantity", "value": "several"},)
    (did,) = bring_in(workspace, file, corrections=mended)
    assert (4, "several") in [(r.row, r.value) for r in did.refused]


def test_saved_rows_name_nobody_and_come_in_again(
    workspace: Workspace, file: Path, tmp_path: Path
) -> None:
    bring_in(workspace, file)
    target = tmp_path / "refused.xlsx"
    assert saved(workspace, file, target) == 2  # the refused line, and its order's other one
    book = openpyxl.load_workbook(target)
    sheet = book.active
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert "alan" not in str(cells)
    names = cells[0]
    assert CUSTOMER in names
    for row in sheet.iter_rows(min_row=2):
        if row[names.index("Lineitem quantity")].value == "two":
            row[names.index("Lineitem quantity")].value = "2"
    book.save(target)
    before = stated(workspace)
    (did,) = bring_in(workspace, target, as_of="2026-12-31")
    assert did.about.source == "shopify.orders" and did.refused_total == 0
    key = workspace.ask(books.customer_key)
    alan = customer_hash(key, "shopify.orders", "alan@example.org")
    assert stated(workspace) == [*before, ("2", alan, 2)]


def test_a_customer_of_another_workspace_is_nobody() -> None:
    token = token_of(b"k" * 32, -12)
    assert customer_in(b"k" * 32, token) == -12
    assert customer_in(b"x" * 32, token) is None
    assert customer_in(b"k" * 32, token.replace("-12", "-13")) is None
    assert customer_in(b"k" * 32, "ada@example.org") is None


def test_a_formula_in_a_refused_row_stays_text(workspace: Workspace, file: Path, tmp_path) -> None:
    text = ORDERS.replace("Mug", "=1+1")
    file.write_text(text, "utf-8")
    saved(workspace, file, tmp_path / "refused.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "refused.xlsx").active
    assert {"=1+1"} == {c.value for row in sheet.iter_rows() for c in row if "1+1" in str(c.value)}
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_a_report_is_saved_whole_so_that_no_day_goes(workspace: Workspace, tmp_path: Path) -> None:
    rows = [f"2026-01-0{n},{'many' if n in (2, 5) else n},{n}.00" for n in range(1, 7)]
    file = tmp_path / "sales.csv"
    file.write_text("\n".join(["Day,Orders,Total sales", *rows]) + "\n", "utf-8")
    bring_in(workspace, file)
    assert saved(workspace, file, tmp_path / "refused.xlsx") == 6
    (did,) = bring_in(workspace, tmp_path / "refused.xlsx", as_of="2026-12-31")
    assert did.counts["sales_days"].replaced == 0
