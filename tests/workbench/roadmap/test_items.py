"""Items: what is written, what is refused, where a card lands."""

from __future__ import annotations

import sqlite3
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.errors import BadInput, NotFound
from workbench.roadmap import items, scoring, themes
from workbench.roadmap.dependencies import link
from workbench.roadmap.evidence import add_evidence
from workbench.roadmap.words import Horizon, Stage

TODAY = date(2026, 11, 9)


@pytest.fixture
def board(db: sqlite3.Connection) -> sqlite3.Connection:
    themes.seed(db)
    items.add_many(db, ["A", "B", "C", "D"], stage="planned")
    return db


def column(db: sqlite3.Connection, stage: str = "planned") -> str:
    return "".join(item.title for item in items.items(db, today=TODAY) if item.stage == stage)


def changes(db: sqlite3.Connection) -> int:
    return db.execute("SELECT total_changes()").fetchone()[0]


def test_an_item_is_read_as_it_was_written(board: sqlite3.Connection) -> None:
    new = items.add(
        board,
        "  Refill\n reminder ",
        stage="Building",
        theme="Retention",
        owner=" Mia  Vos ",
        start_day="2026-11-02",
        due_day=date(2026, 11, 20),
        hypothesis="If we remind people, then repeat orders will rise",
        description="Two weeks before the candle is out.",
        tags=["e-mail", "#E-Mail", " quick win "],
    )
    item = items.item(board, new, today=TODAY)
    assert (item.title, item.stage, item.owner) == ("Refill reminder", Stage.BUILDING, "Mia Vos")
    assert (item.theme, item.theme_colour) == ("retention", "#CC79A7")
    assert (item.start_day, item.due_day) == (date(2026, 11, 2), date(2026, 11, 20))
    assert item.tags == ("e-mail", "quick win")
    assert (item.horizon, item.own_horizon) == (Horizon.NOW, None)
    assert items.items(board, today=TODAY)[-1] == item


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"title": " \n "}, "An item needs a title."),
        ({"theme": "speed"}, "There is no theme “speed”."),
        ({"stage": "doing"}, "There is no stage “doing”"),
        ({"horizon": "soon"}, "There is no horizon “soon”"),
        ({"due_day": "27/11/2026"}, "“27/11/2026” is not a date"),
        ({"due_day": "2026-02-30"}, "“2026-02-30” is not a date"),
        ({"start_day": "2026-12-01", "due_day": "2026-11-30"}, "is due on 2026-11-30, before"),
        ({"colour": "red"}, "An item has no field “colour”."),
    ],
)
def test_what_does_not_fit_is_refused_in_a_sentence(
    board: sqlite3.Connection, fields: dict[str, object], sentence: str
) -> None:
    before = items.items(board, today=TODAY)
    with pytest.raises(BadInput, match=sentence.replace("?", r"\?")):
        items.set_fields(board, 1, fields)
    assert items.items(board, today=TODAY) == before


def test_a_due_date_is_checked_against_the_start_that_is_there(board: sqlite3.Connection) -> None:
    items.set_field(board, 1, "start_day", "2026-12-01")
    with pytest.raises(BadInput, match="before it starts"):
        items.set_field(board, 1, "due_day", "2026-11-30")


def test_a_title_may_be_long_and_odd(board: sqlite3.Connection) -> None:
    title = "=SUM(A1) <b>$x$</b> 'DROP TABLE' 香り " * 12
    items.rename(board, 1, title)
    assert items.item(board, 1).title == " ".join(title.split())


@pytest.mark.parametrize(
    ("place", "order"),
    [
        ({"before": 1}, "DABC"),
        ({"before": 3}, "ABDC"),
        ({"after": 1}, "ADBC"),
        ({}, "ABCD"),
        ({"after": 4}, "ABCD"),
    ],
)
def test_a_card_lands_where_it_is_dropped(
    board: sqlite3.Connection, place: dict[str, int], order: str
) -> None:
    items.reorder(board, 4, **place)
    assert column(board) == order


def test_a_drop_on_its_own_place_changes_nothing(board: sqlite3.Connection) -> None:
    before = changes(board)
    items.reorder(board, 2, before=3)
    items.reorder(board, 2, after=1)
    items.reorder(board, 4)
    items.set_fields(board, 1, {"title": "A", "stage": "planned", "owner": "", "tags": []})
    assert changes(board) == before


def test_moving_to_another_column_goes_to_its_end_or_between(board: sqlite3.Connection) -> None:
    items.move(board, 1, stage=Stage.BUILDING, today=TODAY)
    items.move(board, 2, stage=Stage.BUILDING, today=TODAY)
    items.move(board, 3, stage=Stage.BUILDING, before=2, today=TODAY)
    assert (column(board), column(board, "building")) == ("D", "ACB")
    with pytest.raises(NotFound):
        items.move(board, 4, stage=Stage.BUILDING, before=99)


