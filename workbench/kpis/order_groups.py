"""Orders of some days in groups: by channel, country, kind of customer or product, excl. VAT."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from workbench.errors import BadInput
from workbench.kpis.calendar import Period
from workbench.kpis.lmdi import whole_numbers
from workbench.language import _
from workbench.store import rollup_orders

SPLITS = ("channel", "country", "customer", "product")
NEW, RETURNING, UNKNOWN = "new", "returning", "unknown"
_MONEY = ("gross", "discounts", "returns", "net", "order_revenue")


class Group(NamedTuple):
    """What a group of orders brought: counts, and minor units excl. VAT (None where a file does not tell them).

    `units` are less those taken back by an invoice of their own. For a product, `orders` are those with it and
    `title` its newest name; elsewhere the title is the name.
    """

    name: str
    title: str
    orders: int
    units: float
    gross_minor: int | None
    discounts_minor: int | None
    returns_minor: int | None
    net_minor: int | None
    revenue_minor: int | None


def order_groups(
    db: sqlite3.Connection, split: str, days: Period, *, sources: Sequence[str] | None = None
) -> dict[str, Group]:
    """Orders by channel, country, customer ("new", "returning", "unknown") or product (SKU, else title).

    New is a customer whose first order ever lies in these days. An order's amounts are shared among its products by
    line amount after discount, in whole minor units, so that groups add up. With `sources` only theirs. Raises
    BadInput for another split.
    """
    if split not in SPLITS:
        text = _("“{split}” is not one of {choices}.")
        raise BadInput(text.format(split=split, choices=", ".join(SPLITS)))
    rows = db.execute(_query(db, split, sources), _values(db, days)).fetchall()
    columns = [_whole([row[4 + n] for row in rows]) for n in range(len(_MONEY))]
    return {
        row[0]: Group(row[0], row[1], row[2], row[3], *(column[n] for column in columns))
        for n, row in enumerate(rows)
    }


def _whole(parts: list[float | None]) -> list[int | None]:
    """Amounts as whole minor units that keep their sum; all unknown where one is."""
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return [round(part) if part is not None else None for part in parts]
    return list(whole_numbers(known, round(sum(known))))


def _query(db: sqlite3.Connection, split: str, sources: Sequence[str] | None) -> str:
    among = f" AND source IN ({rollup_orders.quoted(tuple(sources))})" if sources else ""
    where = f"{rollup_orders.counted(db)} AND day BETWEEN :first AND :last{among}"
    part = f"SELECT * FROM ({rollup_orders.parts(where)}) WHERE currency = :currency"
    if split == "product":
        return _PRODUCTS.format(part=part, sums=_sums("{m} * share"))
    return _ORDERS.format(part=part, name=_NAMES[split], sums=_sums("p.{m}"))


def _sums(amount: str) -> str:
    texts = [amount.format(m=measure) for measure in _MONEY]
    return ", ".join(f"CASE WHEN count(*) = count({t}) THEN sum({t}) END" for t in texts)


def _values(db: sqlite3.Connection, days: Period) -> dict[str, object]:
    return {
        **rollup_orders.parameters(db),
        "first": days.first_day.isoformat(),
        "last": days.last_day.isoformat(),
    }


_NAMES = {
    "channel": "p.channel",
    "country": "coalesce(o.country, '')",
    "customer": f"""CASE WHEN f.day IS NULL THEN '{UNKNOWN}' WHEN f.day >= :first THEN '{NEW}'
      ELSE '{RETURNING}' END""",
}
_ORDERS = """
    WITH p AS MATERIALIZED ({part})
    SELECT {name} AS name, {name} AS title, sum(NOT p.back),
      coalesce(sum((SELECT sum(quantity) FROM order_line WHERE order_id = p.id)), 0), {sums}
    FROM p CROSS JOIN orders AS o ON o.id = p.id
    LEFT JOIN customer_alias AS a ON a.other = o.customer
    LEFT JOIN customer_first AS f ON f.customer = coalesce(a.customer, o.customer)
    GROUP BY 1 ORDER BY 1"""
# A product's share of its order: by amount after discount, or by lines where all amounts are nothing. CROSS JOIN keeps
# the orders first: the other way round every line would be looked up among them without an index.
_PRODUCTS = """
    WITH p AS MATERIALIZED ({part}),
    sold AS MATERIALIZED (
      SELECT p.id, coalesce(nullif(l.sku, ''), l.title, '') AS name, count(*) AS n,
        max(coalesce(l.title, l.sku, '')) AS title, sum(coalesce(l.quantity, 0)) AS quantity,
        sum(abs(coalesce(l.amount_minor, 0) - coalesce(l.discount_minor, 0))) AS weight
      FROM p CROSS JOIN order_line AS l ON l.order_id = p.id GROUP BY 1, 2),
    whole AS MATERIALIZED (SELECT id, sum(weight) AS weight, sum(n) AS n FROM sold GROUP BY 1),
    shared AS MATERIALIZED (
      SELECT sold.id, name, title, quantity,
        CASE whole.weight WHEN 0 THEN 1.0 * sold.n / whole.n
          ELSE 1.0 * sold.weight / whole.weight END AS share
      FROM sold CROSS JOIN whole ON whole.id = sold.id)
    SELECT name, max(title), sum(NOT back), sum(quantity), {sums}
    FROM shared CROSS JOIN p ON p.id = shared.id GROUP BY 1 ORDER BY 1"""
