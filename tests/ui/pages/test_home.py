"""Home: the day of the data, tiles, sentences that lead somewhere; first run."""

from __future__ import annotations

from ui.pages.home_list import bold, quoted_bold
from ui.widgets.sentence_row import SentenceRow
from ui.window import Window
from workbench.roadmap import items


def rows(window: Window) -> list[SentenceRow]:
    return [row for row in window.frame.page("home").list.rows() if isinstance(row, SentenceRow)]


def test_home_greets_with_the_day_after_the_data(sample_window: Window) -> None:
    assert sample_window.frame.topbar.title.text() == "Monday, 9 November"


def test_five_tiles_with_values(sample_window: Window) -> None:
    tiles = sample_window.frame.page("home").tiles.tiles
    assert len(tiles) == 5
    assert all(tile.value() not in ("", "–") for tile in tiles.values())


def test_every_sentence_leads_somewhere(sample_window: Window, steps) -> None:
    window = sample_window
    assert len(rows(window)) >= 3
    for n in range(len(rows(window))):
        window.turn_to("home")
        rows(window)[n].activated.emit()
        steps.settled(window)
        assert window.frame.key != "home"
        assert window.frame.problem.isHidden()


def test_a_tile_opens_its_kpi(sample_window: Window, steps) -> None:
    sample_window.frame.page("home").tiles.tiles["net_sales"].click()
    steps.settled(sample_window)
    assert sample_window.frame.current().title == "Net sales"


def test_an_empty_workspace_says_what_to_do(window: Window) -> None:
    page = window.frame.page("home")
    assert page._stack.currentIndex() == 1


def test_home_follows_the_roadmap(window: Window, steps) -> None:
    window.session.do("New", items.add, "Gift <i>card</i>", stage="planned")
    steps.settled(window)
    said = [row.text() for row in rows(window)]
    assert any("Gift <i>card</i>" in text and "hypothesis" in text for text in said)


def test_names_are_bold_without_their_marks() -> None:
    spans = quoted_bold("“Gift card” has no score yet.")
    assert [(span.text, span.bold) for span in spans] == [
        ("", False), ("Gift card", True), (" has no score yet.", False),
    ]  # fmt: skip
    assert quoted_bold("4 items.")[0].text == "4 items."
    filled = bold("{title} is live since {day}.", title="{x}", day="2 Nov")
    assert "".join(span.text for span in filled) == "{x} is live since 2 Nov."
