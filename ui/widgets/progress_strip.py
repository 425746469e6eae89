"""Long work as it goes on: what is done, how far it is, and the way to stop it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from ui.announce import announce
from ui.widgets.buttons import QuietButton
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.text import label
from workbench.language import _


class ProgressStrip(QWidget):
    """A line of words with a number, a thin bar under it, and Cancel; hidden while idle."""

    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ElidedLabel(middle=True)
        self._number = label(tone="muted", size="small", tabular=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._cancel = QuietButton(_("Cancel"))
        self._cancel.clicked.connect(self._ask_to_stop)
        self._lay_out()
        self.hide()

    def start(self, text: str, *, cancellable: bool = True) -> None:
        """Show that work has begun; how far it goes is not known yet."""
        self._text.setText(text)
        self._number.setText("")
        self._bar.setRange(0, 0)
        self._cancel.setVisible(cancellable)
        self._cancel.setEnabled(True)
        self.setAccessibleName(text)
        self.show()
        announce(self, text)

    def set_progress(self, done: int, total: int, number: str = "") -> None:
        """Show how far it is; number is that in words, such as "12,400 of 40,000 rows"."""
        share = round(1000 * done / total) if total > 0 else 0
        self._bar.setRange(0, 1000 if total > 0 else 0)
        self._bar.setValue(min(max(share, 0), 1000))
        self._number.setText(number)

    def finish(self, said: str = "") -> None:
        """Hide again; what is said is also read aloud."""
        self.hide()
        announce(self, said)

    def text(self) -> str:
        """Return what is going on."""
        return self._text.text()

    def number(self) -> str:
        """Return how far it is, in words."""
        return self._number.text()

    def share(self) -> float | None:
        """Return how much of the bar is full, from 0 to 1, or None while that is unknown."""
        return self._bar.value() / 1000 if self._bar.maximum() else None

    def _ask_to_stop(self) -> None:
        self._cancel.setEnabled(False)
        self._text.setText(_("Stopping …"))
        self.cancel_requested.emit()

    def _lay_out(self) -> None:
        words = QHBoxLayout()
        words.setSpacing(12)
        words.addWidget(self._text, 1)
        words.addWidget(self._number)
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addLayout(words)
        column.addWidget(self._bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(16)
        row.addLayout(column, 1)
        row.addWidget(self._cancel)
