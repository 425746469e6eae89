"""Was the split fair? Sample ratio mismatch, the first thing to look at in any test."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import exp, lgamma, log
from typing import NamedTuple

from workbench.errors import BadInput
from workbench.language import _

FLAG_BELOW = 0.001
LEAST_VISITORS = 100


class SampleRatio(NamedTuple):
    """The counted split against the designed one; `flag` where chance would do that less than once in 1,000.

    `p` is None below 100 visitors in all, where nothing is said.
    """

    chi2: float
    p: float | None
    flag: bool
    expected: tuple[float, ...]


def sample_ratio(observed: Sequence[int], weights: Sequence[float] | None = None) -> SampleRatio:
    """The chi-square test of visitors per variant against the designed split, equal where not said.

    Weights need not add up to 1. An arm with 0 visitors counts like any other. Raises BadInput.
    """
    from scipy.special import chdtrc

    shares = _shares(observed, weights)
    total = sum(observed)
    expected = tuple(total * share for share in shares)
    if total == 0 or len(observed) < 2:
        return SampleRatio(0.0, None, False, expected)
    chi2 = sum((o - e) ** 2 / e for o, e in zip(observed, expected, strict=True))
    if total < LEAST_VISITORS:
        return SampleRatio(chi2, None, False, expected)
    p = float(chdtrc(len(observed) - 1, chi2))
    return SampleRatio(chi2, p, p < FLAG_BELOW, expected)


def always_valid(
    days: Iterable[Sequence[int]],
    weights: Sequence[float] | None = None,
    *,
    strength: float = 100.0,
) -> list[float]:
    """The sample-ratio p-value after each day that may be watched daily without a false alarm.

    A Dirichlet prior of `strength` around the designed split against that split; p is the running least of
    1 / Bayes factor, at most 1 (Lindon, Malek 2020). Raises BadInput.
    """
    answers: list[float] = []
    sums: list[int] = []
    least = 1.0
    for day in days:
        sums = [a + b for a, b in zip(sums or [0] * len(day), day, strict=True)]
        shares = _shares(sums, weights)
        prior = [strength * share for share in shares]
        log_factor = _log_beta([p + n for p, n in zip(prior, sums, strict=True)]) - _log_beta(prior)
        log_factor -= sum(n * log(share) for n, share in zip(sums, shares, strict=True))
        least = min(least, exp(-log_factor) if log_factor > 0 else 1.0)
        answers.append(least)
    return answers


def _log_beta(values: Sequence[float]) -> float:
    return sum(map(lgamma, values)) - lgamma(sum(values))


def _shares(observed: Sequence[int], weights: Sequence[float] | None) -> list[float]:
    given = [1.0] * len(observed) if weights is None else list(weights)
    if len(given) != len(observed) or min(given, default=1.0) <= 0:
        raise BadInput(_("Each variant needs a share of the visitors above 0."))
    if min(observed, default=0) < 0:
        raise BadInput(_("Visitors cannot be negative."))
    return [weight / sum(given) for weight in given]
