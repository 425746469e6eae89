"""Ctrl+N from anywhere: a title, a theme, Enter. The bar stays for the next idea."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.overlay import Overlay
from ui.session import Session
from ui.widgets.buttons import PrimaryButton
from ui.widgets.choice_field import ChoiceField
from ui.widgets.fields import LineEdit
from ui.widgets.text import label
from workbench.language import _


class QuickAdd(Overlay):
    """One line over the window; `added` carries the id of each new item."""

    added = Signal(int)

    def __init__(self, window: QWidget, session: Session) -> None:
        super().__init__(window, width=620, name=_("New item"))
        self._session = session
        self.title = LineEdit(placeholder=_("What could be done? Then Enter"))
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
        self.content.addWidget(self._said)

    def open(self) -> None:
        """Come up empty, with the theme used last."""
        from workbench.roadmap import themes

        names = [theme.name for theme in self._session.ask(themes.themes)]
        self.theme.set_options([("", _("No theme")), *((name, name) for name in names)])
        self._said.setText(_("Goes to the inbox of the roadmap."))
        self.title.clear()
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

    def _was_added(self, item: int, title: str) -> None:
        self._said.setText(
            _("Added “{title}”. Type the next one, or press Esc.").format(title=title)
        )
        self.added.emit(item)
