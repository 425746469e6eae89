"""Boards and tables on PowerPoint slides as native shapes: each card can be moved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from workbench import language
from workbench.charts.style import Style
from workbench.language import _
from workbench.presenting.cells import clean
from workbench.presenting.fitting import elided, width, wrapped
from workbench.presenting.slides import BoardSlide, Card, Column, Field, TableSlide, Value
from workbench.presenting.template import Box, add_words, rgb

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_GAP = 10.0
_PAD = 8.0
_HEAD = 26.0
_TITLE, _SMALL, _LINE = 12.0, 11.0, 1.22
_SAFE = 0.95  # of the room: another program may break lines a letter earlier


def add_board(slide: Any, box: Box, board: BoardSlide, style: Style) -> None:
    """Draw a board's columns; a column too long ends in 'and 12 more'."""
    count = max(len(board.columns), 1)
    wide = (box.width - _GAP * (count - 1)) / count
    for n, column in enumerate(board.columns):
        place = Box(box.left + n * (wide + _GAP), box.top, wide, box.height)
        _column(slide, place, column, style)


def _column(slide: Any, box: Box, column: Column, style: Style) -> None:
    """Draw a column's ground, name and count, and as many cards as fit."""
    ground = _shape(slide, box, style.ground, radius=8)
    ground.name = clean(column.name) or "column"
    room = box.width - 2 * _PAD
    count = str(len(column.cards))
    name = elided(clean(column.name), 13, room - width(count, 13) - 12, bold=True)
    head = Box(box.left + _PAD, box.top + 6, room, _HEAD)
    runs = [(name, 13.0, True, style.text), (f"  {count}", 13.0, False, style.muted)]
    _words(slide, head, runs)
    top, bottom = box.top + _HEAD + 8, box.top + box.height - _PAD
    heights = [_height(card, room - 2 * _PAD) for card in column.cards]
    shown = _fitting(heights, bottom - top)
    for card, high in zip(column.cards[:shown], heights, strict=False):
        _card(slide, Box(box.left + _PAD, top, room, high), card, style)
        top += high + 6
    if shown < len(column.cards):
        more = _("and {count} more").format(count=len(column.cards) - shown)
        _words(slide, Box(box.left + _PAD, top, room, 18), [(more, _SMALL, False, style.muted)])


def _height(card: Card, room: float) -> float:
    """A card is as high as its title's one or two lines and the line under it."""
    lines = min(len(wrapped(clean(card.title), _TITLE, room * _SAFE, bold=True)), 2)
    return lines * _TITLE * _LINE + _SMALL * 1.5 + 2 * _PAD


def _fitting(heights: Sequence[float], room: float) -> int:
    """Count the cards that fit, keeping a line for 'and more' where not all do."""
    if sum(heights) + 6 * max(len(heights) - 1, 0) <= room:
        return len(heights)
    used = 20.0
    for n, high in enumerate(heights):
        used += high + 6
        if used > room:
            return n
    return len(heights)


def _card(slide: Any, box: Box, card: Card, style: Style) -> None:
    """Draw one card: title, then theme with its dot and the score at the right, as a group."""
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
    from pptx.util import Pt

    room = box.width - 2 * _PAD
    shape = _shape(slide, box, style.panel, radius=6, line=style.line)
    title = clean(card.title)
    shape.name = title[:80] or "card"
    frame = shape.text_frame
    frame.word_wrap = True
    frame.vertical_anchor = MSO_ANCHOR.TOP
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Pt(_PAD)
    first = frame.paragraphs[0]
    first.alignment = PP_ALIGN.LEFT
    _run(first, elided(title, _TITLE, room * _SAFE, lines=2, bold=True), _TITLE, True, style.text)
    second = frame.add_paragraph()
    second.alignment = PP_ALIGN.LEFT
    score = clean(card.score)
    left = room - width(score, _TITLE, bold=True) - 26
    if card.theme:
        _run(second, "● ", _SMALL, False, card.colour or style.muted)
        _run(second, elided(clean(card.theme), _SMALL, left), _SMALL, False, style.muted)
    if score:
        wide = width(score, _TITLE, bold=True) + 6
        low = box.top + box.height - _PAD - _TITLE * _LINE - 1
        place = Box(box.left + box.width - _PAD - wide, low, wide, _TITLE * _LINE)
        words = add_words(slide, place, score, _TITLE, style.text, bold=True, at_right=True)
        group = slide.shapes.add_group_shape([shape, words])
        group.name = shape.name


def add_table(slide: Any, box: Box, table: TableSlide, style: Style, locale: str) -> None:
    """Add a native table: plain ground, bold names, hairlines, numbers at the right."""
    from pptx.util import Pt

    size = table_size(table, locale)
    high = table_height(table, locale) / (len(table.rows) + 1)
    rows = len(table.rows) + 1
    texts = [[name_of(one) for one in table.fields]]
    texts += [
        [written(value, table.field_at(place, n), locale) for n, value in enumerate(row)]
        for place, row in enumerate(table.rows)
    ]
    place = Box(box.left, box.top, box.width, high * rows)
    grid = slide.shapes.add_table(rows, len(table.fields), *place.emu()).table
    _plain(grid)
    widths = column_widths(table.fields, texts, box.width, size)
    for column, wide in zip(grid.columns, widths, strict=True):
        column.width = Pt(wide)
    for row, line in enumerate(texts):
        grid.rows[row].height = Pt(high)
        for n, text in enumerate(line):
            right = table.fields[n].kind == "number"
            short = elided(text, size, widths[n] - 20, bold=row == 0)
            _cell(grid.cell(row, n), short, style, size, head=row == 0, right=right)


