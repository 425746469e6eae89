"""How a timeline is painted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPen, QPolygonF

from ui import theme
from ui.widgets.card import paint_dot
from ui.widgets.surface import draw_hairline, draw_surface
from workbench.language import _

if TYPE_CHECKING:
    from ui.widgets.timeline import Bar, Loose, TimelineView

SIDE, HEAD = 132, 74
MIDDLE = Qt.AlignmentFlag.AlignVCenter
SHORT = Qt.TextElideMode.ElideRight


def whole(painter: QPainter, view: TimelineView) -> None:
    """Paint all of it."""
    port = view.viewport().rect()
    low = port.height() - view.strip_height()
    across, down = view.horizontalScrollBar().value(), view.verticalScrollBar().value()
    painter.save()
    painter.setClipRect(SIDE, 0, port.width() - SIDE, low)
    painter.translate(SIDE - across, 0)
    _calendar(painter, view, low, across)
    _day_line(painter, view, view.today, low, "accent")
    painter.setClipRect(across, HEAD, port.width() - SIDE, low - HEAD)
    painter.translate(0, HEAD - down)
    for n in range(1, len(view.rows)):
        draw_hairline(painter, across, across + port.width(), view.tops[n])
    _links(painter, view)
    # What is far from the window is not painted; titles may stand beside a short bar.
    seen = QRectF(across - 400, down - 40, port.width() + 440, low - HEAD + 80)
    for row in view.rows:
        for bar in row.bars:
            if bar.id == view.current or seen.intersects(view.places[bar.id]):
                _bar(painter, view, bar)
    painter.restore()
    _drop(painter, view, low, across)
    _names(painter, view, low, down)
    if view.loose:
        _strip(painter, view, port, low)


def _calendar(painter: QPainter, view: TimelineView, low: int, across: int) -> None:
    """Months, weeks, weeks of work, no-change weeks and retail days."""
    look, scale = theme.current(), view.scale
    assert scale is not None
    _bands(painter, view, low)
    painter.setFont(look.font("small", theme.SEMIBOLD))
    for first, last in scale.months():
        left, right = scale.x(first), scale.x(last + timedelta(1))
        painter.fillRect(QRectF(left, 0, 1, low), look.colour("line"))
        painter.setPen(look.colour("muted"))
        start = max(left, across) + 6
        words = _month(first, right - start, painter.fontMetrics())
        painter.drawText(QRectF(start, 0, right - start - 4, 22), MIDDLE, words)
    if scale.per_day > 5:
        for day in scale.mondays():
            painter.fillRect(QRectF(scale.x(day), 22, 1, low - 22), look.colour("line"))
    painter.setFont(look.font("small", tabular=True))
    for one in view.work:
        left, right = scale.x(one.first), scale.x(one.last + timedelta(1))
        start = max(left, across) + 6
        painter.setPen(look.colour("bad" if one.is_over else "faint"))
        room = right - start - 4
        if painter.fontMetrics().horizontalAdvance(one.text) <= room:
            painter.drawText(QRectF(start, 20, room, 20), MIDDLE, one.text)


def _month(first: object, wide: float, metrics: QFontMetrics) -> str:
    from workbench.language import day as written

    for pattern in ("MMMM y", "MMM y", "MMM", "MMMMM"):
        text = written(first, _locale(), pattern)  # type: ignore[arg-type]
        if metrics.horizontalAdvance(text) + 10 <= wide:
            return text
    return ""


def _locale() -> str:
    from PySide6.QtCore import QLocale

    return QLocale().name()


def _bands(painter: QPainter, view: TimelineView, low: int) -> None:
    look, scale = theme.current(), view.scale
    assert scale is not None
    painter.setFont(look.font("small"))
    metrics, taken = painter.fontMetrics(), [-1e9, -1e9]
    for band in sorted(view.bands, key=lambda one: (not one.no_change, one.first)):
        left, right = scale.x(band.first), scale.x(band.last + timedelta(1))
        area = QRectF(left, 40, max(right - left, 2), low - 40)
        ground = look.colour("warning_soft" if band.no_change else "line")
        if (band.last - band.first).days > 7 and not band.no_change:
            ground.setAlpha(110)  # a long season must not weigh more than a day
        painter.fillRect(area, ground)
    for band in sorted(view.bands, key=lambda one: one.first):
        left = scale.x(band.first) + 4
        wide = metrics.horizontalAdvance(band.name)
        line = next((n for n in (0, 1) if taken[n] <= left), None)
        if line is None:
            continue
        taken[line] = left + wide + 10
        painter.setPen(look.colour("warning" if band.no_change else "faint"))
        painter.drawText(QRectF(left, 40 + 16 * line, wide + 2, 16), MIDDLE, band.name)


def _bar(painter: QPainter, view: TimelineView, bar: Bar) -> None:
    look, scale = theme.current(), view.scale
    assert scale is not None
    days, end = view.drag_of(bar.id)
    place = QRectF(view.places[bar.id])
    step = days * scale.per_day
    if days and end in ("both", "first"):
        place.setLeft(
            min(place.left() + step, place.right() - 8) if end == "first" else place.left() + step
        )
    if days and end in ("both", "last"):
        place.setRight(max(place.right() + step, place.left() + 8))
    chosen = bar.id == view.current
    colour = QColor(bar.colour or look.colour("muted"))
    if bar.milestone:
        _diamond(painter, place, colour, bar, chosen and view.hasFocus())
        return
    _body(painter, view, place, bar, colour)
    if chosen:
        pen = QPen(look.colour("accent"), 2 if view.hasFocus() else 1.2)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(place.adjusted(-1, -1, 1, 1), 6, 6)
    _bar_words(painter, view, place, bar)


def _body(painter: QPainter, view: TimelineView, place: QRectF, bar: Bar, colour: QColor) -> None:
    """The soft body with the theme's colour at its left; later than planned, what was planned is dotted."""
    look, scale = theme.current(), view.scale
    assert scale is not None
    soft = QColor(colour)
    soft.setAlpha(70 if look.dark else 45)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("panel"))
    painter.drawRoundedRect(place, 5, 5)
    painter.setBrush(soft)
    painter.drawRoundedRect(place, 5, 5)
    painter.setBrush(colour)
    painter.drawRoundedRect(QRectF(place.left(), place.top(), 4, place.height()), 2, 2)
    if bar.planned_last != bar.last:
        plan = QRectF(place)
        plan.setRight(scale.x(bar.planned_last + timedelta(1)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.colour("muted"), 1.2, Qt.PenStyle.DotLine))
        painter.drawRoundedRect(plan, 5, 5)


