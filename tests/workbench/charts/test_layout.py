"""Every chart keeps its texts on the canvas and apart, whatever is written and at any size."""

from collections.abc import Callable

import pytest

from workbench.charts.catalogue import draw
from workbench.charts.paper import Drawn
from workbench.charts.series import BarsData, ColumnsData, TrendData, WaterfallData
from workbench.charts.style import Size, Style

NASTY = {
    "mathematics": r"Sales of $\frac{a}{b}$ & $x_1$ <b>",
    "underscore": "_x",
    "chinese": "新しい商品ページを公開した週に売上が下がった",
    "long": "A takeaway that goes on and on " * 7,
    "one word": "W" * 200,
    "emoji": "Candles 🔥🕯️ sell\u200b again\nand again",
    "arabic": "انخفضت المبيعات هذا الأسبوع",
    "blank": " ",
}


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY.keys())
def test_a_trend_keeps_nasty_texts_apart(
    text: str,
    full_trend: Callable[[str, int], TrendData],
    assert_tidy: Callable[[Drawn], None],
    light: Style,
    size: Size,
) -> None:
    assert_tidy(draw(full_trend(text, 30), style=light, size=size))


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY.keys())
def test_columns_keep_nasty_texts_apart(
    text: str,
    full_columns: Callable[[str, int], ColumnsData],
    assert_tidy: Callable[[Drawn], None],
    light: Style,
    size: Size,
) -> None:
    assert_tidy(draw(full_columns(text, 12), style=light, size=size))


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY.keys())
def test_bars_keep_nasty_texts_apart(
    text: str,
    full_bars: Callable[[str, int], BarsData],
    assert_tidy: Callable[[Drawn], None],
    light: Style,
    size: Size,
) -> None:
    assert_tidy(draw(full_bars(text, 9), style=light, size=size))


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY.keys())
def test_waterfalls_keep_nasty_texts_apart(
    text: str,
    full_waterfall: Callable[[str, int], WaterfallData],
    assert_tidy: Callable[[Drawn], None],
    light: Style,
    size: Size,
) -> None:
    assert_tidy(draw(full_waterfall(text, 7), style=light, size=size))


@pytest.mark.parametrize("count", [1, 2, 5000])
@pytest.mark.parametrize("kind", ["full_trend", "full_columns", "full_bars", "full_waterfall"])
def test_few_and_very_many_values_fit(
    kind: str,
    count: int,
    request: pytest.FixtureRequest,
    assert_tidy: Callable[[Drawn], None],
    light: Style,
    size: Size,
) -> None:
    data = request.getfixturevalue(kind)("Orders", count)
    drawn = draw(data, style=light, size=size)
    assert drawn.spots
    assert_tidy(drawn)


@pytest.mark.parametrize("kind", ["trend", "columns", "bars"])
def test_an_empty_chart_says_what_to_do(
    kind: str,
    request: pytest.FixtureRequest,
    texts: Callable[[Drawn], list[tuple[str, object]]],
    assert_tidy: Callable[[Drawn], None],
    theme: Style,
    size: Size,
) -> None:
    data = request.getfixturevalue(f"empty_{kind}")
    drawn = draw(data, style=theme, size=size)
    assert_tidy(drawn)
    assert "Import the sales report." in [text for text, _box in texts(drawn)]
    assert drawn.spots == ()
