"""A column of the board with its header; folded, it is a narrow strip that still shows its count."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import theme
from ui.models.cards import Card, CardModel
from ui.widgets.board_column import ColumnView
from ui.widgets.board_limit import LimitChip
from ui.widgets.buttons import IconButton
from ui.widgets.fields import LineEdit
from ui.widgets.text import label
from workbench.language import _
from workbench.roadmap.limits import Fill

WIDTH, NARROW, STRIP = 150, 124, 36
WIDEST = 320


class Lane(QWidget):
    """Header and cards of one column."""

    created = Signal(str)
    folded = Signal(bool)
    limited = Signal(float)

    def __init__(
        self, key: str, name: str, *, narrow: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.key, self.name = key, name
        self._narrow, self._folded, self._target = narrow, False, False
        self.view = ColumnView(CardModel(self), self)
        self.view.setAccessibleName(name)
        self._count = label("0", size="small", tone="muted", tabular=True)
        self._limit = LimitChip(self)
        self._limit.given.connect(self.limited)
        self._limit.left.connect(lambda: self.view.setFocus(Qt.FocusReason.OtherFocusReason))
        self._head = self._header()
        self._hint = label("", size="small", tone="faint", wrap=True)
        self._new = NewTitle(self)
        self._new.given.connect(self.created)
        self._new.left.connect(self._leave_new)
        self._strip = Strip(self)
        self._strip.clicked.connect(lambda: self.set_folded(False, tell=True))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._head)
        column.addWidget(self._hint)
        column.addWidget(self._new)
        column.addWidget(self.view, 1)
        column.addWidget(self._strip, 1)
        self._show_state()

    def _header(self) -> Head:
        head = Head()
        row = QHBoxLayout(head)
        row.setContentsMargins(2, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(label(self.name, weight=theme.SEMIBOLD))
        row.addWidget(self._count)
        row.addWidget(self._limit)
        row.addStretch(1)
        fold = IconButton("arrow-left", _("Fold {column}").format(column=self.name), side=24)
        fold.clicked.connect(lambda: self.set_folded(True, tell=True))
        fold.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        add = IconButton("plus", _("New card in {column}").format(column=self.name), side=24)
        add.clicked.connect(self.begin_new)
        add.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        most = IconButton("target", _("Limit of {column}").format(column=self.name), side=24)
        most.clicked.connect(self._limit.ask)
        most.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        head.take_tools((most, fold, add) if not self._narrow else (fold, add))
        head.setFixedHeight(26)
        return head

    def enterEvent(self, event: QEnterEvent) -> None:
        """The header's buttons show while the pointer is in the column."""
        self._head.show_tools(True)

    def leaveEvent(self, event: QEvent) -> None:
        """And go with it."""
        self._head.show_tools(False)

    def show_cards(self, cards: Sequence[Card]) -> None:
        """Show these cards and their number."""
        self.view.cards.update(cards)
        self._count.setText(str(len(cards)))
        self._strip.show_text(self.name, len(cards))
        self.view.setAccessibleName(_("{column}, {n} cards").format(column=self.name, n=len(cards)))

    def show_limit(self, fill: Fill | None) -> None:
        """Show how full the column is against its limit; None where it has none."""
        self._limit.show_fill(fill)
        self._count.setVisible(fill is None)
        if fill is not None and fill.is_over:
            self.view.setAccessibleDescription(_("{held}, over its limit").format(held=fill.text))
        else:
            self.view.setAccessibleDescription("")

    def ask_limit(self) -> None:
        """Ask for the limit of this column."""
        self._limit.ask()

    def is_adding(self) -> bool:
        """Whether the field for a new card is open."""
        return not self._new.isHidden()

    def begin_new(self) -> None:
        """Open a field for the title of a new card; Enter adds it and waits for the next one."""
        if self._folded:
            self.set_folded(False, tell=True)
        self._new.show()
        self._new.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_new(self) -> None:
        if self._new.hasFocus():
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._new.clear()
        self._new.hide()

    def show_hint(self, text: str) -> None:
        """Say something under the header; empty for nothing."""
        self._hint.setText(text)
        self._show_state()

    def is_folded(self) -> bool:
        """Whether only the strip shows."""
        return self._folded

    def set_folded(self, folded: bool, *, tell: bool = False) -> None:
        """Fold the column into a strip, or open it."""
        self._folded = folded
        self._show_state()
        if tell:
            self.folded.emit(folded)

    def show_target(self, on: bool) -> None:
        """Show that a card would land in this folded column."""
        self._strip.show_target(on)

    def holds(self, at: QPoint) -> bool:
        """Whether a place on the screen lies in this column."""
        return self.rect().contains(self.mapFromGlobal(at))

    def row_under(self, at: QPoint) -> int:
        """Before which row a card dropped at a place on the screen lands."""
        if self._folded:
            return len(self.view.cards.rows)
        return self.view.row_at(self.view.viewport().mapFromGlobal(at).y())

    def scroll_at_edge(self, at: QPoint, edge: int, step: int) -> None:
        """Scroll the cards while a dragged one is near the upper or lower end."""
        y, bar = self.view.viewport().mapFromGlobal(at).y(), self.view.verticalScrollBar()
        if y < edge:
            bar.setValue(bar.value() - step)
        elif y > self.view.viewport().height() - edge:
            bar.setValue(bar.value() + step)

    def _show_state(self) -> None:
        self._head.setVisible(not self._folded)
        self.view.setVisible(not self._folded)
        self._hint.setVisible(not self._folded and bool(self._hint.text()))
        self._strip.setVisible(self._folded)
        self.setMinimumWidth(STRIP if self._folded else NARROW if self._narrow else WIDTH)
        self.setMaximumWidth(STRIP if self._folded else WIDEST)


