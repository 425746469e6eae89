"""What shows of orders that several files state, against a model that keeps every statement in a list."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.workbench.importing.staging_maker import bring, generic, orders
from workbench.importing import ledger
from workbench.new import new_workspace
from workbench.store import database
from workbench.store.check import check
from workbench.store.facts import ORDER_LINE, ORDERS
from workbench.store.workspace import Workspace

Shown = dict[str, dict[str, Any]]
TEE = ("T-1", "Tee", 1.0, "10.00", 1000, 0, None)
MUG = ("M-1", "Mug", 2.0, "5.00", 1000, 0, None)


def shown(workspace: Workspace) -> Shown:
    """Every order that shows, with its lines as a sorted list."""

    def read(db: Any) -> Shown:
        rows = db.execute(
            f"SELECT id, {', '.join(ORDERS.columns)} FROM orders WHERE shown"
        ).fetchall()
        found = {}
        for id_, *values in rows:
            order = dict(zip(ORDERS.columns, values, strict=True))
            order.pop("lines_hash")
            lines = db.execute(
                f"SELECT {', '.join(ORDER_LINE.columns)} FROM order_line WHERE order_id = ?", (id_,)
            ).fetchall()
            found[order["number"]] = {**order, "lines": sorted(lines, key=repr)}
        return found

    return workspace.ask(read)


class File(NamedTuple):
    """One export of the model: when it was made and what it says of which orders."""

    as_of: str
    said: dict[str, dict[str, Any]]


def fold(files: list[File]) -> Shown:
    """The model: per column the newest value that is not empty; a later import wins a tie."""
    newest_first = sorted(
        enumerate(files), key=lambda entry: (entry[1].as_of, entry[0]), reverse=True
    )
    found: Shown = {}
    for _place, file in newest_first:
        for number, said in file.said.items():
            order = found.setdefault(number, {})
            for column, value in said.items():
                if order.get(column) is None:
                    order[column] = value
    return found


def expected(files: list[File]) -> Shown:
    blank = dict.fromkeys(ORDERS.columns)
    blank.pop("lines_hash")
    fixed = {"kind": "order", "status": "paid", "channel": "Online store", "currency": "EUR"}
    return {
        number: {
            **blank,
            **fixed,
            "source": "shopify.orders",
            "number": number,
            **{k: v for k, v in order.items() if v is not None and k != "lines"},
            "lines": sorted(order.get("lines") or (), key=repr),
        }
        for number, order in fold(files).items()
    }


def stage(folder: Path, file: File) -> Path:
    given = [{"number": number, **said} for number, said in file.said.items()]
    return orders(folder, given, as_of=file.as_of, sha256=repr(file))


VALUES = st.fixed_dictionaries(
    {
        "day": st.sampled_from(["2026-03-01", "2026-03-02", None]),
        "status": st.sampled_from(["paid", "refunded", "voided"]),
        "total_minor": st.sampled_from([None, 1000, 2000]),
        "customer": st.sampled_from([None, -7, 2**62]),
        "discount_code": st.sampled_from([None, "SPRING"]),
        "lines": st.sampled_from([None, [TEE], [MUG], [TEE, MUG], [MUG, TEE], [TEE, TEE], []]),
    }
)
FILES = st.lists(
    st.builds(
        File,
        st.sampled_from(["2026-03-02", "2026-03-05", "2026-03-05T10:00:00", "2026-04-01"]),
        st.dictionaries(st.sampled_from(["1001", "1002", "1003"]), VALUES, min_size=1),
    ),
    min_size=1,
    max_size=5,
)


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Any]:
    """Makes empty workspaces in the same test."""
    opened: list[Workspace] = []
    numbers = itertools.count()

    def make() -> Workspace:
        opened.append(new_workspace(tmp_path / f"{next(numbers)}.workbench", name="Shop"))
        return opened[-1]

    yield make
    for workspace in opened:
        workspace.close()


@pytest.fixture(autouse=True)
def in_memory_speed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many small steps: do not wait for the disk."""
    monkeypatch.setattr(database, "SYNCHRONOUS", "OFF")


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(files=FILES, out=st.data())
def test_the_newest_non_empty_value_of_each_column_shows(
    fresh: Any, tmp_path: Path, files: list[File], out: st.DataObject
) -> None:
    workspace = fresh()
    live: dict[int, File] = {}
    for file in files:
        result = bring(workspace, stage(tmp_path, file))
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
    workspace.close()


def test_three_overlapping_exports_give_the_same_in_any_order(fresh: Any, tmp_path: Path) -> None:
    exports = [
        File(
            "2026-03-05",
            {"1": {"status": "paid", "total_minor": 900, "lines": [TEE]}, "2": {"total_minor": 5}},
        ),
        File(
            "2026-04-05",
            {"1": {"status": "refunded", "total_minor": None, "lines": [TEE, MUG]}, "3": {}},
        ),
        File(
            "2026-05-05", {"2": {"status": "voided", "total_minor": 7}, "1": {"status": "refunded"}}
        ),
    ]
    results = []
    for order in itertools.permutations(exports):
        workspace = fresh()
        for file in order:
            bring(workspace, stage(tmp_path, file))
        results.append(shown(workspace))
        workspace.close()
    assert all(result == results[0] for result in results)
    assert results[0]["1"]["status"] == "refunded"
    assert results[0]["1"]["total_minor"] == 900  # an empty cell keeps what is there
    assert results[0]["1"]["lines"] == sorted([TEE, MUG], key=repr)
    assert (results[0]["2"]["status"], results[0]["2"]["total_minor"]) == ("voided", 7)


