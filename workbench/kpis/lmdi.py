"""Split a change of a product of factors into parts that add up: logarithmic-mean weights (LMDI-I, Ang 2005)."""

from __future__ import annotations

from collections.abc import Sequence
from math import isclose, log, prod

from workbench.errors import BadInput
from workbench.language import _


def split(before: Sequence[float], after: Sequence[float]) -> list[float]:
    """The part of each factor in the change of their product, in the product's unit; the parts add up to it.

    With L(a, b) = (a - b) / ln(a / b), a factor's part is L(after, before) x ln(factor after / factor before). Where a
    factor is 0 or below there is no logarithm: factors are then changed one after the other, in their order. Raises
    BadInput where the two do not have the same number of factors.
    """
    if len(before) != len(after):
        raise BadInput(_("Both periods need the same factors."))
    if min((*before, *after)) <= 0:
        return _one_after_the_other(before, after)
    start, end = prod(before), prod(after)
    weight = start if isclose(start, end) else (end - start) / log(end / start)
    return [weight * log(b / a) for a, b in zip(before, after, strict=True)]


def _one_after_the_other(before: Sequence[float], after: Sequence[float]) -> list[float]:
    found = []
    mixed = list(before)
    value = prod(mixed)
    for place, factor in enumerate(after):
        mixed[place] = factor
        found.append(prod(mixed) - value)
        value = prod(mixed)
    return found


def whole_numbers(parts: Sequence[float], total: int) -> list[int]:
    """Round parts so that they add up to a total exactly: the largest remainders take what is missing."""
    floors = [int(part // 1) for part in parts]
    missing = total - sum(floors)
    by_remainder = sorted(range(len(parts)), key=lambda n: floors[n] - parts[n])
    each, rest = divmod(missing, len(parts)) if parts else (0, 0)
    extra = set(by_remainder[:rest])
    return [floor + each + (place in extra) for place, floor in enumerate(floors)]
