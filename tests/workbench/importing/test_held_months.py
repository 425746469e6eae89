"""Months held and missing per source, and who took whose days over, on hand-made imports."""

from __future__ import annotations

from pathlib import Path

from tests.workbench.importing.staging_maker import bring, report
from workbench.importing import ledger
from workbench.importing.held_months import fingerprints, held_months, replaced_files
from workbench.store.workspace import Workspace


def sales(workspace: Workspace, folder: Path, first: str, last: str, **about: str) -> int | None:
    rows = [{"day": first, "gross_minor": 100}, {"day": last, "gross_minor": 100}]
    given = {"as_of": None, "first_day": first, "last_day": last, **about}
    return bring(workspace, report(folder, rows, **given)).import_id


def test_a_gap_is_counted_in_days(workspace: Workspace, tmp_path: Path) -> None:
    sales(workspace, tmp_path, "2026-01-10", "2026-01-31")
    sales(workspace, tmp_path, "2026-03-05", "2026-04-02")
    held = workspace.ask(held_months)["shopify.sales"]
    counts = [(m.first_day.isoformat(), m.held, m.days) for m in held.months]
    assert counts == [
        ("2026-01-01", 22, 22),
        ("2026-02-01", 0, 28),
        ("2026-03-01", 27, 31),
        ("2026-04-01", 2, 2),
    ]
    assert [m.first_day.month for m in held.missing] == [2, 3]


def test_overlapping_files_leave_no_gap(workspace: Workspace, tmp_path: Path) -> None:
    one = sales(workspace, tmp_path, "2026-01-01", "2026-02-10", file="one.csv")
    two = sales(workspace, tmp_path, "2026-02-01", "2026-03-31", file="two.csv")
    assert workspace.ask(held_months)["shopify.sales"].missing == ()
    assert workspace.ask(replaced_files) == {two: ("one.csv",)}
    assert set(workspace.ask(fingerprints)) == {one, two}
    workspace.do("Take back", ledger.remove, two)
    assert len(workspace.ask(held_months)["shopify.sales"].months) == 2


def test_an_older_export_takes_nothing_over(workspace: Workspace, tmp_path: Path) -> None:
    new = sales(workspace, tmp_path, "2026-01-01", "2026-01-31", as_of="2026-02-02", file="new.csv")
    old = sales(workspace, tmp_path, "2026-01-10", "2026-01-20", as_of="2026-01-21", file="old.csv")
    found = workspace.ask(replaced_files)
    assert old not in found and (old is None or found == {new: ("old.csv",)})
