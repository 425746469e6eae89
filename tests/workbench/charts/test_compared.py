"""Heatmaps, clouds and bullets: values where they belong, and texts apart whatever is written."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from workbench.charts.catalogue import builder, draw, name_of
from workbench.charts.compared import BulletData, BulletRow, Dot, HeatData, ScatterData
from workbench.charts.heatmap import HEAT, heat_colour, words_on
from workbench.charts.measure import Measure
from workbench.charts.paper import Drawn
from workbench.charts.style import Size, Style
from workbench.charts.words import hover_text, text_alternative

RATE, COUNT, EURO = Measure("rate"), Measure("count"), Measure("money", "EUR", "en_GB")
NASTY = {
    "mathematics": r"Sales of $\frac{a}{b}$ & $x_1$ <b>",
    "underscore": "_x",
    "chinese": "新しい商品ページを公開した週に売上が下がった",
    "long": "A takeaway that goes on and on " * 7,
    "one word": "W" * 200,
    "blank": " ",
}


def heat(text: str, count: int) -> HeatData:
    columns = tuple(f"{text}" if n % 2 else str(n) for n in range(min(count, 13)))
    values = tuple(
        tuple((row * 7 + c * 3) % 11 / 20 for c in range(len(columns) - row % 4)) or (0.5,)
        for row in range(count)
    )
    return HeatData(text, text, RATE, (text,) * count, columns, values, (text,) * count, text)


def cloud(text: str, count: int) -> ScatterData:
    dots = tuple(Dot(text, (n * 37) % 101, ((n * 53) % 97) * 1e3) for n in range(count))
    return ScatterData(text, text, COUNT, EURO, text, text, dots, text)


def bullets(text: str, count: int) -> BulletData:
    rows = tuple(
        BulletRow(text, 100.0 * n, 450.0 if n % 3 else None, EURO, "bad" if n == 1 else "none")
        for n in range(count)
    )
    return BulletData(text, text, rows, text, text)


MAKERS = {"heatmap": heat, "scatter": cloud, "bullet": bullets}


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY.keys())
@pytest.mark.parametrize("kind", MAKERS)
def test_nasty_texts_stay_apart(
    kind: str, text: str, assert_tidy: Callable[[Drawn], None], light: Style, size: Size
) -> None:
    assert_tidy(draw(MAKERS[kind](text, 9), style=light, size=size))


@pytest.mark.parametrize("count", [1, 2, 5000])
@pytest.mark.parametrize("kind", MAKERS)
def test_few_and_very_many_values_fit(
    kind: str, count: int, assert_tidy: Callable[[Drawn], None], light: Style, size: Size
) -> None:
    drawn = draw(MAKERS[kind]("Orders", count), style=light, size=size)
    assert drawn.spots
    assert_tidy(drawn)


EMPTY = {
    "heatmap": HeatData("T", "", RATE, ("a",), ("b",), ((None,),), empty="Import orders."),
    "scatter": ScatterData("T", "", COUNT, EURO, "x", "y", (), empty="Import orders."),
    "bullet": BulletData("T", "", (BulletRow("a", None, 3.0, EURO),), empty="Import orders."),
}


@pytest.mark.parametrize("kind", EMPTY)
def test_an_empty_one_says_what_to_do(
    kind: str,
    texts: Callable[[Drawn], list[tuple[str, object]]],
    assert_tidy: Callable[[Drawn], None],
    theme: Style,
    size: Size,
) -> None:
    drawn = draw(EMPTY[kind], style=theme, size=size)
    assert_tidy(drawn)
    assert "Import orders." in [text for text, _box in texts(drawn)]
    assert drawn.spots == ()
    assert text_alternative(EMPTY[kind]) == "T. Import orders."
    assert name_of(EMPTY[kind]) == kind
    assert callable(builder(kind))


def test_the_darkest_cell_is_the_largest_value(
    light: Style, page: Size, image: Callable[[Drawn], object], near: Callable[..., object]
) -> None:
    data = HeatData("T", "", RATE, ("a", "b"), ("1", "2"), ((0.1, 0.4), (0.9, None)))
    drawn = draw(data, style=light, size=page)
    assert [spot.place for spot in drawn.spots] == [0, 1, 2]
    array = image(drawn)
    scale = array.shape[1] / drawn.figure.bbox.width
    for place, colour in ((0, heat_colour(0.0)), (2, heat_colour(1.0))):
        spot = next(s for s in drawn.spots if s.place == place)
        corner = array[int((spot.y_px - 9) * scale), int((spot.x_px - 60) * scale)]
        wanted = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
        assert abs(corner - wanted).max() <= 6
    assert heat_colour(0.0) == HEAT[0]
    assert heat_colour(1.0) == HEAT[-1]
    assert hover_text(data, 2) == "b, 1: 90.0\u00a0%"


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_words_can_be_read_on_every_cell() -> None:
    for step in range(101):
        pair = sorted((luminance(heat_colour(step / 100)), luminance(words_on(step / 100))))
        assert (pair[1] + 0.05) / (pair[0] + 0.05) >= 4.0, step


def test_a_dot_lies_where_its_values_say(light: Style, page: Size) -> None:
    dots = (Dot("a", 0, 0), Dot("b", 10, 100), Dot("c", 5, 50), Dot("gone", float("nan"), 1))
    data = ScatterData("T", "", COUNT, COUNT, "visits", "orders", dots)
    drawn = draw(data, style=light, size=page)
    a, b, c = drawn.spots
    assert c.x_px == pytest.approx((a.x_px + b.x_px) / 2)
    assert c.y_px == pytest.approx((a.y_px + b.y_px) / 2)
    assert drawn.at(b.x_px + 2, b.y_px - 3) == b
    assert hover_text(data, 1) == "b: visits 10, orders 100"


def test_a_bullet_reaches_as_far_as_its_part_of_the_target(light: Style, page: Size) -> None:
    rows = (BulletRow("Sales", 50.0, 100.0, EURO), BulletRow("Orders", 100.0, 50.0, COUNT))
    data = BulletData("T", "", rows)
    drawn = draw(data, style=light, size=page)
    half, whole = ((spot.x_px - drawn.plot.left) for spot in drawn.spots)
    assert half == pytest.approx(whole / 2)
    assert hover_text(data, 0) == "Sales: €\u00a050, target €\u00a0100"
    assert "Orders: 100, target 50" in text_alternative(data)
