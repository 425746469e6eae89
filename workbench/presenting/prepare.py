"""Read what stands on the slides of a deck: everything a file or a picture needs, in one go.

After this no database is needed: the files can be written on another thread.

Settings of a slide: kind "kpi" has `kpi`, `grain` (day, week ...), `periods` (how many up to the last one
held; 0 is all) or `first` and `last` (ISO days), and `compare` ("year" or "previous"); "board" and "table"
have `filter` (the words of the filter bar) and `framework`; "text" has `lines` or `text`; "experiment" has
`experiment` (its id).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from workbench import language
from workbench.charts.measure import Measure
from workbench.errors import NotFound
from workbench.experiments.record import record as experiment_record
from workbench.kpis import record as kpi_record
from workbench.kpis import typed
from workbench.language import _
from workbench.presenting import deck as decks
from workbench.presenting.slides import (
    BoardSlide,
    Card,
    Column,
    Definition,
    Field,
    Handout,
    KpiSlide,
    Prepared,
    TableSlide,
    TextSlide,
)
from workbench.roadmap import scoring
from workbench.roadmap.backlog import Item, items
from workbench.roadmap.filtering import filtered
from workbench.roadmap.frameworks import Framework, framework
from workbench.roadmap.words import Stage
from workbench.store.brand import brand

_ONE_DAY = timedelta(days=1)
_PERIODS = {"day": 90, "week": 53, "month": 25, "quarter": 12}  # shown unless told otherwise


def prepare(db: sqlite3.Connection, deck_id: int) -> Handout:
    """Read a deck with all its slides that are not hidden; raises NotFound.

    A slide whose view is gone (a deleted experiment) becomes a text that says so.
    """
    found = next((one for one in decks.decks(db) if one.id == deck_id), None)
    if found is None:
        raise NotFound(_("This deck is no longer there."))
    shown = decks.slides(db, deck_id, hidden=False)
    return handout(db, found.name, [prepared(db, one) for one in shown])


def prepared(db: sqlite3.Connection, slide: decks.Slide) -> Prepared:
    """Read one slide of a deck."""
    kinds: dict[str, Callable[..., Prepared]] = {
        "kpi": _kpi,
        "board": _board,
        "text": _text,
        "table": _table,
        "experiment": _experiment,
    }
    try:
        made = kinds[slide.kind](db, slide.settings)
    except (NotFound, KeyError):
        gone = _("What this slide showed is no longer there.")
        made = TextSlide(slide.title or decks.kind_label(slide.kind), (gone,))
    return _titled(made, slide.title, slide.notes)


def prepare_board(db: sqlite3.Connection) -> Handout:
    """Read the board with all open and launched items."""
    return handout(db, _("Roadmap"), [_board(db, {})])


def prepare_kpis(
    db: sqlite3.Connection, grain: str = "week", *, periods: int | None = None
) -> Handout:
    """Read every KPI that has values, each with its chart; `periods` 0 takes all that is held."""
    settings = {"grain": grain, "periods": periods}
    slides = [_kpi(db, {"kpi": key, **settings}) for key in typed.all_cards(db)]
    known = [slide for slide in slides if slide.data.has_values]
    return handout(db, _("KPIs"), known or slides[:1])


def prepare_all(db: sqlite3.Connection, *, periods: int | None = None) -> Handout:
    """Read everything that can be shown: all decks, the board, the ranking and all KPIs."""
    slides: list[Prepared] = []
    for one in decks.decks(db):
        slides += prepare(db, one.id).slides
    slides += [_board(db, {}), _table(db, {})]
    kpis = prepare_kpis(db, periods=periods)
    return handout(db, brand(db).name or _("Workbench"), [*slides, *kpis.slides])


def handout(db: sqlite3.Connection, name: str, slides: Iterable[Prepared]) -> Handout:
    """Put slides together with the brand, its locale and the last day of data."""
    whose = brand(db)
    today = kpi_record.today(db)
    as_of = today - _ONE_DAY if today is not None else None
    return Handout(name, tuple(slides), whose.name, whose.locale, as_of)


def _titled(made: Prepared, title: str, notes: str) -> Prepared:
    """Put the person's own title and notes in place of the view's."""
    made = replace(made, notes=notes or made.notes)
    if not title:
        return made
    if isinstance(made, KpiSlide):
        return replace(made, data=replace(made.data, title=title))
    return replace(made, title=title)


def _kpi(db: sqlite3.Connection, settings: decks.Settings) -> KpiSlide:
    from workbench.kpis.pictures import trend_data

    key = str(settings.get("kpi", ""))
    by = str(settings.get("grain") or settings.get("by") or "week")
    first, last = _day(settings.get("first")), _day(settings.get("last"))
    compare = settings.get("compare")
    data = trend_data(db, key, by=by, first=first, last=last, compare=compare)
    count = int(settings.get("periods") or _PERIODS.get(by, 0))
    points = data.line.points
    if first is None and settings.get("periods") != 0 and 0 < count < len(points):
        # Read anew rather than cut: subtitle, events and footer belong to what is shown.
        first = points[-count].first_day
        data = trend_data(db, key, by=by, first=first, last=last, compare=compare)
    return KpiSlide(data, _definition(db, key, data.footer))


def _definition(db: sqlite3.Connection, key: str, sources: str) -> Definition:
    """Put a KPI's definition card into words."""
    card = typed.card(db, key)
    units = {"money": _("money"), "rate": _("share"), "count": _("count"), "number": _("number")}
    return Definition(
        name=card.name,
        formula=card.formula,
        numerator=card.numerator,
        denominator=card.denominator or "",
        unit=brand(db).currency if card.unit == "money" else units.get(card.unit, card.unit),
        date_basis=card.date_basis,
        exclusions=card.exclusions,
        sources=sources,
    )


