"""The month in one page, drawn: a single upright A4, designed to be read in a minute."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.charts.paper import Paper, Rect
from workbench.charts.style import Size, Style, Type
from workbench.language import _
from workbench.presenting.month import Entry, Figure, Month
from workbench.presenting.writing import Watch, replacing

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Picture

A4 = (8.268, 11.693)  # inches
_BODY, _SMALL, _CAPS = 20.0, 16.5, 14.5  # pixels at 150 dpi: 9.6, 7.9 and 7 pt
_GAP = 26.0


def a4(width_px: int = 1240) -> Size:
    """An upright A4 of a width in pixels; 1240 is 150 dpi. Letters grow with it."""
    scale = width_px / 1240
    sizes = Type(*(px * scale for px in (40.0, 22.0, _BODY, _SMALL)))
    height = round(width_px * A4[1] / A4[0])
    return Size(width_px, height, width_px / A4[0], 1.56 * scale, 84 * scale, sizes)


def month_picture(month: Month, *, style: Style, size: Size | None = None) -> Picture:
    """Draw the page as a new figure."""
    size, style = size or a4(), month.look.styled(style)
    paper, scale = Paper(style, size), (size or a4()).width_px / 1240
    inside = paper.inside
    y = _head(paper, month, inside, scale)
    y = _figures(paper, month.figures, inside._replace(top=y), scale)
    if month.figures and len(month.figures[0].history) > 2:
        y = _months(paper, month.figures[0], inside._replace(top=y), scale)
    middle = inside.left + inside.width / 2
    left = Rect(inside.left, y, middle - _GAP * scale, inside.bottom)
    right = Rect(middle + _GAP * scale, y, inside.right, inside.bottom)
    low = _list(paper, _("Launched, and what it did"), month.launched, left, scale)
    _list(paper, _("Tests"), month.tests, left._replace(top=low), scale)
    low = _list(paper, _("Next bets"), month.bets, right, scale)
    asks = tuple(Entry(line) for line in month.asks)
    _list(paper, _("Decisions asked for"), asks, right._replace(top=low), scale, numbered=True)
    line = paper.elided(paper.readable(month.footer), _CAPS * scale, inside.width)
    paper.write(inside.left, inside.bottom + 20 * scale, line, _CAPS * scale, color=style.faint)
    if month.look.logo:
        from workbench.presenting.logo import put_logo

        put_logo(paper.figure, month.look.logo, size)
    return paper.figure


def write_month(month: Month, target: Path, *, style: Style, watch: Watch | None = None) -> None:
    """Write the page as a PDF or PNG by the target's ending; an old file is replaced only by a whole new one.

    Raises ExportFailed and Cancelled.
    """
    import matplotlib as mpl

    watch = watch or Watch()
    watch.step(0, 1, month.title)
    settings: Any = {"pdf.fonttype": 3, "pdf.use14corefonts": False}
    with replacing(target, watch) as beside, mpl.rc_context(settings):
        if target.suffix.lower() == ".png":
            picture = month_picture(month, style=style, size=a4(2480))
            picture.savefig(beside, format="png", metadata={"Software": None})
        else:
            about = {"Title": month.title, "Author": month.brand, "CreationDate": None}
            month_picture(month, style=style).savefig(beside, format="pdf", metadata=about)
        watch.step(1, 1, _("Saving"))


def month_words(month: Month) -> str:
    """The page in plain lines, for a message or a screen reader."""
    lines = [f"{month.brand} · {month.month}", month.title, ""]
    lines += [
        " ".join(part for part in (one.name, one.value, one.change, one.note) if part)
        for one in month.figures
    ]
    asks = tuple(Entry(line) for line in month.asks)
    for name, entries in (
        (_("Launched, and what it did"), month.launched),
        (_("Tests"), month.tests),
        (_("Next bets"), month.bets),
        (_("Decisions asked for"), asks),
    ):
        lines += ["", name, *(_line(one) for one in entries)]
    return "\n".join(lines).strip()


def _line(one: Entry) -> str:
    return (
        _("- {title}: {words}").format(title=one.title, words=one.words)
        if one.words
        else f"- {one.title}"
    )


def _head(paper: Paper, month: Month, inside: Rect, scale: float) -> float:
    """Brand and month in small letters, then the takeaway; the height where the rest begins."""
    style, px = paper.style, _CAPS * scale
    words = paper.readable(f"{month.brand} · {month.month}" if month.brand else month.month)
    paper.write(inside.left, inside.top + px, words.upper(), px, color=style.muted, bold=True)
    y, size = inside.top + 3.0 * px, paper.size.type.title
    title = paper.readable(month.title)
    lines = paper.wrapped(title, size, inside.width, lines=2, bold=True)
    if len(lines) == 2 and paper.width(lines[1], size, bold=True) < inside.width * 0.3:
        lines = paper.wrapped(title, size, inside.width * 0.72, lines=2, bold=True)
    for line in lines:
        paper.write(inside.left, y + size * 0.6, line, size, bold=True)
        y += size * 1.25
    return y + 18 * scale


def _figures(paper: Paper, figures: Sequence[Figure], room: Rect, scale: float) -> float:
    """The KPIs side by side, each with its change and the last months; signals in their colour."""
    if not figures:
        words = paper.readable(_("Import sales to fill this page."))
        paper.write(room.left, room.top + 20 * scale, words, _BODY * scale, color=paper.style.muted)
        return room.top + 70 * scale
    wide, high = room.width / len(figures), 236 * scale
    _rule(paper, room.left, room.right, room.top)
    for n, one in enumerate(figures):
        left = room.left + n * wide + (14 * scale if n else 0)
        box = Rect(
            left, room.top + 18 * scale, room.left + (n + 1) * wide - 10 * scale, room.top + high
        )
        _figure(paper, one, box, scale)
    _rule(paper, room.left, room.right, room.top + high + 6 * scale)
    return room.top + high + 36 * scale


def _figure(paper: Paper, one: Figure, box: Rect, scale: float) -> None:
    style = paper.style
    lines = [
        (one.name, _SMALL, style.muted, False),
        (one.value, 31.0, style.text, True),
        (_moved(one), _BODY, _colour(paper, one), True),
        (one.note, _CAPS, style.faint, False),
    ]
    y = box.top
    for text, px, colour, bold in lines:
        size = px * scale
        words = paper.readable(text)
        while size > 10 * scale and paper.width(words, size, bold=bold) > box.width:
            size *= 0.94
        y += px * scale * 0.75
        paper.write(
            box.left,
            y,
            paper.elided(words, size, box.width, bold=bold),
            size,
            color=colour,
            bold=bold,
        )
        y += px * scale * 0.72
    _spark(paper, one, box._replace(top=y + 10 * scale, bottom=box.bottom - 10 * scale))


def _months(paper: Paper, one: Figure, room: Rect, scale: float) -> float:
    """The first KPI month by month as bars, with last year's as marks; the height where the lists begin."""
    style, px, high = paper.style, _CAPS * scale, 300 * scale
    name = paper.readable(_("{name} by month; the marks are the year before").format(name=one.name))
    paper.write(room.left, room.top + px * 0.6, name, _SMALL * scale, color=style.muted)
    values = [value or 0.0 for value in one.history]
    most = max([*values, *(value or 0.0 for value in one.earlier), 1e-9])
    box = Rect(room.left, room.top + 36 * scale, room.right, room.top + high - 30 * scale)
    axes = paper.axes(box, (-0.5, len(values) - 0.5), (0.0, most * 1.05))
    last = len(values) - 1
    colours = [
        style.accent if n == last else style.faded(style.accent, 0.6) for n in range(len(values))
    ]
    axes.bar(range(len(values)), values, width=0.68, color=colours, linewidth=0)
    for n, value in enumerate(one.earlier):
        if value is not None:
            axes.plot(
                [n - 0.42, n + 0.42], [value] * 2, color=style.text, linewidth=paper.points(1.6)
            )
    axes.axhline(0, color=style.muted, linewidth=paper.points(1.0), clip_on=False)
    pitch = box.width / len(values)
    for n, text in enumerate(one.labels):
        color = style.text if n == last else style.muted
        paper.write(box.left + (n + 0.5) * pitch, box.bottom + px * 1.1, paper.readable(text), px,
                    color=color, bold=n == last, align="center")  # fmt: skip
    return room.top + high + 34 * scale


