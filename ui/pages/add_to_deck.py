"""“Add to deck”: a menu of the decks, from wherever a view can be shown."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu

from ui.pages.page import Page
from workbench.language import _
from workbench.presenting import deck


def add_to_deck(page: Page, kind: str, settings: dict[str, Any]) -> None:
    """Ask for a deck, where the pointer is, and put the view into it as a slide."""
    deck_menu(page, kind, settings).popup(QCursor.pos())


def deck_menu(page: Page, kind: str, settings: dict[str, Any]) -> QMenu:
    """A menu of the decks that puts a view into the one that is picked."""
    menu = QMenu(page)
    for one in page.session.ask(deck.decks):
        menu.addAction(
            one.name.replace("&", "&&"),
            lambda one=one: _add(page, one.id, one.name, kind, settings),
        )
    menu.addSeparator()
    menu.addAction(_("New deck"), lambda: _add_new(page, kind, settings))
    menu.aboutToHide.connect(menu.deleteLater)
    return menu


def _add(page: Page, deck_id: int, name: str, kind: str, settings: dict[str, Any]) -> None:
    said = _("Added to “{deck}”").format(deck=name)
    page.session.do(
        _("Add slide"), deck.add_slide, deck_id, kind, settings=settings,
        then=lambda _slide: page.said.emit(said, True),
    )  # fmt: skip


def _add_new(page: Page, kind: str, settings: dict[str, Any]) -> None:
    names = {one.name for one in page.session.ask(deck.decks)}
    name, n = _("New deck"), 2
    while name in names:
        name, n = _("New deck {n}").format(n=n), n + 1
    page.session.do(
        _("New deck"), deck.add_deck, name,
        then=lambda made: _add(page, made, name, kind, settings),
    )  # fmt: skip
