"""A chart can be heard: the same facts in sentences, and each value on its own."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from workbench.charts.measure import Measure
from workbench.charts.series import Bar, BarsData, ColumnsData, Event, Line, Point, TrendData
from workbench.charts.words import hover_text, text_alternative

Points = Callable[..., tuple[Point, ...]]


def conversion(points: Points) -> TrendData:
    line = points([0.025, None, 0.0296, 0.0231])
    last = replace(line[-1], complete=False, days_held=3, days_in_period=7)
    return TrendData(
        "Conversion dropped",
        "Conversion rate, per week",
        Measure("rate"),
        "week",
        Line("Conversion rate", (*line[:-1], last)),
        comparison=Line("last year", points([0.02, 0.021, 0.022, 0.0271])),
        events=(Event(date(2025, 11, 25), "New product page"),),
        footer="Source: Shopify sessions.",
    )


def test_a_trend_is_told_in_sentences(points: Points) -> None:
    told = text_alternative(conversion(points)).replace("\u00a0", " ")
    assert told == (
        "Conversion dropped. Conversion rate, per week. "
        "Latest: 2.31 % (24–30 Nov 2025). The latest period is unfinished: 3 of 7 days. "
        "Lowest: 2.31 % (24–30 Nov 2025). Highest: 2.96 % (17–23 Nov 2025). "
        "Periods without a value: 1. last year: 2.71 %. Events: New product page. "
        "Source: Shopify sessions."
    )


def test_an_empty_chart_says_what_to_do(points: Points) -> None:
    empty = replace(conversion(points), line=Line("a", ()), empty="Import the sessions report.")
    assert text_alternative(empty).endswith("Import the sessions report.")


def test_a_hover_tells_one_period(points: Points) -> None:
    lines = hover_text(conversion(points), 3).replace("\u00a0", " ").split("\n")
    assert lines == [
        "24–30 Nov 2025",
        "2.31 %",
        "3 of 7 days",
        "last year: 2.71 %",
        "New product page",
    ]
    assert hover_text(conversion(points), 1).split("\n")[1] == "–"


def test_a_hover_over_a_stack_tells_its_parts(points: Points) -> None:
    parts = (Line("Web shop", points([60])), Line("Amazon", points([None])))
    data = ColumnsData("Sales", "", Measure("count"), "week", parts)
    assert hover_text(data, 0).split("\n")[1:] == ["60", "Web shop: 60", "Amazon: –"]


def test_other_lines_are_told_by_their_dates(points: Points) -> None:
    later = points([9, 8], start=date(2025, 11, 10))
    data = replace(conversion(points), measure=Measure("count"), others=(Line("Late", later),))
    assert "Late: 9" in hover_text(data, 1).split("\n")
    assert "Late" not in hover_text(data, 0)


def test_a_ranking_is_read_from_the_top() -> None:
    bars = tuple(Bar(f"Name {value}", value, value - 1) for value in (1, 7, 3, 4, 5, 6))
    data = BarsData("Sales", "by name", Measure("count"), bars, before_name="last year")
    told = text_alternative(data)
    assert "Name 7: 7; Name 6: 6; Name 5: 5; Name 4: 4; Name 3: 3 and 1 more." in told
    assert hover_text(data, 1) == "Name 7: 7\nlast year: 6"
