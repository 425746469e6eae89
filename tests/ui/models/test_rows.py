"""A model that takes new rows keeps what the user has selected, whatever changed around it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex
from PySide6.QtTest import QAbstractItemModelTester

from ui.models.cards import Card, CardModel
from ui.models.rows import runs


def cards(*ids: int, suffix: str = "") -> list[Card]:
    return [Card(i, f"{i}{suffix}", "", "", "") for i in ids]


orders = st.lists(st.integers(0, 12), unique=True, max_size=12)


@given(orders, orders, st.sets(st.integers(0, 12)))
def test_any_change_of_rows_follows_qts_rules(old: list[int], new: list[int], edited: set[int]):
    model = CardModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.update(cards(*old))
    held = {i: QPersistentModelIndex(model.index(row)) for row, i in enumerate(old)}
    target = [Card(i, "edited" if i in edited else str(i), "", "", "") for i in new]
    model.update(target)
    assert list(model.rows) == target
    assert tester.model() is model
    for i, index in held.items():
        assert (index.row() if index.isValid() else None) == (new.index(i) if i in new else None)


def test_only_what_differs_is_told():
    model = CardModel()
    model.update(cards(1, 2, 3, 4))
    told: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda top, bottom: told.append((top.row(), bottom.row())))
    model.update([*cards(1), *cards(2, 3, suffix="!"), *cards(4)])
    assert told == [(1, 2)]


def test_editing_asks_and_changes_nothing():
    model = CardModel()
    model.update(cards(7))
    asked: list[tuple[int, str]] = []
    model.renamed.connect(lambda *what: asked.append(what))
    assert not model.setData(model.index(0), "  ")
    assert not model.setData(model.index(0), "7")
    assert model.setData(model.index(0), " Seven ")
    assert asked == [(7, "Seven")]
    assert model.index(0).data() == "7"


def test_runs():
    assert runs([1, 2, 5, 7, 8]) == [(1, 2), (5, 5), (7, 8)]
