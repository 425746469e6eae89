"""A deck as a PDF: one page per slide, drawn as lines and letters, fonts inside, text searchable."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from workbench.charts.fonts import Face, face
from workbench.charts.style import Size, Style
from workbench.language import _
from workbench.presenting.cells import clean
from workbench.presenting.pages import figure, words_of
from workbench.presenting.slides import Handout, pages
from workbench.presenting.writing import Watch, replacing

_TRUE_TYPE, _DRAWN = 42, 3  # how letters are kept: as their font has them, or each drawn anew


def write_pdf(
    handout: Handout,
    target: Path,
    *,
    style: Style,
    size: Size | None = None,
    watch: Watch | None = None,
) -> None:
    """Write a deck as a PDF of 16:9 pages; an old file is replaced only by a whole new one.

    The same deck gives the same bytes: the date inside is that of the data. Raises ExportFailed
    and Cancelled.
    """
    import matplotlib as mpl
    from matplotlib.backends.backend_pdf import PdfPages

    watch, size = watch or Watch(), size or Size.slide()
    shown = pages(handout)
    settings: Any = {
        "pdf.fonttype": _font_type(handout, handout.look.styled(style)),
        "pdf.use14corefonts": False,
    }
    with (
        replacing(target, watch) as beside,
        mpl.rc_context(settings),
        PdfPages(beside, metadata=_about(handout)) as file,
    ):
        for n, page in enumerate(shown):
            watch.step(n, len(shown), clean(page.title))
            file.savefig(figure(page, handout, style=style, size=size))
        watch.step(len(shown), len(shown), _("Saving"))


def _font_type(handout: Handout, style: Style) -> int:
    """Choose how fonts are put into the file; both can be searched and need no font installed.

    Matplotlib declares every font it embeds whole as TrueType, which is wrong for fonts with
    PostScript outlines (Inter, most East Asian ones) and confuses strict readers.
    """
    words = "".join(words_of(slide, handout) for slide in handout.slides)
    if any(unicodedata.east_asian_width(letter) in ("W", "F") for letter in set(words)):
        return _DRAWN
    faces = (face("Aa1", style.family), face("Aa1", style.family, bold=True))
    return _TRUE_TYPE if all(_is_true_type(one) for one in faces) else _DRAWN


def _is_true_type(one: Face) -> bool:
    """Look at the first bytes of a face's font file: 'OTTO' means PostScript outlines."""
    from matplotlib.font_manager import findfont

    with open(findfont(one.properties(12)), "rb") as file:
        head = file.read(16)
        if head[:4] == b"ttcf":  # a collection: its first font starts at the offset given
            file.seek(int.from_bytes(head[12:16], "big"))
            head = file.read(4)
    return head[:4] != b"OTTO"


def _about(handout: Handout) -> dict[str, Any]:
    """Give title, author and the day of the data; no clock, so that equal decks are equal files."""
    made = None
    if handout.as_of is not None:
        made = datetime.combine(handout.as_of, time(), tzinfo=UTC)
    return {
        "Title": clean(handout.name),
        "Author": clean(handout.brand),
        "Creator": None,
        "Producer": None,
        "CreationDate": made,
    }
