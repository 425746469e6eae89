"""What an audience may not see is gone from slides and files, and it is said that it is."""

from __future__ import annotations

from dataclasses import replace

from workbench.charts.measure import Measure
from workbench.presenting import audience
from workbench.presenting.slides import (
    BoardSlide,
    Card,
    Column,
    Field,
    Handout,
    KpiSlide,
    TableSlide,
    TextSlide,
    footer,
)

EURO = Measure("money", "EUR", "en_GB")
TABLE = TableSlide(
    "Items",
    (Field("Item"), Field("Owner", private="owners"), Field("CM2", "number", EURO, "margins")),
    (("Gift wrap", "Noor", 4.5), ("Refill", "Jan", 2.0)),
    notes="Ask Noor.",
)


def test_private_columns_go_and_the_others_stay_in_place() -> None:
    shown = audience.concealed(TABLE, ("owners",))
    assert isinstance(shown, TableSlide)
    assert [one.name for one in shown.fields] == ["Item", "CM2"]
    assert shown.rows == (("Gift wrap", 4.5), ("Refill", 2.0))
    assert shown.notes == "Ask Noor."


def test_people_outside_see_neither_margins_nor_names_nor_notes() -> None:
    shown = audience.concealed(TABLE, audience.hidden({"audience": "outside"}))
    assert isinstance(shown, TableSlide)
    assert (shown.rows, shown.notes) == ((("Gift wrap",), ("Refill",)), "")


def test_a_board_keeps_its_cards_without_names() -> None:
    board = BoardSlide("Roadmap", (Column("Now", (Card("Gift wrap", owner="Noor"),)),))
    shown = audience.concealed(board, ("owners",))
    assert isinstance(shown, BoardSlide)
    assert shown.columns[0].cards == (Card("Gift wrap"),)


def test_a_chart_of_margins_becomes_a_sentence(trend) -> None:
    assert isinstance(
        audience.concealed(KpiSlide(trend, private="margins"), ("margins",)), TextSlide
    )
    assert isinstance(audience.concealed(KpiSlide(trend), ("margins",)), KpiSlide)


def test_every_footer_says_what_is_not_shown() -> None:
    told = Handout("Deck", (), "Shop", hidden=("margins",))
    assert "margins" in footer(TABLE, told)
    assert "margins" in footer(replace(TABLE, footer="Source: x"), told)
    assert "margins" not in footer(TABLE, replace(told, hidden=()))


def test_a_list_of_ones_own_wins_over_the_preset() -> None:
    assert audience.hidden({"audience": "outside", "hide": ["owners"]}) == ("owners",)
    assert audience.hidden({"hide": ["nonsense"]}) == ()
    assert audience.hidden({}) == ()