def _bar_words(painter: QPainter, view: TimelineView, place: QRectF, bar: Bar) -> None:
    """The title: in the bar, from where it can be seen; beside it where the bar is short and there is room."""
    look = theme.current()
    painter.setFont(look.font("small", theme.SEMIBOLD))
    painter.setPen(look.colour("bad" if bar.late else "text"))
    metrics = painter.fontMetrics()
    wide = metrics.horizontalAdvance(bar.title)
    inner = place.adjusted(10, 0, -6, 0)
    inner.setLeft(max(inner.left(), view.horizontalScrollBar().value() + 8.0))
    beside = QRectF(place.right() + 6, place.top(), wide + 4, place.height())
    if wide > inner.width() and inner.width() > 0 and view.rooms[bar.id] > wide + 12:
        painter.drawText(beside, MIDDLE | Qt.TextFlag.TextSingleLine, bar.title)
        return
    words = metrics.elidedText(bar.title, SHORT, int(inner.width()))
    if inner.width() > 0 and (len(words) > 3 or words == bar.title):
        painter.drawText(inner, MIDDLE | Qt.TextFlag.TextSingleLine, words)


def _diamond(painter: QPainter, place: QRectF, colour: QColor, bar: Bar, ring: bool) -> None:
    look, half = theme.current(), 7.0
    middle = QPointF(place.left() + half, place.center().y())
    shape = QPolygonF(
        [middle + QPointF(x, y) for x, y in ((0, -half), (half, 0), (0, half), (-half, 0))]
    )
    painter.setPen(QPen(look.colour("accent"), 2) if ring else Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(shape)
    painter.setPen(look.colour("bad" if bar.late else "text"))
    painter.setFont(look.font("small"))
    words = painter.fontMetrics().elidedText(bar.title, SHORT, 150)
    painter.drawText(QRectF(middle.x() + half + 5, place.top(), 155, place.height()), MIDDLE, words)


def _links(painter: QPainter, view: TimelineView) -> None:
    look = theme.current()
    for before, after, wrong in view.links:
        if before not in view.places or after not in view.places:
            continue
        one, other = view.places[before], view.places[after]
        start, end = (
            QPointF(one.right(), one.center().y()),
            QPointF(other.left(), other.center().y()),
        )
        path = QPainterPath(start)
        path.cubicTo(start + QPointF(18, 0), end - QPointF(18, 0), end)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.colour("bad" if wrong else "muted"), 1.4))
        painter.drawPath(path)
        painter.drawLine(QLineF(end, end + QPointF(-5, -4)))
        painter.drawLine(QLineF(end, end + QPointF(-5, 4)))


