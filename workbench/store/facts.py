"""The facts that imports bring: their columns, their keys, and how a row is fingerprinted.

A fact table holds, for every row ever stated by an import that is kept, the columns below, then `import_id` and
`row` (where the shown values came from), `row_hash` and `shown`. Amounts are integers in minor units as the file has
them (tax included or not, see `vat_included`); discounts, returns and refunds are positive. Days are local dates,
`YYYY-MM-DD`. Units are REAL because some shops sell by the metre; unit prices are decimal text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import NamedTuple

Value = int | float | str | None


class Fact(NamedTuple):
    """One kind of fact: table name, key columns and value columns (both are fingerprinted)."""

    table: str
    key: tuple[str, ...]
    values: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """Key then values: the order in which a row is fingerprinted, staged and merged."""
        return self.key + self.values


# An order is an entity: the same (source, number) in a later file is the same order.
# kind is 'order' or 'cancelling' (an invoice that takes goods back). status is the shop's own word.
# lines_hash is the sum of the line fingerprints, so an order whose lines changed is a changed order.
ORDERS = Fact(
    "orders",
    ("source", "number"),
    (
        "at",
        "day",
        "kind",
        "status",
        "cancelled_day",
        "channel",
        "country",
        "customer",
        "currency",
        "gross_minor",
        "discount_minor",
        "shipping_minor",
        "tax_minor",
        "duties_minor",
        "refunded_minor",
        "total_minor",
        "vat_included",
        "discount_code",
        "lines_hash",
    ),
)

# Lines belong to their order and are replaced as a set; the position n is not fingerprinted.
ORDER_LINE = Fact(
    "order_line",
    (),
    ("sku", "title", "quantity", "unit_price", "amount_minor", "discount_minor", "tax_minor"),
)

# A report is replaced by range: see the slice table for (source, account, shape, grain, filter).
SALES_DAY = Fact(
    "sales_day",
    ("first_day", "last_day", "channel", "product"),
    (
        "currency",
        "orders",
        "units",
        "gross_minor",
        "discount_minor",
        "returns_minor",
        "net_minor",
        "shipping_minor",
        "duties_minor",
        "fees_minor",
        "tax_minor",
        "total_minor",
    ),
)

TRAFFIC_DAY = Fact(
    "traffic_day",
    ("first_day", "last_day", "segment"),
    ("visitors", "sessions", "carts", "checkouts", "completed"),
)

# A table of a kind nobody has named yet, kept as it is: one row per cell.
GENERIC_ROW = Fact("generic_row", ("field",), ("value",))

REPORTS = (SALES_DAY, TRAFFIC_DAY)
FACTS = (ORDERS, ORDER_LINE, SALES_DAY, TRAFFIC_DAY, GENERIC_ROW)


def row_hash(values: Iterable[Value]) -> int:
    """Fingerprint a row: the first 8 bytes of BLAKE2b over its canonical values, as a signed integer.

    The values are exactly what SQLite gives back for the row (int, float, str or None), in column order.
    """
    digest = hashlib.blake2b(repr(tuple(values)).encode("utf-8", "surrogatepass"), digest_size=8)
    return int.from_bytes(digest.digest(), "big", signed=True)


def hash_sum(hashes: Iterable[int]) -> int:
    """Add fingerprints modulo 2^64, as a signed integer, so that order does not matter."""
    total = sum(hashes) & 0xFFFF_FFFF_FFFF_FFFF
    return total - (1 << 64) if total >= 1 << 63 else total
