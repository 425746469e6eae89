"""What stands on the slides of a deck, prepared: plain data, before any file format.

The window, PDF, PNG, PowerPoint and Excel are all made from these.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from math import ceil
from typing import Literal

from workbench.charts.likely import IntervalsData
from workbench.charts.measure import Measure
from workbench.charts.series import ChartData
from workbench.language import _
from workbench.presenting.fitting import wrapped
from workbench.presenting.look import PLAIN, Look

Value = str | int | float | date | bool | None
Kind = Literal["text", "day", "number"]

# A text page holds this many points of height at 18 pt, and this many points of width; the
# estimate is for Helvetica, so a little less of the room is used than there is.
_TEXT_ROOM = 840.0
_TEXT_SIZE = 18.0
_TEXT_LINES = 15
_TABLE_ROWS = 14
_REMARK_SIZE = 13.0
_REMARK_LINES = 0.74  # of a row's height for each line under a table
ROW_UNIT = "row"


@dataclass(frozen=True)
class Definition:
    """What a KPI means: the words of its definition card."""

    name: str
    formula: str = ""
    numerator: str = ""
    denominator: str = ""
    unit: str = ""
    date_basis: str = ""
    exclusions: str = ""
    sources: str = ""


@dataclass(frozen=True)
class KpiSlide:
    """A chart with its takeaway as title; the chart's data hold title, subtitle and footer.

    `private` names what it gives away ("margins"), for the audiences that may not see it.
    """

    data: ChartData
    definition: Definition | None = None
    notes: str = ""
    private: str = ""

    @property
    def title(self) -> str:
        """The takeaway."""
        return self.data.title

    @property
    def subtitle(self) -> str:
        """Measure, unit and period."""
        return self.data.subtitle

    @property
    def footer(self) -> str:
        """Source and as-of day."""
        return self.data.footer


@dataclass(frozen=True)
class Card:
    """One item on a board; `colour` is its theme's, `score` is written already ('–' if unknown)."""

    title: str
    theme: str = ""
    colour: str = ""
    score: str = ""
    horizon: str = ""
    owner: str = ""
    start: date | None = None
    due: date | None = None
    points: float | None = None


@dataclass(frozen=True)
class Column:
    """A column of a board with its cards from top to bottom."""

    name: str
    cards: tuple[Card, ...] = ()


@dataclass(frozen=True)
class BoardSlide:
    """A board: columns of cards; `empty` is the sentence shown where there is no card at all."""

    title: str
    columns: tuple[Column, ...]
    subtitle: str = ""
    footer: str = ""
    notes: str = ""
    score_name: str = ""
    empty: str = ""


@dataclass(frozen=True)
class TextSlide:
    """Words under a title; each line is a paragraph, one that starts with '- ' a point.

    A `cover` opens a deck: large, in the middle of the page.
    """

    title: str
    lines: tuple[str, ...] = ()
    subtitle: str = ""
    footer: str = ""
    notes: str = ""
    cover: bool = False


@dataclass(frozen=True)
class Field:
    """A column of a table; `measure` says how its numbers are written.

    `private` names what it gives away ("owners", "margins"), for the audiences that may not see it.
    """

    name: str
    kind: Kind = "text"
    measure: Measure = field(default_factory=Measure)
    private: str = ""


@dataclass(frozen=True)
class TableSlide:
    """Rows under a title; numbers are numbers, days are days, None is not known.

    `remarks` are sentences under the rows; `empty` is said where there is no row. Where each row has a unit of
    its own, `units` holds one per row, for the number columns whose measure is in the unit "row". A `picture` stands
    in place of the rows on the screen, in PDF and PNG; office files keep the rows.
    """

    title: str
    fields: tuple[Field, ...]
    rows: tuple[tuple[Value, ...], ...] = ()
    subtitle: str = ""
    footer: str = ""
    notes: str = ""
    remarks: tuple[str, ...] = ()
    empty: str = ""
    units: tuple[Measure, ...] = ()
    picture: IntervalsData | None = None

    def field_at(self, row: int, column: int) -> Field:
        """The field of one cell, with the unit of its row where it has one."""
        found = self.fields[column]
        if self.units and found.measure.unit == ROW_UNIT:
            return replace(found, measure=self.units[row])
        return found


