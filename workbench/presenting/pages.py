"""A slide as a picture: charts by their own builders, text, tables and boards drawn here.

The full-screen window, PDF and PNG show these. Sizes and colours are those of the charts.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from workbench.charts.style import Size, Style
from workbench.language import _
from workbench.presenting.native_board import wanted_widths, written
from workbench.presenting.slides import (
    BoardSlide,
    Handout,
    KpiSlide,
    Prepared,
    TableSlide,
    TextSlide,
    footer,
)

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from workbench.charts.paper import Drawn, Paper, Rect


class _Words(NamedTuple):
    """The words around a page, in the form that the charts' frame wants."""

    title: str
    subtitle: str
    footer: str
    empty: str = ""


def page(slide: Prepared, handout: Handout, *, style: Style, size: Size) -> Drawn:
    """Draw one page of a deck in the brand's look; a chart's values can be found on it for hovering."""
    drawn = _page(slide, handout, handout.look.styled(style), size)
    if handout.look.logo:
        from workbench.presenting.logo import put_logo

        put_logo(drawn.figure, handout.look.logo, size)
    return drawn


def _page(slide: Prepared, handout: Handout, style: Style, size: Size) -> Drawn:
    if isinstance(slide, KpiSlide):
        from workbench.charts.catalogue import draw

        data = replace(slide.data, footer=footer(slide, handout))
        return draw(data, style=style, size=size)
    if isinstance(slide, TableSlide) and slide.picture is not None:
        from workbench.charts.intervals import intervals

        likely = replace(
            slide.picture,
            title=slide.title,
            subtitle=slide.subtitle,
            remarks=slide.remarks,
            footer=footer(slide, handout),
        )
        return intervals(likely, style=style, size=size)
    if isinstance(slide, BoardSlide):
        from workbench.charts.board import BoardData, board

        line = footer(slide, handout)
        cards = BoardData(slide.title, slide.columns, slide.subtitle, line, empty=slide.empty)
        return board(cards, style=style, size=size)
    return _drawn(slide, handout, style, size)


def figure(slide: Prepared, handout: Handout, *, style: Style, size: Size) -> Figure:
    """Draw one page of a deck as a figure only."""
    return page(slide, handout, style=style, size=size).figure


def words_of(slide: Prepared, handout: Handout) -> str:
    """Say a page in words, for screen readers and for finding it."""
    from workbench.charts.words import text_alternative

    if isinstance(slide, KpiSlide):
        return text_alternative(slide.data)
    parts = [slide.title, slide.subtitle]
    if isinstance(slide, TextSlide):
        parts += slide.lines
    elif isinstance(slide, BoardSlide):
        parts += [f"{column.name}: {len(column.cards)}" for column in slide.columns]
    return "\n".join(part for part in (*parts, footer(slide, handout)) if part)


def _drawn(slide: Prepared, handout: Handout, style: Style, size: Size) -> Drawn:
    from workbench.charts.frame import framed, nothing
    from workbench.charts.paper import Drawn, Paper

    paper = Paper(style, size)
    words = _Words(slide.title, slide.subtitle, footer(slide, handout))
    if isinstance(slide, TableSlide) and not slide.rows:
        nothing_yet = slide.empty or _("There is nothing to show yet.")
        return nothing(paper, words._replace(empty=nothing_yet))
    if isinstance(slide, TextSlide) and slide.cover:
        return _cover(paper, slide, framed(paper, words._replace(title="", subtitle="")))
    body = framed(paper, words)
    if isinstance(slide, TextSlide):
        _text(paper, body, slide)
    elif isinstance(slide, TableSlide):
        _table_with_remarks(paper, body, slide, handout.locale)
    return Drawn(paper.figure, plot=body)


def _text(paper: Paper, body: Rect, slide: TextSlide) -> None:
    """Write paragraphs and points; what does not fit gets smaller, to the size of labels."""
    sizes = paper.size.type
    for px in (sizes.title * 0.85, sizes.subtitle * 1.1, sizes.subtitle, sizes.label):
        lines = _broken(paper, slide, px, body.width)
        if body.top + sum(high for *_rest, high in lines) <= body.bottom:
            break
    y = body.top
    for x, text, high in lines:
        if y + high > body.bottom:
            break
        paper.write(body.left + x, y + px * 0.75, text, px)
        y += high


def _broken(
    paper: Paper, slide: TextSlide, px: float, room: float
) -> list[tuple[float, str, float]]:
    """Break all paragraphs into lines: (indent, text, height)."""
    lines: list[tuple[float, str, float]] = []
    for paragraph in slide.lines:
        text = paper.readable(paragraph)
        point = text.startswith(("- ", "• ", "* "))
        indent = px * 1.1 if point else 0.0
        parts = paper.wrapped(text[2:] if point else text, px, room - indent, lines=60) or [""]
        if point:
            lines.append((0.0, "•", 0.0))
        lines += [(indent, part, px * 1.4) for part in parts]
        indent, last, high = lines[-1]
        lines[-1] = (indent, last, high + px * 0.55)
    return lines


