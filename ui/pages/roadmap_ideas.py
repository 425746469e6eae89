"""Ideas to start from: a sheet with the templates by theme; those ticked go to the inbox."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from ui import theme
from ui.overlay import Overlay
from ui.widgets.buttons import IconButton, PrimaryButton
from ui.widgets.choice_field import ChoiceField
from ui.widgets.spans import paragraph
from ui.widgets.text import label, title
from workbench.language import _, ngettext
from workbench.roadmap.templates import Template, templates

KEY = Qt.ItemDataRole.UserRole


class IdeasSheet(Overlay):
    """A list of ideas with boxes to tick; `wanted` carries the keys of those to add."""

    wanted = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, width=680, name=_("Ideas to start from"))
        self._ideas = {one.key: one for one in templates()}
        self._ticked: set[str] = set()
        themes = dict.fromkeys(one.theme for one in self._ideas.values())
        self.theme = ChoiceField(
            [("", _("All themes")), *((name, name) for name in themes)], "", name=_("Theme")
        )
        self.theme.picked.connect(lambda _key: self._fill())
        self.list = QListWidget()
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setAccessibleName(_("Ideas; Space ticks one"))
        self.list.setMinimumHeight(330)
        self.list.itemChanged.connect(self._tick)
        self.list.currentItemChanged.connect(lambda now, _old: self._tell(now))
        self._hypothesis = paragraph("", tone="muted")
        self._hypothesis.setMinimumHeight(58)
        self.add = PrimaryButton()
        self.add.clicked.connect(self._give)
        self._lay_out()
        self._fill()

    def _lay_out(self) -> None:
        close = IconButton("close", _("Close"), side=28)
        close.clicked.connect(self.close_sheet)
        head = QHBoxLayout()
        head.addWidget(title(_("Ideas to start from")), 1)
        head.addWidget(self.theme)
        head.addWidget(close)
        foot = QHBoxLayout()
        foot.addWidget(
            label(_("They go to the inbox, each with its hypothesis."), size="small", tone="muted"),
            1,
        )
        foot.addWidget(self.add)
        self.content.addLayout(head)
        self.content.addWidget(self.list, 1)
        self.content.addWidget(self._hypothesis)
        self.content.addLayout(foot)

    def first_focus(self) -> QWidget:
        """The list."""
        return self.list

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter adds what is ticked."""
        ctrl = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and ctrl:
            self._give()
            return
        super().keyPressEvent(event)

    def _fill(self) -> None:
        wanted = self.theme.key()
        was = self.list.blockSignals(True)
        self.list.clear()
        last = None
        for one in self._ideas.values():
            if wanted and one.theme != wanted:
                continue
            if one.theme != last:
                self.list.addItem(_heading(one.theme))
                last = one.theme
            self.list.addItem(self._line(one))
        self.list.blockSignals(was)
        self.list.setCurrentRow(1)
        self._count()

    def _line(self, one: Template) -> QListWidgetItem:
        line = QListWidgetItem(one.title)
        line.setData(KEY, one.key)
        line.setFlags(line.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        ticked = Qt.CheckState.Checked if one.key in self._ticked else Qt.CheckState.Unchecked
        line.setCheckState(ticked)
        line.setToolTip(one.hypothesis)
        return line

    def _tick(self, line: QListWidgetItem) -> None:
        key = line.data(KEY)
        if line.checkState() == Qt.CheckState.Checked:
            self._ticked.add(key)
        else:
            self._ticked.discard(key)
        self._count()

    def _tell(self, line: QListWidgetItem | None) -> None:
        one = self._ideas.get(line.data(KEY)) if line is not None else None
        from ui.widgets.spans import Span

        self._hypothesis.set_spans([Span(one.hypothesis if one else "")])

    def _count(self) -> None:
        n = len(self._ticked)
        text = ngettext("Add {n} idea", "Add {n} ideas", n).format(n=n) if n else _("Add ideas")
        self.add.setText(text)
        self.add.setEnabled(n > 0)

    def _give(self) -> None:
        keys = [key for key in self._ideas if key in self._ticked]
        self._ticked.clear()
        self.close_sheet()
        if keys:
            self.wanted.emit(keys)


def _heading(name: str) -> QListWidgetItem:
    line = QListWidgetItem(name)
    line.setFlags(Qt.ItemFlag.ItemIsEnabled)
    line.setFont(theme.current().font("small", theme.SEMIBOLD))
    line.setForeground(theme.current().colour("muted"))
    return line
