"""The import command over folders, and its dry run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.workbench.importing.reader_tools import write
from workbench import cli
from workbench.store.workspace import Workspace

SALES = ("Day,Orders,Net sales,Total sales", "2026-09-01,2,10.00,12.00", "2026-09-02,3,15.50,18.00")
VISITS = ("Day,Sessions", "2026-09-01,200", "2026-09-02,310")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "exports"
    (made / "deeper").mkdir(parents=True)
    write(made, "sales.csv", *SALES)
    write(made / "deeper", "visits.csv", *VISITS)
    write(made, ".hidden.csv", *SALES)
    (made / "picture.png").write_bytes(b"\x89PNG")
    return made


def test_a_dry_run_tells_and_writes_nothing(
    workspace: Workspace, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = workspace.path.read_bytes() if not workspace.read_only else b""
    status = cli.main(["import", str(workspace.path), str(folder), "--dry-run", "--json"])
    plans = json.loads(capsys.readouterr().out)["plans"]
    assert status == 0
    assert [(p["file"], p["source"]) for p in plans] == [
        ("visits.csv", "shopify.traffic"),
        ("sales.csv", "shopify.sales"),
    ]
    assert plans[1]["counts"] == {"sales_days": {"new": 2, "changed": 0, "same": 0, "gone": 0}}
    assert not plans[0]["needs_confirmation"]
    assert workspace.path.read_bytes() == before


def test_a_folder_is_imported_file_by_file(
    workspace: Workspace, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workspace.close()
    assert cli.main(["import", str(workspace.path), str(folder), "--json"]) == 0
    done = json.loads(capsys.readouterr().out)["imports"]
    assert [d["added"] for d in done] == [{"traffic_days": 2}, {"sales_days": 2}]
    assert cli.main(["next", str(workspace.path), "--today", "2026-09-08", "--json"]) == 0
    told = {n["source"]: n for n in json.loads(capsys.readouterr().out)["next"]}
    assert told["shopify.sales"]["to"] == "2026-09-07"


def test_an_empty_folder_is_told(
    workspace: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "nothing").mkdir()
    workspace.close()
    assert cli.main(["import", str(workspace.path), str(tmp_path / "nothing")]) == 2
    assert "holds no spreadsheets" in capsys.readouterr().err
