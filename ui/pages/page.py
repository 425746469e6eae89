"""What every page has: a name, its own switches for the top bar, an inspector, and a way to re-read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.actions import Command
    from ui.session import Session
    from ui.widgets.inspector import Inspector

MARGIN = 24


class Page(QWidget):
    """One page of the window.

    `tables` names the tables it shows: when one of them changes, a visible page re-reads at once, a
    hidden one when it is shown again. `tools` stands in the top bar while the page shows, the
    `inspector` beside it; `back` leads out of the one thing that shows. `asked(page, kind, id)`
    asks the window to show something, `said(text, undo)` to say something at its bottom, with a
    way to take the last step back.
    """

    key = ""
    title = ""
    icon = ""
    tables: frozenset[str] = frozenset()
    needs_workspace = True

    asked = Signal(str, str, object)
    said = Signal(str, bool)
    titled = Signal(str)
    inspector_shown = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.stale = True
        self.tools: QWidget | None = None
        self.inspector: Inspector | None = None
        self.wants_inspector = False
        self.back: Callable[[], None] | None = None
        session.changed.connect(self._changed)

    def commands(self) -> list[Command]:
        """What can be done on this page, for the menus and Ctrl+K."""
        return []

    def refresh(self) -> None:
        """Read again and show what is there now."""

    def show_thing(self, kind: str, thing: object) -> None:
        """Show one thing of this page, such as an item, by its kind and id."""

    def show_inspector(self, wanted: bool) -> None:
        """Open or close the panel at the right."""
        self.wants_inspector = wanted
        self.inspector_shown.emit()

    def slide(self) -> tuple[str, dict[str, Any]] | None:
        """What shows, as a slide of a deck: its kind and settings; None where there is no view of it."""
        return None

    def is_busy(self) -> bool:
        """Whether the page waits for something that is neither a question nor a step."""
        return False

    def enter(self) -> None:
        """Become the page in view: read again if something changed meanwhile."""
        if self.stale:
            self.stale = False
            self.refresh()

    def forget(self) -> None:
        """Another workspace is open: nothing shown here holds any more."""
        self.stale = True

    def _changed(self, tables: frozenset[str]) -> None:
        if self.session.workspace is None or not self.tables & tables:
            return
        if self.isVisible():
            self.refresh()
        else:
            self.stale = True


def scrolled(content: QWidget, *, margin: int = MARGIN) -> QScrollArea:
    """Put a page's content into a view that scrolls up and down, with the page's margins."""
    content.setProperty("ground", "none")
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    return area


def filled(page: QWidget, content: QWidget, *, margin: int = MARGIN) -> None:
    """Let one widget fill a page inside its margins."""
    layout = QVBoxLayout(page)
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(16)
    layout.addWidget(content)


def clear(layout: QVBoxLayout) -> None:
    """Take every widget out of a layout and delete it."""
    while layout.count():
        entry = layout.takeAt(0)
        if entry is not None and (widget := entry.widget()) is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
