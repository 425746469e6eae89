"""What the preview shows of the rows to be kept, and what it guesses of a column."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workbench.importing.staging_maker import orders
from workbench.importing.stored import guess, stored_rows
from workbench.store.workspace import Workspace


@pytest.mark.parametrize(
    ("name", "samples", "kind"),
    [
        ("Price", ["€ 1,50", "€ 2,50"], "money"),
        ("Amount spent (EUR)", ["3.20", "4"], "money"),
        ("Rate", ["4.5%", "3%"], "percent"),
        ("Pieces", ["12", "-3"], "number"),
        ("When", ["2026-01-02", "3 Feb 2026"], "date"),
        ("Name", ["Tee", "12"], "text"),
        ("E-mail", ["•••"], "hidden"),
        ("Blank", [], "nothing"),
    ],
)
def test_a_column_is_told_by_its_name_and_values(name: str, samples: list[str], kind: str) -> None:
    assert guess(name, samples).kind == kind


def test_the_kept_rows_show_no_bookkeeping(workspace: Workspace, tmp_path: Path) -> None:
    given = [{"number": "1", "day": "2026-01-05", "total_minor": 900, "customer": 77}]
    shown = workspace.ask_later(stored_rows, orders(tmp_path, given, as_of=None)).result()
    row = dict(zip(shown.columns, shown.rows[0], strict=True))
    assert row["number"] == "1" and row["total_minor"] == "900"
    assert not row.keys() & {"customer", "row_hash", "n", "tax_minor"}
