"""The strip of months: a held month is full, a missing one only an outline."""

from ui.widgets.month_strip import CELL, GAP, MonthStrip


def test_a_missing_month_is_hollow(qtbot, theme, seen) -> None:
    strip = MonthStrip([1.0, 0.0], "Days are missing in Feb 2026.")
    qtbot.addWidget(strip)
    strip.resize(strip.sizeHint())
    picture = seen.picture(strip)
    held, missing = (picture.pixelColor(x, 6) for x in (CELL // 2, CELL + GAP + CELL // 2))
    assert held.name() == theme.colour("accent").name()
    assert missing.name() != held.name()
    assert strip.accessibleName() == "Days are missing in Feb 2026."
