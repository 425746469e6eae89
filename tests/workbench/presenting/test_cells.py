"""Text from data stays text in a sheet, numbers stay numbers; re-opened with openpyxl."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from workbench.presenting.cells import LONGEST, clean, looks_like_formula, pasted, put


def reopened(value: Any) -> Any:
    """The cell as another program reads it."""
    book = Workbook()
    put(book.active["A1"], value)
    file = BytesIO()
    book.save(file)
    return load_workbook(file).active["A1"]


RISKY = ["=1+1", "+1", "-1 x", "@A1", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠1", "  =1"]


@pytest.mark.parametrize("text", RISKY)
def test_text_is_never_a_formula(text: str) -> None:
    cell = reopened(text)
    assert cell.data_type == "s"
    assert cell.quotePrefix
    assert cell.value.strip() == text.strip()


@pytest.mark.parametrize("value", [-3, -0.5, 0, 12, True, date(2026, 11, 8)])
def test_other_values_keep_their_type(value: Any) -> None:
    cell = reopened(value)
    assert cell.data_type in ("n", "b", "d")
    assert (cell.value.date() if isinstance(value, date) else cell.value) == value


def test_plain_text_has_no_prefix() -> None:
    cell = reopened("Fig & cedar <b>")
    assert (cell.value, bool(cell.quotePrefix)) == ("Fig & cedar <b>", False)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60))
def test_any_text_can_be_saved_and_comes_back_as_text(text: str) -> None:
    cell = reopened(text)
    assert cell.value is None or cell.data_type == "s"


def test_a_cell_is_never_longer_than_excel_allows() -> None:
    assert len(reopened("x" * 40_000).value) == LONGEST


def test_clean_keeps_letters_and_drops_what_breaks_files() -> None:
    assert clean("a\x00b\x1fc\ud800d\tê日\u2028") == "a b cd ê日 "
    assert clean("a\r\nb\rc", lines=True) == "a\nb\nc"


def test_pasted_text_shows_an_apostrophe_instead_of_counting() -> None:
    assert pasted("=cmd|calc\tx") == "'=cmd|calc x"
    assert pasted("－5\nx") == "'－5 x"
    assert pasted("plain") == "plain"


def test_only_text_that_begins_like_one_looks_like_a_formula() -> None:
    assert looks_like_formula("\u00a0=1") and not looks_like_formula("a=1")
    assert not looks_like_formula("") and not looks_like_formula("  ")
