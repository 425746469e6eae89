"""Shows the whole widget kit in both themes and saves pictures: python -m tests.ui.gallery DIR.

QT_SCALE_FACTOR=1.5 shows it as on a laptop at 150 %.
"""

import os
import sys
from pathlib import Path

if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from tests.ui.gallery_controls import add_popups, controls, drawings, keyboard
from tests.ui.gallery_pages import home, kpi, narrow, veil
from ui import theme

GALLERY = {"home": home, "kpi": kpi, "controls": controls, "icons": drawings, "veil": veil,
           "keyboard": keyboard, "narrow": narrow}  # fmt: skip


def save_all(folder: Path, app: QApplication) -> list[Path]:
    """Save every page in both themes and return the files."""
    made = []
    for choice in ("light", "dark"):
        theme.install(app, choice)
        for name, build in GALLERY.items():
            page = build()
            page.resize(1440, 1180 if name == "controls" else 900)
            page.show()
            app.processEvents()
            if name == "keyboard":
                add_popups(page)
            path = folder / f"{name}-{choice}.png"
            page.grab().save(str(path))
            made.append(path)
            page.close()
            page.deleteLater()
    return made


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    save_all(target, QApplication(sys.argv))
