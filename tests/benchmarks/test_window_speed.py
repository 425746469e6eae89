"""The running window: no gap during an import, a chart soon after the click, a board that keeps up with the hand."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QApplication

from tests.benchmarks.conftest import ROWS, Compare, empty_workspace
from ui import theme
from ui.session import Session
from ui.tour import is_quiet
from ui.window import Window
from workbench.roadmap import items

Open = Callable[[Path], Window]


@pytest.fixture
def open_window(qtbot: Any, qapp: QApplication) -> Iterator[Open]:
    """Opens the whole window over a workspace, and waits until it has come to rest."""
    theme.install(qapp, "light")

    def make(file: Path) -> Window:
        window = Window(Session(keep=False))
        qtbot.addWidget(window)
        window.resize(1440, 900)
        assert window.session.open(file)
        window.turn_to("home")
        window.show()
        rest(qtbot, window)
        return window

    yield make


def rest(qtbot: Any, window: Window, *, seconds: int = 120) -> None:
    """Wait until nothing is being read, written or drawn."""
    qtbot.waitUntil(lambda: is_quiet(window), timeout=seconds * 1000)


class Heartbeat:
    """The longest gap between two beats of a 10 ms timer, in milliseconds."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer(interval=10)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, (now - self._last) * 1000)
        self._last = now

    def stop(self) -> None:
        self._beat()
        self._timer.stop()


def test_heartbeat_during_an_import(
    compare: Compare, qtbot: Any, open_window: Open, large: Any, tmp_path: Path
) -> None:
    file = tmp_path / "large.workbench"
    empty_workspace(file).close()
    window = open_window(file)
    window.turn_to("imports")
    rest(qtbot, window)
    page = window.frame.current()

    sheet = large("xlsx", ROWS)  # made before the first beat: writing it would hold this thread

    def bring() -> None:
        heart = Heartbeat()
        page.read([sheet])
        rest(qtbot, window, seconds=300)
        page.take_all()
        rest(qtbot, window, seconds=300)
        heart.stop()
        what = f"longest gap of the window during an import of {ROWS:,} rows"
        compare.note(what, heart.longest, None, goal=100, unit="ms")

    compare.once(bring)
    assert window.session.ask(lambda db: db.execute("SELECT count(*) FROM import").fetchone())[0]


def test_a_chart_of_three_years(
    compare: Compare, qtbot: Any, open_window: Open, large_workspace: Any, tmp_path: Path
) -> None:
    from workbench.charts.picture import pixels
    from workbench.charts.style import Size, style
    from workbench.charts.trend import trend

    file = tmp_path / "large.workbench"
    shutil.copy(large_workspace(ROWS * 5), file)
    window = open_window(file)
    window.turn_to("kpis")
    rest(qtbot, window)
    page = window.frame.current()
    page.show_thing("kpi", "net_sales")
    rest(qtbot, window)
    data = page.chart.data()
    size = Size.screen(page.chart.width(), page.chart.height())
    figures = iter([trend(data, style=style("light"), size=size).figure for _round in range(5)])

    def click() -> None:
        page.show_all()
        rest(qtbot, window)
        with qtbot.waitSignal(page.chart.drawn, timeout=30_000):
            page.show_thing("kpi", "net_sales")
        QApplication.processEvents()

    def artists() -> None:
        pixels(next(figures))

    what = f"a KPI over 3 years of {ROWS * 5:,} lines, click to painted / drawing its artists"
    compare(what, click, artists, goal=2, rounds=5)


@pytest.fixture
def board(qtbot: Any, open_window: Open, tmp_path: Path) -> Window:
    """The window over a backlog of 2,000 items, on Home."""
    from workbench.new import new_workspace

    file = tmp_path / "board.workbench"
    workspace = new_workspace(file, name="Board", currency="EUR")
    stages = ("inbox", "discovery", "planned", "building", "launched")
    for at, stage in enumerate(stages):
        titles = [f"Idea {n} of the year" for n in range(at, 2000, len(stages))]
        workspace.do("Add", items.add_many, titles, stage=stage)
    workspace.close()
    window = open_window(file)
    window.turn_to("roadmap")
    rest(qtbot, window)
    return window


def painted(window: Window) -> None:
    """Let everything that waits happen, and have the window painted."""
    QApplication.processEvents()
    window.repaint()


def test_board_of_2000_items_page_switch(compare: Compare, board: Window) -> None:
    def switch() -> None:
        board.turn_to("roadmap")
        painted(board)

    def away() -> None:
        board.turn_to("home")
        painted(board)

    away()
    compare.alone("board of 2,000 items: page switch", switch, goal=0.15, rounds=5, before=away)


def test_board_of_2000_items_filter_keystroke(compare: Compare, board: Window) -> None:
    page = board.frame.current()
    texts = iter(("i", "id", "ide", "idea", "idea 1", "idea 12", "idea 1", "idea") * 4)

    def keystroke() -> None:
        page.filter.setText(next(texts))
        painted(board)

    compare.alone("board of 2,000 items: a filter keystroke", keystroke, goal=0.05, rounds=8)


def test_board_of_2000_items_drag_step(compare: Compare, board: Window) -> None:
    page = board.frame.current()
    lane = page.board.lanes["inbox"]
    lane.view.select_row(0)
    card = lane.view.current_card()
    corner = page.board.viewport().mapToGlobal(QPoint(40, 80))
    page.board._begin(lane, card.id, corner, QPoint(5, 5))
    steps = iter(range(1, 1000))

    def step() -> None:
        page.board._drag(corner + QPoint(3 * next(steps), 2))
        painted(board)

    compare.alone("board of 2,000 items: a drag step", step, goal=0.016, rounds=40)
    page.board._end()
