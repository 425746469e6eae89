"""One score input: its name, the number or a step of the scale, and the rubric that explains it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.choice_field import ChoiceField
from ui.widgets.fields import LineEdit
from ui.widgets.text import label
from workbench.language import _, number
from workbench.roadmap.scoring import EVIDENCE

if TYPE_CHECKING:
    from workbench.roadmap.backlog import Input
    from workbench.roadmap.frameworks import Criterion


class ScoreRow(QWidget):
    """Asks for one criterion; `given` carries the text as typed, empty to take the input away."""

    given = Signal(str)

    def __init__(self, criterion: Criterion, held: Input | None, locale: str) -> None:
        super().__init__()
        self._criterion = criterion
        self.field = self._field(held, locale)
        self.field.setAccessibleName(criterion.label)
        self.field.setAccessibleDescription(criterion.rubric)
        self.field.setFixedWidth(188 if held and held.low is not None else 144)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(label(criterion.label), 1)
        if unit := self._unit():
            top.addWidget(label(unit, size="small", tone="muted"))
        top.addWidget(self.field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(top)
        column.addWidget(label(_source(criterion, held), size="small", tone="faint", wrap=True))

    def _unit(self) -> str:
        return "" if self._criterion.unit == "percent" else self._criterion.unit

    def _field(self, held: Input | None, locale: str) -> QWidget:
        value = held.value if held else None
        ranged = held is not None and held.low is not None and held.high is not None
        if self._criterion.choices and not ranged:
            return self._steps(value, locale)
        line = LineEdit(_typed(self._criterion, held, locale), placeholder="–")
        line.setToolTip(_("A number, or a range such as 2 to 4 where you are not sure."))
        line.setAlignment(Qt.AlignmentFlag.AlignRight)
        line.editingFinished.connect(
            lambda: self.given.emit(line.text()) if line.isModified() else None
        )
        return line

    def _steps(self, value: float | None, locale: str) -> ChoiceField:
        options: list[tuple[object, str]] = [("", "–")]
        for step in self._criterion.choices:
            shown = written(self._criterion, step.value, locale)
            words = _("{number} · {word}").format(number=shown, word=step.label)
            options.append((step.label, words))
        current = next((c.label for c in self._criterion.choices if c.value == value), "")
        if value is not None and not current:
            current = written(self._criterion, value, locale)
            options.append((current, current))
        box = ChoiceField(options, current)
        box.picked.connect(lambda word: self.given.emit(str(word)))
        return box


def _typed(criterion: Criterion, held: Input | None, locale: str) -> str:
    """An input as it is typed: one number, or its lowest, likely and highest."""
    if held is None:
        return ""
    if held.low is None or held.high is None:
        return written(criterion, held.value, locale)
    text = _("{low} to {likely} to {high}")
    low, likely, high = (
        written(criterion, value, locale) for value in (held.low, held.value, held.high)
    )
    return text.format(low=low, likely=likely, high=high)


def written(criterion: Criterion, value: float, locale: str) -> str:
    """An input as people read it: 80 % for a fraction, no decimals where there are none."""
    if criterion.unit == "percent":
        return f"{number(value * 100, locale)}\N{NO-BREAK SPACE}%"
    places = len(f"{value:.10g}".partition(".")[2])
    return number(value, locale, decimals=min(places, 2))


def _source(criterion: Criterion, held: Input | None) -> str:
    if held is not None and held.source == EVIDENCE:
        return _("{rubric} Now from the evidence below.").format(rubric=criterion.rubric)
    if held is not None and held.source:
        return _("{rubric} Now from: {source}.").format(rubric=criterion.rubric, source=held.source)
    return criterion.rubric
