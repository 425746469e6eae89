"""What to export next: per source where to click, which days, and which days have not been looked at again."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta
from typing import NamedTuple

from workbench.language import _, day
from workbench.store.rollup_reports import UNDATED

# Days that a source still changes after the fact: late refunds and cancellations, restated clicks and purchases.
ORDERS_DAYS, ADS_DAYS, REPORT_DAYS, MAIL_DAYS = 90, 28, 35, 14
_ONE = timedelta(days=1)


class Guide(NamedTuple):
    """Where a source's export is made, which columns it should have ('' for its standard ones), and its overlap."""

    title: str
    path: str
    columns: str
    overlap_days: int


class NextExport(NamedTuple):
    """What to export from a source next; None as first day means everything."""

    source: str
    guide: Guide
    first_day: date | None
    last_day: date
    held_until: date
    exported: date | None


class LastChecked(NamedTuple):
    """Days of a source before `before`, which no export after `checked` has looked at again."""

    source: str
    before: date
    checked: date

    def words(self, locale: str) -> str:
        """The same in a sentence."""
        text = _("{source}: days before {day} were last checked on {checked}.")
        return text.format(
            source=title_of(self.source),
            day=day(self.before, locale),
            checked=day(self.checked, locale),
        )


def guides() -> dict[str, Guide]:
    """The click path of every source that is exported again and again."""
    return _shops() | _places() | _ads() | _rest()


def _shops() -> dict[str, Guide]:
    """Shopify and WooCommerce."""
    return {
        "shopify.orders": Guide(
            _("Shopify orders"), _("Orders > Export > by date > CSV for Excel"), "", ORDERS_DAYS
        ),
        "shopify.sales": Guide(
            _("Shopify sales"), _("Analytics > Reports > Total sales over time > Day > Export"),
            "Day, Orders, Gross sales, Discounts, Returns, Net sales, Shipping charges, Taxes, Total sales",
            ORDERS_DAYS,
        ),
        "shopify.traffic": Guide(
            _("Shopify sessions"), _("Analytics > Reports > Sessions over time > Day > Export"),
            "Day, Sessions, Sessions with cart additions, Sessions that reached checkout,"
            " Sessions that completed checkout", REPORT_DAYS,
        ),
        "shopify.products": Guide(
            _("Shopify products"), _("Products > Export > All products"), "", 0
        ),
        "shopify.inventory": Guide(
            _("Shopify inventory"), _("Products > Inventory > Export"), "", 0
        ),
        "shopify.customers": Guide(
            _("Shopify customers"), _("Customers > Export > All customers"), "", 0
        ),
        "woocommerce.orders": Guide(
            _("WooCommerce orders"), _("WooCommerce > Export orders (plugin)"), "", ORDERS_DAYS
        ),
        "woocommerce.products": Guide(
            _("WooCommerce products"), _("Products > All products > Export"), "", 0
        ),
    }  # fmt: skip


def _places() -> dict[str, Guide]:
    """Market places, tills and payment services."""
    by_day = _("by day")
    return {
        "etsy.orders": Guide(
            _("Etsy orders"), _("Shop Manager > Settings > Options > Download data > Orders"), "", ORDERS_DAYS
        ),
        "etsy.items": Guide(
            _("Etsy order items"), _("Shop Manager > Settings > Options > Download data > Order items"), "", ORDERS_DAYS
        ),
        "square.transactions": Guide(
            _("Square sales"), _("Transactions > Export > Transactions CSV"), "", ORDERS_DAYS
        ),
        "amazon.business": Guide(
            _("Amazon business report"), _("Reports > Business reports > Sales and traffic by date > Download"), by_day,
            REPORT_DAYS,
        ),
        "amazon.transactions": Guide(
            _("Amazon transactions"), _("Payments > Reports repository > Transaction report"), "", ORDERS_DAYS
        ),
        "amazon.settlement": Guide(
            _("Amazon settlement"), _("Payments > Reports repository > Flat file V2"), "", ORDERS_DAYS
        ),
        "amazon.returns": Guide(
            _("Amazon returns"), _("Reports > Fulfilment > Customer concessions > FBA customer returns"), "",
            ORDERS_DAYS,
        ),
        "stripe.balance": Guide(
            _("Stripe balance"), _("Reports > Balance > Balance change from activity > Itemized > Download"), "", 7
        ),
        "stripe.payments": Guide(
            _("Stripe payments"), _("Payments > Export > All columns"), "", ORDERS_DAYS
        ),
    }  # fmt: skip


