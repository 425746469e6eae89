"""Looking early without fooling oneself: an interval that holds at every look, and stopping bounds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import exp, inf, log, sqrt
from typing import TYPE_CHECKING, NamedTuple

from workbench.errors import BadInput
from workbench.experiments.intervals import Interval
from workbench.experiments.lift import Lift
from workbench.language import _

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Grid = NDArray[np.float64]


class Anytime(NamedTuple):
    """A lift's interval that may be read at every look, and the p-value that goes with it."""

    interval: Interval
    p: float


def confidence_sequence(
    value: float, se: float, n: int, *, planned_total: int, alpha: float = 0.05
) -> Anytime:
    """The interval D +- se sqrt(N) sqrt(2 (N r^2 + 1) / (N^2 r^2) ln(sqrt(N r^2 + 1) / alpha)).

    `n` is the number of people in both arms, `planned_total` those planned, where the interval is tightest:
    r = sqrt((-2 ln alpha + ln(-2 ln alpha + 1)) / planned_total) (Waudby-Smith and others 2021).
    """
    if n <= 0 or planned_total <= 0 or se <= 0:
        raise BadInput(_("There are no visitors."))
    r2 = (-2 * log(alpha) + log(-2 * log(alpha) + 1)) / planned_total
    grown = n * r2 + 1
    half = se * sqrt(n) * sqrt(2 * grown / (n * n * r2) * log(sqrt(grown) / alpha))
    exponent = r2 * n * (value / se) ** 2 / (2 * grown)
    log_e = exponent - log(grown) / 2
    p = 1.0 if log_e <= 0 else exp(-log_e)
    return Anytime(Interval(value - half, value + half), p)


def anytime_lift(found: Lift, n: int, planned_total: int, alpha: float = 0.05) -> Lift:
    """A lift with the interval and p-value that hold at every look."""
    looked = confidence_sequence(found.value, found.se, n, planned_total=planned_total, alpha=alpha)
    return found._replace(interval=looked.interval, p=looked.p)


def spending(rho: float, alpha: float = 0.05) -> Callable[[float], float]:
    """Spend alpha t^rho of the error by the time a part t of the information is in (Kim, DeMets 1987)."""
    return lambda part: alpha * part**rho


def bounds(parts: Sequence[float], spend: Callable[[float], float]) -> list[float]:
    """The z values beyond which a test may stop at each look, two-sided.

    `parts` are the looks as parts of the planned information, rising to at most 1; `spend` says how much of the error
    may be used by then. By numerical integration (Armitage, McPherson, Rowe 1969). Raises BadInput.
    """
    import numpy as np

    if (
        not parts
        or any(b <= a for a, b in zip((0.0, *parts), parts, strict=False))
        or parts[-1] > 1
    ):
        raise BadInput(_("Looks are rising parts of the plan, such as 0.25, 0.5, 1."))
    found: list[float] = []
    points, mass = np.zeros(1), np.ones(1)  # where the sum stands, and how likely
    done = 0.0
    for before, part in zip((0.0, *parts), parts, strict=False):
        allowed = spend(part) - done
        done = spend(part)
        edge = _edge(points, mass, part - before, allowed, sqrt(part))
        found.append(edge / sqrt(part))
        if edge < inf:
            points, mass = _stay(points, mass, part - before, edge)
    return found


def _edge(points: Grid, mass: Grid, step: float, allowed: float, scale: float) -> float:
    """The edge that is left with just the allowed probability, found by halving."""
    from scipy.special import ndtr

    low, high = 0.0, 12 * scale
    for _round in range(80):
        edge = (low + high) / 2
        out = ndtr((-edge - points) / sqrt(step)) + ndtr((points - edge) / sqrt(step))
        low, high = (edge, high) if float(mass @ out) > allowed else (low, edge)
    return (low + high) / 2


def _stay(points: Grid, mass: Grid, step: float, edge: float) -> tuple[Grid, Grid]:
    """The sums that stay inside the edge after one more step, on a grid with Gauss weights."""
    import numpy as np

    nodes, weights = np.polynomial.legendre.leggauss(160)
    new = edge * nodes
    gaps = (new[:, None] - points[None, :]) / sqrt(step)
    density = np.exp(-(gaps**2) / 2) / sqrt(2 * np.pi * step) @ mass
    return new, edge * weights * density
