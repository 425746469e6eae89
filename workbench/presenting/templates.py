"""Decks to start from: which slides a Monday, a month, a roadmap talk or a test read-out needs."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import NamedTuple

from workbench.errors import NotFound
from workbench.experiments.record import experiments
from workbench.experiments.words import Status
from workbench.kpis import typed
from workbench.language import _, day
from workbench.presenting import deck
from workbench.presenting.deck import Settings
from workbench.store.brand import brand
from workbench.store.clock import today


class Plan(NamedTuple):
    """A slide of a template: its kind, its settings, a title of its own or none, and what to say."""

    kind: str
    settings: Settings
    title: str = ""
    notes: str = ""


class Template(NamedTuple):
    """A deck to start from: its key, its name, for which meeting it is, and its slides."""

    key: str
    name: str
    why: str
    plan: Callable[[sqlite3.Connection], list[Plan]]
    audience: str = "founder"


def templates() -> list[Template]:
    """All templates."""
    return [
        Template(
            "monday",
            _("Monday numbers"),
            _("Last week in ten minutes: what moved, why, and what we do."),
            _monday,
            "team",
        ),
        Template(
            "month",
            _("Monthly business review"),
            _("The month for the founder: numbers, products, launches, tests, decisions."),
            _month,
        ),
        Template(
            "roadmap",
            _("Roadmap for the founder"),
            _("What we build now, next and later, what comes first, and why."),
            _roadmap,
        ),
        Template(
            "experiment",
            _("Experiment read-out"),
            _("What was tested, what the numbers say, and the decision to take."),
            _experiment,
        ),
    ]


def add_from_template(db: sqlite3.Connection, key: str, *, name: str = "") -> int:
    """Add a deck from a template and return its id; a name that is taken gets a number. Raises NotFound."""
    found = next((one for one in templates() if one.key == key), None)
    if found is None:
        raise NotFound(_("There is no template “{name}”.").format(name=key))
    made = deck.add_deck(
        db, _free(db, name or found.name), settings={"audience": found.audience, "template": key}
    )
    for plan in found.plan(db):
        deck.add_slide(
            db, made, plan.kind, title=plan.title, settings=plan.settings, notes=plan.notes
        )
    return made


def _free(db: sqlite3.Connection, name: str) -> str:
    taken = {one.name.casefold() for one in deck.decks(db)}
    tried, n = name, 2
    while tried.casefold() in taken:
        tried, n = _("{name} {n}").format(name=name, n=n), n + 1
    return tried


def _cover(db: sqlite3.Connection, title: str) -> Plan:
    own = brand(db)
    lines = [own.name, day(today(db), own.locale, "EEEE d MMMM y")]
    return Plan("text", {"text": "\n".join(line for line in lines if line), "cover": True}, title)


def _kpi(key: str, grain: str, periods: int, compare: str = "year") -> Plan:
    return Plan("kpi", {"kpi": key, "grain": grain, "periods": periods, "compare": compare})


def _charts(db: sqlite3.Connection, keys: tuple[str, ...], grain: str, periods: int) -> list[Plan]:
    known = typed.all_cards(db)
    return [_kpi(key, grain, periods) for key in keys if key in known]


def _monday(db: sqlite3.Connection) -> list[Plan]:
    return [
        _cover(db, _("Monday numbers")),
        Plan("since", {}, notes=_("Start with what we said last time and what came of it.")),
        Plan("trading", {"grain": "week"}),
        *_charts(db, ("net_sales", "conversion_rate", "average_order_value"), "week", 26),
        Plan("board", {"filter": "-stage:dropped -stage:inbox"}),
        Plan("asks", {}),
    ]


def _month(db: sqlite3.Connection) -> list[Plan]:
    return [
        _cover(db, _("Monthly business review")),
        Plan("minutes", {}),
        Plan("trading", {"grain": "month"}),
        Plan("bridge", {"grain": "month", "compare": "year"}),
        *_charts(db, ("net_sales", "conversion_rate", "new_customers"), "month", 13),
        Plan("products", {"grain": "month"}),
        *_channels(db),
        Plan("tests", {}),
        Plan("horizons", {"filter": "-stage:dropped -stage:launched"}),
        Plan("asks", {}),
    ]


def _channels(db: sqlite3.Connection) -> list[Plan]:
    """Sales by channel, where there are several."""
    from workbench.presenting.kpi_views import channel_count

    several = channel_count(db, "net_sales") > 1
    return [Plan("channels", {"kpi": "net_sales"})] if several else []


def _roadmap(db: sqlite3.Connection) -> list[Plan]:
    return [
        _cover(db, _("Roadmap")),
        Plan("since", {}),
        Plan("horizons", {"filter": "-stage:dropped -stage:launched"}),
        Plan("board", {"filter": "-stage:dropped -stage:inbox"}),
        Plan("table", {"filter": "-stage:dropped -stage:launched"}),
        Plan("asks", {}),
    ]


def _experiment(db: sqlite3.Connection) -> list[Plan]:
    found = experiments(db)
    waiting = [one for one in found if one.status == Status.FINISHED and one.choice is None]
    others = [one for one in found if one.status != Status.PLANNED]
    chosen = next(iter([*waiting, *others, *found]), None)
    slides = [_cover(db, chosen.name if chosen else _("Experiment read-out"))]
    if chosen is not None:
        if chosen.hypothesis:
            slides.append(Plan("text", {"text": chosen.hypothesis}, _("What we believed")))
        slides.append(Plan("experiment", {"experiment": str(chosen.id)}))
        if chosen.kpi and chosen.kpi in typed.all_cards(db):
            slides.append(_kpi(chosen.kpi, "week", 26))
    return [*slides, Plan("tests", {}), Plan("asks", {})]
