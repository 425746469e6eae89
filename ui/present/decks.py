"""The menus of the Present page: choosing and keeping decks, and what a slide may show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QInputDialog, QMenu

from ui import theme
from workbench.language import _
from workbench.presenting import deck, templates, views

if TYPE_CHECKING:
    from ui.present.page import PresentPage


def fill_decks(page: PresentPage) -> None:
    """The decks, then what can be done with the one in view."""
    menu = page._picker.menu()
    menu.clear()
    now = page.deck_in_view()
    for one in page.decks():
        action = menu.addAction(one.name.replace("&", "&&"), lambda key=one.id: page.open_deck(key))
        action.setCheckable(True)
        action.setChecked(now is not None and one.id == now.id)
    menu.addSeparator()
    new = menu.addMenu(theme.icon("plus"), _("New deck"))
    fill_templates(page, new)
    if now is not None:
        menu.addAction(theme.icon("edit"), _("Rename …"), lambda: _rename(page, now))
        menu.addAction(
            theme.icon("copy"), _("Duplicate"),
            lambda: page.do(_("Duplicate deck"), deck.duplicate_deck, now.id, then=page.open_deck),
        )  # fmt: skip
        menu.addAction(theme.icon("trash"), _("Delete deck"), lambda: _delete(page, now))


def fill_templates(page: PresentPage, menu: QMenu) -> None:
    """The decks to start from, and an empty one."""
    for one in templates.templates():
        action = menu.addAction(one.name, lambda key=one.key: page.add_from_template(key))
        action.setToolTip(one.why)
    menu.addSeparator()
    menu.addAction(_("Empty deck"), page.add_deck)


def fill_kinds(page: PresentPage, menu: QMenu) -> None:
    """What a new slide may show: every view there is."""

    def fill() -> None:
        menu.clear()
        for view in views.views():
            if any(setting.key in _THINGS for setting in view.settings):
                menu.addMenu(_things(page, menu, view))
            else:
                title = _("New slide") if view.kind == "text" else ""
                menu.addAction(
                    view.words(),
                    lambda view=view, title=title: page.add_slide(
                        view.kind, dict(view.start), title=title
                    ),
                )

    menu.aboutToShow.connect(fill)


_THINGS = ("kpi", "experiment")


def _things(page: PresentPage, menu: QMenu, view: views.View) -> QMenu:
    """A menu of the KPIs or experiments that a view may show."""
    chosen = next(setting for setting in view.settings if setting.key in _THINGS)
    sub = QMenu(view.words(), menu)
    for key, words in page.session.ask(chosen.options):
        settings = {**view.start, chosen.key: key}
        sub.addAction(
            words.replace("&", "&&"),
            lambda settings=settings: page.add_slide(view.kind, settings),
        )
    return sub


def _rename(page: PresentPage, now: deck.Deck) -> None:
    name, taken = QInputDialog.getText(page, _("Rename deck"), _("Name"), text=now.name)
    if taken and name.strip():
        page.do(_("Rename deck"), deck.rename_deck, now.id, name)


def _delete(page: PresentPage, now: deck.Deck) -> None:
    said = _("Deleted “{title}”").format(title=now.name)
    page.do(
        _("Delete deck"), deck.delete_deck, now.id, then=lambda _none: page.said.emit(said, True)
    )
