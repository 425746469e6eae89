"""Customers per day, their first day, and how many different ones a week, month, quarter or year had."""

from __future__ import annotations

import sqlite3

from workbench.store.brand import brand
from workbench.store.rollup_orders import an_order


def rebuild(db: sqlite3.Connection) -> None:
    """Count all customers anew."""
    for table in ("customer_day", "customer_first", "customer_bucket"):
        db.execute(f"DELETE FROM {table}")
    _insert_days(db)
    db.execute("INSERT INTO customer_first SELECT customer, min(day) FROM customer_day GROUP BY 1")
    _fill_buckets(db, "SELECT DISTINCT day FROM customer_day")


def rebuild_days(db: sqlite3.Connection) -> None:
    """Count anew what the days in temp.touched_day change: those days, first days, buckets.

    When an alias joins two customers, all days of both must be among the touched days.
    """
    touched = "SELECT day FROM temp.touched_day"
    db.execute("DROP TABLE IF EXISTS temp.first_before")
    db.execute("CREATE TEMP TABLE first_before (customer INTEGER PRIMARY KEY, day TEXT)")
    _note_customers(db, touched)
    db.execute(f"DELETE FROM customer_day WHERE day IN ({touched})")
    _insert_days(db, touched)
    _note_customers(db, touched)
    db.execute("DELETE FROM customer_first WHERE customer IN (SELECT customer FROM first_before)")
    db.execute(
        """INSERT INTO customer_first
        SELECT customer, min(day) FROM customer_day
        WHERE customer IN (SELECT customer FROM temp.first_before) GROUP BY 1"""
    )
    _fill_buckets(db, f"{touched} UNION {_CHANGED_FIRST_DAYS}")
    db.execute("DROP TABLE temp.first_before")


# A new order further back makes a known customer's old first day an ordinary day; an order that goes makes a later
# day the first one. Both days may lie in weeks that nothing else touches.
_CHANGED_FIRST_DAYS = """
    SELECT b.day FROM temp.first_before AS b LEFT JOIN customer_first AS f USING (customer)
    WHERE b.day IS NOT NULL AND b.day IS NOT f.day
    UNION
    SELECT f.day FROM temp.first_before AS b JOIN customer_first AS f USING (customer)
    WHERE b.day IS NOT f.day"""


def _note_customers(db: sqlite3.Connection, touched: str) -> None:
    db.execute(
        f"""INSERT OR IGNORE INTO temp.first_before
        SELECT d.customer, (SELECT day FROM customer_first AS f WHERE f.customer = d.customer)
        FROM (SELECT DISTINCT customer FROM customer_day WHERE day IN ({touched})) AS d"""
    )


def _insert_days(db: sqlite3.Connection, days: str = "") -> None:
    among = f"AND day IN ({days})" if days else ""
    db.execute(
        f"""INSERT INTO customer_day
        SELECT day, coalesce(a.customer, o.customer), coalesce(channel, 'Online store'), count(*)
        FROM orders AS o LEFT JOIN customer_alias AS a ON a.other = o.customer
        WHERE shown = 1 AND o.customer IS NOT NULL AND day IS NOT NULL AND {an_order(db)} {among}
        GROUP BY 1, 2, 3"""
    )


def _fill_buckets(db: sqlite3.Connection, days: str) -> None:
    """Count the buckets in which the days of the SQL query `days` lie."""
    db.execute("DROP TABLE IF EXISTS temp.bucket")
    db.execute("DROP TABLE IF EXISTS temp.bucket_day")
    db.execute(f"CREATE TEMP TABLE bucket_day AS SELECT day FROM ({days})")
    db.execute("CREATE TEMP TABLE bucket (grain TEXT, first_day TEXT, last_day TEXT)")
    for grain, (start, length) in _bounds(db).items():
        db.execute(
            f"""INSERT INTO temp.bucket
            SELECT '{grain}', first_day, date(first_day, '{length}', '-1 day')
            FROM (SELECT DISTINCT {start} AS first_day FROM temp.bucket_day)"""
        )
    db.execute("DROP TABLE IF EXISTS temp.new_on")
    db.execute(
        "CREATE TEMP TABLE new_on AS SELECT day, count(*) AS n FROM customer_first GROUP BY 1"
    )
    _count_buckets(db)
    db.execute("DROP TABLE temp.new_on")
    db.execute("DROP TABLE temp.bucket")
    db.execute("DROP TABLE temp.bucket_day")


def _count_buckets(db: sqlite3.Connection) -> None:
    db.execute(
        """DELETE FROM customer_bucket
        WHERE (grain, first_day) IN (SELECT grain, first_day FROM temp.bucket)"""
    )
    db.execute(
        """INSERT INTO customer_bucket
        SELECT grain, first_day, n, coalesce(new, 0) FROM (
          SELECT grain, first_day,
            (SELECT count(DISTINCT customer) FROM customer_day
             WHERE day BETWEEN b.first_day AND b.last_day) AS n,
            (SELECT sum(n) FROM temp.new_on WHERE day BETWEEN b.first_day AND b.last_day) AS new
          FROM temp.bucket AS b)
        WHERE n > 0"""
    )


def _bounds(db: sqlite3.Connection) -> dict[str, tuple[str, str]]:
    """Per grain: SQL for the first day of the bucket around `day`, and its length for date()."""
    settings = brand(db)
    start = 0 if settings.week_start == "sun" else 1
    month = "substr(day, 1, 7) || '-01'"
    since = f"(CAST(substr(day, 6, 2) AS INTEGER) - {settings.fiscal_start} + 12)"
    return {
        "week": (f"date(day, '-6 days', 'weekday {start}')", "+7 days"),
        "month": (month, "+1 month"),
        "quarter": (f"date({month}, '-' || ({since} % 3) || ' months')", "+3 months"),
        "year": (f"date({month}, '-' || ({since} % 12) || ' months')", "+12 months"),
    }
