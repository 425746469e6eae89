"""A KPI in segments: by channel, country, kind of customer, product or device, adding up to the KPI itself."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from workbench.kpis import typed
from workbench.kpis.bridge import group_title
from workbench.kpis.calendar import Period
from workbench.kpis.catalogue import Card
from workbench.kpis.one_value import value_of
from workbench.kpis.order_groups import Group, order_groups
from workbench.kpis.record import ORDERS, record
from workbench.language import _

# KPI -> the column of a group that it adds up.
_COLUMNS = {
    "net_sales": "net_minor",
    "gross_sales": "gross_minor",
    "discounts": "discounts_minor",
    "returns": "returns_minor",
    "orders": "orders",
    "units": "units",
}
_TRAFFIC = {"sessions": "sessions", "visitors": "visitors"}


class Segment(NamedTuple):
    """One part of a KPI; `share` of the whole is a fraction, None where parts do not add up (average order)."""

    key: str
    name: str
    value: float | None
    share: float | None


class Segmented(NamedTuple):
    """A KPI in segments, largest first. They add up to `whole`; what no order tells is a segment of its own.

    `missing` says what to import where nothing can be told.
    """

    whole: float | None
    segments: tuple[Segment, ...]
    missing: str


def splits(db: sqlite3.Connection, key: str) -> tuple[tuple[str, str], ...]:
    """The segments that a KPI can be told by with what is held: (key, name). Raises NotFound."""
    card = typed.card(db, key)
    if card.key in (*_COLUMNS, "average_order_value"):
        if not order_sources(db):
            return ()
        found = [("channel", _("Channel")), ("country", _("Country"))]
        found += [("customer", _("New and returning customers")), ("product", _("Product"))]
        return tuple(found if card.key not in ("orders", "average_order_value") else found[:3])
    if card.key in _TRAFFIC and _device_rows(db, card.key, None):
        return (("device", _("Device")),)
    return ()


def segmented(db: sqlite3.Connection, key: str, split: str, days: Period) -> Segmented:
    """A KPI between two days by "channel", "country", "customer", "product" or "device".

    Money in minor units. Raises NotFound and BadInput.
    """
    card = typed.card(db, key)
    whole = value_of(db, key, days)
    if split == "device":
        return _devices(db, key, days, whole)
    if card.key not in (*_COLUMNS, "average_order_value"):
        return Segmented(whole, (), _("This KPI is not told by {split}.").format(split=split))
    groups = order_groups(db, split, days, sources=order_sources(db) or None)
    if not groups:
        return Segmented(whole, (), _("Import orders to see this."))
    parts = {name: _value(card, group) for name, group in groups.items()}
    named = {name: group_title(split, name, group.title) for name, group in groups.items()}
    return _sorted(parts, named, whole, adds=card.key in _COLUMNS)


def _value(card: Card, group: Group) -> float | None:
    if card.key == "average_order_value":
        known = group.revenue_minor is not None and group.orders
        return (group.revenue_minor or 0) / group.orders if known else None
    value: float | None = getattr(group, _COLUMNS[card.key])
    return value


def _sorted(
    parts: dict[str, float | None], names: dict[str, str], whole: float | None, *, adds: bool
) -> Segmented:
    known = sum(value for value in parts.values() if value is not None)
    if adds and whole is not None and round(whole - known, 6):
        parts = {**parts, "rest": whole - known}
        names = {**names, "rest": _("Counted by the report only")}
    segments = [
        Segment(
            key, names[key], value, value / whole if adds and whole and value is not None else None
        )
        for key, value in parts.items()
    ]
    segments.sort(key=lambda s: (s.key == "rest", -(s.value or 0), s.name))
    return Segmented(whole, tuple(segments), "")


def order_sources(db: sqlite3.Connection) -> list[str]:
    """The source of orders that speaks for the shop, as a list of one: two are never added up."""
    found = record(db, ("orders",))
    return [s.name for s in found.for_measures(("orders",)) if s.kind == ORDERS][:1]


def _device_rows(db: sqlite3.Connection, key: str, days: Period | None) -> list[tuple[str, int]]:
    measure = _TRAFFIC[key]
    first, last = (d.isoformat() for d in days) if days else ("", "9999")
    return [
        (name, int(n))
        for name, n in db.execute(
            f"""SELECT segment, sum({measure}) FROM traffic_day
            WHERE shown = 1 AND coalesce(segment, '') <> '' AND first_day >= ? AND last_day <= ?
            GROUP BY 1 HAVING sum({measure}) NOT NULL""",
            (first, last),
        ).fetchall()
    ]


def _devices(db: sqlite3.Connection, key: str, days: Period, whole: float | None) -> Segmented:
    if key not in _TRAFFIC:
        return Segmented(whole, (), _("This KPI is not told by device."))
    rows = dict(_device_rows(db, key, days))
    if not rows:
        return Segmented(whole, (), _("Import sessions by device to see this."))
    parts: dict[str, float | None] = dict(rows)
    return _sorted(parts, {name: name for name in rows}, whole, adds=key == "sessions")
