"""Why a KPI is not known, in one sentence, and which imports stand behind one that is."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence

from workbench.kpis.catalogue import CUSTOMERS, Card
from workbench.kpis.points import Point, Points
from workbench.kpis.record import (
    ADS,
    FAMILY,
    MAIL,
    ORDERS,
    SALES,
    SEARCH,
    THINGS,
    TRAFFIC,
    Record,
)
from workbench.language import _
from workbench.store.facts import ANSWER, PAYMENT, REFUND, REPORTS, REVIEW, TICKET
from workbench.store.rollup import missing

_TRAFFIC = ("sessions", "visitors", "completed")
_FAMILIES = {
    "shopify": "Shopify",
    "online_retail": "Online Retail",
    "ga4": "GA4",
    "woocommerce": "WooCommerce",
    "tiktok_ads": "TikTok Ads",
    "google_ads": "Google Ads",
    "meta_ads": "Meta Ads",
    "pinterest_ads": "Pinterest Ads",
}
DATED = (REVIEW, ANSWER, TICKET, PAYMENT, REFUND)


def source_name(source: str) -> str:
    """A source in words, e.g. 'shopify.sales' -> 'Shopify sales'."""
    family, _dot, kind = source.partition(".")
    name = _FAMILIES.get(family, family.replace("_", " ").capitalize())
    return f"{name} {kind.replace('_', ' ')}".strip()


def why_unknown(db: sqlite3.Connection, made: Points, record: Record) -> str:
    """One sentence: what to import, which column is missing, or which span holds nothing."""
    card = made.card
    if card.expression:
        return made.notes[-1] if made.notes else _("A part of its formula is not known.")
    if card.own:
        if made.points:
            return _("The values are given for longer periods: choose months or quarters.")
        return _("No value has been typed or imported yet.")
    if not record.sources:
        return _("Nothing has been imported yet.")
    if made.foreign:
        return _("All amounts are in {currencies}; this workspace counts in {currency}.").format(
            currencies=", ".join(sorted(made.foreign)), currency=record.brand.currency
        )
    wanted = _kinds(card)
    able = [source for source in record.sources.values() if source.kind in wanted]
    if not able:
        return _what_to_import(card)
    lacking = _missing_column(db, card)
    if (
        lacking is None
        and card.over not in CUSTOMERS
        and not any(card.over in s.knows for s in able)
    ):
        lacking = _("The files of {source} have no column for {kpi}.").format(
            source=source_name(able[0].name), kpi=card.name
        )
    return lacking or _("No day of this span is held.")


def _kinds(card: Card) -> set[str]:
    if card.over in FAMILY and FAMILY[card.over] != TRAFFIC:
        return {FAMILY[card.over]}
    if card.over in _TRAFFIC or card.under == "sessions":
        return {TRAFFIC}
    return {ORDERS} if card.over in CUSTOMERS else {ORDERS, SALES}


def what_lacks(card: Card, cards: Mapping[str, Card]) -> str:
    """What to bring for a formula that names ad spend before there is any; empty for anything else."""
    if "ad_spend" in card.expression and "ad_spend" not in cards:
        return _("Type or import your ad spend, as a KPI called “Ad spend”, to see this.")
    return ""


def _what_to_import(card: Card) -> str:
    if FAMILY.get(card.over, TRAFFIC) != TRAFFIC:
        return {
            ADS: _("Import a report of your ads by day to see this."),
            MAIL: _("Import your mailings to see this."),
            SEARCH: _("Import search results by day to see this."),
            THINGS: _("Import reviews, answers, tickets or payments to see this."),
        }[FAMILY[card.over]]
    if card.over in _TRAFFIC or card.under == "sessions":
        return _("Import sessions by day to see this.")
    if card.over in CUSTOMERS:
        return _("Import orders to see this.")
    return _("Import orders or sales by day to see this.")


def _missing_column(db: sqlite3.Connection, card: Card) -> str | None:
    measure = "customers" if card.over in CUSTOMERS else card.over
    for source, lacking in missing(db).items():
        if measure in lacking:
            return _("The files of {source} have no column “{column}”.").format(
                source=source_name(source), column=lacking[measure]
            )
    return None


def imports(
    db: sqlite3.Connection, sources: Sequence[str], card: Card, points: Sequence[Point]
) -> tuple[int, ...]:
    """The ids of the imports whose rows are shown in the span of the points, lowest first."""
    if not points:
        return ()
    span = (points[0].first_day.isoformat(), points[-1].last_day.isoformat())
    if card.own or not sources:
        rows = db.execute(
            "SELECT DISTINCT import_id FROM snapshot WHERE kpi = ? AND import_id NOT NULL"
            " AND first_day >= ? AND last_day <= ?",
            (card.key, *span),
        ).fetchall()
        return tuple(sorted(row[0] for row in rows))
    marks = ", ".join("?" * len(sources))
    rows = db.execute(
        f"""SELECT id AS import_id FROM import AS m WHERE EXISTS (
          SELECT 1 FROM orders WHERE import_id = m.id AND shown = 1
            AND day BETWEEN max(?, coalesce(m.first_day, '')) AND min(?, coalesce(m.last_day, '9'))
            AND source IN ({marks}))
        UNION SELECT import_id FROM {_report("sales_day", marks)}
        {" ".join(f"UNION SELECT import_id FROM {_report(f.table, marks)}" for f in REPORTS[1:])}
        {" ".join(f"UNION SELECT import_id FROM {_things(f.table, marks)}" for f in DATED)}""",
        (*span, *sources) * (1 + len(REPORTS) + len(DATED)),
    ).fetchall()
    return tuple(sorted(row[0] for row in rows if row[0] is not None))


def _things(table: str, marks: str) -> str:
    return f"""(SELECT import_id FROM {table} WHERE shown = 1 AND day BETWEEN ? AND ?
      AND source IN ({marks}))"""


def _report(table: str, marks: str) -> str:
    return f"""(SELECT f.import_id FROM {table} AS f JOIN slice AS s ON s.id = f.slice_id
      WHERE f.shown = 1 AND f.first_day BETWEEN ? AND ? AND s.source IN ({marks}))"""
