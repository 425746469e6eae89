"""Makes staging files by hand, as the reader of files would leave them, for tests of what comes after it."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from workbench.importing import staging
from workbench.importing.merge import ImportResult, merge
from workbench.store.facts import (
    GENERIC_ROW,
    ORDER_LINE,
    ORDERS,
    PRODUCT,
    SALES_DAY,
    TRAFFIC_DAY,
    Fact,
    hash_sum,
    row_hash,
)
from workbench.store.workspace import Workspace

Row = Mapping[str, Any]
Rows = Sequence[Sequence[Any]]
_numbers = itertools.count(1)
DEFAULTS: dict[str, Any] = {
    "kind": "order",
    "status": "paid",
    "channel": "Online store",
    "currency": "EUR",
}


class Staging:
    """One staging file in the making; written by the program's own writer of such files."""

    def __init__(self, folder: Path, *, file: str, source: str, as_of: str | None, **about: Any):
        self.path = folder / f"staged {next(_numbers)}.sqlite"
        self.tables: dict[str, tuple[Sequence[str], Rows]] = {}
        self.said = {
            "file": file,
            "sheet": "",
            "source": source,
            "shape": source,
            "as_of": as_of,
            "first_day": None,
            "last_day": None,
            "confidence": 1.0,
            "read": 1,
            **about,
        }

    def finish(self, *, refused: Rows = (), left_out: Mapping[str, int] | None = None) -> Path:
        """Write the file; one with the same rows has the same hash, unless told otherwise."""
        content = hashlib.sha256(repr(self.tables).encode()).hexdigest()
        staging.write(
            self.path,
            tables=self.tables,
            meta={"sha256": content} | self.said,
            refused=refused,
            left_out=left_out or {},
            raw=(),
        )
        return self.path


def orders(
    folder: Path,
    given: Sequence[Row],
    *,
    as_of: str | None,
    source: str = "shopify.orders",
    refused: Rows = (),
    left_out: Mapping[str, int] | None = None,
    **about: Any,
) -> Path:
    """A staged file of orders: number, `lines` (tuples of ORDER_LINE.columns, or None) and columns of ORDERS."""
    made = Staging(folder, file=about.pop("file", "orders.csv"), source=source, as_of=as_of)
    made.said |= about
    days = [order["day"] for order in given if order.get("day")]
    made.said |= {"first_day": min(days, default=None), "last_day": max(days, default=None)}
    order_rows, line_rows, place = [], [], 1
    for n, order in enumerate(given, 1):
        lines = order.get("lines")
        hashes = [row_hash(line) for line in lines or ()]
        values = {**DEFAULTS, "source": source, **order}
        values["lines_hash"] = None if lines is None else hash_sum(hashes)
        content = tuple(values.get(column) for column in ORDERS.columns)
        order_rows.append((n, *content, place + 1, row_hash(content)))
        for line_n, (line, hash_) in enumerate(zip(lines or (), hashes, strict=True), 1):
            place += 1
            line_rows.append((n, line_n, *line, place, hash_))
        place += not lines
    made.tables["orders"] = ("n", *ORDERS.columns, "row", "row_hash"), order_rows
    made.tables["order_line"] = (
        ("order_n", "n", *ORDER_LINE.columns, "row", "row_hash"),
        line_rows,
    )
    return made.finish(refused=refused, left_out=left_out)


def report(
    folder: Path,
    given: Sequence[Row],
    *,
    as_of: str | None,
    first_day: str,
    last_day: str,
    fact: Fact = SALES_DAY,
    **about: Any,
) -> Path:
    """A staged report by day: rows with columns of SALES_DAY or TRAFFIC_DAY, `day` for both days."""
    source = about.pop("source", "shopify.sales" if fact is SALES_DAY else "shopify.traffic")
    made = Staging(folder, file=about.pop("file", "report.csv"), source=source, as_of=as_of)
    slice_ = {"account": "", "report_shape": "total", "grain": "day", "filter": ""}
    made.said |= {"first_day": first_day, "last_day": last_day, **slice_, **about}
    rows = []
    for n, row in enumerate(given, 1):
        values = {"first_day": row["day"], "last_day": row["day"], "channel": "", "product": ""}
        values |= {"segment": "", **row}
        content = tuple(values.get(column) for column in fact.columns)
        rows.append((n, *content, n + 1, row_hash(content)))
    made.tables[fact.table] = ("n", *fact.columns, "row", "row_hash"), rows
    return made.finish()


def traffic(folder: Path, given: Sequence[Row], **about: Any) -> Path:
    """A staged report of visits by day."""
    return report(folder, given, fact=TRAFFIC_DAY, **about)


def entities(
    folder: Path, given: Sequence[Row], *, as_of: str | None, fact: Fact = PRODUCT, **about: Any
) -> Path:
    """A staged file of things with a number: rows with columns of the fact, `number` among them."""
    source = about.pop("source", f"shopify.{fact.table}")
    made = Staging(folder, file=about.pop("file", "things.csv"), source=source, as_of=as_of)
    made.said |= about
    rows = []
    for n, row in enumerate(given, 1):
        content = tuple({"source": source, **row}.get(column) for column in fact.columns)
        rows.append((n, *content, n + 1, row_hash(content)))
    made.tables[fact.table] = ("n", *fact.columns, "row", "row_hash"), rows
    return made.finish()


def generic(folder: Path, cells: Sequence[tuple[int, str, str]], *, as_of: str | None) -> Path:
    """A staged table of an unknown kind: (row, field, value)."""
    made = Staging(folder, file="table.csv", source="generic", as_of=as_of)
    rows = [
        (n, field, value, place, row_hash((field, value)))
        for n, (place, field, value) in enumerate(cells, 1)
    ]
    made.tables[GENERIC_ROW.table] = ("n", "field", "value", "row", "row_hash"), rows
    return made.finish()


def bring(workspace: Workspace, staged: Path, *, confirmed: bool = False) -> ImportResult:
    """Merge a staging file as one step."""
    done = workspace.submit_merge("Import", merge, staged, confirmed=confirmed).result()
    result: ImportResult = done.result
    return result
