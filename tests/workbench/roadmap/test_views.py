"""Saved views and their three verbs; requirements."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

import pytest

from workbench.errors import BadInput, NotFound
from workbench.roadmap import items, requirements, views
from workbench.roadmap.requirements import Part
from workbench.roadmap.views import View

MINE = View(
    "table",
    "theme:retention -stage:launched",
    group="theme",
    sort=(("score", True), ("due", False)),
    columns=("title", "score"),
    framework="ice",
    options=(("x", "effort"), ("y", "value")),
)


def test_save_as_new_save_and_discard(db: sqlite3.Connection) -> None:
    new = views.save_as_new(db, "Retention, best first", MINE)
    saved = views.view(db, new)
    assert saved.view == MINE and not views.is_edited(saved, MINE)
    edited = replace(MINE, filter="theme:retention").with_option("x", "reach")
    assert views.is_edited(saved, edited)
    assert views.view(db, new).view == MINE  # discard: read it again
    views.save(db, new, edited)
    assert views.view(db, new).view == edited
    assert edited.option("x") == "reach"


def test_views_have_names_and_an_order(db: sqlite3.Connection) -> None:
    first, second = (views.save_as_new(db, name, View()) for name in ("A", "B"))
    views.reorder_view(db, second, before=first)
    views.rename_view(db, first, "C")
    assert [one.name for one in views.views(db)] == ["B", "C"]
    with pytest.raises(BadInput, match="already a view “b”"):
        views.save_as_new(db, "b", View())
    views.delete_view(db, first)
    with pytest.raises(NotFound):
        views.view(db, first)


@pytest.mark.parametrize("bad", [View("calendar"), View(filter="stage:nosuch")])
def test_a_view_that_cannot_be_is_refused(db: sqlite3.Connection, bad: View) -> None:
    with pytest.raises(BadInput):
        views.save_as_new(db, "x", bad)


def test_a_damaged_setting_falls_back(db: sqlite3.Connection) -> None:
    new = views.save_as_new(db, "x", MINE)
    db.execute("UPDATE saved_view SET settings = '[1'")
    assert views.view(db, new).view == View("table", MINE.filter)


def test_requirements_of_an_item(db: sqlite3.Connection) -> None:
    new = items.add(db, "Gift wrap")
    requirements.set_part(db, new, Part.COST, "1.20 a parcel")
    story = requirements.add_story(db, new, "As a giver I want it wrapped, so that I need no paper")
    requirements.set_part(db, new, "audience", "Givers in December")
    requirements.set_part(db, new, Part.COST, "0.90 a parcel")
    requirements.change_requirement(db, story, done=True)
    found = [(one.part, one.text, one.done) for one in requirements.requirements(db, new)]
    assert found == [
        (Part.STORY, "As a giver I want it wrapped, so that I need no paper", True),
        (Part.COST, "0.90 a parcel", False),
        (Part.AUDIENCE, "Givers in December", False),
    ]
    requirements.set_part(db, new, Part.COST, " ")
    assert len(requirements.requirements(db, new)) == 2
    with pytest.raises(BadInput):
        requirements.add_story(db, new, " ")
