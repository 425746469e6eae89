"""Evidence and the confidence that follows from it."""

from __future__ import annotations

import sqlite3
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import BadInput, NotFound
from workbench.roadmap import items, scoring
from workbench.roadmap.evidence import (
    Kind,
    Piece,
    Strength,
    add_evidence,
    change_evidence,
    confidence,
    delete_evidence,
    evidence,
)
from workbench.roadmap.frameworks import framework
from workbench.roadmap.overrides import override

# One piece each; worked out by hand from the formula in evidence.py.
LADDER = {
    Strength.OPINION: 0.5,
    Strength.CUSTOMER: 0.55,
    Strength.REVIEWS: 0.65,
    Strength.ANALYTICS: 0.75,
    Strength.EXPERIMENT: 0.85,
    Strength.AB_TEST: 0.95,
}


def piece(
    n: int, strength: Strength, *, who: str = "", ref: str = "", against: bool = False
) -> Piece:
    kind = Kind.WEB if ref else Kind.NOTE
    return Piece(n, 1, kind, ref, "said", strength, who, against, date(2026, 11, 1))


@pytest.mark.parametrize(("strength", "value"), LADDER.items())
def test_each_rung_alone(strength: Strength, value: float) -> None:
    assert confidence([piece(1, strength)]).value == pytest.approx(value)
    assert confidence([piece(1, strength, against=True)]).value == pytest.approx(1 - value)


def test_without_evidence_at_most_half() -> None:
    nothing = confidence([])
    assert nothing[:3] == (0.5, 0, 0)
    assert nothing.because == "No evidence yet, so at most 50 %."


def test_pieces_add_up_and_contradiction_takes_away() -> None:
    both = [piece(1, Strength.REVIEWS), piece(2, Strength.ANALYTICS)]
    assert confidence(both).value == pytest.approx(0.5 + 0.5 * (1 - 0.7 * 0.5))
    torn = [*both, piece(3, Strength.AB_TEST, against=True)]
    found = confidence(torn)
    assert found.value == pytest.approx(0.5 + 0.5 * (0.65 - 0.9))
    assert found.because == "2 for it, 1 against; the strongest: Analytics."


def test_one_customer_counts_once() -> None:
    word = Strength.CUSTOMER
    loud = [piece(n, word, who="Order 1042") for n in range(9)]
    assert confidence(loud).value == pytest.approx(0.55)
    assert confidence([*loud, piece(10, word, who="order 1050")]).value == pytest.approx(0.595)
    assert confidence([piece(n, word) for n in range(5)]).value == pytest.approx(0.55)


def test_the_same_page_linked_twice_counts_once() -> None:
    twice = [piece(n, Strength.ANALYTICS, ref="https://a.example/report") for n in (1, 2)]
    assert confidence(twice).value == pytest.approx(0.75)


pieces = st.lists(
    st.builds(piece, st.integers(1, 999), st.sampled_from(Strength), against=st.booleans()),
    max_size=8,
    unique_by=lambda p: p.id,
)


@given(pieces, st.sampled_from(Strength))
def test_support_never_lowers_and_contradiction_never_raises(
    held: list[Piece], strength: Strength
) -> None:
    before = confidence(held).value
    more = confidence([*held, piece(1000, strength, who="new")]).value
    less = confidence([*held, piece(1000, strength, who="new", against=True)]).value
    assert 0 <= less <= before + 1e-9 and before - 1e-9 <= more <= 1
    assert confidence(held[::-1]).value == pytest.approx(before)


def test_evidence_gives_the_confidence_that_nobody_typed(db: sqlite3.Connection) -> None:
    new = items.add(db, "Size guide")
    scoring.set_inputs(db, new, "rice", {"reach": 1000, "impact": 1, "effort": 1})
    assert scoring.ranked(db)[0].missing == ("confidence",)
    add_evidence(db, new, "23 reviews say “too small”", strength="reviews")
    assert scoring.ranked(db)[0].score == 650
    scoring.set_input(db, new, "rice", "confidence", 0.8)
    assert scoring.ranked(db)[0].score == 800
    scoring.set_inputs(db, new, "ice", {"impact": 2, "ease": 2})
    assert scoring.ranked(db, "ice")[0].score == 26


def test_changing_and_deleting(db: sqlite3.Connection) -> None:
    new = items.add(db, "Size guide")
    one = add_evidence(db, new, "", kind="web", ref="https://a.example/1", strength="analytics")
    change_evidence(db, one, text="Half leave at the size question", against=True)
    (found,) = evidence(db, new)
    assert (found.text, found.against, found.ref) == (
        "Half leave at the size question",
        True,
        "https://a.example/1",
    )
    delete_evidence(db, one)
    assert evidence(db, new) == []
    with pytest.raises(NotFound):
        delete_evidence(db, one)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"text": " "}, "needs a sentence"),
        ({"text": "x", "strength": "gut"}, "no strength “gut”"),
        ({"text": "x", "kind": "web", "ref": "javascript:1"}, "begins with https"),
        ({"text": "x", "who": "Ann <ann@shop.example>"}, "without their address"),
    ],
)
def test_what_is_no_evidence_is_refused(
    db: sqlite3.Connection, fields: dict[str, str], sentence: str
) -> None:
    new = items.add(db, "Size guide")
    with pytest.raises(BadInput, match=sentence):
        add_evidence(db, new, **fields)  # type: ignore[arg-type]


def test_an_override_counts_and_shows(db: sqlite3.Connection) -> None:
    new = items.add(db, "Size guide")

    def told(name: str = "rice") -> str | None:
        found = override(framework(name), items.item(db, new))
        return found.sentence if found else None

    scoring.set_input(db, new, "rice", "confidence", 0.5)
    assert told() is None
    scoring.set_input(db, new, "rice", "confidence", 0.8)
    assert told() == "80% by hand; without evidence at most 50%."
    add_evidence(db, new, "23 reviews", strength="reviews")
    assert told() == "80% by hand; the evidence says 65%."
    scoring.set_input(db, new, "rice", "confidence", 0.65)
    assert told() is None
    scoring.set_input(db, new, "rice", "confidence", 0.2)
    found = override(framework("rice"), items.item(db, new))
    assert found is not None and not found.is_above
    scoring.set_input(db, new, "ice", "confidence", 9)
    assert told("ice") == "90% by hand; the evidence says 65%."
    assert told("wsjf") is None
