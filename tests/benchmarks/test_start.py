"""How fast the program is there, and what it costs while it does nothing; against a bare window."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.conftest import Compare, python

BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
app = QApplication(sys.argv)
window = QMainWindow()
window.setCentralWidget(QLabel("Home"))
window.resize(1240, 800)
window.show()
QTimer.singleShot(0, app.quit)
app.exec()
"""
MEMORY = "\nimport psutil; print(psutil.Process().memory_info().rss / 1e6)"
OURS = """
import sys
from PySide6.QtCore import QTimer
from ui import theme
from ui.app import Painted, make_app
from ui.session import Session
from ui.window import Window
app = make_app()
theme.install(app, "light")
session = Session(keep=False)
window = Window(session)
session.open(sys.argv[1])
window.turn_to("home")
Painted(window, app.quit)
window.show()
app.exec()
"""


def test_start_to_painted_home(
    compare: Compare, large_workspace: Callable[[int], Path], tmp_path: Path
) -> None:
    file = tmp_path / "start.workbench"
    shutil.copy(large_workspace(72_500), file)  # about 50,000 orders
    compare(
        "start to painted Home, 50,000 orders / a bare window shown and closed",
        lambda: python("main.py", str(file), "--exit-when-painted"),
        lambda: python("-c", BARE),
        goal=2.5,
        rounds=9,
    )


def test_memory_at_rest(
    compare: Compare, large_workspace: Callable[[int], Path], tmp_path: Path
) -> None:
    file = tmp_path / "start.workbench"
    shutil.copy(large_workspace(72_500), file)
    used = float(python("-c", OURS + MEMORY, str(file)))
    bare = float(python("-c", BARE + MEMORY))
    compare.once(lambda: None)
    compare.note("memory at rest / a bare window", used, bare, goal=4, unit="MB")