def test_several_cards_land_together_in_their_order(board: sqlite3.Connection) -> None:
    items.add_many(board, "X\nY", stage="building")
    items.move_many(board, [3, 1], stage="building", before=6)
    assert (column(board), column(board, "building")) == ("BD", "XCAY")


def test_launching_sets_the_launch_date_once(board: sqlite3.Connection) -> None:
    items.move(board, 1, stage="launched", today=TODAY)
    items.move(board, 1, stage="building", today=TODAY)
    items.move(board, 1, stage="launched", today=date(2027, 1, 1))
    items.set_fields(board, 2, {"stage": "launched", "launched_day": "2026-10-01"}, today=TODAY)
    found = items.items(board, today=TODAY)
    assert [item.launched_day for item in found if item.stage == "launched"] == [
        TODAY,
        date(2026, 10, 1),
    ]


def test_the_gap_between_two_cards_never_runs_out(board: sqlite3.Connection) -> None:
    for _ in range(60):
        items.reorder(board, 3, after=1)
        assert column(board)[:3] in ("ACB", "ACD")
        items.reorder(board, 4, after=1)
        assert column(board) == "ADCB"


@settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(st.tuples(st.integers(1, 4), st.booleans(), st.integers(1, 4)), max_size=60),
)
def test_any_drags_keep_the_order_a_list_would_have(
    board: sqlite3.Connection, drags: list[tuple[int, bool, int]]
) -> None:
    order = [item.id for item in items.items(board, today=TODAY)]
    for moving, below, other in drags:
        items.reorder(board, moving, **{"after" if below else "before": other})
        if moving != other:
            order.remove(moving)
            order.insert(order.index(other) + below, moving)
    assert [item.id for item in items.items(board, today=TODAY)] == order


def test_pasted_lines_become_items_in_their_order(db: sqlite3.Connection) -> None:
    themes.seed(db)
    new = items.add_many(db, "- Size guide\n\n* Refill  pack\n  • Gift wrap\n", theme="product")
    assert [item.title for item in items.items(db)] == ["Size guide", "Refill pack", "Gift wrap"]
    assert [item.id for item in items.items(db)] == new
    assert {item.theme for item in items.items(db)} == {"product"}


def test_tags_are_replaced_and_case_does_not_double_them(board: sqlite3.Connection) -> None:
    items.set_tags(board, 1, "gift, Black Friday, gift")
    assert items.item(board, 1).tags == ("gift", "Black Friday")
    items.set_tags(board, 1, ["Gift", "Black Friday"])
    assert sorted(items.item(board, 1).tags) == ["Black Friday", "Gift"]
    items.add_tag(board, [1, 2], "sale")
    assert items.item(board, 2).tags == ("sale",)
    assert items.tags(board) == ["Black Friday", "Gift", "sale"]


def test_a_copy_stands_under_the_original_with_tags_and_inputs(board: sqlite3.Connection) -> None:
    items.set_tags(board, 2, ["gift"])
    scoring.set_input(board, 2, "ice", "ease", 7)
    copy = items.item(board, items.duplicate(board, 2))
    assert column(board) == "ABB (copy)CD"
    assert (copy.tags, copy.inputs["ice"]["ease"].value) == (("gift",), 7)


def test_the_copy_of_a_launched_item_is_a_new_idea(board: sqlite3.Connection) -> None:
    items.set_fields(board, 1, {"start_day": "2026-01-01", "stage": "launched"}, today=TODAY)
    copy = items.item(board, items.duplicate(board, 1))
    assert (copy.stage, copy.start_day, copy.launched_day) == (Stage.INBOX, None, None)


def test_one_bad_row_of_a_bulk_edit_is_named(board: sqlite3.Connection) -> None:
    items.set_field(board, 3, "start_day", "2026-12-24")
    with pytest.raises(BadInput, match="“C” is due"):
        items.edit_many(board, [1, 2, 3], {"due_day": "2026-12-01"})


def test_deleting_takes_tags_and_inputs_along(board: sqlite3.Connection) -> None:
    items.set_tags(board, 1, ["gift"])
    scoring.set_input(board, 1, "ice", "ease", 7)
    items.delete(board, 1, 2)
    assert column(board) == "CD"
    left = "SELECT (SELECT count(*) FROM item_tag) + (SELECT count(*) FROM score_input)"
    assert board.execute(left).fetchone() == (0,)
    with pytest.raises(NotFound):
        items.rename(board, 1, "A again")


def test_counts_know_every_stage(board: sqlite3.Connection) -> None:
    assert items.counts(board) == {s: 4 if s == Stage.PLANNED else 0 for s in Stage}


def test_what_hangs_on_an_item(db: sqlite3.Connection) -> None:
    items.add_many(db, ["A", "B", "C"])
    assert not any(items.has_parts(db, n) for n in (1, 2, 3))
    link(db, 1, 2)
    add_evidence(db, 3, "23 reviews")
    assert all(items.has_parts(db, n) for n in (1, 2, 3))
