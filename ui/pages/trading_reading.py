"""What the trading page shows: products, promotions and profit of some days, written out in cells."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from workbench.language import _, day, money, number, percent

if TYPE_CHECKING:
    from workbench.kpis.calendar import Period
    from workbench.kpis.products import Product
    from workbench.kpis.promotions import Brought, Promotion
    from workbench.store.brand import Brand

UNKNOWN = "–"
LISTED = 12


class Grid(NamedTuple):
    """Headers and rows of texts."""

    headers: list[str]
    rows: list[list[str]]


class TradingView(NamedTuple):
    """The products by what is asked of them, promotions, and profit with what it still needs.

    `proposed` are promotions that codes suggest and nobody confirmed yet.
    """

    days: str
    products: dict[str, Grid]
    promotions: Grid
    proposed: list[Promotion]
    profit: Grid
    missing: tuple[str, ...]
    notes: tuple[str, ...]


def spans() -> list[tuple[str, str, int]]:
    """The days to look at: key, words, number of days."""
    return [
        ("week", _("Last 7 days"), 7),
        ("month", _("Last 4 weeks"), 28),
        ("quarter", _("Last 13 weeks"), 91),
    ]


def sorts() -> list[tuple[str, str]]:
    """What may be asked of products."""
    return [
        ("top", _("Top")),
        ("falling", _("Falling")),
        ("stopped", _("Not selling")),
        ("returned", _("Returned")),
    ]


def read(db: Any, *, days: int, level: str) -> TradingView | None:
    """Read the days up to the last one held, against as many days before; None without any."""
    from workbench.kpis.calendar import Period
    from workbench.kpis.products import products
    from workbench.kpis.promotions import brought
    from workbench.kpis.record import last_day_held, record
    from workbench.store.brand import brand

    own, last = brand(db), last_day_held(record(db))
    if last is None:
        return None
    now = Period(last - timedelta(days=days - 1), last)
    before = now.back(days)
    found = products(db, now, before, level=level)
    sold = brought(db, first=last - timedelta(days=364), last=last)
    words = _("{first} to {last}, against the {n} days before").format(
        first=day(now.first_day, own.locale, "d MMM"), last=day(last, own.locale), n=days
    )
    profit, missing, notes = _profit(db, now, own)
    return TradingView(
        words,
        {key: _products(_sorted(found, key), own) for key, _words in sorts()},
        _promotions(db, sold, own),
        [one.promotion for one in sold if not one.promotion.confirmed],
        profit,
        missing,
        notes,
    )


def _sorted(found: list[Product], sort: str) -> list[Product]:
    """The products that answer a question, the most telling first."""
    if sort == "falling":
        down = [one for one in found if (one.change_minor or 0) < 0]
        return sorted(down, key=lambda one: one.change_minor or 0)[:LISTED]
    if sort == "stopped":
        quiet = [one for one in found if one.no_sale_since is not None]
        return sorted(quiet, key=lambda one: -(one.before_minor or 0))[:LISTED]
    if sort == "returned":
        back = [one for one in found if one.returned_units]
        return sorted(back, key=lambda one: -one.returned_units)[:LISTED]
    return [one for one in found if one.units][:LISTED]


def _products(found: list[Product], own: Brand) -> Grid:
    headers = [
        _("Product"), _("Net sales"), _("Before"), _("Change"), _("Units"), _("Returned"),
        _("Margin"), "",
    ]  # fmt: skip
    rows = [
        [
            one.name,
            _money(one.net_minor, own),
            _money(one.before_minor, own),
            _signed(one.change_minor, own),
            number(one.units, own.locale),
            number(one.returned_units, own.locale) if one.returned_units else UNKNOWN,
            percent(one.margin_rate, own.locale) if one.margin_rate is not None else UNKNOWN,
            one.stopped,
        ]
        for one in found
    ]
    return _without_empty(Grid(headers, rows))


def _without_empty(grid: Grid) -> Grid:
    """The columns in which at least one row says something."""
    kept = [
        n for n in range(len(grid.headers))
        if n < 2 or any(row[n] not in ("", UNKNOWN) for row in grid.rows)
    ]  # fmt: skip
    return Grid([grid.headers[n] for n in kept], [[row[n] for n in kept] for row in grid.rows])


def _promotions(db: Any, found: list[Brought], own: Brand) -> Grid:
    from workbench.kpis.profit import promotion_margin

    headers = [
        _("Promotion"), _("Days"), _("Orders"), _("Of all orders"), _("Net sales"),
        _("Discounts"), _("New customers"), _("Margin 1"),
    ]  # fmt: skip
    rows = [
        [
            one.promotion.name,
            _("{first} – {last}").format(
                first=day(one.promotion.first_day, own.locale, "d MMM"),
                last=day(one.promotion.last_day, own.locale),
            ),
            number(one.orders, own.locale),
            percent(one.share, own.locale, decimals=0) if one.share is not None else UNKNOWN,
            _money(one.net_minor, own),
            _money(one.discount_minor, own),
            number(one.new_customers, own.locale),
            _money(promotion_margin(db, one), own),
        ]
        for one in found
    ]  # fmt: skip
    return _without_empty(Grid(headers, rows))


def _profit(db: Any, days: Period, own: Brand) -> tuple[Grid, tuple[str, ...], tuple[str, ...]]:
    from workbench.kpis.costs import costs
    from workbench.kpis.profit import profit

    found = profit(db, days)
    margins = found.margins
    if margins is None or not costs(db):
        return Grid([], []), found.missing, ()
    lines = [(_("Net sales"), margins.net_minor, None)]
    for tier in (1, 2, 3):
        words = _("Contribution margin {n}").format(n=tier)
        lines.append((words, margins.margins_minor[tier - 1], margins.rate(tier)))
    lines.append((_("After overhead"), found.profit_minor, None))
    rows = [
        [words, _money(amount, own), percent(rate, own.locale) if rate is not None else ""]
        for words, amount, rate in lines
    ]
    headers = [_("Profit"), _("Amount"), _("Of net sales")]
    return Grid(headers, rows), found.missing, found.estimates


def _money(minor: int | None, own: Brand) -> str:
    return money(minor, own.currency, own.locale, cents=False) if minor is not None else UNKNOWN


def _signed(minor: int | None, own: Brand) -> str:
    if minor is None:
        return UNKNOWN
    sign = "+" if minor > 0 else "−" if minor < 0 else ""
    return f"{sign}{_money(abs(minor), own)}"
