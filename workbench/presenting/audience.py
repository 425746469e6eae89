"""Audiences: who sits in the meeting, and what is hidden from them. What is hidden is always said."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from workbench.language import _
from workbench.presenting.slides import BoardSlide, Card, KpiSlide, Prepared, TableSlide, TextSlide

MARGINS, OWNERS, NOTES = "margins", "owners", "notes"
PRIVATE = (MARGINS, OWNERS, NOTES)


class Audience(NamedTuple):
    """A preset: its key, its words and the kinds of fields that it hides."""

    key: str
    words: str
    hides: tuple[str, ...]


def audiences() -> list[Audience]:
    """The presets, from the closest to the farthest circle."""
    return [
        Audience("self", _("Only me"), ()),
        Audience("founder", _("Founder"), (NOTES,)),
        Audience("team", _("Team"), (MARGINS, NOTES)),
        Audience("outside", _("People outside"), PRIVATE),
    ]


def private_words(kind: str) -> str:
    """A kind of private field as a person reads it."""
    words = {MARGINS: _("margins"), OWNERS: _("names of people"), NOTES: _("notes")}
    return words.get(kind, kind)


def hidden(settings: Mapping[str, Any]) -> tuple[str, ...]:
    """What the settings of a deck hide: its own list, else that of its audience."""
    own = settings.get("hide")
    if isinstance(own, list):
        return tuple(kind for kind in PRIVATE if kind in own)
    chosen = settings.get("audience")
    return next((one.hides for one in audiences() if one.key == chosen), ())


def concealed(slide: Prepared, hides: Collection[str]) -> Prepared:
    """The slide without what is hidden: columns and names go, a chart of margins becomes a sentence."""
    if NOTES in hides and slide.notes:
        slide = replace(slide, notes="")
    if isinstance(slide, KpiSlide) and slide.private in hides:
        return TextSlide(_("Not shown to this audience"), (_("This slide shows margins."),))
    if isinstance(slide, BoardSlide) and OWNERS in hides:
        columns = (
            replace(column, cards=tuple(_without_owner(card) for card in column.cards))
            for column in slide.columns
        )
        return replace(slide, columns=tuple(columns))
    if isinstance(slide, TableSlide):
        return _without_columns(slide, hides)
    return slide


def _without_owner(card: Card) -> Card:
    return replace(card, owner="")


def _without_columns(slide: TableSlide, hides: Collection[str]) -> TableSlide:
    keep = [n for n, one in enumerate(slide.fields) if one.private not in hides]
    if len(keep) == len(slide.fields):
        return slide
    return replace(
        slide,
        fields=tuple(slide.fields[n] for n in keep),
        rows=tuple(tuple(row[n] for n in keep) for row in slide.rows),
    )
