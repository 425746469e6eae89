"""What a framework is made of: criteria on their scales, and how their numbers become one score.

A score is `combined benefits / sum of costs`; without costs it is the combined benefits. A framework may have a formula
of its own instead (formula.py).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import fsum, prod

from workbench.errors import BadInput
from workbench.language import _
from workbench.roadmap import formula as formulas


class Combine(StrEnum):
    """How the benefits of a framework become one number."""

    PRODUCT = "product"
    MEAN = "mean"
    SUM = "sum"
    WEIGHTED = "weighted"


_COMBINED: dict[Combine, Callable[[Sequence[float]], float]] = {
    Combine.PRODUCT: prod,
    Combine.MEAN: lambda values: fsum(values) / len(values),
    Combine.SUM: fsum,
}


@dataclass(frozen=True)
class Choice:
    """One step of a scale: its number and the word beside it."""

    value: float
    label: str


@dataclass(frozen=True)
class Criterion:
    """One question of a framework.

    `unit` is '' for plain numbers, 'percent' for fractions shown as percent, else a word such as 'weeks'. `choices`
    are the usual steps, and numbers between `minimum` and `maximum` are taken too. A `cost` divides the score (in a
    weighted sum: counts the other way round): the more, the lower; 0 of it cannot be divided by and counts as missing.
    `expires` is after how many days an input is stale. `shares` names where else the input may stand
    ('rice.effort'). `per` is 'week' or 'month' where it can be read from a KPI. With `ladder` the input follows from
    the evidence while none is typed. A criterion that does not `count` is asked for, but is not part of the score.
    """

    key: str
    label: str
    rubric: str
    unit: str = ""
    minimum: float = 0.0
    maximum: float | None = None
    choices: tuple[Choice, ...] = ()
    cost: bool = False
    weight: float = 1.0
    required: bool = True
    expires: int | None = None
    shares: str = ""
    ladder: bool = False
    per: str = ""
    counts: bool = True


@dataclass(frozen=True)
class Framework:
    """A way to score items; `combinations` are those the user may switch between.

    `formula` says it to people. `expression` is a formula of the user's own over the criteria's keys. Under a
    framework that `fades`, an item is worth nothing after its deadline. `horizon` is the time its benefits are counted
    over: week, month, quarter, year or nothing. `own` is true for one kept in the workspace.
    """

    key: str
    label: str
    formula: str
    criteria: tuple[Criterion, ...]
    combine: Combine = Combine.PRODUCT
    combinations: tuple[Combine, ...] = (Combine.PRODUCT,)
    decimals: int = 0
    expression: str = ""
    fades: bool = False
    horizon: str = ""
    own: bool = False

    def criterion(self, key: str) -> Criterion:
        """The criterion with this key; raises BadInput."""
        for criterion in self.criteria:
            if criterion.key == key:
                return criterion
        sentence = _("{framework} has no criterion “{key}”.")
        raise BadInput(sentence.format(framework=self.label, key=key))


def divides(framework: Framework, criterion: Criterion) -> bool:
    """Whether the score is divided by this criterion, so that 0 of it is no input."""
    return criterion.cost and not framework.expression and framework.combine != Combine.WEIGHTED


def evaluate(framework: Framework, values: Mapping[str, float]) -> float | None:
    """The score for one value per criterion; optional criteria may be left out.

    Rounded to 12 significant digits, so that 0.1 x 3 and 0.3 tie. The costs' sum must be above 0. None where a formula
    of the user's own has no result (it divides by 0).
    """
    given = [(c, values[c.key]) for c in framework.criteria if c.counts and c.key in values]
    if framework.expression:
        score = formulas.value(framework.expression, values)
    elif framework.combine == Combine.WEIGHTED:
        score = _weighted(given)
    else:
        costs = fsum(c.weight * value for c, value in given if c.cost)
        benefits = [c.weight * value for c, value in given if not c.cost]
        divided = any(c.cost for c, _value in given)
        score = _COMBINED[framework.combine](benefits) / (costs if divided else 1.0)
    return None if score is None else float(f"{score:.12g}")


def _weighted(given: Sequence[tuple[Criterion, float]]) -> float:
    """0 to 100: each criterion between the ends of its own scale, costs turned round, weighed."""
    total = fsum(c.weight for c, _value in given)
    parts = (c.weight * _on_scale(c, value) for c, value in given)
    return 100 * fsum(parts) / total if total else 0.0


def _on_scale(criterion: Criterion, value: float) -> float:
    low, high = criterion.minimum, criterion.maximum
    if high is None or high <= low:
        raise BadInput(
            _("{criterion} needs a scale with an end.").format(criterion=criterion.label)
        )
    part = min(1.0, max(0.0, (value - low) / (high - low)))
    return 1.0 - part if criterion.cost else part
