"""From roadmap items to the cards of the board."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from ui.models.cards import Card, Mark
from workbench.language import _, day, number
from workbench.roadmap.words import Stage

if TYPE_CHECKING:
    from workbench.roadmap.backlog import Item
    from workbench.roadmap.frameworks import Framework
    from workbench.roadmap.scoring import Score

DASH = "–"
SOON = timedelta(days=14)


def cards(
    items: Iterable[Item],
    scores: Mapping[int, Score],
    scheme: Framework,
    *,
    today: date,
    locale: str,
) -> dict[str, list[Card]]:
    """The cards of each stage, in the order of the items."""
    found: dict[str, list[Card]] = {stage.value: [] for stage in Stage}
    for item in items:
        score = scores[item.id]
        marks = tuple(_marks(item, score, scheme, today, locale))
        card = Card(
            item.id,
            item.title,
            item.theme or "",
            item.theme_colour or "",
            score_text(score.value, scheme.decimals, locale),
            marks,
            ", ".join(mark.text for mark in marks),
        )
        found[item.stage.value].append(card)
    return found


@lru_cache(maxsize=4096)
def score_text(value: float | None, decimals: int, locale: str) -> str:
    """A score as it stands on a card; a dash where it is not known."""
    if value is None:
        return DASH
    return number(value, locale, decimals=decimals or (0 if abs(value) >= 10 else 1))


@lru_cache(maxsize=4096)
def short_day(value: date, locale: str) -> str:
    """A day without its year: 27 Nov."""
    return day(value, locale, "d MMM")


def _marks(item: Item, score: Score, scheme: Framework, today: date, locale: str) -> Iterable[Mark]:
    if item.stage in (Stage.PLANNED, Stage.BUILDING) and not item.hypothesis:
        yield Mark(_("no hypothesis"), "warning")
    if item.stage == Stage.LAUNCHED:
        if item.launched_day is not None:
            yield Mark(_("since {day}").format(day=short_day(item.launched_day, locale)))
        return
    if item.stage == Stage.DROPPED:
        return
    if item.due_day is not None:
        yield _due(item.due_day, today, locale)
    if item.stage != Stage.INBOX and len(score.missing) == 1:
        name = scheme.criterion(score.missing[0]).label.lower()
        yield Mark(_("{criterion} missing").format(criterion=name))
    elif item.stage != Stage.INBOX and score.missing:
        yield Mark(_("not scored"))


def _due(due: date, today: date, locale: str) -> Mark:
    text = short_day(due, locale)
    if due < today:
        return Mark(_("was due {day}").format(day=text), "bad")
    role = "warning" if due - today <= SOON else "neutral"
    return Mark(_("due {day}").format(day=text), role)
