"""Labels that show words as they are: nothing a person typed is ever taken for markup."""

from PySide6 import QtGui
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from ui import theme

TONES = ("text", "muted", "faint", "accent", "bad", "warning", "disabled")


def label(
    text: str = "",
    *,
    size: str = "body",
    tone: str = "text",
    weight: int = theme.REGULAR,
    wrap: bool = False,
    tabular: bool = False,
    selectable: bool = False,
    parent: QWidget | None = None,
) -> QLabel:
    """Make a plain-text label; size is one of theme.SIZES, tone one of TONES."""
    made = QLabel(parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    made.setFont(theme.current().font(size, weight, tabular=tabular))
    made.setProperty("tone", tone)
    made.setWordWrap(wrap)
    if selectable:
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        made.setCursor(Qt.CursorShape.IBeamCursor)
    return made


def set_tone(widget: QWidget, tone: str) -> None:
    """Give a label another tone."""
    if widget.property("tone") != tone:
        widget.setProperty("tone", tone)
        theme.restyle(widget)


def section(text: str) -> QLabel:
    """Make the small capitals that stand over a section."""
    return label(text, size="caps", tone="faint", weight=theme.SEMIBOLD)


def title(text: str) -> QLabel:
    """Make the heading of a page or dialog."""
    return label(text, size="title", weight=theme.BOLD)


def takeaway(text: str) -> QLabel:
    """Make the sentence that says what a chart or a verdict comes to."""
    return label(text, size="takeaway", weight=theme.BOLD, wrap=True)


def plain_tip(text: str) -> str:
    """Return a text for a tip; one that Qt would take for markup is escaped."""
    if QtGui.Qt.mightBeRichText(text):
        return str(QtGui.Qt.convertFromPlainText(text))
    return text
