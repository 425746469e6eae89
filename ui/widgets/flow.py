"""A layout that sets widgets side by side and goes on in the next line when it is full."""

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget


class FlowLayout(QLayout):
    """Lays chips and small widgets out in lines, each at the size it asks for."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 8, line_gap: int = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap, self._line_gap = gap, line_gap
        self.setContentsMargins(QMargins())

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def clear(self) -> None:
        """Take all widgets out and delete them."""
        while (item := self.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.invalidate()

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        hints = [item.sizeHint() for item in self._shown()]
        gaps = self._gap * max(len(hints) - 1, 0)
        wide = sum(hint.width() for hint in hints) + gaps
        return self._with_margins(QSize(wide, max((h.height() for h in hints), default=0)))

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return self._with_margins(size)

    def _with_margins(self, size: QSize) -> QSize:
        left, top, right, bottom = self.getContentsMargins()
        return size + QSize(left + right, top + bottom)

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Set the items into a rectangle if asked to, and return the height they need."""
        left, top, right, bottom = self.getContentsMargins()
        inner = rect.adjusted(left, top, -right, -bottom)
        y = inner.y()
        line: list[tuple[QLayoutItem, QRect]] = []
        for item in self._shown():
            size = item.sizeHint()
            size.setWidth(min(size.width(), max(inner.width(), item.minimumSize().width())))
            x = line[-1][1].right() + 1 + self._gap if line else inner.x()
            if line and x + size.width() > inner.right() + 1:
                y += self._finish(line, move=move) + self._line_gap
                x, line = inner.x(), []
            line.append((item, QRect(QPoint(x, y), size)))
        y += self._finish(line, move=move)
        return y - rect.y() + bottom

    def _finish(self, line: list[tuple[QLayoutItem, QRect]], *, move: bool) -> int:
        """Centre the items of a line on one another and return the line's height."""
        height = max((rect.height() for _item, rect in line), default=0)
        parent = self.parentWidget()
        turn = parent.layoutDirection() if parent else Qt.LayoutDirection.LeftToRight
        if not move:
            return height
        from PySide6.QtWidgets import QStyle  # its many enums are not for the start

        for item, rect in line:
            rect.translate(0, (height - rect.height()) // 2)
            item.setGeometry(QStyle.visualRect(turn, self.geometry(), rect))
        return height


class Flow(QWidget):
    """A widget whose children flow."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 8, line_gap: int = 8) -> None:
        super().__init__(parent)
        self.flow = FlowLayout(self, gap=gap, line_gap=line_gap)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, widget: QWidget) -> None:
        """Add a widget at the end."""
        self.flow.addWidget(widget)

    def clear(self) -> None:
        """Take all widgets away."""
        self.flow.clear()
