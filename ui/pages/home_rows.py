"""A signal on Home: its sentence, Look, and a menu to mark it as seen, explain it or put it off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import theme
from ui.pages.home_news import role_of, signal_spans
from ui.widgets.buttons import IconButton
from ui.widgets.menu import Menu
from ui.widgets.sentence_row import SentenceRow
from workbench.language import _

if TYPE_CHECKING:
    from workbench.kpis.signals import Signal as Move


class SignalRow(SentenceRow):
    """One signal; Enter or O opens it, S marks it as seen."""

    seen = Signal()
    snoozed = Signal()
    explained = Signal()

    def __init__(self, move: Move, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Signal"), signal_spans(move), _("Look"), role=role_of(move.good), parent=parent
        )
        self.move_ = move
        self.button.setToolTip(_("Enter opens it, S marks it as seen"))
        self._more = IconButton("more", _("More about this signal"), side=26)
        self._more.clicked.connect(self._open_menu)
        row = self.layout()
        assert isinstance(row, QHBoxLayout)
        row.insertWidget(row.indexOf(self.button), self._more, 0, Qt.AlignmentFlag.AlignVCenter)

    def menu(self) -> Menu:
        """What else can be done about a signal."""
        menu = Menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(theme.icon("check"), _("Mark as seen"), self.seen.emit)
        menu.addAction(theme.icon("note"), _("I know why …"), self.explained.emit)
        menu.addAction(theme.icon("clock"), _("Not for two weeks"), self.snoozed.emit)
        return menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """One key to open, one to mark as seen."""
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_O:
                self.activated.emit()
            case Qt.Key.Key_S:
                self.seen.emit()
            case _:
                super().keyPressEvent(event)

    def _open_menu(self) -> None:
        self.menu().popup(self._more.mapToGlobal(QPoint(0, self._more.height() + 2)))