Prepared = KpiSlide | BoardSlide | TextSlide | TableSlide


@dataclass(frozen=True)
class Handout:
    """A whole deck, prepared: its name, whose it is, and its slides in order.

    `as_of` is the last day of data behind it; `locale` is the brand's, `look` its colours and logo.
    `hidden` are the words for what this audience does not see.
    """

    name: str
    slides: tuple[Prepared, ...]
    brand: str = ""
    locale: str = "en_GB"
    as_of: date | None = None
    look: Look = PLAIN
    hidden: tuple[str, ...] = ()


def pages(handout: Handout) -> tuple[Prepared, ...]:
    """The slides as they are shown: a text or table too long for one page goes on on the next."""
    return tuple(page for slide in handout.slides for page in pages_of(slide))


def footer(slide: Prepared, handout: Handout) -> str:
    """The line at the bottom of a slide: its own source, else the brand and the last day held.

    What is hidden from this audience is said there too.
    """
    parts = [slide.footer] if slide.footer else [handout.brand, _until(handout)]
    if handout.hidden:
        parts.append(_("Not shown: {fields}").format(fields=", ".join(handout.hidden)))
    return " · ".join(part for part in parts if part)


def _until(handout: Handout) -> str:
    from workbench.language import day

    if handout.as_of is None:
        return ""
    return _("Data up to {day}").format(day=day(handout.as_of, handout.locale))


def pages_of(slide: Prepared) -> Sequence[Prepared]:
    """Cut a long text or table into pages, each with the title; nothing is left out."""
    if isinstance(slide, TextSlide):
        groups = [slide.lines] if slide.cover else _text_groups(slide.lines)
        return [replace(slide, lines=group) for group in groups] or [slide]
    if isinstance(slide, TableSlide):
        return _table_pages(slide)
    return [slide]


def _table_pages(slide: TableSlide) -> Sequence[Prepared]:
    """Cut a long table; its remarks stand under the last page."""
    lines = sum(min(len(wrapped(one, _REMARK_SIZE, _TEXT_ROOM)), 2) for one in slide.remarks)
    taken = ceil(lines * _REMARK_LINES + 0.7) if lines else 0
    most = max(_TABLE_ROWS - taken, 4)
    starts = range(0, len(slide.rows), most)
    made = [
        replace(
            slide,
            rows=slide.rows[start : start + most],
            units=slide.units[start : start + most],
            remarks=slide.remarks if start + most >= len(slide.rows) else (),
        )
        for start in starts
    ]
    return made or [slide]


def _text_groups(lines: Sequence[str]) -> list[tuple[str, ...]]:
    """Group paragraphs so that each group fits a page; a paragraph too long is cut at a line."""
    groups: list[tuple[str, ...]] = []
    group: list[str] = []
    used = 0.0
    for line in _short_paragraphs(lines):
        high = len(wrapped(line, _TEXT_SIZE, _TEXT_ROOM)) + 0.4
        if group and used + high > _TEXT_LINES:
            groups.append(tuple(group))
            group, used = [], 0.0
        group.append(line)
        used += high
    return [*groups, tuple(group)] if group else groups


def _short_paragraphs(lines: Sequence[str]) -> list[str]:
    """Cut paragraphs that would fill more than a page of their own."""
    short: list[str] = []
    for line in lines:
        broken = wrapped(line, _TEXT_SIZE, _TEXT_ROOM)
        if len(broken) < _TEXT_LINES:
            short.append(line)
            continue
        step = _TEXT_LINES - 1
        short += [" ".join(broken[n : n + step]) for n in range(0, len(broken), step)]
    return short
