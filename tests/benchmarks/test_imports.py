"""Large files from the drop to the commit: recognised, checked, fingerprinted, merged and rolled up."""

from __future__ import annotations

import math
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.benchmarks.conftest import ROWS, Compare, empty_workspace, imported, python, seconds
from tests.conftest import SHARED
from workbench.importing import road
from workbench.store import rollup

Large = Callable[[str, int], Path]
MOST_MEMORY = {"csv": 1000.0, "xlsx": 2200.0}  # MB for a million rows, of app and reader together


def by_calamine(sheet: Path) -> Callable[[], object]:
    """Read a workbook into Python with the fast reader alone."""
    code = (
        "import sys; from python_calamine import CalamineWorkbook as W;"
        "W.from_path(sys.argv[1]).get_sheet_by_index(0).to_python()"
    )
    return lambda: python("-c", code, str(sheet))


def test_an_excel_file(compare: Compare, large: Large, tmp_path: Path) -> None:
    sheet, file = large("xlsx", ROWS), tmp_path / "large.workbench"
    what = f"import {ROWS:,} x 16 xlsx / calamine reading it"
    compare(what, lambda: imported(file, sheet), by_calamine(sheet), goal=2)


def test_a_csv_file(compare: Compare, large: Large, tmp_path: Path) -> None:
    program = shutil.which("sqlite3")
    if program is None:
        pytest.skip("the sqlite3 program is not installed")
    sheet, file, other = large("csv", ROWS), tmp_path / "large.workbench", tmp_path / "other.db"

    def reference() -> None:
        other.unlink(missing_ok=True)
        subprocess.run([program, other, f".import --csv {sheet} t"], check=True)

    what = f"import {ROWS:,} x 16 csv / sqlite3 .import"
    compare(what, lambda: imported(file, sheet), reference, goal=4)


def test_the_public_retail_file(compare: Compare, tmp_path: Path) -> None:
    sheet, file = SHARED / "data" / "online_retail.xlsx", tmp_path / "retail.workbench"
    if not sheet.exists():
        pytest.skip("the public retail file is not here")
    what = "import UCI Online Retail (541,909 rows) / calamine reading it"
    run = by_calamine(sheet)
    compare(what, lambda: imported(file, sheet, currency="GBP"), run, goal=2, rounds=2)
    db = sqlite3.connect(file)
    try:
        sums = dict(db.execute("SELECT measure, sum(amount) FROM rollup GROUP BY 1").fetchall())
        customers = db.execute("SELECT count(*) FROM customer_first").fetchone()[0]
    finally:
        db.close()
    assert (sums["net"], sums["orders"], sums["units"]) == (974774793, 22064, 5176450_000)
    assert customers == 4339


def test_the_same_rows_again(compare: Compare, large: Large, tmp_path: Path) -> None:
    first, again = large("xlsx", ROWS), large("swapped.xlsx", ROWS)
    file = tmp_path / "large.workbench"
    workspace = empty_workspace(file)
    began: list[float] = [seconds(lambda: road.bring_in(workspace, first))]
    result = []
    began.append(seconds(lambda: result.extend(road.bring_in(workspace, again))))
    workspace.close()
    compare.once(lambda: None)
    compare.note("the same rows again, two columns swapped / first", began[1], began[0], goal=0.6)
    counts = result[0].counts["orders"]
    assert (counts.added, counts.updated) == (0, 0)
    assert counts.unchanged > 0


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_growth_at_three_sizes(compare: Compare, large: Large, tmp_path: Path, kind: str) -> None:
    sizes = (ROWS // 8, ROWS // 4, ROWS // 2)
    file = tmp_path / "large.workbench"
    sheets = [large(kind, rows) for rows in sizes]
    times = [min(seconds(lambda s=s: imported(file, s)) for _ in range(2)) for s in sheets]
    compare.once(lambda: None)
    exponent = math.log(times[-1] / times[0]) / math.log(sizes[-1] / sizes[0])
    what = f"growth exponent of a {kind} import, {sizes[0]:,} to {sizes[-1]:,} rows"
    compare.note(what, exponent, None, goal=1.15, unit="")


def test_one_more_week(
    compare: Compare, large_workspace: Callable[[int], Path], tmp_path: Path
) -> None:
    file = tmp_path / "large.workbench"
    shutil.copy(large_workspace(ROWS * 5), file)
    db = sqlite3.connect(file, isolation_level=None)
    last = db.execute("SELECT max(day) FROM orders").fetchone()[0]
    days = [row[0] for row in db.execute("SELECT date(?, -n || ' days') FROM (SELECT 0 AS n UNION"
            " SELECT 1 UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5 UNION SELECT 6)",
            (last,))]  # fmt: skip

    def inside(change: Callable[[], object]) -> Callable[[], None]:
        def run() -> None:
            db.execute("BEGIN")
            change()
            db.execute("ROLLBACK")

        return run

    week = inside(lambda: rollup.rebuild_days(db, days))
    whole = inside(lambda: rollup.rebuild(db))
    what = f"roll-ups of one more week / of all {ROWS * 5:,} lines"
    compare(what, week, whole, goal=0.1, rounds=2)
    db.close()


MEASURE = """
import resource, sys
from pathlib import Path
from tests.benchmarks.conftest import imported
imported(Path(sys.argv[1]), Path(sys.argv[2]))
used = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
print(sum(used) / 1024)
"""


@pytest.mark.parametrize("kind", sorted(MOST_MEMORY))
def test_memory(compare: Compare, large: Large, tmp_path: Path, kind: str) -> None:
    pytest.importorskip("resource")
    sheet = large(kind, ROWS * 5)
    used = float(python("-c", MEASURE, str(tmp_path / "large.workbench"), str(sheet)))
    compare.once(lambda: None)
    what = f"peak memory of importing {ROWS * 5:,} x 16 {kind}, app + reader"
    compare.note(what, used, None, goal=MOST_MEMORY[kind], unit="MB")
