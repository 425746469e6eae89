"""What pandas, numpy and Python hand over is stored as what a reader of the file expects."""

from __future__ import annotations

import math
import sqlite3
from datetime import date, datetime
from decimal import Decimal
from enum import Enum, IntEnum, StrEnum
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.errors import BadInput
from workbench.store.facts import hash_sum, row_hash
from workbench.store.values import to_sql

SMALLEST, LARGEST = -(2**63), 2**63 - 1
WHOLE_TYPES = [np.int8, np.int16, np.int32, np.int64, np.uint8, np.uint16, np.uint32, np.uint64]


class Stage(StrEnum):
    NOW = "now"


class Level(IntEnum):
    HIGH = 3


class Odd(Enum):
    PAIR = (1, 2)


def stored(value: Any) -> Any:
    """What SQLite gives back for a value that was converted and stored."""
    with sqlite3.connect(":memory:") as db:
        (found,) = db.execute("SELECT ?", (to_sql(value),)).fetchone()
    db.close()
    return found


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        (True, 1),
        (np.bool_(False), 0),
        (Stage.NOW, "now"),
        (Level.HIGH, 3),
        (np.str_("é"), "é"),
        (Decimal("12.50"), "12.50"),
        (Decimal("1E+3"), "1000"),
        (Decimal("NaN"), None),
        (float("nan"), None),
        (np.float32("nan"), None),
        (pd.NaT, None),
        (pd.NA, None),
        (np.datetime64("NaT"), None),
        (date(2026, 3, 1), "2026-03-01"),
        (datetime.fromisoformat("2026-03-01T10:05"), "2026-03-01T10:05:00"),
        (pd.Timestamp("2026-03-01 10:05"), "2026-03-01T10:05:00"),
        (pd.Timestamp("2026-03-01", tz="Europe/Amsterdam"), "2026-03-01T00:00:00+01:00"),
        (np.datetime64("2026-03-01"), "2026-03-01"),
        (np.datetime64("2026-03-01T10:05:00"), "2026-03-01T10:05:00"),
        (np.datetime64("2026-03-01T10:05:00", "ns"), "2026-03-01T10:05:00"),
        (np.float32(0.5), 0.5),
    ],
    ids=repr,
)
def test_values_of_every_kind(value: Any, expected: Any) -> None:
    found = stored(value)
    assert (found, type(found)) == (expected, type(expected))


@pytest.mark.parametrize(
    "value",
    [
        2**63,
        SMALLEST - 1,
        np.uint64(2**63),
        math.inf,
        Decimal("Infinity"),
        b"bytes",
        [1],
        np.array([1, 2]),
        pd.Series([1]),
        Odd.PAIR,
        1j,
        object(),
        pd.Timedelta("1D"),
        np.timedelta64(1, "ns"),
        "\ud800",
    ],
    ids=repr,
)
def test_what_cannot_be_kept_is_refused(value: Any) -> None:
    with pytest.raises(BadInput):
        to_sql(value)


@given(st.integers(SMALLEST, LARGEST))
def test_whole_numbers_come_back_exactly(value: int) -> None:
    assert stored(value) == value
    for kind in WHOLE_TYPES:
        bounds = np.iinfo(kind)
        if bounds.min <= value <= bounds.max:
            found = stored(kind(value))
            assert (found, type(found)) == (value, int)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_fractions_come_back_to_the_last_bit(value: float) -> None:
    for same in (value, np.float64(value), pd.Series([value])[0]):
        assert math.copysign(1, stored(same)) == math.copysign(1, value)
        assert stored(same) == value


@given(st.text())
def test_texts_come_back(value: str) -> None:
    try:
        value.encode()
    except UnicodeEncodeError:
        with pytest.raises(BadInput):
            to_sql(value)
    else:
        assert stored(value) == value


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12))
def test_decimals_are_plain_text_of_the_same_value(value: Decimal) -> None:
    found = stored(value)
    assert "E" not in found
    assert Decimal(found) == value


SIMPLE = st.none() | st.integers(SMALLEST, LARGEST) | st.floats(allow_nan=False) | st.text("aé\x00")


@given(st.lists(SIMPLE, max_size=5), st.lists(SIMPLE, max_size=5))
def test_fingerprints_tell_rows_apart(one: list[Any], other: list[Any]) -> None:
    same = repr(one) == repr(other)
    assert (row_hash(one) == row_hash(other)) == same
    assert SMALLEST <= row_hash(one) <= LARGEST


@given(st.lists(st.integers(SMALLEST, LARGEST)))
def test_sums_of_fingerprints_wrap_around(hashes: list[int]) -> None:
    total = hash_sum(hashes)
    assert SMALLEST <= total <= LARGEST
    assert (total - sum(hashes)) % 2**64 == 0
    assert hash_sum(reversed(hashes)) == total
