"""What hangs on the chosen item: read for its details, and put into them section by section."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from workbench.kpis.typed import all_cards
from workbench.roadmap import chain, decisions, evidence

if TYPE_CHECKING:
    from workbench.roadmap.chain import Chain
    from workbench.roadmap.decisions import ItemDecision
    from workbench.roadmap.evidence import Piece


class Details(NamedTuple):
    """The chain of an item, its evidence and its decision, and the KPIs to pick from."""

    item_id: int
    chain: Chain
    pieces: list[Piece]
    decision: ItemDecision | None
    kpis: list[tuple[str, str]]


def details(db: Any, item_id: int) -> Details:
    """Read what hangs on an item. Raises NotFound."""
    cards = all_cards(db)
    kpis = sorted(((key, card.name) for key, card in cards.items()), key=lambda one: one[1])
    return Details(
        item_id,
        chain.chain(db, item_id),
        evidence.evidence(db, item_id),
        decisions.decision_of(db, item_id),
        kpis,
    )