def test_the_same_file_again_leaves_no_trace(workspace: Workspace, tmp_path: Path) -> None:
    given = [{"number": "1", "day": "2026-03-01", "total_minor": 100, "lines": [TEE]}]
    first = bring(workspace, orders(tmp_path, given, as_of="2026-03-02"))
    everything = workspace.ask(dump)
    again = bring(workspace, orders(tmp_path, given, as_of="2026-03-09"))
    assert first.import_id == 1
    assert again.import_id is None
    assert again.counts["orders"] == (0, 0, 1, 0)
    assert again.counts["order_lines"] == (0, 0, 1, 0)
    assert workspace.ask(dump) == everything


def test_another_file_that_confirms_what_is_known_moves_its_as_of(
    workspace: Workspace, tmp_path: Path
) -> None:
    old = {"number": "1", "day": "2026-03-01", "status": "paid"}
    between = old | {"status": "voided"}
    bring(workspace, orders(tmp_path, [old], as_of="2026-03-02"))
    confirmed = bring(workspace, orders(tmp_path, [old], as_of="2026-05-02", sha256="other bytes"))
    assert confirmed.counts["orders"] == (0, 0, 1, 0)
    bring(workspace, orders(tmp_path, [between], as_of="2026-04-02"))
    assert shown(workspace)["1"]["status"] == "paid"


def test_an_older_file_counts_as_unchanged_and_its_statement_is_kept(
    workspace: Workspace, tmp_path: Path
) -> None:
    new = {"number": "1", "day": "2026-03-01", "status": "refunded", "lines": [TEE]}
    old = new | {"status": "paid", "lines": [MUG]}
    newer = bring(workspace, orders(tmp_path, [new], as_of="2026-04-02"))
    older = bring(workspace, orders(tmp_path, [old], as_of="2026-03-02"))
    assert older.counts["orders"] == (0, 0, 1, 0)
    assert older.counts["order_lines"] == (0, 0, 1, 0)
    assert shown(workspace)["1"]["status"] == "refunded"
    workspace.do("Remove", ledger.remove, newer.import_id)
    assert shown(workspace)["1"]["status"] == "paid"
    assert shown(workspace)["1"]["lines"] == [MUG]


def test_counts_say_what_was_added_changed_and_known(workspace: Workspace, tmp_path: Path) -> None:
    first = [
        {"number": "1", "day": "2026-03-01", "lines": [TEE, MUG]},
        {"number": "2", "day": "2026-03-02", "lines": [TEE]},
    ]
    added = bring(workspace, orders(tmp_path, first, as_of="2026-03-03")).counts
    assert (added["orders"], added["order_lines"]) == ((2, 0, 0, 0), (3, 0, 0, 0))
    second = [first[0] | {"status": "refunded"}, first[1], {"number": "3", "lines": [MUG]}]
    mixed = bring(workspace, orders(tmp_path, second, as_of="2026-04-03")).counts
    assert (mixed["orders"], mixed["order_lines"]) == ((1, 1, 1, 0), (1, 0, 3, 0))
    third = [first[0] | {"status": "refunded", "lines": [MUG]}]
    swapped = bring(workspace, orders(tmp_path, third, as_of="2026-05-03")).counts
    assert (swapped["orders"], swapped["order_lines"]) == ((0, 1, 0, 0), (0, 1, 0, 0))


def test_an_import_number_is_never_given_twice(workspace: Workspace, tmp_path: Path) -> None:
    given = [{"number": "1", "day": "2026-03-01"}]
    assert bring(workspace, orders(tmp_path, given, as_of="2026-03-02")).import_id == 1
    workspace.undo()
    assert bring(workspace, orders(tmp_path, given, as_of="2026-03-02")).import_id == 2
    assert workspace.ask(lambda db: db.execute("SELECT id FROM import").fetchall()) == [(2,)]


def test_refused_rows_are_kept_with_the_import(workspace: Workspace, tmp_path: Path) -> None:
    bad = [(7, "Total", "1o,00", "This is no amount.")]
    path = orders(
        tmp_path, [{"number": "1"}], as_of="2026-03-02", refused=bad, left_out={"blank": 2}
    )
    result = bring(workspace, path)
    assert [tuple(row) for row in result.refused] == bad
    assert (result.refused_total, result.left_out) == (1, {"blank": 2})
    assert workspace.ask(ledger.refused, result.import_id) == list(result.refused)
    assert workspace.ask(ledger.left_out, result.import_id) == {"blank": 2}


def test_a_table_of_an_unknown_kind_is_kept_once(workspace: Workspace, tmp_path: Path) -> None:
    cells = [(2, "colour", "red"), (3, "colour", "blue")]
    assert bring(workspace, generic(tmp_path, cells, as_of=None)).counts["generic_rows"].added == 2
    assert bring(workspace, generic(tmp_path, cells, as_of=None)).import_id is None
    workspace.undo()
    assert workspace.ask(
        lambda db: db.execute("SELECT count(*) FROM generic_row WHERE shown").fetchone()
    ) == (0,)


def dump(db: Any) -> dict[str, list[Any]]:
    """Every row of every table."""
    names = db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    return {name: db.execute(f'SELECT * FROM "{name}"').fetchall() for (name,) in names}
