"""Why net sales moved: the bridge between two periods, and what happened in the later one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from workbench.errors import WorkbenchError
from workbench.language import _

if TYPE_CHECKING:
    from workbench.charts.series import WaterfallData
    from workbench.kpis.calendar import Period

EXPLAINED = ("net_sales", "orders", "sessions", "conversion_rate", "average_order_value")


class Why(NamedTuple):
    """The bridge as a chart, and the events of its later period in words."""

    chart: WaterfallData
    events: list[str]


def splits() -> list[tuple[str, str]]:
    """By what a move can be split."""
    return [
        ("", _("by visits")),
        ("channel", _("by channel")),
        ("customer", _("by new and returning")),
        ("product", _("by product")),
        ("country", _("by country")),
    ]


def read(db: Any, now: Period, *, by: str, compare: str, split: str) -> Why:
    """Explain a period against last year's or the one before. Raises WorkbenchError without a period."""
    from workbench.kpis import calendar
    from workbench.kpis import compare as comparing
    from workbench.kpis.bridge import bridge
    from workbench.kpis.calendar import Calendar
    from workbench.kpis.watched_pictures import bridge_picture
    from workbench.store.brand import brand

    own = brand(db)
    cal = Calendar(own.week_start, own.fiscal_start)
    if now is None:
        raise WorkbenchError(_("No whole period is held yet."))
    to = comparing.YEAR if compare == "year" else comparing.PREVIOUS
    before = comparing.earlier(calendar.period(now.first_day, by, cal), by, cal, to)
    found = bridge(db, now, before, by=split or None)
    return Why(bridge_picture(found, own), [event.words for event in found.events])
