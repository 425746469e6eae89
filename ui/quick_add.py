"""Ctrl+N from anywhere: a title, a theme, Enter. The bar stays for the next idea."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.overlay import Overlay
from ui.session import Session
from ui.widgets.buttons import PrimaryButton
from ui.widgets.choice_field import ChoiceField
from ui.widgets.fields import LineEdit
from ui.widgets.text import label
from workbench.language import _

if TYPE_CHECKING:
    from workbench.roadmap.tried_before import Memory


class QuickAdd(Overlay):
    """One line over the window; `added` carries the id of each new item."""

    added = Signal(int)

    def __init__(self, window: QWidget, session: Session) -> None:
        super().__init__(window, width=620, name=_("New item"))
        self._session = session
        self.title = TitleField()
        self.title.lines_pasted.connect(self._add_lines)
        self.title.textChanged.connect(self._look_back)
        self._memory: Memory | None = None
        self.title.setAccessibleName(_("Title of the new item"))
        self.theme = ChoiceField(name=_("Theme"))
        self.theme.setMinimumWidth(140)
        add = PrimaryButton(_("Add"))
        add.clicked.connect(self._add)
        self._said = label(_("Goes to the inbox of the roadmap."), size="small", tone="muted")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.title, 1)
        row.addWidget(self.theme)
        row.addWidget(add)
        self.content.setContentsMargins(14, 14, 14, 12)
        self.content.setSpacing(8)
        self.content.addLayout(row)
        self.tried = label("", size="small", tone="warning", wrap=True)
        self.tried.hide()
        self.content.addWidget(self.tried)
        self.content.addWidget(self._said)

    def open(self) -> None:
        """Come up empty, with the theme used last."""
        from workbench.roadmap import themes, tried_before

        names = [theme.name for theme in self._session.ask(themes.themes)]
        self.theme.set_options([("", _("No theme")), *((name, name) for name in names)])
        self._said.setText(_("Goes to the inbox of the roadmap."))
        self.title.clear()
        self._memory = None
        self._session.ask_later(tried_before.memory, then=self._remember, owner=self)
        super().open()

    def first_focus(self) -> QWidget:
        """The title."""
        return self.title

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter adds."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._add()
            return
        super().keyPressEvent(event)

    def _add(self) -> None:
        title = self.title.text().strip()
        if not title:
            return
        from workbench.roadmap import items

        self._session.do(
            _("New item"), items.add, title, theme=self.theme.key(),
            then=lambda item: self._was_added(item, title), fails=self._said.setText,
        )  # fmt: skip
        self.title.clear()

    def _remember(self, memory: Memory) -> None:
        self._memory = memory
        self._look_back(self.title.text())

    def _look_back(self, text: str) -> None:
        """Say what was written down before that resembles the title."""
        found = []
        if self._memory is not None and len(text.strip()) > 3:
            found = self._memory.similar(text, limit=3)
        names = "; ".join(
            _("{title} ({outcome})").format(title=one.past.title, outcome=one.past.outcome)
            for one in found
        )
        self.tried.setText(_("Have we tried this? {names}").format(names=names))
        self.tried.setVisible(bool(found))
        self.resize_sheet()

    def _add_lines(self, lines: list[str]) -> None:
        """Add one item per pasted line, all in one step."""
        from workbench.roadmap import items

        def added(ids: list[int]) -> None:
            self._said.setText(_("Added {n} items. Ctrl+Z takes them back.").format(n=len(ids)))
            for item in ids[-1:]:
                self.added.emit(item)

        self._session.do(
            _("New items"), items.add_many, lines, theme=self.theme.key(),
            then=added, fails=self._said.setText,
        )  # fmt: skip

    def _was_added(self, item: int, title: str) -> None:
        self._said.setText(
            _("Added “{title}”. Type the next one, or press Esc.").format(title=title)
        )
        self.added.emit(item)


class TitleField(LineEdit):
    """A line for a title; several pasted lines are several items: `lines_pasted` carries them."""

    lines_pasted = Signal(object)

    def __init__(self) -> None:
        super().__init__(placeholder=_("What could be done? Then Enter. Paste lines for several"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Pasting several lines adds them."""
        if event.matches(QKeySequence.StandardKey.Paste):
            lines = QGuiApplication.clipboard().text().splitlines()
            lines = [line for line in lines if line.strip()]
            if len(lines) > 1:
                self.lines_pasted.emit(lines)
                return
        super().keyPressEvent(event)
