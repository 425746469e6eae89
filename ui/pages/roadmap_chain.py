"""The chain of an item in its details: links with dots, hollow for gaps, each gap with what closes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.widgets.buttons import LinkButton
from ui.widgets.spans import paragraph
from ui.widgets.text import label
from workbench.language import _
from workbench.roadmap.chain import LinkKind, LinkState

if TYPE_CHECKING:
    from workbench.roadmap.chain import Chain, Link

DOT, LEFT = 9, 6


class ChainPanel(QWidget):
    """Shows a chain; `asked(kind)` asks to close a gap, `followed(kind, id)` to go where a link leads."""

    asked = Signal(str)
    followed = Signal(str, object)

    def __init__(self, chain: Chain, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.links: dict[str, LinkRow] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for n, link in enumerate(chain.links):
            row = LinkRow(link, last=n == len(chain.links) - 1)
            row.asked.connect(self.asked)
            row.followed.connect(self.followed)
            self.links[link.kind.value] = row
            column.addWidget(row)


class LinkRow(QWidget):
    """One link with its dot; the line goes on to the next one."""

    asked = Signal(str)
    followed = Signal(str, object)

    def __init__(self, link: Link, *, last: bool) -> None:
        super().__init__()
        self._state, self._last = link.state, last
        self.setAccessibleName(_state_words(link))
        column = QVBoxLayout(self)
        column.setContentsMargins(LEFT + DOT + 12, 0, 0, 12)
        column.setSpacing(1)
        column.addLayout(self._head(link))
        if link.text:
            tone = "warning" if link.state == LinkState.GAP else "muted"
            column.addWidget(paragraph(link.text, tone=tone))

    def _head(self, link: Link) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(label(link.kind.label, weight=theme.SEMIBOLD), 1)
        self.action = LinkButton()
        leads = next((t for t in link.things if t[0] in ("experiment", "kpi")), None)
        if link.action and (link.state == LinkState.GAP or link.kind == LinkKind.EVIDENCE):
            self.action.setText(link.action)
            self.action.clicked.connect(lambda: self.asked.emit(link.kind.value))
            row.addWidget(self.action)
        elif leads is not None:
            self.action.setText(_("Open"))
            name = _("Open {link}").format(link=link.kind.label)
            self.action.setAccessibleName(name)
            self.action.clicked.connect(lambda: self.followed.emit(*leads))
            row.addWidget(self.action)
        return row

    def paintEvent(self, event: QPaintEvent) -> None:
        """The dot: full where the link is there, hollow in a warning colour where it is missing."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(LEFT + DOT / 2, 13)
        if not self._last:
            painter.setPen(QPen(look.colour("line"), 1))
            painter.drawLine(middle + QPointF(0, 9), QPointF(middle.x(), self.height() + 4))
        role = {LinkState.DONE: "accent", LinkState.GAP: "bad"}.get(self._state, "faint")
        painter.setPen(QPen(look.colour(role), 1.8))
        done = self._state == LinkState.DONE
        painter.setBrush(look.colour(role) if done else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(middle, DOT / 2 - 0.5, DOT / 2 - 0.5)
        painter.end()


def _state_words(link: Link) -> str:
    words = {
        LinkState.DONE: _("{link}: {text}"),
        LinkState.GAP: _("{link} is missing: {text}"),
        LinkState.LATER: _("{link}, not due yet: {text}"),
    }[link.state]
    return words.format(link=link.kind.label, text=link.text)
