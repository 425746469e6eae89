"""What a planned test can answer with this shop's traffic: size, weeks, money, season, and the small chart."""

from __future__ import annotations

import sqlite3
from datetime import date, timedelta
from math import ceil
from typing import NamedTuple

from workbench.charts.measure import Measure
from workbench.charts.series import Bar, BarsData
from workbench.errors import BadInput
from workbench.experiments import shop
from workbench.experiments.before_after import LEAST_DAYS
from workbench.experiments.duration import (
    LONGEST_WEEKS,
    WEEKS_PER_MONTH,
    Prospect,
    guardrail_span,
    prospect,
    worth,
)
from workbench.experiments.overlaps import Other, Overlap, overlaps
from workbench.experiments.plan import Plan, draft, frozen
from workbench.experiments.words import Kind
from workbench.language import _, day, money, ngettext, number, percent
from workbench.store.brand import brand
from workbench.store.clock import today as brand_today

_A_QUARTER = 0.25
_MOST_WARNINGS = 6


class Sized(NamedTuple):
    """The answer before the test: a sentence, lines under it, ways out, warnings, a picture.

    `baseline` and `weekly_visitors` are those that were used, None where not known. `problem` says what is missing.
    """

    takeaway: str
    lines: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    picture: BarsData | None = None
    baseline: float | None = None
    weekly_visitors: float | None = None
    per_variant: int | None = None
    whole_weeks: int | None = None
    can_conclude: bool = True


def sized(db: sqlite3.Connection, experiment_id: int, *, today: date | None = None) -> Sized:
    """Size the plan of a test, frozen or not. Raises NotFound."""
    held = frozen(db, experiment_id)
    plan = held.plan if held else draft(db, experiment_id)
    kind = Kind(plan.kind or Kind.SPLIT)
    variants = _variants(db, experiment_id)
    if kind in (Kind.BEFORE_AFTER, Kind.DIFFERENCE):
        found = _by_days()
    elif kind in (Kind.PAINTED_DOOR, Kind.SURVEY):
        found = _by_share(plan, brand(db).locale)
    else:
        found = _by_people(db, plan, max(variants, 2))
    first = date.fromisoformat(plan.start_day) if plan.start_day else today or brand_today(db)
    last = first + timedelta(days=7 * min(found.whole_weeks or 4, LONGEST_WEEKS) - 1)
    if plan.end_day:
        last = max(date.fromisoformat(plan.end_day), first)
    return found._replace(warnings=_warnings(db, experiment_id, plan, first, last))


def _variants(db: sqlite3.Connection, experiment_id: int) -> int:
    sql = "SELECT count(*) FROM variant WHERE experiment_id = ?"
    return int(db.execute(sql, (experiment_id,)).fetchone()[0])


def _by_people(db: sqlite3.Connection, plan: Plan, variants: int) -> Sized:
    traffic, locale = shop.traffic(db), brand(db).locale
    known = shop.kpi_today(db, plan.kpi)
    is_rate = known is not None and known.unit == "rate"
    baseline = (
        plan.baseline if plan.baseline is not None else (known.value if known and is_rate else None)
    )
    weekly = plan.weekly_visitors if plan.weekly_visitors is not None else traffic.weekly_visitors
    used = Sized("", baseline=baseline, weekly_visitors=weekly)
    if baseline is None:
        text = _("Choose a KPI that is a rate, or type how many of 100 visitors convert today.")
        return used._replace(takeaway=text)
    if not plan.worth_having:
        return used._replace(takeaway=_("Give the smallest effect worth having."))
    try:
        found = prospect(baseline, plan.worth_having, weekly, variants=variants)
        rails = _rails(db, plan, weekly, variants)
    except BadInput as error:
        return used._replace(takeaway=str(error))
    weeks = found.span.whole_weeks if found.span else None
    lines = [_effect(db, plan, baseline, weekly, traffic, locale), *rails, _method(found, plan)]
    return Sized(
        _takeaway(found, locale), tuple(filter(None, lines)), found.instead, (),
        _picture(found, plan.worth_having, locale), baseline, weekly,
        found.size.per_variant, weeks, found.can_conclude,
    )  # fmt: skip


def _takeaway(found: Prospect, locale: str) -> str:
    each = number(found.size.per_variant, locale)
    if found.span is None:
        text = _("It needs {each} visitors a side; how long that takes is not known.")
        return text.format(each=each)
    weeks = found.span.whole_weeks
    if found.can_conclude:
        text = ngettext(
            "It takes {weeks} whole week: {each} visitors a side.",
            "It takes {weeks} whole weeks: {each} visitors a side.",
            weeks,
        )
    else:
        text = _(
            "It cannot conclude in {longest} weeks: it would take {weeks}, with {each} visitors a side."
        )
    return text.format(weeks=number(weeks, locale), each=each, longest=LONGEST_WEEKS)


def _effect(
    db: sqlite3.Connection,
    plan: Plan,
    baseline: float,
    weekly: float | None,
    traffic: shop.Traffic,
    locale: str,
) -> str:
    """What the smallest effect worth having would bring when everybody sees it."""
    if weekly is None or not plan.worth_having or not shop.is_of_the_shop(db, plan.kpi):
        return ""
    month = weekly * WEEKS_PER_MONTH
    found = worth(baseline, plan.worth_having, month, money_minor_per_order=traffic.per_order_minor)
    orders = number(
        found.orders_per_month, locale, decimals=0 if found.orders_per_month >= 10 else 1
    )
    if found.money_minor_per_month is None:
        return _("Worth having: about {orders} more orders a month.").format(orders=orders)
    text = _("Worth having: about {orders} more orders a month, {amount} revenue.")
    if traffic.is_margin:
        text = _("Worth having: about {orders} more orders a month, {amount} margin.")
    amount = money(found.money_minor_per_month, traffic.currency, locale, cents=False)
    return text.format(orders=orders, amount=amount)