def table_size(table: TableSlide, locale: str, room: float = 876.0) -> float:
    """The type size of a page's table in points: larger where few rows leave room and no word is cut for it."""
    most = 1.3 if len(table.rows) <= 7 else 1.15 if len(table.rows) <= 9 else 1.0
    for larger in (1.3, 1.15):
        size = _TITLE * larger
        if larger <= most and sum(wanted_widths(table, locale, size)) <= room:
            return size
    return _TITLE


def wanted_widths(table: TableSlide, locale: str, size: float) -> list[float]:
    """How wide each column would have to be to show everything, in the unit of the size."""
    found = []
    for n, one in enumerate(table.fields):
        cells = [
            written(row[n], table.field_at(place, n), locale)
            for place, row in enumerate(table.rows)
        ]
        words = [name_of(one), *cells]
        found.append(max(width(word[:200], size, bold=True) for word in words) + 2 * size)
    return found


def table_height(table: TableSlide, locale: str) -> float:
    """How high the native table of a page gets, in points."""
    size = table_size(table, locale)
    return (len(table.rows) + 1) * max(24.0, size * 2.0)


def name_of(one: Field) -> str:
    """Give a field's name on one clean line."""
    return clean(one.name)


def written(value: Value, one: Field, locale: str) -> str:
    """Write a table's value for people: in the locale, a dash where it is not known."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return language.day(value, locale)
    if isinstance(value, int | float):
        return one.measure.written(float(value))
    return clean(value)


def column_widths(
    fields: Sequence[Field], texts: Sequence[Sequence[str]], room: float, size: float = _TITLE
) -> list[float]:
    """Share the room among columns: numbers and days get what they need, text shares the rest."""
    wanted = [
        max(width(row[n][:200], size, bold=True) for row in texts) + 24 for n in range(len(fields))
    ]
    fixed = sum(wide for wide, one in zip(wanted, fields, strict=True) if one.kind != "text")
    words = [
        min(wide, 420.0) for wide, one in zip(wanted, fields, strict=True) if one.kind == "text"
    ]
    if not words or fixed > room * 0.8:
        return [wide * room / sum(wanted) for wide in wanted]
    share = (room - fixed) / sum(words)
    return [
        min(wide, 420.0) * share if one.kind == "text" else wide
        for wide, one in zip(wanted, fields, strict=True)
    ]


def _plain(grid: Any) -> None:
    """Take off the table style's stripes; the cells carry their own hairlines."""
    grid.first_row = True
    grid.horz_banding = False
    style_id = grid._tbl.tblPr.find(f"{_A}tableStyleId")
    if style_id is not None:
        style_id.text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # "No Style, No Grid"


def _cell(cell: Any, text: str, style: Style, size: float, *, head: bool, right: bool) -> None:
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls
    from pptx.util import Pt

    cell.margin_left = cell.margin_right = Pt(8)
    cell.margin_top = cell.margin_bottom = Pt(3)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
    _run(paragraph, text, size, head, style.muted if head else style.text)
    colour = (style.muted if head else style.grid).lstrip("#")
    rule = (
        f'<a:lnB {nsdecls("a")} w="9525"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
        "</a:lnB>"
    )
    cell._tc.get_or_add_tcPr().insert(0, parse_xml(rule))


def _shape(slide: Any, box: Box, fill: str, *, radius: float, line: str = "") -> Any:
    """Add a rounded rectangle without shadow; the radius is in points."""
    from pptx.enum.shapes import MSO_SHAPE
    from pptx.util import Pt

    shape = slide.shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, *box.emu())
    shape.adjustments[0] = min(radius / min(box.width, box.height), 0.5)
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb(fill)
    shape.shadow.inherit = False
    for effect in shape._element.iter(f"{_A}effectRef"):
        effect.set("idx", "0")  # LibreOffice draws the theme's shadow all the same
    if line:
        shape.line.color.rgb = rgb(line)
        shape.line.width = Pt(0.75)
    else:
        shape.line.fill.background()
    return shape


def _words(slide: Any, box: Box, runs: Sequence[tuple[str, float, bool, str]]) -> None:
    """Add a text box of one line without margins."""
    from pptx.enum.text import PP_ALIGN
    from pptx.util import Pt

    frame = slide.shapes.add_textbox(*box.emu()).text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Pt(0)
    frame.word_wrap = True
    frame.paragraphs[0].alignment = PP_ALIGN.LEFT
    for text, size, bold, colour in runs:
        _run(frame.paragraphs[0], text, size, bold, colour)


def _run(paragraph: Any, text: str, size: float, bold: bool, colour: str) -> None:
    from pptx.util import Pt

    run = paragraph.add_run()
    run.text = text
    run.font.size = Pt(size)
    run.font.bold = bold
    run.font.color.rgb = rgb(colour)
