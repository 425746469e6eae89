"""PowerPoint files, re-opened: text is text, charts are native with their data, nothing overlaps."""

from __future__ import annotations

import zipfile
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE

from workbench.charts.series import BarsData, ColumnsData, TrendData
from workbench.charts.style import Style
from workbench.errors import Cancelled
from workbench.presenting.pptx import write_pptx
from workbench.presenting.slides import Handout, KpiSlide
from workbench.presenting.writing import Watch

EPOCH = date(1899, 12, 30)  # day 0 of a spreadsheet
Box = tuple[int, int, int, int]


@pytest.fixture
def deck(handout: Handout, light: Style, tmp_path: Path) -> Any:
    write_pptx(handout, tmp_path / "deck.pptx", style=light)
    return Presentation(str(tmp_path / "deck.pptx"))


def charts(slide: Any) -> list[Any]:
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def leaves(shapes: Any) -> list[Any]:
    """All shapes, those inside groups too."""
    found = []
    for shape in shapes:
        found += leaves(shape.shapes) if shape.shape_type == 6 else [shape]
    return found


def workbooks(file: Path) -> list[Any]:
    """The workbooks inside a deck's charts."""
    with zipfile.ZipFile(file) as package:
        names = [name for name in package.namelist() if name.endswith(".xlsx")]
        return [load_workbook(BytesIO(package.read(name))) for name in names]


def test_titles_footers_and_notes_are_text(deck: Any, handout: Handout) -> None:
    assert (deck.slide_width * 9, len(deck.slides)) == (deck.slide_height * 16, 7)
    assert [slide.shapes.title.text for slide in deck.slides] == [s.title for s in handout.slides]
    first = deck.slides[0]
    assert "1,604,220 sessions. Source: Shopify sessions." in [s.text for s in first.placeholders]
    assert "Oak & Ember · Data up to 8 nov 2026" in [s.text for s in deck.slides[4].placeholders]
    notes = first.notes_slide.notes_text_frame.text
    assert "Pause here." in notes and "Conversion rate = completed ÷ sessions" in notes
    assert "16 sep 2026: Checkout redesign" in notes or "16 Sept 2026: Checkout redesign" in notes


def test_no_placeholder_is_left_empty(deck: Any) -> None:
    for slide in deck.slides:
        shapes = list(slide.placeholders)
        if slide.has_notes_slide:
            shapes += [s for s in slide.notes_slide.placeholders if "Image" not in s.name]
        for shape in shapes:
            runs = shape._element.xpath(".//a:t")
            assert any(run.text for run in runs), (slide.slide_id, shape.name)


def test_shape_numbers_are_unique(deck: Any) -> None:
    """PowerPoint repairs a file in which two shapes of a slide have the same number."""
    for slide in deck.slides:
        numbers = slide._element.xpath(".//p:cNvPr/@id")
        assert len(numbers) == len(set(numbers))


def test_line_chart_holds_the_data_with_gap_and_unfinished_week(
    deck: Any, trend: TrendData
) -> None:
    (chart,) = charts(deck.slides[0])
    assert chart.chart_type == XL_CHART_TYPE.LINE
    main, open_week, before = chart.plots[0].series
    values = [point.value for point in trend.line.points]
    assert list(main.values) == [*values[:-1], None]
    assert main.values[2] is None
    assert list(open_week.values) == [None] * 8 + values[-2:]
    assert open_week.name == "3 of 7 days"
    assert trend.comparison is not None
    assert list(before.values) == [point.value for point in trend.comparison.points]
    days = [EPOCH + timedelta(days=float(label)) for label in chart.plots[0].categories]
    assert days == [point.first_day for point in trend.line.points]


def test_pens_follow_the_style(deck: Any, light: Style) -> None:
    (chart,) = charts(deck.slides[0])
    main, open_week, before = chart.plots[0].series
    assert str(main.format.line.color.rgb) == light.accent.lstrip("#")
    assert open_week.format.line.dash_style is not None and main.format.line.dash_style is None
    assert str(before.format.line.color.rgb) == light.muted.lstrip("#")
    assert before.format.line.width < main.format.line.width
    space = chart._chartSpace
    assert space.xpath(".//c:dispBlanksAs/@val") == ["gap"]
    assert space.xpath(".//c:dLbls/c:dLbl/c:numFmt/@formatCode") == ["0.00%", "0.00%"]


def test_stacked_bars_with_comparison_and_target_as_lines(deck: Any, columns: ColumnsData) -> None:
    (chart,) = charts(deck.slides[1])
    bars, lines = chart.plots
    assert [tuple(s.values) for s in bars.series] == [(900, 1200, 1100), (400, 500, 650)]
    assert [s.name for s in lines.series] == ["last year", "target"]
    assert list(lines.series[1].values) == [1500.0] * 3
    assert chart._chartSpace.xpath(".//c:barChart/c:grouping/@val") == ["stacked"]
    faded = bars.series[0]._element.xpath("./c:dPt/c:idx/@val")
    assert faded == ["2"]


