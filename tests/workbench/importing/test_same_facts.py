"""The same rows give the same facts, whatever country, sign, encoding or kind of file they come in."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count, product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.workbench.importing import written_files as written
from tests.workbench.importing.reader_tools import stage
from tests.workbench.importing.written_files import COUNTRIES, DELIMITERS, ENCODINGS, WORKBOOKS, Row

FIXED = (
    Row(date(2026, 9, 1), "Été à Zürich", 123_456_789, 1_204_001, 24),
    Row(date(2026, 9, 2), 'Herbst; "groß", neu', 5, 0, 0),
    Row(date(2026, 9, 28), "Más", 100_000, 12_345, 1_100),
)
_folders = count()


def facts(file: Path, staging: Path) -> list[tuple[object, ...]]:
    found = stage(file, staging / str(next(_folders)))
    assert found.refused == []
    assert found.meta["source"] == "meta_ads.daily"
    columns = ("first_day", "campaign", "spend_minor", "impressions", "clicks", "currency")
    return [tuple(row[c] for c in columns) for row in found.tables["spend_day"]]


def expected(rows: tuple[Row, ...] | list[Row]) -> list[tuple[object, ...]]:
    return [(r.day.isoformat(), r.campaign, r.cents, r.views, r.clicks, "EUR") for r in rows]


@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize(("delimiter", "encoding"), list(product(DELIMITERS, ENCODINGS)))
def test_as_text(country: str, delimiter: str, encoding: str, tmp_path: Path) -> None:
    file = written.text_file(tmp_path, FIXED, country, delimiter, encoding)
    assert facts(file, tmp_path) == expected(FIXED)


@pytest.mark.parametrize("country", [None, *COUNTRIES])
@pytest.mark.parametrize("kind", WORKBOOKS)
def test_as_a_workbook(kind: str, country: str | None, tmp_path: Path) -> None:
    file = written.workbook(tmp_path, FIXED, kind, country)
    assert facts(file, tmp_path) == expected(FIXED)


@pytest.mark.parametrize("kind", ["xlsx", "xls"])
def test_days_counted_from_1904(kind: str, tmp_path: Path) -> None:
    file = written.workbook(tmp_path, FIXED, kind, epoch_1904=True)
    assert facts(file, tmp_path) == expected(FIXED)


ROWS = st.lists(
    st.builds(
        Row,
        st.dates(date(2020, 1, 1), date(2029, 12, 31)),
        st.text("abcdéüñ;,'\"| 1.-", min_size=1, max_size=12).map(lambda t: f"C {t}x"),
        st.integers(0, 10**9),
        st.integers(0, 10**8),
        st.integers(0, 10**5),
    ),
    min_size=2,
    max_size=8,
    unique_by=lambda row: row.day,
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    rows=ROWS,
    country=st.sampled_from(sorted(COUNTRIES)),
    delimiter=st.sampled_from(sorted(DELIMITERS)),
    encoding=st.sampled_from(ENCODINGS),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_any_rows_as_text_are_those_of_the_workbook(
    rows: list[Row], country: str, delimiter: str, encoding: str, end: str, tmp_path: Path
) -> None:
    rows = [*rows, _telling(rows)]
    file = written.text_file(tmp_path, rows, country, delimiter, encoding, end)
    typed = written.workbook(tmp_path, rows, "xlsx")
    assert facts(file, tmp_path) == facts(typed, tmp_path) == expected(rows)


def _telling(rows: list[Row]) -> Row:
    """A row whose day can only be a day, and whose cost can only have two decimals."""
    day = max(row.day for row in rows).replace(day=28) + timedelta(days=31)
    return Row(day.replace(day=28), "Last", 1_234_56, 1_000, 10)
