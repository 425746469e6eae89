"""The charts by name: which builder draws which prepared data."""

from collections.abc import Callable
from importlib import import_module

from workbench.charts.paper import Drawn
from workbench.charts.series import BarsData, ChartData, ColumnsData, TrendData
from workbench.charts.style import Size, Style
from workbench.errors import WorkbenchError
from workbench.language import _

Builder = Callable[..., Drawn]

_KINDS: dict[str, type[TrendData] | type[ColumnsData] | type[BarsData]] = {
    "trend": TrendData,
    "columns": ColumnsData,
    "bars": BarsData,
}

NAMES = tuple(_KINDS)


def builder(name: str) -> Builder:
    """The function (data, *, style, size) -> Drawn that draws a kind of chart.

    Raises WorkbenchError for an unknown name.
    """
    if name not in _KINDS:
        raise WorkbenchError(_("There is no chart called “{name}”.").format(name=name))
    found: Builder = getattr(import_module(f"workbench.charts.{name}"), name)
    return found


def name_of(data: ChartData) -> str:
    """The name of the chart that draws this data."""
    return next(name for name, kind in _KINDS.items() if isinstance(data, kind))


def draw(data: ChartData, *, style: Style, size: Size) -> Drawn:
    """Draw prepared data with the builder that belongs to it; a new figure each time."""
    return builder(name_of(data))(data, style=style, size=size)