def _day_line(painter: QPainter, view: TimelineView, day: date, low: int, role: str) -> None:
    """A line down the middle of a day."""
    assert view.scale is not None
    x = view.scale.x(day) + view.scale.per_day / 2
    painter.setPen(QPen(theme.current().colour(role), 1.6))
    painter.drawLine(QLineF(x, 22, x, low))


def _drop(painter: QPainter, view: TimelineView, low: int, across: int) -> None:
    """Where an item from the strip would begin."""
    if view.drop_day is None or view.scale is None:
        return
    from workbench.language import day as written

    painter.save()
    painter.translate(SIDE - across, 0)
    _day_line(painter, view, view.drop_day, low, "text")
    painter.setFont(theme.current().font("small", theme.SEMIBOLD))
    words = written(view.drop_day, _locale(), "EEE d MMM")
    painter.drawText(QPointF(view.scale.x(view.drop_day) + 16, HEAD + 14), words)
    painter.restore()


def _names(painter: QPainter, view: TimelineView, low: int, down: int) -> None:
    look = theme.current()
    painter.save()
    painter.setFont(look.font("small", tabular=True))
    painter.setPen(look.colour("faint"))
    if view.work:
        painter.drawText(QRect(2, 20, SIDE - 10, 20), MIDDLE, _("Weeks of work"))
    painter.setClipRect(0, HEAD, SIDE, low - HEAD)
    for top, row in zip(view.tops, view.rows, strict=False):
        line = QRect(2, HEAD + top - down + 10, SIDE - 14, 20)
        paint_dot(painter, line, row.colour)
        painter.setPen(look.colour("text"))
        painter.setFont(look.font("body"))
        words = painter.fontMetrics().elidedText(row.words, SHORT, line.width() - 16)
        painter.drawText(line.adjusted(16, 0, 0, 0), MIDDLE, words)
    painter.restore()


def chip_places(loose: Sequence[Loose], port: QRect, height: int) -> dict[int, QRect]:
    """Where the items without dates stand: side by side, as many as there is room for."""
    if not loose or not height:
        return {}
    metrics = QFontMetrics(theme.current().font("small"))
    found, left, top = {}, SIDE, port.height() - height + 28
    for one in loose:
        wide = min(metrics.horizontalAdvance(one.title) + 30, 190)
        if left + wide > port.width() - 4:
            break
        found[one.id] = QRect(left, top, wide, 28)
        left += wide + 8
    return found


def _strip(painter: QPainter, view: TimelineView, port: QRect, low: int) -> None:
    look = theme.current()
    draw_hairline(painter, 0, port.width(), low)
    painter.setFont(look.font("small", theme.SEMIBOLD))
    painter.setPen(look.colour("muted"))
    words = _("Without dates: drag one onto a day")
    places = view.chips()
    if len(places) < len(view.loose):
        more = _("Without dates: drag one onto a day ({n} more are in the table)")
        words = more.format(n=len(view.loose) - len(places))
    painter.drawText(QRect(SIDE, low + 4, port.width() - SIDE, 20), MIDDLE, words)
    painter.setFont(look.font("small"))
    for one in view.loose:
        place = places.get(one.id)
        if place is None:
            continue
        chosen = one.id == view.current
        line = "accent" if chosen else "line"
        width = 2.0 if chosen and view.hasFocus() else None
        draw_surface(painter, QRectF(place), line=line, radius=6, shadow=False, width=width)
        paint_dot(painter, place.adjusted(8, 0, 0, 0), one.colour)
        painter.setPen(look.colour("text"))
        inner = place.adjusted(22, 0, -6, 0)
        text = painter.fontMetrics().elidedText(one.title, SHORT, inner.width())
        painter.drawText(inner, MIDDLE, text)
