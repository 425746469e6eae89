"""What goes to the clipboard: cells that arrive typed, and lines that a person can send."""

from __future__ import annotations

from workbench.charts.series import BarsData, TrendData
from workbench.presenting.slides import Handout, KpiSlide
from workbench.presenting.text import as_cells, as_text


def test_cells_of_a_series_in_the_locale(trend: TrendData) -> None:
    rows = [line.split("\t") for line in as_cells(KpiSlide(trend), "nl_NL").splitlines()]
    assert rows[0][:3] == ["From", "To", "Conversion rate"]
    assert rows[1][:4] == ["2026-08-31", "2026-09-06", "2,55%", "2,41%"]
    assert rows[3][2] == ""  # a gap stays empty, never 0
    assert rows[10][2:6] == ["2,34%", "2,46%", "no", "3"]
    assert as_cells(KpiSlide(trend), "en_GB").splitlines()[1].split("\t")[2] == "2.55%"


def test_names_are_not_formulas_and_negative_numbers_are_numbers(bars: BarsData) -> None:
    rows = [line.split("\t") for line in as_cells(KpiSlide(bars), "de_DE").splitlines()]
    assert rows[1] == ["Fig & cedar", "18234,5"]
    assert ["'=SUM(1+1)", "9100"] in rows and ["'-10% bundle", "-1200"] in rows
    assert ["'＝full width", ""] in rows
    assert all(len(row) == 2 for row in rows)


def test_every_kind_of_slide_can_be_copied(handout: Handout, hostile: Handout) -> None:
    for slide in (*handout.slides, *hostile.slides):
        for line in as_cells(slide, "en_GB").splitlines():
            assert not [cell for cell in line.split("\t") if cell[:1] in "=+@＝＋＠" and cell]
        assert as_text(slide).strip()


def test_a_message_says_takeaway_values_and_source(trend: TrendData) -> None:
    lines = as_text(KpiSlide(trend)).splitlines()
    assert lines[0] == trend.title and lines[-1] == trend.footer
    assert "2–8 Nov 2026 (3 of 7 days): 2.34\u00a0%" in lines
    assert any(line.endswith(": –") for line in lines)


def test_a_long_ranking_is_cut_with_a_count(bars: BarsData) -> None:
    from dataclasses import replace

    many = replace(bars, bars=bars.bars * 10, emphasis=None)
    assert as_text(KpiSlide(many)).splitlines()[-1] == "and 38 more"
