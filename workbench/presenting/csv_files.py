"""A deck as CSV files that Excel opens by a double click in the user's country: one per view.

Excel reads the list separator and the decimal sign of its locale, and needs a byte order mark for UTF-8.
"""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO
from pathlib import Path

from workbench.language import _
from workbench.presenting.cells import LONGEST, clean, pasted
from workbench.presenting.png import numbered
from workbench.presenting.sheet_rows import block_of
from workbench.presenting.slides import Handout, Prepared, TextSlide, Value
from workbench.presenting.text import plain_number
from workbench.presenting.writing import Watch, replacing_all


def write_csv(handout: Handout, target: Path, *, watch: Watch | None = None) -> list[Path]:
    """Write the rows behind each view and give the paths; text slides have none.

    A deck of one view becomes the target itself, of several 'name 01.csv', 'name 02.csv' ... All of them are
    replaced, or none. Raises ExportFailed and Cancelled.
    """
    watch = watch or Watch()
    rows = [slide for slide in handout.slides if not isinstance(slide, TextSlide)]
    shown: list[Prepared] = [*rows] if rows else [*handout.slides]
    targets = numbered(target, len(shown))
    with replacing_all(targets, watch) as beside:
        for n, (slide, path) in enumerate(zip(shown, beside, strict=True)):
            watch.step(n, len(shown), clean(slide.title))
            path.write_bytes(csv_bytes(slide, handout.locale))
        watch.step(len(shown), len(shown), _("Saving"))
    return targets


def csv_bytes(slide: Prepared, locale: str) -> bytes:
    """One view's rows as UTF-8 with a byte order mark, in the signs of the locale; nothing is a formula."""
    comma = plain_number(0.5, locale)[1] == ","
    text = StringIO()
    writer = csv.writer(text, delimiter=";" if comma else ",", lineterminator="\r\n")
    if isinstance(slide, TextSlide):
        writer.writerows([pasted(line)] for line in (slide.title, *slide.lines))
        return text.getvalue().encode("utf-8-sig")
    block = block_of(slide)
    writer.writerow([pasted(column.name) for column in block.columns])
    for n, row in enumerate(block.rows):
        writer.writerow([_cell(v, block.code(n, place), locale) for place, v in enumerate(row)])
    return text.getvalue().encode("utf-8-sig")


def _cell(value: Value, code: str | None, locale: str) -> str:
    """A value as Excel of the locale reads it: numbers plain, rates as percent, days as ISO days."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return pasted(value)[:LONGEST]
    percent = code is not None and "%" in code
    return plain_number(float(value) * (100 if percent else 1), locale) + ("%" if percent else "")
