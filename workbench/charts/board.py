"""A board as a picture: columns of cards with title, theme and score, as in the window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from workbench.charts import frame
from workbench.charts.paper import Drawn, Paper, Rect
from workbench.charts.style import Size, Style
from workbench.language import _, ngettext

_PITCH = 1.28  # from one line of a title to the next, in letter heights
_LINES = (3, 2)  # titles get three lines where all cards fit so, else two
_NARROWEST = 7.0  # a column, in letter heights
_EMPTY = 0.62  # of an equal share, for a column without cards


class Card(Protocol):
    """One item; `colour` is its theme's ('#RRGGBB' or ''), `score` is written already ('–' if unknown)."""

    @property
    def title(self) -> str:
        """The item's title."""

    @property
    def theme(self) -> str:
        """The word beside the dot, '' for none."""

    @property
    def colour(self) -> str:
        """The colour of the dot."""

    @property
    def score(self) -> str:
        """The score as text."""


class Column(Protocol):
    """A named column with its cards from top to bottom."""

    @property
    def name(self) -> str:
        """What stands above the column."""

    @property
    def cards(self) -> Sequence[Card]:
        """The cards in order."""


@dataclass(frozen=True)
class BoardData:
    """A board with the words around it; `empty` is said when it holds no card."""

    title: str
    columns: Sequence[Column]
    subtitle: str = ""
    footer: str = ""
    empty: str = ""


class Plan(NamedTuple):
    """How all cards of a board are laid out: lines of a title, and whether the score has its own line."""

    lines: int
    stacked: bool


class Laid(NamedTuple):
    """A card with its title in lines and its height in pixels."""

    card: Card
    lines: list[str]
    height: float
    stacked: bool


def board(data: BoardData, *, style: Style, size: Size) -> Drawn:
    """Draw a board. What has no room is counted: "and 12 more" at the end of a column.

    Pure: a new figure each time.
    """
    paper = Paper(style, size)
    if not any(column.cards for column in data.columns):
        sentence = data.empty or _("There is nothing on this board yet.")
        return frame.nothing(paper, BoardData(data.title, (), data.subtitle, data.footer, sentence))
    body = frame.framed(paper, data)
    draw_columns(paper, body, data.columns)
    return Drawn(paper.figure, plot=body)


def text_alternative(data: BoardData) -> str:
    """The board in words, for screen readers: every column with its titles."""
    words = [data.title, data.subtitle]
    for column in data.columns:
        count = ngettext("{n} item", "{n} items", len(column.cards)).format(n=len(column.cards))
        titles = "; ".join(card.title for card in column.cards)
        words.append(f"{column.name}, {count}: {titles}" if titles else f"{column.name}, {count}")
    return "\n".join(word for word in words if word)


def draw_columns(paper: Paper, body: Rect, columns: Sequence[Column]) -> None:
    """Draw columns side by side in a rectangle of a page; an empty one is as wide as its name."""
    gap = 10 * paper.size.unit
    shown, left_out = _that_fit(paper, body, columns, gap)
    boxes = _boxes(paper, body, shown, gap, note=left_out > 0)
    plan = _plan(paper, shown, boxes)
    for column, box in zip(shown, boxes, strict=True):
        _column(paper, box, column, plan)
    if left_out and body.height > paper.size.type.small * 2:
        more = _("and {count} more columns").format(count=left_out)
        _note(paper, body.left, body.right, body.bottom, more)


def _that_fit(
    paper: Paper, body: Rect, columns: Sequence[Column], gap: float
) -> tuple[Sequence[Column], int]:
    """The columns that are wide enough to read; those with cards come first when room is short."""
    most = max(1, int((body.width + gap) / (_NARROWEST * paper.size.type.label + gap)))
    if len(columns) <= most:
        return columns, 0
    filled = [column for column in columns if column.cards][:most]
    return filled, len(columns) - len(filled)


