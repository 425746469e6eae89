"""The panel at the right with all about the thing that is selected."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui import theme
from ui.widgets.buttons import IconButton
from ui.widgets.flow import Flow
from ui.widgets.spans import paragraph
from ui.widgets.text import label, section
from workbench.language import _

WIDTH = 332

BLEED = 6
"""How far a widget may reach out of the column, so that the words in it stand in line."""

_SIDE = 20 - BLEED


class Section(QWidget):
    """A part of the inspector: its name in small capitals, then what belongs to it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = section(name)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self._head = QHBoxLayout()
        self._head.setContentsMargins(BLEED, 0, BLEED, 0)
        self._head.addWidget(self.name, 1)
        self._layout.addLayout(self._head)
        self.setAccessibleName(name)

    def add(self, widget: QWidget) -> None:
        """Add a widget below the others."""
        self._layout.addLayout(_level(widget))

    def replace(self, widget: QWidget) -> None:
        """Show one widget instead of all that the section held."""
        held = getattr(self, "_replaced", None)
        if held is not None:
            held.hide()
            held.deleteLater()
        self._replaced = widget
        self.add(widget)
        widget.show()

    def add_action(self, widget: QWidget) -> None:
        """Put a widget at the right of the section's name."""
        self._head.addWidget(widget)

    def say(self, text: str, *, tone: str = "text") -> None:
        """Add a small paragraph."""
        self.add(paragraph(text, tone=tone))


class Inspector(QFrame):
    """Heading and sections, scrolling together; `closed` when the person has had enough."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(_("Details"))
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        outer.addWidget(self._area)
        self.close_button = IconButton("close", _("Close details"), self, side=26)
        self.close_button.clicked.connect(self.closed)
        self.clear()

    def clear(self) -> None:
        """Take everything away, to be filled for another thing; the scroll starts at the top."""
        content = QWidget()
        content.setProperty("ground", "none")
        self._body = QVBoxLayout(content)
        self._body.setContentsMargins(_SIDE, 20, _SIDE, 24)
        self._body.setSpacing(20)
        self._body.addStretch(1)
        old = self._area.takeWidget()
        if old is not None:
            old.hide()
            old.deleteLater()
        self._area.setWidget(content)
        self.close_button.raise_()

    def scrolled_to(self) -> int:
        """How far down the panel is scrolled, in pixels."""
        return self._area.verticalScrollBar().value()

    def scroll_to(self, at: int) -> None:
        """Scroll so far down, as soon as the new content is laid out."""
        bar = self._area.verticalScrollBar()
        if at:
            self._area.widget().layout().activate()
            self._area.widget().adjustSize()
            bar.setMaximum(max(bar.maximum(), at))
        bar.setValue(at)

    def set_heading(
        self, title: str | QWidget, subtitle: str = "", chips: tuple[QWidget, ...] = ()
    ) -> None:
        """Add the heading: chips, a title (text, or a widget such as an editable one), a line."""
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        if chips:
            flow = Flow()
            for chip in chips:
                flow.add(chip)
            flow.setContentsMargins(0, 0, 22, 4)
            column.addLayout(_level(flow))
        if isinstance(title, str):
            title = label(title, size="title", weight=theme.BOLD, wrap=True, selectable=True)
        column.addLayout(_level(title))
        if subtitle:
            column.addLayout(_level(paragraph(subtitle, tone="muted")))
        column.setContentsMargins(0, 0, 0 if chips else 22, 0)
        self.add(head)

    def add_section(self, name: str, *widgets: QWidget) -> Section:
        """Add a section below the others and return it."""
        made = Section(name)
        for widget in widgets:
            made.add(widget)
        self.add(made)
        return made

    def add(self, widget: QWidget) -> None:
        """Add any widget below the others."""
        self._body.insertWidget(self._body.count() - 1, widget)

    def resizeEvent(self, event: object) -> None:
        self.close_button.move(self.width() - self.close_button.width() - 14, 14)


def _level(widget: QWidget) -> QHBoxLayout:
    """Set a widget so that its words, not its edges, stand in line with the others."""
    row = QHBoxLayout()
    side = BLEED - min(getattr(widget, "bleed", 0), BLEED)
    row.setContentsMargins(side, 0, side, 0)
    row.addWidget(widget)
    if widget.sizePolicy().horizontalPolicy() is QSizePolicy.Policy.Maximum:
        row.addStretch(1)
    return row
