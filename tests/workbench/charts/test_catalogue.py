"""Charts are found by name, are pure, and cost nothing before the first one is drawn."""

import subprocess
import sys
from collections.abc import Callable

import matplotlib
import pytest

from workbench.charts import catalogue, picture
from workbench.charts.series import BarsData, TrendData
from workbench.charts.style import Size, Style
from workbench.errors import WorkbenchError


@pytest.mark.parametrize("kind", catalogue.NAMES)
def test_each_kind_of_data_has_its_builder(
    kind: str, request: pytest.FixtureRequest, light: Style, page: Size
) -> None:
    data = request.getfixturevalue(f"full_{kind}")("Orders", 6)
    assert catalogue.name_of(data) == kind
    assert catalogue.builder(kind).__name__ == kind
    drawn = catalogue.draw(data, style=light, size=page)
    assert [spot.place for spot in drawn.spots] == list(range(6))


def test_an_unknown_chart_is_said_in_words() -> None:
    with pytest.raises(WorkbenchError, match="pie"):
        catalogue.builder("pie")


def settings() -> dict[str, object]:
    # Reading the backend would choose one.
    return {key: matplotlib.rcParams[key] for key in matplotlib.rcParams if key != "backend"}


@pytest.mark.parametrize("kind", catalogue.NAMES)
def test_the_same_data_gives_the_same_bytes_and_changes_no_setting(
    kind: str, request: pytest.FixtureRequest, light: Style
) -> None:
    data, small = request.getfixturevalue(f"full_{kind}")("Orders", 6), Size.screen(420, 280)
    before = settings()
    first, second = (catalogue.draw(data, style=light, size=small).figure for _ in range(2))
    assert first is not second
    assert picture.png(first) == picture.png(second)
    assert settings() == before


def test_a_picture_has_exactly_the_asked_pixels(
    full_trend: Callable[[str, int], TrendData], light: Style, size: Size
) -> None:
    figure = catalogue.draw(full_trend("Orders", 6), style=light, size=size).figure
    pixels = picture.pixels(figure)
    assert (pixels.width_px, pixels.height_px) == (size.width_px, size.height_px)
    assert len(pixels.rgba) == size.width_px * size.height_px * 4
    # The header of a PNG holds its width and height in the bytes 16 to 24.
    header = picture.png(figure)[16:24]
    wide, high = (int.from_bytes(part, "big") for part in (header[:4], header[4:]))
    assert (wide, high) == (size.width_px, size.height_px)


def test_a_finer_picture_holds_the_same_chart(
    full_trend: Callable[[str, int], TrendData], light: Style, page: Size
) -> None:
    figure = catalogue.draw(full_trend("Orders", 6), style=light, size=page).figure
    header = picture.png(figure, dpi=page.dpi * 2)[16:24]
    assert int.from_bytes(header[:4], "big") == page.width_px * 2


def test_charts_load_matplotlib_only_when_one_is_drawn() -> None:
    code = (
        "import sys\n"
        "import workbench.charts.catalogue, workbench.charts.words, workbench.charts.picture\n"
        "import workbench.charts.trend, workbench.charts.columns, workbench.charts.bars\n"
        "heavy = {'matplotlib', 'numpy', 'babel', 'pandas'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
        "from workbench.charts.measure import Measure\n"
        "from workbench.charts.series import Bar, BarsData\n"
        "from workbench.charts.style import Size, style\n"
        "data = BarsData('a', 'b', Measure(), (Bar('c', 1.0),))\n"
        "size = Size.screen(300, 200)\n"
        "workbench.charts.catalogue.draw(data, style=style('light'), size=size)\n"
        "assert 'matplotlib.pyplot' not in sys.modules\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_letters_look_the_same_whatever_the_setting_of_the_machine(
    full_bars: Callable[[str, int], BarsData], light: Style
) -> None:
    drawn = catalogue.draw(full_bars("Orders", 3), style=light, size=Size.screen(420, 280))
    pictures = set()
    for hinting in ("force_autohint", "none"):
        with matplotlib.rc_context({"text.hinting": hinting}):
            pictures.add(picture.png(drawn.figure))
    assert len(pictures) == 1
