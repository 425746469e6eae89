"""The backlog the brand keeps in a spreadsheet: ideas, work under way, launches, refusals.

The launches are the events of the season, so that the items explain the numbers.
"""

from __future__ import annotations

from datetime import date

from workbench.sample.catalogue import CATALOGUE
from workbench.sample.season import (
    CHECKOUT_REDESIGN,
    INFLUENCERS,
    NEW_PRODUCT_PAGE,
    PRICE_INCREASE,
    REFILL_REMINDER,
)
from workbench.sample.spreadsheet import Cell

HEADER = (
    "Title", "Description", "Theme", "Stage", "Horizon", "Owner", "Tags", "Start", "Due",
    "Launched", "Reach", "Impact", "Confidence", "Effort", "Hypothesis",
)  # fmt: skip
FORMATS = {
    "Start": "dd-mm-yyyy",
    "Due": "dd-mm-yyyy",
    "Launched": "dd-mm-yyyy",
    "Reach": "#,##0",
    "Confidence": "0%",
}
WIDTHS = {"Title": 38, "Description": 60, "Tags": 20, "Hypothesis": 80}

_TOMATO_LEAF = next(item.since for item in CATALOGUE if item.sku == "OE-CA-TOM-180")

# Title, description, theme, owner, tags, start, due, launched, reach a month, impact, confidence,
# weeks of work, hypothesis.
_LAUNCHED: tuple[tuple[Cell, ...], ...] = (
    ("New product page", "Larger photos, scent notes first, reviews lower down.",
     "engagement", "Noor", "site, photos", date(2026, 9, 28), date(2026, 10, 26),
     NEW_PRODUCT_PAGE, 11200, 1, 0.8, 4,
     "If the product page shows scent notes and large photos first, then the conversion rate will"
     " rise by 5 % for all visitors, because visitors say they cannot imagine the scent"),
    ("Refill reminder e-mail", "An e-mail 45 days after a candle was bought, with its refill.",
     "retention", "Noor", "e-mail, refills", date(2026, 6, 22), date(2026, 8, 31),
     REFILL_REMINDER, 1450, 2, 0.8, 1.5,
     "If buyers get a reminder when their candle has burnt down, then more of them will reorder"
     " within eight weeks (+20 %), because refills are bought about seven weeks after a candle"),
    ("Checkout redesign", "Address, delivery and payment on one page; iDEAL first.",
     "acquisition", "Tim", "site, checkout", date(2026, 3, 16), date(2026, 5, 4),
     CHECKOUT_REDESIGN, 620, 3, 1.0, 3,
     "If the checkout is one page, then the conversion rate will rise by 10 % for everyone who"
     " reaches it, because four in ten leave at the second step"),
    ("Autumn influencers", "Four home accounts show the winter scents for two weeks.",
     "acquisition", "Femke", "social", date(2026, 8, 24), date(2026, 9, 14),
     INFLUENCERS[0], 3400, 1, 0.5, 2,
     "If four home accounts show our candles, then new customers will rise by 15 % in September,"
     " because a post in spring sold out a scent"),
    ("Price increase", "Wax became 14 % dearer: candles, refills and sets go up by 4 to 8 %.",
     "product", "Noor", "prices, margin", date(2026, 1, 12), date(2026, 2, 1),
     PRICE_INCREASE, 380, 2, 0.8, 0.5,
     "If candles cost € 1.50 more, then the average order will rise by 5 % and the conversion rate"
     " will not fall, because others charge € 28 for this size"),
    ("Gift wrap at checkout", "One tick in the basket, € 2.50, with a written card.",
     "product", "Femke", "gifts", date(2025, 10, 20), date(2025, 11, 10),
     date(2025, 11, 10), 360, 0.5, 0.8, 1, None),
    ("Parcels leave the next working day", "Fixed pick-up at 16:00, orders before 14:00 go along.",
     "operations", "Femke", "parcels", date(2025, 7, 28), date(2025, 8, 18),
     date(2025, 8, 18), 290, 1, 0.8, 1, None),
    ("Tomato Leaf candle", "A green scent for April to August.",
     "product", "Noor", "scents, launch", date(2025, 1, 20), _TOMATO_LEAF,
     _TOMATO_LEAF, 900, 1, 0.5, 5,
     "If there is a summer scent, then orders from June to August will rise by 10 %, because"
     " customers call our scents winter scents"),
    ("Monday numbers in one sheet", "Sales, sessions and ad spend side by side, every Monday.",
     "analytics", "Noor", "reporting", date(2025, 2, 10), date(2025, 3, 3),
     date(2025, 3, 3), None, 0.5, 0.8, 1, None),
)  # fmt: skip

_BUILDING: tuple[tuple[Cell, ...], ...] = (
    ("Free-shipping bar at € 45", "The basket shows how much is missing for free shipping.",
     "acquisition", "Tim", "basket, test", date(2026, 9, 21), date(2026, 11, 13),
     None, 1120, 2, 0.8, 1.5,
     "If visitors see how far they are from free shipping, then the conversion rate will rise by"
     " 9 %, because three abandoned baskets in ten stop within € 15 of the threshold"),
    ("Back-in-stock e-mail", "One e-mail when a sold-out scent can be bought again.",
     "retention", "Tim", "e-mail, stock", date(2026, 10, 26), date(2026, 11, 20),
     None, 640, 2, 0.8, 1,
     "If visitors of a sold-out scent can leave their address, then one in ten will buy it later,"
     " because Amber Woods was sold out for three weeks in spring and 70 people wrote to ask"),
    ("Fig scent relaunch", "Fig & Cedar with the new wick and a new label.",
     "product", "Noor", "scents, launch", date(2026, 10, 12), date(2026, 11, 24),
     None, 1900, 1, 0.5, 3, None),
    ("Refund reasons in one list", "Note one reason per refund, so that they can be counted.",
     "operations", "Femke", "returns", date(2026, 11, 2), date(2026, 11, 16),
     None, 30, 1, 1.0, 0.5, None),
)  # fmt: skip

