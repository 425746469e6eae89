"""Things with a number of their own (reviews, answers, tickets, payments, refunds) counted per day.

They are few, so their totals are made anew with every change. Each source has a channel of its own, so that the
reviews of two review apps add up.
"""

from __future__ import annotations

import sqlite3

from workbench.store.facts import ANSWER, PAYMENT, REFUND, REVIEW, TICKET

# measure: (table, SQL over a row, is it money, which rows)
ENTITY_MEASURES = {
    "reviews": (REVIEW, "1", False, "status IS NOT 'hidden'"),
    "review_weight": (REVIEW, "1000", False, "rating NOT NULL AND status IS NOT 'hidden'"),
    "review_points": (
        REVIEW,
        "CAST(round(rating * 1000) AS INTEGER)",
        False,
        "rating NOT NULL AND status IS NOT 'hidden'",
    ),
    "low_reviews": (REVIEW, "rating <= 2", False, "rating NOT NULL AND status IS NOT 'hidden'"),
    "nps_answers": (ANSWER, "1", False, "kind = 'nps' AND score NOT NULL"),
    "nps_points": (
        ANSWER,
        "CASE WHEN score >= 9 THEN 100 WHEN score <= 6 THEN -100 ELSE 0 END",
        False,
        "kind = 'nps' AND score NOT NULL",
    ),
    "tickets": (TICKET, "1", False, "1"),
    "payment_gross": (PAYMENT, "gross_minor", True, "kind = 'charge'"),
    "payment_fees": (PAYMENT, "fee_minor", True, "fee_minor NOT NULL"),
    "refunds_paid": (REFUND, "amount_minor", True, "amount_minor NOT NULL"),
    "returned_units": (REFUND, "CAST(round(quantity * 1000) AS INTEGER)", False, "1"),
}


def rebuild(db: sqlite3.Connection) -> None:
    """Make the daily totals of all these things anew from the rows that show."""
    names = ", ".join(f"'{name}'" for name in ENTITY_MEASURES)
    db.execute(f"DELETE FROM rollup WHERE measure IN ({names})")
    for measure, (fact, sql, money, where) in ENTITY_MEASURES.items():
        currency = "coalesce(currency, '')" if money else "''"
        db.execute(
            f"""INSERT INTO rollup
            SELECT '{measure}', day, day, source, source, {currency}, sum({sql})
            FROM "{fact.table}" WHERE shown = 1 AND day NOT NULL AND {where}
            GROUP BY day, source, 6"""
        )
