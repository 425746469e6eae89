"""Amounts in other currencies counted in the brand's own, with the rate of their day.

A rate says what one unit of a currency is worth in the brand's currency; the newest one on or before the last day of
an amount counts. Without a rate an amount stays in its own currency: it is never taken one for one.
"""

from __future__ import annotations

import sqlite3

from workbench.language import minor_digits
from workbench.store.brand import brand

_KEY = ("measure", "first_day", "last_day", "source", "channel")
_SAME = " AND ".join(f"c.{name} = r.{name}" for name in _KEY)
_RATE = (
    "(SELECT CAST(e.rate AS REAL) FROM exchange_rate e WHERE e.currency = r.currency"
    " AND e.day <= r.last_day ORDER BY e.day DESC LIMIT 1)"
)


def convert(db: sqlite3.Connection) -> None:
    """Count the roll-up rows that are in another currency, and have a rate, in the brand's own."""
    home = brand(db).currency
    foreign = [
        row[0]
        for row in db.execute(
            "SELECT DISTINCT currency FROM exchange_rate WHERE currency <> ?", (home,)
        ).fetchall()
    ]
    if not foreign:
        return
    marks = ", ".join(f"'{currency}'" for currency in foreign if currency.isalpha())
    db.execute("DROP TABLE IF EXISTS temp.converted")
    db.execute(
        f"CREATE TEMP TABLE converted AS SELECT {', '.join(_KEY)}, r.currency AS was,"
        f" CAST(round(amount * {_RATE} * {_scale(foreign, home)}) AS INTEGER) AS amount"
        f" FROM rollup AS r WHERE r.currency IN ({marks}) AND {_RATE} NOT NULL"
    )
    # Amounts of the same day in the brand's own currency go into the same row.
    db.execute(
        f"INSERT INTO temp.converted SELECT {', '.join(f'r.{n}' for n in _KEY)}, r.currency, r.amount"
        f" FROM rollup AS r WHERE r.currency = '{home}'"
        f" AND EXISTS (SELECT 1 FROM temp.converted c WHERE {_SAME})"
    )
    db.execute(
        "DELETE FROM rollup AS r WHERE EXISTS"
        f" (SELECT 1 FROM temp.converted c WHERE {_SAME} AND c.was = r.currency)"
    )
    db.execute(
        f"INSERT INTO rollup({', '.join(_KEY)}, currency, amount)"
        f" SELECT {', '.join(_KEY)}, '{home}',"
        " CASE WHEN count(*) = count(amount) THEN sum(amount) END FROM temp.converted"
        f" GROUP BY {', '.join(_KEY)}"
    )
    db.execute("DROP TABLE temp.converted")


def _scale(foreign: list[str], home: str) -> str:
    """SQL for the step between the minor units of two currencies: a yen has none, a euro has cents."""
    digits = minor_digits(home)
    cases = " ".join(
        f"WHEN '{currency}' THEN {10.0 ** (digits - minor_digits(currency))!r}"
        for currency in foreign
        if currency.isalpha()
    )
    return f"CASE r.currency {cases} ELSE 1.0 END"
