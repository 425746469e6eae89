"""Beside a deck: what the chosen slide shows, and under which title."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from ui.widgets.buttons import DangerButton, QuietButton
from ui.widgets.choice_field import ChoiceField
from ui.widgets.editable_text import EditableText
from ui.widgets.fields import LineEdit
from ui.widgets.inspector import Inspector
from workbench.language import _
from workbench.presenting.deck import kind_label

if TYPE_CHECKING:
    from workbench.presenting.deck import Slide


class SlideSide(Inspector):
    """`changed(field, value)` for the title, `set(key, value)` for a setting of the view."""

    changed = Signal(str, str)
    set = Signal(str, object)
    hidden_asked = Signal(bool)
    copied = Signal()
    deleted = Signal()

    def show_slide(
        self, slide: Slide, *, number: int, kpis: list[tuple[str, str]], own_title: str
    ) -> None:
        """Show a slide; `own_title` is what its view says where the person gave no title."""
        self.clear()
        self.set_heading(_("Slide {n}").format(n=number), kind_label(slide.kind))
        self._title(slide, own_title)
        self._view(slide, kpis)
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

    def _view(self, slide: Slide, kpis: list[tuple[str, str]]) -> None:
        held = slide.settings
        if slide.kind == "kpi":
            grains = [("day", _("Day")), ("week", _("Week")), ("month", _("Month")),
                      ("quarter", _("Quarter")), ("year", _("Year"))]  # fmt: skip
            compares = [("", _("No comparison")), ("year", _("vs last year")),
                        ("previous", _("vs before"))]  # fmt: skip
            self.add_section(
                _("Shows"),
                self._pick("kpi", kpis, held.get("kpi"), _("KPI")),
                self._pick("grain", grains, held.get("grain") or held.get("by"), _("Periods")),
                self._pick("compare", compares, held.get("compare") or "", _("Comparison")),
            )
        elif slide.kind in ("board", "table"):
            line = LineEdit(held.get("filter", ""), placeholder="theme:retention -stage:dropped")
            line.setAccessibleName(_("Filter"))
            line.editingFinished.connect(
                lambda: self.set.emit("filter", line.text()) if line.isModified() else None
            )
            self.add_section(_("Filter"), line)
        elif slide.kind == "text":
            text = held.get("text") or "\n".join(held.get("lines", []))
            field = EditableText(
                text, name=_("Text"), several_lines=True, placeholder=_("One point per line")
            )
            field.saved.connect(lambda new: self.set.emit("text", new))
            self.add_section(_("Text"), field)

    def _pick(
        self, key: str, options: list[tuple[str, str]], current: Any, name: str
    ) -> ChoiceField:
        box = ChoiceField(options, current, name=name)
        box.picked.connect(lambda value: self.set.emit(key, value or None))
        return box

    def _actions(self, slide: Slide) -> None:
        words = _("Show it again") if slide.hidden else _("Leave it out when presenting")
        hide = QuietButton(words, icon="eye")
        hide.clicked.connect(lambda: self.hidden_asked.emit(not slide.hidden))
        copy = QuietButton(_("Duplicate"), icon="copy")
        copy.clicked.connect(self.copied)
        remove = DangerButton(_("Delete slide"), icon="trash")
        remove.clicked.connect(self.deleted)
        for button in (hide, copy, remove):
            self.add(button)
