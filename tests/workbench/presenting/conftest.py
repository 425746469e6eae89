"""A deck with every kind of slide, hostile names, gaps and unfinished periods, and its style."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from workbench.charts.measure import Measure
from workbench.charts.series import (
    Bar,
    BarsData,
    ColumnsData,
    Event,
    Line,
    Point,
    Target,
    TrendData,
)
from workbench.charts.style import Style, style
from workbench.presenting.slides import (
    BoardSlide,
    Card,
    Column,
    Definition,
    Field,
    Handout,
    KpiSlide,
    TableSlide,
    TextSlide,
)

MONDAY = date(2026, 8, 31)
HOSTILE = '=HYPERLINK("http://x.test","click") $\\frac{a}{b}$ <img src=x> & \x00\x1f\t_x'
EURO = Measure("money", "EUR", "nl_NL")
RATE = Measure("rate", "", "en_GB")


def weeks(values: list[float | None], *, open_last: bool = True) -> tuple[Point, ...]:
    """Weeks from 31 August 2026 on; the last one is 3 of 7 days."""
    last = len(values) - 1
    return tuple(
        Point(
            MONDAY + timedelta(weeks=n),
            MONDAY + timedelta(weeks=n, days=6),
            value,
            not (open_last and n == last),
            3 if open_last and n == last else 7,
            7,
        )
        for n, value in enumerate(values)
    )


@pytest.fixture
def light() -> Style:
    return style("light")


@pytest.fixture
def trend() -> TrendData:
    """Ten weeks with a gap of one, the last unfinished, against last year, with two events."""
    values = [0.0255, 0.0261, None, 0.0249, 0.0262, 0.0271, 0.0258, 0.0269, 0.0231, 0.0234]
    before = [0.0241, 0.0239, 0.0244, 0.0238, 0.0251, 0.0249, 0.0252, 0.0247, 0.0243, 0.0246]
    return TrendData(
        title="Conversion fell in the week the new product page went live",
        subtitle="Conversion rate per week",
        measure=RATE,
        grain="week",
        line=Line("Conversion rate", weeks(values)),
        comparison=Line("last year", weeks(list(before), open_last=False)),
        events=(
            Event(date(2026, 9, 16), "Checkout redesign"),
            Event(date(2026, 10, 27), "New page"),
        ),
        footer="1,604,220 sessions. Source: Shopify sessions.",
    )


@pytest.fixture
def columns() -> ColumnsData:
    new, returning = [900.0, 1200.0, 1100.0], [400.0, 500.0, 650.0]
    return ColumnsData(
        title="Half of the growth came from returning customers",
        subtitle="Net sales excl. VAT per week",
        measure=EURO,
        grain="week",
        parts=(Line("New", weeks(list(new))), Line("Returning", weeks(list(returning)))),
        comparison=Line("last year", weeks([1000.0, 1400.0, 1500.0], open_last=False)),
        target=Target(1500.0, "target"),
    )


@pytest.fixture
def bars() -> BarsData:
    return BarsData(
        title="Fig & cedar sells twice as much as the next",
        subtitle="Net sales excl. VAT, October",
        measure=EURO,
        bars=(
            Bar("=SUM(1+1)", 9100.0),
            Bar("Fig & cedar", 18234.5),
            Bar("-10% bundle", -1200.0),
            Bar("＝full width", None),
            Bar(HOSTILE, 12.0),
        ),
        emphasis=1,
    )


@pytest.fixture
def handout(trend: TrendData, columns: ColumnsData, bars: BarsData) -> Handout:
    """One slide of every kind."""
    card = Definition("Conversion rate", "completed ÷ sessions", "completed", "sessions", "share")
    board = BoardSlide(
        "Roadmap: 1 being built",
        (
            Column(
                "Discovery", tuple(Card(f"Idea {n}", "retention", "#CC79A7") for n in range(30))
            ),
            Column(
                "Building", (Card("=cmd|calc", "engagement", "#009E73", "4,120", points=4120.0),)
            ),
        ),
        subtitle="31 items",
    )
    table = TableSlide(
        "What comes first",
        (
            Field("Item"),
            Field("Sales", "number", EURO),
            Field("Share", "number", RATE),
            Field("Day", "day"),
        ),
        (("Reorder in one tap", -120.5, 0.061, MONDAY), ("@home", None, None, None)),
    )
    text = TextSlide(
        "What we ask for", ("Two decisions.", "- Stop the discount", "=1+1"), notes="Smile."
    )
    empty = TrendData(
        "No sales yet", "Net sales", EURO, "month", Line("Net sales", ()), empty="Import orders."
    )
    slides = (KpiSlide(trend, card, "Pause here."), KpiSlide(columns), KpiSlide(bars))
    return Handout(
        "Monday numbers",
        (*slides, KpiSlide(empty), board, table, text),
        "Oak & Ember",
        "nl_NL",
        date(2026, 11, 8),
    )


@pytest.fixture
def hostile() -> Handout:
    """Every word of a chart, a board and a table is an attack, and each is long."""
    line = Line("=cmd|' /C calc'!A0", weeks([1.0, -2.0, 3.0]))
    other = Line("@SUM(A1)", weeks([2.0, 2.0, 2.0], open_last=False))
    events = tuple(Event(MONDAY + timedelta(days=5 * n), HOSTILE) for n in range(9))
    data = TrendData(
        HOSTILE * 6, HOSTILE * 5, RATE, "week", line, other, events=events, footer=HOSTILE * 9
    )
    names = ("=1+1", "+1", "-1", "@A1", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠1")
    ranked = BarsData(HOSTILE, "", EURO, tuple(Bar(name, -5.0 - n) for n, name in enumerate(names)))
    cards = tuple(Card(name, HOSTILE, "#CC79A7", HOSTILE) for name in names)
    board = BoardSlide(HOSTILE, (Column(HOSTILE, cards),))
    rows = tuple((name, -3.5) for name in names)
    table = TableSlide(HOSTILE, (Field("=A1"), Field("+1", "number", EURO)), rows)
    text = TextSlide(HOSTILE * 3, (*names, HOSTILE * 40), notes=HOSTILE)
    return Handout(HOSTILE, (KpiSlide(data), KpiSlide(ranked), board, table, text), HOSTILE)
