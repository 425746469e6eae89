"""A small shop whose facts a test writes by hand, as an import would have left them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from workbench.store import rollup

SCHEMA = Path(rollup.__file__).parent / "schema.sql"


class Shop:
    """Writes facts straight into the tables; amounts in minor units."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db

    def setting(self, key: str, value: str) -> None:
        self.db.execute("DELETE FROM setting WHERE key = ?", (key,))
        self.db.execute("INSERT INTO setting(key, value) VALUES (?, ?)", (key, value))

    def imported(self, source: str, first: str, last: str, **fields: Any) -> int:
        """One live import of a file that covers some days; answers its id."""
        columns = {"file": f"{source}.csv", "as_of": last, "live": 1, "read": 0, **fields}
        columns |= {"source": source, "first_day": first, "last_day": last}
        return self._insert("import", columns)

    def order(
        self, day: str, *, units: float | None = 1, source: str = "shopify.orders", **fields: Any
    ) -> int:
        """One order with one line; what is not given is nothing, not unknown."""
        number = self.db.execute("SELECT coalesce(max(id), 0) + 1 FROM orders").fetchone()[0]
        columns: dict[str, Any] = {
            "source": source,
            "number": str(number),
            "day": day,
            "kind": "order",
            "status": "paid",
            "channel": "Online store",
            "currency": "EUR",
            "discount_minor": 0,
            "shipping_minor": 0,
            "tax_minor": 0,
            "refunded_minor": 0,
            "vat_included": 0,
            "shown": 1,
            **fields,
        }
        made = self._insert("orders", columns)
        if units is not None:
            self.db.execute(
                "INSERT INTO order_line(order_id, n, quantity) VALUES (?, 1, ?)", (made, units)
            )
        return made

    def slice(self, fact: str, source: str, **fields: Any) -> int:
        """A kind of report: its grain, shape and filter."""
        columns = {"fact": fact, "source": source, "account": "", "shape": "", "grain": "day"}
        return self._insert("slice", {**columns, "filter": "", **fields})

    def sales(self, slice_id: int, first: str, last: str = "", **fields: Any) -> int:
        """One row of a sales report."""
        span = {"first_day": first, "last_day": last or first}
        return self._insert("sales_day", {"slice_id": slice_id, **span, "shown": 1, **fields})

    def traffic(self, slice_id: int, first: str, last: str = "", **fields: Any) -> int:
        """One row of a traffic report."""
        span = {"first_day": first, "last_day": last or first}
        return self._insert("traffic_day", {"slice_id": slice_id, **span, "shown": 1, **fields})

    def covered(self, import_id: int, slice_id: int, first: str, last: str) -> None:
        self._insert(
            "covered",
            {"import_id": import_id, "slice_id": slice_id, "first_day": first, "last_day": last},
        )

    def rebuild(self) -> None:
        rollup.rebuild(self.db)

    def amounts(self, measure: str) -> dict[tuple[str, str], int | None]:
        """The rolled-up amounts of a measure by (first day, source)."""
        rows = self.db.execute(
            "SELECT first_day, source, sum(amount) FROM rollup WHERE measure = ? GROUP BY 1, 2",
            (measure,),
        )
        return {(day, source): amount for day, source, amount in rows.fetchall()}

    def total(self, measure: str) -> int | None:
        return self.db.execute(
            "SELECT sum(amount) FROM rollup WHERE measure = ?", (measure,)
        ).fetchone()[0]

    def _insert(self, table: str, fields: dict[str, Any]) -> int:
        names, marks = ", ".join(f'"{f}"' for f in fields), ", ".join("?" * len(fields))
        made = self.db.execute(
            f'INSERT INTO "{table}"({names}) VALUES ({marks})', tuple(fields.values())
        )
        return int(made.lastrowid or 0)


@pytest.fixture
def shop(db: sqlite3.Connection) -> Shop:
    """An empty shop in an empty database; euro, weeks from Monday."""
    return Shop(db)


@pytest.fixture
def make_shop() -> Iterator[Callable[[], Shop]]:
    """Makes a fresh shop per call, for tests that try many."""
    template = sqlite3.connect(":memory:", isolation_level=None)
    for statement in SCHEMA.read_text("utf-8").split(";\n"):
        template.execute(statement)
    made: list[sqlite3.Connection] = []

    def make() -> Shop:
        while made:
            made.pop().close()
        made.append(sqlite3.connect(":memory:", isolation_level=None))
        template.backup(made[0])
        return Shop(made[0])

    yield make
    for connection in (template, *made):
        connection.close()
