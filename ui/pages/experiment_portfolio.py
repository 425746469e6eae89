"""All tests together: how many, how often they win, whether we predict well, what each theme taught."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.pages.page import MARGIN, clear
from ui.widgets.figure_view import FigureView
from ui.widgets.panel import Panel
from ui.widgets.surface import Surface
from ui.widgets.text import label
from workbench.charts.likely import IntervalRow, IntervalsData
from workbench.experiments.portfolio import portfolio
from workbench.experiments.sentences import points, short_points
from workbench.language import _, ngettext, number, percent

if TYPE_CHECKING:
    from ui.session import Session
    from workbench.experiments.portfolio import Outcome, Portfolio, ThemeCount

MOST_OUTCOMES = 8


class PortfolioView(QWidget):
    """Four figures, predictions against outcomes, and a panel per theme."""

    problem = Signal(str)
    opened = Signal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session, self._locale = session, "en_GB"
        self.shown: Portfolio | None = None
        self._figures = QWidget()
        self._figure_row = QHBoxLayout(self._figures)
        self._figure_row.setContentsMargins(0, 0, 0, 0)
        self._figure_row.setSpacing(16)
        self.months = FigureView()
        self.months.setFixedHeight(260)
        self.guesses = FigureView()
        self._pictures = [_framed(self.months), _framed(self.guesses)]
        self._themes = QWidget()
        self._theme_column = QVBoxLayout(self._themes)
        self._theme_column.setContentsMargins(0, 0, 0, 0)
        self._theme_column.setSpacing(16)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(16)
        for part in (self._figures, *self._pictures, self._themes):
            column.addWidget(part)
        column.addStretch(1)

    def refresh(self, locale: str) -> None:
        """Read again, away from the window's thread."""
        self._locale = locale
        self._session.ask_later(portfolio, then=self._arrived, owner=self, fails=self.problem.emit)

    def _arrived(self, found: Portfolio) -> None:
        self.shown = found
        self._show_figures(found)
        self._show_months(found)
        self._show_guesses(found.outcomes)
        clear(self._theme_column)
        for one in found.themes:
            if one.theme or one.lessons:
                self._theme_column.addWidget(self._theme(one))

    def _show_figures(self, found: Portfolio) -> None:
        while self._figure_row.count():
            entry = self._figure_row.takeAt(0)
            if entry is not None and (widget := entry.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        year = sum(n for _month, n in found.months)
        win, share = found.win_rate, found.traffic_share
        told = [
            (number(year, self._locale), _("tests started in twelve months")),
            (number(found.running, self._locale), _("running now")),
            (
                "–" if win is None else percent(win, self._locale, decimals=0),
                _("of {n} decided were kept for everyone").format(n=found.decided),
            ),
            (
                "–" if share is None else percent(share, self._locale, decimals=0),
                _("of the traffic of these months took part"),
            ),
        ]
        for value, words in told:
            self._figure_row.addWidget(_figure(value, words), 1)

    def _show_months(self, found: Portfolio) -> None:
        from datetime import timedelta

        from workbench.charts.measure import Measure
        from workbench.charts.series import ColumnsData, Line, Point

        ends = [
            (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
            for month, _n in found.months
        ]
        made = tuple(
            Point(month, end, float(n), True, 28, 28)
            for (month, n), end in zip(found.months, ends, strict=True)
        )
        busy = sum(1 for _month, n in found.months if n)
        text = ngettext(
            "In {n} of 12 months a test was started",
            "In {n} of 12 months a test was started",
            busy,
        )
        self.months.show_data(
            ColumnsData(
                text.format(n=busy), _("tests started, by month"),
                Measure("count", locale=self._locale), "month", (Line(_("Tests"), made),),
            )
        )  # fmt: skip

    def _show_guesses(self, outcomes: tuple[Outcome, ...]) -> None:
        known = [one for one in outcomes if one.lift is not None and one.likely is not None]
        self._pictures[1].setVisible(bool(known))
        if not known:
            return
        met = sum(bool(one.held) for one in known)
        title = _("{met} of {n} predictions lie inside what the test found likely")
        rows = tuple(self._guess(one) for one in known[:MOST_OUTCOMES])
        self.guesses.setFixedHeight(130 + 58 * len(rows))
        self.guesses.show_data(
            IntervalsData(
                title.format(met=met, n=len(known)),
                _("effect on the goal; the small mark is what was predicted"),
                rows, zero_name=_("no difference"),
            )
        )  # fmt: skip

    def _guess(self, one: Outcome) -> IntervalRow:
        assert one.lift is not None and one.likely is not None
        low, high = one.likely
        detail = _("predicted {lift} %").format(
            lift=short_points(one.predicted, self._locale, sign=True)
        )
        return IntervalRow(
            one.name, detail, one.lift, (low, high),
            _("{lift} %").format(lift=points(one.lift, self._locale, sign=True)),
            _("likely {low} to {high}").format(
                low=points(low, self._locale), high=points(high, self._locale)
            ),
            role="also" if one.held else "goal", signal="none" if one.held else "bad",
            limit=one.predicted,
        )  # fmt: skip

    def _theme(self, one: ThemeCount) -> QWidget:
        tests = ngettext("{n} test", "{n} tests", one.tests).format(n=one.tests)
        wins = ngettext("{n} kept", "{n} kept", one.wins).format(n=one.wins)
        name = one.theme or _("Without a theme")
        panel = Panel(name[:1].upper() + name[1:], f"{tests} · {wins}")
        for lesson in one.lessons:
            words = label(lesson, wrap=True)
            words.setContentsMargins(16, 9, 16, 9)
            panel.add_row(words)
        if not one.lessons:
            words = label(_("Nothing was written down yet."), tone="muted")
            words.setContentsMargins(16, 9, 16, 9)
            panel.add_row(words)
        return panel


def _framed(view: FigureView) -> QWidget:
    card = Surface()
    inner = QVBoxLayout(card)
    inner.setContentsMargins(2, 2, 2, 2)
    inner.addWidget(view)
    return card


def _figure(value: str, words: str) -> QWidget:
    card = Surface()
    column = QVBoxLayout(card)
    column.setContentsMargins(16, 14, 16, 14)
    column.setSpacing(4)
    column.addWidget(label(value, size="figure", weight=theme.BOLD, tabular=True))
    column.addWidget(label(words, size="small", tone="muted", wrap=True))
    return card
