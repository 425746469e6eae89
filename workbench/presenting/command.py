"""Exports from end to end: choose what, read it, write the file its name asks for."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from workbench.charts.style import Style, style
from workbench.errors import BadInput, NotFound
from workbench.language import _
from workbench.presenting import deck as decks
from workbench.presenting.slides import Handout
from workbench.presenting.writing import Watch

ENDINGS = (".pptx", ".pdf", ".xlsx", ".png")


def export(
    db: sqlite3.Connection,
    *,
    what: str,
    target: Path,
    deck: str | None = None,
    theme: str = "light",
    watch: Watch | None = None,
) -> list[Path]:
    """Write a deck, the board, the KPIs or all of it; gives the paths written.

    `what` is deck, board, kpis or all; without a name the first deck is taken. Raises NotFound,
    BadInput for an ending that cannot be written, ExportFailed and Cancelled.
    """
    whole = check_ending(target) == ".xlsx"
    return write(read(db, what, deck, whole=whole), target, theme=theme, watch=watch)


def read(
    db: sqlite3.Connection, what: str, deck: str | None = None, *, whole: bool = False
) -> Handout:
    """Read what is to be exported; with `whole` the KPIs have all periods that are held.

    Raises NotFound and BadInput.
    """
    from workbench.presenting import prepare

    if what == "deck":
        return prepare.prepare(db, _deck_id(db, deck))
    if what == "board":
        return prepare.prepare_board(db)
    periods = 0 if whole else None
    if what == "kpis":
        return prepare.prepare_kpis(db, periods=periods)
    if what == "all":
        return prepare.prepare_all(db, periods=periods)
    raise BadInput(_("There is no export “{what}”.").format(what=what))


def write(
    handout: Handout, target: Path, *, theme: str = "light", watch: Watch | None = None
) -> list[Path]:
    """Write a deck that was read as the kind of file that the target's ending names."""
    ending = check_ending(target)
    if not handout.slides:
        raise BadInput(_("There is no slide to export yet."))
    look: Style = style(theme)
    if ending == ".png":
        from workbench.presenting.png import write_png

        return write_png(handout, target, style=look, watch=watch)
    if ending == ".pptx":
        from workbench.presenting.pptx import write_pptx as write_file
    elif ending == ".pdf":
        from workbench.presenting.pdf import write_pdf as write_file
    else:
        from workbench.presenting.xlsx import write_xlsx as write_file
    write_file(handout, target, style=look, watch=watch)
    return [target]


def check_ending(target: Path) -> str:
    """Give a path's ending in lower case; raises BadInput for a kind that cannot be written."""
    ending = target.suffix.lower()
    if ending not in ENDINGS:
        sentence = _("Choose a file that ends in {endings}.")
        raise BadInput(sentence.format(endings=", ".join(ENDINGS)))
    return ending


def _deck_id(db: sqlite3.Connection, name: str | None) -> int:
    if name is not None:
        return decks.deck_named(db, name).id
    every = decks.decks(db)
    if not every:
        raise NotFound(_("There is no deck yet; add one on the page Present."))
    return every[0].id
