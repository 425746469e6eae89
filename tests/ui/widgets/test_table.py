"""The table's hairlines, alignment and keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from ui.theme import Theme
from ui.widgets.table import ROW, Table


@pytest.fixture
def table(theme: Theme, qtbot) -> Table:
    model = QStandardItemModel(0, 2)
    model.setHorizontalHeaderLabels(["KPI", "Last week"])
    for name in ("Net sales", "Conversion rate", "Ad share"):
        model.appendRow([QStandardItem(name), QStandardItem("1")])
    made = Table(model)
    made.kept = model
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    return made


def test_hairlines_lie_between_rows_only(table: Table, theme: Theme, seen) -> None:
    image, line = seen.picture(table), theme.colour("line").name()
    at = [y for y in range(image.height()) if image.pixelColor(200, y).name() == line]
    head = table.horizontalHeader().height()
    assert at == [head - 1, head + ROW - 1, head + 2 * ROW - 1]


def test_all_rows_can_be_shown_without_scrolling(table: Table) -> None:
    table.show_all_rows()
    assert table.height() >= table.horizontalHeader().height() + 3 * ROW
    assert table.verticalScrollBar().maximum() == 0


def test_the_keyboard_is_seen_in_the_table(table: Table, theme: Theme, qtbot, seen) -> None:
    with qtbot.waitActive(table):
        table.activateWindow()
    table.setFocus(Qt.FocusReason.TabFocusReason)
    table.setCurrentIndex(table.model().index(1, 1))
    assert seen.has(table, theme.colour("accent"), at_least=150)
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert table.currentIndex().row() == 2
