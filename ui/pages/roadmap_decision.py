"""The decision about an item in its details: the choice, the reason, and a prediction that is frozen."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.buttons import LinkButton, PrimaryButton, QuietButton
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.fields import LineEdit
from ui.widgets.number_field import NumberField
from ui.widgets.spans import paragraph
from ui.widgets.text import label
from workbench.language import _, day, percent
from workbench.roadmap.decisions import ItemChoice, Prediction

if TYPE_CHECKING:
    from workbench.roadmap.decisions import ItemDecision

DUE_AFTER = timedelta(days=91)


class DecisionPanel(QWidget):
    """Shows the decision or a form for it; `decided(fields)` and `withdrawn` ask."""

    decided = Signal(object)
    withdrawn = Signal()

    def __init__(
        self,
        held: ItemDecision | None,
        kpis: list[tuple[str, str]],
        *,
        today: date,
        locale: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self.form: DecisionForm | None = None
        if held is not None:
            self._show(held, dict(kpis), locale)
            return
        self.begin_button = LinkButton(_("Write the decision down"), icon="edit")
        self.begin_button.clicked.connect(self.begin)
        self._column.addWidget(self.begin_button)
        self.form = DecisionForm(kpis, today)
        self.form.given.connect(self.decided)
        self.form.left.connect(self._leave)
        self.form.hide()
        self._column.addWidget(self.form)

    def begin(self) -> None:
        """Open the form."""
        if self.form is not None:
            self.begin_button.hide()
            self.form.show()
            self.form.choice.setFocus()

    def _leave(self) -> None:
        if self.form is not None:
            self.form.hide()
            self.begin_button.show()
            self.begin_button.setFocus()

    def _show(self, held: ItemDecision, kpis: dict[str, str], locale: str) -> None:
        told = _("{choice}, {day}").format(choice=held.choice.label, day=day(held.day, locale))
        self._column.addWidget(label(told))
        if held.reason:
            self._column.addWidget(paragraph(held.reason, tone="muted"))
        if held.prediction is not None:
            self._column.addWidget(paragraph(_predicted(held.prediction, kpis, locale)))
        back = LinkButton(_("Withdraw"))
        back.setToolTip(_("Take the decision and its prediction back, to decide anew."))
        back.clicked.connect(self.withdrawn)
        self._column.addWidget(back)


class DecisionForm(QWidget):
    """Choice, reason and, to build it, which KPI will move by how much until when."""

    given = Signal(object)
    left = Signal()

    def __init__(self, kpis: list[tuple[str, str]], today: date) -> None:
        super().__init__()
        self.choice = ChoiceField([(c.value, c.label) for c in ItemChoice], name=_("Decision"))
        self.choice.picked.connect(lambda _key: self._fit())
        self.reason = LineEdit(placeholder=_("Why?"))
        self.reason.setAccessibleName(_("Reason"))
        self.kpi = ChoiceField([("", _("no prediction")), *kpis], name=_("KPI that will move"))
        self.kpi.picked.connect(lambda _key: self._fit())
        self.likely = _percent_field(_("Likely change in percent"), _("likely %"))
        self.low = _percent_field(_("Lowest change in percent"), _("low %"))
        self.high = _percent_field(_("Highest change in percent"), _("high %"))
        self.due = DateField(today + DUE_AFTER)
        self.due.setAccessibleName(_("By when"))
        self._numbers = QWidget()
        numbers = QHBoxLayout(self._numbers)
        numbers.setContentsMargins(0, 0, 0, 0)
        numbers.setSpacing(6)
        for field in (self.low, self.likely, self.high):
            numbers.addWidget(field, 1)
        self._hint = label(
            _("It is frozen with the decision and later put beside what happened."),
            size="small", tone="faint", wrap=True,
        )  # fmt: skip
        give, leave = PrimaryButton(_("Decide")), QuietButton(_("Cancel"))
        give.clicked.connect(self._give)
        leave.clicked.connect(self.left)
        row = QHBoxLayout()
        for button in (give, leave):
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (self.choice, self.reason, self.kpi, self._numbers, self.due, self._hint):
            column.addWidget(part)
        column.addLayout(row)
        self._fit()

    def _fit(self) -> None:
        builds = self.choice.key() == ItemChoice.BUILD.value
        self.kpi.setVisible(builds)
        for part in (self._numbers, self.due, self._hint):
            part.setVisible(builds and bool(self.kpi.key()))

    def _give(self) -> None:
        kpi, likely, due = self.kpi.key(), self.likely.number(), self.due.value()
        prediction = None
        predicts = self.choice.key() == ItemChoice.BUILD.value and kpi
        if predicts and likely is not None and due is not None:
            low, high = (_fraction(field.number()) for field in (self.low, self.high))
            prediction = Prediction(str(kpi), likely / 100, due, low, high)
        elif predicts:
            self.likely.setFocus()
            return
        self.given.emit(
            {
                "choice": str(self.choice.key()),
                "reason": self.reason.text(),
                "prediction": prediction,
            }
        )


def _percent_field(name: str, hint: str) -> NumberField:
    field = NumberField(low=-100, high=1000, decimals=1, placeholder=hint)
    field.setAccessibleName(name)
    return field


def _fraction(value: float | None) -> float | None:
    return None if value is None else value / 100


def _predicted(said: Prediction, kpis: dict[str, str], locale: str) -> str:
    told = {
        "kpi": kpis.get(said.kpi, said.kpi),
        "likely": percent(said.likely, locale, decimals=1),
        "day": day(said.due_day, locale),
    }
    if said.low is None or said.high is None:
        return _("Predicted: {kpi} {likely} by {day}").format(**told)
    ends = {
        "low": percent(said.low, locale, decimals=1),
        "high": percent(said.high, locale, decimals=1),
    }
    text = _("Predicted: {kpi} {likely} (from {low} to {high}) by {day}")
    return text.format(**told, **ends)
