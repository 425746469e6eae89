"""The pictures of a split test: likely ranges per measure, the lift so far, the split of each day."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

from workbench.charts.likely import CourseData, IntervalRow, IntervalsData, Mark
from workbench.charts.measure import Measure
from workbench.experiments import daily, measures, sentences
from workbench.experiments.goals import GoalRead
from workbench.experiments.guardrails import Guarded
from workbench.experiments.intervals import Interval
from workbench.experiments.lift import Lift, relative_lift
from workbench.experiments.plan import draft
from workbench.experiments.readout_parts import Asked
from workbench.experiments.stored import StoredVerdict
from workbench.experiments.verdict import VariantVerdict
from workbench.experiments.verdict_words import Effect, Harm, Word
from workbench.experiments.words import Kind
from workbench.language import _, day, number, percent

_FIRST_DAYS = 0.5  # the wide ranges of the first days are cut at +-50 %
_MOST_ROWS = 8


def intervals(db: sqlite3.Connection, asked: Asked, found: StoredVerdict) -> IntervalsData | None:
    """Likely ranges of goals, what is looked at beside them, and guardrails; None for numbers that say nothing."""
    made = found.verdict
    if made.word is Word.INVALID:
        return None
    judged = [v for v in made.variants if not v.is_control]
    rows = [row for v in judged for row in _goals(v, made.variants[0], asked, len(judged))]
    if made.word in (Word.TOO_EARLY, Word.DIRECTIONAL):
        rows = [replace(row, role="also", signal="none") for row in rows]
    rows += _also(db, asked, found)
    rows += [_rail(rail, v, asked, len(judged)) for v in judged for rail in v.guardrails]
    worth = draft(db, asked.held.experiment.id).worth_having
    worth = found.plan.plan.worth_having if found.plan else worth
    words = _("worth having: {lift} %")
    shown = sentences.short_points(worth, asked.locale, sign=True) if worth else ""
    footer = ""
    if len(rows) > _MOST_ROWS:
        footer = _("{n} more are under Details.").format(n=len(rows) - _MOST_ROWS)
    return IntervalsData(
        title="",
        subtitle="",
        rows=tuple(rows[:_MOST_ROWS]),
        worth=worth,
        worth_name=words.format(lift=shown) if worth else "",
        zero_name=_("no difference"),
        footer=footer,
        empty=_("There is nothing to compare."),
    )


def lift_words(read: GoalRead | None, locale: str) -> str:
    """A lift with its likely range: "+7.4 % (likely 1 to 14)"; "" where none can be told."""
    if read is None or read.lift is None or read.interval is None:
        return ""
    parts = {"lift": _written(read.lift, locale), "likely": _likely(read.interval, locale)}
    return _("{lift} ({likely})").format(**parts)


def course(asked: Asked, found: StoredVerdict) -> CourseData | None:
    """The lift of all days so far, day by day; None without counts by day."""
    variants = asked.held.variants
    is_split = Kind(asked.held.experiment.kind or Kind.SPLIT).is_split
    if found.verdict.word is Word.INVALID or len(variants) < 2 or not is_split:
        return None
    planned = found.plan.plan.per_variant if found.plan else None
    days = daily.cumulative(variants[0], variants[1], planned_per_variant=planned)
    if sum(one.lift is not None for one in days) < 2:
        return None
    worth = found.plan.plan.worth_having if found.plan else None
    marks = (Mark(worth, _("worth having")),) if worth else ()
    last = next(one for one in reversed(days) if one.interval is not None)
    still = last.interval is not None and 0 in last.interval
    return CourseData(
        title=_("It may still be no difference") if still else _("The difference has held so far"),
        subtitle=_("“{variant}”: all days so far; the band may be read on any day").format(
            variant=variants[1].name
        ),
        measure=Measure("rate", locale=asked.locale),
        days=tuple(one.day for one in days),
        values=tuple(one.lift for one in days),
        ranges=tuple(
            (one.interval.low, one.interval.high) if one.interval else None for one in days
        ),
        marks=marks,
        limits=(-_FIRST_DAYS, _FIRST_DAYS),
    )


def split(asked: Asked, found: StoredVerdict) -> CourseData | None:
    """The part of each day's visitors in the variant; None without counts by day."""
    variants = asked.held.variants
    if len(variants) < 2 or not Kind(asked.held.experiment.kind or Kind.SPLIT).is_split:
        return None
    shares = dict(asked.plan.plan.shares) if asked.plan else {}
    designed = [shares.get(v.name) or v.share or 0.0 for v in variants[:2]]
    pair = (designed[0], designed[1]) if all(designed) else (0.5, 0.5)
    days = daily.split(variants[0], variants[1], pair)
    if sum(one.share is not None for one in days) < 2:
        return None
    off = [
        one for one in days if one.share is not None and one.usual and one.share not in one.usual
    ]
    title = _("Every day was split as planned")
    if found.verdict.sample_ratio.flag:
        title = _("All days together, the split was not as planned")
    elif off:
        title = _("The split was unusual on {day}").format(
            day=day(off[0].day, asked.locale, "d MMM")
        )
    return CourseData(
        title=title,
        subtitle=_("Part of the visitors who saw “{variant}”").format(variant=variants[1].name),
        measure=Measure("rate", locale=asked.locale),
        days=tuple(one.day for one in days),
        values=tuple(one.share for one in days),
        ranges=tuple((one.usual.low, one.usual.high) if one.usual else None for one in days),
        marks=(Mark(pair[1] / sum(pair), _("planned")),),
    )


