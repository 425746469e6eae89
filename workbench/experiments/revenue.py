"""Revenue per visitor: one large order must not decide a test."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from workbench.experiments.lift import Difference, Lift, relative_lift, welch
from workbench.experiments.measured import values

CAP_AT = 0.99


class Revenue(NamedTuple):
    """Revenue per visitor of a variant against the control, as counted and with large orders capped.

    `cap` is the amount at which orders were capped, in the unit given; None where nobody bought. `changed` is how many
    amounts were above it.
    """

    cap: float | None
    changed: int
    difference: Difference | None
    lift: Lift | None
    uncapped_difference: Difference | None
    uncapped_lift: Lift | None


def cap_of(arms: Sequence[Sequence[float]], *, at: float = CAP_AT) -> float | None:
    """The amount that only the largest 1 % of buyers in all arms together exceed; None where nobody bought.

    Over the amounts that are not 0: over all visitors it would be 0 at a conversion rate of 3 %.
    """
    bought = sorted(amount for arm in arms for amount in arm if amount != 0)
    if not bought:
        return None
    place = at * (len(bought) - 1)
    low = int(place)
    high = min(low + 1, len(bought) - 1)
    return bought[low] + (bought[high] - bought[low]) * (place - low)


def capped(amounts: Sequence[float], cap: float | None) -> list[float]:
    """The amounts, none above the cap; nothing is dropped."""
    return list(amounts) if cap is None else [min(amount, cap) for amount in amounts]


def compare(
    control: Sequence[float], treatment: Sequence[float], *, alpha: float = 0.05
) -> Revenue:
    """Compare amounts per visitor, zeros for those who bought nothing, with one cap for both arms.

    Raises BadInput where an arm has fewer than two visitors.
    """
    cap = cap_of((control, treatment))
    plain = values(control), values(treatment)
    held = values(capped(control, cap)), values(capped(treatment, cap))
    changed = sum(amount > cap for arm in (control, treatment) for amount in arm) if cap else 0
    return Revenue(
        cap,
        changed,
        welch(*held, alpha=alpha),
        relative_lift(*held, alpha=alpha),
        welch(*plain, alpha=alpha),
        relative_lift(*plain, alpha=alpha),
    )
