"""Promotions: typed ones, those that discount codes suggest, and what each of them brought."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from workbench.errors import BadInput, NotFound
from workbench.kpis.calendar import Period
from workbench.language import _
from workbench.store import rollup_orders
from workbench.store.rollup_orders import an_order

# A code is a promotion when it came with a good part of all orders for some days; a welcome code runs all year.
_LEAST_ORDERS = 5
_LEAST_SHARE = 0.15
_PAUSE = timedelta(days=10)
_LONGEST = 45


class Promotion(NamedTuple):
    """Some days with a discount; `id` is None and `confirmed` False for one that a discount code suggests."""

    id: int | None
    name: str
    code: str
    first_day: date
    last_day: date
    discount: float | None
    confirmed: bool

    @property
    def period(self) -> Period:
        """Its days."""
        return Period(self.first_day, self.last_day)


class Brought(NamedTuple):
    """What a promotion brought: orders with its code, net sales and discounts in minor units excl. VAT.

    Without a code all orders of its days count. `share` is the part of all orders in its days, None without any;
    what orders do not tell is None.
    """

    promotion: Promotion
    orders: int
    net_minor: int | None
    discount_minor: int | None
    new_customers: int
    share: float | None


def typed_promotions(db: sqlite3.Connection) -> list[Promotion]:
    """The promotions in the workspace's own list, oldest first."""
    rows = db.execute(
        "SELECT id, name, coalesce(code, ''), first_day, last_day, discount, coalesce(confirmed, 1)"
        " FROM promotion ORDER BY first_day, id"
    ).fetchall()
    return [
        Promotion(n, name, code, date.fromisoformat(a), date.fromisoformat(b), off, bool(sure))
        for n, name, code, a, b, off, sure in rows
    ]


def proposed_promotions(db: sqlite3.Connection) -> list[Promotion]:
    """Promotions that discount codes suggest and that are not in the list yet, oldest first."""
    uses: dict[str, dict[date, int]] = defaultdict(dict)
    per_day: dict[date, int] = defaultdict(int)
    rows = db.execute(
        f"""SELECT coalesce(discount_code, ''), day, count(*) FROM orders
        WHERE shown = 1 AND day NOT NULL AND {an_order(db)} GROUP BY 1, 2"""
    ).fetchall()
    for code, text, n in rows:
        day = date.fromisoformat(text)
        per_day[day] += n
        if code:
            uses[code][day] = n
    typed = typed_promotions(db)
    found = [
        Promotion(None, code, code, burst.first_day, burst.last_day, None, False)
        for code, days in uses.items()
        for burst in _bursts(days)
        if _is_promotion(burst, days, per_day) and not _is_typed(code, burst, typed)
    ]
    return sorted(found, key=lambda p: (p.first_day, p.code))


def _bursts(days: dict[date, int]) -> Iterator[Period]:
    """Stretches of days with a code, cut where it was not used for more than ten days."""
    ordered = sorted(days)
    first = ordered[0]
    for day, later in zip(ordered, [*ordered[1:], date.max], strict=True):
        if later - day > _PAUSE:
            yield Period(first, day)
            first = later


def _is_promotion(burst: Period, days: dict[date, int], per_day: dict[date, int]) -> bool:
    used = sum(n for day, n in days.items() if day in burst)
    everyone = sum(n for day, n in per_day.items() if day in burst)
    return used >= _LEAST_ORDERS and used >= _LEAST_SHARE * everyone and burst.days <= _LONGEST


def _is_typed(code: str, burst: Period, typed: list[Promotion]) -> bool:
    return any(p.code.casefold() in ("", code.casefold()) and p.period.shared(burst) for p in typed)


def known_promotions(db: sqlite3.Connection) -> list[Promotion]:
    """The typed promotions and the suggested ones, oldest first."""
    return sorted(
        [*typed_promotions(db), *proposed_promotions(db)], key=lambda p: (p.first_day, p.code)
    )


def add_promotion(
    db: sqlite3.Connection,
    name: str,
    first_day: date,
    last_day: date,
    *,
    code: str = "",
    discount: float | None = None,
) -> int:
    """Add a promotion (or confirm a suggested one) and answer its id; the same again changes nothing.

    `discount` is a fraction. Raises BadInput.
    """
    _check(name, first_day, last_day, discount)
    row = (name.strip(), code.strip(), first_day.isoformat(), last_day.isoformat(), discount)
    same = db.execute(
        "SELECT id FROM promotion WHERE name = ? AND coalesce(code, '') = ? AND first_day = ?"
        " AND last_day = ? AND discount IS ?",
        row,
    ).fetchone()
    if same is not None:
        return int(same[0])
    made = db.execute(
        "INSERT INTO promotion(name, code, first_day, last_day, discount, confirmed)"
        " VALUES (?, ?, ?, ?, ?, 1)",
        row,
    )
    return int(made.lastrowid or 0)