def _board(db: sqlite3.Connection, settings: decks.Settings) -> BoardSlide:
    scheme, chosen, scores = _items(db, settings)
    locale = brand(db).locale
    cards: dict[Stage, list[Card]] = {stage: [] for stage in Stage if stage != Stage.DROPPED}
    for item in chosen:
        if item.stage in cards:
            cards[item.stage].append(_card(item, scores[item.id], scheme, locale))
    if not cards[Stage.INBOX]:  # nothing to show there, and no plan anyway
        del cards[Stage.INBOX]
    columns = tuple(Column(stage.label, tuple(found)) for stage, found in cards.items())
    count = sum(len(column.cards) for column in columns)
    building, planned = len(cards[Stage.BUILDING]), len(cards[Stage.PLANNED])
    told = _("Roadmap: {building} being built, {planned} planned")
    return BoardSlide(
        title=told.format(building=building, planned=planned) if count else _("Roadmap"),
        columns=columns,
        subtitle=_subtitle(count, scheme, settings),
        score_name=scheme.label,
        empty=_("No item fits this view yet."),
    )


def _items(
    db: sqlite3.Connection, settings: decks.Settings
) -> tuple[Framework, list[Item], dict[int, scoring.Score]]:
    """Read the items of a view with their scores."""
    scheme = framework(str(settings.get("framework") or "rice"))
    every = items(db)
    scores = scoring.scores(scheme, every)
    return scheme, filtered(every, str(settings.get("filter") or ""), scores), scores


def _card(item: Item, score: scoring.Score, scheme: Framework, locale: str) -> Card:
    written = "–"
    if score.value is not None:
        written = language.number(score.value, locale, decimals=scheme.decimals)
    return Card(
        title=item.title,
        theme=item.theme or "",
        colour=item.theme_colour or "",
        score=written,
        horizon=item.horizon.label if item.horizon else "",
        owner=item.owner or "",
        start=item.start_day,
        due=item.due_day,
        points=score.value,
    )


def _subtitle(count: int, scheme: Framework, settings: decks.Settings) -> str:
    """Say how many items are shown, by which score, and with which filter."""
    counted = language.ngettext("{n} item", "{n} items", count).format(n=count)
    scored = _("score: {framework}").format(framework=scheme.label)
    chosen = str(settings.get("filter") or "")
    return " · ".join(part for part in (counted, scored, chosen) if part)


def _table(db: sqlite3.Connection, settings: decks.Settings) -> TableSlide:
    """Read the ranking of open items."""
    scheme, chosen, _scores = _items(db, settings)
    ranked = scoring.ranking(scheme, [item for item in chosen if item.stage.is_open])
    locale = brand(db).locale
    fields = (
        Field(_("Rank"), "number", Measure("count", "", locale)),
        Field(_("Item")),
        Field(_("Theme")),
        Field(_("Stage")),
        Field(_("Horizon")),
        Field(scheme.label, "number", Measure("count", "", locale)),
    )
    rows = tuple(
        (
            *(row.rank, row.title, row.theme or "", row.stage.label),
            *(row.horizon.label if row.horizon else "", _rounded(row.score, scheme)),
        )
        for row in ranked
    )
    return TableSlide(_("What comes first"), fields, rows, _subtitle(len(rows), scheme, settings))


def _rounded(score: float | None, scheme: Framework) -> float | None:
    """Round a score as the board writes it."""
    return None if score is None else round(score, scheme.decimals)


def _text(db: sqlite3.Connection, settings: decks.Settings) -> TextSlide:
    lines = settings.get("lines")
    if not isinstance(lines, list):
        lines = str(settings.get("text") or "").splitlines()
    return TextSlide("", tuple(str(line) for line in lines))


def _experiment(db: sqlite3.Connection, settings: decks.Settings) -> TableSlide:
    """Read an experiment's variants, its hypothesis and what was decided."""
    found = experiment_record(db, int(settings.get("experiment") or 0))
    locale = brand(db).locale
    counted, rate = Measure("count", "", locale), Measure("rate", "", locale)
    fields = (
        Field(_("Variant")),
        Field(_("Visitors"), "number", counted),
        Field(_("Conversions"), "number", counted),
        Field(_("Rate"), "number", rate),
    )
    rows = tuple((one.name, one.visitors, one.conversions, one.rate) for one in found.variants)
    said = [learning.text for learning in found.learnings]
    if found.decision is not None:
        said.insert(0, found.decision.reason)
    return TableSlide(
        title=found.experiment.name,
        fields=fields,
        rows=rows,
        subtitle=found.experiment.hypothesis,
        notes="\n".join(text for text in said if text),
    )


def _day(value: Any) -> date | None:
    """Read an ISO day of a slide's settings."""
    try:
        return date.fromisoformat(str(value)) if value else None
    except ValueError:
        return None
