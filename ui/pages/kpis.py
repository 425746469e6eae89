"""The KPIs: tiles by what they are about, and one KPI large with its definition beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedLayout, QVBoxLayout, QWidget

from ui import theme
from ui.actions import Command
from ui.pages import kpi_reading, kpi_why
from ui.pages.kpi_inspector import KpiInspector
from ui.pages.page import MARGIN, Page, clear, scrolled
from ui.pages.tiles import TileRow
from ui.widgets.buttons import MenuButton, PrimaryButton, QuietButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.figure_view import FigureView
from ui.widgets.inline_error import InlineError
from ui.widgets.segmented import Segmented
from ui.widgets.surface import Surface
from ui.widgets.text import label
from ui.widgets.topbar import tool_row
from workbench.language import _

if TYPE_CHECKING:
    from ui.pages.kpi_reading import Group, KpiView
    from ui.session import Session
    from workbench.charts.series import ChartData
    from workbench.kpis.signals import Signal


class KpisPage(Page):
    """Shows all KPIs, or one of them."""

    tables = frozenset(
        {"kpi", "snapshot", "import", "setting", "item", "source_of_record", "orders",
         "sales_day", "traffic_day", "rollup", "signal_note", "annotation", "target", "promotion"}
    )  # fmt: skip

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._kpi = ""
        self._view: KpiView | None = None
        self._explaining = self._asks_why = False
        self._split = ""
        self._chosen: tuple[str, str] | None = (
            None  # what a person chose before a signal's own days
        )
        self._grain, self._span, self._compare = "week", "year", "year"
        self._problem = InlineError()
        self._stack = QStackedLayout()
        self._tiles: dict[str, TileRow] = {}
        self.inspector = KpiInspector(session)
        self.inspector.problem.connect(self._problem.show_error)
        self.inspector.removed.connect(self._removed)
        self.inspector.rows_asked.connect(self._show_rows)
        self._make_tools()
        self._lay_out()
        self._show_mode()

    # laying out

    def _make_tools(self) -> None:
        self._grains = Segmented(
            [("day", _("Day")), ("week", _("Week")), ("month", _("Month")),
             ("quarter", _("Quarter")), ("year", _("Year"))],
            self._grain, name=_("Periods"),
        )  # fmt: skip
        self._grains.chosen.connect(self._turn_grain)
        spans = [(key, words) for key, words, _days in kpi_reading.spans()]
        self._spans = _picker(spans, self._span, self._turn_span)
        self._compares = _picker(
            kpi_reading.comparison_names(), self._compare, self._turn_comparison
        )
        self._new = QuietButton(_("New KPI"), icon="plus")
        self._new.clicked.connect(self.ask_new)
        self.tools = tool_row(self._grains, self._spans, self._compares, self._new)

    def _lay_out(self) -> None:
        self._grid = QWidget()
        self._groups = QVBoxLayout(self._grid)
        self._groups.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        self._groups.setSpacing(12)
        self._groups.addStretch(1)
        for part in (scrolled(self._grid), self._one(), self._empty()):
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        strip = QHBoxLayout()
        strip.setContentsMargins(MARGIN, 0, MARGIN, 0)
        strip.addWidget(self._problem)
        column.addLayout(strip)
        column.addLayout(self._stack, 1)

    def _one(self) -> QWidget:
        holder = QWidget()
        outer = QVBoxLayout(holder)
        outer.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        panel = Surface()
        self.chart = FigureView(copy_cells=self._cells)
        self.chart.failed.connect(self._problem.show_error)
        column = QVBoxLayout(panel)
        column.setContentsMargins(2, 2, 2, 20)
        column.setSpacing(8)
        column.addWidget(self.chart, 1)
        column.addLayout(self._buttons())
        outer.addWidget(panel)
        return holder

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(24, 0, 24, 0)
        row.setSpacing(10)
        idea = QuietButton(_("New idea from this"), icon="idea")
        idea.clicked.connect(self._new_idea)
        picture = QuietButton(_("Copy picture"), icon="copy")
        picture.clicked.connect(self.chart.copy_picture)
        picture.clicked.connect(lambda: self.said.emit(_("The chart is on the clipboard"), False))
        numbers = QuietButton(_("Copy numbers"), icon="table")
        numbers.clicked.connect(self.chart.copy_numbers)
        numbers.clicked.connect(
            lambda: self.said.emit(_("The numbers are on the clipboard"), False)
        )
        add = PrimaryButton(_("Add to deck"), icon="present")
        add.clicked.connect(self._add_to_deck)
        self._why = QuietButton(_("Why did it move?"), icon="help")
        self._why.clicked.connect(self._turn_why)
        self._splits = _picker(kpi_why.splits(), self._split, self._turn_split)
        for button in (self._why, self._splits, idea):
            row.addWidget(button)
        row.addStretch(1)
        self._of_trend = (idea, numbers, add)
        for button in (numbers, picture, add):
            row.addWidget(button)
        return row

    def _empty(self) -> EmptyState:
        bring = PrimaryButton(_("Import files"), icon="import")
        bring.clicked.connect(lambda: self.asked.emit("imports", "ask", None))
        own = QuietButton(_("New KPI"), icon="plus")
        own.clicked.connect(self.ask_new)
        return EmptyState(
            "chart",
            _("No numbers yet"),
            _(
                "Import orders, sales by day or sessions and the KPIs fill by themselves."
                " A number you keep by hand can be typed in."
            ),
            [bring, own],
        )

    # what shows

    def refresh(self) -> None:
        """Read again what is in view."""
        if self._kpi:
            self._read_one()
        else:
            self.session.ask_later(
                kpi_reading.groups, then=self._show_groups, owner=self,
                fails=self._problem.show_error,
            )  # fmt: skip

    def forget(self) -> None:
        """Begin with all KPIs of the other workspace."""
        super().forget()
        self._kpi = ""
        self._show_mode()

    def show_thing(self, kind: str, thing: object) -> None:
        """Show one KPI large; a signal by its own periods, or with the question what explains it."""
        if kind in ("signal", "explain") and isinstance(thing, tuple):
            self._asks_why = kind == "explain"
            self._chosen = self._chosen or (self._grain, self._span)
            self._take(str(thing[1]), "quarter" if thing[1] == "day" else self._span)
            thing = thing[0]
        elif kind == "kpi" and self._chosen:
            self._take(*self._chosen)
            self._chosen = None
        if kind in ("kpi", "signal", "explain"):
            self._kpi, self._explaining = str(thing), False
            self.chart.clear()
            self.show_inspector(True)
            self._show_mode()
            self.refresh()

    def _take(self, grain: str, span: str) -> None:
        """Show periods of another length and span; of days no more than can be told apart."""
        self._grain, self._span = grain, span
        self._grains.set_current(grain)
        words = next(words for key, words, _days in kpi_reading.spans() if key == span)
        self._spans.setText(words)

    def show_all(self) -> None:
        """Show the tiles of all KPIs."""
        self._kpi = ""
        self._show_mode()
        self.refresh()

    def _show_mode(self) -> None:
        one = bool(self._kpi)
        self.back = self.show_all if one else None
        for tool in (self._grains, self._spans, self._compares):
            tool.setVisible(one)
        self._new.setVisible(not one)
        self._why.setVisible(self._kpi in kpi_why.EXPLAINED)
        self._why.setText(_("Back to the chart") if self._explaining else _("Why did it move?"))
        self._splits.setVisible(self._explaining)
        for button in self._of_trend:
            button.setVisible(not self._explaining)
        if not one:
            self.title = _("KPIs")
        self._stack.setCurrentIndex(1 if one else 0)
        self.show_inspector(one)
        self.titled.emit(self.title)

    def _show_groups(self, groups: list[Group]) -> None:
        if self._kpi:
            return
        known = any(tile.value is not None for group in groups for tile in group.tiles)
        self._stack.setCurrentIndex(0 if known else 2)
        if list(self._tiles) != [group.name for group in groups]:
            self._make_groups(groups)
        for group in groups:
            # What is not known yet would only be dashes here; Ctrl+K still finds it.
            self._tiles[group.name].show_tiles([t for t in group.tiles if t.value is not None])
            self._tiles[group.name].head.setVisible(
                any(tile.value is not None for tile in group.tiles)
            )

    def _make_groups(self, groups: list[Group]) -> None:
        clear(self._groups)
        self._tiles = {}
        for group in groups:
            row = TileRow(narrowest=200, fill=False)
            row.opened.connect(lambda key: self.show_thing("kpi", key))
            row.head = label(group.name, weight=theme.SEMIBOLD)
            self._groups.addWidget(row.head)
            self._groups.addWidget(row)
            self._groups.addSpacing(8)
            self._tiles[group.name] = row
        self._groups.addStretch(1)

    def _read_one(self) -> None:
        days = next(days for key, _words, days in kpi_reading.spans() if key == self._span)
        self.session.ask_later(
            kpi_reading.read, self._kpi, by=self._grain, days=days, compare=self._compare,
            then=self._show_one, owner=self, fails=self._failed,
        )  # fmt: skip

    def _show_one(self, found: KpiView) -> None:
        if found.card.key != self._kpi:
            return
        self._problem.clear()
        self._view = found
        self.title = found.card.name
        self.titled.emit(self.title)
        if self._explaining:
            self._read_why()
            return
        self.chart.show_data(found.trend)
        self.inspector.show_kpi(found)
        self.session.ask_later(
            kpi_reading.signal, self._kpi, then=lambda move: self._show_signal(found, move),
            owner=self, fails=self._problem.show_error,
        )  # fmt: skip

    def _show_signal(self, found: KpiView, move: Signal | None) -> None:
        if self._view is not found or self._explaining:
            return
        self.inspector.show_signal(move, found.silent)
        if self._asks_why:
            self._asks_why = False
            self.inspector.ask_why()

    # why it moved

    def _turn_why(self) -> None:
        self._explaining = not self._explaining
        self._show_mode()
        if self._view is not None:
            self._show_one(self._view)

    def _turn_split(self, split: str) -> None:
        self._split = split
        self._read_why()

    def _read_why(self) -> None:
        if self._view is not None and self._view.period is not None:
            self.session.ask_later(
                kpi_why.read, self._view.period, by=self._grain, compare=self._compare,
                split=self._split, then=self._show_why, owner=self,
                fails=self._problem.show_error,
            )  # fmt: skip

    def _show_why(self, found: kpi_why.Why) -> None:
        if self._explaining:
            self.chart.show_data(found.chart)
            self.inspector.show_events(found.events)

    def _failed(self, sentence: str) -> None:
        self._problem.show_error(sentence)
        self.show_all()

    # what a person does

    def _turn_grain(self, grain: str) -> None:
        self._grain, self._chosen = grain, None
        self._read_one()

    def _turn_span(self, span: str) -> None:
        self._span, self._chosen = span, None
        self._read_one()

    def _turn_comparison(self, compare: str) -> None:
        self._compare = compare
        self._read_one()

    def _cells(self, data: ChartData) -> str:
        from workbench.presenting import text
        from workbench.presenting.slides import KpiSlide

        return text.as_cells(KpiSlide(data), data.measure.locale)

    def _new_idea(self) -> None:
        from workbench.roadmap import items

        data = self.chart.data()
        if data is None:
            return
        title = _("Idea: {kpi}").format(kpi=self.title)
        self.session.do(
            _("New item"), items.add, title, description=data.title,
            then=lambda item: self.asked.emit("roadmap", "item", item),
            fails=self._problem.show_error,
        )  # fmt: skip

    def slide(self) -> tuple[str, dict[str, Any]]:
        """The KPI with its period and comparison; all of them as the trading table."""
        if self._view is None or not self._kpi:
            return "trading", {"grain": "week"}
        settings = {"kpi": self._kpi, "grain": self._grain, "compare": self._compare or None}
        settings["periods"] = kpi_reading.periods(self._span, self._grain)
        return "kpi", {k: v for k, v in settings.items() if v is not None}

    def _add_to_deck(self) -> None:
        from ui.pages.add_to_deck import add_to_deck

        add_to_deck(self, *self.slide())

    def _show_rows(self) -> None:
        from ui.pages.kpi_rows import RowsSheet

        if self._view is not None:
            RowsSheet(self.window().frame, self.session, self._view).open()

    def _removed(self) -> None:
        self.show_all()

    def ask_new(self) -> None:
        """Ask for a KPI of one's own."""
        from ui.pages.kpi_new import NewKpiSheet

        sheet = NewKpiSheet(self.window().frame, self.session)
        sheet.created.connect(lambda key: self.show_thing("kpi", key))
        sheet.open()

    def commands(self) -> list[Command]:
        """A KPI of one's own, for Ctrl+K."""
        return [Command("new_kpi", _("New KPI"), self._ask_from_anywhere, icon="chart")]

    def _ask_from_anywhere(self) -> None:
        self.asked.emit("kpis", "", None)
        self.ask_new()


def _picker(options: list[tuple[str, str]], current: str, picked: object) -> MenuButton:
    """A button with a menu of options; shows the one that holds."""
    menu = QMenu()
    button = MenuButton(menu=menu)
    menu.setParent(button, menu.windowFlags())

    def take(key: str, words: str) -> None:
        button.setText(words)
        picked(key)

    for key, words in options:
        menu.addAction(words, lambda key=key, words=words: take(key, words))
        if key == current:
            button.setText(words)
    return button
