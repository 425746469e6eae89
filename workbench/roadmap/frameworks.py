"""Frameworks as data: which criteria are asked for, on which scale, and how they combine to a score.

A score is `combined benefits / sum of costs`; without costs it is the combined benefits. The ways to combine are the
three functions below, so a further framework (PIE, PXL, WSJF, cost of delay) is another row of data here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import fsum, prod

from workbench.errors import BadInput
from workbench.language import _


class Combine(StrEnum):
    """How the benefits of a framework become one number."""

    PRODUCT = "product"
    MEAN = "mean"
    SUM = "sum"


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
    are the usual steps, and numbers between `minimum` and `maximum` are taken too. A `cost` divides the score: the
    more, the lower; 0 of it cannot be divided by and counts as missing.
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


@dataclass(frozen=True)
class Framework:
    """A way to score items; `combinations` are those the user may switch between."""

    key: str
    label: str
    formula: str
    criteria: tuple[Criterion, ...]
    combine: Combine = Combine.PRODUCT
    combinations: tuple[Combine, ...] = (Combine.PRODUCT,)
    decimals: int = 0

    def criterion(self, key: str) -> Criterion:
        """The criterion with this key; raises BadInput."""
        for criterion in self.criteria:
            if criterion.key == key:
                return criterion
        sentence = _("{framework} has no criterion “{key}”.")
        raise BadInput(sentence.format(framework=self.label, key=key))


def evaluate(framework: Framework, values: Mapping[str, float]) -> float:
    """The score for one value per criterion; optional criteria may be left out.

    Rounded to 12 significant digits, so that 0.1 x 3 and 0.3 tie. The costs' sum must be above 0.
    """
    benefits: list[float] = []
    costs: list[float] = []
    for criterion in framework.criteria:
        if criterion.key in values:
            weighed = criterion.weight * values[criterion.key]
            (costs if criterion.cost else benefits).append(weighed)
    score = _COMBINED[framework.combine](benefits) / (fsum(costs) if costs else 1.0)
    return float(f"{score:.12g}")


def _rice() -> Framework:
    """RICE as Intercom published it (McBride, 2018), with effort in person-weeks instead of months."""
    reach = _("How many people or orders a month meet this; take it from your data.")
    impact = _("How much it moves the goal for each of them.")
    confidence = _("How sure you are: 100 % with data, 80 % with some evidence, 50 % for a guess.")
    effort = _("Weeks of work for everyone together; at least half a week.")
    return Framework(
        key="rice",
        label="RICE",
        formula=_("reach × impact × confidence / effort"),
        criteria=(
            Criterion("reach", _("Reach"), reach, unit=_("per month")),
            Criterion("impact", _("Impact"), impact, "", 0.25, 3, _impacts()),
            Criterion("confidence", _("Confidence"), confidence, "percent", 0, 1, _confidences()),
            Criterion("effort", _("Effort"), effort, unit=_("weeks"), minimum=0.5, cost=True),
        ),
    )


def _impacts() -> tuple[Choice, ...]:
    return (
        Choice(3, _("massive")),
        Choice(2, _("high")),
        Choice(1, _("medium")),
        Choice(0.5, _("low")),
        Choice(0.25, _("minimal")),
    )


def _confidences() -> tuple[Choice, ...]:
    return Choice(1.0, _("high")), Choice(0.8, _("medium")), Choice(0.5, _("low"))


def _ice() -> Framework:
    """ICE after Sean Ellis: three marks from 1 to 10, multiplied; some teams take the mean."""
    impact = _(
        "1: hardly anyone would notice. 5: one step of the shop gets better. 10: sales change."
    )
    confidence = _("1: a hunch. 5: reviews or data point this way. 10: a test has shown it.")
    ease = _("1: months of work. 5: one or two weeks. 10: done today.")
    return Framework(
        key="ice",
        label="ICE",
        formula=_("impact × confidence × ease"),
        criteria=(
            Criterion("impact", _("Impact"), impact, "", 1, 10),
            Criterion("confidence", _("Confidence"), confidence, "", 1, 10),
            Criterion("ease", _("Ease"), ease, "", 1, 10),
        ),
        combinations=(Combine.PRODUCT, Combine.MEAN),
    )


# Built when asked for, so that their words are in the language of the moment.
FRAMEWORKS: dict[str, Callable[[], Framework]] = {"rice": _rice, "ice": _ice}


def framework(name: str, *, combine: Combine | None = None) -> Framework:
    """The framework with this name, in either case; raises BadInput.

    `combine` switches to another of its combinations, e.g. ICE as a mean.
    """
    build = FRAMEWORKS.get(name.strip().casefold())
    if build is None:
        known = ", ".join(other().label for other in FRAMEWORKS.values())
        raise BadInput(
            _("There is no framework “{name}”; use {known}.").format(name=name, known=known)
        )
    found = build()
    if combine is None or combine == found.combine:
        return found
    if combine not in found.combinations:
        sentence = _("{framework} cannot be combined as a {combine}.")
        raise BadInput(sentence.format(framework=found.label, combine=combine))
    formula = _("mean of {criteria}").format(criteria=", ".join(c.label for c in found.criteria))
    return replace(found, combine=combine, formula=formula, decimals=1)
