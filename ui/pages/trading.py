"""Trading: the table of the week, the products under it, promotions, and what is left as profit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHeaderView, QVBoxLayout, QWidget

from ui.models.plain_table import PlainModel
from ui.pages import home_news, trading_reading
from ui.pages.page import MARGIN, Page, scrolled
from ui.pages.trading_reading import Grid
from ui.pages.trading_table import TradingPanel
from ui.widgets.buttons import PrimaryButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.inline_error import InlineError
from ui.widgets.panel import Panel
from ui.widgets.segmented import Segmented
from ui.widgets.sentence_row import SentenceRow
from ui.widgets.table import Table
from ui.widgets.text import label
from ui.widgets.topbar import tool_row
from workbench.language import _

if TYPE_CHECKING:
    from ui.pages.home_news import News
    from ui.pages.trading_reading import TradingView
    from ui.session import Session
    from workbench.kpis.promotions import Promotion

MOST_SUGGESTED = 5
NARROWEST = 118  # pixels of a column


class TradingPage(Page):
    """One span of days for products and profit; the trading table keeps to whole weeks."""

    tables = frozenset(
        {"import", "setting", "rollup", "orders", "promotion", "cost", "target", "signal_note",
         "annotation", "snapshot"}
    )  # fmt: skip

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.title = _("Trading")
        self._days, self._level, self._sort = "month", "variant", "top"
        self._view: TradingView | None = None
        self._problem = InlineError()
        self.trading = TradingPanel()
        self.trading.opened.connect(lambda key: self.asked.emit("kpis", "kpi", key))
        self.trading.said.connect(lambda words: self.said.emit(words, False))
        self.products, self.product_table = self._panel(_("Products"))
        self.promotions, self.promotion_table = self._panel(_("Promotions"))
        self.suggested = Panel(_("Promotions that codes suggest"))
        self.profit, self.profit_table = self._panel(_("Profit"))
        self.missing = Panel(_("For profit"))
        self.waiting = label(_("Adding up the week …"), tone="muted")
        self.nothing = self._nothing()
        self.back = lambda: self.asked.emit("home", "", None)
        self._make_tools()
        self._lay_out()

    def _nothing(self) -> EmptyState:
        bring = PrimaryButton(_("Import files"), icon="import")
        bring.clicked.connect(lambda: self.asked.emit("imports", "ask", None))
        text = _("Import orders, or sales by day, and the week's table and its products show here.")
        found = EmptyState("table", _("No trading week yet"), text, [bring])
        found.hide()
        return found

    def _panel(self, name: str) -> tuple[Panel, Table]:
        panel, table = Panel(name), Table()
        table.setAccessibleName(name)
        panel.set_body(table, padded=False)
        panel.hide()
        return panel, table

    def _make_tools(self) -> None:
        spans = [(key, words) for key, words, _days in trading_reading.spans()]
        self._spans = Segmented(spans, self._days, name=_("Days"))
        self._spans.chosen.connect(self._turn_days)
        self._levels = Segmented(
            [("variant", _("Variants")), ("product", _("Products"))], self._level,
            name=_("Products or their variants"),
        )  # fmt: skip
        self._levels.chosen.connect(self._turn_level)
        self._sorts = Segmented(trading_reading.sorts(), self._sort, name=_("Which products"))
        self._sorts.chosen.connect(self._turn_sort)
        self.tools = tool_row(self._spans, self._levels)
        self.products.add_action(self._sorts)

    def _lay_out(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(20)
        for part in (
            self._problem, self.waiting, self.nothing, self.trading, self.products, self.promotions, self.suggested,
            self.profit, self.missing,
        ):  # fmt: skip
            column.addWidget(part)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(content))
        self.suggested.hide()
        self.missing.hide()

    # what shows

    def refresh(self) -> None:
        """Read the table of the week, and the products of the days asked for."""
        self.session.ask_later(
            home_news.read, then=self._take_news, owner=self, fails=self._problem.show_error
        )
        self._read()

    def _read(self) -> None:
        days = next(n for key, _words, n in trading_reading.spans() if key == self._days)
        self.session.ask_later(
            trading_reading.read, days=days, level=self._level, then=self._show, owner=self,
            fails=self._problem.show_error,
        )  # fmt: skip

    def _take_news(self, news: News) -> None:
        self.trading.show_trading(news.table)

    def _show(self, found: TradingView | None) -> None:
        self._view = found
        self.waiting.hide()
        self.nothing.setVisible(found is None)
        for panel in (self.products, self.promotions, self.profit, self.suggested, self.missing):
            panel.setVisible(found is not None)
        if found is None:
            return
        self._show_products()
        self.promotions.set_title(_("Promotions"), _("of the last 12 months, newest first"))
        self._fill(self.promotions, self.promotion_table, found.promotions)
        self._fill(self.profit, self.profit_table, found.profit)
        self.profit.set_title(_("Profit"), " ".join((found.days, *found.notes)))
        self._show_suggested(found.proposed)
        self.missing.clear_rows()
        for sentence in found.missing:
            self.missing.add_row(SentenceRow("", [(sentence, False)]))
        self.missing.setVisible(bool(found.missing))

    def _show_products(self) -> None:
        if self._view is not None:
            self._fill(self.products, self.product_table, self._view.products[self._sort])
            self.products.set_title(_("Products"), self._view.days)
            self.products.show()  # the choice of which ones stays in reach

    def _fill(self, panel: Panel, table: Table, grid: Grid) -> None:
        rows = grid.rows or [[_("None in these days.")]]
        numbers = [n for n in range(1, len(grid.headers)) if grid.headers[n]]
        table.setModel(PlainModel(grid.headers, rows, table, numbers=numbers))
        header = table.horizontalHeader()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(NARROWEST)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        table.show_all_rows()
        panel.setVisible(bool(grid.rows))

    def _show_suggested(self, proposed: list[Promotion]) -> None:
        self.suggested.clear_rows()
        for one in proposed[:MOST_SUGGESTED]:
            words = _("The code {code} was used on many orders at once.").format(code=one.code)
            row = SentenceRow("", [(words, False)], _("Confirm"))
            row.activated.connect(lambda one=one: self._confirm(one))
            self.suggested.add_row(row)
        self.suggested.setVisible(bool(proposed))

    # what a person does

    def _turn_days(self, key: str) -> None:
        self._days = key
        self._read()

    def _turn_level(self, level: str) -> None:
        self._level = level
        self._read()

    def _turn_sort(self, sort: str) -> None:
        self._sort = sort
        self._show_products()

    def _confirm(self, one: Promotion) -> None:
        from workbench.kpis.promotions import add_promotion

        self.session.do(
            _("Confirm a promotion"), add_promotion, one.name, one.first_day, one.last_day,
            code=one.code, discount=one.discount, fails=self._problem.show_error,
        )  # fmt: skip
