"""A field to search or filter with."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui import theme
from ui.widgets.fields import LineEdit
from workbench.language import _


class SearchField(LineEdit):
    """A magnifying glass and a text; Escape empties it, Down leaves for what was found."""

    left_down = Signal()

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__("", parent, placeholder=placeholder or _("Search"))
        self.setAccessibleName(placeholder or _("Search"))
        self._add_icon("search", QLineEdit.ActionPosition.LeadingPosition)
        self._clear = self._add_icon("close", QLineEdit.ActionPosition.TrailingPosition)
        self._clear.setToolTip(_("Clear"))
        self._clear.setVisible(False)
        self._clear.triggered.connect(self.clear)
        self.textChanged.connect(lambda text: self._clear.setVisible(bool(text)))
        self.setMinimumWidth(160)

    def event(self, event: QEvent) -> bool:
        # Escape empties the field before it closes whatever the field stands in.
        if event.type() is QEvent.Type.ShortcutOverride and _is_escape(event) and self.text():
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.left_down.emit()
        else:
            super().keyPressEvent(event)

    def _add_icon(self, name: str, where: QLineEdit.ActionPosition) -> QAction:
        action = QAction(theme.icon(name, "faint"), "", self)
        self.addAction(action, where)
        return action


def _is_escape(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
