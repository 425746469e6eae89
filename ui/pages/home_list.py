"""What Home says: the greeting, the tiles, and the sentences with one action each."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QDate, QLocale

from ui.pages.source_names import source_name
from ui.widgets.chip import Role
from ui.widgets.spans import Span
from workbench.language import _, ngettext
from workbench.store.brand import brand
from workbench.store.clock import today as brand_today

if TYPE_CHECKING:
    from ui.session import Session
    from workbench.importing.ledger import SourceState
    from workbench.kpis.compare import Tile
    from workbench.kpis.pace import Pace

GoesTo = tuple[str, str, object]
OLD_AFTER = timedelta(days=7)
MOST_LAUNCHES = 2
TYPED = ("kpi.", "backlog", "experiments", "generic")  # sheets of one's own, with days of plans


class Line(NamedTuple):
    """A sentence with its kind and what to do about it: `goes_to` is page, kind and id."""

    kind: str
    spans: tuple[Span, ...]
    action: str
    goes_to: GoesTo
    role: Role = "neutral"


class HomeState(NamedTuple):
    """All of Home; `nothing` when the workspace is still empty."""

    greeting: str
    state: str
    tiles: list[Tile]
    lines: list[Line]
    nothing: bool


def read(session: Session) -> HomeState:
    """Read everything that Home shows."""
    from workbench.importing import ledger
    from workbench.kpis import catalogue, compare
    from workbench.roadmap import backlog

    own = session.ask(brand)
    sources = [one for one in session.ask(ledger.sources) if not one.source.startswith(TYPED)]
    last = _last_day(sources)
    shown = last + timedelta(days=1) if last else session.ask(brand_today)
    tiles = session.ask(compare.tiles, catalogue.DEFAULT_TILES) if sources else []
    lines = [
        *_tests(session, shown),
        *_gaps(session),
        *_launches(session, own.locale, shown),
        *_imports(sources, own.locale, shown),
    ]
    empty = not sources and not any(session.ask(backlog.counts).values())
    return HomeState(written(shown, own.locale, "dddd, d MMMM"), _week(last), tiles, lines, empty)


def _last_day(sources: list[SourceState]) -> date | None:
    days = [date.fromisoformat(source.last_day) for source in sources]
    return max(days) if days else None


def _week(last: date | None) -> str:
    if last is None:
        return ""
    week = (
        last if last.weekday() == 6 else last - timedelta(days=last.weekday() + 1)
    ).isocalendar()
    return _("Week {n} is in").format(n=week.week)


def _tests(session: Session, today: date) -> list[Line]:
    """Tests whose result can be read, and decisions to look at again."""
    from workbench.experiments.ready import ready

    return [
        Line(
            _("Test"), quoted_bold(one.sentence), _("See the result"),
            ("experiments", "experiment", one.id), "accent",
        )
        for one in session.ask(ready, today=today)
    ]  # fmt: skip


def targets(paces: list[Pace]) -> list[Line]:
    """Targets that are missed as things stand."""
    return [
        Line(
            _("Target"), (Span(f"{pace.words}."),), _("Look"),
            ("kpis", "kpi", pace.target.kpi), "warning",
        )
        for pace in paces
    ]  # fmt: skip


def _gaps(session: Session) -> list[Line]:
    """Where the chain from idea to decision is open."""
    from workbench.roadmap import loose_ends

    found = session.ask(loose_ends.loose_ends, session.settings.framework)
    return [
        Line(_("Loose end"), quoted_bold(end.sentence), end.action, _place(end), "warning")
        for end in found
    ]


def _place(end: object) -> GoesTo:
    from workbench.roadmap.loose_ends import Gap, LooseEnd

    assert isinstance(end, LooseEnd)
    if end.thing == "experiment":
        return "experiments", "experiment", end.ids[0]
    if len(end.ids) == 1:
        return "roadmap", "item", end.ids[0]
    if end.gap == Gap.NO_HYPOTHESIS:
        return "roadmap", "filter", "stage:planned,building hypothesis:none"
    if end.gap == Gap.NO_SCORE:
        return "roadmap", "filter", "score:none -stage:inbox,launched,dropped"
    return "roadmap", "item", end.ids[0]


def _launches(session: Session, locale: str, today: date) -> list[Line]:
    from workbench.roadmap import loose_ends

    return [
        Line(
            _("Launched"),
            bold(
                _("{title} is live since {day}."),
                title=item.title,
                day=written(item.day, locale, "ddd d MMM"),
            ),
            _("Look"),
            ("roadmap", "item", item.id),
            "accent",
        )
        for item in session.ask(loose_ends.launches, today=today)[:MOST_LAUNCHES]
    ]


def _imports(sources: list[SourceState], locale: str, today: date) -> list[Line]:
    """Which sources stop earlier than the others, and which have not been heard of for a week."""
    lines = []
    for source in sources:
        last = date.fromisoformat(source.last_day)
        behind = (today - timedelta(days=1) - last).days
        if behind < OLD_AFTER.days:
            continue
        text = ngettext(
            "{source} stops at {day}: {n} day is missing.",
            "{source} stops at {day}: {n} days are missing.",
            behind,
        )
        spans = bold(
            text, source=source_name(source.source), day=written(last, locale, "d MMM"), n=behind
        )
        lines.append(Line(_("Import"), spans, _("Import"), ("imports", "next", source.source)))
    return lines


def written(day: date, locale: str, pattern: str) -> str:
    """A day in the locale's words; by Qt, for the dates of Babel take longer to load."""
    return QLocale(locale).toString(QDate(day.year, day.month, day.day), pattern)


def bold(sentence: str, **parts: object) -> tuple[Span, ...]:
    """Fill a sentence; its first placeholder's text becomes bold."""
    first = next(iter(parts))
    before, _brace, after = sentence.partition("{" + first + "}")
    return (
        Span(before.format(**parts)),
        Span(str(parts[first]), bold=True),
        Span(after.format(**parts)),
    )


def quoted_bold(sentence: str) -> tuple[Span, ...]:
    """A sentence in which the name between “ and ” is bold, without the marks."""
    before, mark, rest = sentence.partition("“")
    name, end, after = rest.rpartition("”")
    if not mark or not end:
        return (Span(sentence),)
    return Span(before), Span(name, bold=True), Span(after)