def _ads() -> dict[str, Guide]:
    """Platforms of advertisements."""
    by_day = _("by day")
    return {
        "meta_ads.daily": Guide(
            _("Meta Ads"), _("Ads Manager > Campaigns > Breakdown: by day > Export table data"),
            "Day, Campaign name, Amount spent, Impressions, Link clicks, Purchases, Purchases conversion value",
            ADS_DAYS,
        ),
        "google_ads.campaigns": Guide(
            _("Google Ads"), _("Campaigns > Segment: Day > Download > CSV"),
            "Day, Campaign, Currency code, Cost, Impr., Clicks, Conversions, Conv. value", ADS_DAYS,
        ),
        "tiktok_ads.daily": Guide(
            _("TikTok Ads"), _("Campaign > Custom report > By Day > Export"), by_day, ADS_DAYS
        ),
        "pinterest_ads.daily": Guide(
            _("Pinterest Ads"), _("Reporting > Custom report > by day > Export"), by_day, ADS_DAYS
        ),
    }  # fmt: skip


def _rest() -> dict[str, Guide]:
    """Traffic, search, mailings, tickets."""
    by_day = _("by day")
    return {
        "ga4.traffic": Guide(
            _("Google Analytics 4"), _("Reports > Acquisition > Traffic acquisition > Share > Download CSV"), "",
            REPORT_DAYS,
        ),
        "search_console.performance": Guide(
            _("Google Search Console"), _("Performance > Search results > Export > CSV"), "", 7
        ),
        "klaviyo.campaigns": Guide(
            _("Klaviyo campaigns"), _("Campaigns > Export campaign analytics"), "", MAIL_DAYS
        ),
        "klaviyo.flows": Guide(
            _("Klaviyo flows"), _("Analytics > Custom reports > Flow performance > Daily > Export"
        ),
                               by_day, MAIL_DAYS),
        "mailchimp.campaigns": Guide(
            _("Mailchimp campaigns"), _("Analytics > Reports > Export"), "", MAIL_DAYS
        ),
        "gorgias.tickets": Guide(
            _("Gorgias tickets"), _("Statistics > Support performance > Download"), "", ADS_DAYS
        ),
    }  # fmt: skip


def title_of(source: str) -> str:
    """A source in the words of its own maker."""
    guide = guides().get(source)
    return guide.title if guide else source


def next_exports(db: sqlite3.Connection, today: date) -> list[NextExport]:
    """What to export today from each source that has come in, with the overlap that late changes need.

    The days begin where the last export was still young when it was made, and end yesterday.
    """
    known = guides()
    found = []
    for source, _first, last, exported in _held(db):
        guide = known.get(source)
        if guide is None:
            continue
        until, made = date.fromisoformat(last), _day(exported)
        newest = min(until, made) if made else until
        start = newest - timedelta(days=guide.overlap_days) + _ONE if guide.overlap_days else None
        found.append(NextExport(source, guide, start, max(today - _ONE, until), until, made))
    return sorted(found, key=lambda one: (one.held_until, one.source))


def last_checked(db: sqlite3.Connection) -> list[LastChecked]:
    """Per source that changes after the fact, the days that its newest export did not look at again."""
    found = []
    known = guides()
    for source, *_rest in _held(db):
        guide = known.get(source)
        if guide is None or guide.overlap_days == 0:
            continue
        rows = db.execute(_SPANS, (source,)).fetchall()
        first, _last, newest = rows[0]
        older = [row for row in rows[1:] if row[0] < first]
        if older:
            checked = max(row[2] for row in older)
            if checked[:10] < newest[:10]:
                found.append(
                    LastChecked(source, date.fromisoformat(first), date.fromisoformat(checked[:10]))
                )
    return found


_SPANS = """SELECT first_day, last_day, as_of FROM import WHERE live = 1 AND source = ?
  AND first_day NOT NULL AND as_of NOT NULL ORDER BY as_of DESC, id DESC"""


def _held(db: sqlite3.Connection) -> list[tuple[str, str, str, str | None]]:
    return db.execute(
        "SELECT source, min(coalesce(first_day, substr(as_of, 1, 10))), max(coalesce(last_day, substr(as_of, 1, 10))),"
        " max(as_of) FROM import WHERE live = 1 AND coalesce(last_day, as_of) NOT NULL AND id NOT IN"
        " (SELECT c.import_id FROM covered c JOIN slice s ON s.id = c.slice_id WHERE s.grain = ?)"
        " GROUP BY source",
        (UNDATED,),
    ).fetchall()


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None
