"""Where the labels of bubbles go, so that none lies on another label or bubble."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF

GAP = 4.0


def fanned(
    places: Mapping[int, QPointF], radii: Mapping[int, float], inside: QRectF
) -> dict[int, QPointF]:
    """Bubbles on the very same spot, set side by side around it and inside; the others stay."""
    held: dict[tuple[int, int], list[int]] = {}
    for key, at in places.items():
        held.setdefault((round(at.x()), round(at.y())), []).append(key)
    found = {}
    for keys in held.values():
        widths = [2 * radii[key] + 3 for key in keys]
        middle = places[keys[0]].x()
        room = max(inside.left(), inside.right() - sum(widths))
        left = min(max(middle - sum(widths) / 2, inside.left()), room) - middle
        for key, wide in zip(keys, widths, strict=True):
            step = left + wide / 2 if len(keys) > 1 else 0.0
            found[key] = places[key] + QPointF(step, 0)
            left += wide
    return found


def placed(
    order: Sequence[int],
    places: Mapping[int, QPointF],
    radii: Mapping[int, float],
    sizes: Mapping[int, QSizeF],
    inside: QRectF,
) -> dict[int, QRectF]:
    """A free place beside each bubble, those first in `order` first; one without a free place has none."""
    bubbles = {
        key: QRectF(at.x() - radii[key], at.y() - radii[key], 2 * radii[key], 2 * radii[key])
        for key, at in places.items()
    }
    found: dict[int, QRectF] = {}
    for key in order:
        for area in _beside(bubbles[key], sizes[key]):
            if not inside.contains(area) or any(area.intersects(o) for o in found.values()):
                continue
            if any(area.intersects(o) for other, o in bubbles.items() if other != key):
                continue
            found[key] = area
            break
    return found


def _beside(bubble: QRectF, size: QSizeF) -> list[QRectF]:
    """Right, left, below, above, then the corners."""
    wide, high = size.width(), size.height()
    middle_x, middle_y = bubble.center().x() - wide / 2, bubble.center().y() - high / 2
    right, left = bubble.right() + GAP, bubble.left() - GAP - wide
    under, over = bubble.bottom() + 1, bubble.top() - 1 - high
    corners = [
        (right, middle_y), (left, middle_y), (middle_x, under), (middle_x, over),
        (right, under), (right, over), (left, under), (left, over),
    ]  # fmt: skip
    return [QRectF(x, y, wide, high) for x, y in corners]
