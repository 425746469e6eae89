"""What is loaded after the window shows, on a thread, so that the first chart comes at once."""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

AFTER_MS = 400


def warm_up(owner: QObject) -> None:
    """Load the chart library soon, and clear what a crash may have left in the staging folder."""
    QTimer.singleShot(AFTER_MS, owner, _start)


def _start() -> None:
    threading.Thread(target=_load, name="warm up", daemon=True).start()


def _load() -> None:
    with suppress(Exception):
        from workbench.importing import reading

        reading.clear_staging()
    with suppress(ImportError):
        import matplotlib.backends.backend_qtagg

        import workbench.charts.catalogue  # noqa: F401

        assert matplotlib
