"""A deck as a PowerPoint file: text as text, charts as native charts, boards as native shapes."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path
from typing import Any

from workbench import language
from workbench.charts.series import BarsData, WaterfallData
from workbench.charts.style import Style
from workbench.charts.words import text_alternative
from workbench.language import _
from workbench.presenting import template
from workbench.presenting.cells import clean
from workbench.presenting.fitting import elided, fitted, wrapped
from workbench.presenting.native_board import add_board, add_table, table_height
from workbench.presenting.native_chart import add_bars, add_dated, add_waterfall
from workbench.presenting.plotted import MOST_BARS
from workbench.presenting.slides import (
    BoardSlide,
    Handout,
    KpiSlide,
    Prepared,
    TableSlide,
    TextSlide,
    footer,
    pages,
)
from workbench.presenting.writing import Watch, replacing

_TITLE_SIZES = (24.0, 21.0, 18.0)
_TEXT_SIZES = (24.0, 20.0, 18.0)


def write_pptx(handout: Handout, target: Path, *, style: Style, watch: Watch | None = None) -> None:
    """Write a deck as a 16:9 PowerPoint file; an old file is replaced only by a whole new one.

    Raises ExportFailed and Cancelled.
    """
    watch, style = watch or Watch(), handout.look.styled(style)
    with replacing(target, watch) as beside:
        deck = template.blank(style, handout.look.font)
        shown = pages(handout)
        for n, page in enumerate(shown):
            watch.step(n, len(shown), clean(page.title))
            _add(deck, page, handout, style)
        _describe(deck, handout)
        watch.step(len(shown), len(shown), _("Saving"))
        deck.save(str(beside))


def _add(deck: Any, page: Prepared, handout: Handout, style: Style) -> None:
    """Add one page with its words, its content, its notes and its feet."""
    slide = deck.slides.add_slide(template.layout(deck, text=isinstance(page, TextSlide)))
    notes = [page.notes]
    title, size = fitted(clean(page.title), _TITLE_SIZES, template.INNER, lines=2, bold=True)
    _title(slide, title, size)
    if title != clean(page.title):
        notes.append(page.title)
    _subtitle(slide, page.subtitle)
    box = template.BODY
    if isinstance(page, TextSlide):
        _text(slide, page)
        if page.cover:
            template.set_cover(slide, style)
    elif isinstance(page, BoardSlide):
        if any(column.cards for column in page.columns):
            add_board(slide, box, page, style)
        else:
            _sentence(slide, page.empty or _("There is nothing to show yet."), style)
    elif isinstance(page, TableSlide):
        if page.rows:
            add_table(slide, box, page, style, handout.locale)
            _remarks(slide, page, style, handout.locale)
        else:
            _sentence(slide, page.empty or _("There is nothing to show yet."), style)
    else:
        notes += _chart(slide, page, style)
    if handout.look.logo:
        template.add_logo(slide, handout.look.logo)
    template.add_feet(slide, elided(clean(footer(page, handout)), 11, template.FOOT.width), style)
    words = "\n".join(clean(note, lines=True) for note in notes if note.strip())
    if words:
        _notes(slide, words)


def _remarks(slide: Any, page: TableSlide, style: Style, locale: str) -> None:
    """Write the sentences under a table at the foot of the page."""
    room = template.INNER
    size = 16.0 if len(page.rows) + len(page.remarks) <= 8 else 13.0
    lines = [
        line
        for remark in page.remarks
        for line in wrapped(elided(clean(remark), size, room * 0.95, lines=2), size, room * 0.95)
    ]
    top = template.BODY.top + table_height(page, locale) + 16
    for n, line in enumerate(lines):
        place = template.Box(template.MARGIN, top + n * size * 1.35, room, size * 1.35)
        template.add_words(slide, place, line, size, style.text)


def _title(slide: Any, title: str, size: float) -> None:
    """Put the takeaway into the title; a page without one loses the placeholder."""
    from pptx.util import Pt

    holder = slide.shapes.title
    if not title:
        holder._element.getparent().remove(holder._element)
        return
    holder.text_frame.text = title
    if size != _TITLE_SIZES[0]:
        for run in holder.text_frame.paragraphs[0].runs:
            run.font.size = Pt(size)


def _subtitle(slide: Any, text: str) -> None:
    """Put measure, unit and period under the title, or take the empty placeholder away."""
    holder = slide.placeholders[template.SUBTITLE]
    if text.strip():
        holder.text_frame.text = elided(clean(text), 14, template.UNDER.width)
    else:
        holder._element.getparent().remove(holder._element)


def _text(slide: Any, page: TextSlide) -> None:
    """Write paragraphs into the body; lines that start with '- ' are points."""
    holder = slide.placeholders[1]
    size = _text_size(page)
    if not page.lines:
        holder._element.getparent().remove(holder._element)
        return
    from pptx.util import Pt

    frame = holder.text_frame
    for n, line in enumerate(page.lines):
        paragraph = frame.paragraphs[0] if n == 0 else frame.add_paragraph()
        text = clean(line)
        point = text.startswith(("- ", "• ", "* "))
        paragraph.text = text[2:] if point else text
        for run in paragraph.runs:
            run.font.size = Pt(size)
        if not point:
            _no_bullet(paragraph)


def _text_size(page: TextSlide) -> float:
    """Choose larger type where there is little to read."""
    for size in _TEXT_SIZES:
        lines = sum(len(wrapped(clean(line), size, template.INNER - 30)) for line in page.lines)
        if lines * size * 1.2 + len(page.lines) * 7 < template.BODY.height * 0.6:
            return size
    return _TEXT_SIZES[-1]


def _no_bullet(paragraph: Any) -> None:
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls

    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", "0")
    properties.set("indent", "0")
    properties.append(parse_xml(f"<a:buNone {nsdecls('a')}/>"))


def _chart(slide: Any, page: KpiSlide, style: Style) -> list[str]:
    """Add a native chart, or the sentence of an empty one; gives lines for the notes."""
    data, box = page.data, template.BODY
    if not data.has_values:
        sentence = data.empty or _("There is nothing to show for this period yet.")
        _sentence(slide, sentence, style)
        return []
    if isinstance(data, BarsData):
        add_bars(slide, box, data, style)
        left_out = len(data.bars) - MOST_BARS
        if left_out > 0:
            more = _("and {count} more").format(
                count=language.number(left_out, data.measure.locale)
            )
            low = template.Box(box.left, box.top + box.height - 15, 300, 15)
            template.add_words(slide, low, more, 11, style.muted)
    elif isinstance(data, WaterfallData):
        add_waterfall(slide, box, data, style)
    else:
        add_dated(slide, box, data, style)
    _describe_chart(slide, page)
    return _said(page)


def _sentence(slide: Any, text: str, style: Style) -> None:
    """Write one calm sentence in the middle, where a chart would be."""
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
    from pptx.util import Pt

    box = template.Box(template.WIDE / 2 - 260, template.BODY.top + 100, 520, 120)
    frame = slide.shapes.add_textbox(*box.emu()).text_frame
    frame.word_wrap = True
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    paragraph = frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.CENTER
    run = paragraph.add_run()
    run.text = elided(clean(text), 16, 500, lines=4)
    run.font.size = Pt(16)
    run.font.color.rgb = template.rgb(style.muted)


def _said(page: KpiSlide) -> list[str]:
    """What the notes say about a chart: its definition, and its events with their days."""
    lines = []
    if page.definition is not None and page.definition.formula:
        card = page.definition
        lines.append(_("{name} = {formula}").format(name=card.name, formula=card.formula))
    data = page.data
    if not isinstance(data, BarsData | WaterfallData):
        locale = data.measure.locale
        lines += [f"{language.day(event.day, locale)}: {event.title}" for event in data.events]
    return lines


def _describe_chart(slide: Any, page: KpiSlide) -> None:
    """Give the chart a name and a description for people who cannot see it."""
    for shape in slide.shapes:
        if shape.has_chart:
            about = shape._element.nvGraphicFramePr.cNvPr
            about.set("name", clean(page.subtitle or page.title)[:80] or "chart")
            about.set("descr", clean(text_alternative(page.data))[:2000])


def _notes(slide: Any, words: str) -> None:
    """Write speaker notes, without leaving the notes page an empty number field."""
    from pptx.enum.shapes import PP_PLACEHOLDER

    notes = slide.notes_slide
    notes.notes_text_frame.text = words
    for shape in list(notes.placeholders):
        if shape.placeholder_format.type == PP_PLACEHOLDER.SLIDE_NUMBER:
            shape._element.getparent().remove(shape._element)


def _describe(deck: Any, handout: Handout) -> None:
    """Fill in the file's own properties; the day is that of the data, not of the clock."""
    about = deck.core_properties
    about.title, about.author = clean(handout.name)[:250], clean(handout.brand)[:250]
    about.last_modified_by = about.author
    about.subject = about.keywords = about.comments = ""
    if handout.as_of is not None:
        about.created = about.modified = datetime.combine(handout.as_of, time())
