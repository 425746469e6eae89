"""Prepared slides: what is too long for one page goes on, and the footer says whose data it is."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from workbench.presenting.slides import Field, Handout, TableSlide, TextSlide, footer, pages


@given(st.lists(st.text(alphabet="ab c", max_size=900), max_size=25))
def test_no_word_is_lost_between_pages(lines: list[str]) -> None:
    shown = pages(Handout("d", (TextSlide("Title", tuple(lines)),)))
    texts = [line for page in shown if isinstance(page, TextSlide) for line in page.lines]
    assert "".join(texts).replace(" ", "") == "".join(lines).replace(" ", "")
    assert len(shown) >= 1


def test_a_long_table_keeps_its_head_on_every_page() -> None:
    rows = tuple((n,) for n in range(30))
    table = TableSlide("T", (Field("N", "number"),), rows)
    shown = [page for page in pages(Handout("d", (table,))) if isinstance(page, TableSlide)]
    assert [len(page.rows) for page in shown] == [14, 14, 2]
    assert tuple(row for page in shown for row in page.rows) == rows


def test_footer_is_the_source_else_brand_and_day() -> None:
    own, none = TextSlide("T", footer="Source: Shopify"), TextSlide("T")
    deck = Handout("d", (), "Oak & Ember", "en_GB", date(2026, 11, 8))
    assert footer(own, deck) == "Source: Shopify"
    assert footer(none, deck) == "Oak & Ember · Data up to 8 Nov 2026"
    assert footer(none, Handout("d", ())) == ""
