"""A slide as a picture: charts by their own builders, text, tables and boards drawn here.

The full-screen window, PDF and PNG show these. Sizes and colours are those of the charts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from workbench.charts.style import Size, Style
from workbench.language import _
from workbench.presenting.native_board import written
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
    """Draw one page of a deck as a new figure; a chart's values can be found on it for hovering."""
    if isinstance(slide, KpiSlide):
        from workbench.charts.catalogue import draw

        return draw(slide.data, style=style, size=size)
    if isinstance(slide, BoardSlide):
        from workbench.charts.board import BoardData, board

        line = footer(slide, handout)
        data = BoardData(slide.title, slide.columns, slide.subtitle, line, empty=slide.empty)
        return board(data, style=style, size=size)
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
        return nothing(paper, words._replace(empty=_("There is nothing to show yet.")))
    body = framed(paper, words)
    if isinstance(slide, TextSlide):
        _text(paper, body, slide)
    elif isinstance(slide, TableSlide):
        _table(paper, body, slide, handout.locale)
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


def _table(paper: Paper, body: Rect, table: TableSlide, locale: str) -> None:
    """Write a table: names muted and bold, hairlines, numbers at the right."""
    px, unit = paper.size.type.label, paper.size.unit
    rows = [[paper.readable(one.name) for one in table.fields]]
    rows += [
        [
            paper.readable(written(value, one, locale))
            for value, one in zip(row, table.fields, strict=True)
        ]
        for row in table.rows
    ]
    high = min(px * 2.3, body.height / max(len(rows), 1))
    widths = _widths(paper, table, rows, body.width)
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


def _widths(paper: Paper, table: TableSlide, rows: list[list[str]], room: float) -> list[float]:
    """Share the room among columns: numbers and days get what they need, text shares the rest."""
    px, gap = paper.size.type.label, 24 * paper.size.unit
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


def _rule(paper: Paper, body: Rect, y: float, color: str) -> None:
    """Draw a hairline across the page."""
    from matplotlib.lines import Line2D

    wide, high = paper.size.width_px, paper.size.height_px
    ends = [body.left / wide, body.right / wide]
    line = Line2D(ends, [1 - y / high] * 2, color=color, linewidth=paper.points(0.6))
    line.set_transform(paper.figure.transFigure)
    paper.figure.add_artist(line)
