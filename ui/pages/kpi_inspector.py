"""Beside a large KPI: the value now, its definition, where it comes from, and values typed in."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from ui import theme
from ui.pages.kpi_signal import SignalPart
from ui.pages.kpi_targets import TargetPart
from ui.typed_number import read_number
from ui.widgets.buttons import DangerButton, IconButton, LinkButton, QuietButton
from ui.widgets.date_field import DateField
from ui.widgets.fields import LineEdit
from ui.widgets.inspector import Inspector
from ui.widgets.notice import Notice
from ui.widgets.spans import Span, SpanLabel
from ui.widgets.text import label
from ui.widgets.tile import Change, change_spans
from workbench.language import _, day, ngettext

if TYPE_CHECKING:
    from ui.pages.kpi_reading import KpiView
    from ui.session import Session
    from workbench.kpis.catalogue import Card
    from workbench.kpis.signals import Signal as Signal_
    from workbench.kpis.typed import Snapshot

LISTED = 14


class KpiInspector(Inspector):
    """Shows one KPI; values of the person's own KPIs are typed and taken away here."""

    problem = Signal(str)
    removed = Signal()
    rows_asked = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._key = ""
        self._signal: SignalPart | None = None

    def show_kpi(self, found: KpiView) -> None:
        """Show what is known of a KPI."""
        again = self._key == found.card.key and self.isAncestorOf(self.focusWidget() or self)
        self._key = found.card.key
        self.clear()
        self.set_heading(found.card.name, about(found.card))
        self._now(found)
        self._signals(found)
        if found.card.own:
            self._values(found, take_focus=again)
        self._definition(found.card)
        self._targets(found)
        self._source(found)
        if found.card.own:
            remove = DangerButton(_("Delete this KPI"), icon="trash")
            remove.clicked.connect(self._delete)
            self.add(remove)

    def _now(self, found: KpiView) -> None:
        tile = found.tile
        part = self.add_section(tile.period or _("Now"))
        part.add(label(tile.value or "–", size="figure", weight=theme.BOLD, tabular=True))
        if tile.value is None and tile.note:
            part.say(tile.note, tone="muted")
        if tile.change and not found.against:
            change = Change(tile.direction, tile.change, tile.note)
            part.add(SpanLabel(change_spans(change), size="small"))
        if tile.partial:
            part.say(tile.partial, tone="muted")
        self._compared(found)

    def _compared(self, found: KpiView) -> None:
        """The last whole period of the chart against several others at once."""
        told: set[tuple[date, date]] = set()
        known = [one for one in found.against if one.value is not None]
        if not known or found.period is None:
            return
        part = self.add_section(_("Compared"))
        locale = found.trend.measure.locale
        text = _("{first} to {last} against")
        if found.period.days == 1:
            text = _("{last} against")
        first, last = found.period
        days = text.format(first=day(first, locale, "d MMM"), last=day(last, locale))
        part.say(days, tone="muted")
        for one in known:
            if one.period not in told:
                told.add(one.period)
                sign = (one.ratio or 0) > 0.0005, (one.ratio or 0) < -0.0005
                change = Change(sign[0] - sign[1], one.change, one.name)
                part.add(SpanLabel(change_spans(change), size="small"))

    def _signals(self, found: KpiView) -> None:
        self._signal = None
        self._signal_part = self.add_section(_("Signal"))
        self._told = SpanLabel([Span(found.silent or _("Being worked out …"))], size="small")
        self._told.set_tone("muted")
        self._signal_part.add(self._told)
        self._signal_part.setVisible(bool(found.silent or found.trend.bands))

    def show_signal(self, move: Signal_ | None, silent: str) -> None:
        """Show the signal once it is known, or that there is none."""
        self._told.set_spans([Span(silent or _("Within the usual range."))])
        if move is None:
            return
        self._signal = SignalPart(self._session, move)
        self._signal.problem.connect(self.problem)
        self._told.hide()
        self._signal_part.add(self._signal)
        self._signal_part.show()

    def ask_why(self) -> None:
        """Let the person say what explains the signal, if there is one."""
        if self._signal is not None:
            self._signal.ask()

    def _targets(self, found: KpiView) -> None:
        part = self.add_section(_("Target"))
        self._target = made = TargetPart(
            self._session, found.card.key, found.card.unit, found.targets
        )
        made.problem.connect(self.problem)
        part.add(made)

    def show_events(self, events: list[str]) -> None:
        """Show what happened in the days that a bridge explains."""
        self.clear()
        self.set_heading(_("Why did it move?"), _("What else happened in these days"))
        part = self.add_section(_("In these days"))
        for event in events:
            part.say(event)
        if not events:
            part.say(_("No launch, test, promotion or note is known."), tone="muted")

    def _definition(self, card: Card) -> None:
        part = self.add_section(_("Definition"))
        if card.formula:
            part.say(_sentence(card.formula))
        for name, text in (
            (_("Counted on"), card.date_basis),
            (_("Left out"), card.exclusions),
        ):
            if text:
                part.add(_fact(name, text))
        if not (card.formula or card.date_basis or card.exclusions):
            part.say(_("A number of your own, kept by hand or from a sheet."), tone="muted")

    def _source(self, found: KpiView) -> None:
        part = self.add_section(_("Where from"))
        whole = found.whole
        if whole.missing:
            part.add(Notice("", whole.missing, "neutral"))
        if whole.points:
            held, locale = whole.points[0], found.trend.measure.locale
            text = _("{first} to {last}").format(
                first=day(held.first_day, locale), last=day(held.last_day, locale)
            )
            part.say(text)
        n = len(found.files)
        if n:
            files = ngettext("{n} file: {names}", "{n} files: {names}", n)
            names = ", ".join(sorted(set(found.files))[:4])
            part.say(files.format(n=n, names=names), tone="muted")
        for note in whole.notes:
            part.say(note, tone="muted")
        if n and not found.card.own:
            rows = LinkButton(_("Show the rows"))
            rows.clicked.connect(self.rows_asked)
            part.add(rows)

    # values of one's own

    def _values(self, found: KpiView, *, take_focus: bool) -> None:
        part = self.add_section(_("Values"))
        entry = ValueEntry(found)
        entry.given.connect(self._set)
        part.add(entry)
        if take_focus:
            entry.value.setFocus(Qt.FocusReason.OtherFocusReason)
        shown = sorted(found.values, key=lambda one: one.last_day, reverse=True)[:LISTED]
        for one in shown:
            part.add(self._value_row(one, found))
        if len(found.values) > len(shown):
            more = _("{n} earlier values are in the chart.")
            part.say(more.format(n=len(found.values) - len(shown)), tone="muted")

    def _value_row(self, one: Snapshot, found: KpiView) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        measure = found.trend.measure
        when = day(one.first_day, measure.locale)
        if one.last_day != one.first_day:
            when = _("{first} to {last}").format(
                first=day(one.first_day, measure.locale, "d MMM"),
                last=day(one.last_day, measure.locale),
            )
        layout.addWidget(label(when, size="small", tone="muted"), 1)
        value = float(one.value) if one.value is not None else None
        layout.addWidget(label(measure.written(value), tabular=True))
        away = IconButton("close", _("Take this value away"), side=22)
        away.clicked.connect(lambda: self._remove(one.id))
        layout.addWidget(away)
        return row

    def _set(self, first: date, last: date, value: object) -> None:
        from workbench.kpis import typed

        self._session.do(
            _("Type a KPI value"), typed.set_snapshot, self._key, first, last, value,
            fails=self.problem.emit,
        )  # fmt: skip

    def _remove(self, snapshot: int) -> None:
        from workbench.kpis import typed

        self._session.do(
            _("Remove a KPI value"), typed.delete_snapshot, snapshot, fails=self.problem.emit
        )

    def _delete(self) -> None:
        from workbench.kpis import typed

        key = self._key
        self.removed.emit()
        self._session.do(_("Delete KPI"), typed.delete_kpi, key, fails=self.problem.emit)


