"""What the sample brand's owner has done by hand: linked tests to ideas, noted events, made a deck."""

from __future__ import annotations

import sqlite3

from workbench.experiments import ledger
from workbench.kpis.signal_notes import accept_launch
from workbench.language import _
from workbench.presenting import deck
from workbench.sample.brand import TODAY
from workbench.sample.season import SOLD_OUT
from workbench.store.brand import set_setting

# Tests that belong to an item of another name.
_ITEM_OF = {
    "Checkout on one page": "Checkout redesign",
    "Threshold banner in the header": "Free-shipping bar at € 45",
}


def tell(db: sqlite3.Connection) -> None:
    """Add what no export holds, as one step, and let the story's Monday be today."""
    set_setting(db, "today", TODAY.isoformat())
    _link_tests(db)
    _note_events(db)
    _accept_redesign(db)
    _make_deck(db)


def _link_tests(db: sqlite3.Connection) -> None:
    items = dict(db.execute("SELECT title, id FROM item").fetchall())
    for experiment, name in db.execute("SELECT id, name FROM experiment").fetchall():
        item = items.get(_ITEM_OF.get(name, name))
        if item is not None:
            ledger.set_field(db, experiment, "item_id", item)


def _note_events(db: sqlite3.Connection) -> None:
    first, last = SOLD_OUT
    db.execute(
        "INSERT INTO annotation(day, last_day, title, kind) VALUES (?, ?, ?, 'stock-out')",
        (first.isoformat(), last.isoformat(), _("Amber Woods sold out")),
    )


def _accept_redesign(db: sqlite3.Connection) -> None:
    """The redesign lifted conversion, and with it sales, for good: what is usual is set anew from then on."""
    row = db.execute("SELECT id FROM item WHERE title = 'Checkout redesign'").fetchone()
    if row is not None:
        accept_launch(db, None, row[0])


def _make_deck(db: sqlite3.Connection) -> None:
    made = deck.add_deck(db, _("Monday numbers"))
    deck.add_slide(
        db,
        made,
        "text",
        title=_("Last week at Oak & Ember"),
        settings={"text": _("Sales, conversion and what we do next.\nMonday, 9 November 2026")},
    )
    for key in ("net_sales", "conversion_rate", "average_order_value"):
        deck.add_slide(db, made, "kpi", settings={"kpi": key, "by": "week", "span": "year"})
    deck.add_slide(db, made, "board", settings={"filter": "-stage:dropped -stage:inbox"})
    deck.add_slide(
        db,
        made,
        "text",
        title=_("Decisions asked for"),
        settings={
            "text": _(
                "Keep the new product page, or go back to the old one?\n"
                "Keep the free-shipping bar at € 45 for everyone?"
            )
        },
    )
