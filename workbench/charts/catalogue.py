"""The charts by name: which builder draws which prepared data."""

from collections.abc import Callable
from importlib import import_module

from workbench.charts.compared import BulletData, ComparedPicture, HeatData, ScatterData
from workbench.charts.likely import CourseData, IntervalsData, TestPicture
from workbench.charts.paper import Drawn
from workbench.charts.series import BarsData, ChartData, ColumnsData, TrendData, WaterfallData
from workbench.charts.style import Size, Style
from workbench.errors import WorkbenchError
from workbench.language import _

Builder = Callable[..., Drawn]

_KINDS: dict[str, type[ChartData]] = {
    "trend": TrendData,
    "columns": ColumnsData,
    "bars": BarsData,
    "waterfall": WaterfallData,
}

NAMES = tuple(_KINDS)

# What the office files do not know: pictures of a test, and those that compare without time.
_PICTURES: dict[str, type[TestPicture] | type[ComparedPicture]] = {
    "intervals": IntervalsData,
    "course": CourseData,
    "heatmap": HeatData,
    "scatter": ScatterData,
    "bullet": BulletData,
}


def builder(name: str) -> Builder:
    """The function (data, *, style, size) -> Drawn that draws a kind of chart.

    Raises WorkbenchError for an unknown name.
    """
    if name not in _KINDS and name not in _PICTURES:
        raise WorkbenchError(_("There is no chart called “{name}”.").format(name=name))
    found: Builder = getattr(import_module(f"workbench.charts.{name}"), name)
    return found


def name_of(data: ChartData | TestPicture | ComparedPicture) -> str:
    """The name of the chart that draws this data."""
    kinds = (*_KINDS.items(), *_PICTURES.items())
    return next(name for name, kind in kinds if isinstance(data, kind))


def draw(data: ChartData | TestPicture | ComparedPicture, *, style: Style, size: Size) -> Drawn:
    """Draw prepared data with the builder that belongs to it; a new figure each time."""
    return builder(name_of(data))(data, style=style, size=size)
