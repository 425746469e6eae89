"""Beliefs about rates themselves: beta distributions, integrated exactly, not drawn at random."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from workbench.experiments.intervals import Interval
from workbench.experiments.measured import proportion

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Grid = NDArray[np.float64]

_NODES = 40  # Gauss-Legendre per panel; doubling it changes nothing in the first ten digits
_EDGES = (1e-15, 1e-8, 1e-3, 0.5)  # panels end at these parts of each belief, from both sides


class Belief(NamedTuple):
    """What is believed of one variant's rate: the chance that it is the best of all, and what choosing it may lose.

    `expected_loss` is in points of the rate (a fraction of visitors); `interval` holds the rate with 1 - alpha.
    """

    chance_best: float
    expected_loss: float
    interval: Interval


def beliefs(
    arms: Sequence[tuple[int, int]],
    *,
    prior: tuple[float, float] = (1.0, 1.0),
    alpha: float = 0.05,
) -> list[Belief]:
    """The belief about each arm, given as (conversions, visitors), after a common beta prior.

    Deterministic quadrature over the beta densities and distribution functions. Raises BadInput.
    """
    import numpy as np
    from scipy.special import betainc, betaincinv

    for arm in arms:
        proportion(*arm)
    shapes = [(prior[0] + x, prior[1] + n - x) for x, n in arms]
    points, weights = _grid(shapes)
    below = np.array([betainc(a, b, points) for a, b in shapes])
    found = []
    for i, (a, b) in enumerate(shapes):
        others = np.delete(below, i, axis=0).prod(axis=0)
        best = float(weights @ (_density(a, b, points) * others))
        loss = float(weights @ (below[i] * (1 - others)))
        ends = [float(betaincinv(a, b, q)) for q in (alpha / 2, 1 - alpha / 2)]
        found.append(Belief(min(best, 1.0), loss, Interval(*ends)))
    return found


def _grid(shapes: Sequence[tuple[float, float]]) -> tuple[Grid, Grid]:
    """Points and weights over all rates that any arm may have, dense where any arm's belief lies."""
    import numpy as np
    from scipy.special import betaincinv

    a, b = np.array(shapes).T
    ends = [betaincinv(a, b, part) for part in _EDGES]
    ends += [1 - betaincinv(b, a, part) for part in _EDGES]
    edges = np.unique(np.concatenate(ends))
    nodes, weights = np.polynomial.legendre.leggauss(_NODES)
    halves = np.diff(edges)[:, None] / 2
    points = edges[:-1, None] + halves * (nodes + 1)
    return points.ravel(), (halves * weights).ravel()


def _density(a: float, b: float, points: Grid) -> Grid:
    import numpy as np
    from scipy.special import betaln, xlog1py, xlogy

    logs = xlogy(a - 1, points) + xlog1py(b - 1, -points) - betaln(a, b)
    return np.asarray(np.exp(logs), dtype=np.float64)