def test_ranking_is_sorted_and_marks_one_bar(deck: Any, bars: BarsData, light: Style) -> None:
    (chart,) = charts(deck.slides[2])
    assert chart.chart_type == XL_CHART_TYPE.BAR_CLUSTERED
    series = chart.plots[0].series[0]
    assert list(series.values) == [18234.5, 9100.0, 12.0, -1200.0, None]
    assert str(series.points[0].format.fill.fore_color.rgb) == light.accent.lstrip("#")
    assert str(series.format.fill.fore_color.rgb) != light.accent.lstrip("#")
    assert chart.plots[0].data_labels.number_format == '"€\u00a0"#,##0'


def test_an_empty_chart_says_what_to_do(deck: Any) -> None:
    slide = deck.slides[3]
    assert not charts(slide)
    assert "Import orders." in [
        shape.text_frame.text for shape in slide.shapes if shape.has_text_frame
    ]


def test_board_cards_are_native_and_counted(deck: Any) -> None:
    texts = [s.text_frame.text for s in leaves(deck.slides[4].shapes) if s.has_text_frame]
    assert "=cmd|calc\n● engagement" in texts and "4,120" in texts
    shown = sum(text.startswith("Idea ") for text in texts)
    assert f"and {30 - shown} more" in texts and 3 <= shown < 30


def test_table_is_native(deck: Any) -> None:
    (table,) = [shape.table for shape in deck.slides[5].shapes if shape.has_table]
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    assert cells[0] == ["Item", "Sales", "Share", "Day"]
    assert cells[1] == ["Reorder in one tap", "-€\u00a0120,50", "6.10\u00a0%", "31 aug 2026"]
    assert cells[2] == ["@home", "–", "–", "–"]


def test_points_are_points_and_sentences_are_not(deck: Any) -> None:
    body = deck.slides[6].placeholders[1].text_frame
    assert [p.text for p in body.paragraphs] == ["Two decisions.", "Stop the discount", "=1+1"]
    assert [bool(p._p.xpath("./a:pPr/a:buNone")) for p in body.paragraphs] == [True, False, True]
    assert {run.font.size.pt for p in body.paragraphs for run in p.runs} == {24}


# The order of the standard: ECMA-376, 21.2.2.
ORDER = {
    "lineChart/c:ser": "idx order tx spPr marker dPt dLbls trendline errBars cat val smooth extLst",
    "barChart/c:ser": "idx order tx spPr invertIfNegative dPt dLbls trendline errBars cat val",
    "dLbl": "idx delete layout tx numFmt spPr txPr dLblPos showLegendKey showVal showCatName"
    " showSerName showPercent showBubbleSize separator",
    "dateAx": "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark"
    " minorTickMark tickLblPos spPr txPr crossAx crosses auto lblOffset baseTimeUnit majorUnit"
    " majorTimeUnit",
    "catAx": "axId scaling delete axPos majorGridlines minorGridlines title numFmt majorTickMark"
    " minorTickMark tickLblPos spPr txPr crossAx crosses auto lblAlgn lblOffset tickLblSkip"
    " tickMarkSkip noMultiLvlLbl",
}


@pytest.mark.parametrize(("path", "order"), ORDER.items())
def test_parts_of_a_chart_stand_in_the_order_of_the_standard(
    deck: Any, path: str, order: str
) -> None:
    """PowerPoint offers a repair for a file whose parts stand in another order."""
    places = order.split()
    spaces = [chart._chartSpace for slide in deck.slides for chart in charts(slide)]
    parts = [part for space in spaces for part in space.xpath(f".//c:{path}")]
    assert parts
    for part in parts:
        names = [child.tag.split("}")[1] for child in part]
        assert names == sorted(names, key=places.index)


def test_charts_have_words_for_those_who_cannot_see_them(deck: Any, trend: TrendData) -> None:
    (about,) = deck.slides[0]._element.xpath(".//p:graphicFrame//p:cNvPr/@descr")
    assert about.startswith(trend.title) and "3 of 7 days" in about


