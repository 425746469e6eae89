"""Products of some days: top and falling, returns, margin, and since when one has not sold any more."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta
from typing import NamedTuple

from workbench.errors import BadInput
from workbench.kpis.calendar import Period
from workbench.kpis.costs import costs
from workbench.kpis.order_groups import Group, order_groups
from workbench.kpis.profit import profit_by
from workbench.kpis.segments import order_sources
from workbench.language import _, day
from workbench.store import rollup_orders
from workbench.store.brand import brand

LEVELS = ("variant", "product")
_SPLIT = " - "
_USUAL = timedelta(days=56)
_EXPECTED = (
    7.0  # pieces that should have sold by now: a pause this long is chance once in a thousand
)
_LEAST_SHARE = 0.01  # of net sales before; a smaller product is not called falling


class Product(NamedTuple):
    """A product or variant: net sales and pieces now and before, minor units; None unknown.

    `no_sale_since` is set where it has stopped selling, with `stopped` in words. `margin_rate` needs costs,
    `returned_units` invoices that take goods back. `stock_days` needs stock levels, which no file has told yet.
    """

    key: str
    name: str
    net_minor: int | None
    before_minor: int | None
    change_minor: int | None
    units: float
    before_units: float
    orders: int
    returned_units: float
    margin_rate: float | None
    no_sale_since: date | None
    stopped: str
    stock_days: float | None = None


def products(
    db: sqlite3.Connection, now: Period, before: Period, *, level: str = "variant"
) -> list[Product]:
    """All products sold in either period, most net sales first; levels are "variant" (SKU) and "product".

    A product is the part of a title before " - ". Raises BadInput for another level.
    """
    if level not in LEVELS:
        text = _("“{level}” is not one of {choices}.")
        raise BadInput(text.format(level=level, choices=", ".join(LEVELS)))
    sources = order_sources(db) or None
    later = order_groups(db, "product", now, sources=sources)
    earlier = order_groups(db, "product", before, sources=sources)
    margins = _margins(db, now)
    last = _selling(db, now.last_day)
    returned = _returned(db, now)
    made = [
        _product(
            key, later.get(key), earlier.get(key), margins.get(key), last.get(key), returned, now
        )
        for key in {*later, *earlier}
    ]
    if level == "product":
        made = _joined(made)
    locale = brand(db).locale
    worded = [p._replace(stopped=_stopped(p.no_sale_since, locale)) for p in made]
    return sorted(worded, key=lambda p: (-(p.net_minor or 0), p.name))


class _Selling(NamedTuple):
    """How a product sold in the eight weeks before it stopped: pieces a day, and the last day it sold."""

    a_day: float
    last_day: date


def _product(
    key: str,
    now: Group | None,
    before: Group | None,
    margin: float | None,
    selling: _Selling | None,
    returned: dict[str, float],
    days: Period,
) -> Product:
    shown = now or before
    net = now.net_minor if now else 0
    then = before.net_minor if before else 0
    quiet = selling is not None and (
        (days.last_day - selling.last_day).days * selling.a_day >= _EXPECTED
    )
    return Product(
        key=key,
        name=(shown.title if shown else "") or key or _("Not told"),
        net_minor=net,
        before_minor=then,
        change_minor=net - then if net is not None and then is not None else None,
        units=now.units if now else 0.0,
        before_units=before.units if before else 0.0,
        orders=now.orders if now else 0,
        returned_units=returned.get(key, 0.0),
        margin_rate=margin,
        no_sale_since=selling.last_day + timedelta(1) if quiet and selling else None,
        stopped="",
    )


def _stopped(since: date | None, locale: str) -> str:
    if since is None:
        return ""
    return _("No sale since {day}: sold out?").format(day=day(since, locale, "EEE d MMM"))


def _margins(db: sqlite3.Connection, days: Period) -> dict[str, float | None]:
    if not costs(db):
        return {}
    return {group.key: group.rate for group in profit_by(db, "product", days)}


def _selling(db: sqlite3.Connection, last: date) -> dict[str, _Selling]:
    """Per product the last day it sold up to a day, and its pieces a day in the eight weeks up to that one."""
    rows = db.execute(
        f"""WITH sold AS (
          SELECT coalesce(nullif(l.sku, ''), l.title, '') AS key, o.day, sum(l.quantity) AS n
          FROM orders AS o JOIN order_line AS l ON l.order_id = o.id
          WHERE o.shown = 1 AND {rollup_orders.an_order(db)} AND o.day BETWEEN ? AND ?
          GROUP BY 1, 2)
        SELECT key, last, sum(n), min(day) FROM (
          SELECT *, max(day) OVER (PARTITION BY key) AS last FROM sold)
        WHERE day > date(last, '-56 days') GROUP BY 1, 2""",
        ((last - 2 * _USUAL).isoformat(), last.isoformat()),
    ).fetchall()
    found = {}
    for key, text, pieces, first in rows:
        end = date.fromisoformat(text)
        sold_for = max((end - date.fromisoformat(first)).days + 1, 14)
        found[key] = _Selling(pieces / sold_for, end)
    return found


def _returned(db: sqlite3.Connection, days: Period) -> dict[str, float]:
    """Pieces per product that invoices of their own take back."""
    return dict(
        db.execute(
            """SELECT coalesce(nullif(l.sku, ''), l.title, ''), -sum(l.quantity)
            FROM orders AS o JOIN order_line AS l ON l.order_id = o.id
            WHERE o.shown = 1 AND o.kind = 'cancelling' AND o.day BETWEEN ? AND ? GROUP BY 1""",
            (days.first_day.isoformat(), days.last_day.isoformat()),
        ).fetchall()
    )


def _joined(variants: list[Product]) -> list[Product]:
    """Variants of one title made into a product; it has stopped only when all of them have."""
    groups: dict[str, list[Product]] = {}
    for variant in variants:
        groups.setdefault(variant.name.partition(_SPLIT)[0], []).append(variant)
    return [_one(name, group) for name, group in groups.items()]


def _one(name: str, group: list[Product]) -> Product:
    def total(amounts: list[int | None]) -> int | None:
        known = [amount for amount in amounts if amount is not None]
        return sum(known) if len(known) == len(amounts) else None

    net, before = total([p.net_minor for p in group]), total([p.before_minor for p in group])
    left = [(p.margin_rate, p.net_minor) for p in group]
    margin = sum((rate or 0) * (n or 0) for rate, n in left)
    known = net and all(rate is not None for rate, n in left if n)
    stops = [p.no_sale_since for p in group]
    ended = [stop for stop in stops if stop is not None]
    return Product(
        key=name,
        name=name,
        net_minor=net,
        before_minor=before,
        change_minor=net - before if net is not None and before is not None else None,
        units=sum(p.units for p in group),
        before_units=sum(p.before_units for p in group),
        orders=sum(p.orders for p in group),
        returned_units=sum(p.returned_units for p in group),
        margin_rate=margin / net if known and net else None,
        no_sale_since=max(ended) if len(ended) == len(stops) else None,
        stopped="",
    )


def falling(found: list[Product], n: int = 5) -> list[Product]:
    """The products that lost most net sales, worst first; small ones are left out."""
    whole = sum(p.before_minor or 0 for p in found)
    lost = [
        p
        for p in found
        if (p.change_minor or 0) < 0 and (p.before_minor or 0) >= _LEAST_SHARE * whole
    ]
    return sorted(lost, key=lambda p: p.change_minor or 0)[:n]


def stopped(found: list[Product]) -> list[Product]:
    """The products that stopped selling, the newest first."""
    quiet = [p for p in found if p.no_sale_since is not None]
    return sorted(quiet, key=lambda p: p.no_sale_since or date.min, reverse=True)
