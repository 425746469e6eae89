"""The evidence of an item in its details: what speaks for it and against it, and adding to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.buttons import IconButton, LinkButton, PrimaryButton, QuietButton
from ui.widgets.choice_field import ChoiceField
from ui.widgets.fields import LineEdit
from ui.widgets.spans import paragraph
from ui.widgets.text import label
from workbench.language import _
from workbench.roadmap.evidence import Kind, Strength

if TYPE_CHECKING:
    from workbench.roadmap.evidence import Piece

Kpis = list[tuple[str, str]]


class EvidencePanel(QWidget):
    """Shows pieces; `added(fields)` and `deleted(id)` ask."""

    added = Signal(object)
    deleted = Signal(int)

    def __init__(self, pieces: list[Piece], kpis: Kpis, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for piece in pieces:
            column.addWidget(self._piece(piece, dict(kpis)))
        if not pieces:
            column.addWidget(label(_("None yet."), size="small", tone="muted"))
        self.add = LinkButton(_("Add evidence"), icon="plus")
        self.add.clicked.connect(lambda: self.begin())
        self.form = EvidenceForm(kpis)
        self.form.given.connect(self.added)
        self.form.left.connect(self._leave)
        self.form.hide()
        column.addWidget(self.add)
        column.addWidget(self.form)

    def begin(self, kind: Kind = Kind.NOTE) -> None:
        """Open the form, for a kind of evidence."""
        self.form.kind.set_key(kind.value)
        self.form.fit()
        self.form.show()
        self.add.hide()
        self.form.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self) -> None:
        self.form.hide()
        self.add.show()
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _piece(self, piece: Piece, kpis: dict[str, str]) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        said = QVBoxLayout()
        said.setSpacing(0)
        what = piece.text or kpis.get(piece.ref, piece.ref)
        said.addWidget(paragraph(what, tone="text"))
        words = _("{strength}, against it") if piece.against else _("{strength}")
        told = words.format(strength=piece.strength.label)
        said.addWidget(label(told, size="small", tone="warning" if piece.against else "muted"))
        row.addLayout(said, 1)
        remove = IconButton("close", _("Delete evidence: {text}").format(text=what), side=24)
        remove.clicked.connect(lambda: self.deleted.emit(piece.id))
        row.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
        return line


class EvidenceForm(QWidget):
    """One piece to add: what, how strong, where from, for or against. Enter adds, Esc leaves."""

    given = Signal(object)
    left = Signal()

    def __init__(self, kpis: Kpis) -> None:
        super().__init__()
        self.kind = ChoiceField([(k.value, k.label) for k in Kind], name=_("Kind of evidence"))
        self.kind.picked.connect(lambda _key: self.fit())
        self.kpi = ChoiceField(kpis, name=_("KPI"))
        self.text = LineEdit(placeholder=_("What does it say?"))
        self.text.setAccessibleName(_("What the evidence says"))
        self.ref = LineEdit()
        self.who = LineEdit(placeholder=_("e.g. order 1042"))
        self.who.setAccessibleName(_("Which customer, without a name"))
        self.strength = ChoiceField(
            [(s.value, s.label) for s in Strength], name=_("How strong it is")
        )
        self.strength.picked.connect(lambda _key: self.fit())
        self.against = QCheckBox(_("It speaks against the item"))
        add, leave = PrimaryButton(_("Add")), QuietButton(_("Cancel"))
        add.clicked.connect(self._give)
        leave.clicked.connect(self.left)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (
            self.kind, self.kpi, self.text, self.ref, self.strength, self.who, self.against,
        ):  # fmt: skip
            column.addWidget(part)
        row = QHBoxLayout()
        row.addWidget(add)
        row.addWidget(leave)
        row.addStretch(1)
        column.addLayout(row)
        self.fit()

    def first(self) -> QWidget:
        """The field to begin with."""
        return self.kpi if self.kind.key() == Kind.KPI.value else self.text

    def fit(self) -> None:
        """Show the fields that this kind of evidence needs."""
        kind = Kind(str(self.kind.key()))
        hints = {
            Kind.WEB: _("https://…"),
            Kind.FILE: _("Path of the file"),
            Kind.IMPORT: _("Which file or rows"),
            Kind.REVIEW: _("Where the review stands"),
            Kind.EXPERIMENT: _("Which experiment"),
        }
        self.kpi.setVisible(kind == Kind.KPI)
        self.ref.setVisible(kind in hints)
        self.ref.setPlaceholderText(hints.get(kind, ""))
        self.ref.setAccessibleName(hints.get(kind, ""))
        self.who.setVisible(self.strength.key() == Strength.CUSTOMER.value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter adds, Esc leaves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._give()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _give(self) -> None:
        kind = Kind(str(self.kind.key()))
        ref = str(self.kpi.key() or "") if kind == Kind.KPI else self.ref.text()
        if kind == Kind.NOTE:
            ref = ""
        self.given.emit(
            {
                "text": self.text.text(), "kind": kind, "ref": ref,
                "strength": str(self.strength.key()), "who": self.who.text(),
                "against": self.against.isChecked(),
            }
        )  # fmt: skip
