"""The board as a picture: nothing overlaps, nothing is left out in silence."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest

from workbench.charts import picture
from workbench.charts.board import BoardData, board, text_alternative
from workbench.charts.paper import Drawn, Rect
from workbench.charts.style import Size, Style

Texts = Callable[[Drawn], list[tuple[str, Rect]]]

THEMES = {"acquisition": "#0072B2", "engagement": "#009E73", "retention": "#CC79A7"}


class Card(NamedTuple):
    title: str
    theme: str = ""
    colour: str = ""
    score: str = "–"


class Column(NamedTuple):
    name: str
    cards: tuple[Card, ...] = ()


def cards(count: int, title: str = "Refill reminder e-mail") -> tuple[Card, ...]:
    names = list(THEMES)
    return tuple(
        Card(f"{title} {n}", names[n % 3], THEMES[names[n % 3]], f"{n * 1234:,}")
        for n in range(count)
    )


ROADMAP = BoardData(
    "Four things are being built",
    (
        Column("Inbox", (Card("Gift note at checkout"),)),
        Column("Discovery", cards(4, "Search that understands scent words")),
        Column("Planned", cards(3, "Account page: reorder in one tap")),
        Column("Building", cards(4)),
        Column("Launched", cards(3)),
        Column("Dropped"),
    ),
    "Roadmap by stage, RICE on each card",
    "Oak & Ember",
)


def test_a_slide_shows_every_card_whole(
    light: Style, texts: Texts, assert_tidy: Callable[[Drawn], None]
) -> None:
    drawn = board(ROADMAP, style=light, size=Size.slide())
    assert_tidy(drawn)
    words = [text for text, _ in texts(drawn)]
    assert not [text for text in words if "…" in text or "more" in text]
    assert words.count("engagement") == 4
    assert {"Inbox", "Discovery", "Planned", "Building", "Launched", "Dropped"} <= set(words)


def test_each_theme_has_its_dot(theme: Style, page: Size) -> None:
    drawn = board(ROADMAP, style=theme, size=page)
    rgba = picture.pixels(drawn.figure).rgba
    there = {rgba[at : at + 3].hex().upper() for at in range(0, len(rgba), 4)}
    wanted = {*THEMES.values(), theme.panel, theme.ground, theme.text}
    assert {colour.lstrip("#").upper() for colour in wanted} <= there


@pytest.mark.parametrize(
    "text",
    [
        r"$\frac{1}{2}$ of $100",
        "_hidden",
        "<b>bold</b> & =SUM(A1)",
        "香りのキャンドルを選ぶ" * 6,
        "a title that goes on and on " * 8,
        "W" * 200,
        "",
    ],
)
def test_any_words_at_any_size_stay_inside_and_apart(
    text: str, size: Size, light: Style, assert_tidy: Callable[[Drawn], None]
) -> None:
    odd = tuple(Card(text, text, "#0072B2", text) for _ in range(30))
    data = BoardData(text, (Column(text, odd), Column(text), Column(text, odd[:1])), text, text)
    assert_tidy(board(data, style=light, size=size))


def test_what_has_no_room_is_counted(light: Style, texts: Texts) -> None:
    data = BoardData("Ideas", (Column("Inbox", cards(400)), Column("Planned", cards(2))))
    drawn = board(data, style=light, size=Size.slide())
    words = [text for text, _ in texts(drawn)]
    shown = sum(text.startswith("Refill reminder e-mail") for text in words) - 2
    assert shown > 4
    assert f"and {400 - shown} more" in words


def test_too_many_columns_are_counted_and_the_filled_ones_stay(
    light: Style, texts: Texts, assert_tidy: Callable[[Drawn], None]
) -> None:
    columns = tuple(Column(f"Owner {n}", cards(n % 2)) for n in range(60))
    drawn = board(BoardData("By owner", columns), style=light, size=Size.slide())
    assert_tidy(drawn)
    words = [text for text, _ in texts(drawn)]
    names = [text for text in words if text.startswith("Owner")]
    assert "Owner 0" not in names and "Owner 1" in names
    assert f"and {60 - len(names)} more columns" in words


def test_an_empty_board_says_so(light: Style, page: Size, texts: Texts) -> None:
    drawn = board(BoardData("Roadmap", (Column("Inbox"),)), style=light, size=page)
    assert [text for text, _ in texts(drawn)] == ["Roadmap", "There is nothing on this board yet."]


def test_two_drawings_are_the_same_picture_and_two_figures(light: Style, page: Size) -> None:
    one, two = (board(ROADMAP, style=light, size=page).figure for _ in range(2))
    assert one is not two
    assert picture.png(one) == picture.png(two)


def test_the_board_in_words() -> None:
    data = BoardData("Roadmap", (Column("Inbox", (Card("A"), Card("B"))), Column("Dropped")))
    assert text_alternative(data) == "Roadmap\nInbox, 2 items: A; B\nDropped, 0 items"
