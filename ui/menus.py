"""The commands of the window itself, and the menu bar made from the registry."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar

from ui.actions import Command, Registry
from workbench.language import _

if TYPE_CHECKING:
    from ui.window import Window

MENUS = ("file", "edit", "view", "go", "help")


def menu_names() -> dict[str, str]:
    """The menus' words by their key."""
    return {
        "file": _("File"),
        "edit": _("Edit"),
        "view": _("View"),
        "go": _("Go"),
        "help": _("Help"),
    }


def commands(window: Window) -> list[Command]:
    """Everything that can be done from anywhere, in the order of the menus."""
    return [
        *_file(window),
        *_edit(window),
        *_view(window),
        *_go(window),
        *_help(window),
    ]


def _file(window: Window) -> list[Command]:
    files, there = window.files, window.has_workspace
    return [
        Command("new", _("New workspace …"), files.ask_new, "Ctrl+Shift+N", "plus", "file"),
        Command("open", _("Open workspace …"), files.ask_open, "Ctrl+Shift+O", "folder", "file"),
        Command("sample", _("Open the sample brand"), files.open_sample, "", "star", "file"),
        Command(
            "import", _("Import files …"), files.ask_import, "Ctrl+O", "import", "file", there,
            separator=True, rank=2,
        ),
        Command(
            "copy", _("Save a copy …"), files.ask_copy, "Ctrl+Shift+S", "copy", "file", there,
            separator=True,
        ),
        Command(
            "restore", _("Restore a backup …"), files.ask_restore, "", "clock", "file", there
        ),
        Command(
            "sample_reset", _("Reset the sample brand"), files.reset_sample, "", "refresh", "file"
        ),
        Command(
            "settings", _("Settings"), lambda: window.turn_to("settings"), "Ctrl+,", "settings",
            "file", separator=True,
        ),
        Command("quit", _("Quit"), window.quit, "Ctrl+Q", "close", "file"),
    ]  # fmt: skip


def _edit(window: Window) -> list[Command]:
    steps = window.steps
    return [
        Command(
            "undo", steps.undo_text, window.session.undo, "Ctrl+Z", "undo", "edit", steps.can_undo,
            words=_("Undo"),
        ),
        Command(
            "redo", steps.redo_text, window.session.redo, "Ctrl+Shift+Z", "redo", "edit",
            steps.can_redo, keys=("Ctrl+Y",), words=_("Redo"),
        ),
        Command(
            "quick_add", _("New item"), window.sheets.quick_add, "Ctrl+N", "plus", "edit",
            window.can_change, separator=True, rank=3,
        ),
        Command(
            "palette", _("Search or do anything"), window.sheets.palette, "Ctrl+K", "search", "edit",
            separator=True, listed=False,
        ),
    ]  # fmt: skip


def _has_slide(window: Window) -> bool:
    """Whether a page shows that can be a slide."""
    there = window.has_workspace() and bool(window.frame.key)
    return there and window.frame.current().slide() is not None


def _to_deck(window: Window) -> None:
    """Ask for a deck and put the view of the page into it."""
    from ui.pages.add_to_deck import add_to_deck

    page = window.frame.current()
    found = page.slide()
    if found is not None:
        add_to_deck(page, *found)


def _view(window: Window) -> list[Command]:
    def look(choice: str) -> Callable[[], None]:
        return lambda: window.session.change_settings(theme=choice)

    def is_look(choice: str) -> Callable[[], bool]:
        return lambda: window.session.settings.theme == choice

    names = (
        ("light", _("Light"), "sun"),
        ("dark", _("Dark"), "moon"),
        ("system", _("Light or dark as the system"), "settings"),
    )
    looks = [
        Command(f"theme_{key}", text, look(key), "", icon, "view", checked=is_look(key))
        for key, text, icon in names
    ]
    return [
        *looks,
        Command(
            "add_to_deck", _("Add this view to a deck …"), lambda: _to_deck(window), "Ctrl+Shift+D",
            "present", "view", lambda: _has_slide(window), separator=True, rank=1,
        ),
        Command(
            "inspector", _("Show details"), window.toggle_inspector, "Ctrl+I", "sidebar", "view",
            window.has_inspector, separator=True,
        ),
        Command(
            "full_screen", _("Full screen"), window.toggle_full_screen, "F11", "expand", "view"
        ),
    ]  # fmt: skip


def _go(window: Window) -> list[Command]:
    entries = [entry for entry in window.frame.entries.values() if entry.in_sidebar]

    def turn(key: str) -> Callable[[], None]:
        return lambda: window.turn_to(key)

    def allowed(key: str) -> Callable[[], bool]:
        return lambda: key == "home" or window.has_workspace()

    back = Command(
        "back", _("Back"), window.frame.go_back, "Alt+Left", "arrow-left", "go",
        lambda: bool(window.frame.key) and window.frame.current().back is not None,
        separator=True, listed=False,
    )  # fmt: skip
    pages = [
        Command(
            f"go_{entry.key}", entry.title, turn(entry.key), f"Ctrl+{n}", entry.icon, "go",
            allowed(entry.key), rank=1,
        )
        for n, entry in enumerate(entries, start=1)
    ]  # fmt: skip
    return [*pages, back]


def _help(window: Window) -> list[Command]:
    return [
        Command(
            "shortcuts", _("Keyboard shortcuts"), window.sheets.shortcuts, "F1", "keyboard", "help",
            keys=("?",),
        ),
        Command("about", _("About Workbench"), window.sheets.about, "", "info", "help"),
    ]  # fmt: skip


def fill_bar(bar: QMenuBar, registry: Registry, window: Window) -> None:
    """Make the menus of the window; words and greyness are brought up to date as they open."""
    for key, name in menu_names().items():
        menu = bar.addMenu(name)
        _fill(menu, key, registry)
        if key == "file":
            _add_recent(menu, registry.action("import"), window)
        menu.aboutToShow.connect(registry.refresh)


def _fill(menu: QMenu, key: str, registry: Registry) -> None:
    for command in registry.group(key):
        if command.separator and not menu.isEmpty():
            menu.addSeparator()
        menu.addAction(registry.action(command.name))


def _add_recent(menu: QMenu, before: QAction, window: Window) -> None:
    recent = QMenu(_("Open recent"), menu)

    def fill() -> None:
        recent.clear()
        for path in window.session.settings.recent:
            text = Path(path).stem.replace("&", "&&")
            action = recent.addAction(text, lambda path=path: window.files.open(path))
            action.setToolTip(path)
        recent.setEnabled(not recent.isEmpty())

    menu.aboutToShow.connect(fill)
    menu.insertMenu(before, recent)
    fill()


def popup(registry: Registry, window: Window) -> None:
    """Open the same menus as one, under the brand's name in the sidebar."""
    registry.refresh()
    menu = QMenu(window)
    for key, name in menu_names().items():
        if key == "file":
            _fill(menu, key, registry)
            _add_recent(menu, registry.action("import"), window)
            menu.insertSeparator(registry.action("quit"))
            continue
        part = QMenu(name, menu)
        _fill(part, key, registry)
        menu.insertMenu(registry.action("quit"), part)
    menu.insertSeparator(registry.action("quit"))
    brand = window.frame.sidebar.brand
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(brand.mapToGlobal(brand.rect().bottomLeft()))
