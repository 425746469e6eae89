"""Plain regressions on daily series, as textbooks have them: for comparing, not for claiming."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Grid = NDArray[np.float64]


class Segmented(NamedTuple):
    """An interrupted time series: the jump at the change and the bend after it, per day.

    Standard errors and p-values of the jump by least squares, and by Newey and West; both too sure of themselves.
    `durbin_watson` near 2 says that days do not resemble the day before.
    """

    jump: float
    bend: float
    se: float
    p: float
    se_newey_west: float
    p_newey_west: float
    durbin_watson: float


class Differences(NamedTuple):
    """A difference in differences per day: what the treated series gained beyond the control series."""

    effect: float
    se: float
    p: float
    se_robust: float


def segmented(daily: Sequence[float], change: int, *, lags: int = 7) -> Segmented:
    """Level and slope before and after place `change`, with weekdays, by least squares."""
    import numpy as np
    import statsmodels.api as sm
    from statsmodels.stats.stattools import durbin_watson

    t = np.arange(len(daily))
    post = (t >= change) * 1.0
    columns = [np.ones(len(t)), t, post, (t - change) * post]
    columns += [(t % 7 == day) * 1.0 for day in range(1, 7)]
    model = sm.OLS(np.asarray(daily, dtype=np.float64), np.column_stack(columns))
    plain = model.fit()
    robust = model.fit(cov_type="HAC", cov_kwds={"maxlags": lags})
    return Segmented(
        jump=float(plain.params[2]),
        bend=float(plain.params[3]),
        se=float(plain.bse[2]),
        p=float(plain.pvalues[2]),
        se_newey_west=float(robust.bse[2]),
        p_newey_west=float(robust.pvalues[2]),
        durbin_watson=float(durbin_watson(plain.resid)),
    )


def difference_in_differences(
    treated: Sequence[float], control: Sequence[float], change: int
) -> Differences:
    """(treated after - before) - (control after - before), by least squares on days."""
    import numpy as np
    import statsmodels.api as sm

    def rows(series: Sequence[float], mark: float) -> Grid:
        post = (np.arange(len(series)) >= change) * 1.0
        return np.column_stack(
            [np.ones(len(series)), np.full(len(series), mark), post, mark * post]
        )

    model = sm.OLS(
        np.asarray([*treated, *control], dtype=np.float64),
        np.vstack([rows(treated, 1.0), rows(control, 0.0)]),
    )
    plain, robust = model.fit(), model.fit(cov_type="HC1")
    return Differences(
        effect=float(plain.params[3]),
        se=float(plain.bse[3]),
        p=float(plain.pvalues[3]),
        se_robust=float(robust.bse[3]),
    )
