"""Orders turned into sales per day, without VAT: which orders count, and what each of them brought.

The amounts of an order as the file has them become parts that add up to the cent:

    goods without VAT + shipping without VAT + taxes + duties - refunded = total

With VAT included, the order's own taxes are spread over goods and shipping by amount (largest remainder), then goods
over gross and discount. A refund has no date in an order file: it is booked on the order's day, its VAT first, then
goods, and only what is left over as shipping.
"""

from __future__ import annotations

import sqlite3
from fractions import Fraction

from workbench.store.brand import brand

# Money was never received, or the order never came about. 'authorized' is not here: the money is reserved and the
# shop's own sales report counts such an order.
NEVER_ORDERS = (
    "voided",
    "void",
    "unpaid",
    "expired",
    "failed",
    "abandoned",
    "cancelled",
    "canceled",
    "declined",
    "draft",
    "checkout-draft",
    "trash",
)
# Waiting for the money, as with a bank transfer: the setting count_pending = yes makes them orders.
PENDING = ("pending", "on-hold", "pending payment")

# In these files the lines are all there is: no discount, shipping, tax or refund column can be expected,
# and goods taken back are invoices of their own.
ALL_IN_LINES = ("online_retail",)

MONEY = (
    "gross",
    "discounts",
    "returns",
    "net",
    "shipping",
    "taxes",
    "duties",
    "total",
    "order_revenue",
    "revenue_orders",
)
COUNTS = ("orders", "units")


def counted(db: sqlite3.Connection) -> str:
    """The SQL condition on table orders under which a row is an order or takes one back."""
    return f"(kind = 'cancelling' OR {_an_order(db)})"


def an_order(db: sqlite3.Connection) -> str:
    """The SQL condition on table orders under which a row is an order that counts."""
    return f"(kind IS NOT 'cancelling' AND {_an_order(db)})"


def _an_order(db: sqlite3.Connection) -> str:
    return f"(cancelled_day IS NULL AND coalesce(status, '') NOT IN ({quoted(never_orders(db))}))"


def never_orders(db: sqlite3.Connection) -> tuple[str, ...]:
    """The statuses that make an order not count in this workspace."""
    found = db.execute("SELECT value FROM setting WHERE key = 'count_pending'").fetchone()
    return NEVER_ORDERS if found and found[0] == "yes" else NEVER_ORDERS + PENDING


def quoted(words: tuple[str, ...]) -> str:
    """Write fixed words of this program as a list of SQL texts."""
    return ", ".join("'" + word.replace("'", "''") + "'" for word in words)


def parameters(db: sqlite3.Connection) -> dict[str, str | int | None]:
    """What the brand says about currency and VAT, as named parameters for parts."""
    settings = brand(db)
    rate = Fraction(settings.vat) if settings.vat else None
    return {
        "currency": settings.currency,
        "included": int(settings.prices_include_vat == "yes"),
        "vat_part": rate.numerator if rate is not None else None,
        "vat_whole": rate.numerator + rate.denominator if rate is not None else None,
    }


def _share(product: str, whole: str) -> str:
    """SQL for product / whole, both integers, rounded half away from zero."""
    up = f"CASE WHEN ({product}) * ({whole}) < 0 THEN -abs({whole}) ELSE abs({whole}) END"
    sign = f"CASE WHEN ({whole}) < 0 THEN -1 ELSE 1 END"
    return f"CAST((2 * ({product}) * {sign} + {up}) / (2 * abs({whole})) AS INTEGER)"


# Without a limit SQLite would write each step's expressions into the next one and compute them many times over; stored
# as a table they would cost more than they are. With it, each row runs through all steps once.
_ONCE = "LIMIT -1"


def parts(where: str) -> str:
    """SQL that gives one row per shown order for which `where` holds, with its parts without VAT.

    Columns: id, day, source, channel, currency, back (1: takes goods back) and those of MONEY; a part that the file
    does not tell is NULL. Amounts in minor units of the row's currency. Needs the named parameters of `parameters`.
    """
    return f"WITH {_as_filed(where)}, {_taxed()}, {_bare()}, {_refunded()} {_PARTS}"


def _as_filed(where: str) -> str:
    def known(column: str) -> str:
        return f"CASE WHEN all_in_lines THEN coalesce({column}, 0) ELSE {column} END"

    return f"""
    filed AS (
      SELECT *, source IN ({quoted(ALL_IN_LINES)}) AS all_in_lines FROM orders
      WHERE shown = 1 AND day IS NOT NULL AND {where}),
    counted AS (
      SELECT id, day, source, coalesce(channel, 'Online store') AS channel,
        coalesce(currency, :currency) AS currency, kind IS 'cancelling' AS back, all_in_lines,
        gross_minor AS gross, discount_minor AS discount_told, {known("discount_minor")} AS discount,
        {known("shipping_minor")} AS shipping, shipping_minor AS shipping_told, tax_minor AS tax,
        coalesce(duties_minor, 0) AS duties, {known("refunded_minor")} AS refunded,
        total_minor AS total,
        CASE WHEN vat_included IS NOT NULL THEN vat_included
          WHEN :included AND coalesce(tax_minor, :vat_part) IS NOT NULL THEN 1
          ELSE 0 END AS included
      FROM filed {_ONCE})"""


