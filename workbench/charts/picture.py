"""A drawn chart as pixels: a PNG for files and the clipboard, raw pixels for the window."""

from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from matplotlib.figure import Figure


class Pixels(NamedTuple):
    """Rows of red, green, blue, alpha bytes from the top left."""

    width_px: int
    height_px: int
    rgba: bytes


def png(figure: "Figure", *, dpi: float | None = None) -> bytes:
    """The figure as a PNG file in memory, at its own resolution or another one; no date inside."""
    target = BytesIO()
    figure.savefig(target, format="png", dpi=dpi or "figure", metadata={"Software": None})
    return target.getvalue()


def pixels(figure: "Figure") -> Pixels:
    """The figure drawn once, as raw pixels."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    canvas = FigureCanvasAgg(figure)
    canvas.draw()  # type: ignore[no-untyped-call]
    width_px, height_px = canvas.get_width_height()
    rgba = canvas.buffer_rgba()  # type: ignore[no-untyped-call]
    return Pixels(width_px, height_px, bytes(rgba))
