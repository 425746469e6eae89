"""The roadmap: one set of items as a board and as a table, one filter bar, one inspector."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QStackedLayout, QVBoxLayout, QWidget

from ui.actions import Command
from ui.announce import announce
from ui.models import item_cards
from ui.pages.page import MARGIN, Page
from ui.pages.roadmap_item import ItemInspector
from ui.widgets.board import Board, Column
from ui.widgets.buttons import MenuButton, PrimaryButton, QuietButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.fields import mark_wrong
from ui.widgets.inline_error import InlineError
from ui.widgets.search_field import SearchField
from ui.widgets.segmented import Segmented
from ui.widgets.topbar import tool_row
from workbench.errors import BadInput
from workbench.language import _
from workbench.roadmap import filtering, frameworks, items, scoring, themes
from workbench.roadmap.words import Stage
from workbench.store.brand import brand
from workbench.store.clock import today

if TYPE_CHECKING:
    from ui.pages.roadmap_table import ItemTable
    from ui.session import Session
    from workbench.roadmap.backlog import Item
    from workbench.roadmap.scoring import Ranked, Score


class RoadmapPage(Page):
    """Reads the items once and shows them in whichever view is chosen."""

    tables = frozenset(
        {"item", "item_tag", "score_input", "theme", "setting", "experiment", "decision"}
    )

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.title = _("Roadmap")
        self._items: list[Item] = []
        self._scores: dict[int, Score] = {}
        self._ranks: dict[int, Ranked] = {}
        self._selected: int | None = None
        self._views = Segmented(
            [("board", _("Board")), ("table", _("Table"))], name=_("View of the roadmap")
        )
        self._views.chosen.connect(self._turn_view)
        self.filter = SearchField(_("Filter: theme:retention …"))
        self.filter.setFixedWidth(240)
        self.filter.textChanged.connect(lambda _text: self._show())
        self.filter.left_down.connect(self._enter_view)
        self._framework = MenuButton(menu=QMenu(self))
        self.tools = tool_row(self._views, self.filter, self._framework)
        self.inspector = ItemInspector()
        self.board = Board(_columns())
        self._table: ItemTable | None = None
        self._stack = QStackedLayout()
        self._problem = InlineError()
        self._connect_board()
        self._connect_inspector()
        self._lay_out()
        session.settings_changed.connect(lambda _now: self.refresh() if self.isVisible() else None)

    def _lay_out(self) -> None:
        for part in (self.board, self._empty()):
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN - 6, MARGIN, 12)
        column.setSpacing(12)
        column.addWidget(self._problem)
        column.addLayout(self._stack, 1)
        for name in frameworks.FRAMEWORKS:
            label = frameworks.framework(name).label
            self._framework.menu().addAction(
                label, lambda name=name: self.session.change_settings(framework=name)
            )

    def _empty(self) -> EmptyState:
        add = PrimaryButton(_("New item"), icon="plus")
        add.clicked.connect(lambda: self.board.lanes[Stage.INBOX.value].begin_new())
        add.clicked.connect(lambda: self._stack.setCurrentWidget(self.board))
        bring = QuietButton(_("Import a backlog"), icon="import")
        bring.clicked.connect(lambda: self.asked.emit("imports", "", None))
        return EmptyState(
            "board",
            _("Nothing on the roadmap yet"),
            _(
                "Write down the first idea, or import the spreadsheet that holds your backlog."
                " A title is enough; scores and dates can wait."
            ),
            [add, bring],
        )

    def _connect_board(self) -> None:
        board = self.board
        board.moved.connect(self._move)
        board.renamed.connect(lambda item, title: self._set(item, "title", title))
        board.opened.connect(self._open)
        board.chosen.connect(self._choose)
        board.added.connect(self._add)
        board.deleted.connect(self._delete)

    def _connect_inspector(self) -> None:
        side = self.inspector
        assert isinstance(side, ItemInspector)
        side.changed.connect(self._set)
        side.tagged.connect(self._tag)
        side.scored.connect(self._score)
        side.deleted.connect(self._delete)

    # reading

    def refresh(self) -> None:
        """Read the items and their scores, and show them."""
        self._brand = self.session.ask(brand)
        self._today = self.session.ask(today)
        self._themes = [theme.name for theme in self.session.ask(themes.themes)]
        self._scheme = frameworks.framework(self.session.settings.framework)
        self._framework.setText(self._scheme.label)
        self._items = self.session.ask(items.items)
        self._ranks = {row.id: row for row in scoring.ranking(self._scheme, self._items)}
        # The ranking holds each score already; working them out again would take as long.
        self._scores = {
            row.id: scoring.Score(row.score, row.score, row.score, row.missing, row.hint)
            for row in self._ranks.values()
        }
        self._show()

    def _show(self) -> None:
        shown = self._filtered()
        if not self._items:
            self._stack.setCurrentIndex(1)
        else:
            self._stack.setCurrentWidget(self._view())
        if self._views.current() == "table" and self._table is not None:
            self._table.show_items(
                shown, self._scores, self._ranks,
                scheme=self._scheme, themes=self._themes, locale=self._brand.locale,
            )  # fmt: skip
        cards = item_cards.cards(
            shown, self._scores, self._scheme, today=self._today, locale=self._brand.locale
        )
        self.board.show_cards(cards)
        self._show_item()

    def _filtered(self) -> list[Item]:
        try:
            found = filtering.filtered(self._items, self.filter.text(), self._scores)
        except BadInput as error:
            mark_wrong(self.filter, True)
            self.filter.setToolTip(str(error))
            return self._items
        mark_wrong(self.filter, False)
        self.filter.setToolTip("")
        return found

    def _view(self) -> QWidget:
        if self._views.current() == "board":
            return self.board
        if self._table is None:
            from ui.pages.roadmap_table import ItemTable

            self._table = table = ItemTable()
            table.changed.connect(self._set_many)
            table.tagged.connect(self._tag)
            table.scored.connect(self._score)
            table.chosen.connect(self._choose)
            table.opened.connect(self._open)
            table.deleted.connect(self._delete)
            self._stack.addWidget(table)
        return self._table

    def _turn_view(self, _key: str) -> None:
        self._view()
        self._show()

    def _enter_view(self) -> None:
        self._view().setFocus(Qt.FocusReason.TabFocusReason)
        if self._views.current() == "board" and self._items:
            shown = self._filtered()
            if shown:
                self.board.focus_card(shown[0].id)

    def show_thing(self, kind: str, thing: object) -> None:
        """Show an item with its details, or the items that a filter finds."""
        if kind == "item" and isinstance(thing, int):
            self.filter.clear()
            self._views.set_current("board")
            self._turn_view("board")
            self._selected = thing
            self.show_inspector(True)
            self._show_item()
            self.board.focus_later(thing)
        elif kind == "filter":
            self.filter.setText(str(thing))

    def _show_item(self) -> None:
        side = self.inspector
        assert isinstance(side, ItemInspector)
        item = next((i for i in self._items if i.id == self._selected), None)
        if item is None:
            self._selected = None
            side.show_nothing()
            return
        scored = sum(1 for row in self._ranks.values() if row.rank is not None)
        side.show_item(
            item,
            scheme=self._scheme,
            score=self._scores[item.id],
            row=self._ranks[item.id],
            of=scored,
            themes=self._themes,
            locale=self._brand.locale,
        )

    # what a person does

    def _choose(self, item: int) -> None:
        self._selected = item
        if self.wants_inspector:
            self._show_item()

    def _open(self, item: int) -> None:
        self._selected = item
        self._show_item()
        self.show_inspector(True)

    def _move(self, item: int, stage: str, before: int) -> None:
        def told(_result: object) -> None:
            column = [i for i in self._items if i.stage.value == stage]
            place = next((n for n, i in enumerate(column, start=1) if i.id == item), 0)
            said = _("Moved to {stage}, {place} of {n}")
            announce(self, said.format(stage=Stage(stage).label, place=place, n=len(column)))

        self.board.focus_later(item)
        self.session.do(
            _("Move item"), items.move, item, stage=stage, before=before or None,
            then=told, fails=self._problem.show_error,
        )  # fmt: skip

    def _set(self, item: int, field: str, value: object) -> None:
        self.session.do(_("Edit item"), items.set_field, item, field, value, fails=self._refused)

    def _set_many(self, ids: list[int], field: str, value: object) -> None:
        self.session.do(
            _("Edit items") if len(ids) > 1 else _("Edit item"),
            items.edit_many, ids, {field: value}, fails=self._refused,
        )  # fmt: skip

    def _tag(self, item: int, text: str) -> None:
        self.session.do(_("Edit tags"), items.set_tags, item, text.split(","), fails=self._refused)

    def _score(self, item: int, criterion: str, text: str) -> None:
        scheme = self._scheme
        try:
            value = scoring.read_input(scheme.criterion(criterion), text)
        except BadInput as error:
            self._refused(str(error))
            return
        self.session.do(
            _("Score item"), scoring.set_input, item, scheme.key, criterion, value,
            fails=self._refused,
        )  # fmt: skip

    def _refused(self, sentence: str) -> None:
        """Say why a value was not taken, and show again what holds."""
        self._problem.show_error(sentence)
        side = self.inspector
        assert isinstance(side, ItemInspector)
        side.forget()
        self._show_item()

    def _add(self, stage: str, title: str) -> None:
        self.session.do(
            _("New item"), items.add, title, stage=stage, fails=self._problem.show_error
        )

    def _delete(self, item: int) -> None:
        title = next((i.title for i in self._items if i.id == item), "")
        self.session.do(
            _("Delete item"), items.delete, item,
            then=lambda _none: self.said.emit(_("Deleted “{title}”").format(title=title), True),
            fails=self._problem.show_error,
        )  # fmt: skip

    def commands(self) -> list[Command]:
        """The views, for Ctrl+K."""
        return [
            Command(
                "roadmap_board", _("Roadmap as a board"), lambda: self._go("board"), icon="board"
            ),
            Command(
                "roadmap_table", _("Roadmap as a table"), lambda: self._go("table"), icon="table"
            ),
        ]

    def _go(self, view: str) -> None:
        self.asked.emit("roadmap", "", None)
        self._views.set_current(view)
        self._turn_view(view)


def _columns() -> list[Column]:
    return [
        Column(stage.value, stage.label, narrow=stage == Stage.INBOX, folded=stage == Stage.DROPPED)
        for stage in Stage
    ]
