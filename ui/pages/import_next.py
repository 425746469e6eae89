"""What to export next: per source how far it reaches, and from which day on to export."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from ui.pages.source_names import source_name
from ui.widgets.panel import Panel
from ui.widgets.sentence_row import SentenceRow
from ui.widgets.spans import Span
from workbench.language import _, day

if TYPE_CHECKING:
    from workbench.importing.ledger import SourceState

OVERLAP = {"shopify.orders": 90, "shopify.sales": 90, "shopify.traffic": 7}


class NextExports(Panel):
    """One sentence per shop source: later refunds and corrections need some overlap."""

    def __init__(self) -> None:
        super().__init__(_("What to export next"))

    def show_sources(self, found: list[SourceState], locale: str) -> None:
        """Show the sources that go on; sheets of one's own are no exports."""
        self.clear_rows()
        going = [one for one in found if one.source in OVERLAP]
        for one in going:
            self.add_row(SentenceRow("", spans(one, locale)))
        self.setVisible(bool(going))


def spans(one: SourceState, locale: str) -> list[Span]:
    """The sentence for a source."""
    last = date.fromisoformat(one.last_day)
    first = last - timedelta(days=OVERLAP[one.source] - 1)
    text = _("{source} reach {last}. Export from {first} on: {where}.")
    where = {
        "shopify.orders": _("Orders, Export, by date"),
        "shopify.sales": _("Analytics, Reports, Total sales over time, by day"),
        "shopify.traffic": _("Analytics, Reports, Sessions over time, by day"),
    }[one.source]
    parts = {
        "source": source_name(one.source),
        "last": day(last, locale, "d MMM y"),
        "first": day(first, locale, "d MMM y"),
        "where": where,
    }
    return filled(text, parts, bold=("source", "first"))


def filled(text: str, parts: dict[str, str], *, bold: tuple[str, ...]) -> list[Span]:
    """Fill a sentence with parts, some of them bold."""
    from string import Formatter

    made: list[Span] = []
    for before, name, _spec, _conversion in Formatter().parse(text):
        made.append(Span(before))
        if name:
            made.append(Span(parts[name], bold=name in bold))
    return made