_PLANNED: tuple[tuple[Cell, ...], ...] = (
    ("Account page: reorder in one tap", "Past orders with one button that fills the basket.",
     "retention", "Tim", "account, refills", date(2026, 11, 23), date(2026, 12, 18),
     None, 1380, 3, 0.8, 2,
     "If a past order can be bought again in one tap, then the share of customers who reorder"
     " within 90 days will rise by 5 %, because reviews call reordering a search"),
    ("Bundle builder for gifts", "Pick three scents, get the box and 10 % off.",
     "acquisition", "Noor", "gifts, season", date(2026, 11, 16), date(2026, 11, 27),
     None, 2600, 1, 0.5, 2.5,
     "If visitors can fill a gift box themselves, then the average order in December will rise by"
     " 8 %, because one gift set in four is ordered with an extra candle"),
    ("Post-purchase survey", "Two questions after the order: where from, and for whom.",
     "analytics", "Noor", "survey", date(2026, 12, 7), date(2026, 12, 18),
     None, 430, 1, 0.8, 0.5, None),
    ("Last order day for Christmas", "One line in the basket with the last day per country.",
     "operations", "Femke", "season, parcels", date(2026, 11, 30), date(2026, 12, 11),
     None, 8200, 0.25, 0.8, 0.5, None),
)  # fmt: skip

_DISCOVERY: tuple[tuple[Cell, ...], ...] = (
    ("Subscription for refills", "A refill every 6, 8 or 10 weeks, 10 % off, stop at any time.",
     "retention", "Noor", "refills", None, None, None, 420, 3, 0.5, 6, None),
    ("Search that understands scent words", "Find candles by warm, fresh, smoky, not only by name.",
     "engagement", "Tim", "site, search", None, None, None, 2100, 1, 0.5, 2,
     "If the search knows scent words, then more of the visitors who search will add to the basket"
     " (+15 %), because a third of searches find nothing"),
    ("Loyalty points on the account page", "A point per euro, a free refill at 200.",
     "retention", "Noor", "account", None, None, None, 1380, 1, 0.5, None, None),
    ("Size guide in the gallery", "A photo that shows 180 g and 400 g beside a cup.",
     "engagement", "Femke", "site, photos", None, None, None, 5400, 0.25, 0.8, 0.5,
     "If the size is clear from a photo, then refunds for \"smaller than expected\" will halve,"
     " because 11 of 40 refund notes say so"),
    ("Sample box of six scents", "Six tea lights for € 12, with a code worth € 12.",
     "acquisition", "Noor", "scents, trial", None, None, None, 3000, 2, 0.5, 4,
     "If people can try six scents for € 12, then new customers will rise by 10 %, because not"
     " knowing the scent is the reason most often given for not buying"),
    ("The shop in German", "Texts, size words and returns page in German.",
     "acquisition", "Noor", "languages", None, None, None, 900, 2, 0.5, 5, None),
    ("Reviews with the scent strength", "Ask for light, medium or strong, and show the average.",
     "product", "Femke", "reviews", None, None, None, 4200, 0.5, 0.5, 1, None),
)  # fmt: skip

_INBOX: tuple[tuple[Cell, ...], ...] = (
    ("Gift card", "Asked for nine times since October.",
     "product", None, "gifts", None, None, None, None, None, None, None, None),
    ("Free matches above € 60", None,
     "acquisition", None, None, None, None, None, None, None, None, None, None),
    ("Why do parcels to Belgium take three days?", "Four complaints in two weeks.",
     "operations", None, "parcels", None, None, None, 60, None, None, None, None),
    ("Wholesale price list for florists", None,
     None, None, None, None, None, None, None, None, None, None, None),
)  # fmt: skip

_DROPPED: tuple[tuple[Cell, ...], ...] = (
    ("Wheel of fortune pop-up", "Does not suit the brand; the welcome code does the job.",
     "acquisition", "Femke", "e-mail", None, None, None, 12000, 0.5, 0.5, 1, None),
    ("Same-day delivery in Amsterdam", "It costs € 9 a parcel; buyers would pay € 4.",
     "operations", "Noor", "parcels", None, None, None, 110, 1, 0.8, 3, None),
)  # fmt: skip

_STAGES = (
    ("inbox", None, _INBOX),
    ("discovery", "later", _DISCOVERY),
    ("planned", "next", _PLANNED),
    ("building", "now", _BUILDING),
    ("launched", None, _LAUNCHED),
    ("dropped", None, _DROPPED),
)


def rows() -> list[list[Cell]]:
    """The header and one row per item, stage by stage."""
    table: list[list[Cell]] = [list(HEADER)]
    for stage, horizon, items in _STAGES:
        for title, description, theme, *rest in items:
            table.append([title, description, theme, stage, horizon, *rest])
    return table
