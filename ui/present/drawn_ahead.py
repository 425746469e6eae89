"""Pages drawn before they are asked for, so that a slide is there when the key is pressed."""

from __future__ import annotations

from collections import OrderedDict
from concurrent.futures import Future
from typing import TYPE_CHECKING

from ui import charting

if TYPE_CHECKING:
    from workbench.charts.style import Size
    from workbench.presenting.slides import Handout, Prepared

_KEPT = 12  # pictures; one of 3840 x 2160 takes 33 MB


class DrawnAhead:
    """Keeps the last pictures; asking for one that is being drawn waits for that drawing."""

    def __init__(self) -> None:
        self._held: OrderedDict[tuple[int, str, Size], tuple[Prepared, Future[charting.Picture]]]
        self._held = OrderedDict()

    def draw(
        self, page: Prepared, handout: Handout, theme: str, size: Size
    ) -> Future[charting.Picture]:
        """The picture of a page: the one held, else a new one."""
        key = (id(page), theme, size)
        held = self._held.get(key)
        if held is not None and held[0] is page and not _failed(held[1]):
            self._held.move_to_end(key)
            return held[1]
        future = charting.draw_page(page, handout, theme, size)
        self._held[key] = (page, future)
        while len(self._held) > _KEPT:
            self._held.popitem(last=False)
        return future

    def is_drawn(self, page: Prepared, theme: str, size: Size) -> bool:
        """Whether a page could be shown at once."""
        held = self._held.get((id(page), theme, size))
        return held is not None and held[0] is page and held[1].done()


def _failed(future: Future[charting.Picture]) -> bool:
    return future.done() and (future.cancelled() or future.exception() is not None)
