"""Charts drawn away from the window's thread: loading the library takes longer than a frame may.

One thread draws everything, one picture after the other, because the library is not made for two.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from workbench.charts.paper import Drawn
    from workbench.charts.series import ChartData
    from workbench.charts.style import Size
    from workbench.presenting.slides import Handout, Prepared

_draughtsman = ThreadPoolExecutor(max_workers=1, thread_name_prefix="charts")

_waiting: list[Future[Picture]] = []


class Picture(NamedTuple):
    """A drawn chart: its pixels, and where its values are."""

    image: QImage
    drawn: Drawn


def is_idle() -> bool:
    """Whether nothing is waiting to be drawn."""
    return all(one.done() for one in _waiting)


def _submit(work: Callable[..., Picture], *args: object) -> Future[Picture]:
    _waiting[:] = [one for one in _waiting if not one.done()]
    future = _draughtsman.submit(work, *args)
    _waiting.append(future)
    return future


def draw(data: ChartData, theme: str, size: Size) -> Future[Picture]:
    """Have prepared data drawn in a theme ("light" or "dark") at a size."""
    return _submit(_draw, data, theme, size)


def draw_page(slide: Prepared, handout: Handout, theme: str, size: Size) -> Future[Picture]:
    """Have one page of a deck drawn."""
    return _submit(_draw_page, slide, handout, theme, size)


def _draw(data: ChartData, theme: str, size: Size) -> Picture:
    from workbench.charts import catalogue
    from workbench.charts.style import style

    drawn = catalogue.draw(data, style=style(theme), size=size)
    return Picture(image_of(drawn), drawn)


def _draw_page(slide: Prepared, handout: Handout, theme: str, size: Size) -> Picture:
    from workbench.charts.style import style
    from workbench.presenting import pages

    drawn = pages.page(slide, handout, style=style(theme), size=size)
    return Picture(image_of(drawn), drawn)


def draw_here(draw: Callable[[], Figure]) -> QImage:
    """Have a figure drawn by the one thread that draws, and wait for it; not for the window's thread."""
    return _draughtsman.submit(lambda: image_of_figure(draw())).result()


def image_of(drawn: Drawn) -> QImage:
    """The pixels of a drawn chart as an image of its own."""
    return image_of_figure(drawn.figure)


def image_of_figure(figure: Figure) -> QImage:
    """The pixels of a figure as an image of its own."""
    from workbench.charts.picture import pixels

    found = pixels(figure)
    raw = QImage(
        found.rgba,
        found.width_px,
        found.height_px,
        4 * found.width_px,
        QImage.Format.Format_RGBA8888,
    )
    return raw.copy()  # the bytes belong to Python and will go
