"""The views that a slide may show, by kind: a new one is registered here and fits in everywhere.

A view names the function that reads it, `(db, settings) -> Prepared`, as "module:function", so that listing
the views loads none of them. Its fields say which of its settings a person may change.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal

from workbench.errors import NotFound
from workbench.language import _

if TYPE_CHECKING:
    from workbench.presenting.slides import Prepared

Options = list[tuple[str, str]]


@dataclass(frozen=True)
class Setting:
    """One setting of a view: its key, its words, and how it is changed.

    `options` are keys with words for a choice; a "filter" takes the words of the filter bar. `key_in_meeting`
    is the letter that goes through the choices while presenting.
    """

    key: str
    words: Callable[[], str]
    kind: Literal["choice", "filter", "lines"] = "choice"
    options: Callable[[sqlite3.Connection], Options] = lambda _db: []
    key_in_meeting: str = ""


@dataclass(frozen=True)
class View:
    """A kind of slide: its words, where its reader is, its settings and those of a new slide.

    One that `skips_empty` is left out of the meeting while it has nothing to say.
    """

    kind: str
    words: Callable[[], str]
    reader: str
    settings: tuple[Setting, ...] = ()
    start: Mapping[str, Any] = field(default_factory=dict)
    skips_empty: bool = False

    def read(self, db: sqlite3.Connection, settings: Mapping[str, Any]) -> Prepared:
        """Read what stands on a slide of this kind; raises NotFound where the thing is gone."""
        module, name = self.reader.split(":")
        made: Prepared = getattr(import_module(module), name)(db, dict(settings))
        return made


_views: dict[str, View] = {}


def register(view: View) -> None:
    """Add a view; one of the same kind is replaced."""
    _views[view.kind] = view


def views() -> list[View]:
    """All views, in the order in which they were added."""
    return list(_views.values())


def view(kind: str) -> View:
    """The view of a kind; raises NotFound."""
    if kind not in _views:
        raise NotFound(_("There is no kind of slide “{kind}”.").format(kind=kind))
    return _views[kind]


def known(kind: str) -> bool:
    """Whether there is such a view."""
    return kind in _views


def _grains(_db: sqlite3.Connection) -> Options:
    return [
        ("day", _("Day")),
        ("week", _("Week")),
        ("month", _("Month")),
        ("quarter", _("Quarter")),
        ("year", _("Year")),
    ]


def _weeks_and_months(_db: sqlite3.Connection) -> Options:
    return [("week", _("Week")), ("month", _("Month"))]


def _compares(_db: sqlite3.Connection) -> Options:
    return [
        ("", _("No comparison")),
        ("year", _("vs last year")),
        ("previous", _("vs before")),
    ]


def _splits(_db: sqlite3.Connection) -> Options:
    return [
        ("", _("Visits, conversion, order value")),
        ("channel", _("Channel")),
        ("product", _("Product")),
        ("customer", _("New and returning")),
        ("country", _("Country")),
    ]


def _kpis(db: sqlite3.Connection) -> Options:
    from workbench.kpis import typed

    return [(key, card.name) for key, card in typed.all_cards(db).items()]


def _experiments(db: sqlite3.Connection) -> Options:
    from workbench.experiments.record import experiments

    return [(str(one.id), one.name) for one in experiments(db)]


def _frameworks(db: sqlite3.Connection) -> Options:
    from workbench.roadmap.frameworks import frameworks

    return [(one.key, one.label) for one in frameworks(db)]


_GRAIN = Setting("grain", lambda: _("Periods"), options=_grains, key_in_meeting="P")
_COMPARE = Setting("compare", lambda: _("Comparison"), options=_compares, key_in_meeting="C")
_KPI = Setting("kpi", lambda: _("KPI"), options=_kpis)
_FILTER = Setting("filter", lambda: _("Filter"), "filter")
_SCORE = Setting("framework", lambda: _("Score"), options=_frameworks)
_SHORT_GRAIN = Setting("grain", lambda: _("Periods"), options=_weeks_and_months, key_in_meeting="P")
_BEFORE = Setting(
    "compare",
    lambda: _("Comparison"),
    options=lambda db: _compares(db)[1:],
    key_in_meeting="C",
)
_SPLIT = Setting("split", lambda: _("Split by"), options=_splits, key_in_meeting="S")
_HERE = "workbench.presenting."
_ROADMAP, _OPEN = (_FILTER, _SCORE), {"filter": "-stage:dropped"}

for _view in (
    View("trading", lambda: _("Trading table"), _HERE + "trading_view:trading", (_SHORT_GRAIN,)),
    View(
        "kpi",
        lambda: _("KPI"),
        _HERE + "kpi_views:kpi",
        (_KPI, _GRAIN, _COMPARE),
        {"kpi": "net_sales", "grain": "week", "compare": "year"},
    ),
    View(
        "bridge",
        lambda: _("What made the difference"),
        _HERE + "kpi_views:bridge",
        (_SHORT_GRAIN, _BEFORE, _SPLIT),
        {"grain": "month", "compare": "year"},
    ),
    View("products", lambda: _("Products"), _HERE + "product_view:products", (_SHORT_GRAIN,)),
    View(
        "channels",
        lambda: _("KPI by channel"),
        _HERE + "kpi_views:channels",
        (_KPI,),
        {"kpi": "net_sales"},
    ),
    View("board", lambda: _("Board"), _HERE + "roadmap_views:board", _ROADMAP, _OPEN),
    View(
        "horizons",
        lambda: _("Now, next, later"),
        _HERE + "roadmap_views:horizons",
        _ROADMAP,
        {"filter": "-stage:dropped -stage:launched"},
    ),
    View("table", lambda: _("Ranking"), _HERE + "roadmap_views:ranking", _ROADMAP),
    View(
        "experiment",
        lambda: _("Experiment"),
        _HERE + "experiment_views:verdict_table",
        (Setting("experiment", lambda: _("Experiment"), options=_experiments),),
    ),
    View("tests", lambda: _("Experiments, all"), _HERE + "experiment_views:list_of_tests"),
    View(
        "asks",
        lambda: _("Decisions asked for"),
        _HERE + "experiment_views:asks",
        (Setting("text", lambda: _("Text"), "lines"),),
    ),
    View("since", lambda: _("Since the last meeting"), _HERE + "since:since", skips_empty=True),
    View(
        "minutes",
        lambda: _("Minutes of the last meeting"),
        _HERE + "since:last_minutes",
        skips_empty=True,
    ),
    View(
        "text",
        lambda: _("Text"),
        _HERE + "text_view:text",
        (Setting("text", lambda: _("Text"), "lines"),),
        {"text": ""},
    ),
):
    register(_view)
