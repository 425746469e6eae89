"""The brand's logo in the top corner of a page: small, in the margin, never over the words."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from workbench.charts.style import Size

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_HIGH, _WIDEST = 0.6, 6.0  # of the margin: how high, and how many times as wide as that at most


def put_logo(figure: Figure, png: bytes, size: Size) -> None:
    """Draw a PNG into the top right margin of a page; a picture that cannot be read is left out."""
    from matplotlib.image import imread

    try:
        picture = imread(BytesIO(png), format="png")
    except (ValueError, OSError, SyntaxError):
        return
    high, wide = fitted(picture.shape[1], picture.shape[0], size.pad_px * _HIGH)
    left = size.width_px - size.pad_px - wide
    top = (size.pad_px - high) / 2
    place = (
        left / size.width_px,
        1 - (top + high) / size.height_px,
        wide / size.width_px,
        high / size.height_px,
    )
    axes = figure.add_axes(place)
    axes.set_axis_off()
    axes.imshow(picture, aspect="auto", interpolation="lanczos")


def fitted(width: float, height: float, room: float) -> tuple[float, float]:
    """Height and width of a logo in a margin `room` high, keeping its shape."""
    high = room
    wide = width / max(height, 1) * high
    if wide > room * _WIDEST:
        wide = room * _WIDEST
        high = wide * height / max(width, 1)
    return high, wide
