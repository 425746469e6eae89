"""The figure that charts are drawn on. Imports matplotlib: load it when a chart is first needed."""

from collections.abc import Iterator
from contextlib import contextmanager

import matplotlib
from matplotlib.backend_bases import RendererBase
from matplotlib.figure import Figure


class Sheet(Figure):
    """A figure whose letters keep their drawn shapes and distances on every canvas.

    The default forces letters onto whole pixels, which spaces small text unevenly and takes half
    as long again; texts are measured and drawn alike, so it is switched off around both.
    """

    def draw(self, renderer: RendererBase) -> None:
        """Draw everything, without hinting."""
        with unhinted():
            super().draw(renderer)


@contextmanager
def unhinted() -> Iterator[None]:
    """Switch off the hinting of letters for a while, and put the setting back."""
    before = matplotlib.rcParams["text.hinting"]
    matplotlib.rcParams["text.hinting"] = "none"
    try:
        yield
    finally:
        matplotlib.rcParams["text.hinting"] = before
