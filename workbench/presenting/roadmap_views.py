"""Views of the roadmap: the board, now/next/later, and the ranking. All follow the filter of the slide."""

from __future__ import annotations

import sqlite3

from workbench import language
from workbench.charts.measure import Measure
from workbench.language import _
from workbench.presenting.deck import Settings
from workbench.presenting.slides import BoardSlide, Card, Column, Field, TableSlide
from workbench.roadmap import scoring
from workbench.roadmap.backlog import Item, items
from workbench.roadmap.filtering import filtered
from workbench.roadmap.frameworks import Framework, framework_of
from workbench.roadmap.words import Horizon, Stage
from workbench.store.brand import brand

Scores = dict[int, scoring.Score]


def board(db: sqlite3.Connection, settings: Settings) -> BoardSlide:
    """The board by stage. Settings: `filter` (the words of the filter bar) and `framework`."""
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
    told = _("Roadmap: {building} being built, {planned} planned").format(
        building=len(cards[Stage.BUILDING]), planned=len(cards[Stage.PLANNED])
    )
    return _slide(told if count else _("Roadmap"), columns, count, scheme, settings)


def horizons(db: sqlite3.Connection, settings: Settings) -> BoardSlide:
    """Now, next and later, best score first; what has no horizon stands under later."""
    scheme, chosen, scores = _items(db, settings)
    locale = brand(db).locale
    cards: dict[Horizon, list[Card]] = {word: [] for word in Horizon}
    for item in sorted(chosen, key=lambda one: -(scores[one.id].value or 0)):
        if item.stage.is_open and item.stage != Stage.INBOX:
            where = item.horizon or Horizon.LATER
            cards[where].append(_card(item, scores[item.id], scheme, locale))
    columns = tuple(Column(word.label, tuple(found)) for word, found in cards.items())
    first = next((card.title for card in cards[Horizon.NOW]), "")
    count = sum(len(column.cards) for column in columns)
    told = _("Now: {title}").format(title=first) if first else _("Now, next, later")
    more = len(cards[Horizon.NOW]) - 1
    if first and more > 0:
        told = language.ngettext(
            "Now: {title}, and {n} more", "Now: {title}, and {n} more", more
        ).format(title=first, n=more)
    return _slide(told, columns, count, scheme, settings)


def ranking(db: sqlite3.Connection, settings: Settings) -> TableSlide:
    """The ranking of open items, best first. Settings: `filter` and `framework`."""
    scheme, chosen, _scores = _items(db, settings)
    ranked = scoring.ranking(scheme, [item for item in chosen if item.stage.is_open])
    owners = {item.id: item.owner or "" for item in chosen}
    counted = Measure("count", "", brand(db).locale)
    fields = (
        Field(_("Rank"), "number", counted),
        Field(_("Item")),
        Field(_("Theme")),
        Field(_("Stage")),
        Field(_("Horizon")),
        Field(_("Owner"), private="owners"),
        Field(scheme.label, "number", counted),
    )
    rows = tuple(
        (
            *(row.rank, row.title, row.theme or "", row.stage.label),
            *(row.horizon.label if row.horizon else "", owners[row.id]),
            None if row.score is None else round(row.score, scheme.decimals),
        )
        for row in ranked
    )
    best = next((row.title for row in ranked if row.score is not None), "")
    title = _("First comes “{title}”").format(title=best) if best else _("What comes first")
    return TableSlide(
        title,
        fields,
        rows,
        _subtitle(len(rows), scheme, settings),
        empty=_("No item fits this view yet."),
    )


def _slide(
    title: str, columns: tuple[Column, ...], count: int, scheme: Framework, settings: Settings
) -> BoardSlide:
    return BoardSlide(
        title=title,
        columns=columns,
        subtitle=_subtitle(count, scheme, settings),
        score_name=scheme.label,
        empty=_("No item fits this view yet."),
    )


def _items(db: sqlite3.Connection, settings: Settings) -> tuple[Framework, list[Item], Scores]:
    """Read the items of a view with their scores."""
    scheme = framework_of(db, str(settings.get("framework") or "rice"))
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


def _subtitle(count: int, scheme: Framework, settings: Settings) -> str:
    """Say how many items are shown, by which score, and with which filter."""
    counted = language.ngettext("{n} item", "{n} items", count).format(n=count)
    scored = _("score: {framework}").format(framework=scheme.label)
    chosen = str(settings.get("filter") or "")
    return " · ".join(part for part in (counted, scored, chosen) if part)
