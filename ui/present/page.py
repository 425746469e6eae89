"""Present: decks of live views, shown in the meeting and left behind as files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedLayout, QVBoxLayout, QWidget

from ui import charting, theme
from ui.actions import Command
from ui.jobs import Relay
from ui.pages.page import MARGIN, Page
from ui.present import copying
from ui.present import decks as deck_menu
from ui.present.deck_side import DeckSide
from ui.present.exporting import formats
from ui.present.giving import Giving
from ui.present.page_view import PageView, slide_size
from ui.present.slide_list import THUMB, SlideEntry, SlideList
from ui.widgets.buttons import IconButton, MenuButton, PrimaryButton
from ui.widgets.editable_text import EditableText
from ui.widgets.empty_state import EmptyState
from ui.widgets.inline_error import InlineError
from ui.widgets.panel import Panel
from ui.widgets.progress_strip import ProgressStrip
from ui.widgets.surface import Surface
from ui.widgets.topbar import tool_row
from workbench.language import _
from workbench.presenting import deck, templates, views
from workbench.presenting import look as looks

if TYPE_CHECKING:
    from ui.session import Session
    from workbench.presenting.slides import Handout, Prepared


class PresentPage(Page):
    """One deck at a time: its slides at the left, the chosen one large."""

    tables = frozenset(
        {"deck", "slide", "item", "theme", "score_input", "kpi", "snapshot", "import", "setting",
         "experiment", "variant", "reading", "decision", "meeting", "minute", "shown_number",
         "annotation"}
    )  # fmt: skip

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.title = _("Present")
        self._deck: deck.Deck | None = None
        self._decks: list[deck.Deck] = []
        self._slides: list[deck.Slide] = []
        self._pages: dict[int, Prepared] = {}
        self._handout: Handout | None = None
        self._wanted = 0
        self._relay = Relay(self)
        self.slides = SlideList()
        self.view = PageView()
        self.problem = InlineError()
        self.strip = ProgressStrip()
        self.inspector = DeckSide()
        self.giving = Giving(self)
        self._make_tools()
        self._connect()
        self._lay_out()
        theme.current().changed.connect(self._draw_thumbs)

    def _make_tools(self) -> None:
        self._picker = MenuButton(menu=QMenu(self))
        self._picker.menu().aboutToShow.connect(lambda: deck_menu.fill_decks(self))
        self._add = MenuButton(_("Add slide"), QMenu(self))
        deck_menu.fill_kinds(self, self._add.menu())
        self._files = MenuButton(_("Export"), QMenu(self))
        for one in formats():
            self._files.menu().addAction(
                theme.icon(one.icon),
                one.words,
                lambda suffix=one.suffix: self.giving.ask_export(suffix),
            )
        self._files.menu().addSeparator()
        self._files.menu().addAction(
            theme.icon("file"), _("The month in one page"), self.giving.show_month
        )
        self._go = PrimaryButton(_("Present"), icon="play")
        self._go.clicked.connect(self.giving.present)
        self._share = IconButton("external", _("Present in a window to share"))
        self._share.clicked.connect(self.giving.present_in_window)
        self.tools = tool_row(self._picker, self._add, self._files, self._go, self._share)

    def _connect(self) -> None:
        self.slides.chosen.connect(self._choose)
        self.slides.moved.connect(self._move)
        self.slides.deleted.connect(self._delete)
        side = self.inspector
        side.changed.connect(lambda field, text: self._set_slide(**{field: text}))
        side.set.connect(lambda key, value: self._set_slide(settings={key: value}))
        side.hidden_asked.connect(self._hide)
        side.copied.connect(self._copy)
        side.deleted.connect(lambda: self._delete(self.slides.current() or 0))
        side.picture_asked.connect(self.copy_picture)
        side.cells_asked.connect(self.copy_cells)
        side.deck_set.connect(self._set_deck)
        side.look_set.connect(self._set_look)
        side.minutes_asked.connect(self.giving.show_minutes)
        self.strip.cancel_requested.connect(self.giving.cancel_export)
        self.view.failed.connect(self.problem.show_error)

    def _lay_out(self) -> None:
        stage = Surface()
        inner = QVBoxLayout(stage)
        inner.setContentsMargins(3, 3, 3, 4)
        inner.addWidget(self.view)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(stage)
        right.addWidget(self._notes_panel())
        right.addStretch(1)
        deck_view = QWidget()
        row = QHBoxLayout(deck_view)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.slides)
        row.addLayout(right, 1)
        self._stack = QStackedLayout()
        for part in (deck_view, self._empty_deck(), self._empty()):
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, 12)
        column.setSpacing(12)
        column.addWidget(self.problem)
        column.addWidget(self.strip)
        column.addLayout(self._stack, 1)

    def _notes_panel(self) -> Panel:
        self.notes = EditableText(
            name=_("Notes"), several_lines=True,
            placeholder=_("What you want to say; only you see it"),
        )  # fmt: skip
        self.notes.saved.connect(lambda text: self._set_slide(notes=text))
        panel = Panel(_("Notes"))
        panel.set_body(self.notes)
        return panel

    def _empty(self) -> EmptyState:
        new = MenuButton(_("New deck"), QMenu(self))
        deck_menu.fill_templates(self, new.menu())
        return EmptyState(
            "present",
            _("No deck yet"),
            _(
                "A deck is an ordered set of live views: charts, the board, text. Start from one of"
                " four, show it in the meeting, and leave it behind as PowerPoint or PDF."
            ),
            [new],
        )

    def _empty_deck(self) -> EmptyState:
        add = MenuButton(_("Add slide"), QMenu(self))
        deck_menu.fill_kinds(self, add.menu())
        return EmptyState(
            "present",
            _("This deck has no slides yet"),
            _("Add one here, or use “Add to deck” beside a chart."),
            [add],
        )

    # what shows

    def refresh(self) -> None:
        """Read the decks, the slides of the one in view, and what stands on them."""
        self._decks = self.session.ask(deck.decks)
        held = self._deck.id if self._deck else 0
        self._deck = next((d for d in self._decks if d.id == held), None) or next(
            iter(self._decks), None
        )
        for tool in (self._add, self._files, self._go, self._share, self._picker):
            tool.setVisible(self._deck is not None)
        if self._deck is None:
            self._stack.setCurrentIndex(2)
            self.show_inspector(False)
            return
        self._picker.setText(self._deck.name)
        self._slides = self.session.ask(deck.slides, self._deck.id)
        self._stack.setCurrentIndex(0 if self._slides else 1)
        self.show_inspector(bool(self._slides))
        self._list_slides()
        self.session.ask_later(
            _prepared, self._slides, self._deck, owner=self, then=self._show_pages,
            fails=self.problem.show_error,
        )  # fmt: skip

    def forget(self) -> None:
        """Begin with the first deck of the other workspace."""
        super().forget()
        self._deck, self._handout, self._pages = None, None, {}
        self.slides.slides.pictures.clear()

    def show_thing(self, kind: str, thing: object) -> None:
        """Show a deck, or a slide that was added to one."""
        if kind == "deck" and isinstance(thing, int):
            self._deck = next((d for d in self.session.ask(deck.decks) if d.id == thing), None)
            self.refresh()

    def _list_slides(self) -> None:
        entries = [
            SlideEntry(one.id, self._title_of(one), one.kind, one.hidden) for one in self._slides
        ]
        self.slides.slides.rows.update(entries)
        if self._wanted:
            self.slides.choose(self._wanted)
            self._wanted = 0
        if self.slides.current() is None and entries:
            self.slides.choose(entries[0].id)
        else:
            self._show_slide()

    def _title_of(self, slide: deck.Slide) -> str:
        page = self._pages.get(slide.id)
        return slide.title or (page.title if page else deck.kind_label(slide.kind))

    def _show_pages(self, found: tuple[Handout, list[Prepared]]) -> None:
        self._handout, pages = found
        self._pages = {one.id: page for one, page in zip(self._slides, pages, strict=False)}
        self._list_slides()
        self._draw_thumbs()

    def _draw_thumbs(self) -> None:
        if self._handout is None:
            return
        size = slide_size(THUMB.width() * 2, self.devicePixelRatioF())
        for slide, page in self._pages.items():
            future = charting.draw_page(page, self._handout, theme.current().name, size)
            self._relay.when_done(
                future,
                lambda done, slide=slide: self.slides.slides.show_picture(
                    slide, done.result().image
                ),
            )

    def _choose(self, _slide: int) -> None:
        self._show_slide()

    def _show_slide(self) -> None:
        slide = next((one for one in self._slides if one.id == self.slides.current()), None)
        if slide is None:
            self.inspector.show_nothing()
            return
        self.notes.set_text(slide.notes)
        page = self._pages.get(slide.id)
        if page is not None and self._handout is not None:
            self.view.show_page(page, self._handout)
        self.inspector.show_slide(
            slide,
            number=self._slides.index(slide) + 1,
            choices=self._choices(slide.kind),
            own_title=page.title if page else "",
        )
        if self._deck is not None:
            self.inspector.show_deck(self._deck, self.session.ask(looks.look))

    def _choices(self, kind: str) -> dict[str, views.Options]:
        settings = views.view(kind).settings if views.known(kind) else ()
        return {one.key: self.session.ask(one.options) for one in settings if one.kind == "choice"}

    # what a person does

    def do(self, words: str, command: Any, *args: Any, **kwargs: Any) -> None:
        """Change decks or slides; say in place why not."""
        self.session.do(words, command, *args, fails=self.problem.show_error, **kwargs)

    def deck_in_view(self) -> deck.Deck | None:
        """The deck that shows."""
        return self._deck

    def shown_slides(self) -> list[int]:
        """The ids of the slides that are not hidden, in order."""
        return [one.id for one in self._slides if not one.hidden]

    def decks(self) -> list[deck.Deck]:
        """All decks."""
        return self._decks

    def open_deck(self, deck_id: int) -> None:
        """Bring a deck into view."""
        self._pages = {}
        self.slides.slides.pictures.clear()
        self.show_thing("deck", deck_id)

    def add_deck(self) -> None:
        """Add a deck and bring it into view."""
        names = {one.name for one in self._decks}
        name, n = _("New deck"), 2
        while name in names:
            name, n = _("New deck {n}").format(n=n), n + 1
        self.do(_("New deck"), deck.add_deck, name, then=self.open_deck)

    def add_from_template(self, key: str) -> None:
        """Add a deck with the slides of a template and bring it into view."""
        self.do(_("New deck"), templates.add_from_template, key, then=self.open_deck)

    def copy_picture(self) -> None:
        """Put the chosen slide on the clipboard as picture and cells."""
        page = self._pages.get(self.slides.current() or 0)
        if page is not None and self._handout is not None:
            copying.copy_picture(page, self._handout, self._relay)
            self.said.emit(_("Copied the picture"), False)

    def copy_cells(self) -> None:
        """Put the rows of the chosen slide on the clipboard."""
        page = self._pages.get(self.slides.current() or 0)
        if page is not None and self._handout is not None:
            copying.copy_cells(page, self._handout)
            self.said.emit(_("Copied the cells"), False)

    def _set_deck(self, key: str, value: object) -> None:
        if self._deck is not None:
            self.do(_("Change deck"), deck.set_deck, self._deck.id, {key: value})

    def _set_look(self, part: str, value: Any) -> None:
        commands = {"accent": looks.set_accent, "font": looks.set_font, "logo": looks.set_logo}
        self.do(_("Change the brand's look"), commands[part], value)

    def add_slide(self, kind: str, settings: dict[str, Any], title: str = "") -> None:
        """Add a slide after the chosen one."""
        if self._deck is None:
            return

        def added(slide: int) -> None:
            self._wanted = slide
            self._list_slides()

        self.do(
            _("Add slide"), deck.add_slide, self._deck.id, kind, title=title, settings=settings,
            after=self.slides.current(), then=added,
        )  # fmt: skip

    def _set_slide(self, **changes: Any) -> None:
        slide = self.slides.current()
        if slide is not None:
            self.do(_("Edit slide"), deck.set_slide, slide, **changes)

    def _move(self, slide: int, before: int) -> None:
        self.do(_("Move slide"), deck.move_slide, slide, before=before or None)

    def _hide(self, hidden: bool) -> None:
        self.do(_("Hide slide"), deck.hide_slide, self.slides.current(), hidden)

    def _copy(self) -> None:
        self.do(_("Duplicate slide"), deck.duplicate_slide, self.slides.current())

    def _delete(self, slide: int) -> None:
        self.do(
            _("Delete slide"), deck.delete_slide, slide,
            then=lambda _none: self.said.emit(_("Deleted the slide"), True),
        )  # fmt: skip

    def commands(self) -> list[Command]:
        """Presenting and exporting, for the menus' keys and Ctrl+K."""

        def has_deck() -> bool:
            return self._deck is not None and self.isVisible()

        exports = [
            Command(
                f"export{one.suffix}",
                _("Export the deck: {format}").format(format=one.words),
                lambda suffix=one.suffix: self.giving.ask_export(suffix),
                icon=one.icon,
                enabled=has_deck,
            )
            for one in formats()
        ]
        return [
            Command("present", _("Present full screen"), self.giving.present, "F5", "play", "", has_deck),
            Command(
                "present_window", _("Present in a window"), self.giving.present_in_window, "Shift+F5",
                "play", "", has_deck,
            ),
            Command(
                "copy_slide", _("Copy the slide as a picture"), self.copy_picture, "", "copy", "",
                has_deck,
            ),
            Command("minutes", _("Meetings and minutes"), self.giving.show_minutes, "", "note"),
            Command("month", _("The month in one page"), self.giving.show_month, "", "file"),
            *exports,
        ]  # fmt: skip


def _prepared(db: Any, slides: list[deck.Slide], held: deck.Deck) -> tuple[Handout, list[Prepared]]:
    """Every slide of a deck, hidden ones too, as its audience sees it, ready to be drawn."""
    from workbench.presenting import audience, prepare

    hides = audience.hidden(held.settings)
    pages = [prepare.prepared(db, one, hides) for one in slides]
    return prepare.handout(db, held.name, pages, hides), pages
