"""From the database to slides and files: live views with the person's own words and filters."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pptx import Presentation

from workbench.charts.series import TrendData
from workbench.errors import BadInput, NotFound
from workbench.presenting import command, deck, prepare
from workbench.presenting.slides import BoardSlide, KpiSlide, TableSlide, TextSlide
from workbench.roadmap import items, scoring, themes

if TYPE_CHECKING:
    from tests.workbench.conftest import Shop


@pytest.fixture
def brand_deck(shop: Shop) -> sqlite3.Connection:
    """Three days of orders, three items, one experiment, one deck with every kind of slide."""
    db = shop.db
    shop.setting("name", "Oak & Ember")
    shop.imported("shopify.orders", "2026-11-02", "2026-11-04")
    for day, cents in (("2026-11-02", 1000), ("2026-11-03", 2500), ("2026-11-04", 500)):
        shop.order(day, gross_minor=cents, total_minor=cents)
    shop.rebuild()
    themes.seed(db)
    best = items.add(db, "Reorder in one tap", stage="building", theme="retention")
    for criterion, value in {"reach": 1000, "impact": 2, "confidence": 0.8, "effort": 2}.items():
        scoring.set_input(db, best, "rice", criterion, value)
    items.add(db, "=SUM(1)", stage="discovery", theme="engagement")
    items.add(db, "Old thing", stage="dropped")
    which = deck.add_deck(db, "Monday numbers")
    deck.add_slide(db, which, "text", title="Agenda", settings={"text": "One\n- Two"}, notes="Hi")
    deck.add_slide(db, which, "kpi", settings={"kpi": "orders", "grain": "day"})
    deck.add_slide(db, which, "board", title="Next", settings={"filter": "theme:retention"})
    deck.add_slide(db, which, "table")
    hidden = deck.add_slide(db, which, "text", title="Hidden")
    deck.hide_slide(db, hidden)
    return db


def test_a_deck_is_read_whole(brand_deck: sqlite3.Connection) -> None:
    made = prepare.prepare(brand_deck, 1)
    assert (made.name, made.brand, str(made.as_of)) == (
        "Monday numbers",
        "Oak & Ember",
        "2026-11-04",
    )
    text, kpi, board, table = made.slides
    assert isinstance(text, TextSlide)
    assert (text.title, text.lines, text.notes) == ("Agenda", ("One", "- Two"), "Hi")
    assert isinstance(kpi, KpiSlide) and isinstance(kpi.data, TrendData)
    assert [point.value for point in kpi.data.line.points] == [1, 1, 1]
    assert kpi.definition is not None and kpi.definition.name == "Orders"
    assert isinstance(board, BoardSlide)
    shown = {column.name: [card.title for card in column.cards] for column in board.columns}
    assert shown == {
        "Discovery": [],
        "Planned": [],
        "Building": ["Reorder in one tap"],
        "Launched": [],
    }
    assert board.columns[2].cards[0].score == "800" and board.title == "Next"
    assert isinstance(table, TableSlide)
    assert [row[:2] for row in table.rows] == [(1, "Reorder in one tap"), (None, "=SUM(1)")]


def test_money_is_drawn_in_major_units(brand_deck: sqlite3.Connection) -> None:
    made = prepare.prepare_kpis(brand_deck, "day")
    found = {
        s.definition.name: s.data for s in made.slides if isinstance(s, KpiSlide) and s.definition
    }
    gross = found["Gross sales"]
    assert isinstance(gross, TrendData)
    assert [point.value for point in gross.line.points] == [10.0, 25.0, 5.0]


def test_periods_count_back_from_the_last_day_held(brand_deck: sqlite3.Connection) -> None:
    for settings, days in (({"periods": 2}, 2), ({"periods": 0}, 3), ({"first": "2026-11-03"}, 2)):
        text = json.dumps({"kpi": "orders", "grain": "day", **settings})
        brand_deck.execute("UPDATE slide SET settings = ? WHERE kind = 'kpi'", (text,))
        slide = prepare.prepare(brand_deck, 1).slides[1]
        assert isinstance(slide, KpiSlide) and isinstance(slide.data, TrendData)
        assert len(slide.data.line.points) == days


def test_what_is_gone_is_said_on_its_slide(brand_deck: sqlite3.Connection) -> None:
    deck.add_slide(brand_deck, 1, "experiment", settings={"experiment": 99})
    deck.add_slide(brand_deck, 1, "kpi", title="Ours", settings={"kpi": "no_such_kpi"})
    *_others, test, kpi = prepare.prepare(brand_deck, 1).slides
    assert isinstance(test, TextSlide) and "no longer there" in test.lines[0]
    assert isinstance(kpi, TextSlide) and kpi.title == "Ours"


@pytest.mark.parametrize("what", ["deck", "board", "kpis", "all"])
@pytest.mark.parametrize("ending", [".pptx", ".xlsx"])
def test_every_export_can_be_written(
    brand_deck: sqlite3.Connection, what: str, ending: str, tmp_path: Path
) -> None:
    target = tmp_path / f"out{ending}"
    assert command.export(brand_deck, what=what, target=target) == [target]
    assert target.stat().st_size > 5000


def test_the_ending_chooses_the_kind(brand_deck: sqlite3.Connection, tmp_path: Path) -> None:
    command.export(brand_deck, what="deck", deck="monday NUMBERS", target=tmp_path / "a.PPTX")
    assert len(Presentation(str(tmp_path / "a.PPTX")).slides) == 4
    command.export(brand_deck, what="board", target=tmp_path / "a.pdf")
    assert (tmp_path / "a.pdf").read_bytes()[:5] == b"%PDF-"
    (path,) = command.export(brand_deck, what="board", target=tmp_path / "a.png")
    assert path.read_bytes()[1:4] == b"PNG"


def test_what_cannot_be_exported_is_said(brand_deck: sqlite3.Connection, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="ends in"):
        command.export(brand_deck, what="deck", target=tmp_path / "a.docx")
    with pytest.raises(NotFound, match="no deck “Other”"):
        command.export(brand_deck, what="deck", deck="Other", target=tmp_path / "a.pptx")
    deck.add_deck(brand_deck, "Empty")
    with pytest.raises(BadInput, match="no slide"):
        command.export(brand_deck, what="deck", deck="Empty", target=tmp_path / "a.pptx")
    assert list(tmp_path.iterdir()) == []


def test_no_deck_at_all(db: sqlite3.Connection, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="There is no deck yet"):
        command.export(db, what="deck", target=tmp_path / "a.pptx")


def test_an_empty_workspace_can_be_exported(db: sqlite3.Connection, tmp_path: Path) -> None:
    command.export(db, what="all", target=tmp_path / "a.pptx")
    texts = [
        shape.text_frame.text
        for slide in Presentation(str(tmp_path / "a.pptx")).slides
        for shape in slide.shapes
        if shape.has_text_frame
    ]
    assert "No item fits this view yet." in texts
