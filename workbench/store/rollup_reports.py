"""Reports turned into amounts per day: of several reports about the same days one is taken, never their sum.

A report by product and one without hold the same money twice. Per measure and span the best one wins: unfiltered
before filtered, totals before channels before products (or segments), then the newest.
"""

from __future__ import annotations

import sqlite3

from workbench.store.brand import brand

_NET = "coalesce(net_minor, gross_minor - discount_minor - returns_minor)"
_TOTAL = f"""coalesce(total_minor, {_NET} + shipping_minor + tax_minor
  + coalesce(duties_minor, 0) + coalesce(fees_minor, 0))"""

# measure: (SQL over a row of sales_day, is it money, may it be added up over products)
SALES = {
    "gross": ("gross_minor", True, True),
    "discounts": ("discount_minor", True, True),
    "returns": ("returns_minor", True, True),
    "net": (_NET, True, True),
    "shipping": ("shipping_minor", True, True),
    "taxes": ("tax_minor", True, True),
    "duties": ("duties_minor", True, True),
    "fees": ("fees_minor", True, True),
    "total": (_TOTAL, True, True),
    "order_revenue": ("gross_minor - discount_minor", True, True),
    "revenue_orders": ("orders", True, False),
    "orders": ("orders", False, False),
    "units": ("CAST(round(units * 1000) AS INTEGER)", False, True),
}
# The same visitor comes by telephone and by laptop: visitors do not add up over segments.
TRAFFIC = {
    "visitors": ("visitors", False, False),
    "sessions": ("sessions", False, True),
    "carts": ("carts", False, True),
    "checkouts": ("checkouts", False, True),
    "completed": ("completed", False, True),
}
SPEND = {
    "spend": ("spend_minor", True, True),
    "impressions": ("impressions", False, True),
    "clicks": ("clicks", False, True),
    "ad_purchases": ("CAST(round(purchases * 1000) AS INTEGER)", False, True),
    "ad_revenue": ("value_minor", True, True),
}
EMAIL = {
    "emails_sent": ("coalesce(recipients, delivered)", False, True),
    "emails_delivered": ("coalesce(delivered, recipients - bounces)", False, True),
    "email_opens": ("opens", False, True),
    "email_clicks": ("clicks", False, True),
    "email_orders": ("f.orders", False, True),
    "email_revenue": ("revenue_minor", True, True),
    "unsubscribes": ("unsubscribes", False, True),
}
# Queries are left out of a search report where few people asked: they never add up to its total.
SEARCH = {
    "search_clicks": ("clicks", False, True),
    "search_impressions": ("impressions", False, True),
}
REPORTS = {
    "sales_day": SALES,
    "traffic_day": TRAFFIC,
    "spend_day": SPEND,
    "email_day": EMAIL,
    "search_day": SEARCH,
}
PART = {
    "sales_day": "product",
    "traffic_day": "segment",
    "spend_day": "part",
    "email_day": "part",
    "search_day": "query",
}
_OWN_CHANNEL = "coalesce(nullif(f.channel, ''), 'all')"
_CHANNEL = {
    "sales_day": _OWN_CHANNEL,
    "traffic_day": "'all'",
    "spend_day": _OWN_CHANNEL,
    "email_day": "r.source || ' ' || coalesce(f.channel, '')",
    "search_day": "'all'",
}
_CURRENCY = {
    "sales_day": "coalesce(f.currency, :currency)",
    "traffic_day": "''",
    "spend_day": "coalesce(f.currency, :currency)",
    "email_day": "coalesce(f.currency, :currency)",
    "search_day": "''",
}
UNDATED = "undated"  # the grain of a report that names no days: kept, but part of no total


def insert_days(db: sqlite3.Connection, days: str = "") -> None:
    """Add the roll-up rows of the reports that begin on the days of the SQL query `days`, else all."""
    for fact, measures in REPORTS.items():
        _rank_slices(db, fact)
        _collect(db, fact, f"f.first_day IN ({days})" if days else "f.first_day IS NOT NULL")
        for measure, (_sql, money, _adds) in measures.items():
            _insert(db, measure, money)
        db.execute("DROP TABLE temp.report_span")
        db.execute("DROP TABLE temp.slice_rank")


def _rank_slices(db: sqlite3.Connection, fact: str) -> None:
    """Order the slices of a report from the one to believe first, with what they are split by."""
    part = PART[fact]
    channel = f"{'NULL' if fact in ('traffic_day', 'search_day') else 'channel'}"
    split = f"SELECT 1 FROM {fact} AS f WHERE f.slice_id = s.id AND f.shown = 1 AND"
    db.execute("DROP TABLE IF EXISTS temp.slice_rank")
    db.execute(
        f"""CREATE TEMP TABLE slice_rank AS
        SELECT id, source, coalesce(account, '') AS account, by_part,
          row_number() OVER (
            ORDER BY coalesce(filter, '') <> '', by_part, by_channel, newest DESC, id DESC) AS rank
        FROM (SELECT s.*,
            EXISTS ({split} coalesce(f.{part}, '') <> '') AS by_part,
            EXISTS ({split} coalesce({channel}, 'all') NOT IN ('', 'all')) AS by_channel,
            (SELECT coalesce(max(i.as_of), '') FROM covered AS c JOIN import AS i
             ON i.id = c.import_id AND i.live = 1 WHERE c.slice_id = s.id) AS newest
          FROM slice AS s WHERE s.fact = '{fact}' AND coalesce(s.grain, '') <> '{UNDATED}')"""
    )


def _collect(db: sqlite3.Connection, fact: str, where: str) -> None:
    """Sum a report's rows per slice, span, channel and currency into temp.report_span."""
    sums = ", ".join(
        f"{'' if adds else 'CASE WHEN NOT r.by_part THEN '}sum({sql}){'' if adds else ' END'}"
        f" AS {measure}"
        for measure, (sql, _money, adds) in REPORTS[fact].items()
    )
    db.execute("DROP TABLE IF EXISTS temp.report_span")
    db.execute(
        f"""CREATE TEMP TABLE report_span AS
        SELECT r.rank, r.source, r.account, f.first_day, coalesce(f.last_day, f.first_day) AS last_day,
          {_CHANNEL[fact]} AS channel, {_CURRENCY[fact]} AS currency, {sums}
        FROM temp.slice_rank AS r JOIN {fact} AS f ON f.slice_id = r.id
        WHERE f.shown = 1 AND {where}
        GROUP BY r.id, 4, 5, 6, 7""",
        {"currency": brand(db).currency},
    )
    db.execute("CREATE INDEX temp.by_span ON report_span (source, account, first_day, last_day)")


def _insert(db: sqlite3.Connection, measure: str, money: bool) -> None:
    db.execute(
        f"""INSERT INTO rollup
        SELECT '{measure}', first_day, last_day, source, channel,
          {"currency" if money else "''"}, sum({measure})
        FROM temp.report_span AS s
        WHERE rank = (
          SELECT rank FROM temp.report_span AS t
          WHERE t.source = s.source AND t.account = s.account
            AND t.first_day = s.first_day AND t.last_day = s.last_day
          ORDER BY t.{measure} IS NULL, t.rank LIMIT 1)
        GROUP BY 2, 3, 4, 5, 6"""
    )
