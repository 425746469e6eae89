"""The line over the roadmap's views: saved views, framework, since, and how sure the top three is."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.widgets.buttons import LinkButton, MenuButton, escaped
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.fields import LineEdit
from ui.widgets.menu import Menu
from workbench.language import _, day

if TYPE_CHECKING:
    from ui.pages.roadmap_reading import Reading
    from workbench.roadmap.views import SavedView

DOT = "•"


class Bar(QWidget):
    """Emits what was picked; the page does it."""

    view_picked = Signal(int)
    saved = Signal()
    saved_new = Signal(str)
    discarded = Signal()
    view_deleted = Signal()
    framework_picked = Signal(str)
    since_picked = Signal(object)
    paste_wanted = Signal()
    ideas_wanted = Signal()
    ideas_unwanted = Signal()
    deck_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.views = MenuButton(menu=Menu(self))
        self.save, self.discard = LinkButton(_("Save")), LinkButton(_("Discard"))
        self.save.clicked.connect(self.saved)
        self.discard.clicked.connect(self.discarded)
        self.name = NameField(self)
        self.name.given.connect(self.saved_new)
        self.framework = MenuButton(menu=Menu(self))
        self.since = MenuButton(menu=Menu(self))
        self.more = MenuButton(_("More"), menu=Menu(self))
        menu = self.more.menu()
        menu.addAction(_("Paste items from the clipboard"), self.paste_wanted.emit)
        menu.addAction(_("Ideas to start from …"), self.ideas_wanted.emit)
        menu.addAction(_("Delete the ideas nobody has touched"), self.ideas_unwanted.emit)
        menu.addSeparator()
        self.deck = menu.addAction(_("Add to deck …"), self.deck_wanted.emit)
        self.top = ElidedLabel(size="small", tone="muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for part in (self.views, self.save, self.discard, self.name, self.framework, self.since):
            row.addWidget(part)
        row.addSpacing(4)
        row.addWidget(self.top, 1)
        row.addWidget(self.more)

    def show_reading(self, found: Reading, since: date | None) -> None:
        """Show the framework in use, the day that changes count from, and what can be said of the top."""
        self._offer_frameworks(found)
        self._offer_days(found, since)
        told = _("Of the open items: {sentence}")
        self.top.setText(told.format(sentence=found.top.sentence) if found.top else "")
        self.top.setToolTip(
            _("Whether the first three places hold whatever the ranges of the inputs bring.")
        )

    def show_saved(self, saved: list[SavedView], at: SavedView | None, edited: bool) -> None:
        """Show the saved views, the one that is open, and a dot where it was edited."""
        name = at.name if at else _("All items")
        self.views.setText(_("{view} {dot}").format(view=name, dot=DOT) if edited else name)
        told = _("View {view}, edited") if edited else _("View {view}")
        self.views.setAccessibleName(told.format(view=name))
        self.save.setVisible(edited and at is not None)
        self.discard.setVisible(edited)
        menu = self.views.menu()
        menu.clear()
        menu.addAction(_("All items"), lambda: self.view_picked.emit(0))
        for one in saved:
            menu.addAction(escaped(one.name), lambda one=one: self.view_picked.emit(one.id))
        menu.addSeparator()
        menu.addAction(_("Save as new …"), self.ask_name)
        if at is not None:
            menu.addAction(_("Delete this view"), self.view_deleted.emit)

    def ask_name(self) -> None:
        """Open the field for the name of a new view."""
        self.name.show()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer_frameworks(self, found: Reading) -> None:
        self.framework.setText(found.scheme.label)
        self.framework.setAccessibleName(
            _("Framework: {framework}").format(framework=found.scheme.label)
        )
        self.framework.setToolTip(found.scheme.formula)
        menu = self.framework.menu()
        menu.clear()
        for scheme in found.schemes:
            action = menu.addAction(
                escaped(scheme.label), lambda key=scheme.key: self.framework_picked.emit(key)
            )
            action.setCheckable(True)
            action.setChecked(scheme.key == found.scheme.key)

    def _offer_days(self, found: Reading, since: date | None) -> None:
        locale = found.brand.locale
        words = _("Since {day}").format(day=day(since, locale, "d MMM")) if since else _("Since …")
        self.since.setText(words)
        menu = self.since.menu()
        menu.clear()
        if since is not None:
            menu.addAction(_("Show all items again"), lambda: self.since_picked.emit(None))
            menu.addSeparator()
        for name, days in (
            (_("Since today"), 0), (_("Since a week ago"), 7), (_("Since two weeks ago"), 14),
            (_("Since four weeks ago"), 28), (_("Since a quarter ago"), 91),
        ):  # fmt: skip
            back = found.today - timedelta(days)
            menu.addAction(name, lambda back=back: self.since_picked.emit(back))


class NameField(LineEdit):
    """Asks for the name of a view; Enter gives it, Esc leaves."""

    given = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent=parent, placeholder=_("Name, then Enter"))
        self.setAccessibleName(_("Name of the new view"))
        self.setFixedWidth(160)
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter gives the name, Esc leaves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if name := self.text().strip():
                self.clear()
                self.hide()
                self.given.emit(name)
        elif event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.hide()
        else:
            super().keyPressEvent(event)