def _taxed() -> str:
    by_rate = "CASE WHEN included THEN {} ELSE 0 END"
    goods = _share("(gross - discount) * :vat_part", ":vat_whole")
    shipping = _share("shipping * :vat_part", ":vat_whole")
    whole = "(gross - discount + shipping)"
    return f"""
    taxed AS (
      SELECT *, gross - discount AS goods,
        CASE WHEN included AND tax IS NOT NULL AND shipping IS NOT NULL
          THEN CASE {whole} WHEN 0 THEN tax ELSE {_share("tax * (gross - discount)", whole)} END
          ELSE {by_rate.format(goods)} END AS goods_tax,
        {by_rate.format(shipping)} AS shipping_tax_by_rate
      FROM counted {_ONCE})"""


def _bare() -> str:
    gross = _share("gross * (goods - goods_tax)", "goods")
    return f"""
    bare AS (
      SELECT *, goods - goods_tax AS net_goods,
        CASE WHEN NOT included THEN gross
          WHEN goods = 0 THEN coalesce(gross - {_share("gross * :vat_part", ":vat_whole")}, gross)
          ELSE {gross} END AS gross_bare,
        CASE WHEN included AND tax IS NOT NULL THEN shipping - (tax - goods_tax)
          ELSE shipping - shipping_tax_by_rate END AS shipping_bare,
        CASE WHEN tax IS NOT NULL THEN tax
          WHEN included THEN goods_tax + coalesce(shipping_tax_by_rate, 0) END AS taxes
      FROM taxed {_ONCE})"""


def _refunded() -> str:
    whole = "(net_goods + coalesce(shipping_bare, 0) + coalesce(taxes, 0) + duties)"
    return f"""
    vat_back AS (
      SELECT *, CASE WHEN refunded IS NULL OR refunded = 0 OR coalesce(taxes, 0) = 0 THEN 0
          WHEN refunded >= {whole} THEN taxes
          ELSE {_share("refunded * taxes", whole)} END AS tax_back
      FROM bare {_ONCE}),
    settled AS (
      SELECT *, CASE WHEN coalesce(refunded, 0) = 0 THEN 0
          ELSE max(0, min(coalesce(shipping_bare, 0), refunded - tax_back - net_goods)) END
          AS shipping_back
      FROM vat_back {_ONCE})"""


# For goods taken back everything but returns, shipping and taxes is nothing; their amounts are negative in the file.
_PARTS = """,
    parted AS (
      SELECT id, day, source, channel, currency, back,
        CASE WHEN back THEN 0 * gross_bare ELSE gross_bare END AS gross,
        CASE WHEN discount_told IS NULL THEN NULL WHEN back THEN 0
          ELSE gross_bare - net_goods END AS discounts,
        CASE WHEN back THEN -net_goods WHEN net_goods IS NULL THEN NULL
          ELSE refunded - tax_back - shipping_back END AS returns,
        CASE WHEN back THEN 0 ELSE net_goods END AS order_revenue,
        shipping_bare - shipping_back AS shipping, shipping_told, all_in_lines,
        taxes - tax_back AS taxes, duties, total AS total_told
      FROM settled LIMIT -1)
    SELECT id, day, source, channel, currency, back, gross, discounts, returns,
      order_revenue - returns AS net,
      CASE WHEN shipping_told IS NOT NULL THEN shipping END AS shipping, taxes, duties,
      coalesce(order_revenue - returns + shipping + duties
        + CASE WHEN all_in_lines THEN coalesce(taxes, 0) ELSE taxes END, total_told) AS total,
      order_revenue, CASE WHEN order_revenue IS NOT NULL THEN NOT back END AS revenue_orders
    FROM parted"""


def insert_days(db: sqlite3.Connection, days: str = "") -> None:
    """Add the roll-up rows of the orders on the days that the SQL query `days` gives, else of all.

    A part that some order of the day does not tell is unknown for that day: its amount is NULL.
    """
    _collect(db, counted(db) + (f" AND day IN ({days})" if days else ""))
    for measure in MONEY:
        db.execute(
            f"""INSERT INTO rollup
            SELECT '{measure}', day, day, source, channel, currency,
              CASE WHEN n = n_{measure} THEN {measure} END FROM temp.order_sum"""
        )
    for measure in COUNTS:
        db.execute(
            f"""INSERT INTO rollup
            SELECT '{measure}', day, day, source, channel, '',
              CASE WHEN sum(n) = sum(n_{measure}) THEN sum({measure}) END
            FROM temp.order_sum GROUP BY day, source, channel"""
        )
    db.execute("DROP TABLE temp.order_sum")


def _collect(db: sqlite3.Connection, where: str) -> None:
    """Add the parts of the orders up per day, source, channel and currency, with how many orders tell each."""
    db.execute("DROP TABLE IF EXISTS temp.order_sum")
    sums = ", ".join(f"count({m}) AS n_{m}, sum({m}) AS {m}" for m in MONEY)
    # Pieces are kept in thousandths, so that half metres stay whole numbers.
    pieces = (
        "SELECT CAST(round(sum(quantity) * 1000) AS INTEGER) FROM order_line WHERE order_id = p.id"
    )
    db.execute(
        f"""CREATE TEMP TABLE order_sum AS
        SELECT day, source, channel, currency, count(*) AS n, {sums},
          count(*) AS n_orders, sum(NOT back) AS orders, count(units) AS n_units, sum(units) AS units
        FROM (SELECT *, ({pieces}) AS units FROM ({parts(where)}) AS p {_ONCE})
        GROUP BY day, source, channel, currency""",
        parameters(db),
    )
