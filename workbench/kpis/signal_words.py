"""Why a signal fired, in words a shop owner understands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from workbench.kpis.series import Series
from workbench.kpis.takeaway import when_words
from workbench.kpis.usual import Judged
from workbench.kpis.xmr import NEAR_LIMIT, RUN, WINDOW, Hit
from workbench.language import _, day, ngettext
from workbench.store.brand import Brand


class Episode(NamedTuple):
    """Hits on one side, close together: the places of the first and last, and which rules fired at the end.

    `run` is the length of the run on one side that ends the episode; `near` how many of the last four lie near or
    beyond a limit; `outside` the places outside.
    """

    first: int
    last: int
    high: bool
    rules: frozenset[int]
    run: int
    near: int
    outside: tuple[int, ...]


def episodes(hits: Sequence[Hit], points: Sequence[Judged]) -> list[Episode]:
    """Hits joined into episodes: on one side, with fewer than eight judged points between them."""
    judged = [place for place, point in enumerate(points) if point.deviation is not None]
    order = {place: n for n, place in enumerate(judged)}
    found: list[list[Hit]] = []
    for high in (True, False):
        before: int | None = None
        for hit in (h for h in hits if h.high is high):
            if before is None or order[hit.place] - order[before] > RUN:
                found.append([])
            found[-1].append(hit)
            before = hit.place
    return sorted(_episode(group, points, judged[: order[group[-1].place] + 1]) for group in found)


def _episode(group: list[Hit], points: Sequence[Judged], judged: list[int]) -> Episode:
    high, last = group[-1].high, group[-1].place
    sides = [(points[place].deviation or 0.0) * (1 if high else -1) for place in judged]
    run = next((n for n, side in enumerate(reversed(sides)) if side <= 0), len(sides))
    return Episode(
        first=group[0].place,
        last=last,
        high=high,
        rules=frozenset(hit.rule for hit in group if hit.place == last),
        run=run,
        near=sum(side > 0.5 for side in sides[-WINDOW:]),
        outside=tuple(hit.place for hit in group if hit.rule == 1),
    )


def rule_of(episode: Episode) -> int:
    """The rule to tell of: three of four says most about what goes on now, a long run next."""
    if 3 in episode.rules and episode.near >= NEAR_LIMIT:
        return 3
    return 1 if 1 in episode.rules else 2


def reason(episode: Episode, found: Series, brand: Brand, *, is_last: bool) -> str:
    """The reason in a line, e.g. "Low on 3 of the last 4 days: unlikely to be chance".

    `is_last` is True when the episode's end is the last point that is judged.
    """
    rule = rule_of(episode)
    if rule == 3:
        return _three_of_four(episode, found, brand, is_last=is_last)
    if rule == 1:
        period = found.points[episode.last].period
        when = when_words(period, found.by, found, brand)
        text = (
            _("Above the usual range {when}: unlikely to be chance")
            if episode.high
            else _("Below the usual range {when}: unlikely to be chance")
        )
        return text.format(when=when)
    return _run(episode, found.by).format(n=episode.run)


def _three_of_four(episode: Episode, found: Series, brand: Brand, *, is_last: bool) -> str:
    if not is_last:
        text = (
            _("High on {n} of the 4 days up to {day}: unlikely to be chance")
            if episode.high
            else _("Low on {n} of the 4 days up to {day}: unlikely to be chance")
        )
        if found.by != "day":
            text = (
                _("High in {n} of the 4 periods up to {day}: unlikely to be chance")
                if episode.high
                else _("Low in {n} of the 4 periods up to {day}: unlikely to be chance")
            )
        last = found.points[episode.last].last_day
        return text.format(n=episode.near, day=day(last, brand.locale, "EEE d MMM"))
    if episode.near == WINDOW:
        return _all_four(episode, found.by).format(of=WINDOW)
    return _last_four(episode, found.by).format(n=episode.near, of=WINDOW)


def _all_four(episode: Episode, by: str) -> str:
    words = {
        (True, "day"): _("High on each of the last {of} days: unlikely to be chance"),
        (False, "day"): _("Low on each of the last {of} days: unlikely to be chance"),
        (True, "week"): _("High in each of the last {of} weeks: unlikely to be chance"),
        (False, "week"): _("Low in each of the last {of} weeks: unlikely to be chance"),
    }
    high = _("High in each of the last {of} periods: unlikely to be chance")
    low = _("Low in each of the last {of} periods: unlikely to be chance")
    return words.get((episode.high, by), high if episode.high else low)


def _last_four(episode: Episode, by: str) -> str:
    words = {
        (True, "day"): _("High on {n} of the last {of} days: unlikely to be chance"),
        (False, "day"): _("Low on {n} of the last {of} days: unlikely to be chance"),
        (True, "week"): _("High in {n} of the last {of} weeks: unlikely to be chance"),
        (False, "week"): _("Low in {n} of the last {of} weeks: unlikely to be chance"),
        (True, "month"): _("High in {n} of the last {of} months: unlikely to be chance"),
        (False, "month"): _("Low in {n} of the last {of} months: unlikely to be chance"),
    }
    high = _("High in {n} of the last {of} periods: unlikely to be chance")
    low = _("Low in {n} of the last {of} periods: unlikely to be chance")
    return words.get((episode.high, by), high if episode.high else low)


def _run(episode: Episode, by: str) -> str:
    n = episode.run
    words = {
        (True, "day"): ngettext("{n} day", "Above the usual on {n} days in a row", n),
        (False, "day"): ngettext("{n} day", "Below the usual on {n} days in a row", n),
        (True, "week"): ngettext("{n} week", "Above the usual in {n} weeks in a row", n),
        (False, "week"): ngettext("{n} week", "Below the usual in {n} weeks in a row", n),
        (True, "month"): ngettext("{n} month", "Above the usual in {n} months in a row", n),
        (False, "month"): ngettext("{n} month", "Below the usual in {n} months in a row", n),
    }
    high = ngettext("{n} period", "Above the usual in {n} periods in a row", n)
    low = ngettext("{n} period", "Below the usual in {n} periods in a row", n)
    return words.get((episode.high, by), high if episode.high else low)


def began(first_day: date, brand: Brand) -> str:
    """When it began, e.g. "Began on Tue 3 Nov"."""
    return _("Began on {day}").format(day=day(first_day, brand.locale, "EEE d MMM"))
