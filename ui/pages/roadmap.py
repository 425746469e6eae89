"""The roadmap: one set of items in several views, one filter bar, one inspector."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from ui.actions import Command
from ui.pages.page import MARGIN, Page
from ui.pages.roadmap_bar import Bar
from ui.pages.roadmap_deeds import Deeds
from ui.pages.roadmap_item import ItemInspector
from ui.pages.roadmap_reading import reading
from ui.pages.roadmap_saved import SavedViews
from ui.pages.roadmap_views import Shown, command_words, kinds, make_view, nothing_yet
from ui.widgets.board import Board
from ui.widgets.fields import mark_wrong
from ui.widgets.inline_error import InlineError
from ui.widgets.search_field import SearchField
from ui.widgets.segmented import Segmented
from ui.widgets.topbar import tool_row
from workbench.errors import BadInput
from workbench.language import _
from workbench.roadmap import filtering, items
from workbench.roadmap import since as since_of
from workbench.roadmap.words import Stage

if TYPE_CHECKING:
    from ui.pages.roadmap_ideas import IdeasSheet
    from ui.pages.roadmap_reading import Reading
    from ui.pages.roadmap_since import Changes
    from ui.session import Session
    from workbench.roadmap.backlog import Item
    from workbench.roadmap.scoring import Score
    from workbench.roadmap.since import Change

AT_ONCE = 250
"""So many items are read within 20 ms; more are read on another thread."""


class RoadmapPage(Page):
    """Reads the items once and shows them in whichever view is chosen."""

    tables = frozenset(
        {
            "item", "item_tag", "score_input", "theme", "setting", "experiment", "decision",
            "evidence", "dependency", "framework", "saved_view", "season", "custom_value",
        }
    )  # fmt: skip

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.title = _("Roadmap")
        self._reading: Reading | None = None
        self._items: list[Item] = []
        self._scores: dict[int, Score] = {}
        self._selected: int | None = None
        self._since: date | None = None
        self._changes: Changes | None = None
        self._after: list[Callable[[], object]] = []
        self._awaited = False
        self._told: Reading | None = None
        self._told_since: date | None = None
        self._ideas: IdeasSheet | None = None
        self._views = Segmented(kinds(), name=_("View of the roadmap"))
        self._views.chosen.connect(self._turn_view)
        self.filter = SearchField(_("Filter: theme:retention …"))
        self.filter.setFixedWidth(200)
        self.filter.textChanged.connect(lambda _text: self._show())
        self.filter.left_down.connect(self._enter_view)
        self.tools = tool_row(self._views, self.filter)
        self.inspector = ItemInspector()
        self.deeds = Deeds(self)
        self.deeds.refused.connect(self._refused)
        self.bar = Bar()
        self._problem = InlineError()
        self._stack = QStackedLayout()
        self._views_made: dict[str, QWidget] = {}
        self.board = self._view("board")
        assert isinstance(self.board, Board)
        self.saved = SavedViews(self)
        self._connect()
        self._lay_out()

    def _lay_out(self) -> None:
        self._nothing = nothing_yet(self)
        self._stack.addWidget(self._nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 12, MARGIN, 12)
        column.setSpacing(12)
        column.addWidget(self._problem)
        column.addWidget(self.bar)
        column.addLayout(self._stack, 1)

    def _connect(self) -> None:
        side, deeds, bar = self.inspector, self.deeds, self.bar
        assert isinstance(side, ItemInspector)
        side.changed.connect(deeds.set)
        side.tagged.connect(deeds.tag)
        side.scored.connect(lambda *given: deeds.score(self.reading().scheme, *given))
        side.deleted.connect(deeds.delete)
        side.details_wanted.connect(self._read_details)
        side.evidence_added.connect(deeds.add_evidence)
        side.evidence_deleted.connect(deeds.delete_evidence)
        side.decided.connect(deeds.decide)
        side.withdrawn.connect(deeds.withdraw)
        side.followed.connect(self._follow)
        bar.framework_picked.connect(lambda key: self.session.change_settings(framework=key))
        bar.since_picked.connect(self.show_since)
        bar.paste_wanted.connect(self.paste)
        bar.ideas_wanted.connect(self.offer_ideas)
        bar.ideas_unwanted.connect(deeds.clear_ideas)
        bar.deck_wanted.connect(self._add_to_deck)
        self.session.settings_changed.connect(
            lambda _now: self.refresh() if self.isVisible() else None
        )

    # reading

    def reading(self) -> Reading:
        """What was read last; only where something was read."""
        assert self._reading is not None
        return self._reading

    def items(self) -> list[Item]:
        """The items read last, filtered or not."""
        return self._items

    def when_read(self, then: Callable[[], object]) -> None:
        """Do something as soon as nothing is being read, with the newest items."""
        if self._awaited:
            self._after.append(then)
        else:
            then()

    def refresh(self) -> None:
        """Read the items and their scores, and show them."""
        name = self.session.settings.framework
        if sum(self.session.ask(items.counts).values()) <= AT_ONCE:
            self._take(self.session.ask(reading, name))
            return
        self._awaited = True
        self.session.ask_later(reading, name, then=self._take, owner=self)

    def forget(self) -> None:
        """Another workspace is open: forget the items, the day and the view of the one before."""
        super().forget()
        self._reading, self._items, self._selected, self._since = None, [], None, None
        self._after.clear()
        self._awaited = False
        self.saved.forget()

    def _take(self, found: Reading) -> None:
        self._awaited = False
        self._reading, self._items, self._scores = found, found.items, found.scores
        if found.item(self._selected) is None:
            self._selected = None
        self._show()
        after, self._after = self._after, []
        for then in after:
            then()

    def _show(self) -> None:
        if self._reading is None:
            return
        if self._told is not self._reading or self._told_since != self._since:
            self._told, self._told_since = self._reading, self._since
            self.bar.show_reading(self._reading, self._since)
        self.saved.show()
        self.bar.deck.setEnabled(self.slide() is not None)
        if self._since is not None:
            self._read_changes()
        else:
            self._show_view()
        self._show_item()

    def _show_view(self) -> None:
        kind = self._views.current()
        self.bar.setVisible(bool(self._items))
        if not self._items and not self._is_adding():
            self._stack.setCurrentWidget(self._nothing)
            return
        view = self._view(kind)
        self._stack.setCurrentWidget(view)
        shown = Shown(self.reading(), self._filtered(), self._selected, self.saved.options)
        view.show_items(shown)  # type: ignore[attr-defined]

    def _is_adding(self) -> bool:
        lane = self.board.lanes[Stage.INBOX.value]
        return self._stack.currentWidget() is self.board and lane.is_adding()

    def _filtered(self) -> list[Item]:
        found = self.reading()
        try:
            shown = filtering.filtered(self._items, self.filter.text(), self._scores, found.own)
        except BadInput as error:
            mark_wrong(self.filter, True)
            self.filter.setToolTip(str(error))
            return self._items
        mark_wrong(self.filter, False)
        self.filter.setToolTip("")
        return shown

    # since a day

    def show_since(self, day: date | None) -> None:
        """Show what changed since a day instead of the items; None shows the items again."""
        self._since = day
        self._show()

    def _read_changes(self) -> None:
        scheme = self.reading().scheme
        self.session.ask_later(
            since_of.since, self._since, framework=scheme.key,
            then=self._show_changes, owner=self, fails=self._problem.show_error,
        )  # fmt: skip

    def _show_changes(self, changes: list[Change]) -> None:
        if self._since is None:
            return
        if self._changes is None:
            from ui.pages.roadmap_since import Changes

            self._changes = Changes()
            self._changes.opened.connect(self._open)
            self._stack.addWidget(self._changes)
        found = self.reading()
        self._changes.show_changes(changes, found.scheme, found.brand.locale)
        self._stack.setCurrentWidget(self._changes)

    # views

    def _view(self, kind: str) -> QWidget:
        if kind not in self._views_made:
            self._views_made[kind] = view = make_view(kind, self)
            self._stack.addWidget(view)
        return self._views_made[kind]

    def _turn_view(self, _key: str) -> None:
        self._since = None
        self._show()

    def turn_to(self, kind: str, text: str) -> None:
        """Show a kind of view with a filter."""
        self._views.set_current(kind)
        was = self.filter.blockSignals(True)
        self.filter.setText(text)
        self.filter.blockSignals(was)
        self._turn_view(kind)

    def kind(self) -> str:
        """Which view shows: board, table, matrix, timeline or horizons."""
        return self._views.current()

    def slide(self) -> tuple[str, dict[str, Any]] | None:
        """The view that shows as a slide; only what a deck can draw too."""
        kind = self.kind()
        if self._reading is None or kind not in ("board", "table", "horizons"):
            return None
        return kind, {"filter": self.filter.text(), "framework": self.reading().scheme.key}

    def _enter_view(self) -> None:
        view = self._view(self._views.current())
        view.setFocus(Qt.FocusReason.TabFocusReason)
        shown = self._filtered() if self._reading else []
        if isinstance(view, Board) and shown:
            view.focus_card(shown[0].id)

    def show_thing(self, kind: str, thing: object) -> None:
        """Show an item with its details, or the items that a filter finds."""
        if kind == "item" and isinstance(thing, int):
            self._selected = thing
            self.turn_to("board", "")
            self.show_inspector(True)
            self._show_item()
            self.board.focus_later(thing)
        elif kind == "filter":
            self._since = None
            self.filter.setText(str(thing))

    def _show_item(self) -> None:
        side = self.inspector
        assert isinstance(side, ItemInspector)
        if self._reading is None:
            return
        item = self._reading.item(self._selected)
        if item is None:
            side.show_nothing()
        else:
            side.show_item(item, self._reading)

    def _read_details(self, item: int) -> None:
        from ui.pages.roadmap_details import details

        side = self.inspector
        assert isinstance(side, ItemInspector)
        if self.wants_inspector:
            self.session.ask_later(
                details, item, then=side.show_details, owner=self, fails=lambda _gone: None
            )

    def _follow(self, kind: str, thing: object) -> None:
        """Go where a link of the chain leads."""
        if kind == "kpi":
            self.asked.emit("kpis", "kpi", thing)
        elif kind == "experiment":
            self.asked.emit("experiments", "experiment", thing)
        elif kind == "experiments":
            self.asked.emit("experiments", "", None)
        elif kind == "effect":
            self.asked.emit("imports", "", None)

    # what a person does

    def show_inspector(self, wanted: bool) -> None:
        """Open or close the details; opened, they are read."""
        super().show_inspector(wanted)
        if wanted and self._selected is not None:
            self._read_details(self._selected)

    def choose(self, item: int) -> None:
        """Make an item the one that the details are about."""
        self._selected = item
        if self.wants_inspector:
            self._show_item()

    def _open(self, item: int) -> None:
        self._selected = item
        self._show_item()
        self.show_inspector(True)

    def paste(self) -> None:
        """Make items of what was copied: rows of a spreadsheet, or lines."""
        self.deeds.paste(QGuiApplication.clipboard().text())

    def begin_item(self) -> None:
        """Open the field for the title of a first item."""
        self.board.lanes[Stage.INBOX.value].begin_new()
        self._stack.setCurrentWidget(self.board)

    def offer_ideas(self) -> None:
        """Show the ideas to start from."""
        if self._ideas is None:
            from ui.pages.roadmap_ideas import IdeasSheet

            self._ideas = IdeasSheet(self.window())
            self._ideas.wanted.connect(self.deeds.add_ideas)
        self._ideas.open()

    def note(self, text: str) -> None:
        """Say above the views what was left out."""
        self._problem.show_error(text)

    def _add_to_deck(self) -> None:
        if slide := self.slide():
            from ui.pages.add_to_deck import add_to_deck

            add_to_deck(self, *slide)

    def _refused(self, sentence: str) -> None:
        """Say why a value was not taken, and show again what holds."""
        self._problem.show_error(sentence)
        side = self.inspector
        assert isinstance(side, ItemInspector)
        side.forget()
        self._show_item()

    def commands(self) -> list[Command]:
        """The views, for Ctrl+K."""
        return [
            Command(f"roadmap_{kind}", words, lambda kind=kind: self._go(kind), icon=icon)
            for kind, words, icon in command_words()
        ] + [
            Command("roadmap_paste", _("Paste items"), self.paste, icon="import"),
            Command("roadmap_ideas", _("Ideas to start from"), self.offer_ideas, icon="idea"),
        ]

    def _go(self, view: str) -> None:
        self.asked.emit("roadmap", "", None)
        self._views.set_current(view)
        self._turn_view(view)
