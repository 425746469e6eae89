"""The timeline of the roadmap: its switches, what the widget shows, and what dragging asks for."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.choice_field import ChoiceField
from ui.widgets.segmented import Segmented
from ui.widgets.timeline import Band, Bar, BarRow, Loose, TimelineView, Work
from ui.widgets.timeline_scale import Scale, around
from workbench.kpis.calendar import Calendar, spine
from workbench.language import _, day, number
from workbench.roadmap import timeline

if TYPE_CHECKING:
    from ui.pages.roadmap_views import Shown
    from workbench.roadmap.backlog import Item
    from workbench.roadmap.retail_calendar import Event


class Timeline(QWidget):
    """The widget with zoom, rows and links over it. `planned(id, days, words)` asks for other days."""

    chosen = Signal(int)
    opened = Signal(int)
    deleted = Signal(int)
    planned = Signal(int, object, str)
    calendar_wanted = Signal(object, object)
    option_changed = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: Shown | None = None
        self._items: dict[int, Item] = {}
        self._span: tuple[date, date] | None = None
        self.view = TimelineView()
        for name in ("chosen", "opened", "deleted"):
            getattr(self.view, name).connect(getattr(self, name))
        self.view.moved.connect(self._move)
        self.view.dated.connect(self._date)
        self.zoom = Segmented(
            [("week", _("Week")), ("month", _("Month")), ("quarter", _("Quarter")), ("year", _("Year"))],
            "month", name=_("Zoom"),
        )  # fmt: skip
        self.zoom.chosen.connect(lambda key: self.option_changed.emit("zoom", key))
        self.rows = ChoiceField(
            [("theme", _("Rows by theme")), ("owner", _("Rows by owner")), ("stage", _("Rows by stage"))],
            "theme", name=_("Rows of the timeline"),
        )  # fmt: skip
        self.rows.picked.connect(lambda key: self.option_changed.emit("rows", str(key)))
        self.links = QCheckBox(_("What waits for what"))
        self.links.clicked.connect(lambda on: self.option_changed.emit("links", "1" if on else ""))
        row = QHBoxLayout()
        row.setSpacing(12)
        for part in (self.zoom, self.rows, self.links):
            row.addWidget(part)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(row)
        column.addWidget(self.view, 1)
        self.setFocusProxy(self.view)

    def show_items(self, shown: Shown) -> None:
        """Show the items that have dates as bars, the open ones without in the strip."""
        self._shown, found = shown, shown.reading
        self._items = {item.id: item for item in shown.items}
        zoom, by = shown.options.get("zoom", "month"), shown.options.get("rows", "theme")
        self.zoom.set_current(zoom)
        self.rows.set_key(by)
        self.links.setChecked(bool(shown.options.get("links")))
        plan = timeline.timeline(shown.items, today=found.today, row_of=_row_of(by))
        days = [
            d
            for row in plan.rows
            for s in row.spans
            for d in (s.first_day, s.last_day, s.planned_last)
        ]
        scale = around(days, found.today, zoom)
        wrong = {(p.before_id, p.after_id) for p in found.problems}
        links = (
            [(*link, tuple(link) in wrong) for link in found.links]
            if self.links.isChecked()
            else []
        )
        rows = [self._row(row, by) for row in plan.rows]
        loose = [_loose(self._items[i]) for i in plan.undated]
        self.view.show_plan(scale, rows, loose, links, self._work(shown, scale), found.today)
        if shown.selected:
            self.view.choose(shown.selected, tell=False)
        if self._span != (scale.first, scale.last):
            self._span = (scale.first, scale.last)
            self.calendar_wanted.emit(scale.first, scale.last)

    def show_events(self, events: list[Event]) -> None:
        """Show the retail calendar and the weeks of no change behind the bars."""
        kept = [e for e in events if e.kind != "public" or e.no_change]
        self.view.show_bands([Band(e.name, e.first_day, e.last_day, e.no_change) for e in kept])

    def forget_calendar(self) -> None:
        """Ask for the calendar again next time: a season was changed."""
        self._span = None

    def _row(self, row: timeline.Row, by: str) -> BarRow:
        bars = tuple(self._bar(span) for span in row.spans)
        names = {"theme": _("no theme"), "owner": _("nobody yet")}
        colour = (bars[0].colour if bars else "") if by == "theme" else ""
        return BarRow(row.name or names.get(by, ""), colour, bars, row.tracks)

    def _bar(self, span: timeline.Span) -> Bar:
        item = self._items[span.item_id]
        return Bar(
            item.id, item.title, item.theme_colour or "", span.first_day, span.last_day,
            span.planned_last, span.is_milestone, span.is_late or span.past_deadline,
            item.stage.is_open, partial(self._spoken, span),
        )  # fmt: skip

    def _spoken(self, span: timeline.Span) -> str:
        """A bar in words."""
        assert self._shown is not None
        locale = self._shown.reading.brand.locale
        text = _("{title}, {first} to {last}")
        if span.is_late:
            text = _("{title}, {first} to {last}, late")
        return text.format(
            title=self._items[span.item_id].title,
            first=day(span.first_day, locale),
            last=day(span.last_day, locale),
        )

    def _work(self, shown: Shown, scale: Scale) -> list[Work]:
        """Weeks of work against weeks available, month by month, from this month on."""
        found = shown.reading
        calendar = Calendar(found.brand.week_start, found.brand.fiscal_start)
        months = spine(found.today, scale.last, "month", calendar)
        locale = found.brand.locale
        loads = timeline.capacity(shown.items, months)
        return [
            Work(
                load.period.first_day, load.period.last_day, _load_words(load, locale), load.is_over
            )
            for load in loads
            if load.work
        ]

    def _move(self, item_id: int, days: int, end: str) -> None:
        item = self._items.get(item_id)
        if item is None:
            return
        if item.start_day is None or item.due_day is None:
            end = "both"
        fields = timeline.moved(item, days=days, end=end)
        if fields:
            self.planned.emit(item_id, fields, self._days_words(item, fields))

    def _date(self, item_id: int, first: date) -> None:
        """Date an item that has no dates: as long as its effort, else two weeks."""
        item = self._items.get(item_id)
        if item is None or self._shown is None:
            return
        effort = timeline.effort_weeks(item, self._shown.reading.scheme)
        weeks = timeline.weeks_needed(effort) if effort else 2
        fields = {"start_day": first, "due_day": first + timedelta(7 * weeks - 1)}
        self.planned.emit(item_id, fields, self._days_words(item, fields))

    def _days_words(self, item: Item, fields: dict[str, Any]) -> str:
        assert self._shown is not None
        locale = self._shown.reading.brand.locale
        first = fields.get("start_day", item.start_day) or fields.get("due_day")
        last = fields.get("due_day", item.due_day) or first
        text = _("{title}: {first} to {last}")
        return text.format(title=item.title, first=day(first, locale), last=day(last, locale))


def _row_of(by: str) -> Any:
    return {
        "owner": lambda item: item.owner or "",
        "stage": lambda item: item.stage.label,
    }.get(by, lambda item: item.theme or "")


def _loose(item: Item) -> Loose:
    return Loose(item.id, item.title, item.theme_colour or "")


def _load_words(load: timeline.Load, locale: str) -> str:
    work, room = (number(value, locale, decimals=1) for value in (load.work, load.available))
    if load.unknown:
        text = _("{work} of {room}, {n} without effort")
        return text.format(work=work, room=room, n=len(load.unknown))
    return _("{work} of {room}").format(work=work, room=room)
