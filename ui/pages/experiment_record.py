"""One experiment in four tabs: plan, readings, verdict with the decision, learning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.pages.experiment_learning import LearningTab
from ui.pages.experiment_plan import PlanTab
from ui.pages.experiment_readings import ReadingsTab
from ui.pages.experiment_verdict import VerdictTab
from ui.pages.page import scrolled
from ui.widgets.chip import Role
from workbench.experiments.words import Status
from workbench.language import _

if TYPE_CHECKING:
    from ui.session import Session
    from workbench.experiments.record import Record

ROLES: dict[Status, Role] = {Status.RUNNING: "accent", Status.FINISHED: "warning"}
PLAN, READINGS, VERDICT, LEARNING = "plan", "readings", "verdict", "learning"


def tabs() -> list[tuple[str, str]]:
    """The tabs with their names."""
    return [
        (PLAN, _("Plan")),
        (READINGS, _("Readings")),
        (VERDICT, _("Verdict")),
        (LEARNING, _("Learning")),
    ]


class ExperimentRecord(QStackedWidget):
    """The middle of the page; every change is asked of the session."""

    problem = Signal(str)

    def __init__(self, session: Session, locale: str) -> None:
        super().__init__()
        self.setProperty("ground", "none")
        self.plan = PlanTab(session, locale)
        self.readings = ReadingsTab(session, locale)
        self.verdict = VerdictTab(session, locale)
        self.learning = LearningTab(session, locale)
        self._record: Record | None = None
        self._currency = ""
        self._areas: dict[str, QWidget] = {}
        parts = (self.plan, self.readings, self.verdict, self.learning)
        for (key, _words), part in zip(tabs(), parts, strict=True):
            part.problem.connect(self.problem)
            area = scrolled(part)
            self._areas[key] = area
            self.addWidget(area)

    def show_record(self, record: Record, currency: str) -> None:
        """Show an experiment on the tab in view."""
        self._record, self._currency = record, currency
        self._fill()

    def turn_to(self, key: str) -> None:
        """Show a tab."""
        self.setCurrentWidget(self._areas[key])
        self._fill()

    def current(self) -> str:
        """The key of the tab in view."""
        return next(key for key, area in self._areas.items() if area is self.currentWidget())

    def _fill(self) -> None:
        """Only the tab in view reads."""
        if self._record is None:
            return
        key = self.current()
        if key == READINGS:
            self.readings.show_record(self._record, self._currency)
        else:
            {PLAN: self.plan, VERDICT: self.verdict, LEARNING: self.learning}[key].show_record(
                self._record
            )


def first_tab(record: Record) -> str:
    """Where a test opens: at its verdict once something was counted, else at its plan."""
    return VERDICT if any(v.readings for v in record.variants) else PLAN
