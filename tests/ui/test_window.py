"""The window: pages on first visit, files dropped anywhere, what it remembers, what it says."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui import theme
from ui import window as window_module
from ui.session import Session
from ui.window import Window
from workbench.roadmap import items
from workbench.store.opening import open_workspace


def test_a_page_is_made_when_it_is_first_visited(window: Window) -> None:
    assert list(window.frame._pages) == ["home"]
    window.turn_to("roadmap")
    assert list(window.frame._pages) == ["home", "roadmap"]
    assert window.frame.sidebar.current() == "roadmap"


@pytest.mark.parametrize(
    "key", ["kpis", "roadmap", "experiments", "imports", "present", "settings"]
)
def test_every_page_opens_empty_and_says_what_to_do(window: Window, steps, key: str) -> None:
    window.turn_to(key)
    steps.settled(window)
    assert window.frame.current().isVisible()
    assert window.frame.problem.isHidden()


def test_a_hidden_page_reads_again_when_it_comes_back(window: Window, steps) -> None:
    window.turn_to("roadmap")
    window.turn_to("home")
    window.session.do("New item", items.add, "Gift card")
    steps.settled(window)
    page = window.frame.page("roadmap")
    assert page.stale and page._items == []
    window.turn_to("roadmap")
    assert [item.title for item in page._items] == ["Gift card"]


def test_without_a_workspace_there_is_only_the_welcome_page(qtbot, theme) -> None:
    made = Window(Session(keep=False))
    qtbot.addWidget(made)
    made.turn_to("roadmap")
    assert made.frame.key == "home"
    assert not made.frame.sidebar.button("roadmap").isEnabled()
    assert made.windowTitle() == "Workbench"


def drop(window: Window, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    where, left = QPointF(600, 400), Qt.MouseButton.LeftButton
    none, copy = Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    enter = QDragEnterEvent(where.toPoint(), copy, data, left, none)
    QApplication.sendEvent(window.frame, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(window.frame, QDropEvent(where, copy, data, left, none))


def test_a_file_dropped_on_any_page_is_shown_on_imports(
    window: Window, steps, tmp_path: Path
) -> None:
    file = tmp_path / "backlog.csv"
    file.write_text("Title,Theme,Stage\nGift card,product,inbox\n", "utf-8")
    window.turn_to("roadmap")
    drop(window, file)
    steps.settled(window)
    assert window.frame.key == "imports"
    assert [card.table.staged.file for card in window.frame.current()._cards] == ["backlog.csv"]
    assert window.session.ask(items.items) == []


def test_a_workspace_dropped_on_the_window_is_opened(window: Window, tmp_path: Path) -> None:
    other = tmp_path / "Other.workbench"
    from workbench.new import new_workspace

    new_workspace(other, name="Other", currency="EUR").close()
    drop(window, other)
    assert window.session.workspace.path == other
    assert window.windowTitle() == "Other – Workbench"


def test_a_file_dropped_before_there_is_a_workspace_waits(
    qtbot, steps, theme, tmp_path: Path
) -> None:
    file = tmp_path / "backlog.csv"
    file.write_text("Title,Stage\nGift card,inbox\n", "utf-8")
    made = Window(Session(keep=False))
    qtbot.addWidget(made)
    made.show()
    made.turn_to("home")
    drop(made, file)
    welcome = made.frame.current()._welcome
    assert "backlog.csv" in welcome._waiting.text()
    welcome.form.name.setText("Shop")
    welcome.form.make_at(tmp_path / "Shop.workbench")
    steps.settled(made)
    assert made.frame.key == "imports"
    assert len(made.frame.current()._cards) == 1


def test_a_workspace_open_elsewhere_is_read_only_and_says_so(
    qtbot, theme, session: Session
) -> None:
    other = Session(keep=False)
    made = Window(other)
    qtbot.addWidget(made)
    assert other.open(session.workspace.path)
    assert other.workspace.read_only
    made.show()
    assert not made.frame.notice.isHidden()
    assert not made.can_change()
    assert not made.registry["quick_add"].enabled()


def test_light_and_dark_switch_at_once_and_are_kept(window: Window) -> None:
    window.registry.run("theme_dark")
    assert theme.current().name == "dark"
    assert window.session.settings.theme == "dark"
    window.registry.run("theme_light")
    assert theme.current().name == "light"


def test_the_place_on_the_screen_is_remembered(window: Window) -> None:
    window.resize(780, 600)  # the screen of the tests has 800 x 800
    window.close()
    again = Window(Session(window.session.settings, keep=False))
    assert (again.width(), again.height()) == (780, 600)
    again.close()
    again.deleteLater()


def test_an_error_is_said_above_the_page_and_can_be_dismissed(window: Window) -> None:
    window.session.failed.emit("The disk is full: nothing was written.")
    assert window.frame.problem.isVisible()
    window.turn_to("roadmap")
    assert not window.frame.problem.isVisible()


def test_quick_add_from_anywhere(window: Window, steps) -> None:
    window.sheets.quick_add()
    sheet = window.sheets.open_ones()[0]
    QTest.keyClicks(sheet.title, "Gift card")
    QTest.keyClick(sheet.title, Qt.Key.Key_Return)
    steps.settled(window)
    assert [item.title for item in window.session.ask(items.items)] == ["Gift card"]
    assert sheet.title.text() == "" and sheet.isVisible()


def test_a_copy_is_a_workspace_of_its_own(window: Window, steps, tmp_path: Path) -> None:
    target = tmp_path / "Copy.workbench"
    window.files.save_copy(target)
    steps.settled(window)
    with open_workspace(target) as copy:
        assert copy.ask(items.items) == []


def test_a_backup_opens_as_a_new_file(window: Window, steps, tmp_path: Path) -> None:
    window.session.do("New item", items.add, "Gift card")
    window.files.back_up()
    steps.settled(window)
    window.sheets.backups()
    sheet = window.sheets.open_ones()[0]
    from workbench.store import backup

    kept = window.session.ask(backup.backups, window.session.workspace.path)
    sheet.restore_to(kept[0].path, tmp_path / "Restored.workbench")
    assert window.session.workspace.path.name == "Restored.workbench"
    assert [item.title for item in window.session.ask(items.items)] == ["Gift card"]


@pytest.mark.parametrize("name", ["palette", "quick_add", "shortcuts", "about", "new", "backups"])
def test_every_sheet_opens_in_the_window_and_escape_closes_it(window: Window, name: str) -> None:
    getattr(window.sheets, name)()
    sheet = window.sheets.open_ones()[0]
    assert window.frame.rect().contains(sheet.sheet.geometry())
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert window.sheets.open_ones() == []


def test_the_window_stays_a_small_class() -> None:
    """The main windows of other programs grew to 1,700 lines; ours stays readable."""
    tree = ast.parse(Path(window_module.__file__).read_text("utf-8"))
    cls = next(node for node in tree.body if isinstance(node, ast.ClassDef))
    methods = [node for node in cls.body if isinstance(node, ast.FunctionDef)]
    assert len(methods) <= 24
    assert cls.end_lineno - cls.lineno <= 290
