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
    (
        "visitors",
        "sessions",
        "carts",
        "checkouts",
        "completed",
        "key_events",
        "currency",
        "revenue_minor",
    ),
)

# What a platform says an advertisement cost and brought; channel is the platform, part the ad set and the ad.
SPEND_DAY = Fact(
    "spend_day",
    ("first_day", "last_day", "channel", "campaign", "part"),
    ("currency", "spend_minor", "impressions", "clicks", "purchases", "value_minor"),
)

# Mailings by the day they were sent, flows by the day they worked; channel is E-mail, SMS or Push.
EMAIL_DAY = Fact(
    "email_day",
    ("first_day", "last_day", "channel", "campaign", "part"),
    (
        "recipients",
        "delivered",
        "opens",
        "clicks",
        "orders",
        "currency",
        "revenue_minor",
        "unsubscribes",
        "complaints",
        "bounces",
    ),
)

# Clicks from a search engine; part says what `query` names: total, query, page, country or device.
SEARCH_DAY = Fact(
    "search_day",
    ("first_day", "last_day", "part", "query"),
    ("clicks", "impressions", "position"),
)

# A table of a kind nobody has named yet, kept as it is: one row per cell.
GENERIC_ROW = Fact("generic_row", ("field",), ("value",))

# Things with a number of their own. Every import's rows are kept; of those about the same key the newest shows whole.
PRODUCT = Fact(
    "product",
    ("source", "number"),
    ("sku", "title", "variant", "category", "status", "currency", "price_minor", "cost_minor"),
)
STOCK_LEVEL = Fact(
    "stock_level",
    ("source", "number", "place", "day"),
    ("sku", "title", "on_hand", "available", "incoming"),
)
SUBSCRIBER = Fact(
    "subscriber",
    ("source", "number"),
    ("customer", "email_consent", "sms_consent", "orders", "currency", "spent_minor"),
)
REVIEW = Fact(
    "review",
    ("source", "number"),
    ("day", "rating", "product", "title", "text", "status"),
)
ANSWER = Fact(
    "answer",
    ("source", "number", "question"),
    ("day", "kind", "score", "text"),
)
TICKET = Fact(
    "ticket",
    ("source", "number"),
    ("day", "closed_day", "channel", "tags", "status", "score", "first_reply_s", "resolution_s"),
)
# Money that a payment service or a market place moved; fees are positive when they cost.
PAYMENT = Fact(
    "payment",
    ("source", "number"),
    ("day", "kind", "order_number", "currency", "gross_minor", "fee_minor", "net_minor"),
)
REFUND = Fact(
    "refund",
    ("source", "number"),
    ("day", "order_number", "sku", "quantity", "currency", "amount_minor", "reason", "status"),
)

REPORTS = (SALES_DAY, TRAFFIC_DAY, SPEND_DAY, EMAIL_DAY, SEARCH_DAY)
ENTITIES = (PRODUCT, STOCK_LEVEL, SUBSCRIBER, REVIEW, ANSWER, TICKET, PAYMENT, REFUND)
FACTS = (ORDERS, ORDER_LINE, *REPORTS, *ENTITIES, GENERIC_ROW)


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
