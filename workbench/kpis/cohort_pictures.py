"""Cohorts and targets as pictures: who came back as a heatmap, targets as bullets."""

from __future__ import annotations

from collections.abc import Sequence

from workbench.charts.compared import BulletData, BulletRow, HeatData
from workbench.charts.measure import Measure
from workbench.kpis.catalogue import Card
from workbench.kpis.cohorts import Cohort
from workbench.kpis.pace import Pace
from workbench.language import _, day, minor_digits, number, percent
from workbench.store.brand import Brand

_MOST_COLUMNS = 24


def retention_picture(found: Sequence[Cohort], own: Brand) -> HeatData:
    """Which part of each monthly cohort ordered again, by months since; month 0, always all, is left out."""
    wide = min(max((len(c.active) for c in found), default=1) - 1, _MOST_COLUMNS)
    values = tuple(c.retention[1 : wide + 1] for c in found)
    return HeatData(
        title=_retention_title(found, own),
        subtitle=_("Part of each month's new customers who ordered again, by months since"),
        measure=Measure("rate", locale=own.locale),
        rows=tuple(day(c.first_day, own.locale, "MMM y") for c in found),
        columns=tuple(number(n + 1, own.locale) for n in range(wide)),
        values=values,
        row_notes=tuple(f"({number(c.size, own.locale)})" for c in found),
        footer=_(
            "In brackets: new customers of the month. The last month of each row may be unfinished. "
            "Orders without a customer are left out."
        ),
        empty=_("Import orders with customers of at least two months to see this."),
    )


def _retention_title(found: Sequence[Cohort], own: Brand) -> str:
    """What one month after the first order usually does: all cohorts that are old enough, together."""
    old = [c for c in found if len(c.active) > 1]
    size = sum(c.size for c in old)
    if not size:
        return _("Customers who came back")
    part = sum(c.active[1] for c in old) / size
    return _("{part} of new customers order again in the month after").format(
        part=percent(part, own.locale)
    )


def targets_picture(found: Sequence[Pace], cards: dict[str, Card], own: Brand) -> BulletData:
    """All targets that run, each against where its pace should be by now."""
    off = [p for p in found if p.good is False]
    rows = []
    for pace in found:
        card = cards[pace.target.kpi]
        scale = float(10 ** minor_digits(own.currency)) if card.unit == "money" else 1.0
        measure = Measure(card.unit, own.currency, own.locale)
        signal = "bad" if pace.good is False else "none"
        rows.append(
            BulletRow(card.name, pace.so_far / scale, pace.by_now / scale, measure, signal)  # type: ignore[arg-type]
        )
    title = _("All targets are on pace") if found else _("Targets")
    if off:
        title = _("{n} of {all} targets are off pace").format(n=len(off), all=len(found))
    return BulletData(
        title=title,
        subtitle=_("What was reached, and where a steady way to the target would be by now"),
        rows=tuple(rows),
        target_name=_("pace by now"),
        empty=_("No target is set for these days."),
    )
