"""The views of the roadmap: how each is made, and joined to the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtWidgets import QWidget

from ui.models import item_cards
from ui.widgets.board import Board, Column
from ui.widgets.buttons import PrimaryButton, QuietButton
from ui.widgets.empty_state import EmptyState
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
    return [
        ("board", _("Board")),
        ("table", _("Table")),
        ("matrix", _("Matrix")),
        ("timeline", _("Timeline")),
        ("horizons", _("Now · Next · Later")),
    ]


def command_words() -> list[tuple[str, str, str]]:
    """The views as commands: kind, words, icon."""
    return [
        ("board", _("Roadmap as a board"), "board"),
        ("table", _("Roadmap as a table"), "table"),
        ("matrix", _("Roadmap as a matrix"), "matrix"),
        ("timeline", _("Roadmap as a timeline"), "timeline"),
        ("horizons", _("Roadmap as now, next, later"), "list"),
    ]


def nothing_yet(page: RoadmapPage) -> EmptyState:
    """What shows while there is no item: how to get the first ones."""
    add = PrimaryButton(_("New item"), icon="plus")
    add.clicked.connect(page.begin_item)
    ideas = QuietButton(_("Ideas to start from"), icon="idea")
    ideas.clicked.connect(page.offer_ideas)
    bring = QuietButton(_("Import a backlog"), icon="import")
    bring.clicked.connect(lambda: page.asked.emit("imports", "", None))
    return EmptyState(
        "board",
        _("Nothing on the roadmap yet"),
        _(
            "Write down the first idea, or import the spreadsheet that holds your backlog."
            " A title is enough; scores and dates can wait."
        ),
        [add, ideas, bring],
    )


def make_view(kind: str, page: RoadmapPage) -> QWidget:
    """A view whose signals ask the page's deeds."""
    made = {
        "board": _board, "table": _table, "matrix": _matrix, "timeline": _timeline,
        "horizons": _horizons,
    }  # fmt: skip
    view: Any = made[kind](page)
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
    view.scored.connect(lambda *given: deeds.score_many(page.reading().scheme, *given))
    view.deleted_many.connect(lambda ids: deeds.delete(*ids) if ids else None)
    view.pasted.connect(deeds.paste)
    return view


def _timeline(page: RoadmapPage) -> QWidget:
    from ui.pages.roadmap_timeline import Timeline
    from workbench.roadmap import retail_calendar

    view = Timeline()
    view.planned.connect(page.deeds.plan)
    view.option_changed.connect(lambda name, value: page.saved.set_option(name, value))
    view.calendar_wanted.connect(
        lambda first, last: page.session.ask_later(
            retail_calendar.calendar, first, last, then=view.show_events, owner=view
        )
    )
    return view


def _horizons(page: RoadmapPage) -> QWidget:
    from ui.pages.roadmap_horizons import Horizons

    view = Horizons()
    view.put.connect(page.deeds.put)
    return view


def _matrix(page: RoadmapPage) -> QWidget:
    from ui.pages.roadmap_matrix import MatrixPane

    view = MatrixPane()
    view.dragged.connect(lambda *given: page.deeds.drag(page.reading().scheme, *given))
    view.option_changed.connect(lambda name, value: page.saved.set_option(name, value))
    return view
