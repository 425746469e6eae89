"""The views of the roadmap: how each is made, and joined to the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtWidgets import QWidget

from ui.models import item_cards
from ui.widgets.board import Board, Column
from workbench.language import _
from workbench.roadmap import limits
from workbench.roadmap.words import Stage

if TYPE_CHECKING:
    from ui.pages.roadmap import RoadmapPage
    from ui.pages.roadmap_reading import Reading
    from workbench.roadmap.backlog import Item


class Shown(NamedTuple):
    """What a view is given: all that was read, the items that the filter left, the chosen one, its options."""

    reading: Reading
    items: list[Item]
    selected: int | None
    options: dict[str, str]


def kinds() -> list[tuple[str, str]]:
    """The views with their words, in the order of the switch."""
    return [("board", _("Board")), ("table", _("Table"))]


def command_words() -> list[tuple[str, str, str]]:
    """The views as commands: kind, words, icon."""
    return [
        ("board", _("Roadmap as a board"), "board"),
        ("table", _("Roadmap as a table"), "table"),
    ]


def make_view(kind: str, page: RoadmapPage) -> QWidget:
    """A view whose signals ask the page's deeds."""
    view: Any = {"board": _board, "table": _table}[kind](page)
    view.chosen.connect(page.choose)
    view.opened.connect(page._open)
    view.deleted.connect(page.deeds.delete)
    return view


class StageBoard(Board):
    """The board by stage, with limits that warn."""

    def show_items(self, shown: Shown) -> None:
        """Show the items as cards; a limit counts all items of its column, filtered or not."""
        found = shown.reading
        cards = item_cards.cards(
            shown.items, found.scores, found.scheme, today=found.today, locale=found.brand.locale
        )
        self.show_cards(cards)
        for stage in Stage:
            held = [item for item in found.items if item.stage == stage]
            limit = found.limits.get(f"stage:{stage.value}")
            self.lanes[stage.value].show_limit(limits.fill(held, limit) if limit else None)


def _board(page: RoadmapPage) -> QWidget:
    deeds = page.deeds
    view = StageBoard(
        [
            Column(s.value, s.label, narrow=s == Stage.INBOX, folded=s == Stage.DROPPED)
            for s in Stage
        ]
    )
    view.moved.connect(deeds.move)
    view.renamed.connect(lambda item, title: deeds.set(item, "title", title))
    view.added.connect(deeds.add)
    view.limited.connect(
        lambda key, most: deeds.step(
            _("Set limit"), limits.set_limit, f"stage:{key}", limits.Limit(most) if most else None
        )
    )
    return view


def _table(page: RoadmapPage) -> QWidget:
    from ui.pages.roadmap_table import ItemTable

    deeds = page.deeds
    view = ItemTable()
    view.changed.connect(deeds.set_many)
    view.tagged.connect(deeds.tag)
    view.scored.connect(lambda *given: deeds.score(page.reading().scheme, *given))
    return view
