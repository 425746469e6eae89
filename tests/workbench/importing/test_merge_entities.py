"""Things with a number of their own, and reports of ads, brought in, brought again, brought older, and taken back."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.workbench.importing.reader_tools import FILES, stage_all, write
from tests.workbench.importing.staging_maker import bring
from workbench.importing import ledger
from workbench.importing.merge import ImportResult
from workbench.importing.plan import plan
from workbench.kpis.series import series
from workbench.store import check, seal
from workbench.store.workspace import Workspace

FOLDER = FILES / "sources"
OLD = (
    "id,status,rating,review,date,handle",
    "r1,Active,5,Good,2026-03-02,cedar",
    "r2,Active,4,Fine,2026-03-03,cedar",
)
NEW = (
    "id,status,rating,review,date,handle",
    "r2,Active,1,Broke,2026-03-03,cedar",
    "r3,Active,3,So so,2026-03-04,cedar",
)


def bring_file(
    workspace: Workspace, file: Path, folder: Path, **changes: Any
) -> list[ImportResult]:
    found = stage_all(file, folder / f"staging {len(list(folder.iterdir()))}", **changes)
    return [bring(workspace, one.staged.path) for one in found]


def reviews(workspace: Workspace) -> list[tuple[Any, ...]]:
    return workspace.ask(
        lambda db: db.execute(
            "SELECT number, rating, import_id FROM review WHERE shown ORDER BY number"
        ).fetchall()
    )


def is_whole(workspace: Workspace) -> bool:
    report = workspace.ask(check.check, workspace.path)
    assert report.problems == ()
    return bool(report.ok)


def value(workspace: Workspace, key: str, first: str, last: str) -> float | None:
    span = date.fromisoformat(first), date.fromisoformat(last)
    return workspace.ask(series, key, by="all", first=span[0], last=span[1]).points[0].value


def test_the_newest_export_of_a_review_shows_and_can_be_taken_back(
    workspace: Workspace, tmp_path: Path
) -> None:
    old, new = write(tmp_path, "old.csv", *OLD), write(tmp_path, "new.csv", *NEW)
    (first,) = bring_file(workspace, old, tmp_path, as_of="2026-03-05")
    (second,) = bring_file(workspace, new, tmp_path, as_of="2026-03-06")
    assert (second.counts["reviews"].added, second.counts["reviews"].updated) == (1, 1)
    assert reviews(workspace) == [("r1", 5, 1), ("r2", 1, 2), ("r3", 3, 2)]
    assert value(workspace, "review_score", "2026-03-02", "2026-03-04") == pytest.approx(3)
    assert is_whole(workspace)
    workspace.do("Remove", ledger.remove, second.import_id)
    assert reviews(workspace) == [("r1", 5, 1), ("r2", 4, 1)]
    assert value(workspace, "reviews", "2026-03-02", "2026-03-04") == 2
    workspace.undo()
    assert len(reviews(workspace)) == 3
    workspace.do("Remove", ledger.remove, first.import_id)
    assert reviews(workspace) == [("r2", 1, 2), ("r3", 3, 2)]
    assert is_whole(workspace)


def test_an_older_export_hides_nothing_newer(workspace: Workspace, tmp_path: Path) -> None:
    old, new = write(tmp_path, "old.csv", *OLD), write(tmp_path, "new.csv", *NEW)
    bring_file(workspace, new, tmp_path, as_of="2026-03-06")
    (older,) = bring_file(workspace, old, tmp_path, as_of="2026-03-05")
    assert older.counts["reviews"].added == 1
    assert older.counts["reviews"].updated == 0
    assert reviews(workspace) == [("r1", 5, 2), ("r2", 1, 1), ("r3", 3, 1)]
    assert is_whole(workspace)


@pytest.mark.parametrize(
    "name",
    [
        "shopify.products plain.csv",
        "shopify.inventory plain.csv",
        "shopify.customers plain.csv",
        "reviews.judgeme plain.csv",
        "surveys.typeform plain.csv",
        "gorgias.tickets plain.csv",
        "stripe.balance plain.csv",
        "amazon.returns plain.csv",
        "meta_ads.daily hard.csv",
        "klaviyo.flows plain.csv",
        "search_console.performance plain.csv",
        "ga4.traffic hard.csv",
        "etsy.items plain.csv",
        "amazon.business hard.csv",
    ],
)
def test_the_same_file_again_is_nothing_new_and_undo_leaves_nothing(
    name: str, workspace: Workspace, tmp_path: Path
) -> None:
    before = workspace.ask(check.counts)
    first = bring_file(workspace, FOLDER / name, tmp_path, as_of="2026-10-01")
    assert all(result.import_id for result in first)
    held = workspace.ask(check.counts)
    again = bring_file(workspace, FOLDER / name, tmp_path, as_of="2026-10-02")
    assert [result.import_id for result in again] == [None] * len(first)
    assert workspace.ask(check.counts) == held != before
    assert is_whole(workspace)
    for _result in first:
        workspace.undo()
    assert workspace.ask(check.counts) == before
    assert is_whole(workspace)


def test_a_flipped_value_of_any_of_the_tables_is_noticed(
    workspace: Workspace, tmp_path: Path
) -> None:
    bring_file(workspace, FOLDER / "stripe.balance plain.csv", tmp_path, as_of="2026-10-01")
    assert workspace.ask(seal.broken) == []
    sums = workspace.ask(lambda db: seal.sums(db, "payment"))
    assert [total.n for total in sums.values()] == [3]


def test_a_plan_tells_what_a_newer_file_would_change(workspace: Workspace, tmp_path: Path) -> None:
    bring_file(workspace, write(tmp_path, "old.csv", *OLD), tmp_path, as_of="2026-03-05")
    (found,) = stage_all(write(tmp_path, "new.csv", *NEW), tmp_path / "plan", as_of="2026-03-06")
    told = workspace.ask_later(plan, found.staged.path).result()
    assert tuple(told.counts["reviews"]) == (1, 1, 0, 0)


def test_ad_spend_of_platforms_adds_up_and_of_two_reports_does_not(
    workspace: Workspace, tmp_path: Path
) -> None:
    head = "Day,Campaign name,Amount spent (EUR),Impressions,Link clicks"
    rows = ("2026-09-01,A,10.00,100,5", "2026-09-01,B,5.00,50,1", "2026-09-02,A,7.00,70,2")
    bring_file(workspace, write(tmp_path, "meta.csv", head, *rows), tmp_path, as_of="2026-09-10")
    deeper = ("Day,Campaign name,Ad name,Amount spent (EUR),Impressions,Link clicks",)
    ads = ("2026-09-01,A,x,6.00,60,3", "2026-09-01,A,y,4.00,40,2", "2026-09-01,B,z,5.00,50,1")
    bring_file(workspace, write(tmp_path, "ads.csv", *deeper, *ads), tmp_path, as_of="2026-09-10")
    google = ("Day,Campaign,Currency code,Cost,Impr.,Clicks", "2026-09-01,S,EUR,20.00,30,4")
    bring_file(workspace, write(tmp_path, "google.csv", *google), tmp_path, as_of="2026-09-10")
    assert value(workspace, "ad_spend", "2026-09-01", "2026-09-01") == 3500
    assert value(workspace, "ad_spend", "2026-09-01", "2026-09-02") == 4200
    assert value(workspace, "cost_per_click", "2026-09-01", "2026-09-01") == 350
    assert is_whole(workspace)


def test_a_renamed_campaign_does_not_count_twice(workspace: Workspace, tmp_path: Path) -> None:
    head = "Day,Campaign name,Amount spent (EUR),Impressions,Link clicks"
    first = write(tmp_path, "a.csv", head, "2026-09-01,Autumn,10.00,100,5")
    second = write(tmp_path, "b.csv", head, "2026-09-01,Autumn new,10.50,100,5")
    bring_file(workspace, first, tmp_path, as_of="2026-09-02")
    (result,) = bring_file(workspace, second, tmp_path, as_of="2026-09-12")
    assert result.counts["spend_days"].replaced == 1
    assert value(workspace, "ad_spend", "2026-09-01", "2026-09-01") == 1050


def test_campaigns_over_different_days_of_one_report_add_up(
    workspace: Workspace, tmp_path: Path
) -> None:
    head = "Reporting starts,Reporting ends,Campaign name,Amount spent (EUR),Impressions"
    rows = ("2026-08-01,2026-08-15,A,100.00,10", "2026-08-01,2026-08-31,B,50.00,20")
    bring_file(workspace, write(tmp_path, "m.csv", head, *rows), tmp_path, as_of="2026-09-02")
    assert value(workspace, "ad_spend", "2026-08-01", "2026-08-31") == 15000


def test_a_report_without_days_is_kept_and_counts_nowhere(
    workspace: Workspace, tmp_path: Path
) -> None:
    bring_file(workspace, FOLDER / "amazon.business hard.csv", tmp_path, as_of="2026-10-01")
    assert workspace.ask(check.counts)["sales_days"] == 2
    rows = workspace.ask(lambda db: db.execute("SELECT count(*) FROM rollup").fetchone()[0])
    assert rows == 0


def test_both_files_of_etsy_tell_of_the_same_orders(workspace: Workspace, tmp_path: Path) -> None:
    bring_file(workspace, FOLDER / "etsy.items plain.csv", tmp_path, as_of="2026-10-01")
    bring_file(workspace, FOLDER / "etsy.orders plain.csv", tmp_path, as_of="2026-10-01")
    counts = workspace.ask(check.counts)
    assert (counts["orders"], counts["order_lines"], counts["customers"]) == (2, 3, 2)
    assert is_whole(workspace)


def test_nps_and_its_answers(workspace: Workspace, tmp_path: Path) -> None:
    bring_file(workspace, FOLDER / "surveys.typeform plain.csv", tmp_path, as_of="2026-10-01")
    score = value(workspace, "nps", "2026-09-01", "2026-09-03")
    assert score == pytest.approx(100 * (2 - 1) / 3)  # 9 and 10 for, 6 against


def test_a_month_of_one_platform_and_days_of_another_add_up(
    workspace: Workspace, tmp_path: Path
) -> None:
    head = "Day,Campaign name,Amount spent (EUR),Impressions,Link clicks"
    meta = write(tmp_path, "meta.csv", head, "2026-09-01,A,10.00,100,5", "2026-09-30,A,1.00,10,1")
    bring_file(workspace, meta, tmp_path, as_of="2026-10-10")
    bring_file(workspace, FOLDER / "google_ads.campaigns plain.csv", tmp_path, as_of="2026-10-10")
    assert value(workspace, "ad_spend", "2026-09-01", "2026-09-30") == 1100 + 66414
    assert value(workspace, "ad_spend", "2026-09-01", "2026-09-01") == 1000
