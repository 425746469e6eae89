"""Painting Home with experiments in the file loads neither scipy nor statsmodels."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from workbench.experiments import ledger, readings
from workbench.new import new_workspace

ROOT = Path(__file__).resolve().parents[2]


def test_opening_a_workspace_with_tests_loads_no_statistics(tmp_path: Path) -> None:
    file = tmp_path / "Shop.workbench"
    shop = new_workspace(file, name="Shop", currency="EUR")
    test = shop.do("Add", ledger.add, "Bar", status="running").result
    for name, conversions in (("Control", 300), ("Bar", 352)):
        variant = shop.do("Add", readings.add_variant, test, name).result
        counts = {"visitors": 10_000, "conversions": conversions}
        shop.do("Count", readings.record_reading, variant, **counts)
    shop.close()
    code = (
        "import sys; from ui.app import main\n"
        f"main([{str(file)!r}, '--exit-when-painted'])\n"
        "print([name for name in ('scipy', 'statsmodels') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[]"
