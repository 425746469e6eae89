"""Where a person's confidence is not what the evidence allows: the override counts, and shows."""

from __future__ import annotations

from typing import NamedTuple

from workbench.language import _
from workbench.roadmap.backlog import Item
from workbench.roadmap.evidence import WITHOUT
from workbench.roadmap.frameworks import Framework


class Override(NamedTuple):
    """A typed confidence and what the evidence allows, both between 0 and 1, and a sentence."""

    criterion: str
    typed: float
    allowed: float
    sentence: str

    @property
    def is_above(self) -> bool:
        """Whether the person is surer than the evidence; being less sure needs no reason."""
        return self.typed > self.allowed


def override(scheme: Framework, item: Item) -> Override | None:
    """The override of an item under a framework; None where nothing is typed, or it agrees with the evidence.

    Without evidence 50 % is allowed.
    """
    for criterion in scheme.criteria:
        given = item.inputs.get(scheme.key, {}).get(criterion.key)
        if not criterion.ladder or given is None:
            continue
        typed = given.value / (criterion.maximum or 1.0)
        allowed = item.proof.value if item.proof else WITHOUT
        if abs(typed - allowed) < 0.005:
            return None
        if item.proof is None:
            if typed <= WITHOUT:
                return None
            text = _("{typed:.0%} by hand; without evidence at most {allowed:.0%}.")
        else:
            text = _("{typed:.0%} by hand; the evidence says {allowed:.0%}.")
        sentence = text.format(typed=typed, allowed=allowed)
        return Override(criterion.key, typed, allowed, sentence)
    return None
