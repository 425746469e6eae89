"""What to export next, and which days nobody looked at again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.workbench.importing.staging_maker import bring, orders
from workbench.importing.next_exports import guides, last_checked, next_exports
from workbench.importing.sources import known
from workbench.store.workspace import Workspace

NO_ROUTINE = {
    "backlog",
    "surveys",
    "reviews",
    "kpi",
    "experiments",
    "generic",
    "online_retail",
    "rates",
    "costs",
    "targets",
}


def test_orders_are_asked_for_with_ninety_days_of_overlap(
    workspace: Workspace, tmp_path: Path
) -> None:
    first = orders(tmp_path, [{"number": "1", "day": "2026-05-01"}], as_of="2026-09-14")
    bring(workspace, first)
    (found,) = workspace.ask(next_exports, date(2026, 9, 21))
    assert (found.first_day, found.last_day) == (date(2026, 2, 1), date(2026, 9, 20))
    assert found.guide.path.startswith("Orders > Export")


def test_days_before_the_newest_export_were_last_checked_by_an_older_one(
    workspace: Workspace, tmp_path: Path
) -> None:
    days = ("2026-06-01", "2026-08-20")
    first = orders(
        tmp_path, [{"number": str(n), "day": d} for n, d in enumerate(days)], as_of="2026-09-14"
    )
    newer = orders(tmp_path, [{"number": "9", "day": "2026-08-12"}], as_of="2026-09-21")
    bring(workspace, first)
    assert workspace.ask(last_checked) == []
    bring(workspace, newer)
    (told,) = workspace.ask(last_checked)
    assert (told.before, told.checked) == (date(2026, 8, 12), date(2026, 9, 14))
    assert told.words("en_GB") == (
        "Shopify orders: days before 12 Aug 2026 were last checked on 14 Sept 2026."
    )


def test_every_source_that_comes_again_has_a_click_path() -> None:
    again = {s.key for s in known() if s.key.split(".")[0] not in NO_ROUTINE}
    assert again <= guides().keys()
