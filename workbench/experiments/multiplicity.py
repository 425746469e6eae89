"""Many comparisons at once: the more one looks, the more chance alone will show."""

from __future__ import annotations

from collections.abc import Sequence


def holm(p_values: Sequence[float]) -> list[float]:
    """Adjusted p-values that keep one false win in all below alpha (Holm 1979); used across variants."""
    n = len(p_values)
    answer, highest = [0.0] * n, 0.0
    for rank, place in enumerate(_rising(p_values)):
        highest = max(highest, (n - rank) * p_values[place])
        answer[place] = min(highest, 1.0)
    return answer


def hochberg(p_values: Sequence[float]) -> list[float]:
    """Adjusted p-values, a step up from the largest (Hochberg 1988)."""
    n = len(p_values)
    answer, lowest = [0.0] * n, 1.0
    for rank, place in reversed(list(enumerate(_rising(p_values)))):
        lowest = min(lowest, (n - rank) * p_values[place])
        answer[place] = lowest
    return answer


def benjamini_hochberg(p_values: Sequence[float]) -> list[float]:
    """Adjusted p-values that keep the part of false finds below alpha (1995); for secondary measures."""
    n = len(p_values)
    answer, lowest = [0.0] * n, 1.0
    for rank, place in reversed(list(enumerate(_rising(p_values), 1))):
        lowest = min(lowest, p_values[place] * n / rank)
        answer[place] = lowest
    return answer


def bonferroni(p_values: Sequence[float]) -> list[float]:
    """Each p-value times the number of comparisons, at most 1."""
    return [min(p * len(p_values), 1.0) for p in p_values]


def _rising(p_values: Sequence[float]) -> list[int]:
    return sorted(range(len(p_values)), key=lambda place: p_values[place])
