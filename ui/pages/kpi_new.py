"""A KPI of one's own: name, kind of number, which way is good, and a formula over others."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from ui.overlay import Overlay
from ui.session import Session
from ui.widgets.buttons import IconButton, PrimaryButton
from ui.widgets.choice_field import ChoiceField
from ui.widgets.fields import LineEdit
from ui.widgets.inline_error import InlineError
from ui.widgets.text import label, title
from workbench.language import _


class NewKpiSheet(Overlay):
    """Asks for a KPI; `created` carries its key."""

    created = Signal(str)

    def __init__(self, window: QWidget, session: Session) -> None:
        super().__init__(window, width=480, name=_("New KPI"))
        self._session = session
        self.name = LineEdit(placeholder=_("Review score, list size, support tickets …"))
        self.name.returnPressed.connect(self._add)
        self.unit = ChoiceField(
            [("number", _("A number")), ("count", _("A count")), ("money", _("An amount of money")),
             ("rate", _("A percentage"))]
        )  # fmt: skip
        self.direction = ChoiceField(
            [("up", _("Higher is better")), ("down", _("Lower is better")), ("none", _("Neither"))]
        )
        self.meaning = LineEdit(placeholder=_("How it is counted, in a few words"))
        self.formula = LineEdit(placeholder=_("Only if it follows from others: ad_spend / orders"))
        self.formula.textChanged.connect(self._check)
        self._checked = label("", size="small", tone="muted", wrap=True)
        self._checked.hide()
        self._error = InlineError()
        self._lay_out()
        self.closed.connect(self.deleteLater)

    def _lay_out(self) -> None:
        close = IconButton("close", _("Close"), side=28)
        close.clicked.connect(self.close_sheet)
        head = QHBoxLayout()
        head.addWidget(title(_("New KPI")), 1)
        head.addWidget(close)
        grid = QGridLayout()
        grid.setVerticalSpacing(8)
        grid.setHorizontalSpacing(12)
        grid.setColumnStretch(1, 1)
        for row, (words, field) in enumerate(
            (
                (_("Name"), self.name),
                (_("Kind"), self.unit),
                (_("Good is"), self.direction),
                (_("Definition"), self.meaning),
                (_("Formula"), self.formula),
            )
        ):
            field.setAccessibleName(words)
            grid.addWidget(label(words, size="small", tone="muted"), row, 0)
            grid.addWidget(field, row, 1)
        grid.addWidget(self._checked, grid.rowCount(), 1)
        foot = QHBoxLayout()
        hint = _("Type its values beside the chart, or bring a sheet that has a column of it.")
        foot.addWidget(label(hint, size="small", tone="muted", wrap=True), 1)
        add = PrimaryButton(_("Add KPI"))
        add.clicked.connect(self._add)
        foot.addWidget(add)
        self.content.setContentsMargins(20, 16, 20, 20)
        self.content.addLayout(head)
        self.content.addWidget(self._error)
        self.content.addLayout(grid)
        self.content.addLayout(foot)

    def first_focus(self) -> QWidget:
        """The name."""
        return self.name

    def _check(self, text: str) -> None:
        """Say at once what the formula gives, or what is wrong with it."""
        words = self._said(text.strip()) if text.strip() else ""
        self._checked.setText(words)
        self._checked.setVisible(bool(words))

    def _said(self, text: str) -> str:
        from workbench.errors import WorkbenchError
        from workbench.kpis import formula, typed

        cards = self._session.ask(typed.all_cards)
        known = {key: card.expression for key, card in cards.items() if card.expression}
        try:
            unit = formula.checked(typed.key_for(self.name.text()), text, cards, known)
        except WorkbenchError as error:
            return str(error)
        return {
            "money": _("This gives an amount of money."),
            "count": _("This gives a count."),
            "rate": _("This gives a percentage."),
        }.get(unit, _("This gives a number."))

    def _add(self) -> None:
        from workbench.kpis import typed

        self._session.do(
            _("New KPI"), typed.add_kpi, self.name.text(), unit=str(self.unit.key()),
            direction=str(self.direction.key()), formula=self.meaning.text().strip(),
            expression=self.formula.text().strip(),
            then=self._added, fails=self._error.show_error,
        )  # fmt: skip

    def _added(self, key: str) -> None:
        self.close_sheet()
        self.created.emit(key)