def set_promotion(
    db: sqlite3.Connection,
    promotion_id: int,
    *,
    name: str,
    first_day: date,
    last_day: date,
    code: str = "",
    discount: float | None = None,
) -> None:
    """Change a promotion of the list; raises NotFound and BadInput."""
    _check(name, first_day, last_day, discount)
    before = {p.id: p for p in typed_promotions(db)}.get(promotion_id)
    if before is None:
        raise NotFound(_("This promotion is no longer there."))
    after = Promotion(promotion_id, name.strip(), code.strip(), first_day, last_day, discount, True)
    if after != before:
        db.execute(
            "UPDATE promotion SET name = ?, code = ?, first_day = ?, last_day = ?, discount = ?,"
            " confirmed = 1 WHERE id = ?",
            (*after[1:3], first_day.isoformat(), last_day.isoformat(), discount, promotion_id),
        )


def delete_promotion(db: sqlite3.Connection, promotion_id: int) -> None:
    """Take a promotion out of the list; raises NotFound."""
    if not db.execute("DELETE FROM promotion WHERE id = ?", (promotion_id,)).rowcount:
        raise NotFound(_("This promotion is no longer there."))


def _check(name: str, first_day: date, last_day: date, discount: float | None) -> None:
    if not name.strip():
        raise BadInput(_("A promotion needs a name."))
    if last_day < first_day:
        raise BadInput(_("The last day lies before the first."))
    if discount is not None and not 0 <= discount <= 1:
        raise BadInput(_("A discount lies between 0 and 100 %."))


def brought(
    db: sqlite3.Connection, *, first: date | None = None, last: date | None = None
) -> list[Brought]:
    """What each known promotion brought, newest first; those that touch the days asked for."""
    asked = Period(first or date.min, last or date.max)
    found = [p for p in known_promotions(db) if p.period.shared(asked)]
    return [_brought(db, promotion) for promotion in reversed(found)]


def pieces(db: sqlite3.Connection, promotion: Promotion) -> dict[str, float]:
    """How many pieces of each product (SKU, else title) went with the orders of a promotion."""
    return dict(
        db.execute(
            f"""SELECT coalesce(nullif(l.sku, ''), l.title, ''), sum(l.quantity)
            FROM orders AS o JOIN order_line AS l ON l.order_id = o.id
            WHERE o.shown = 1 AND {rollup_orders.an_order(db)} AND o.day BETWEEN ?1 AND ?2
              AND (?3 = '' OR o.discount_code = ?3 COLLATE NOCASE) GROUP BY 1""",
            (promotion.first_day.isoformat(), promotion.last_day.isoformat(), promotion.code),
        ).fetchall()
    )


def _brought(db: sqlite3.Connection, promotion: Promotion) -> Brought:
    days = {"first": promotion.first_day.isoformat(), "last": promotion.last_day.isoformat()}
    values = {**rollup_orders.parameters(db), **days, "code": promotion.code}
    counts = rollup_orders.an_order(db)
    of_days = f"{counts} AND day BETWEEN :first AND :last"
    with_code = f"{of_days} AND (:code = '' OR discount_code = :code COLLATE NOCASE)"
    orders, net, discounts = db.execute(
        f"""SELECT count(*), CASE WHEN count(*) = count(net) THEN sum(net) END,
          CASE WHEN count(*) = count(discounts) THEN sum(discounts) END
        FROM ({rollup_orders.parts(with_code)}) WHERE currency = :currency""",
        values,
    ).fetchone()
    everyone = db.execute(
        f"SELECT count(*) FROM orders WHERE shown = 1 AND {of_days}", days
    ).fetchone()[0]
    new = db.execute(
        f"""SELECT count(DISTINCT f.customer) FROM orders AS o JOIN customer_first AS f
          ON f.customer = o.customer AND f.day = o.day
        WHERE o.shown = 1 AND {with_code.replace("day BETWEEN", "o.day BETWEEN")}""",
        {**days, "code": promotion.code},
    ).fetchone()[0]
    share = orders / everyone if everyone else None
    return Brought(promotion, orders, net, discounts, new, share)