class ValueEntry(QWidget):
    """Two days and a number; `given` carries them when the number is right."""

    given = Signal(object, object, object)

    def __init__(self, found: KpiView) -> None:
        super().__init__()
        self._unit = found.card.unit
        last = max((one.last_day for one in found.values), default=None)
        first, end = _next_span(found.values, last)
        self.first, self.last = DateField(first), DateField(end)
        self.value = LineEdit(placeholder=_("Value"))
        for field, name in (
            (self.first, _("First day")),
            (self.last, _("Last day")),
            (self.value, _("Value")),
        ):
            field.setAccessibleName(name)
        add = QuietButton(_("Add"))
        add.clicked.connect(self._give)
        self.value.returnPressed.connect(self._give)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        grid.addWidget(self.first, 0, 0)
        grid.addWidget(self.last, 0, 1)
        grid.addWidget(self.value, 1, 0)
        grid.addWidget(add, 1, 1)

    def _give(self) -> None:
        from ui.widgets.fields import mark_wrong

        number = read_number(self.value.text(), percent=self._unit == "rate")
        mark_wrong(self.value, number is None)
        first, last = self.first.value(), self.last.value()
        if number is not None and first is not None:
            self.given.emit(first, last or first, number)


def about(card: Card) -> str:
    """What kind of number it is and which way is good."""
    units = {
        "money": _("An amount"),
        "count": _("A count"),
        "rate": _("A rate"),
        "number": _("A number"),
    }
    good = {"up": _("higher is better"), "down": _("lower is better")}.get(card.direction)
    kind = units.get(card.unit, _("A number"))
    return _("{kind}; {good}").format(kind=kind, good=good) if good else kind


def _next_span(values: list[Snapshot], last: date | None) -> tuple[date, date]:
    """The span after the last one: a month where values come by the month, else one day."""
    if last is None:
        today = date.today()
        return today, today
    newest = next(one for one in values if one.last_day == last)
    first = last + timedelta(days=1)
    if (newest.last_day - newest.first_day).days >= 27:
        following = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
        return first, following - timedelta(days=1)
    return first, first + (newest.last_day - newest.first_day)


def _fact(name: str, text: str) -> SpanLabel:
    both = _("{name}: {text}").format(name=name, text=text)
    head = both[: len(both) - len(text)]
    return SpanLabel([(head, True), (text, False)], size="small")


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
