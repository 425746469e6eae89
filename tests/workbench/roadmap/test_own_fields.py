"""Fields of the user's own: what they take, their formulas, filters over them."""

from __future__ import annotations

import sqlite3
from datetime import date

import pytest

from workbench.errors import BadInput, NotFound
from workbench.roadmap import custom_fields, custom_values, items, scoring
from workbench.roadmap.custom_fields import add_field, change_field, delete_field
from workbench.roadmap.custom_values import set_value, set_values, values
from workbench.roadmap.filtering import filtered
from workbench.roadmap.frameworks import framework
from workbench.store.workspace import Workspace

RICE = framework("rice")


@pytest.fixture
def one(db: sqlite3.Connection) -> sqlite3.Connection:
    items.add(db, "Gift wrap")
    return db


def held(db: sqlite3.Connection, item_id: int = 1) -> dict[str, custom_values.Value]:
    return values(db, items.items(db), RICE)[item_id]


@pytest.mark.parametrize(
    ("kind", "given", "kept"),
    [
        ("text", " Needs a box ", "Needs a box"),
        ("number", "1 234,5", 1234.5),
        ("number", 0.1 + 0.2, 0.1 + 0.2),
        ("date", "2026-12-01", date(2026, 12, 1)),
        ("date", date(2026, 12, 1), date(2026, 12, 1)),
        ("yes no", "Ja", True),
        ("yes no", False, False),
        ("choice", "large", "Large"),
        ("number", "", None),
    ],
)
def test_what_a_field_takes(
    one: sqlite3.Connection, kind: str, given: object, kept: custom_values.Value
) -> None:
    key = add_field(
        one, "Package size", kind, choices=["Small", "Large"] if kind == "choice" else ()
    )
    set_value(one, 1, key, given)
    assert held(one) == {"package_size": kept}


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("number", "many"),
        ("number", "nan"),
        ("date", "tomorrow"),
        ("yes no", "perhaps"),
        ("choice", "Huge"),
    ],
)
def test_what_does_not_fit_is_refused(one: sqlite3.Connection, kind: str, given: str) -> None:
    key = add_field(one, "Size", kind, choices=["Small"] if kind == "choice" else ())
    with pytest.raises(BadInput, match="does not fit the field “Size”"):
        set_value(one, 1, key, given)


def test_formulas_over_fields_inputs_and_each_other(one: sqlite3.Connection) -> None:
    add_field(one, "Cost", "number")
    add_field(one, "Per week", "formula", formula="cost / effort")
    add_field(one, "Twice", "formula", formula="per_week * 2 + score * 0")
    set_value(one, 1, "cost", 900)
    assert held(one)["per_week"] is None
    scoring.set_inputs(one, 1, "rice", {"reach": 1, "impact": 1, "confidence": 1, "effort": 3})
    assert (held(one)["per_week"], held(one)["twice"]) == (300, 600)
    with pytest.raises(BadInput, match="worked out by its formula"):
        set_value(one, 1, "twice", 5)
    with pytest.raises(BadInput, match="is used in the formula of “Per week”"):
        delete_field(one, "cost")


def test_a_formula_that_leads_back_to_itself_is_refused(one: sqlite3.Connection) -> None:
    add_field(one, "A", "formula", formula="score + 1")
    add_field(one, "B", "formula", formula="a + 1")
    with pytest.raises(BadInput, match="leads back to itself"):
        change_field(one, "a", formula="b + 1")
    with pytest.raises(BadInput, match="leads back to itself"):
        change_field(one, "a", formula="a + 1")
    with pytest.raises(BadInput, match="which is not there"):
        add_field(one, "C", "formula", formula="title + 1")


def test_fields_have_names_and_an_order(one: sqlite3.Connection) -> None:
    assert add_field(one, "Score", "number") == "score_2"
    assert add_field(one, "Größe", "text") == "grösse"
    with pytest.raises(BadInput, match="already a field “größe”"):
        add_field(one, "größe", "text")
    custom_fields.reorder_field(one, "grösse", before="score_2")
    assert [field.key for field in custom_fields.custom_fields(one)] == ["grösse", "score_2"]
    with pytest.raises(NotFound):
        change_field(one, "nosuch", name="x")


def test_filters_over_own_fields(one: sqlite3.Connection) -> None:
    items.add_many(one, ["Size guide", "Returns portal"])
    add_field(one, "Margin", "number")
    add_field(one, "Agreed", "yes no")
    add_field(one, "Ready", "date")
    set_values(one, [1, 2], "margin", "0,35")
    set_value(one, 3, "margin", 0.1)
    set_value(one, 3, "agreed", True)
    set_value(one, 2, "ready", "2026-12-01")
    every = items.items(one)
    own = values(one, every, RICE)

    def ids(text: str) -> list[int]:
        return [item.id for item in filtered(every, text, own=own)]

    assert ids("margin>0,3") == [1, 2]
    assert ids("-margin>0.3") == [3]
    assert ids("agreed:yes") == [3]
    assert ids("ready<2026-12-02") == [2]
    assert ids("ready:none size") == []
    with pytest.raises(BadInput, match="does not fit margin"):
        ids("margin>much")
    with pytest.raises(BadInput, match="no filter “weight”"):
        ids("weight>1")


def test_deleting_a_field_and_undo_bring_its_values_back(workspace: Workspace) -> None:
    workspace.do("Add", items.add, "Gift wrap")
    workspace.do("Field", add_field, "Cost", "number")
    workspace.do("Value", set_value, 1, "cost", 5)
    assert workspace.do("Same", set_value, 1, "cost", "5").step is None
    workspace.do("Delete", delete_field, "cost")
    assert workspace.ask(held) == {}
    workspace.undo()
    assert workspace.ask(held) == {"cost": 5}