@pytest.mark.parametrize("name", ["handout", "hostile"])
def test_no_name_becomes_a_formula_in_the_workbooks(
    name: str, light: Style, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    write_pptx(request.getfixturevalue(name), tmp_path / "d.pptx", style=light)
    books = workbooks(tmp_path / "d.pptx")
    cells = [cell for book in books for row in book.active.iter_rows() for cell in row]
    assert len(books) >= 2 and any(isinstance(c.value, int | float) and c.value < 0 for c in cells)
    assert not [cell.value for cell in cells if cell.data_type == "f"]


def test_workbook_lies_where_the_chart_looks(
    handout: Handout, light: Style, tmp_path: Path
) -> None:
    """The chart's references must point at the same numbers that its cache shows."""
    write_pptx(handout, tmp_path / "d.pptx", style=light)
    for slide in Presentation(str(tmp_path / "d.pptx")).slides:
        for chart in charts(slide):
            book = load_workbook(BytesIO(chart.part.chart_workbook.xlsx_part.blob))
            for plot in chart.plots:
                for series in plot.series:
                    (ref,) = series._element.xpath("./c:val/c:numRef/c:f")
                    sheet, area = ref.text.split("!")
                    cells = [row[0].value for row in book[sheet][area.replace("$", "")]]
                    assert cells == list(series.values)
                    (name,) = series._element.xpath("./c:tx/c:strRef/c:f")
                    assert (
                        book[sheet][name.text.split("!")[1].replace("$", "")].value == series.name
                    )


def area(shape: Any) -> Box:
    return (shape.left, shape.top, shape.left + shape.width, shape.top + shape.height)


def overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


@pytest.mark.parametrize("name", ["handout", "hostile"])
def test_nothing_runs_off_the_slide_or_over_the_title(
    name: str, light: Style, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    write_pptx(request.getfixturevalue(name), tmp_path / "d.pptx", style=light)
    deck = Presentation(str(tmp_path / "d.pptx"))
    for slide in deck.slides:
        heads = [s for s in slide.placeholders if s.placeholder_format.idx in (0, 13)]
        for shape in slide.shapes:
            left, top, right, bottom = area(shape)
            assert left >= 0 and top >= 0, shape.name
            assert right <= deck.slide_width and bottom <= deck.slide_height, shape.name
            if shape not in heads:
                assert not any(overlap(area(shape), area(head)) for head in heads), shape.name


def test_titles_of_events_stay_clear_of_each_other(
    hostile: Handout, light: Style, tmp_path: Path
) -> None:
    write_pptx(hostile, tmp_path / "d.pptx", style=light)
    groups = [
        s for s in Presentation(str(tmp_path / "d.pptx")).slides[0].shapes if s.shape_type == 6
    ]
    assert len(groups) >= 4
    titles = [area(s) for g in groups for s in g.shapes if s.has_text_frame]
    lines = [area(s) for g in groups for s in g.shapes if not s.has_text_frame]
    pairs = [(a, b) for n, a in enumerate(titles) for b in titles[n + 1 :]]
    assert titles and not [pair for pair in pairs if overlap(*pair)]
    thick = [(x - 1, top, x + 1, bottom) for x, top, _right, bottom in lines]
    assert not [1 for title in titles for line in thick if overlap(title, line)]


def test_a_long_text_goes_on_on_the_next_slide(light: Style, tmp_path: Path) -> None:
    from workbench.presenting.slides import TextSlide

    paragraphs = tuple(f"Paragraph {n} " + "word " * 60 for n in range(9))
    long = Handout("Long", (TextSlide("A long one", (*paragraphs, "w" * 5000)),))
    write_pptx(long, tmp_path / "d.pptx", style=light)
    slides = Presentation(str(tmp_path / "d.pptx")).slides
    said = " ".join(s.placeholders[1].text_frame.text for s in slides)
    assert len(slides) > 2 and all(f"Paragraph {n}" in said for n in range(9))
    assert said.count("w") == 9 * 60 + 5000
    assert {s.shapes.title.text for s in slides} == {"A long one"}


def test_a_stopped_export_leaves_the_old_deck(
    handout: Handout, light: Style, tmp_path: Path
) -> None:
    target = tmp_path / "deck.pptx"
    target.write_bytes(b"old")
    seen: list[tuple[int, int, str]] = []
    watch = Watch(lambda *step: seen.append(step), lambda: len(seen) == 3)
    with pytest.raises(Cancelled):
        write_pptx(handout, target, style=light, watch=watch)
    assert target.read_bytes() == b"old" and list(tmp_path.iterdir()) == [target]
    assert [step[:2] for step in seen] == [(0, 7), (1, 7), (2, 7)]
    assert seen[1][2] == handout.slides[1].title


def test_four_lines_get_a_legend_and_a_lone_value_a_dot(
    trend: TrendData, light: Style, tmp_path: Path
) -> None:
    from dataclasses import replace

    from workbench.charts.series import Line

    points = trend.line.points
    lone = tuple(replace(p, value=p.value if n == 4 else None) for n, p in enumerate(points))
    data = replace(trend, others=(Line("A", points), Line("B", lone)), title="")
    write_pptx(Handout("x", (KpiSlide(data),)), tmp_path / "d.pptx", style=light)
    (slide,) = Presentation(str(tmp_path / "d.pptx")).slides
    (chart,) = charts(slide)
    assert chart.has_legend and slide.shapes.title is None
    last = chart.plots[0].series[-1]
    assert last._element.xpath("./c:dPt/c:idx/@val") == ["4"]
    assert last._element.xpath("./c:dPt/c:marker/c:symbol/@val") == ["circle"]


def test_events_near_each_other_all_keep_their_titles() -> None:
    from workbench.charts.series import Event
    from workbench.presenting.native_events import arranged

    titles = {20: "Gift wrap at checkout", 190: "Price increase", 290: "Amber Woods sold out"}
    titles |= {
        390: "Checkout redesign",
        615: "Refill reminder",
        645: "Autumn influencers",
        745: "New page",
    }
    placed = arranged([(float(x), Event(EPOCH, title)) for x, title in titles.items()], 750.0)
    assert [one.text for one in placed] == list(titles.values())