def _boxes(
    paper: Paper, body: Rect, columns: Sequence[Column], gap: float, *, note: bool
) -> list[Rect]:
    bottom = body.bottom - (paper.size.type.small * 1.8 if note else 0)
    equal = max(body.width - gap * (len(columns) - 1), 1) / len(columns)
    most = equal * _EMPTY
    names = [min(_name_width(paper, column), most) for column in columns if not column.cards]
    filled = len(columns) - len(names)
    wide = (equal * len(columns) - sum(names)) / filled if filled else equal
    boxes, left = [], body.left
    for column in columns:
        own = wide if column.cards else min(_name_width(paper, column), most)
        boxes.append(Rect(left, body.top, left + own, max(bottom, body.top + 1)))
        left += own + gap
    return boxes


def _name_width(paper: Paper, column: Column) -> float:
    px = paper.size.type.label
    name = paper.width(paper.readable(column.name), px, bold=True)
    return name + paper.width(str(len(column.cards)), px) + 20 * paper.size.unit


def _plan(paper: Paper, columns: Sequence[Column], boxes: Sequence[Rect]) -> Plan:
    """The same layout for the whole board: the roomiest in which all cards fit.

    Where theme and score do not fit on one line, the score gets its own, unless that alone would leave cards out.
    """
    rooms = [_inside(paper, box) for box in boxes]
    stacked = any(
        _foot_width(paper, card) > room.width
        for column, room in zip(columns, rooms, strict=True)
        for card in column.cards[:50]
    )
    plans = [Plan(lines, one) for one in (stacked, False) for lines in _LINES]
    fitting = (plan for plan in plans if _all_fit(paper, columns, rooms, plan))
    return next(fitting, Plan(_LINES[-1], stacked))


def _foot_width(paper: Paper, card: Card) -> float:
    """What theme and score need side by side, with the card's padding."""
    sizes, unit = paper.size.type, paper.size.unit
    theme = paper.width(paper.readable(card.theme), sizes.small) + 17 * unit if card.theme else 0
    return theme + paper.width(paper.readable(card.score), sizes.label, bold=True) + 2 * _pad(paper)


def _inside(paper: Paper, box: Rect) -> Rect:
    """The room for the cards of a column, under its name."""
    pad, px = 6 * paper.size.unit, paper.size.type.label
    return Rect(box.left + pad, box.top + pad + 1.9 * px, box.right - pad, box.bottom - pad)


def _all_fit(paper: Paper, columns: Sequence[Column], rooms: Sequence[Rect], plan: Plan) -> bool:
    gap = _gap(paper)
    for column, room in zip(columns, rooms, strict=True):
        lowest = len(column.cards) * (_height(paper, 1, plan.stacked) + gap) - gap
        if lowest > room.height:
            return False
        laid = [_laid(paper, card, room.width, plan) for card in column.cards]
        if sum(one.height + gap for one in laid) - gap > room.height:
            return False
    return True


def _column(paper: Paper, box: Rect, column: Column, plan: Plan) -> None:
    px, unit, style = paper.size.type.label, paper.size.unit, paper.style
    _rounded(paper, box, style.ground, 10 * unit)
    pad, count = 6 * unit, str(len(column.cards))
    middle = box.top + pad + px * 0.7
    if middle + px > box.bottom:
        return
    room = box.width - 3 * pad - paper.width(count, px)
    name = paper.elided(paper.readable(column.name), px, room, bold=True)
    paper.write(box.left + pad, middle, name, px, bold=True)
    after = box.left + pad + paper.width(name, px, bold=True) + (pad if name else 0)
    paper.write(after, middle, count, px, color=style.muted)
    _cards(paper, _inside(paper, box), column.cards, plan)


def _cards(paper: Paper, room: Rect, cards: Sequence[Card], plan: Plan) -> None:
    """Draw as many cards as fit, and say how many are left."""
    y, gap, small = room.top, _gap(paper), paper.size.type.small
    for n, card in enumerate(cards):
        laid = _laid(paper, card, room.width, plan)
        is_last = n == len(cards) - 1
        if y + laid.height + (0 if is_last else gap + small * 1.6) > room.bottom + 0.5:
            more = _("and {count} more").format(count=len(cards) - n)
            if y + small * 1.4 <= room.bottom + 0.5:
                _note(paper, room.left, room.right, y + small * 1.4, more)
            return
        _card(paper, Rect(room.left, y, room.right, y + laid.height), laid)
        y += laid.height + gap


