"""Beside a deck: what the chosen slide shows, and under which title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.buttons import DangerButton, QuietButton
from ui.widgets.choice_field import ChoiceField
from ui.widgets.editable_text import EditableText
from ui.widgets.fields import LineEdit
from ui.widgets.inspector import Inspector
from workbench.language import _
from workbench.presenting import views
from workbench.presenting.deck import kind_label

if TYPE_CHECKING:
    from workbench.presenting.deck import Slide

Choices = dict[str, views.Options]


class SlideSide(Inspector):
    """`changed(field, value)` for the title, `set(key, value)` for a setting of the view."""

    changed = Signal(str, str)
    set = Signal(str, object)
    hidden_asked = Signal(bool)
    copied = Signal()
    deleted = Signal()
    picture_asked = Signal()
    cells_asked = Signal()

    def show_slide(self, slide: Slide, *, number: int, choices: Choices, own_title: str) -> None:
        """Show a slide; `choices` are the options of its settings, `own_title` what its view says by itself."""
        self.clear()
        self.set_heading(_("Slide {n}").format(n=number), kind_label(slide.kind))
        self._title(slide, own_title)
        self._view(slide, choices)
        self._actions(slide)

    def show_nothing(self) -> None:
        """No slide is chosen."""
        self.clear()
        self.set_heading(_("No slide yet"))

    def _title(self, slide: Slide, own_title: str) -> None:
        title = EditableText(slide.title, name=_("Title"), placeholder=own_title)
        title.saved.connect(lambda text: self.changed.emit("title", text))
        part = self.add_section(_("Title"), title)
        if not slide.title:
            part.say(_("The view's own takeaway, until you write another."), tone="muted")

    def _view(self, slide: Slide, choices: Choices) -> None:
        """Every setting that the view has, each with the field that fits it."""
        if not views.known(slide.kind):
            return
        fields = [
            self._field(slide, setting, choices) for setting in views.view(slide.kind).settings
        ]
        if fields:
            self.add_section(_("Shows"), *fields)

    def _field(self, slide: Slide, setting: views.Setting, choices: Choices) -> QWidget:
        held = slide.settings.get(setting.key)
        if setting.kind == "choice":
            if setting.key == "grain":
                held = held or slide.settings.get("by")
            return self._pick(
                setting.key, choices.get(setting.key, []), str(held or ""), setting.words()
            )
        if setting.kind == "filter":
            line = LineEdit(str(held or ""), placeholder="theme:retention -stage:dropped")
            line.setAccessibleName(setting.words())
            line.editingFinished.connect(
                lambda: self.set.emit(setting.key, line.text()) if line.isModified() else None
            )
            return line
        text = str(held or "") or "\n".join(slide.settings.get("lines", []))
        field = EditableText(
            text, name=setting.words(), several_lines=True, placeholder=_("One point per line")
        )
        field.saved.connect(lambda new: self.set.emit(setting.key, new))
        return field

    def _pick(self, key: str, options: views.Options, current: str, name: str) -> ChoiceField:
        box = ChoiceField(options, current, name=name)
        box.picked.connect(lambda value: self.set.emit(key, value or None))
        return box

    def _actions(self, slide: Slide) -> None:
        words = _("Show it again") if slide.hidden else _("Leave it out when presenting")
        hide = QuietButton(words, icon="eye")
        hide.clicked.connect(lambda: self.hidden_asked.emit(not slide.hidden))
        picture = QuietButton(_("Copy picture"), icon="copy")
        picture.clicked.connect(self.picture_asked)
        cells = QuietButton(_("Copy cells"), icon="table")
        cells.clicked.connect(self.cells_asked)
        copy = QuietButton(_("Duplicate"), icon="plus")
        copy.clicked.connect(self.copied)
        remove = DangerButton(_("Delete slide"), icon="trash")
        remove.clicked.connect(self.deleted)
        self.add_section(_("This slide"), picture, cells, copy, hide, remove)
