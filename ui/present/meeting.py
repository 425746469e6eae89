"""One meeting: the pages that are shown, what is changed and noted on the way, and how it ends.

Knows no window: the show and the notes both look at it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, Signal

from workbench.errors import BadInput
from workbench.language import _
from workbench.presenting import audience, meetings, views
from workbench.presenting import deck as decks
from workbench.presenting.slides import Handout, KpiSlide, Prepared, pages_of
from workbench.store.clock import now

if TYPE_CHECKING:
    from ui.session import Session
    from workbench.presenting.prepare import Presented
    from workbench.store.workspace import Database


class Shown(NamedTuple):
    """One page as it is shown, and which slide of the deck it belongs to."""

    slide: int
    page: Prepared


class Meeting(QObject):
    """The pages of a deck in a meeting.

    `changed` when a page looks otherwise, `noted(kind, text)` for a line of the minutes, `failed(sentence)`.
    """

    changed = Signal()
    noted = Signal(str, str)
    failed = Signal(str)

    def __init__(
        self, session: Session, presented: Presented, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._deck = session, presented.deck
        self._slides = list(presented.slides)
        self._made = list(presented.handout.slides)
        self._handout = presented.handout
        self._changes: dict[int, dict[str, Any]] = {}
        self._began, self._seen = now(), set[int]()
        self._id: int | None = None
        self._beginning = False
        self._waiting: list[Callable[[], None]] = []
        self._readers: dict[int, Callable[..., Prepared]] = {}
        self.minutes: list[tuple[str, str]] = []
        self.pages: list[Shown] = []
        self._lay_out()

    @property
    def hidden(self) -> list[str]:
        """The words for what this audience does not see."""
        hides = audience.hidden(self._deck.settings)
        return [audience.private_words(kind) for kind in hides]

    @property
    def handout(self) -> Handout:
        """The deck with its brand and its feet."""
        return self._handout

    def slide(self, place: int) -> decks.Slide:
        """The slide that a page belongs to."""
        return self._slides[self.pages[place].slide]

    def notes(self, place: int) -> str:
        """What the presenter wants to say on a page."""
        return self.pages[place].page.notes or self.slide(place).notes

    def saw(self, place: int) -> None:
        """Remember that a page was shown."""
        self._seen.add(self.pages[place].slide)

    # live changes

    def settings(self, place: int) -> Sequence[views.Setting]:
        """What can be changed on a page."""
        kind = self.slide(place).kind
        return views.view(kind).settings if views.known(kind) else ()

    def step(self, place: int, key: str) -> bool:
        """Go to the next choice of the setting that has this letter; False where there is none."""
        setting = next((s for s in self.settings(place) if s.key_in_meeting == key), None)
        if setting is None:
            return False
        options = [value for value, _words in self._session.ask(setting.options)]
        held = str(self._value(place, setting.key) or "")
        at = options.index(held) if held in options else -1
        self.change(place, setting.key, options[(at + 1) % len(options)])
        return True

    def filter(self, place: int) -> str | None:
        """The filter of a page, None where it has none."""
        if not any(setting.kind == "filter" for setting in self.settings(place)):
            return None
        return str(self._value(place, "filter") or "")

    def change(self, place: int, key: str, value: Any) -> None:
        """Show a page with another setting; the deck itself stays as it was until it is kept."""
        at = self.pages[place].slide
        slide = self._slides[at]
        own = {**self._changes.get(slide.id, {}), key: value}
        if slide.settings.get(key) == value:
            own.pop(key)
        if own:
            self._changes[slide.id] = own
        else:
            self._changes.pop(slide.id, None)
        live = slide._replace(settings={**slide.settings, **own})
        # Each slide asks in its own name: a later change of another one must not drop this answer.
        reader = self._readers.setdefault(slide.id, partial(read_live))
        self._session.ask_later(
            reader, live, self._deck.settings, owner=self, then=lambda page: self._arrived(at, page),
            fails=self.failed.emit,
        )  # fmt: skip

    def _value(self, place: int, key: str) -> Any:
        slide = self.slide(place)
        return self._changes.get(slide.id, {}).get(key, slide.settings.get(key))

    def _arrived(self, at: int, page: Prepared) -> None:
        self._made[at] = page
        self._lay_out()
        self.changed.emit()

    def _lay_out(self) -> None:
        self._handout = replace(self._handout, slides=tuple(self._made))
        self.pages = [
            Shown(n, page) for n, made in enumerate(self._made) for page in pages_of(made)
        ]

    def changes(self) -> int:
        """How many slides were changed and are neither kept nor dropped."""
        return len(self._changes)

    def keep(self) -> None:
        """Keep what was changed in the deck, as one step."""
        if self._changes:
            held, self._changes = self._changes, {}
            self._session.do(_("Keep changes of the meeting"), set_slides, held)

    def drop(self) -> None:
        """Leave the deck as it was."""
        self._changes = {}

    # minutes

    def note(self, place: int, text: str, kind: str) -> None:
        """Write a line into the minutes, with the page that shows."""
        if not text.strip():
            self.failed.emit(str(BadInput(_("Write what was decided."))))
            return
        title = self.pages[place].page.title
        line = {"kind": kind, "slide_id": self.slide(place).id, "slide": title}
        self.minutes.append((kind, " ".join(text.split())))
        if self._beginning:
            self._waiting.append(lambda: self._write(text, line))
        else:
            self._write(text, line)
        self.noted.emit(kind, self.minutes[-1][1])

    def _write(self, text: str, line: dict[str, Any]) -> None:
        """Write a line; the first one begins the meeting, and the others wait for it."""
        if self._id is not None:
            self._session.do(_("Note in the minutes"), meetings.note, self._id, text, **line)
            return
        self._beginning = True
        self._session.do(
            _("Note in the minutes"), meetings.begin_with, self._deck.id, text,
            began=self._began, then=self._has_begun, fails=self._has_not_begun, **line,
        )  # fmt: skip

    def _has_begun(self, meeting: int) -> None:
        self._id, self._beginning = meeting, False
        waiting, self._waiting = self._waiting, []
        for act in waiting:
            act()

    def _has_not_begun(self, sentence: str) -> None:
        self._beginning = False
        self._waiting.clear()
        self._session.failed.emit(sentence)

    def end(self) -> None:
        """Write down what was shown; a look at one slide only is no meeting."""
        if self._beginning:
            self._waiting.append(self.end)
            return
        if self._id is None and len(self._seen) < min(2, len(self._slides)):
            return
        shown = [
            number
            for at in sorted(self._seen)
            for number in numbers(self._slides[at], self._made[at])
        ]
        self._session.do(
            _("Hold meeting"), meetings.end, self._deck.id, shown,
            meeting_id=self._id, began=self._began,
        )  # fmt: skip


def numbers(slide: decks.Slide, page: Prepared) -> list[meetings.Shown]:
    """The number that people will remember of a chart: its last whole period, in minor units or as a fraction."""
    key = str(slide.settings.get("kpi") or "")
    if not isinstance(page, KpiSlide) or slide.kind != "kpi" or not key:
        return []
    from workbench.charts.series import TrendData
    from workbench.language import minor_digits

    data = page.data
    if not isinstance(data, TrendData):
        return []
    whole = [p for p in data.line.points if p.complete and p.known is not None]
    if not whole:
        return []
    last, measure = whole[-1], data.measure
    minor = 10 ** minor_digits(measure.currency) if measure.unit == "money" else 1
    return [meetings.Shown(key, last.first_day, last.last_day, (last.known or 0.0) * minor)]


def read_live(db: Database, slide: decks.Slide, settings: decks.Settings) -> Prepared:
    """Read a slide with changed settings, for the deck's audience."""
    from workbench.presenting.prepare import prepared

    return prepared(db, slide, audience.hidden(settings))


def set_slides(db: Database, changes: dict[int, dict[str, Any]]) -> None:
    """Change the settings of several slides."""
    for slide, settings in changes.items():
        decks.set_slide(db, slide, settings=settings)
