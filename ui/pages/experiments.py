"""Experiments: the list by state, one experiment with its record, and the learning library."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from ui import theme
from ui.actions import Command
from ui.pages.add_to_deck import add_to_deck
from ui.pages.experiment_library import LibraryView
from ui.pages.experiment_portfolio import PortfolioView
from ui.pages.experiment_record import ROLES, ExperimentRecord, first_tab, tabs
from ui.pages.experiment_side import ExperimentSide
from ui.pages.page import MARGIN, Page, clear, scrolled
from ui.widgets.buttons import LinkButton, PrimaryButton, QuietButton
from ui.widgets.chip import Chip
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.empty_state import EmptyState
from ui.widgets.inline_error import InlineError
from ui.widgets.panel import Panel
from ui.widgets.segmented import Segmented
from ui.widgets.text import label
from ui.widgets.topbar import tool_row
from workbench.errors import NotFound
from workbench.experiments import ledger
from workbench.experiments.words import Status
from workbench.language import _, ngettext, number, percent
from workbench.store.brand import brand

if TYPE_CHECKING:
    from ui.session import Session
    from workbench.experiments.record import Experiment


class ExperimentsPage(Page):
    """Shows the list, the learnings, or one experiment."""

    tables = frozenset(
        {
            "experiment",
            "variant",
            "reading",
            "decision",
            "learning",
            "item",
            "kpi",
            "setting",
            "theme",
            "snapshot",
            "import",
            "promotion",
            "annotation",
        }
    )

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._open: int | None = None
        self._is_new = True
        self._problem = InlineError()
        self._views = Segmented(
            [
                ("list", _("Experiments")),
                ("learnings", _("Learnings")),
                ("portfolio", _("All together")),
            ],
            name=_("View"),
        )
        self._views.chosen.connect(lambda _key: self.refresh())
        self.tabs = Segmented(tabs(), name=_("Part of the experiment"))
        self.tabs.chosen.connect(self._turn)
        self._export = QuietButton(_("Export the list"), icon="export")
        self._export.clicked.connect(self.ask_export)
        self._bring = QuietButton(_("Import a list"), icon="import")
        self._bring.clicked.connect(lambda: self.asked.emit("imports", "ask", None))
        self._new = QuietButton(_("New experiment"), icon="plus")
        self._new.clicked.connect(self.add)
        self.tools = tool_row(self._views, self.tabs, self._bring, self._export, self._new)
        self.inspector = ExperimentSide()
        self._connect_side()
        self._record: ExperimentRecord | None = None
        self.library = LibraryView(session)
        self.library.opened.connect(lambda key: self.show_thing("experiment", key))
        self.portfolio = PortfolioView(session)
        self.portfolio.problem.connect(self._problem.show_error)
        self._stack = QStackedLayout()
        self._lay_out()
        self._show_mode()

    def _lay_out(self) -> None:
        self._list = QWidget()
        self._panels = QVBoxLayout(self._list)
        self._panels.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        self._panels.setSpacing(16)
        self._stack.addWidget(scrolled(self._list))
        self._stack.addWidget(self._empty())
        self._library_area, self._portfolio_area = scrolled(self.library), scrolled(self.portfolio)
        self._stack.addWidget(self._library_area)
        self._stack.addWidget(self._portfolio_area)
        strip = QHBoxLayout()
        strip.setContentsMargins(MARGIN, 0, MARGIN, 0)
        strip.addWidget(self._problem)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(strip)
        column.addLayout(self._stack, 1)

    def _empty(self) -> EmptyState:
        new = PrimaryButton(_("Plan an experiment"), icon="plus")
        new.clicked.connect(self.add)
        bring = QuietButton(_("Import a list of tests"), icon="import")
        bring.clicked.connect(lambda: self.asked.emit("imports", "ask", None))
        return EmptyState(
            "flask",
            _("No experiments yet"),
            _(
                "Write down what you expect before you change the shop. What was counted, what you"
                " decided and what you learned stay together here."
            ),
            [new, bring],
        )

    def _connect_side(self) -> None:
        side = self.inspector
        side.changed.connect(self._set)
        side.deleted.connect(self._delete)
        side.item_asked.connect(lambda item: self.asked.emit("roadmap", "item", item))
        side.kpi_asked.connect(lambda kpi: self.asked.emit("kpis", "kpi", kpi))

    # what shows

    def refresh(self) -> None:
        """Read again what is in view."""
        if self._open is not None:
            self._show_one()
        elif self._views.current() == "learnings":
            self.library.refresh(self.session.ask(brand).locale)
            self._stack.setCurrentWidget(self._library_area)
        elif self._views.current() == "portfolio":
            self.portfolio.refresh(self.session.ask(brand).locale)
            self._stack.setCurrentWidget(self._portfolio_area)
        else:
            self._show_list()

    def forget(self) -> None:
        """Begin with the list of the other workspace."""
        super().forget()
        self._open = None
        if self._record is not None:
            self._stack.removeWidget(self._record)
            self._record.deleteLater()
            self._record = None
        self._show_mode()

    def show_thing(self, kind: str, thing: object) -> None:
        """Show one experiment, at its verdict once something was counted."""
        if kind == "experiment" and isinstance(thing, int):
            self._is_new = self._open != thing
            self._open = thing
            self._show_mode()
            self.show_inspector(True)
            self.refresh()

    def show_all(self) -> None:
        """Show the list."""
        self._open = None
        self._show_mode()
        self.refresh()

    def _show_mode(self) -> None:
        one = self._open is not None
        self.back = self.show_all if one else None
        for tool in (self._views, self._new, self._export, self._bring):
            tool.setVisible(not one)
        self.tabs.setVisible(one)
        if not one:
            self.title = _("Experiments")
            self.show_inspector(False)
        self.titled.emit(self.title)

    def _show_list(self) -> None:
        from workbench.experiments import record

        found = self.session.ask(record.experiments)
        own = self.session.ask(brand)
        clear(self._panels)
        for name, states in _groups():
            rows = [one for one in found if one.status in states]
            if rows:
                panel = Panel(name, str(len(rows)))
                for one in rows:
                    row = ExperimentRow(one, own.locale)
                    row.opened.connect(lambda key: self.show_thing("experiment", key))
                    panel.add_row(row)
                self._panels.addWidget(panel)
        self._panels.addStretch(1)
        self._stack.setCurrentIndex(0 if found else 1)

    def _show_one(self) -> None:
        from workbench.experiments import record
        from workbench.kpis import typed
        from workbench.roadmap import items

        try:
            found = self.session.ask(record.record, self._open)
        except NotFound:
            self.show_all()
            return
        own = self.session.ask(brand)
        made = self._made(own.locale)
        self._problem.clear()
        self.title = found.experiment.name
        self.titled.emit(self.title)
        if self._is_new:
            self._is_new = False
            self.tabs.set_current(first_tab(found))
            made.turn_to(self.tabs.current())
        made.show_record(found, own.currency)
        cards = self.session.ask(typed.all_cards)
        self.inspector.show_experiment(
            found,
            own.locale,
            kpis=[(key, card.name) for key, card in cards.items()],
            items=[(item.id, item.title) for item in self.session.ask(items.items)],
        )
        self._stack.setCurrentWidget(made)

    def _made(self, locale: str) -> ExperimentRecord:
        """The tabs of one experiment, made when the first one is opened."""
        if self._record is None:
            self._record = ExperimentRecord(self.session, locale)
            self._record.problem.connect(self._refused)
            self._record.verdict.deck_asked.connect(
                lambda key: add_to_deck(self, "experiment", {"experiment": str(key)})
            )
            self._record.readings.import_asked.connect(
                lambda: self.asked.emit("imports", "ask", None)
            )
            self._record.readings.said.connect(lambda text: self.said.emit(text, True))
            self._record.learning.opened.connect(lambda key: self.show_thing("experiment", key))
            self._stack.addWidget(self._record)
        return self._record

    def _turn(self, key: str) -> None:
        if self._record is not None:
            self._record.turn_to(key)

    # what a person does

    def add(self) -> None:
        """Add an experiment and open it, its name ready to be typed."""
        self.session.do(
            _("New experiment"), ledger.add, _("New experiment"), then=self._added,
            fails=self._problem.show_error,
        )  # fmt: skip

    def _added(self, experiment: int) -> None:
        self.show_thing("experiment", experiment)
        if self._record is not None:
            self._record.plan.name.edit()

    def _set(self, field: str, value: object) -> None:
        if self._open is not None:
            self.session.do(
                _("Edit experiment"), ledger.set_fields, self._open, {field: value},
                fails=self._refused,
            )  # fmt: skip

    def _refused(self, sentence: str) -> None:
        """Say why a value was not taken, and show again what holds."""
        self.refresh()
        self._problem.show_error(sentence)

    def _delete(self) -> None:
        experiment, name = self._open, self.title
        self.show_all()
        self.session.do(
            _("Delete experiment"), ledger.delete, experiment,
            then=lambda _none: self.said.emit(_("Deleted “{title}”").format(title=name), True),
            fails=self._problem.show_error,
        )  # fmt: skip

    def ask_export(self) -> None:
        """Ask for a file, and write the list of all tests to it."""
        name = _("{brand} tests").format(brand=self.session.ask(brand).name) + ".xlsx"
        path, _kind = QFileDialog.getSaveFileName(self, _("Export the list"), name, "*.xlsx")
        if path:
            self.export(Path(path))

    def export(self, target: Path) -> None:
        """Write the list of all tests to an Excel file."""
        from workbench.presenting.experiment_list import export_tests

        self.session.ask_later(
            export_tests, target, owner=self, fails=self._problem.show_error,
            then=lambda done: self.said.emit(_("Wrote {name}").format(name=done.name), False),
        )  # fmt: skip

    def slide(self) -> tuple[str, dict[str, Any]]:
        """The experiment with its verdict, else all of them."""
        if self._open is not None:
            return "experiment", {"experiment": str(self._open)}
        return "tests", {}

    def commands(self) -> list[Command]:
        """A new experiment, and the list as a file, for Ctrl+K."""
        return [
            Command("new_experiment", _("New experiment"), self._add_from_anywhere, icon="flask"),
            Command(
                "export_experiments", _("Export the list of tests"), self.ask_export, icon="export"
            ),
        ]

    def _add_from_anywhere(self) -> None:
        self.asked.emit("experiments", "", None)
        self.add()


class ExperimentRow(QWidget):
    """One experiment in the list; a click or Enter opens it."""

    opened = Signal(int)

    def __init__(self, found: Experiment, locale: str) -> None:
        super().__init__()
        self._id = found.id
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(ElidedLabel(found.name, weight=theme.SEMIBOLD))
        under = found.hypothesis or _("no hypothesis")
        words.addWidget(ElidedLabel(under, size="small", tone="muted"))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 10, 10)
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addWidget(label(_numbers(found, locale), size="small", tone="muted", tabular=True))
        decided = found.choice.label if found.choice else ""
        row.addWidget(Chip(decided or found.status.label, _role(found)))
        go = LinkButton(_("Open"))
        go.setAccessibleDescription(found.name)
        go.clicked.connect(lambda: self.opened.emit(self._id))
        row.addWidget(go)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open."""
        self.opened.emit(self._id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys are the button's."""
        event.ignore()


def _role(found: Experiment) -> str:
    return "neutral" if found.choice else ROLES.get(found.status, "neutral")


def _numbers(found: Experiment, locale: str) -> str:
    if not found.visitors or found.conversions is None:
        return ngettext("{n} variant", "{n} variants", found.variants).format(n=found.variants)
    return _("{visitors} visitors, {rate} converted").format(
        visitors=number(found.visitors, locale),
        rate=percent(found.conversions / found.visitors, locale, decimals=2),
    )


def _groups() -> list[tuple[str, set[Status]]]:
    return [
        (_("Running"), {Status.RUNNING}),
        (_("Ended, not decided"), {Status.FINISHED, Status.STOPPED}),
        (_("Planned"), {Status.PLANNED}),
        (_("Decided"), {Status.DECIDED}),
    ]
