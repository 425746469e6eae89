"""The tour writes the whole window at each stop, in the size that was asked for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_every_page_and_sheet_is_a_picture(sample_file: Path, tmp_path: Path) -> None:
    command = [sys.executable, "main.py", "tour", str(tmp_path / "out"), str(sample_file)]
    done = subprocess.run(
        [*command, "--theme", "dark", "--size", "1200x760"],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    names = sorted(os.listdir(tmp_path / "out"))
    assert names == sorted(done.stdout.split())
    shown = {name[3:-4] for name in names}
    assert shown >= {"welcome", "home", "kpis", "roadmap-board", "roadmap-table", "experiment",
                     "imports", "present", "presenting", "settings", "palette", "quick-add",
                     "shortcuts", "backups", "empty-roadmap", "preview-new"}  # fmt: skip
    for name in names:
        image = QImage(str(tmp_path / "out" / name))
        if "presenting" not in name:
            assert (image.width(), image.height()) == (1200, 760), name
        corner = image.pixelColor(3, image.height() - 3)
        assert corner.lightness() < 60, name  # dark everywhere, also after other settings changed
