"""Beside a large KPI: how its targets stand, and a line to type one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.typed_number import read_number
from ui.widgets.buttons import IconButton, QuietButton
from ui.widgets.choice_field import ChoiceField
from ui.widgets.fields import LineEdit, mark_wrong
from ui.widgets.spans import paragraph
from workbench.language import _

if TYPE_CHECKING:
    from ui.session import Session
    from workbench.kpis.calendar import Period


class TargetLine(NamedTuple):
    """A target by its id, with how it stands in words."""

    id: int
    words: str


class TargetView(NamedTuple):
    """The targets of a KPI, and the periods of now by their kind, for a new one."""

    lines: list[TargetLine]
    periods: dict[str, Period]


def read(db: Any, key: str, last: date | None) -> TargetView:
    """Read how the targets of a KPI stand, and the week, month, quarter and year of its last day."""
    from workbench.kpis import calendar, typed
    from workbench.kpis.calendar import Calendar
    from workbench.kpis.pace import paces
    from workbench.kpis.targets import targets
    from workbench.kpis.wording import value_text
    from workbench.store.brand import brand

    own, card = brand(db), typed.card(db, key)
    known = targets(db, key)
    standing = {pace.target.id: pace.words for pace in paces(db) if pace.target.kpi == key}
    lines = [
        TargetLine(one.id, standing.get(one.id) or value_text(one.value, card, own))
        for one in known
    ]
    if last is None:
        return TargetView(lines, {})
    cal = Calendar(own.week_start, own.fiscal_start)
    kinds = ("week", "month", "quarter", "year")
    return TargetView(lines, {kind: calendar.period(last, kind, cal) for kind in kinds})


class TargetPart(QWidget):
    """The targets and the line to type one; `problem` carries a sentence."""

    problem = Signal(str)

    def __init__(self, session: Session, key: str, unit: str, found: TargetView) -> None:
        super().__init__()
        self._session, self._key, self._unit, self._found = session, key, unit, found
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for line in found.lines:
            column.addWidget(self._line(line))
        if found.periods:
            column.addWidget(self._entry())

    def _line(self, line: TargetLine) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(paragraph(line.words), 1)
        away = IconButton("close", _("Take this target away"), side=22)
        away.clicked.connect(lambda: self._remove(line.id))
        row.addWidget(away)
        return holder

    def _entry(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self.value = LineEdit(placeholder=_("2.8 %") if self._unit == "rate" else _("Target"))
        self.value.setAccessibleName(_("Target"))
        self.value.returnPressed.connect(self._set)
        self.kind = ChoiceField(
            [("week", _("each week")), ("month", _("each month")),
             ("quarter", _("each quarter")), ("year", _("each year"))],
            "month", name=_("For each"),
        )  # fmt: skip
        button = QuietButton(_("Set"))
        button.clicked.connect(self._set)
        row.addWidget(self.value, 1)
        row.addWidget(self.kind)
        row.addWidget(button)
        return holder

    def _set(self) -> None:
        from workbench.kpis.targets import set_target

        number = read_number(self.value.text(), percent=self._unit == "rate")
        mark_wrong(self.value, number is None)
        if number is not None:
            days = self._found.periods[str(self.kind.key())]
            self._session.do(
                _("Set a target"), set_target, self._key, *days, number, repeats=True,
                fails=self.problem.emit,
            )  # fmt: skip

    def _remove(self, target: int) -> None:
        from workbench.kpis.targets import delete_target

        self._session.do(_("Take a target away"), delete_target, target, fails=self.problem.emit)
