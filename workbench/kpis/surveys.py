"""Answers of customers made into KPIs: NPS, satisfaction, reviews, each with its uncertainty."""

from __future__ import annotations

from math import sqrt
from typing import NamedTuple

from workbench.errors import BadInput
from workbench.language import _

_SURE = 1.96


class Score(NamedTuple):
    """A score with its standard error and the 95 % interval, in its own unit, and how many answered."""

    value: float
    standard_error: float
    low: float
    high: float
    answers: int


def nps(promoters: float, passives: float, detractors: float) -> Score:
    """The Net Promoter Score from how many gave 9-10, 7-8 and 0-6, in points from -100 to 100.

    The variance of one answer is p + d - (p - d)^2, with p and d the parts of promoters and detractors; the standard
    error is 100 times its root over n. Raises BadInput without an answer.
    """
    n = promoters + passives + detractors
    if n <= 0 or min(promoters, passives, detractors) < 0:
        raise BadInput(_("A score needs at least one answer."))
    p, d = promoters / n, detractors / n
    error = 100 * sqrt(max(0.0, p + d - (p - d) ** 2) / n)
    value = 100 * (p - d)
    return Score(
        value,
        error,
        max(-100.0, value - _SURE * error),
        min(100.0, value + _SURE * error),
        round(n),
    )


def satisfaction(counts: dict[int, int], *, top: int = 2) -> Score:
    """The part of answers in the top boxes (CSAT), as a fraction with its Wilson interval; `counts` per box.

    Raises BadInput without an answer.
    """
    from workbench.experiments.intervals import wilson

    n = sum(counts.values())
    if n <= 0:
        raise BadInput(_("A score needs at least one answer."))
    boxes = sorted(counts, reverse=True)[:top]
    good = sum(counts[box] for box in boxes)
    interval = wilson(good, n)
    part = good / n
    return Score(part, sqrt(part * (1 - part) / n), interval.low, interval.high, n)
