"""Files dragged over the window."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.theme import Theme
from ui.widgets.drop_overlay import DropOverlay

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def overlay(theme: Theme, qtbot) -> DropOverlay:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(600, 400)
    window.show()
    made = DropOverlay(window, (".csv", ".xlsx"))
    made.kept = window
    return made


def files(*names: str) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl(name) if "://" in name else QUrl.fromLocalFile(name) for name in names])
    return data


def enter(overlay: DropOverlay, data: QMimeData) -> QDragEnterEvent:
    event = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, LEFT, NONE)
    QApplication.sendEvent(overlay.kept, event)
    return event


def drop(overlay: DropOverlay, data: QMimeData) -> None:
    event = QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, LEFT, NONE)
    QApplication.sendEvent(overlay.kept, event)


def test_the_veil_covers_the_window_while_files_are_over_it(overlay: DropOverlay) -> None:
    data = files("/shop/orders.csv")
    assert enter(overlay, data).isAccepted()
    assert overlay.isVisible()
    assert overlay.geometry() == overlay.kept.rect()
    overlay.kept.resize(700, 500)
    assert overlay.geometry() == overlay.kept.rect()
    QApplication.sendEvent(overlay.kept, QDragLeaveEvent())
    assert not overlay.isVisible()


def test_files_it_knows_are_handed_on(overlay: DropOverlay, qtbot) -> None:
    data = files("/shop/Orders.CSV", "/shop/photo.png", "/shop/backlog.xlsx")
    enter(overlay, data)
    with qtbot.waitSignal(overlay.dropped) as said:
        drop(overlay, data)
    assert said.args == [["/shop/Orders.CSV", "/shop/backlog.xlsx"]]
    assert not overlay.isVisible()


@pytest.mark.parametrize("name", ["/shop/photo.png", "https://example.com/orders.csv", "/shop"])
def test_what_it_does_not_know_is_let_go_on(overlay: DropOverlay, qtbot, name) -> None:
    data = files(name)
    enter(overlay, data)
    assert not overlay.isVisible()
    with qtbot.assertNotEmitted(overlay.dropped):
        drop(overlay, data)


def test_the_mouse_goes_through_it(overlay: DropOverlay) -> None:
    assert overlay.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
