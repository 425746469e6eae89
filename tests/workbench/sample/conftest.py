"""The committed sample files, read with nothing of ours: csv, calamine and decimals."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

SAMPLES = Path(__file__).resolve().parents[3] / "resources" / "samples"
Rows = list[dict[str, str]]


def _table(name: str) -> Rows:
    with (SAMPLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def samples() -> Path:
    return SAMPLES


@pytest.fixture(scope="session")
def old_orders() -> Rows:
    return _table("orders_export_2026-01-08.csv")


@pytest.fixture(scope="session")
def new_orders() -> Rows:
    return _table("orders_export_2026-11-09.csv")


@pytest.fixture(scope="session")
def orders(old_orders: Rows, new_orders: Rows) -> dict[str, Rows]:
    """The rows of each order by its name, as the newer export has it."""
    found: dict[str, Rows] = {}
    for table in (old_orders, new_orders):
        latest: dict[str, Rows] = {}
        for row in table:
            latest.setdefault(row["Name"], []).append(row)
        found |= latest
    return found


@pytest.fixture(scope="session")
def sales() -> Rows:
    return _table("sales_by_day.csv")


@pytest.fixture(scope="session")
def sessions() -> Rows:
    return _table("sessions_by_day.csv")


@pytest.fixture(scope="session")
def experiments() -> Rows:
    return _table("experiments.csv")


@pytest.fixture(scope="session")
def backlog() -> list[dict[str, object]]:
    sheet = CalamineWorkbook.from_path(SAMPLES / "backlog.xlsx").get_sheet_by_index(0)
    header, *rows = sheet.to_python()
    return [dict(zip(map(str, header), row, strict=True)) for row in rows]


@pytest.fixture(scope="session")
def own_numbers() -> list[dict[str, object]]:
    sheet = CalamineWorkbook.from_path(SAMPLES / "kpis.xlsx").get_sheet_by_index(0)
    header, *rows = sheet.to_python()
    return [dict(zip(map(str, header), row, strict=True)) for row in rows]


@pytest.fixture(scope="session")
def lines(orders: dict[str, Rows]) -> Rows:
    return [row for rows in orders.values() for row in rows]


@pytest.fixture(scope="session")
def gross(lines: Rows) -> Decimal:
    """Price times quantity over all lines, VAT included."""
    return sum(
        (Decimal(row["Lineitem price"]) * int(row["Lineitem quantity"]) for row in lines),
        Decimal(),
    )
