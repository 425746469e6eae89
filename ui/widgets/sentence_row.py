"""One line of Home: what kind of thing it is, one sentence, one thing to do about it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.widgets.buttons import LinkButton
from ui.widgets.chip import Chip, Role
from ui.widgets.panel import SIDE
from ui.widgets.spans import SpanLabel, Spans


class SentenceRow(QWidget):
    """A chip, a sentence with bold words, an action; `activated` when the action is taken."""

    activated = Signal()

    def __init__(
        self,
        kind: str,
        spans: Spans,
        action: str = "",
        *,
        role: Role = "neutral",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.chip = Chip(kind, role)
        self.sentence = SpanLabel(spans)
        self.button = LinkButton(action)
        self.button.clicked.connect(self.activated)
        self.button.setVisible(bool(action))
        self.chip.setVisible(bool(kind))
        # The button alone would be read as "Look"; the sentence says at what.
        self.button.setAccessibleDescription(self.sentence.text())
        self.setAccessibleName(self.sentence.text())
        self._lay_out()

    def text(self) -> str:
        """Return the sentence as it is read."""
        return self.sentence.text()

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SIDE, 8, SIDE - 6, 8)
        layout.setSpacing(10)
        middle = Qt.AlignmentFlag.AlignVCenter
        layout.addWidget(self.chip, 0, middle)
        layout.addWidget(self.sentence, 1)
        layout.addWidget(self.button, 0, middle)
        policy = self.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
