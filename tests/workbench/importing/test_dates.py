# ruff: noqa: DTZ001 (clocks without a zone are what is tested)
"""Dates and moments in the forms of real exports; Python's own datetime is the judge of offsets."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.importing.dates import decide_order, read_day, read_moment
from workbench.importing.periods import read_span

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@pytest.mark.parametrize(
    ("value", "order", "at", "day"),
    [
        ("2025-01-15 23:41:00 -0500", "dmy", "2025-01-15T23:41:00-05:00", "2025-01-16"),
        ("2025-03-02 10:12:00 UTC", "dmy", "2025-03-02T10:12:00+00:00", "2025-03-02"),
        ("2025-03-02T10:12:00Z", "dmy", "2025-03-02T10:12:00+00:00", "2025-03-02"),
        ("2025-03-02T10:12:00.123+02:00", "dmy", "2025-03-02T10:12:00+02:00", "2025-03-02"),
        ("2025-03-02 10:12", "dmy", "2025-03-02T10:12:00", "2025-03-02"),
        ("8/3/26", "mdy", "2026-08-03", "2026-08-03"),
        ("8/3/26", "dmy", "2026-03-08", "2026-03-08"),
        ("03-08-2026", "dmy", "2026-08-03", "2026-08-03"),
        ("03.08.2026 14:05", "dmy", "2026-08-03T14:05:00", "2026-08-03"),
        ("Jun 8, 2025 10:23:05 PM PDT", "mdy", "2025-06-08T22:23:05-07:00", "2025-06-09"),
        ("12/Mar/24 9:41 AM", "dmy", "2024-03-12T09:41:00", "2024-03-12"),
        ("27 January 2026", "dmy", "2026-01-27", "2026-01-27"),
        ("14 maart 2026", "dmy", "2026-03-14", "2026-03-14"),
        ("1. Mai 2026", "dmy", "2026-05-01", "2026-05-01"),
        ("20260801", "dmy", "2026-08-01", "2026-08-01"),
        ("45384.5", "dmy", "2024-04-02T12:00:00", "2024-04-02"),
        (45384.0, "dmy", "2024-04-02", "2024-04-02"),
        (20260801.0, "dmy", "2026-08-01", "2026-08-01"),
        (datetime(2011, 12, 9, 12, 50), "dmy", "2011-12-09T12:50:00", "2011-12-09"),
        (date(2011, 12, 9), "dmy", "2011-12-09", "2011-12-09"),
    ],
)
def test_forms_of_moments(value: object, order: str, at: str, day: str) -> None:
    assert read_moment(value, order, AMSTERDAM) == (at, day)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "value",
    ["yesterday", "2026-02-30", "31/31/2026", "", "12", True, 0.5, "2026-01-01 25:00", "5 x 2026"],
)
def test_what_is_no_date(value: object) -> None:
    assert read_moment(value, "dmy", AMSTERDAM) is None


@given(
    st.datetimes(min_value=datetime(2015, 1, 1), max_value=datetime(2035, 1, 1)),
    st.integers(-48, 56),
    st.sampled_from(
        ["Europe/Amsterdam", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"]
    ),
)
def test_an_offset_moves_the_day_into_the_zone(moment: datetime, quarters: int, zone: str) -> None:
    moment = moment.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=15 * quarters)))
    text = moment.strftime("%Y-%m-%d %H:%M:%S %z")
    expected = moment.astimezone(ZoneInfo(zone)).date().isoformat()
    for _twice in range(2):  # the second reading takes the remembered midnight
        found = read_moment(text, "dmy", ZoneInfo(zone))
        assert found is not None
        assert found.day == expected
        assert datetime.fromisoformat(found.at) == moment


@pytest.mark.parametrize(
    ("values", "order"),
    [
        (["03/04/2026", "25/04/2026"], "dmy"),
        (["03/04/2026", "04/25/2026"], "mdy"),
        (["03.04.2026"], "dmy"),
        (["8/3/26", "8/4/26", "8/5/26"], "mdy"),
        (["3/8/26", "4/8/26", "5/8/26"], "dmy"),
        (["1/2/26", "1/3/26", "1/4/26"], None),
        (["03/04/2026"], None),
        (["2026-03-04"], None),
    ],
)
def test_all_values_of_a_column_decide_the_order(values: list[str], order: str | None) -> None:
    assert decide_order(values).order == order


def test_it_matters_only_where_day_and_month_differ() -> None:
    assert not decide_order(["03/03/2026", "2026-01-01"]).matters
    assert decide_order(["03/04/2026"]).matters
    assert decide_order(["03/04/2026"]).example == "03/04/2026"


@pytest.mark.parametrize(
    ("value", "span"),
    [
        ("Week 31 2026", ("2026-07-27", "2026-08-02", "week")),
        ("2026-W31", ("2026-07-27", "2026-08-02", "week")),
        ("KW 31 2026", ("2026-07-27", "2026-08-02", "week")),
        ("Feb 2024", ("2024-02-01", "2024-02-29", "month")),
        ("maart 2026", ("2026-03-01", "2026-03-31", "month")),
        ("jan-26", ("2026-01-01", "2026-01-31", "month")),
        ("2026-08", ("2026-08-01", "2026-08-31", "month")),
        ("Q3 2026", ("2026-07-01", "2026-09-30", "quarter")),
        ("2026", ("2026-01-01", "2026-12-31", "year")),
        ("27 January 2026 - 23 February 2026", ("2026-01-27", "2026-02-23", "span")),
        ("2026-08-01", ("2026-08-01", "2026-08-01", "day")),
        ("Gross sales", None),
        ("Q5 2026", None),
    ],
)
def test_spans(value: str, span: tuple[str, str, str] | None) -> None:
    assert read_span(value, "dmy") == span


@given(st.dates(min_value=date(1999, 1, 1), max_value=date(2060, 1, 1)))
def test_a_day_reads_back_from_its_usual_forms(day: date) -> None:
    for form, order in (
        ("%d-%m-%Y", "dmy"),
        ("%m/%d/%Y", "mdy"),
        ("%d %B %Y", "dmy"),
        ("%Y%m%d", "dmy"),
    ):
        assert read_day(day.strftime(form), order) == day.isoformat()  # type: ignore[arg-type]
