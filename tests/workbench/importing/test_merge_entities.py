"""Of things with a number the newest row shows, whole; every file's rows are kept."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workbench.importing.staging_maker import bring, entities
from workbench.importing import ledger
from workbench.new import new_workspace
from workbench.store import database
from workbench.store.check import check
from workbench.store.facts import STOCK_LEVEL
from workbench.store.workspace import Workspace

FILE = st.tuples(
    st.sampled_from(["2026-03-02", "2026-03-05", "2026-04-01"]),
    st.dictionaries(st.sampled_from("ABC"), st.sampled_from([None, 100, 200]), min_size=1),
)
Files = list[tuple[str, dict[str, int | None]]]


def stage(folder: Path, file: tuple[str, dict[str, int | None]]) -> Path:
    rows = [{"number": key, "price_minor": price} for key, price in sorted(file[1].items())]
    return entities(folder, rows, as_of=file[0], sha256=repr(file))


def shown(workspace: Workspace) -> dict[str, int | None]:
    rows = workspace.ask(
        lambda db: db.execute("SELECT number, price_minor FROM product WHERE shown").fetchall()
    )
    assert len(dict(rows)) == len(rows), "a product shows twice"
    return dict(rows)


def expected(files: Files) -> dict[str, int | None]:
    """The model: files in the order of their as-of, then of their import, each overwriting the ones before."""
    found: dict[str, int | None] = {}
    for _place, (_as_of, prices) in sorted(enumerate(files), key=lambda f: (f[1][0], f[0])):
        found |= prices
    return found


@settings(max_examples=15, deadline=None)
@given(files=st.lists(FILE, min_size=1, max_size=5), out=st.data())
def test_the_newest_row_of_each_key_shows(
    tmp_path_factory: pytest.TempPathFactory, files: Files, out: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("shop")
    with pytest.MonkeyPatch.context() as quick:
        quick.setattr(database, "SYNCHRONOUS", "OFF")
        with new_workspace(folder / "a.workbench", name="Shop") as workspace:
            live: dict[int, Any] = {}
            for file in files:
                result = bring(workspace, stage(folder, file))
                if result.import_id is not None:
                    live[result.import_id] = file
                assert shown(workspace) == expected(list(live.values()))
            assert shown(workspace) == expected(files)
            while live:
                gone = out.draw(st.sampled_from(sorted(live)))
                del live[gone]
                workspace.do("Remove", ledger.remove, gone)
                assert shown(workspace) == expected(list(live.values()))
            assert workspace.ask(check, workspace.path).problems == ()


def test_counts_and_the_same_file_again(workspace: Workspace, tmp_path: Path) -> None:
    first = ("2026-03-02", {"A": 100, "B": 100})
    assert bring(workspace, stage(tmp_path, first)).counts["products"] == (2, 0, 0, 0)
    assert bring(workspace, stage(tmp_path, first)).import_id is None
    second = ("2026-04-02", {"A": 100, "B": 200, "C": 300})
    assert bring(workspace, stage(tmp_path, second)).counts["products"] == (1, 1, 1, 0)
    older = ("2026-01-02", {"A": 900, "B": 200})
    kept = bring(workspace, stage(tmp_path, older))
    assert kept.counts["products"] == (0, 0, 2, 0)
    assert kept.import_id is not None
    assert shown(workspace) == {"A": 100, "B": 200, "C": 300}


def test_all_columns_of_the_key_count(workspace: Workspace, tmp_path: Path) -> None:
    rows = [
        {"number": "1", "place": place, "day": day, "on_hand": 5}
        for place in ("Here", None)
        for day in ("2026-03-01", None)
    ]
    for as_of in ("2026-03-02", "2026-03-03"):
        bring(workspace, entities(tmp_path, rows, as_of=as_of, fact=STOCK_LEVEL, sha256=as_of))
    count = "SELECT count(*), sum(on_hand) FROM stock_level WHERE shown"
    assert workspace.ask(lambda db: db.execute(count).fetchone()) == (4, 20)
