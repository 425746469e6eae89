"""Run by test_two_screens.py in a process of its own: presents on two screens and prints where what stands."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from ui import charting, theme
from ui.session import Session
from ui.window import Window
from workbench.new import new_workspace
from workbench.presenting import deck


def settle(session: Session) -> None:
    quiet = 0
    while quiet < 3:
        loop = QEventLoop()
        QTimer.singleShot(20, loop.quit)
        loop.exec()
        quiet = quiet + 1 if charting.is_idle() and not session.is_busy() else 0


def place(widget: QWidget | None) -> dict[str, object] | None:
    if widget is None:
        return None
    box = widget.geometry()
    return {"screen": widget.screen().name(), "box": box.getRect(), "title": widget.windowTitle()}


def fill(db) -> None:
    made = deck.add_deck(db, "Monday")
    deck.add_slide(db, made, "text", title="Hello", settings={"text": "One"}, notes="Secret words")
    deck.add_slide(db, made, "board", settings={})


def main(folder: Path) -> None:
    app = QApplication(sys.argv[:1])
    theme.install(app, "light")
    workspace = new_workspace(folder / "Shop.workbench", name="Shop", currency="EUR")
    workspace.do("Fill", fill)
    session = Session(keep=False)
    window = Window(session)
    window.setGeometry(0, 0, 1200, 800)
    session.adopt(workspace, remember=False)
    window.show()
    window.turn_to("present")
    settle(session)
    page, found = window.frame.current(), {}
    for way in ("full", "window"):
        (page.giving.present if way == "full" else page.giving.present_in_window)()
        settle(session)
        giving = page.giving
        found[way] = {"show": place(giving.show), "notes": place(giving.notes)}
        found[way]["secret"] = giving.notes.notes_text() if giving.notes else ""
        giving.show.close()
        settle(session)
        found[way]["left"] = giving.notes is None and giving.show is None
    print(json.dumps(found))
    window.close()
    session.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