class Head(QWidget):
    """The header of a column; its buttons lie over the end of it while the pointer is there."""

    def __init__(self) -> None:
        super().__init__()
        self._box = QWidget(self)
        self._box.setAutoFillBackground(True)
        self._row = QHBoxLayout(self._box)
        self._row.setContentsMargins(4, 0, 0, 0)
        self._row.setSpacing(2)
        self._box.hide()

    def take_tools(self, tools: Sequence[QWidget]) -> None:
        """Hold these buttons."""
        for tool in tools:
            self._row.addWidget(tool)

    def show_tools(self, on: bool) -> None:
        """Show the buttons, or take them away."""
        self._box.adjustSize()
        self._box.move(self.width() - self._box.width(), (self.height() - self._box.height()) // 2)
        self._box.setVisible(on)
        self._box.raise_()


class NewTitle(LineEdit):
    """The field for the title of a new card."""

    given = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent=parent, placeholder=_("Title, then Enter"))
        self.setAccessibleName(_("Title of the new card"))
        self.hide()
        self.returnPressed.connect(self._give)

    def _give(self) -> None:
        if title := self.text().strip():
            self.clear()
            self.given.emit(title)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Going elsewhere with nothing typed leaves too."""
        super().focusOutEvent(event)
        if not self.text().strip():
            self.left.emit()


class Strip(QWidget):
    """A folded column: its name upright and its count."""

    clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._number, self._target = "", 0, False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def show_text(self, name: str, count: int) -> None:
        """Show the name and the count."""
        self._name, self._number = name, count
        self.setAccessibleName(_("{column}, folded, {n} cards").format(column=name, n=count))
        self.setToolTip(_("Unfold"))
        self.update()

    def show_target(self, on: bool) -> None:
        """Show that a card would land here."""
        if on != self._target:
            self._target = on
            self.update()

    def sizeHint(self) -> QSize:
        """A narrow strip."""
        return QSize(STRIP, 200)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open."""
        self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open by Enter or Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A rounded strip with the words from top to bottom."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        marked = self._target or self.hasFocus()
        pen = QPen(look.colour("accent" if marked else "line"), 2 if marked else 1)
        painter.setPen(pen)
        painter.setBrush(look.colour("accent_soft" if self._target else "sidebar"))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -2, -2), 10, 10)
        painter.translate(self.width() / 2 + 5, 16)
        painter.rotate(90)
        painter.setPen(look.colour("text"))
        painter.setFont(look.font("body", theme.SEMIBOLD))
        wide = painter.fontMetrics().horizontalAdvance(self._name)
        painter.drawText(QPoint(0, 0), self._name)
        painter.setPen(look.colour("muted"))
        painter.setFont(look.font("small"))
        painter.drawText(QPoint(wide + 10, 0), str(self._number))
        painter.end()
