"""Score inputs that have grown old: read or typed longer ago than their criterion allows.

What a KPI says by now is in kpi_inputs.py; here only time counts.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from workbench.language import ngettext
from workbench.roadmap.backlog import Item
from workbench.roadmap.criteria import Criterion
from workbench.roadmap.frameworks import Framework
from workbench.roadmap.scoring import inputs_of


class Old(NamedTuple):
    """An input that has expired, how many days ago it was given, and a sentence for a tooltip."""

    item_id: int
    criterion: str
    days: int
    sentence: str


def expired(scheme: Framework, items: Iterable[Item], *, today: date) -> list[Old]:
    """The expired inputs of open items under a framework, item by item."""
    found = []
    for item in items:
        if not item.stage.is_open:
            continue
        given = inputs_of(scheme, item)
        for criterion in scheme.criteria:
            held = given.get(criterion.key)
            days = age(held.at, today) if held else None
            if days is not None and is_old(criterion, days):
                sentence = ngettext(
                    "{criterion} was given {n} day ago; look at it again.",
                    "{criterion} was given {n} days ago; look at it again.",
                    days,
                ).format(n=days, criterion=criterion.label)
                found.append(Old(item.id, criterion.key, days, sentence))
    return found


def age(at: str | None, today: date) -> int | None:
    """How many days ago an input was given; None where that is not known."""
    return (today - date.fromisoformat(at[:10])).days if at else None


def is_old(criterion: Criterion, days: int) -> bool:
    """Whether an input of that age has expired."""
    return criterion.expires is not None and days > criterion.expires
