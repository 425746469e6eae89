"""The variants of a plan: their names and how visitors are split between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.widgets.buttons import IconButton, QuietButton
from ui.widgets.editable_text import EditableText
from ui.widgets.number_field import NumberField
from ui.widgets.panel import Panel
from ui.widgets.text import label
from workbench.experiments import readings
from workbench.experiments.words import Kind
from workbench.language import _

if TYPE_CHECKING:
    from ui.session import Session
    from workbench.experiments.record import Record, Variant


class VariantsPanel(Panel):
    """Names and shares; the first one is the control. Without shares the split is equal."""

    problem = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__(_("What is compared"), _("the first one is the control"))
        self._session = session
        self._record: Record | None = None
        self._shown: object = None
        self.new = QuietButton(_("Add a variant"), icon="plus")
        self.new.clicked.connect(self.add)
        self.add_action(self.new)

    def show_record(self, record: Record, *, is_open: bool) -> None:
        """Show the variants; names and shares can be changed while the plan is open."""
        self._record = record
        kind = Kind(record.experiment.kind or Kind.SPLIT)
        now = (
            record.experiment.id,
            kind,
            is_open,
            [(v.id, v.name, v.share) for v in record.variants],
        )
        if now == self._shown:
            return
        self._shown = now
        self.new.setVisible(is_open)
        self.clear_rows()
        for variant in record.variants:
            self.add_row(self._row(variant, is_open=is_open, is_split=kind.is_split))
        if not record.variants:
            hint = label(_("Add the control and what you want to compare with it."), tone="muted")
            hint.setContentsMargins(16, 10, 16, 10)
            self.add_row(hint)

    def _row(self, variant: Variant, *, is_open: bool, is_split: bool) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(16, 6, 10, 6)
        row.setSpacing(8)
        name = EditableText(variant.name, name=_("Variant"), required=True)
        name.saved.connect(
            lambda text: self._do(_("Rename variant"), readings.rename_variant, variant.id, text)
        )
        name.setEnabled(is_open)
        row.addWidget(name, 1)
        if is_split:
            held = None if variant.share is None else variant.share * 100
            share = NumberField(held, low=0.0, high=100, decimals=1, placeholder=_("equal"))
            share.setMinimumWidth(104)
            share.setAccessibleName(_("Part of the visitors for {name}").format(name=variant.name))
            share.setEnabled(is_open)
            share.picked.connect(lambda new: self._share(variant.id, new))
            row.addWidget(share)
            row.addWidget(label(_("% of the visitors"), tone="muted"))
        if is_open:
            away = IconButton("close", _("Delete this variant"), side=24)
            away.clicked.connect(
                lambda: self._do(_("Delete variant"), readings.delete_variant, variant.id)
            )
            row.addWidget(away)
        return line

    def _share(self, variant: int, new: float | None) -> None:
        part = round(new / 100, 6) if new else None
        self._do(_("Change the split"), readings.set_share, variant, part)

    def add(self) -> None:
        """Add a control first, then variants B, C ..."""
        if self._record is None:
            return
        taken = {one.name for one in self._record.variants}
        names = [_("Control"), *(_("Variant {letter}").format(letter=c) for c in "BCDEFGHIJKLMNOP")]
        name = next((name for name in names if name not in taken), None)
        if name is not None:
            self._do(_("Add a variant"), readings.add_variant, self._record.experiment.id, name)

    def _do(self, words: str, command: object, *args: object) -> None:
        self._session.do(words, command, *args, fails=self.problem.emit)
