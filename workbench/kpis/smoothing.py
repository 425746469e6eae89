"""Smoothing: simple exponential smoothing by hand, Holt-Winters by statsmodels when it is first needed."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.errors import BadInput
from workbench.language import _


def simple(values: Sequence[float], alpha: float) -> float:
    """The next value by simple exponential smoothing that starts at the first value; alpha 0 to 1.

    Raises BadInput for no values.
    """
    if not values:
        raise BadInput(_("A forecast needs values."))
    level = values[0]
    for value in values[1:]:
        level += alpha * (value - level)
    return level


def best_alpha(values: Sequence[float]) -> float:
    """The alpha, in steps of 0.05, whose one-step forecasts miss these values least (sum of squares)."""
    return min((step / 20 for step in range(1, 20)), key=lambda alpha: _missed(values, alpha))


def _missed(values: Sequence[float], alpha: float) -> float:
    level, total = values[0], 0.0
    for value in values[1:]:
        total += (value - level) ** 2
        level += alpha * (value - level)
    return total


def holt_winters(
    values: Sequence[float], period: int, horizon: int, *, multiplicative: bool = True
) -> list[float]:
    """The next values by Holt-Winters with an additive trend and a season, all parameters estimated.

    Raises BadInput with fewer than two whole seasons, or where a multiplicative season meets a value of 0 or below.
    """
    import warnings

    if len(values) < 2 * period:
        raise BadInput(_("A forecast needs two whole seasons."))
    if multiplicative and min(values) <= 0:
        raise BadInput(_("A multiplicative season needs values above 0."))
    from statsmodels.tsa.holtwinters import ExponentialSmoothing

    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore"
        )  # a search that ends early is judged by its MASE, beside naive
        model = ExponentialSmoothing(
            list(values),
            trend="add",
            seasonal="mul" if multiplicative else "add",
            seasonal_periods=period,
            initialization_method="estimated",
        )
        return [float(value) for value in model.fit().forecast(horizon)]
