"""How many rows of each kind a file brought."""

from __future__ import annotations

from typing import NamedTuple

# What users and scripts call the rows of each table.
PUBLIC = {
    "orders": "orders",
    "order_line": "order_lines",
    "sales_day": "sales_days",
    "traffic_day": "traffic_days",
    "spend_day": "spend_days",
    "email_day": "email_days",
    "search_day": "search_days",
    "product": "products",
    "stock_level": "stock_levels",
    "subscriber": "subscribers",
    "review": "reviews",
    "answer": "answers",
    "ticket": "tickets",
    "payment": "payments",
    "refund": "refunds",
    "generic_row": "generic_rows",
}


class Counts(NamedTuple):
    """Rows of one table: added, updated, stated again without change, and replaced by this file."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    replaced: int = 0

    @property
    def news(self) -> bool:
        """True when the file changed anything in this table."""
        return bool(self.added or self.updated or self.replaced)


class Refused(NamedTuple):
    """A row that was not taken: where it stands, a masked value, and why."""

    row: int
    column: str
    value: str
    reason: str


class Brought(NamedTuple):
    """What typed rows of a sheet led to: counts per kind, rows that do not fit, and notes for the user."""

    counts: dict[str, Counts]
    refused: list[Refused]
    notes: list[str]