def _moved(one: Figure) -> str:
    """The change, with a word where it is more than chance."""
    words = {"good": _("{change}, a signal"), "bad": _("{change}, a signal")}
    return words[one.signal].format(change=one.change) if one.signal and one.change else one.change


def _colour(paper: Paper, one: Figure) -> str:
    return {"good": paper.style.accent, "bad": paper.style.bad}.get(one.signal, paper.style.muted)


def _spark(paper: Paper, one: Figure, box: Rect) -> None:
    """The last months as a quiet line that ends in a dot."""
    known = [(n, value) for n, value in enumerate(one.history) if value is not None]
    if len(known) < 2:
        return
    low, high = min(v for _n, v in known), max(v for _n, v in known)
    pad = (high - low or 1.0) * 0.15
    axes = paper.axes(box, (0, len(one.history) - 0.5), (low - pad, high + pad))
    points = [value if value is not None else float("nan") for value in one.history]
    axes.plot(range(len(points)), points, color=paper.style.faint, linewidth=paper.points(1.4))
    place, value = known[-1]
    axes.plot(
        [place],
        [value],
        "o",
        color=_colour(paper, one),
        markersize=paper.points(5.0),
        clip_on=False,
    )


def _list(
    paper: Paper,
    name: str,
    entries: Sequence[Entry],
    room: Rect,
    scale: float,
    *,
    numbered: bool = False,
) -> float:
    """A heading with its entries under it; the height where the next list may begin."""
    style = paper.style
    heading = paper.readable(name)
    paper.write(
        room.left, room.top + 14 * scale, heading, 22 * scale, bold=True, color=style.accent
    )
    y = room.top + 46 * scale
    if not entries:
        paper.write(
            room.left,
            y + 10 * scale,
            paper.readable(_("Nothing this time.")),
            _BODY * scale,
            color=style.muted,
        )
        return y + 70 * scale
    for n, one in enumerate(entries, 1):
        title = f"{n}. {one.title}" if numbered else one.title
        blocks = [(title, _BODY, style.text, True, 4), (one.words, _SMALL, style.muted, False, 3)]
        for text, px, colour, bold, most in blocks:
            for line in paper.wrapped(
                paper.readable(text), px * scale, room.width, lines=most, bold=bold
            ):
                if y + px * scale * 1.4 > room.bottom:
                    return y
                paper.write(
                    room.left, y + px * scale * 0.7, line, px * scale, color=colour, bold=bold
                )
                y += px * scale * 1.4
        y += 15 * scale
    return y + 30 * scale


def _rule(paper: Paper, left: float, right: float, y: float) -> None:
    from matplotlib.lines import Line2D

    size = paper.size
    ends = [left / size.width_px, right / size.width_px]
    line = Line2D(
        ends, [1 - y / size.height_px] * 2, color=paper.style.grid, linewidth=paper.points(0.8)
    )
    line.set_transform(paper.figure.transFigure)
    paper.figure.add_artist(line)
