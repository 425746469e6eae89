"""The menus of the Present page: choosing and keeping decks, and what a slide may show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QInputDialog, QMenu

from ui import theme
from workbench.language import _
from workbench.presenting import deck

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
    menu.addAction(theme.icon("plus"), _("New deck"), page.add_deck)
    if now is not None:
        menu.addAction(theme.icon("edit"), _("Rename …"), lambda: _rename(page, now))
        menu.addAction(
            theme.icon("copy"), _("Duplicate"),
            lambda: page.do(_("Duplicate deck"), deck.duplicate_deck, now.id, then=page.open_deck),
        )  # fmt: skip
        menu.addAction(theme.icon("trash"), _("Delete deck"), lambda: _delete(page, now))


def fill_kinds(page: PresentPage, menu: QMenu) -> None:
    """What a new slide may show."""

    def fill() -> None:
        from workbench.kpis import typed

        menu.clear()
        charts = QMenu(_("KPI"), menu)
        for key, card in page.session.ask(typed.all_cards).items():
            charts.addAction(
                card.name.replace("&", "&&"),
                lambda key=key: page.add_slide("kpi", {"kpi": key, "grain": "week"}),
            )
        menu.addMenu(charts)
        menu.addAction(_("Board"), lambda: page.add_slide("board", {"filter": "-stage:dropped"}))
        menu.addAction(_("Ranking"), lambda: page.add_slide("table", {}))
        menu.addAction(
            _("Text"), lambda: page.add_slide("text", {"text": ""}, title=_("New slide"))
        )

    menu.aboutToShow.connect(fill)


def _rename(page: PresentPage, now: deck.Deck) -> None:
    name, taken = QInputDialog.getText(page, _("Rename deck"), _("Name"), text=now.name)
    if taken and name.strip():
        page.do(_("Rename deck"), deck.rename_deck, now.id, name)


def _delete(page: PresentPage, now: deck.Deck) -> None:
    said = _("Deleted “{title}”").format(title=now.name)
    page.do(
        _("Delete deck"), deck.delete_deck, now.id, then=lambda _none: page.said.emit(said, True)
    )
