"""Cells from a spreadsheet, with or without a header, in Dutch and in English."""

import sqlite3
from datetime import date

import pytest

from workbench.errors import BadInput
from workbench.experiments import ledger, readings
from workbench.experiments.pasted import Pasted, Sheet, paste, read_cells
from workbench.experiments.record import corrected, record

DAY = date(2026, 10, 5)


def cells(text: str, **other: object) -> Sheet:
    given = {"locale": "nl_NL", "currency": "EUR", **other}
    return read_cells(text.replace(" | ", "\t"), **given)  # type: ignore[arg-type]


def test_a_header_names_the_columns_in_any_order() -> None:
    found = cells(
        "Omzet | Datum | Variant | Bestellingen | Bezoekers\n1.234,50 | 5-10-2026 | A | 30 | 1.200"
    )
    assert found.rows == (Pasted("A", DAY, 1200, 30, 123450),)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("A | 1.200 | 30", Pasted("A", None, 1200, 30, None)),
        ("A | 1,200 | 30 | 99,50", Pasted("A", None, 1200, 30, 9950)),
        ("A | 5-10-2026 | 1200 | 30", Pasted("A", DAY, 1200, 30, None)),
        ("5-10-2026 | A | 1200 | 30", Pasted("A", DAY, 1200, 30, None)),
        ("5-10-2026 | 1200 | 30", Pasted("Now", DAY, 1200, 30, None)),
        ("1200 | 30", Pasted("Now", None, 1200, 30, None)),
    ],
)
def test_without_a_header_the_columns_are_guessed(text: str, row: Pasted) -> None:
    assert cells(text, variants=["Now", "Bar"]).rows == (row,)


def test_totals_are_left_out_and_what_cannot_be_read_is_told() -> None:
    found = cells("Variant | Visitors | Orders\nA | 100 | 3\nB | many | 4\nTotal | 200 | 7")
    assert [row.variant for row in found.rows] == ["A"]
    assert found.left_out == ("Row 3: “many” cannot be read.",)


@pytest.mark.parametrize("text", ["", "  \n ", "Name | Colour\nA | red", "A | x | y"])
def test_cells_without_counts_are_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(BadInput):
        cells(text)


def test_pasting_again_corrects_and_keeps_the_old_counts(db: sqlite3.Connection) -> None:
    new = ledger.add(db, "Bar")
    readings.add_variant(db, new, "A")
    paste(db, new, "a\t5-10-2026\t100\t3\nB\t5-10-2026\t90\t4")
    assert [variant.name for variant in record(db, new).variants] == ["A", "B"]
    paste(db, new, "A\t5-10-2026\t101\t3\nB\t5-10-2026\t90\t4")
    assert [variant.visitors for variant in record(db, new).variants] == [101, 90]
    assert [(old.visitors, old.day) for old, _at in corrected(db, new)] == [(100, DAY)]
