"""Themes: the list a workspace starts with, and what editing it does to items."""

from __future__ import annotations

import sqlite3

import pytest

from workbench.errors import BadInput, NotFound
from workbench.roadmap import items, themes


@pytest.fixture
def seeded(db: sqlite3.Connection) -> sqlite3.Connection:
    themes.seed(db)
    return db


def test_a_new_workspace_has_the_six_themes_once(seeded: sqlite3.Connection) -> None:
    themes.seed(seeded)
    names = [theme.name for theme in themes.themes(seeded)]
    assert names == [
        "acquisition",
        "engagement",
        "retention",
        "analytics",
        "product",
        "operations",
    ]


def test_items_follow_a_renamed_theme_and_outlive_a_deleted_one(
    seeded: sqlite3.Connection,
) -> None:
    new = items.add(seeded, "Size guide", theme="product")
    product = themes.theme_id(seeded, "PRODUCT")
    assert product is not None
    themes.rename_theme(seeded, product, "range")
    themes.recolour_theme(seeded, product, "#112233")
    assert items.item(seeded, new)[3:5] == ("range", "#112233")
    assert themes.themes(seeded)[4].items == 1
    themes.delete_theme(seeded, product)
    assert items.item(seeded, new).theme is None
    with pytest.raises(NotFound):
        themes.delete_theme(seeded, product)


@pytest.mark.parametrize("name", ["", "  ", "Retention"])
def test_a_theme_needs_a_name_of_its_own(seeded: sqlite3.Connection, name: str) -> None:
    with pytest.raises(BadInput):
        themes.add_theme(seeded, name)


def test_a_theme_may_change_the_case_of_its_own_name(seeded: sqlite3.Connection) -> None:
    themes.rename_theme(seeded, 3, "Retention")
    assert themes.themes(seeded)[2].name == "Retention"


def test_a_colour_must_be_one(seeded: sqlite3.Connection) -> None:
    with pytest.raises(BadInput, match="“red; x” is not a colour"):
        themes.add_theme(seeded, "press", colour="red; x")


def test_an_imported_theme_is_found_or_added(seeded: sqlite3.Connection) -> None:
    assert themes.ensure_theme(seeded, " Retention ") == themes.theme_id(seeded, "retention")
    press = themes.ensure_theme(seeded, "Press")
    assert themes.themes(seeded)[-1] == (press, "Press", themes.PLAIN_COLOUR, 0)
