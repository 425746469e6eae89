"""The matrix of the roadmap: which criteria are its axes, what the widget shows, what a drag asks for."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.choice_field import ChoiceField
from ui.widgets.matrix import Dot, MatrixView, Side
from ui.widgets.score_rows import written
from ui.widgets.text import label
from workbench.language import _, ngettext, number
from workbench.roadmap import matrix
from workbench.roadmap.matrix import snapped

if TYPE_CHECKING:
    from ui.pages.roadmap_views import Shown
    from workbench.roadmap.frameworks import Framework
    from workbench.roadmap.matrix import Axis, Bubble


class MatrixPane(QWidget):
    """The widget with its axes to choose over it. `dragged(item, x, y)`: (criterion, value) each."""

    chosen = Signal(int)
    opened = Signal(int)
    deleted = Signal(int)
    dragged = Signal(int, object, object, str)
    option_changed = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: Shown | None = None
        self._drawn: Any = None
        self.view = MatrixView()
        for name in ("chosen", "opened", "deleted"):
            getattr(self.view, name).connect(getattr(self, name))
        self.view.dragged.connect(self._drag)
        self.x = ChoiceField(name=_("Across"))
        self.y = ChoiceField(name=_("Upwards"))
        self.size = ChoiceField(name=_("Size of the bubbles"))
        self.without = label("", size="small", tone="muted")
        row = QHBoxLayout()
        row.setSpacing(8)
        for words, key, field in (
            (_("Across"), "x", self.x), (_("Upwards"), "y", self.y), (_("Size"), "size", self.size),
        ):  # fmt: skip
            row.addWidget(label(words, size="small", tone="muted"))
            row.addWidget(field)
            row.addSpacing(8)
            field.picked.connect(lambda picked, key=key: self.option_changed.emit(key, str(picked)))
        row.addWidget(self.without)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.view, 1)
        self.setFocusProxy(self.view)

    def show_items(self, shown: Shown) -> None:
        """Show the open items that have both numbers; the others are counted."""
        self._shown, found = shown, shown.reading
        scheme = found.scheme
        x, y, size = _axes(scheme, shown.options)
        self._offer(scheme, x, y, size)
        items = [item for item in shown.items if item.stage.is_open]
        names = matrix.quarter_names() if _is_usual(scheme, x, y) else ("", "", "", "")
        drawn = matrix.matrix(items, scheme, x=x, y=y, size=size, names=names)
        self._drawn = drawn
        by_id = {item.id: item for item in items}
        largest = max((b.size or 0.0 for b in drawn.bubbles), default=0.0)
        across, up = self._side(scheme, drawn.x), self._side(scheme, drawn.y)
        dots = []
        for bubble in drawn.bubbles:
            item = by_id[bubble.item_id]
            part = (bubble.size or 0.0) / largest if largest else 0.15
            said = partial(_spoken, item.title, across, up, bubble)
            dots.append(
                Dot(item.id, item.title, item.theme_colour or "", bubble.x, bubble.y, part, said)
            )
        self.view.show_dots(dots, across, up, drawn.quarters)
        self.view.setAccessibleName(
            _("Matrix of {x} and {y}, {n} items").format(x=across.words, y=up.words, n=len(dots))
        )
        n = len(drawn.unplaced)
        text = ngettext("{n} item lacks a number", "{n} items lack a number", n)
        self.without.setText(text.format(n=n) if n else "")
        if shown.selected:
            self.view.choose(shown.selected, tell=False)

    def _offer(self, scheme: Framework, x: str, y: str, size: str) -> None:
        options = [(c.key, c.label) for c in scheme.criteria]
        options.append(("score", _("Score ({framework})").format(framework=scheme.label)))
        self.x.set_options(options, x)
        self.y.set_options(options, y)
        self.size.set_options([("", _("all the same")), *options], size)

    def _side(self, scheme: Framework, axis: Axis) -> Side:
        assert self._shown is not None
        locale = self._shown.reading.brand.locale
        if axis.key == "score":

            def tell(value: float) -> str:
                return number(value, locale, decimals=scheme.decimals)

            return Side(
                axis.label, axis.low, axis.high, axis.middle, True, lambda value, _by: value, tell
            )
        asked = scheme.criterion(axis.key)
        steps = [choice.value for choice in asked.choices]

        def step(value: float, by: int) -> float:
            if steps:
                beyond = [s for s in steps if (s > value if by > 0 else s < value)]
                return (min(beyond) if by > 0 else max(beyond)) if beyond else value
            by_one = 1.0 if asked.maximum is None or asked.maximum >= 5 else 0.1
            if asked.maximum is None and axis.high > 100:
                by_one = 10 ** (len(str(int(axis.high))) - 2)
            return max(asked.minimum, min(value + by * by_one, asked.maximum or float("inf")))

        return Side(
            axis.label, axis.low, axis.high, axis.middle, False, step,
            lambda value: written(asked, snapped(asked, value), locale),
        )  # fmt: skip

    def _drag(self, item_id: int, x: float, y: float) -> None:
        assert self._shown is not None
        scheme, drawn = self._shown.reading.scheme, self._drawn
        side = self._side(scheme, drawn.x), self._side(scheme, drawn.y)
        title = next(i.title for i in self._shown.items if i.id == item_id)
        said = _("{title}: {x} {across}, {y} {up}").format(
            title=title, x=side[0].words, across=side[0].written(x),
            y=side[1].words, up=side[1].written(y),
        )  # fmt: skip
        self.dragged.emit(item_id, (drawn.x.key, x), (drawn.y.key, y), said)


def _spoken(title: str, x: Side, y: Side, bubble: Bubble) -> str:
    return _("{title}: {x} {across}, {y} {up}").format(
        title=title, x=x.words, across=x.written(bubble.x), y=y.words, up=y.written(bubble.y)
    )


def _axes(scheme: Framework, options: dict[str, str]) -> tuple[str, str, str]:
    """The chosen axes where this framework has them; else cost across and the first benefit upwards."""
    keys = [c.key for c in scheme.criteria]
    known = [*keys, "score"]
    cost = next((c.key for c in scheme.criteria if c.cost), keys[-1])
    value = next((key for key in ("value", "impact") if key in keys), "")
    value = value or next((key for key in keys if key != cost), "score")
    x, y = options.get("x", cost), options.get("y", value)
    size = options.get("size", "score")
    return (
        x if x in known else cost,
        y if y in known else value,
        size if size in ("", *known) else "score",
    )


def _is_usual(scheme: Framework, x: str, y: str) -> bool:
    """Whether value goes upwards and cost to the right, which the usual names of the quarters mean."""
    costs = {c.key for c in scheme.criteria if c.cost}
    return x in costs and y not in costs
