"""The first paint loads nothing heavy, and the numbers of Home are on it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HEAVY = (
    "pandas",
    "numpy",
    "matplotlib",
    "scipy",
    "sqlite_utils",
    "openpyxl",
    "statsmodels",
    "pptx",
)
SCRIPT = """
import sys
sys.path.insert(0, {root!r})
from ui import app
app.after_paint = lambda window: None
status = app.main([{file!r}, "--exit-when-painted"])
from PySide6.QtWidgets import QApplication
loaded = sorted(name for name in {heavy!r} if name in sys.modules)
print(status, loaded)
"""


def test_home_paints_without_anything_heavy(sample_file: Path) -> None:
    script = SCRIPT.format(root=str(ROOT), file=str(sample_file), heavy=HEAVY)
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.stdout.strip() == "0 []", done.stdout + done.stderr


def test_a_workspace_that_is_gone_opens_the_welcome_page(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), str(tmp_path / "gone.workbench"), "--exit-when-painted"],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