def _cover(paper: Paper, slide: TextSlide, body: Rect) -> Drawn:
    """Write a title page: a short rule in the accent, the title large, the lines under it."""
    from workbench.charts.paper import Drawn

    px, left = paper.size.type.title * 1.7, body.left
    lines = paper.wrapped(paper.readable(slide.title), px, body.width * 0.85, lines=2, bold=True)
    y = body.top + body.height * 0.36
    _rule(paper, body._replace(right=left + px * 1.6), y - px * 0.5, paper.style.accent, wide=4.0)
    for line in lines:
        paper.write(left, y + px * 0.7, line, px, bold=True)
        y += px * 1.3
    small = paper.size.type.subtitle * 1.15
    for text in slide.lines[:4]:
        y += small * 1.5
        words = paper.elided(paper.readable(text), small, body.width)
        paper.write(left, y, words, small, color=paper.style.muted)
    return Drawn(paper.figure, plot=body)


def _table_with_remarks(paper: Paper, body: Rect, table: TableSlide, locale: str) -> None:
    """Write a table with its sentences under it; a short one gets larger type."""
    for larger in (1.4, 1.25, 1.1, 1.0):
        px = paper.size.type.label * larger
        lines = [
            line
            for remark in table.remarks
            for line in paper.wrapped(paper.readable(remark), px, body.width, lines=2)
        ]
        under = len(lines) * px * 1.55 + (px if lines else 0.0)
        fits = sum(wanted_widths(table, locale, px)) <= body.width
        if fits and (len(table.rows) + 1) * px * 2.3 + under <= body.height:
            break
    low = _table(paper, body._replace(bottom=body.bottom - under), table, locale, px)
    for n, line in enumerate(lines):
        paper.write(body.left, low + px + (n + 0.6) * px * 1.55, line, px)


def _table(paper: Paper, body: Rect, table: TableSlide, locale: str, px: float) -> float:
    """Write a table: names muted and bold, hairlines, numbers at the right; answers where it ends."""
    unit = paper.size.unit
    rows = [[paper.readable(one.name) for one in table.fields]]
    rows += [
        [
            paper.readable(written(value, table.field_at(place, n), locale))
            for n, value in enumerate(row)
        ]
        for place, row in enumerate(table.rows)
    ]
    high = min(px * 2.3, body.height / max(len(rows), 1))
    widths = _widths(paper, table, rows, body.width, px)
    for n, row in enumerate(rows):
        y = body.top + n * high
        x = body.left
        for text, one, wide in zip(row, table.fields, widths, strict=True):
            color = paper.style.muted if n == 0 else paper.style.text
            short = paper.elided(text, px, wide - 16 * unit, bold=n == 0)
            right = one.kind == "number"
            at = x + wide - 8 * unit if right else x + 8 * unit
            align = "right" if right else "left"
            paper.write(at, y + high / 2, short, px, color=color, bold=n == 0, align=align)  # type: ignore[arg-type]
            x += wide
        _rule(paper, body, y + high, paper.style.muted if n == 0 else paper.style.grid)
    return body.top + len(rows) * high


def _widths(
    paper: Paper, table: TableSlide, rows: list[list[str]], room: float, px: float
) -> list[float]:
    """Share the room among columns: numbers and days get what they need, text shares the rest."""
    gap = 24 * paper.size.unit
    wanted = [
        max(paper.width(row[n][:120], px, bold=True) for row in rows) + gap
        for n in range(len(table.fields))
    ]
    texts = [one.kind == "text" for one in table.fields]
    wanted = [
        min(wide, room * 0.45) if text else wide for wide, text in zip(wanted, texts, strict=True)
    ]
    fixed = sum(wide for wide, text in zip(wanted, texts, strict=True) if not text)
    words = sum(wanted) - fixed
    if not words or fixed > room * 0.8:
        return [wide * room / sum(wanted) for wide in wanted]
    share = (room - fixed) / words
    return [wide * share if text else wide for wide, text in zip(wanted, texts, strict=True)]


def _rule(paper: Paper, body: Rect, y: float, color: str, *, wide: float = 0.6) -> None:
    """Draw a hairline across the page."""
    from matplotlib.lines import Line2D

    across, high = paper.size.width_px, paper.size.height_px
    ends = [body.left / across, body.right / across]
    line = Line2D(ends, [1 - y / high] * 2, color=color, linewidth=paper.points(wide))
    line.set_transform(paper.figure.transFigure)
    paper.figure.add_artist(line)
