"""Read what stands on the slides of a deck: everything a file or a picture needs, in one go.

After this no database is needed: the files can be written on another thread. What each kind of slide reads is
in the modules that views.py names.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import timedelta
from typing import NamedTuple

from workbench.errors import WorkbenchError
from workbench.kpis import record as kpi_record
from workbench.kpis import typed
from workbench.language import _
from workbench.presenting import audience, views
from workbench.presenting import deck as decks
from workbench.presenting.look import look
from workbench.presenting.slides import Handout, KpiSlide, Prepared, TableSlide, TextSlide
from workbench.store.brand import brand

_ONE_DAY = timedelta(days=1)


def prepare(db: sqlite3.Connection, deck_id: int) -> Handout:
    """Read a deck with all its slides that are not hidden, for its audience; raises NotFound.

    A slide whose view is gone (a deleted experiment) becomes a text that says so.
    """
    return meeting(db, deck_id).handout


class Presented(NamedTuple):
    """A deck ready to be shown: each slide that is shown beside its settings, in the same order."""

    deck: decks.Deck
    slides: tuple[decks.Slide, ...]
    handout: Handout


def meeting(db: sqlite3.Connection, deck_id: int) -> Presented:
    """Read a deck for a meeting; raises NotFound."""
    found = decks.deck(db, deck_id)
    hides = audience.hidden(found.settings)
    pairs = [(one, prepared(db, one, hides)) for one in decks.slides(db, deck_id, hidden=False)]
    pairs = [(one, made) for one, made in pairs if not _skipped(one, made)]
    made = handout(db, found.name, [page for _slide, page in pairs], hides)
    return Presented(found, tuple(slide for slide, _page in pairs), made)


def _skipped(slide: decks.Slide, made: Prepared) -> bool:
    """Whether a slide has nothing to say this time."""
    empty = isinstance(made, TableSlide) and not made.rows
    return empty and views.known(slide.kind) and views.view(slide.kind).skips_empty


def prepared(db: sqlite3.Connection, slide: decks.Slide, hides: Collection[str] = ()) -> Prepared:
    """Read one slide of a deck, without what is hidden from its audience."""
    try:
        made = views.view(slide.kind).read(db, slide.settings)
    except (WorkbenchError, KeyError, ValueError):
        gone = _("What this slide showed is no longer there.")
        made = TextSlide(slide.title or decks.kind_label(slide.kind), (gone,))
    return audience.concealed(titled(made, slide.title, slide.notes), hides)


def prepare_board(db: sqlite3.Connection) -> Handout:
    """Read the board with all open and launched items."""
    return handout(db, _("Roadmap"), [views.view("board").read(db, {})])


def prepare_kpis(
    db: sqlite3.Connection, grain: str = "week", *, periods: int | None = None
) -> Handout:
    """Read every KPI that has values, each with its chart; `periods` 0 takes all that is held."""
    settings = {"grain": grain, "periods": periods}
    read = views.view("kpi").read
    slides = [read(db, {"kpi": key, **settings}) for key in typed.all_cards(db)]
    known = [one for one in slides if isinstance(one, KpiSlide) and one.data.has_values]
    return handout(db, _("KPIs"), known or slides[:1])


def prepare_all(db: sqlite3.Connection, *, periods: int | None = None) -> Handout:
    """Read everything that can be shown: all decks, the board, the ranking and all KPIs."""
    slides: list[Prepared] = []
    for one in decks.decks(db):
        slides += prepare(db, one.id).slides
    slides += [views.view("board").read(db, {}), views.view("table").read(db, {})]
    kpis = prepare_kpis(db, periods=periods)
    return handout(db, brand(db).name or _("Workbench"), [*slides, *kpis.slides])


def handout(
    db: sqlite3.Connection, name: str, slides: Iterable[Prepared], hides: Collection[str] = ()
) -> Handout:
    """Put slides together with the brand, its look, its locale and the last day of data."""
    whose = brand(db)
    today = kpi_record.today(db)
    as_of = today - _ONE_DAY if today is not None else None
    # Notes never stand on a slide, so nobody in the room misses them.
    told = [kind for kind in hides if kind != audience.NOTES]
    hidden = tuple(audience.private_words(kind) for kind in told)
    return Handout(name, tuple(slides), whose.name, whose.locale, as_of, look(db), hidden)


def titled(made: Prepared, title: str, notes: str) -> Prepared:
    """Put the person's own title and notes in place of the view's."""
    made = replace(made, notes=notes or made.notes)
    if not title:
        return made
    if isinstance(made, KpiSlide):
        return replace(made, data=replace(made.data, title=title))
    return replace(made, title=title)
