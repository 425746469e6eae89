"""Beside a deck, under its slide: who will see it, how it is exported, and the look of the brand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from ui.present.slide_side import SlideSide
from ui.widgets.buttons import QuietButton
from ui.widgets.choice_field import ChoiceField
from ui.widgets.editable_text import EditableText
from workbench.language import _
from workbench.presenting import audience
from workbench.presenting.command import PIXELS, WIDE

if TYPE_CHECKING:
    from workbench.presenting.deck import Deck
    from workbench.presenting.look import Look


class DeckSide(SlideSide):
    """`deck_set(key, value)` for a setting of the deck, `look_set(part, value)` for the brand's look."""

    deck_set = Signal(str, object)
    look_set = Signal(str, object)
    minutes_asked = Signal()

    def show_deck(self, deck: Deck, look: Look) -> None:
        """Add what belongs to the whole deck, under the slide that shows."""
        self._audience(deck)
        self._files(deck)
        self._brand(look)
        minutes = QuietButton(_("Meetings and minutes"), icon="note")
        minutes.clicked.connect(self.minutes_asked)
        self.add(minutes)

    def _audience(self, deck: Deck) -> None:
        options = [(one.key, one.words) for one in audience.audiences()]
        box = ChoiceField(options, deck.settings.get("audience") or "self", name=_("Audience"))
        box.picked.connect(lambda key: self.deck_set.emit("audience", key))
        part = self.add_section(_("Audience"), box)
        hidden = [audience.private_words(kind) for kind in audience.hidden(deck.settings)]
        if hidden:
            part.say(_("Hidden: {fields}").format(fields=", ".join(hidden)), tone="warning")
        else:
            part.say(_("Everything is shown."), tone="muted")

    def _files(self, deck: Deck) -> None:
        papers = [(WIDE, _("PDF: 16:9")), ("a4", _("PDF: A4")), ("letter", _("PDF: Letter"))]
        paper = ChoiceField(papers, deck.settings.get("paper") or WIDE, name=_("Paper"))
        paper.picked.connect(lambda key: self.deck_set.emit("paper", key))
        sizes = [(wide, _("Pictures: {n} pixels wide").format(n=wide)) for wide in PIXELS]
        pixels = ChoiceField(sizes, deck.settings.get("pixels") or PIXELS[0], name=_("Pictures"))
        pixels.picked.connect(lambda wide: self.deck_set.emit("pixels", wide))
        self.add_section(_("Files"), paper, pixels)

    def _brand(self, look: Look) -> None:
        accent = EditableText(
            look.accent, name=_("Colour"), placeholder=_("Colour, such as #006BA8")
        )
        accent.saved.connect(lambda text: self.look_set.emit("accent", text.strip()))
        font = EditableText(look.font, name=_("Font"), placeholder=_("Font, such as Georgia"))
        font.saved.connect(lambda text: self.look_set.emit("font", text))
        words = _("Remove the logo") if look.logo else _("Add a logo …")
        logo = QuietButton(words, icon="star")
        logo.clicked.connect(lambda: self._turn_logo(bool(look.logo)))
        self.add_section(_("Brand, on every deck"), accent, font, logo)

    def _turn_logo(self, there: bool) -> None:
        if there:
            self.look_set.emit("logo", b"")
            return
        path, _kind = QFileDialog.getOpenFileName(self, _("Logo"), str(Path.home()), "*.png")
        if path:
            self.look_set.emit("logo", Path(path).read_bytes())
