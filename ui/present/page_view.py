"""One page of a deck on the screen, in 16:9, live: its values can be pointed at."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from ui import charting, theme
from ui.present.drawn_ahead import DrawnAhead
from ui.widgets.figure_view import FigureView

if TYPE_CHECKING:
    from workbench.charts.style import Size
    from workbench.presenting.slides import Handout, Prepared


def slide_size(width: int, scale: float) -> Size:
    """A 16:9 page of a width in pixels of the screen."""
    from workbench.charts.style import Size

    wide = max(64, round(width * scale))
    return Size.slide(wide, round(wide * 9 / 16))


class PageView(FigureView):
    """Shows a page of a deck as it would be shown in the meeting; keeps the shape of a page.

    With `ahead` it takes its pictures from those drawn ahead, with `size_of` those of another view's size.
    """

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        look: str = "",
        ahead: DrawnAhead | None = None,
        size_of: Callable[[], Size] | None = None,
    ) -> None:
        super().__init__(parent)
        self._size_of = size_of
        self._slide: Prepared | None = None
        self._handout: Handout | None = None
        self._look, self._ahead = look, ahead

    def show_page(self, slide: Prepared, handout: Handout) -> None:
        """Show a page."""
        from workbench.presenting.slides import KpiSlide

        if slide is self._slide and handout == self._handout:
            return
        if (slide, handout) == (self._slide, self._handout):
            return
        self._slide, self._handout = slide, handout
        self._live = isinstance(slide, KpiSlide)
        self._data = slide.data if isinstance(slide, KpiSlide) else slide
        self._spot = None
        self._draw()

    def alternative(self) -> str:
        """The page in words."""
        from workbench.presenting.pages import words_of

        assert self._slide is not None and self._handout is not None
        return words_of(self._slide, self._handout)

    def look(self) -> str:
        """The theme in which the page is drawn."""
        return self._look or theme.current().name

    def page_size(self) -> Size:
        """The size of the picture in pixels of the screen, or that of the view it follows."""
        if self._size_of is not None:
            return self._size_of()
        return slide_size(self.width(), self.devicePixelRatioF())

    def begin(self) -> Future[charting.Picture]:
        """Have the page drawn."""
        assert self._slide is not None and self._handout is not None
        draw = self._ahead.draw if self._ahead is not None else charting.draw_page
        return draw(self._slide, self._handout, self.look(), self.page_size())

    def hasHeightForWidth(self) -> bool:
        """A page is 16:9."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Nine sixteenths."""
        return round(width * 9 / 16)

    def sizeHint(self) -> QSize:
        """A page that fits most windows."""
        return QSize(960, 540)