def _rails(db: sqlite3.Connection, plan: Plan, weekly: float | None, variants: int) -> list[str]:
    """How long until each guardrail is known to be inside its margin."""
    said = []
    for rail in plan.guardrails:
        known = shop.kpi_today(db, rail.measure)
        value = known.value if known and known.unit == "rate" else None
        if value is None or weekly is None or not 0 < value < 1:
            text = _("{measure} cannot be sized: there is no rate of that name in your data.")
            said.append(text.format(measure=rail.measure))
            continue
        weeks = guardrail_span(value, rail.margin, weekly, variants=variants).whole_weeks
        text = ngettext(
            "{measure} is known to be unharmed after {weeks} whole week.",
            "{measure} is known to be unharmed after {weeks} whole weeks.",
            weeks,
        )
        said.append(text.format(measure=rail.measure, weeks=weeks))
    return said


def _method(found: Prospect, plan: Plan) -> str:
    text = _("Formula: {name}; error {error} % two-sided, power {power} %.")
    parts = {"error": f"{plan.alpha * 100:g}", "power": f"{plan.power * 100:g}"}
    return text.format(name=found.size.formula.label, **parts)


def _picture(found: Prospect, wanted: float, locale: str) -> BarsData | None:
    if not found.within:
        return None
    bars = tuple(
        Bar(ngettext("{n} week", "{n} weeks", one.weeks).format(n=one.weeks), one.lift)
        for one in found.within
    )
    enough = next(
        (one for one in found.within if one.lift is not None and one.lift <= wanted), None
    )
    if enough is None:
        title = _("Smaller than you want to see within eight weeks")
        shown = found.within[-1]
        if shown.lift is not None:
            least = percent(ceil(shown.lift * 1000) / 1000, locale, decimals=1)
            title = _("In {weeks} weeks only a rise of {least} or more would show").format(
                weeks=shown.weeks, least=least
            )
    else:
        title = _("In {weeks} weeks the effect you want would show").format(weeks=enough.weeks)
    subtitle = _("smallest rise that can be shown, by how long the test runs")
    return BarsData(title, subtitle, Measure("rate", locale=locale), bars, ranked=False)


def _by_days() -> Sized:
    text = _("It needs {n} days before and {n} days after the change, and it gives a hint only.")
    lines = (
        _("Eight weeks before the change are read where they are held."),
        _("Small effects drown in the ups and downs of the days; try it with large changes."),
    )
    return Sized(text.format(n=LEAST_DAYS), lines, whole_weeks=ceil(2 * LEAST_DAYS / 7))


def _by_share(plan: Plan, locale: str) -> Sized:
    """People needed to tell a share to within a quarter of it: 1.96^2 (1 - p) / (p 0.25^2)."""
    share = plan.worth_having
    if not share or not 0 < share < 1:
        return Sized(_("Give the share that you would call enough."))
    n = ceil(1.96**2 * (1 - share) / (share * _A_QUARTER**2))
    text = _("About {n} people tell {share} to within a quarter of it.")
    parts = {"n": number(n, locale), "share": percent(share, locale, decimals=1)}
    weekly = plan.weekly_visitors
    weeks = ceil(n / weekly) if weekly else None
    lines: tuple[str, ...] = ()
    if weeks:
        words = ngettext("That takes {n} whole week.", "That takes {n} whole weeks.", weeks)
        lines = (words.format(n=weeks),)
    return Sized(text.format(**parts), lines, per_variant=n, whole_weeks=weeks)


def _warnings(
    db: sqlite3.Connection, experiment_id: int, plan: Plan, first: date, last: date
) -> tuple[str, ...]:
    """Everything else in those weeks: other tests, launches, promotions, the season."""
    locale = brand(db).locale
    found = overlaps(db, first, last, page=plan.page, but=experiment_id)
    said = [_overlap(one, locale) for one in found]
    from workbench.roadmap import retail_calendar

    for event in retail_calendar.calendar(db, first, last):
        text = _("{day}: {name} – people buy differently then.")
        said.append(text.format(day=day(event.first_day, locale, "d MMM"), name=event.name))
    said = list(dict.fromkeys(said))
    more = len(said) - _MOST_WARNINGS
    if more > 1:
        words = ngettext("and {n} more", "and {n} more", more).format(n=more)
        said = [*said[:_MOST_WARNINGS], words]
    return tuple(said)


def _overlap(one: Overlap, locale: str) -> str:
    texts = {
        Other.TEST: _("{day}: the test “{name}” runs too, on another page."),
        Other.LAUNCH: _("{day}: “{name}” is launched."),
        Other.PROMOTION: _("{day}: the promotion “{name}” runs."),
        Other.EVENT: _("{day}: {name}."),
    }
    text = texts[one.kind]
    if one.kind is Other.TEST and one.same_people:
        text = _("{day}: the test “{name}” runs too, with the same visitors; their effects mix.")
    return text.format(day=day(one.first_day, locale, "d MMM"), name=one.title)
