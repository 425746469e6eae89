"""Views are a registry: what is added later fits without a change here."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest

from workbench.errors import BadInput, NotFound
from workbench.presenting import deck, views
from workbench.presenting.prepare import meeting, prepare
from workbench.presenting.slides import Field, TableSlide, TextSlide

HERE = f"{__name__}:"


def weather(_db: sqlite3.Connection, settings: dict[str, Any]) -> TableSlide:
    rows = () if settings.get("dry") else (("rain", 3),)
    return TableSlide("Wet", (Field("What"), Field("Days", "number")), rows)


@pytest.fixture
def added(monkeypatch: pytest.MonkeyPatch) -> Iterator[views.View]:
    monkeypatch.setattr(views, "_views", dict(views._views))
    made = views.View("weather", lambda: "Weather", "x:y", skips_empty=True)
    monkeypatch.setattr(views.View, "read", lambda self, db, settings: weather(db, dict(settings)))
    views.register(made)
    yield made


def test_a_view_of_a_later_day_is_a_slide_like_any_other(
    db: sqlite3.Connection, added: views.View
) -> None:
    made = deck.add_deck(db, "Days")
    deck.add_slide(db, made, "weather", title="It rains", settings={"dry": False})
    deck.add_slide(db, made, "weather", settings={"dry": True})
    assert deck.kind_label("weather") == "Weather"
    assert [slide.title for slide in prepare(db, made).slides] == ["It rains"]
    assert len(meeting(db, made).slides) == 1  # what has nothing to say is left out


def test_an_unknown_kind_is_refused_and_an_unknown_stored_one_says_so(
    db: sqlite3.Connection,
) -> None:
    made = deck.add_deck(db, "Days")
    with pytest.raises(BadInput, match="pie"):
        deck.add_slide(db, made, "pie")
    with pytest.raises(NotFound):
        views.view("pie")
    db.execute(
        "INSERT INTO slide(deck_id, position, kind, hidden) VALUES (?, 1, 'pie', 0)", (made,)
    )
    (page,) = prepare(db, made).slides
    assert isinstance(page, TextSlide) and "no longer" in page.lines[0]


def test_every_view_reads_an_empty_workspace(db: sqlite3.Connection) -> None:
    made = deck.add_deck(db, "All")
    kinds = [view.kind for view in views.views()]
    for view in views.views():
        deck.add_slide(db, made, view.kind, settings=dict(view.start))
    shown = prepare(db, made).slides
    skipped = {view.kind for view in views.views() if view.skips_empty}
    assert len(shown) == len(kinds) - len(skipped)


def test_every_choice_of_a_view_can_be_read(db: sqlite3.Connection) -> None:
    for view in views.views():
        for setting in view.settings:
            for key, words in setting.options(db):
                assert isinstance(key, str) and words
