"""What a lift is worth per month, called margin only where costs are known."""

from __future__ import annotations

from typing import NamedTuple

from workbench.experiments.duration import WEEKS_PER_MONTH
from workbench.experiments.goals import GoalRead


class Value(NamedTuple):
    """What a visitor brings today: contribution margin where costs are known, else revenue; in minor units.

    `weekly_visitors` is everybody who would see the change when it is kept for everyone.
    """

    per_visitor_minor: float
    is_margin: bool
    currency: str
    weekly_visitors: float


class Money(NamedTuple):
    """What keeping a variant for everyone brings per month, in minor units, with its likely ends.

    `loss_minor` is what is lost on average if it is not better after all. `includes_zero` where it may bring nothing.
    """

    per_month_minor: float
    low_minor: float
    high_minor: float
    loss_minor: float | None
    is_margin: bool
    currency: str

    @property
    def includes_zero(self) -> bool:
        """Whether nothing, or a loss, is still possible."""
        return self.low_minor <= 0 <= self.high_minor


def money(read: GoalRead, value: Value) -> Money | None:
    """The lift of a goal in money per month, a month being 52/12 weeks; None where no lift can be told.

    An order is taken to be worth the same in all variants.
    """
    if read.lift is None or read.interval is None:
        return None
    month = value.per_visitor_minor * value.weekly_visitors * WEEKS_PER_MONTH
    loss = None if read.expected_loss is None else month * read.expected_loss
    ends = (month * read.interval.low, month * read.interval.high)
    return Money(month * read.lift, *ends, loss, value.is_margin, value.currency)
