"""Decks and slides: order, settings, copies."""

from __future__ import annotations

import sqlite3

import pytest

from workbench.errors import BadInput, NotFound
from workbench.presenting import deck, views


@pytest.fixture
def monday(db: sqlite3.Connection) -> int:
    new = deck.add_deck(db, "Monday numbers")
    for title in "ABCD":
        deck.add_slide(db, new, "text", title=title)
    return new


def order(db: sqlite3.Connection, deck_id: int) -> str:
    return "".join(slide.title for slide in deck.slides(db, deck_id))


def test_settings_come_back_as_they_went_in(db: sqlite3.Connection, monday: int) -> None:
    settings = {"kpi": "net_sales", "grain": "week", "compare": ["week", 1.5], "größe": {"a": True}}
    new = deck.add_slide(db, monday, "kpi", settings=settings, notes="Say why\nit rose")
    found = deck.slide(db, new)
    assert (found.settings, found.notes, found.title) == (settings, "Say why\nit rose", "")
    deck.set_slide(db, new, settings={"grain": "month", "compare": None})
    settings.pop("compare")
    assert deck.slide(db, new).settings == settings | {"grain": "month"}


@pytest.mark.parametrize(
    ("place", "expected"),
    [({"before": 1}, "CABD"), ({"after": 1}, "ACBD"), ({}, "ABDC"), ({"after": 3}, "ABCD")],
)
def test_a_slide_lands_where_it_is_put(
    db: sqlite3.Connection, monday: int, place: dict[str, int], expected: str
) -> None:
    deck.move_slide(db, 3, **place)
    assert order(db, monday) == expected


def test_a_slide_cannot_go_beside_one_of_another_deck(db: sqlite3.Connection, monday: int) -> None:
    other = deck.add_slide(db, deck.add_deck(db, "Founder"), "board")
    with pytest.raises(NotFound):
        deck.move_slide(db, 1, after=other)


def test_hidden_slides_stay_in_the_deck(db: sqlite3.Connection, monday: int) -> None:
    deck.hide_slide(db, 2)
    assert [slide.title for slide in deck.slides(db, monday, hidden=False)] == ["A", "C", "D"]
    assert (order(db, monday), deck.decks(db)[0].slides) == ("ABCD", 3)
    deck.hide_slide(db, 2, False)
    assert deck.decks(db)[0].slides == 4


def test_copies_stand_behind_their_originals(db: sqlite3.Connection, monday: int) -> None:
    deck.set_slide(db, 2, settings={"filter": "theme:retention"}, notes="Short")
    deck.hide_slide(db, 2)
    copy = deck.slide(db, deck.duplicate_slide(db, 2))
    assert order(db, monday) == "ABBCD"
    assert copy[2:] == deck.slide(db, 2)[2:]
    deck.add_deck(db, "Founder")
    second = deck.duplicate_deck(db, monday)
    third = deck.duplicate_deck(db, monday)
    assert [one.name for one in deck.decks(db)] == [
        "Monday numbers",
        "Monday numbers (copy 2)",
        "Monday numbers (copy)",
        "Founder",
    ]
    assert order(db, second) == order(db, third) == "ABBCD"


def test_the_same_again_changes_nothing(db: sqlite3.Connection, monday: int) -> None:
    deck.set_slide(db, 1, title="A", notes="n", settings={"b": 1, "a": 2})
    before = db.execute("SELECT total_changes()").fetchone()
    deck.set_slide(db, 1, title=" A ", notes="n", settings={"a": 2})
    deck.move_slide(db, 2, after=1)
    deck.move_slide(db, 2, before=2)
    deck.rename_deck(db, monday, "Monday numbers")
    deck.set_deck(db, monday, {"audience": None})
    assert db.execute("SELECT total_changes()").fetchone() == before


def test_a_deck_is_found_by_name_and_goes_with_its_slides(
    db: sqlite3.Connection, monday: int
) -> None:
    deck.set_deck(db, monday, {"audience": "founder"})
    assert deck.deck_named(db, " monday NUMBERS ").settings == {"audience": "founder"}
    deck.delete_deck(db, monday)
    assert db.execute("SELECT count(*) FROM slide").fetchone() == (0,)
    with pytest.raises(NotFound, match="There is no deck “Monday numbers”"):
        deck.deck_named(db, "Monday numbers")


def test_decks_keep_their_order(db: sqlite3.Connection, monday: int) -> None:
    founder = deck.add_deck(db, "Founder")
    deck.move_deck(db, founder, before=monday)
    assert [one.name for one in deck.decks(db)] == ["Founder", "Monday numbers"]


@pytest.mark.parametrize("name", ["", "  ", "monday numbers"])
def test_a_deck_needs_a_name_of_its_own(db: sqlite3.Connection, monday: int, name: str) -> None:
    with pytest.raises(BadInput):
        deck.add_deck(db, name)


def test_an_unknown_kind_is_refused(db: sqlite3.Connection, monday: int) -> None:
    with pytest.raises(BadInput, match="There is no kind of slide “film”"):
        deck.add_slide(db, monday, "film")


def test_every_kind_has_a_word_of_its_own() -> None:
    kinds = {view.kind for view in views.views()}
    labels = {deck.kind_label(kind) for kind in kinds}
    assert len(labels) == len(kinds) and not labels & kinds
