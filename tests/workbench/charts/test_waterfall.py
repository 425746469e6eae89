"""A waterfall stands where the sums say, in figures and in the stacks that office programs draw."""

from __future__ import annotations

from workbench.charts.catalogue import draw
from workbench.charts.measure import Measure
from workbench.charts.series import Step, WaterfallData
from workbench.charts.style import Size, Style
from workbench.charts.waterfall import step_words
from workbench.charts.words import hover_text, text_alternative

EURO = Measure("money", "EUR", "en_GB")


def made(*steps: Step) -> WaterfallData:
    return WaterfallData("Up", "Net sales", EURO, steps)


SALES = made(
    Step("Last year", 1000.0, True),
    Step("Sold", 400.0),
    Step("Discounts", -150.0),
    Step("Now", 1250.0, True),
)


def test_each_bar_begins_where_the_one_before_ended() -> None:
    assert SALES.spans == ((0.0, 1000.0), (1000.0, 1400.0), (1400.0, 1250.0), (0.0, 1250.0))


def test_stacks_reach_the_same_heights() -> None:
    assert SALES.parts == (
        (None, 1000.0, None, None),
        (1000.0, None, 400.0, None),
        (1250.0, None, None, 150.0),
        (None, 1250.0, None, None),
    )


def test_bars_below_zero_hang_from_their_foot() -> None:
    data = made(Step("Start", -100.0, True), Step("Worse", -50.0), Step("Across", 400.0))
    assert data.parts[1] == (-100.0, None, None, -50.0)
    assert data.parts[2] == (0.0, None, 400.0, None)


def test_the_spots_lie_at_the_heights_of_the_values(light: Style) -> None:
    drawn = draw(SALES, style=light, size=Size.slide())
    ys = [spot.y_px for spot in drawn.spots]
    scale = (drawn.plot.bottom - ys[0]) / 1000.0
    assert abs((drawn.plot.bottom - ys[3]) - 1250.0 * scale) < 1.0
    assert abs((ys[3] - ys[1]) - 150.0 * scale) < 1.0


def test_parts_carry_their_sign_in_words() -> None:
    assert [step_words(SALES, n) for n in range(4)] == [
        "€\u00a01,000",
        "+€\u00a0400",
        "−€\u00a0150",
        "€\u00a01,250",
    ]
    assert hover_text(SALES, 2) == "Discounts: −€\u00a0150"
    assert "Sold: +€\u00a0400" in text_alternative(SALES)
