"""Reports replace each other by range: for every day the newest export that covers it shows, and nothing else."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.workbench.importing.staging_maker import bring, report, traffic
from workbench.errors import BadInput
from workbench.importing import ledger
from workbench.new import new_workspace
from workbench.store import database
from workbench.store.check import check
from workbench.store.statements import Coverage, winners
from workbench.store.workspace import Workspace

FIRST = date(2026, 3, 1)
Day = tuple[str, str]  # day and product


def day(n: int) -> str:
    return (FIRST + timedelta(n)).isoformat()


class Export(NamedTuple):
    """One report of the model: when it was made, which days it covers, and what it says per (day, product)."""

    as_of: str
    first: int
    length: int
    rows: dict[tuple[int, str], int]

    def covers(self, n: int) -> bool:
        return self.first <= n < self.first + self.length

    def said(self) -> dict[tuple[int, str], int]:
        return {key: value for key, value in self.rows.items() if self.covers(key[0])}


def stage(folder: Path, export: Export, **about: Any) -> Path:
    rows = [
        {"day": day(n), "product": product, "currency": "EUR", "net_minor": amount}
        for (n, product), amount in sorted(export.said().items())
    ]
    return report(
        folder,
        rows,
        as_of=export.as_of,
        first_day=day(export.first),
        last_day=day(export.first + export.length - 1),
        **({"sha256": repr(export)} | about),
    )


def expected(exports: list[Export]) -> dict[Day, int]:
    """The model: per day the rows of the newest export that covers it; a later import wins a tie."""
    found = {}
    for n in range(12):
        covering = [(e.as_of, place) for place, e in enumerate(exports) if e.covers(n)]
        if covering:
            newest = exports[max(covering)[1]]
            found |= {(day(k[0]), k[1]): v for k, v in newest.said().items() if k[0] == n}
    return found


def shown(workspace: Workspace) -> dict[Day, int]:
    rows = workspace.ask(
        lambda db: db.execute(
            "SELECT first_day, product, net_minor FROM sales_day WHERE shown"
        ).fetchall()
    )
    assert len({row[:2] for row in rows}) == len(rows), "a day shows twice"
    return {(first, product): net for first, product, net in rows}


EXPORTS = st.lists(
    st.builds(
        Export,
        st.sampled_from(["2026-03-20", "2026-03-21", "2026-04-01"]),
        st.integers(0, 7),
        st.integers(1, 5),
        st.dictionaries(
            st.tuples(st.integers(0, 11), st.sampled_from(["Tee", "Mug"])),
            st.sampled_from([100, 200]),
        ),
    ),
    min_size=1,
    max_size=5,
)


@pytest.fixture(autouse=True)
def in_memory_speed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many small steps: do not wait for the disk."""
    monkeypatch.setattr(database, "SYNCHRONOUS", "OFF")


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(exports=EXPORTS, out=st.data())
def test_each_day_shows_the_newest_export_that_covers_it(
    tmp_path_factory: pytest.TempPathFactory, exports: list[Export], out: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("shop")
    with new_workspace(folder / "a.workbench", name="Shop") as workspace:
        live: dict[int, Export] = {}
        for export in exports:
            result = bring(workspace, stage(folder, export), confirmed=True)
            if result.import_id is not None:
                live[result.import_id] = export
            assert shown(workspace) == expected(list(live.values()))
        assert shown(workspace) == expected(exports)
        while live:
            gone = out.draw(st.sampled_from(sorted(live)))
            del live[gone]
            workspace.do("Remove", ledger.remove, gone)
            assert shown(workspace) == expected(list(live.values()))
        assert workspace.ask(check, workspace.path).problems == ()


def test_three_exports_give_the_same_in_any_order(tmp_path: Path) -> None:
    exports = [
        Export("2026-03-20", 0, 6, {(n, "Tee"): 100 for n in range(6)}),
        Export("2026-03-21", 3, 6, {(n, "Tee"): 200 for n in range(3, 9)}),
        Export("2026-04-01", 5, 2, {(5, "Mug"): 300, (6, "Mug"): 300}),
    ]
    results = []
    for n, order in enumerate(itertools.permutations(exports)):
        with new_workspace(tmp_path / f"{n}.workbench", name="Shop") as workspace:
            for export in order:
                bring(workspace, stage(tmp_path, export), confirmed=True)
            results.append(shown(workspace))
    assert all(result == results[0] for result in results)
    assert results[0] == expected(exports)
    assert (day(5), "Tee") not in results[0]


def test_fewer_rows_need_a_confirmation(workspace: Workspace, tmp_path: Path) -> None:
    full = Export("2026-03-20", 0, 3, {(n, "Tee"): 100 for n in range(3)})
    short = Export("2026-03-21", 0, 3, {(0, "Tee"): 100})
    bring(workspace, stage(tmp_path, full))
    with pytest.raises(BadInput, match="2 fewer rows between 2026-03-01 and 2026-03-03"):
        bring(workspace, stage(tmp_path, short))
    assert shown(workspace) == expected([full])
    assert bring(workspace, stage(tmp_path, short), confirmed=True).counts["sales_days"] == (
        0,
        0,
        1,
        2,
    )
    assert shown(workspace) == {(day(0), "Tee"): 100}


def test_a_renamed_product_replaces_and_does_not_count_twice(
    workspace: Workspace, tmp_path: Path
) -> None:
    bring(
        workspace, stage(tmp_path, Export("2026-03-20", 0, 2, {(0, "Tee"): 100, (1, "Tee"): 100}))
    )
    renamed = Export("2026-03-21", 0, 2, {(0, "T-shirt"): 100, (1, "T-shirt"): 100})
    assert bring(workspace, stage(tmp_path, renamed)).counts["sales_days"] == (2, 0, 0, 2)
    assert sum(shown(workspace).values()) == 200


def test_the_same_report_again_leaves_no_trace_and_other_slices_stay(
    workspace: Workspace, tmp_path: Path
) -> None:
    export = Export("2026-03-20", 0, 2, {(0, "Tee"): 100, (1, "Tee"): 100})
    bring(workspace, stage(tmp_path, export))
    assert bring(workspace, stage(tmp_path, export)).import_id is None
    other = Export("2026-03-21", 0, 2, {(0, "Tee"): 900})
    bring(workspace, stage(tmp_path, other, account="second shop"))
    rows = workspace.ask(
        lambda db: db.execute("SELECT net_minor FROM sales_day WHERE shown ORDER BY 1").fetchall()
    )
    assert rows == [(100,), (100,), (900,)]


def test_a_newer_report_without_news_still_counts_as_newer(
    workspace: Workspace, tmp_path: Path
) -> None:
    old = Export("2026-03-20", 0, 1, {(0, "Tee"): 100})
    bring(workspace, stage(tmp_path, old))
    confirmed = bring(workspace, stage(tmp_path, old._replace(as_of="2026-05-01"), sha256="other"))
    assert confirmed.counts["sales_days"] == (0, 0, 1, 0)
    between = Export("2026-04-01", 0, 1, {(0, "Tee"): 150})
    bring(workspace, stage(tmp_path, between))
    assert shown(workspace) == {(day(0), "Tee"): 100}


def test_an_empty_day_inside_the_range_is_empty(workspace: Workspace, tmp_path: Path) -> None:
    rows = [{"day": day(n), "sessions": 10} for n in range(3)]
    span = {"first_day": day(0), "last_day": day(2)}
    bring(workspace, traffic(tmp_path, rows, as_of="2026-03-20", **span))
    gap = [rows[0], rows[2] | {"sessions": 20}]
    bring(workspace, traffic(tmp_path, gap, as_of="2026-03-21", **span), confirmed=True)
    found = workspace.ask(
        lambda db: db.execute(
            "SELECT first_day, sessions FROM traffic_day WHERE shown ORDER BY 1"
        ).fetchall()
    )
    assert found == [(day(0), 10), (day(2), 20)]


def test_rows_outside_the_named_range_show_all_the_same(
    workspace: Workspace, tmp_path: Path
) -> None:
    rows = [{"day": day(n), "sessions": 10} for n in range(3)]
    named = {"first_day": day(1), "last_day": day(1), "as_of": "2026-03-20"}
    assert bring(workspace, traffic(tmp_path, rows, **named)).counts["traffic_days"].added == 3


def test_a_report_without_rows_or_days_brings_nothing(workspace: Workspace, tmp_path: Path) -> None:
    empty = traffic(tmp_path, [], as_of="2026-03-20", first_day=None, last_day=None)
    assert bring(workspace, empty).import_id is None


def test_winners_cuts_days_into_runs() -> None:
    claims = [
        Coverage("2026-03-02", "2026-03-05", "b", 1),
        Coverage("2026-03-04", "2026-03-09", "a", 2),
    ]
    assert list(winners(claims, "2026-03-01", "2026-03-07")) == [
        ("2026-03-01", "2026-03-01", 0),
        ("2026-03-02", "2026-03-05", 1),
        ("2026-03-06", "2026-03-07", 2),
    ]
