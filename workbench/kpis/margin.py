"""From net sales to contribution margins 1, 2 and 3: which cost kind counts on which tier, and the steps between.

Tiers are not standard: 1 = net sales less cost of goods; 2 = 1 plus shipping charged to customers, less fulfilment,
postage, fees and return handling; 3 = 2 less marketing. What is left after overhead is not a contribution margin.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from workbench.errors import BadInput
from workbench.language import _

# kind -> tier in which it is taken off; 4 is overhead, after all tiers
TIERS = {
    "goods": 1,
    "fulfilment": 2,
    "postage": 2,
    "payment_fees": 2,
    "marketplace_fees": 2,
    "return_handling": 2,
    "marketing": 3,
    "overhead": 4,
}


class Step(NamedTuple):
    """One step from net sales to profit: an amount that is added (costs are negative), and its tier."""

    key: str
    name: str
    amount_minor: int
    tier: int


class Margins(NamedTuple):
    """Net sales, the steps, and the margins after each tier in minor units; rates are parts of net sales.

    A margin is None where a cost kind of its tier is not known.
    """

    net_minor: int
    steps: tuple[Step, ...]
    margins_minor: tuple[int | None, int | None, int | None]

    def rate(self, tier: int) -> float | None:
        """Contribution margin 1, 2 or 3 as a part of net sales."""
        margin = self.margins_minor[tier - 1]
        return margin / self.net_minor if margin is not None and self.net_minor else None


def cost_name(kind: str) -> str:
    """A cost kind in words; what the user named otherwise stays as it is."""
    return {
        "goods": _("Cost of goods"),
        "fulfilment": _("Fulfilment"),
        "postage": _("Postage"),
        "payment_fees": _("Payment fees"),
        "marketplace_fees": _("Marketplace fees"),
        "return_handling": _("Return handling"),
        "marketing": _("Marketing"),
        "overhead": _("Overhead"),
    }.get(kind, kind)


def margins(
    net_minor: int,
    costs: Mapping[str, int],
    *,
    shipping_minor: int = 0,
    tiers: Mapping[str, int] = TIERS,
    unknown: frozenset[str] = frozenset(),
) -> Margins:
    """Contribution margins from net sales, shipping charged to customers, and costs by kind (positive, minor units).

    `tiers` maps kinds to tiers 1 to 4; `unknown` kinds make their tier and those after it unknown. Raises BadInput for
    a kind without a tier.
    """
    steps = [Step("shipping", _("Shipping charged"), shipping_minor, 2)] if shipping_minor else []
    for kind, amount in costs.items():
        if tiers.get(kind) not in (1, 2, 3, 4):
            raise BadInput(
                _("Say in which margin “{kind}” counts: 1, 2, 3 or 4.").format(kind=kind)
            )
        steps.append(Step(kind, cost_name(kind), -amount, tiers[kind]))
    steps.sort(key=lambda step: (step.tier, step.key != "shipping"))
    found: list[int | None] = []
    for tier in (1, 2, 3):
        blocked = any(tiers.get(kind, 4) <= tier for kind in unknown)
        total = net_minor + sum(step.amount_minor for step in steps if step.tier <= tier)
        found.append(None if blocked else total)
    return Margins(net_minor, tuple(steps), (found[0], found[1], found[2]))
