"""Ranges of scores as bands of ranks: how sure is the top of the list?

With ranges an item has a lowest and a highest score. Its best rank is one behind all items that beat it even at its
highest; its worst rank counts everything that might beat it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from workbench.language import _
from workbench.roadmap.scoring import Score

TOP = 3


class Band(NamedTuple):
    """The ranks that an item can have; all three are the same where no range touches it."""

    best: int
    rank: int
    worst: int

    @property
    def is_sharp(self) -> bool:
        """Whether no range can change its rank."""
        return self.best == self.worst

    @property
    def text(self) -> str:
        """The band as people read it: '#2', or '#2 to #7'."""
        if self.is_sharp:
            return _("#{rank}").format(rank=self.rank)
        return _("#{best} to #{worst}").format(best=self.best, worst=self.worst)


class Top(NamedTuple):
    """What can be said about the first places: whether they hold, and in a sentence."""

    robust: bool
    sentence: str
    fragile: tuple[int, ...]


def bands(scores: Mapping[int, Score]) -> dict[int, Band]:
    """The band of each item that has a score, by id."""
    known = {key: own for key, own in scores.items() if own.value is not None}
    lows = sorted(own.low or 0.0 for own in known.values())
    highs = sorted(own.high or 0.0 for own in known.values())
    values = sorted(own.value or 0.0 for own in known.values())
    return {key: _band(own, lows, highs, values) for key, own in known.items()}


def top(scores: Mapping[int, Score], *, places: int = TOP) -> Top | None:
    """Whether the first places hold whatever the ranges bring; None where fewer items have a score.

    Items that share the last place belong to it.
    """
    found = bands(scores)
    first = sorted((band.rank, key) for key, band in found.items() if band.rank <= places)
    if len(first) < places:
        return None
    last = len(first)
    fragile = [key for _rank, key in first if found[key].worst > last]
    if not fragile:
        return Top(True, _("Robust top {places}.").format(places=last), ())
    worst = max((found[key] for key in fragile), key=lambda band: band.worst)
    return Top(False, _("Fragile: {band}.").format(band=worst.text), tuple(fragile))


def in_order(scores: Mapping[int, Score], ids: Iterable[int]) -> list[Band | None]:
    """The bands of these items, in their order; None where there is no score."""
    found = bands(scores)
    return [found.get(key) for key in ids]


def _band(own: Score, lows: list[float], highs: list[float], values: list[float]) -> Band:
    low, high, value = own.low or 0.0, own.high or 0.0, own.value or 0.0
    surely_above = len(lows) - bisect_right(lows, high)
    perhaps_above = len(highs) - bisect_right(highs, low) - (1 if high > low else 0)
    rank = len(values) - bisect_right(values, value) + 1
    return Band(surely_above + 1, rank, perhaps_above + 1)
