"""The items, KPIs, experiments and decks that Ctrl+K finds, beside the commands."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from ui.models.choices import Choice
from ui.session import Session
from workbench.language import _

Show = Callable[[str, str, object], None]


def things(session: Session, show: Show) -> list[Choice]:
    """Everything in the workspace that has a name."""
    if session.workspace is None:
        return []
    return [*_kpis(session, show), *_items(session, show), *_experiments(session, show)]


def _items(session: Session, show: Show) -> list[Choice]:
    from workbench.roadmap import items

    return [
        Choice(item.title, item.stage.label, "board", partial(show, "roadmap", "item", item.id))
        for item in session.ask(items.items)
    ]


def _kpis(session: Session, show: Show) -> list[Choice]:
    from workbench.kpis import typed

    return [
        Choice(kpi.name, _("KPI"), "chart", partial(show, "kpis", "kpi", kpi.key))
        for kpi in session.ask(typed.all_cards).values()
    ]


def _experiments(session: Session, show: Show) -> list[Choice]:
    from workbench.experiments import record

    return [
        Choice(
            entry.name,
            _("Experiment"),
            "flask",
            partial(show, "experiments", "experiment", entry.id),
        )
        for entry in session.ask(record.experiments)
    ]
