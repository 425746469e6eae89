"""What to export next: per source how far it reaches, which months it holds, where to click, from which day on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.pages.source_names import source_name
from ui.widgets.month_strip import MonthStrip
from ui.widgets.panel import Panel
from ui.widgets.sentence_row import SentenceRow
from ui.widgets.spans import Span
from ui.widgets.text import label
from workbench.language import _, day

if TYPE_CHECKING:
    from workbench.importing.held_months import HeldMonths
    from workbench.importing.next_exports import LastChecked, NextExport

NAMED = 6


class NextExports(Panel):
    """One sentence per source: later refunds and corrections need some overlap."""

    def __init__(self) -> None:
        super().__init__(_("What to export next"))
        self._sentences: list[SentenceRow] = []

    def show_sources(
        self,
        found: list[NextExport],
        checked: list[LastChecked],
        months: dict[str, HeldMonths],
        locale: str,
    ) -> None:
        """Show the sources that go on; sheets of one's own are no exports."""
        self.clear_rows()
        self._sentences = []
        late = {one.source: one for one in checked}
        for one in found:
            self.add_row(self._row(one, late.get(one.source), months.get(one.source), locale))
        self.setVisible(bool(found))

    def sentences(self) -> list[SentenceRow]:
        """The sentences, one per source."""
        return list(self._sentences)

    def _row(
        self, one: NextExport, late: LastChecked | None, held: HeldMonths | None, locale: str
    ) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 16, 0)
        words = QVBoxLayout()
        words.setSpacing(0)
        sentence = SentenceRow("", spans(one, locale))
        self._sentences.append(sentence)
        words.addWidget(sentence)
        for text in _notes(one, late, held, locale):
            note = label(text, size="small", tone="muted", wrap=True)
            note.setContentsMargins(16, 0, 16, 8)
            words.addWidget(note)
        row.addLayout(words, 1)
        if held is not None and len(held.months) > 1:
            row.addWidget(_strip(held, locale))
        return line


def _notes(
    one: NextExport, late: LastChecked | None, held: HeldMonths | None, locale: str
) -> list[str]:
    found = []
    if one.guide.columns:
        found.append(_("Columns: {columns}").format(columns=one.guide.columns))
    if late is not None:
        found.append(late.words(locale))
    if held is not None and held.missing:
        found.append(_missing_words(held, locale))
    return found


def _missing_words(held: HeldMonths, locale: str) -> str:
    names = [day(month.first_day, locale, "MMM y") for month in held.missing]
    shown = ", ".join(names[:NAMED])
    more = len(names) - NAMED
    if more > 0:
        return _("Days are missing in {months} and {n} more months.").format(months=shown, n=more)
    return _("Days are missing in {months}.").format(months=shown)


def _strip(held: HeldMonths, locale: str) -> MonthStrip:
    shares = [month.held / month.days for month in held.months]
    span = _("{first} to {last}").format(
        first=day(held.months[0].first_day, locale, "MMM y"),
        last=day(held.months[-1].first_day, locale, "MMM y"),
    )
    words = _missing_words(held, locale) if held.missing else _("Every month is there.")
    return MonthStrip(shares, _("{span}. {words}").format(span=span, words=words))


def spans(one: NextExport, locale: str) -> list[Span]:
    """The sentence for a source."""
    text = _("{source} reach {last}. Export everything again: {where}.")
    parts = {
        "source": source_name(one.source),
        "last": day(one.held_until, locale, "d MMM y"),
        "where": one.guide.path,
    }
    if one.first_day is not None:
        text = _("{source} reach {last}. Export {first} to {end}: {where}.")
        parts["first"] = day(one.first_day, locale, "d MMM y")
        parts["end"] = day(one.last_day, locale, "d MMM y")
    return filled(text, parts, bold=("source", "first", "end"))


def filled(text: str, parts: dict[str, str], *, bold: tuple[str, ...]) -> list[Span]:
    """Fill a sentence with parts, some of them bold."""
    from string import Formatter

    made: list[Span] = []
    for before, name, _spec, _conversion in Formatter().parse(text):
        made.append(Span(before))
        if name:
            made.append(Span(parts[name], bold=name in bold))
    return made
