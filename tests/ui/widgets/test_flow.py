"""The layout that flows."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QWidget

from ui.theme import Theme
from ui.widgets.flow import Flow, FlowLayout


def block(width: int, height: int = 20) -> QWidget:
    made = QWidget()
    made.setFixedSize(width, height)
    return made


@pytest.fixture
def flow(theme: Theme, qtbot) -> Flow:
    made = Flow(gap=10, line_gap=5)
    qtbot.addWidget(made)
    for width in (40, 50, 60):
        made.add(block(width))
    return made


def corners(flow: Flow) -> list[tuple[int, int]]:
    layout = flow.flow
    return [
        (layout.itemAt(i).geometry().x(), layout.itemAt(i).geometry().y())
        for i in range(layout.count())
    ]


def test_it_goes_on_in_the_next_line(flow: Flow) -> None:
    flow.flow.setGeometry(QRect(0, 0, 100, 100))
    assert corners(flow) == [(0, 0), (50, 0), (0, 25)]


def test_what_just_fits_stays_in_the_line(flow: Flow) -> None:
    flow.flow.setGeometry(QRect(0, 0, 170, 100))
    assert corners(flow) == [(0, 0), (50, 0), (110, 0)]
    flow.flow.setGeometry(QRect(0, 0, 169, 100))
    assert corners(flow)[2] == (0, 25)


@pytest.mark.parametrize(("width", "height"), [(170, 20), (100, 45), (60, 70), (10, 70)])
def test_height_follows_width(flow: Flow, width, height) -> None:
    assert flow.heightForWidth(width) == height


def test_hidden_ones_take_no_room(flow: Flow) -> None:
    flow.flow.itemAt(1).widget().hide()
    assert flow.heightForWidth(110) == 20


def test_uneven_ones_are_centred_on_one_another(theme: Theme, qtbot) -> None:
    flow = Flow(gap=0)
    qtbot.addWidget(flow)
    flow.add(block(10, 30))
    flow.add(block(10, 10))
    flow.flow.setGeometry(QRect(0, 0, 100, 100))
    assert corners(flow) == [(0, 0), (10, 10)]


def test_it_is_mirrored_where_one_writes_from_the_right(flow: Flow) -> None:
    flow.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    flow.flow.setGeometry(QRect(0, 0, 170, 100))
    assert [x for x, _y in corners(flow)] == [130, 70, 0]


def test_it_can_be_emptied(flow: Flow) -> None:
    flow.clear()
    assert flow.flow.count() == 0
    assert flow.heightForWidth(100) == 0
    assert flow.flow.takeAt(0) is None
    assert isinstance(flow.layout(), FlowLayout)
