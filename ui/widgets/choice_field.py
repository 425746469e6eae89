"""A field with a list to choose from."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QWidget

from ui.widgets.menu import round_off


class ChoiceField(QComboBox):
    """One of several options, each with a key; `picked` carries the key a person chose."""

    picked = Signal(object)

    def __init__(
        self,
        options: Iterable[tuple[object, str]] = (),
        current: object = None,
        parent: QWidget | None = None,
        *,
        name: str = "",
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setItemDelegate(QStyledItemDelegate(self))  # Qt's own ignores the style sheet
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(14)
        round_off(self.view().window())
        self.set_options(options, current)
        self.activated.connect(lambda at: self.picked.emit(self.itemData(at)))

    def set_options(self, options: Iterable[tuple[object, str]], current: object = None) -> None:
        """Offer other options, without a signal; the choice stays if it is still among them."""
        kept = current if current is not None else self.key()
        was = self.blockSignals(True)
        self.clear()
        for key, text in options:
            self.addItem(text, key)
        self.blockSignals(was)
        self.set_key(kept)

    def key(self) -> object:
        """Return the key of the option that shows."""
        return self.currentData()

    def set_key(self, key: object) -> None:
        """Show an option, without a signal; the first one if there is none with that key."""
        was = self.blockSignals(True)
        at = self.findData(key)
        self.setCurrentIndex(max(at, 0) if self.count() else -1)
        self.blockSignals(was)
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # scrolling the page must not change a choice under the pointer
