"""How much longer a running test needs."""

from __future__ import annotations

from math import ceil

from workbench.experiments.intervals import Interval
from workbench.experiments.lift import relative_lift
from workbench.experiments.measured import proportion


def days_to_sample(visitors: int, planned: int, days: int) -> int | None:
    """Days until an arm has the planned visitors at the pace so far, then to the end of the week; None without pace."""
    if visitors <= 0 or days <= 0:
        return None
    at_end = ceil(planned * days / visitors - 1e-9)
    return max(ceil(at_end / 7) * 7 - days, 0)


def days_until_within(interval: Interval, days: int, *, margin: float = 0.10) -> int:
    """How many more days until a lift is known to within a margin either way, at the pace so far.

    The half width shrinks with the root of the visitors; 0 where it is there already. Margin is a fraction.
    """
    grow = (interval.half_width / margin) ** 2
    return max(ceil(days * (grow - 1) - 1e-9), 0)


def conversions_to_win(
    control: tuple[int, int], treatment: tuple[int, int], *, alpha: float = 0.05
) -> int | None:
    """How many more conversions the variant would need among the same visitors for a clear gain.

    Arms are (conversions, visitors). 0 where the gain is clear already; None where not even all visitors would do.
    """
    base, (had, visitors) = proportion(*control), treatment

    def clear(conversions: int) -> bool:
        found = relative_lift(base, proportion(conversions, visitors), alpha=alpha)
        return found is not None and found.interval.low > 0

    # the interval's low end rises with conversions until rates near 100 %, far beyond any shop's
    low, high = had, visitors
    if clear(had):
        return 0
    if base.mean == 0 or not clear(high):
        return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if clear(middle) else (middle, high)
    return high - had
