"""Before and after without a split: the comparison that lies most, so it never says more than "a hint"."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, log, sqrt
from typing import TYPE_CHECKING, NamedTuple

from workbench.errors import BadInput
from workbench.experiments.intervals import Interval
from workbench.language import _

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Grid = NDArray[np.float64]

LEAST_DAYS = 14
_TIES = [step / 20 for step in range(-6, 20)]  # how much a day may resemble the day before


class BeforeAfter(NamedTuple):
    """The jump at the change, in the measure's unit per day, with what an honest interval leaves of it.

    `expected` is what the days after would have shown without the change, on average; `relative` and its interval are
    fractions of that, None where it is not above 0. `tie` is how much a day resembled the day before, -1 to 1.
    `claims` says whether the interval leaves 0 out; even then it is a hint and no more.
    """

    jump: float
    interval: Interval
    p: float
    expected: float
    relative: float | None
    relative_interval: Interval | None
    tie: float
    days_before: int
    days_after: int
    claims: bool


def before_after(
    daily: Sequence[float],
    change: int,
    *,
    control: Sequence[float] | None = None,
    alpha: float = 0.05,
) -> BeforeAfter:
    """Compare the days before place `change` with those from it on, in a series without gaps.

    A line through all days, weekdays, the `control` series where there is one, and errors that resemble the day
    before: AR(1), by restricted likelihood, averaged over how strong the tie may be. Plain least squares claims an
    effect in one of six null series, this in one of twenty (see the benchmarks). Raises BadInput for fewer than 14
    days on a side.
    """
    import numpy as np

    _check(daily, change, control)
    y = np.asarray(daily, dtype=np.float64)
    design = _design(len(y), change, control)
    fits = [_fit(y, design, tie) for tie in _TIES]
    best = max(fit.likelihood for fit in fits)
    weights = [exp(fit.likelihood - best) for fit in fits]
    whole = sum(weights)
    jump = sum(w * fit.jump for w, fit in zip(weights, fits, strict=True)) / whole
    spread = sum(
        w * (f.variance + (f.jump - jump) ** 2) for w, f in zip(weights, fits, strict=True)
    )
    tie = sum(w * tie for w, tie in zip(weights, _TIES, strict=True)) / whole
    df = len(y) - design.shape[1]
    return _answer(y[change:], jump, sqrt(spread / whole), df, tie=tie, change=change, alpha=alpha)


class _Fit(NamedTuple):
    jump: float
    variance: float
    likelihood: float


def _fit(y: Grid, design: Grid, tie: float) -> _Fit:
    """Generalised least squares for a given tie, and how likely that tie is (restricted likelihood)."""
    import numpy as np

    first = sqrt(1 - tie * tie)
    yw = np.concatenate([first * y[:1], y[1:] - tie * y[:-1]])
    xw = np.vstack([first * design[:1], design[1:] - tie * design[:-1]])
    inner = xw.T @ xw
    beta = np.linalg.solve(inner, xw.T @ yw)
    rest = yw - xw @ beta
    df = len(y) - design.shape[1]
    square = max(float(rest @ rest), 1e-300)
    variance = square / df * float(np.linalg.inv(inner)[1, 1])
    size = float(np.linalg.slogdet(inner)[1])
    return _Fit(float(beta[1]), variance, -(df * log(square) + size - log(1 - tie * tie)) / 2)


def _design(n: int, change: int, control: Sequence[float] | None) -> Grid:
    """Columns: level, jump, line, six weekdays, the control series."""
    import numpy as np

    t = np.arange(n)
    columns = [np.ones(n), (t >= change) * 1.0, (t - n / 2) / n]
    columns += [(t % 7 == day) * 1.0 for day in range(1, 7)]
    if control is not None:
        series = np.asarray(control, dtype=np.float64)
        if series.std() > 0:
            columns.append((series - series.mean()) / series.std())
    return np.column_stack(columns)


def _answer(
    after: Grid, jump: float, se: float, df: int, *, tie: float, change: int, alpha: float
) -> BeforeAfter:
    from workbench.experiments.lift import t_quantile, two_sided

    half = t_quantile(1 - alpha / 2, df) * se
    interval = Interval(jump - half, jump + half)
    expected = float(after.mean()) - jump
    known = expected > 0
    p = two_sided(jump / se, df) if se > 1e-12 * max(1.0, abs(expected)) else 1.0
    return BeforeAfter(
        jump,
        interval,
        p,
        expected,
        jump / expected if known else None,
        Interval(interval.low / expected, interval.high / expected) if known else None,
        tie,
        change,
        len(after),
        p < alpha,
    )


def _check(daily: Sequence[float], change: int, control: Sequence[float] | None) -> None:
    if min(change, len(daily) - change) < LEAST_DAYS:
        sentence = _("Give at least {days} days before the change and as many after it.")
        raise BadInput(sentence.format(days=LEAST_DAYS))
    if control is not None and len(control) != len(daily):
        raise BadInput(_("The series to compare with needs the same days."))