def _laid(paper: Paper, card: Card, wide: float, plan: Plan) -> Laid:
    room, px = wide - 2 * _pad(paper), paper.size.type.label
    text = paper.readable(card.title)
    title = paper.wrapped(text, px, room, lines=plan.lines, bold=True) or [""]
    stacked = plan.stacked and bool(card.theme)
    return Laid(card, title, _height(paper, len(title), stacked), stacked)


def _height(paper: Paper, lines: int, stacked: bool) -> float:
    sizes = paper.size.type
    foot = sizes.small * 1.3 + (sizes.label * _PITCH if stacked else 0)
    return 2 * _pad(paper) + lines * sizes.label * _PITCH + 3 * paper.size.unit + foot


def _pad(paper: Paper) -> float:
    return 8 * paper.size.unit


def _gap(paper: Paper) -> float:
    return 7 * paper.size.unit


def _card(paper: Paper, box: Rect, laid: Laid) -> None:
    px, style, pad = paper.size.type.label, paper.style, _pad(paper)
    _rounded(paper, box, style.panel, 8 * paper.size.unit, edge=style.line)
    y = box.top + pad
    for line in laid.lines:
        paper.write(box.left + pad, y + px * 0.6, line, px, bold=True)
        y += px * _PITCH
    middle = y + 3 * paper.size.unit + paper.size.type.small * 0.75
    score = paper.elided(paper.readable(laid.card.score), px, box.width - 2 * pad, bold=True)
    taken = 0.0 if laid.stacked else paper.width(score, px, bold=True) + 4 * paper.size.unit
    if laid.card.theme:
        _theme(paper, box.left + pad, box.right - pad - taken, middle, laid.card)
    if laid.stacked:
        middle += px * _PITCH
    at, align = (box.left + pad, "left") if laid.stacked else (box.right - pad, "right")
    paper.write(at, middle, score, px, bold=True, align=align)  # type: ignore[arg-type]


def _theme(paper: Paper, left: float, right: float, middle: float, card: Card) -> None:
    """The theme's dot and its word; the dot is drawn even where the word has no room."""
    small, unit, style = paper.size.type.small, paper.size.unit, paper.style
    side = 8 * unit
    dot = Rect(left, middle - side / 2, left + side, middle + side / 2)
    _rounded(paper, dot, card.colour or style.muted, 2.5 * unit)
    word = paper.elided(paper.readable(card.theme), small, right - left - 13 * unit)
    paper.write(left + 13 * unit, middle, word, small, color=style.muted)


def _note(paper: Paper, left: float, right: float, bottom: float, text: str) -> None:
    """A muted line that ends at a height."""
    small = paper.size.type.small
    words = paper.elided(paper.readable(text), small, right - left)
    paper.write(left, bottom - small * 0.7, words, small, color=paper.style.muted)


def _rounded(paper: Paper, box: Rect, fill: str, radius: float, *, edge: str = "") -> None:
    """A rectangle with round corners, in pixels; with an edge colour, a hairline around it."""
    from matplotlib.patches import BoxStyle, FancyBboxPatch
    from matplotlib.transforms import Affine2D

    size = paper.size
    to_sheet = Affine2D().scale(1 / size.width_px, 1 / size.height_px) + paper.figure.transFigure
    corner = min(radius, box.height / 2, box.width / 2)
    patch = FancyBboxPatch(
        (box.left, size.height_px - box.bottom),
        box.width,
        box.height,
        boxstyle=BoxStyle.Round(pad=0, rounding_size=corner),
        facecolor=fill,
        edgecolor=edge or fill,
        linewidth=paper.points(0.8) if edge else 0,
        transform=to_sheet,
    )
    paper.figure.add_artist(patch)
