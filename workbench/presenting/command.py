"""Exports from end to end: choose what, read it, write the file its name asks for."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from workbench.charts.style import Size, Style, style
from workbench.errors import BadInput, NotFound
from workbench.language import _
from workbench.presenting import deck as decks
from workbench.presenting.slides import Handout
from workbench.presenting.writing import Watch

ENDINGS = (".pptx", ".pdf", ".xlsx", ".png", ".csv")
MONTH = "month"
WIDE = "16:9"
PAPERS: dict[str, tuple[float, float] | None] = {
    WIDE: None,
    "a4": (11.693, 8.268),
    "letter": (11.0, 8.5),
}  # inches, lying
PIXELS = (1920, 3840)


class Asked(NamedTuple):
    """How a file is asked for: the paper of a PDF, and the width of pictures in pixels."""

    paper: str = WIDE
    pixels: int = 1920


def paper_size(paper: str) -> Size:
    """A lying sheet of paper, or a 16:9 page, with the letters of a slide."""
    slide = Size.slide()
    inches = PAPERS.get(paper)
    if inches is None:
        return slide
    wide, high = inches
    pixels = round(slide.width_px * high / wide)
    return replace(slide, height_px=pixels, dpi=slide.width_px / wide)


def export(
    db: sqlite3.Connection,
    *,
    what: str,
    target: Path,
    deck: str | None = None,
    theme: str = "light",
    asked: Asked | None = None,
    watch: Watch | None = None,
) -> list[Path]:
    """Write a deck, the board, the KPIs, the month in one page, or all of it; gives the paths written.

    `what` is deck, board, kpis, month or all; without a name the first deck is taken. What was not `asked` is
    as the deck was exported last. Raises NotFound, BadInput for an ending that cannot be written, ExportFailed
    and Cancelled.
    """
    ending = check_ending(target)
    if what == MONTH:
        return write_month_page(db, target, theme=theme, watch=watch)
    found = read(db, what, deck, whole=ending in (".xlsx", ".csv"))
    if asked is None and what == "deck":
        asked = asked_before(decks.deck(db, _deck_id(db, deck)).settings)
    return write(found, target, theme=theme, asked=asked or Asked(), watch=watch)


def write_month_page(
    db: sqlite3.Connection, target: Path, *, theme: str = "light", watch: Watch | None = None
) -> list[Path]:
    """Write the month in one page as a PDF or PNG. Raises BadInput, ExportFailed and Cancelled."""
    if check_ending(target) not in (".pdf", ".png"):
        raise BadInput(_("The month in one page is a .pdf or a .png."))
    from workbench.presenting.month import month
    from workbench.presenting.month_page import write_month

    write_month(month(db), target, style=style(theme), watch=watch)
    return [target]


def asked_before(settings: decks.Settings) -> Asked:
    """How a deck was exported last, from its settings."""
    paper = str(settings.get("paper") or WIDE)
    pixels = int(settings.get("pixels") or 1920)
    return Asked(paper if paper in PAPERS else WIDE, pixels if pixels in PIXELS else 1920)


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
    handout: Handout,
    target: Path,
    *,
    theme: str = "light",
    asked: Asked | None = None,
    watch: Watch | None = None,
) -> list[Path]:
    """Write a deck that was read as the kind of file that the target's ending names."""
    ending = check_ending(target)
    if not handout.slides:
        raise BadInput(_("There is no slide to export yet."))
    look: Style = style(theme)
    asked = asked or Asked()
    if ending == ".png":
        from workbench.presenting.png import write_png

        size = Size.slide(asked.pixels, round(asked.pixels * 9 / 16))
        return write_png(handout, target, style=look, size=size, watch=watch)
    if ending == ".csv":
        from workbench.presenting.csv_files import write_csv

        return write_csv(handout, target, watch=watch)
    if ending == ".pdf":
        from workbench.presenting.pdf import write_pdf

        write_pdf(handout, target, style=look, size=paper_size(asked.paper), watch=watch)
        return [target]
    if ending == ".pptx":
        from workbench.presenting.pptx import write_pptx as write_file
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