def _goals(
    variant: VariantVerdict, control: VariantVerdict, asked: Asked, count: int
) -> list[IntervalRow]:
    rows = []
    for place, goal in enumerate(variant.goals):
        detail = (
            _("goal") if place or variant.conversions is None else _counts(variant, control, asked)
        )
        name = _named(goal.name, variant.name, count)
        if goal.lift is None or goal.interval is None:
            note = _("cannot be compared")
            rows.append(IntervalRow(name, detail, note=note))
            continue
        rows.append(
            IntervalRow(
                name, detail, goal.lift, (goal.interval.low, goal.interval.high),
                _written(goal.lift, asked.locale), _likely(goal.interval, asked.locale),
                role="goal" if goal.effect is not Effect.UNCLEAR or place == 0 else "also",
                signal="bad" if goal.effect is Effect.LOSES else "none",
            )
        )  # fmt: skip
    return rows


def _counts(variant: VariantVerdict, control: VariantVerdict, asked: Asked) -> str:
    text = _("goal · {own} of {visitors} against {base} of {all}")
    numbers = (variant.conversions, variant.n, control.conversions, control.n)
    own, visitors, base, all_ = (number(n or 0, asked.locale) for n in numbers)
    return text.format(own=own, visitors=visitors, base=base, all=all_)


def _also(db: sqlite3.Connection, asked: Asked, found: StoredVerdict) -> list[IntervalRow]:
    """Measures that were counted and decide nothing."""
    experiment, variants = asked.held.experiment, asked.held.variants
    decided = {rail.name for rail in found.counted.guardrails}
    if found.plan:
        decided |= set(found.plan.plan.goals)
    rows = []
    for measure in measures.names(db, experiment.id):
        if measure in decided:
            continue
        held = measures.measured(db, experiment.id, measure)
        base, own = held.get(variants[0].id), held.get(variants[1].id)
        lift = relative_lift(base, own) if base and own else None
        name = measures.label(measure)
        if lift is not None:
            rows.append(_also_row(name, lift, asked.locale))
    return rows


def _also_row(name: str, lift: Lift, locale: str) -> IntervalRow:
    words = (_written(lift.value, locale), _likely(lift.interval, locale))
    ends = (lift.interval.low, lift.interval.high)
    return IntervalRow(_capital(name), _("also looked at"), lift.value, ends, *words, role="also")


def _rail(rail: Guarded, variant: VariantVerdict, asked: Asked, count: int) -> IntervalRow:
    """A guardrail with its margin on the bad side."""
    margin = percent(rail.margin, asked.locale, decimals=0)
    text = _("must not fall by more than {margin}")
    if not rail.higher_is_better:
        text = _("must not rise by more than {margin}")
    limit = -rail.margin if rail.higher_is_better else rail.margin
    made = IntervalRow(
        _named(measures.label(rail.name), variant.name, count),
        text.format(margin=margin),
        limit=limit,
        role="guardrail",
    )
    if rail.state is Harm.NOT_IN_YET and rail.in_from is not None:
        until = day(rail.in_from, asked.locale, "d MMM")
        return _noted(made, _("not in yet: complete from {day}").format(day=until))
    if rail.lift is None:
        return _noted(made, _("not counted yet"))
    likely = _("{likely} · {state}").format(
        likely=_likely(rail.lift.interval, asked.locale), state=rail.state.label
    )
    return IntervalRow(
        made.name, made.detail, rail.lift.value, (rail.lift.interval.low, rail.lift.interval.high),
        _written(rail.lift.value, asked.locale), likely, "", "guardrail",
        "bad" if rail.state is Harm.LOST else "none", limit,
    )  # fmt: skip


def _noted(row: IntervalRow, note: str) -> IntervalRow:
    return IntervalRow(row.name, row.detail, note=note, role="guardrail", limit=row.limit)


def _named(measure: str, variant: str, count: int) -> str:
    if count < 2:
        return _capital(measure)
    return _("{variant}: {measure}").format(variant=variant, measure=measure)


def _written(lift: float, locale: str) -> str:
    return _("{lift} %").format(lift=sentences.points(lift, locale, sign=True))


def _likely(ends: Interval, locale: str) -> str:
    low, high = (sentences.points(end, locale) for end in ends)
    return _("likely {low} to {high}").format(low=low, high=high)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
