"""Have we tried this? Similar things are found, others are not; ideas to start from."""

from __future__ import annotations

import sqlite3

import pytest

from workbench.errors import BadInput
from workbench.experiments import ledger
from workbench.kpis.catalogue import cards
from workbench.roadmap import items
from workbench.roadmap.templates import add_templates, delete_untouched, templates
from workbench.roadmap.themes import seed
from workbench.roadmap.tried_before import Memory, Past, memory
from workbench.store.workspace import Workspace


@pytest.fixture
def past(db: sqlite3.Connection) -> sqlite3.Connection:
    items.add(db, "Free shipping above 45 euro", stage="dropped")
    items.add(
        db,
        "Refill reminder by e-mail",
        stage="launched",
        hypothesis="If we remind buyers before it runs out",
    )
    items.add(db, "Größentabelle für Kerzen")
    test = ledger.add(db, "Sticky cart on phones", status="finished")
    ledger.decide(db, test, choice="roll back")
    ledger.learn(db, test, "A sticky cart hides the reviews on small phones")
    return db


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("free shipping", [("item", 1)]),
        ("Shipping for free from 50 euros", [("item", 1)]),
        ("remind people to refill", [("item", 2)]),
        ("sticky carts", [("experiment", 1), ("learning", 1)]),
        ("grossentabellen", [("item", 3)]),
        ("Loyalty points", []),
        ("the page for customers", []),
        ("", []),
    ],
)
def test_what_resembles(past: sqlite3.Connection, text: str, found: list[tuple[str, int]]) -> None:
    seen = [(match.past.thing, match.past.id) for match in memory(past).similar(text)]
    assert seen == found


def test_the_outcome_is_told_and_the_thing_itself_is_not(past: sqlite3.Connection) -> None:
    known = memory(past)
    assert known.similar("Sticky cart")[0].past.outcome == "roll back"
    assert known.similar("Free shipping above 45 euro", but=("item", 1)) == []


def test_better_likeness_comes_first_and_the_limit_holds() -> None:
    titles = [
        "Gift wrap red",
        "Gift wrap blue",
        "Gift wrap green",
        *(f"Idea{n}" for n in range(50)),
    ]
    known = Memory(Past("item", n, title, "", "inbox") for n, title in enumerate(titles))
    found = known.similar("gift wrap, blue", limit=2)
    assert found[0].past.id == 1 and len(found) == 2
    assert [m.likeness for m in found] == sorted((m.likeness for m in found), reverse=True)


def test_ideas_to_start_from_cover_what_a_shop_does(db: sqlite3.Connection) -> None:
    every = templates()
    assert len(every) >= 40 and len({one.key for one in every}) == len(every)
    assert len({one.title for one in every}) == len(every)
    assert {one.theme for one in every} == {
        *("acquisition", "engagement", "retention", "analytics", "product", "operations")
    }
    wanted = "account post-purchase subscription loyalty referral checkout search personalisation polls tutorials"
    assert {*wanted.split(), "reviews", "influencer", "bundles", "returns"} <= {
        one.group for one in every
    }
    for one in every:
        assert (
            one.hypothesis.startswith("If ")
            and ", then " in one.hypothesis
            and ", because " in one.hypothesis
        )
        assert "\n" not in one.hypothesis and len(one.title) <= 60
    later = {"repeat_purchase_rate", "refund_rate", "blended_cac"}  # of the catalogue's later parts
    assert {one.kpi for one in every} <= cards().keys() | later


def test_ideas_are_added_once_and_deleted_while_untouched(workspace: Workspace) -> None:
    keys = [one.key for one in templates("retention")]
    added = workspace.do("Ideas", add_templates, keys).result
    assert len(added) == len(keys)
    assert workspace.do("Again", add_templates, keys).step is None
    one = workspace.ask(items.item, added[0])
    assert (one.theme, one.stage.value, one.tags[0]) == ("retention", "inbox", "starter")
    workspace.do("Edit", items.set_field, added[0], "hypothesis", "If we …")
    workspace.do("Move", items.move, added[1], stage="planned")
    assert workspace.do("Tidy", delete_untouched).result == len(keys) - 2
    with pytest.raises(BadInput):
        workspace.do("x", add_templates, ["nosuch"])


def test_themes_of_the_ideas_are_those_of_a_new_workspace(db: sqlite3.Connection) -> None:
    seed(db)
    before = db.execute("SELECT count(*) FROM theme").fetchone()
    add_templates(db, [one.key for one in templates()])
    assert db.execute("SELECT count(*) FROM theme").fetchone() == before
