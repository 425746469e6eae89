"""Write the sample brand's export files: `python -m workbench.sample.generate [DIR]`.

The files are those a shop owner would have: two order exports that overlap, two daily reports, a
backlog, past tests and a sheet of monthly numbers. Every run writes the same bytes.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from workbench.sample import backlog, experiments, orders_file, own_numbers, reports
from workbench.sample.brand import BRAND, CURRENCY, FIRST_DAY, LAST_DAY, TODAY, VAT, ZONE
from workbench.sample.season import traffic
from workbench.sample.shop import orders
from workbench.sample.spreadsheet import csv_bytes, xlsx_bytes

__all__ = [
    "BACKLOG",
    "BRAND",
    "CURRENCY",
    "EXPERIMENTS",
    "FILES",
    "FIRST_DAY",
    "LAST_DAY",
    "OLD_ORDERS",
    "ORDERS",
    "OWN_NUMBERS",
    "SALES",
    "SESSIONS",
    "TODAY",
    "VAT",
    "ZONE",
    "contents",
    "write",
]

# The day of the export stands in the name, so that the newer file wins where the two overlap.
OLD_ORDERS = "orders_export_2026-01-08.csv"
ORDERS = "orders_export_2026-11-09.csv"
SALES = "sales_by_day.csv"
SESSIONS = "sessions_by_day.csv"
BACKLOG = "backlog.xlsx"
EXPERIMENTS = "experiments.csv"
OWN_NUMBERS = "kpis.xlsx"

# In the order in which a person would bring them in.
FILES = (OLD_ORDERS, ORDERS, SALES, SESSIONS, OWN_NUMBERS, BACKLOG, EXPERIMENTS)

_OLD_EXPORT, _OLD_LAST, _NEW_FIRST = date(2026, 1, 8), date(2025, 12, 31), date(2025, 12, 8)


def write(folder: Path) -> list[Path]:
    """Write all files into a folder, making it where needed, and name them in order of import."""
    folder.mkdir(parents=True, exist_ok=True)
    found = []
    for name, content in contents().items():
        path = folder / name
        path.write_bytes(content)
        found.append(path)
    return found


def contents() -> dict[str, bytes]:
    """Every file's bytes by its name, in order of import."""
    visits = traffic()
    sold = orders(visits)
    old = orders_file.rows(sold, FIRST_DAY, _OLD_LAST, _OLD_EXPORT)
    new = orders_file.rows(sold, _NEW_FIRST, LAST_DAY, TODAY)
    numbers = own_numbers.rows(sold)
    return {
        OLD_ORDERS: csv_bytes(old),
        ORDERS: csv_bytes(new),
        SALES: csv_bytes(reports.sales_rows(sold)),
        SESSIONS: csv_bytes(reports.sessions_rows(visits)),
        OWN_NUMBERS: xlsx_bytes(
            "Numbers", numbers, formats=own_numbers.FORMATS, widths=own_numbers.WIDTHS
        ),
        BACKLOG: xlsx_bytes(
            "Backlog", backlog.rows(), formats=backlog.FORMATS, widths=backlog.WIDTHS
        ),
        EXPERIMENTS: csv_bytes(experiments.rows(visits, sold)),
    }


def main(arguments: list[str]) -> None:
    """Write the files into the folder named, or into the project's own samples."""
    home = Path(__file__).resolve().parents[2] / "resources" / "samples"
    for path in write(Path(arguments[0]) if arguments else home):
        print(f"{path}  {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
