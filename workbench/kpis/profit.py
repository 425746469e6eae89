"""Profit of some days: contribution margins from the costs told, and ads against sales and new customers."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from workbench.kpis import calendar, typed
from workbench.kpis.bridge import group_title
from workbench.kpis.calendar import Period
from workbench.kpis.costs import MONTH, NET_SHARE, ORDER, TOTAL_SHARE, UNIT, Cost, costs, unit_cost
from workbench.kpis.margin import Margins, margins
from workbench.kpis.order_groups import NEW, Group, order_groups
from workbench.kpis.promotions import Brought, pieces
from workbench.kpis.segments import order_sources
from workbench.kpis.series import series
from workbench.language import _, minor_digits, ngettext
from workbench.store.brand import brand

_MOST_UNKNOWN = (
    0.02  # of net sales: products without a cost below this are taken at the mean of the others
)


class Ads(NamedTuple):
    """Ad spend in minor units against what it came with; None where a part is not known.

    `mer` = net sales / spend, `amer` = net sales of new customers / spend, `share` = spend / net sales, `cac` = spend /
    new customers, `blended_cac` the same with all marketing costs. `estimated`: the spend is a part of whole months.
    """

    spend_minor: int | None
    estimated: bool
    mer: float | None
    amer: float | None
    share: float | None
    cac_minor: float | None
    blended_cac_minor: float | None


class Profit(NamedTuple):
    """Margins and ads of some days. `estimates` tell which numbers are partly guessed, `missing` what to bring."""

    days: Period
    currency: str
    margins: Margins | None
    profit_minor: int | None
    ads: Ads
    estimates: tuple[str, ...]
    missing: tuple[str, ...]


class GroupProfit(NamedTuple):
    """A product or channel: net sales, cost of goods and margin 1 in minor units; the rate is a part of net sales.

    Cost and margin are None where no cost of goods is known.
    """

    key: str
    name: str
    net_minor: int | None
    goods_minor: int | None
    margin_minor: int | None
    rate: float | None


class _Goods(NamedTuple):
    amount: int | None
    estimate: str


def profit(db: sqlite3.Connection, days: Period) -> Profit:
    """What was left of net sales between two days, as far as costs are known."""
    own, known = brand(db), costs(db)
    net, total, shipping, orders = (_value(db, key, days) for key in _PARTS)
    ads = _ads(db, days, net, known, own.currency)
    if net is None:
        missing = _("Import orders or sales by day to see this.")
        return Profit(days, own.currency, None, None, ads, (), (missing,))
    goods = _goods(db, days, known, net, own.currency)
    amounts = _amounts(known, days, net=net, total=total, orders=orders, currency=own.currency)
    if goods.amount is not None:
        amounts["goods"] = goods.amount
    if ads.spend_minor is not None:
        amounts["marketing"] = amounts.get("marketing", 0) + ads.spend_minor
    unknown = frozenset() if goods.amount is not None else frozenset({"goods"})
    if not any(kind in amounts for kind in _SELLING):
        unknown |= {"postage"}
    if "marketing" not in amounts:
        unknown |= {"marketing"}
    found = margins(net, amounts, shipping_minor=shipping or 0, unknown=unknown)
    last = found.margins_minor[2]
    return Profit(
        days,
        own.currency,
        found,
        last - amounts.get("overhead", 0) if last is not None else None,
        ads,
        _estimates(goods, ads),
        _missing(unknown),
    )


_PARTS = ("net_sales", "total_sales", "shipping", "orders")
_SELLING = ("fulfilment", "postage", "payment_fees", "marketplace_fees", "return_handling")


def _value(db: sqlite3.Connection, key: str, days: Period) -> int | None:
    points = series(db, key, by="all", first=days.first_day, last=days.last_day).points
    value = points[0].value if points else None
    return round(value) if value is not None else None


def _amounts(
    known: Sequence[Cost], days: Period, *, net: int, total: int | None, orders: int | None,
    currency: str,
) -> dict[str, int]:  # fmt: skip
    """All costs but goods by piece, by kind, in minor units; a cost counts for its part of the days."""
    found: dict[str, Decimal] = {}
    digits = minor_digits(currency)
    for cost in known:
        part = Decimal(cost.days_in(days)) / days.days
        amount = {
            ORDER: cost.value.scaleb(digits) * (orders or 0) * part,
            MONTH: cost.value.scaleb(digits) * _months(cost, days),
            NET_SHARE: cost.value * net * part,
            TOTAL_SHARE: cost.value * (total or 0) * part,
        }.get(cost.basis)
        if amount is not None and not (cost.kind == "goods" and cost.basis == NET_SHARE):
            found[cost.kind] = found.get(cost.kind, Decimal(0)) + amount
    return {kind: round(amount) for kind, amount in found.items() if amount}


def _months(cost: Cost, days: Period) -> Decimal:
    """How many months of a monthly cost lie in some days, each month by its own number of days."""
    total = Decimal(0)
    for month in calendar.spine(*days, "month", calendar.Calendar()):
        inside = Period(max(month.first_day, days.first_day), min(month.last_day, days.last_day))
        total += Decimal(cost.days_in(inside)) / month.days
    return total


def _goods(
    db: sqlite3.Connection, days: Period, known: list[Cost], net: int, currency: str
) -> _Goods:
    """Cost of goods: by piece where SKUs have one, else by a share of net sales, which is an estimate."""
    share = next((c for c in known if c.kind == "goods" and c.basis == NET_SHARE), None)
    by_piece = [c for c in known if c.kind == "goods" and c.basis == UNIT]
    rest = _("Cost of goods is an estimate: {share} of net sales.")
    if by_piece:
        groups = order_groups(db, "product", days, sources=order_sources(db) or None)
        exact, without, covered = _by_piece(groups, by_piece, days.last_day, currency)
        if not without:
            return _Goods(exact, "")
        n = len(without)
        text = ngettext(
            "{n} product has no cost; an estimate stands in for it.",
            "{n} products have no cost; an estimate stands in for them.",
            n,
        ).format(n=n)
        open_net = sum(group.net_minor or 0 for group in without)
        if share is not None:
            return _Goods(exact + round(share.value * open_net), text)
        if covered and open_net <= _MOST_UNKNOWN * max(net, 1):
            return _Goods(exact + round(exact * open_net / covered), text)
    if share is not None:
        return _Goods(round(share.value * net), rest.format(share=f"{share.value * 100:.0f} %"))
    return _Goods(None, "")


def _by_piece(
    groups: dict[str, Group], known: list[Cost], day: date, currency: str
) -> tuple[int, list[Group], int]:
    """Cost of the products that have one, the products that have none, and the net sales of the first."""
    total, covered, without = Decimal(0), 0, []
    for group in groups.values():
        each = unit_cost(known, group.name, day)
        if each is None:
            without.append(group)
        else:
            total += each.scaleb(minor_digits(currency)) * Decimal(str(group.units))
            covered += group.net_minor or 0
    return round(total), without, covered


def _ads(
    db: sqlite3.Connection, days: Period, net: int | None, known: list[Cost], currency: str
) -> Ads:
    spend, estimated = ad_spend(db, days)
    new = _value(db, "new_customers", days)
    groups = order_groups(db, "customer", days, sources=order_sources(db) or None)
    new_net = groups[NEW].net_minor if NEW in groups else None
    marketing = [c for c in known if c.kind == "marketing"]
    other = _amounts(marketing, days, net=net or 0, total=None, orders=None, currency=currency).get(
        "marketing", 0
    )
    return Ads(
        spend,
        estimated,
        mer=_ratio(net, spend),
        amer=_ratio(new_net, spend),
        share=_ratio(spend, net),
        cac_minor=_ratio(spend, new),
        blended_cac_minor=_ratio(spend + other if spend is not None else None, new),
    )


def _ratio(over: int | None, under: int | None) -> float | None:
    return over / under if over is not None and under else None


def ad_spend(db: sqlite3.Connection, days: Period) -> tuple[int | None, bool]:
    """Ad spend of some days in minor units, and whether it is estimated as a part of longer spans; None unknown."""
    if "ad_spend" not in typed.own_cards(db):
        return _value(db, "ad_spend", days), False
    digits = minor_digits(brand(db).currency)
    total, covered, estimated = Decimal(0), 0, False
    for snapshot in typed.snapshots(db, "ad_spend"):
        span = Period(snapshot.first_day, snapshot.last_day)
        inside = span.shared(days)
        if inside and snapshot.value is not None:
            total += snapshot.value.scaleb(digits) * inside / span.days
            covered += inside
            estimated = estimated or inside < span.days
    return (round(total), estimated) if covered >= days.days else (None, False)


def _estimates(goods: _Goods, ads: Ads) -> tuple[str, ...]:
    spread = _("Ad spend is spread evenly over its months.") if ads.estimated else ""
    return tuple(text for text in (goods.estimate, spread) if text)


def _missing(unknown: frozenset[str]) -> tuple[str, ...]:
    texts = {
        "goods": _("Add the cost of your products, or one share of net sales, to see margins."),
        "postage": _("Add fulfilment, postage or payment fees to see contribution margin 2."),
        "marketing": _("Type or import ad spend of these days to see contribution margin 3."),
    }
    return tuple(text for kind, text in texts.items() if kind in unknown)


def profit_by(db: sqlite3.Connection, split: str, days: Period) -> list[GroupProfit]:
    """Margin 1 by "product" or "channel", most net sales first; a channel's goods are those sold in it.

    Raises BadInput for another split.
    """
    known, currency = costs(db), brand(db).currency
    groups = order_groups(db, split, days, sources=order_sources(db) or None)
    share = next((c.value for c in known if c.kind == "goods" and c.basis == NET_SHARE), None)
    found = []
    for group in groups.values():
        each = unit_cost(known, group.name, days.last_day) if split == "product" else None
        goods = None
        if each is not None:
            goods = round(each.scaleb(minor_digits(currency)) * Decimal(str(group.units)))
        elif share is not None and group.net_minor is not None:
            goods = round(share * group.net_minor)
        left = (
            group.net_minor - goods if goods is not None and group.net_minor is not None else None
        )
        name = group_title(split, group.name, group.title)
        rate = _ratio(left, group.net_minor)
        found.append(GroupProfit(group.name, name, group.net_minor, goods, left, rate))
    return sorted(found, key=lambda g: -(g.net_minor or 0))


def promotion_margin(db: sqlite3.Connection, result: Brought) -> int | None:
    """Margin 1 of a promotion's orders in minor units: net sales less cost of goods; None without costs."""
    known, digits = costs(db), minor_digits(brand(db).currency)
    if result.net_minor is None:
        return None
    total = Decimal(0)
    for sku, quantity in pieces(db, result.promotion).items():
        each = unit_cost(known, sku, result.promotion.last_day)
        if each is None:
            share = next((c for c in known if c.kind == "goods" and c.basis == NET_SHARE), None)
            return round(result.net_minor * (1 - share.value)) if share is not None else None
        total += each.scaleb(digits) * Decimal(str(quantity))
    return result.net_minor - round(total)
