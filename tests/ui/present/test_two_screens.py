"""Slides on the projector, notes on the presenter's own screen; one screen and a window to share work too."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]
OWN = {"name": "laptop", "x": 0, "y": 0, "width": 1440, "height": 900}
PROJECTOR = {"name": "projector", "x": 1440, "y": 0, "width": 1920, "height": 1080}


def present(folder: Path, *screens: dict[str, Any]) -> dict[str, Any]:
    config = folder / "screens.json"
    config.write_text(json.dumps({"screens": list(screens)}), "utf-8")
    run = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("two_screens.py")), str(folder)],
        env={
            **os.environ,
            "QT_QPA_PLATFORM": f"offscreen:configfile={config}",
            "PYTHONPATH": str(ROOT),
        },
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert run.returncode == 0, run.stderr
    answer: dict[str, Any] = json.loads(run.stdout)
    return answer


@pytest.mark.slow
def test_two_screens_show_slides_on_one_and_notes_on_the_other(tmp_path: Path) -> None:
    found = present(tmp_path, OWN, PROJECTOR)
    full = found["full"]
    assert full["show"]["screen"] == "projector"
    assert full["show"]["box"] == [1440, 0, 1920, 1080]
    assert full["notes"]["screen"] == "laptop" and full["secret"] == "Secret words"
    assert full["left"]
    shared = found["window"]
    wide, high = shared["show"]["box"][2:]
    assert wide * 9 == high * 16 and "Monday" in shared["show"]["title"]
    assert shared["notes"]["title"] != shared["show"]["title"] and shared["left"]


@pytest.mark.slow
def test_one_screen_shows_the_slides_full_and_keeps_the_notes_away(tmp_path: Path) -> None:
    found = present(tmp_path, OWN)
    assert found["full"]["show"]["box"] == [0, 0, 1440, 900]
    assert found["full"]["notes"] is None
    assert found["window"]["notes"] is not None
