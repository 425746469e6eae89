"""Random edits, imports, undo, redo and reopening: every state of the past comes back exactly, and `check` agrees."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from pathlib import Path
from typing import Any
from unittest.mock import patch

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from tests.workbench.importing.staging_maker import bring, entities, orders, report
from workbench.errors import NothingToUndo
from workbench.importing import ledger
from workbench.new import new_workspace
from workbench.store import database, history
from workbench.store.brand import set_setting
from workbench.store.check import check, counts
from workbench.store.database import typed_tables
from workbench.store.opening import open_workspace

SMALL = st.integers(1, 4)
WORDS = st.sampled_from(["", "Tee", "=1+1", "é\x00ß", "0.1"])
NUMBERS = st.sampled_from([None, 0.1 + 0.2, -0.0, 1e300, 5e-324, 3.0])
DAYS = st.sampled_from(["2026-03-01", "2026-03-02", "2026-12-28", "2027-01-03"])
TEE, MUG = ("T", "Tee", 1.0, "10", 1000, 0, None), ("M", "Mug", 2.5, "4", 1000, 0, 7)
ORDER = st.fixed_dictionaries(
    {
        "number": st.sampled_from(["1", "2", "3"]),
        "day": DAYS,
        "customer": st.sampled_from([None, 1, 2]),
        "total_minor": st.sampled_from([None, 100, 250]),
        "status": st.sampled_from(["paid", "voided"]),
        "lines": st.sampled_from([None, [TEE], [MUG, TEE], [TEE, MUG]]),
    }
)
AS_OF = st.sampled_from(["2026-03-03", "2026-06-01", "2027-01-05"])
SHOWN = {
    "orders": "SELECT * FROM orders WHERE shown = 1",
    "lines": "SELECT l.* FROM order_line l JOIN orders o ON o.id = l.order_id WHERE o.shown = 1",
    "sales": "SELECT * FROM sales_day WHERE shown = 1",
    "products": "SELECT * FROM product WHERE shown = 1",
    "imports": "SELECT id, file, as_of FROM import WHERE live = 1",
    "rollup": "SELECT * FROM rollup",
    "customer_day": "SELECT * FROM customer_day",
    "customer_first": "SELECT * FROM customer_first",
    "customer_bucket": "SELECT * FROM customer_bucket",
}


def state(db: sqlite3.Connection) -> dict[str, Any]:
    """All that a person can see of a workspace, to the last bit."""
    queries = SHOWN | {table: f'SELECT * FROM "{table}" ORDER BY id' for table in typed_tables()}
    found = {name: [repr(row) for row in db.execute(sql)] for name, sql in queries.items()}
    return found | {"counts": counts(db)}


class Gone(Exception):
    """A command that fails half way."""


def edit(table: str, column: str) -> Any:
    """A command that sets one column of one row, if there is such a row."""

    def command(db: sqlite3.Connection, id_: int, value: Any) -> None:
        db.execute(f'UPDATE "{table}" SET "{column}" = ? WHERE id = ?', (value, id_))

    return command


def add_item(db: sqlite3.Connection, title: str, theme: int | None) -> None:
    known = db.execute("SELECT id FROM theme WHERE id = ?", (theme,)).fetchone()
    db.execute(
        "INSERT INTO item(title, theme_id, stage, position) VALUES (?, ?, 'inbox', 0.1)",
        (title, known and theme),
    )


def put_tags(db: sqlite3.Connection, item: int, words: list[str]) -> None:
    for word in words:
        db.execute(
            "INSERT OR REPLACE INTO item_tag(item_id, tag) SELECT id, ? FROM item WHERE id = ?",
            (word, item),
        )
        db.execute(
            "INSERT OR REPLACE INTO score_input(item_id, framework, criterion, value)"
            " SELECT id, 'rice', ?, 0.1 FROM item WHERE id = ?",
            (word, item),
        )


def replace_item(db: sqlite3.Connection, id_: int, title: str) -> None:
    """REPLACE deletes the old row first, and with it its tags and scores."""
    db.execute(
        "INSERT OR REPLACE INTO item(id, title, stage, position) VALUES (?, ?, 'planned', 2)",
        (id_, title),
    )


def delete(db: sqlite3.Connection, table: str, id_: int) -> None:
    db.execute(f'DELETE FROM "{table}" WHERE id = ?', (id_,))


def add_experiment(db: sqlite3.Connection, name: str, item: int) -> None:
    made = db.execute(
        "INSERT INTO experiment(name, status, item_id) VALUES"
        " (?, 'draft', (SELECT id FROM item WHERE id = ?))",
        (name, item),
    ).lastrowid
    for n in range(2):
        arm = db.execute(
            "INSERT INTO variant(experiment_id, name, position, share) VALUES (?, ?, ?, 0.5)",
            (made, f"V{n}", n),
        ).lastrowid
        db.execute(
            "INSERT INTO reading(experiment_id, variant_id, visitors) VALUES (?, ?, 9)", (made, arm)
        )
    db.execute("INSERT INTO decision(experiment_id, choice) VALUES (?, 'ship')", (made,))


def in_bulk(db: sqlite3.Connection, value: float | None) -> None:
    db.execute("UPDATE item SET position = position + 1")
    db.execute("UPDATE score_input SET low = ?", (value,))
    db.execute("DELETE FROM item_tag WHERE id % 2 = 0")


def back_and_forth(db: sqlite3.Connection) -> None:
    """Much is written, and in the end all is as it was."""
    db.execute("UPDATE item SET stage = stage || '!'")
    db.execute("UPDATE item SET stage = rtrim(stage, '!')")
    id_ = db.execute("INSERT INTO deck(name, position) VALUES ('Monday', 1)").lastrowid
    db.execute("DELETE FROM deck WHERE id = ?", (id_,))


def fail(db: sqlite3.Connection) -> None:
    db.execute("UPDATE item SET title = 'lost'")
    db.execute("DELETE FROM theme")
    raise Gone


class Histories(RuleBasedStateMachine):
    """A workspace beside the list of all states it was in."""

    kept = history.KEPT

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.patches = [
            patch.object(database, "SYNCHRONOUS", "OFF"),
            patch.object(history, "KEPT", self.kept),
        ]
        for one in self.patches:
            one.start()
        self.workspace = new_workspace(self.folder / "a.workbench", name="Shop")
        self.states = [self.now()]
        self.at = 0

    def now(self) -> dict[str, Any]:
        return self.workspace.ask(state)

    def do(self, command: Any, *args: Any) -> None:
        self.took(self.workspace.do("Step", command, *args).step)

    def took(self, step: int | None) -> None:
        """Note the state after a step; a step that changed nothing leaves everything, redo too."""
        if step is None:
            assert self.now() == self.states[self.at]
            return
        del self.states[self.at + 1 :]
        self.states.append(self.now())
        del self.states[: -self.kept - 1]
        self.at = len(self.states) - 1

    # what a person types

    @rule(title=WORDS, theme=SMALL)
    def add_item(self, title: str, theme: int) -> None:
        self.do(add_item, title, theme)

    @rule(id_=SMALL, title=WORDS, number=NUMBERS, words=st.lists(WORDS, max_size=3))
    def change_item(self, id_: int, title: str, number: Any, words: list[str]) -> None:
        self.do(edit("item", "title"), id_, title)
        self.do(put_tags, id_, words)
        self.do(edit("score_input", "value"), id_, number)

    @rule(id_=SMALL, title=WORDS)
    def replace_item(self, id_: int, title: str) -> None:
        self.do(replace_item, id_, title)

    @rule(table=st.sampled_from(["item", "theme", "experiment", "variant"]), id_=SMALL)
    def delete(self, table: str, id_: int) -> None:
        self.do(delete, table, id_)

    @rule(name=WORDS, item=SMALL)
    def add_experiment(self, name: str, item: int) -> None:
        self.do(add_experiment, name, item)

    @rule(number=NUMBERS)
    def in_bulk(self, number: float | None) -> None:
        self.do(in_bulk, number)

    @rule(setting=st.sampled_from([("week_start", "sun"), ("week_start", "mon"), ("vat", "0.21")]))
    def change_setting(self, setting: tuple[str, str]) -> None:
        self.do(set_setting, *setting)

    @rule()
    def change_nothing(self) -> None:
        assert self.workspace.do("Nothing", back_and_forth).step is None
        assert self.now() == self.states[self.at]

    @rule()
    def fail(self) -> None:
        try:
            self.workspace.do("Fail", fail)
        except Gone:
            pass
        else:
            raise AssertionError("the failure was swallowed")
        assert self.now() == self.states[self.at]

    # imports

    @rule(
        given=st.lists(ORDER, min_size=1, max_size=3, unique_by=lambda o: o["number"]), as_of=AS_OF
    )
    def import_orders(self, given: list[dict[str, Any]], as_of: str) -> None:
        result = bring(self.workspace, orders(self.folder, given, as_of=as_of))
        self.took(result.import_id)

    @rule(days=st.dictionaries(DAYS, st.integers(1, 3), min_size=1), as_of=AS_OF)
    def import_report(self, days: dict[str, int], as_of: str) -> None:
        rows = [{"day": d, "net_minor": n, "currency": "EUR"} for d, n in sorted(days.items())]
        span = {"first_day": min(days), "last_day": max(days)}
        staged = report(self.folder, rows, as_of=as_of, **span)
        self.took(bring(self.workspace, staged, confirmed=True).import_id)

    @rule(prices=st.dictionaries(WORDS, st.integers(1, 3), min_size=1), as_of=AS_OF)
    def import_products(self, prices: dict[str, int], as_of: str) -> None:
        rows = [{"number": word, "price_minor": price} for word, price in sorted(prices.items())]
        self.took(bring(self.workspace, entities(self.folder, rows, as_of=as_of)).import_id)

    @precondition(lambda self: self.states[self.at]["imports"])
    @rule(pick=st.randoms(use_true_random=False))
    def remove_import(self, pick: Any) -> None:
        live = [row.id for row in self.workspace.ask(ledger.imports, live_only=True)]
        self.do(ledger.remove, pick.choice(live))

    # the history

    @rule(times=st.integers(1, 4))
    def undo(self, times: int) -> None:
        for _n in range(times):
            self.swap(-1)

    @rule(times=st.integers(1, 4))
    def redo(self, times: int) -> None:
        for _n in range(times):
            self.swap(1)

    def swap(self, by: int) -> bool:
        turn = self.workspace.undo if by < 0 else self.workspace.redo
        if not 0 <= self.at + by < len(self.states):
            try:
                turn()
            except NothingToUndo:
                return False
            raise AssertionError("there should be nothing left")
        turn()
        self.at += by
        assert self.now() == self.states[self.at]
        return True

    @rule()
    def reopen(self) -> None:
        self.workspace.close()
        self.workspace = open_workspace(self.workspace.path)
        assert self.workspace.notices == ()
        assert self.now() == self.states[self.at]

    @rule()
    def check(self) -> None:
        report = self.workspace.ask(check, self.workspace.path)
        assert report.problems == ()
        assert all(row.ok for row in report.imports)

    def teardown(self) -> None:
        try:
            while self.swap(-1):
                pass
            assert self.at == 0
            self.check()
            while self.swap(1):
                pass
            assert self.at == len(self.states) - 1
            self.check()
        finally:
            self.workspace.close()
            for one in self.patches:
                one.stop()
            shutil.rmtree(self.folder)


class ShortHistories(Histories):
    """The same with so short a history that steps are forgotten and imports purged."""

    kept = 3


FEW = settings(
    max_examples=8,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
TestHistories = Histories.TestCase
TestHistories.settings = FEW
TestShortHistories = ShortHistories.TestCase
TestShortHistories.settings = FEW
