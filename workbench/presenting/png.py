"""A deck as pictures: 1920 x 1080 pixels each, or another size of the same shape."""

from __future__ import annotations

from pathlib import Path

from workbench.charts.picture import png
from workbench.charts.style import Size, Style
from workbench.language import _
from workbench.presenting.cells import clean
from workbench.presenting.pages import figure
from workbench.presenting.slides import Handout, pages
from workbench.presenting.writing import Watch, replacing_all


def write_png(
    handout: Handout,
    target: Path,
    *,
    style: Style,
    size: Size | None = None,
    watch: Watch | None = None,
) -> list[Path]:
    """Write one picture per page and give their paths.

    A deck of one page becomes the target itself; of several, 'name 01.png', 'name 02.png' ...
    beside it. All of them are replaced, or none. Raises ExportFailed and Cancelled.
    """
    watch, size = watch or Watch(), size or Size.slide()
    shown = pages(handout)
    targets = numbered(target, len(shown))
    with replacing_all(targets, watch) as beside:
        for n, (page, path) in enumerate(zip(shown, beside, strict=True)):
            watch.step(n, len(shown), clean(page.title))
            path.write_bytes(png(figure(page, handout, style=style, size=size)))
        watch.step(len(shown), len(shown), _("Saving"))
    return targets


def numbered(target: Path, count: int) -> list[Path]:
    """The target itself for one file; for several 'name 01', 'name 02' ... beside it."""
    if count <= 1:
        return [target] * count
    digits = max(2, len(str(count)))
    numbers = (f"{n:0{digits}d}" for n in range(1, count + 1))
    return [target.with_name(f"{target.stem} {number}{target.suffix}") for number in numbers]
