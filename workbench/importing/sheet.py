"""The rows of a recognised table with typed access by field; what a source's `build` works on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import tzinfo
from decimal import Decimal
from typing import Any, TypeVar

from workbench.importing import amounts, asof, dates, periods, privacy
from workbench.importing.amounts import Unreadable
from workbench.importing.cells import Refused, says_nothing, whole
from workbench.importing.currencies import currency_in_header, currency_of, digits_of
from workbench.importing.keys import key_of, text_of
from workbench.importing.request import Request
from workbench.importing.source import Source
from workbench.importing.staging import is_constant
from workbench.importing.table import Body, Column, Table
from workbench.language import _

T = TypeVar("T")

_UNDECIDED = object()


class Sheet:
    """A table read by the fields of a source.

    Each typed reader answers one value per data row; a cell that cannot be read refuses its row (see `bad`) with row
    number, column, masked value and reason. Finished rows are handed over with `give`.
    """

    def __init__(
        self,
        request: Request,
        source: Source,
        table: Table,
        body: Body,
        fields: dict[str, list[int]],
        zone: tzinfo,
        formats: dict[int, str],
        hint: str | None,
    ) -> None:
        self.request = request
        self.source = source
        self.table = table
        self.rows = body.rows
        self.fields = fields
        self.formats = formats
        self.bad: set[int] = set()
        self.refused: list[tuple[int, str, str, str]] = []
        self.left_out: Counter[str] = table.left_out
        self.assumed: list[str] = []
        self.questions: list[dict[str, Any]] = []
        self.meta: dict[str, Any] = {}
        self.tables: dict[str, tuple[Sequence[str], Iterable[Sequence[Any]]]] = {}
        self.same: dict[str, dict[str, Any]] = {}
        self.currency = request.currency
        self._zone = zone
        self._hint = hint
        self._columns = body.columns
        self._signs: dict[int, str] = {}
        self._orders: dict[int, dates.DateOrder] = {}
        self._file_sign: Any = _UNDECIDED
        self._refuse_long(body.too_long)

    # -- what is there -----------------------------------------------------------------------------------------

    def __len__(self) -> int:
        return len(self.rows)

    def has(self, field: str) -> bool:
        """Whether the file has a column for a field."""
        return field in self.fields

    def name(self, field: str) -> str:
        """The column's name as the file writes it."""
        return self.table.names[self.fields[field][0]]

    def label(self, index: int) -> str:
        """The name of a column by its place."""
        return self.table.labels[index]

    def is_read(self, index: int) -> bool:
        """Whether the cells of a column were read."""
        return index in self._columns

    def cells(self, field: str) -> list[object]:
        """The raw cells of a field; blanks where the file has no such column."""
        return self.column(self.fields[field][0]).values if self.has(field) else [""] * len(self)

    def column(self, index: int) -> Column:
        """A column by its place."""
        return self._columns[index]

    # -- refusing ----------------------------------------------------------------------------------------------

    def refuse(self, index: int, column: str, value: object, reason: str) -> None:
        """Leave a data row out, and say why, once; `index` counts data rows from 0."""
        if index in self.bad:
            return
        self.bad.add(index)
        shown = privacy.masked(value, column=column, shown=self.source.own)
        self.refused.append((self.rows[index], column, shown, reason))

    def note_cell(self, index: int, column: str, value: object, reason: str) -> None:
        """List a cell that was left out while its row is kept."""
        shown = privacy.masked(value, column=column, shown=self.source.own)
        self.refused.append((self.rows[index], column, shown, reason))

    def _refuse_long(self, too_long: list[int]) -> None:
        if not too_long:
            return
        places = {row: index for index, row in enumerate(self.rows)}
        for row in too_long:
            self.refuse(
                places[row], "", "", _("This row has more cells than the table has columns.")
            )

    @contextmanager
    def keeping_rows(self) -> Iterator[None]:
        """Inside, a cell that cannot be read is listed, but its row is kept without it."""
        held = set(self.bad)
        yield
        self.bad.intersection_update(held)

    # -- typed readers -----------------------------------------------------------------------------------------

    def texts(self, field: str) -> list[str | None]:
        """Trimmed text; None for an empty cell."""
        return self._plain(field, text_of)

    def keys(self, field: str) -> list[str | None]:
        """Normalised keys; None for an empty cell."""
        return self._plain(field, key_of)

    def _plain(self, field: str, read: Callable[[object], str]) -> list[str | None]:
        if not self.has(field):
            return [None] * len(self)
        column = self.column(self.fields[field][0])
        known = {value: read(value) or None for value in column.distinct}
        return list(map(known.__getitem__, column.values))

    def money(self, field: str) -> list[int | None]:
        """Amounts in minor units of the sheet's currency; None for an empty cell."""
        digits = digits_of(self.currency)
        scale = 10**digits
        plain = re.compile(rf"\d{{1,12}}\.\d{{{digits}}}" if digits else r"\d{1,12}")

        def quick(value: object, sign: str) -> int | None:
            if isinstance(value, str):
                told = sign == "." and plain.fullmatch(value)
                return int(value.replace(".", "")) if told else None
            if isinstance(value, float) and -1e9 < value < 1e9:
                near = round(value * scale)
                return near if abs(value * scale - near) < 1e-5 else None
            return None

        return self._numbers(field, lambda d: amounts.minor_of(d, digits), quick=quick)

    def decimals(self, field: str) -> list[Decimal | None]:
        """Exact numbers; None for an empty cell."""
        return self._numbers(field, lambda d: d)

    def numbers(self, field: str) -> list[float | None]:
        """Numbers, where a float is exact enough (pieces, metres)."""
        return self._numbers(field, float)

    def numbers_of(self, index: int) -> list[float | None]:
        """The numbers of a column by its place."""
        sign = self.sign(index, prefer_groups=True)

        def read(value: object) -> float | None:
            amount, _number = amounts.read_number(value, sign)
            return None if amount is None else float(amount)

        return self._converted(index, read)

    def counts(self, field: str) -> list[int | None]:
        """Whole numbers; None for an empty cell."""
        return self._numbers(field, whole, prefer_groups=True)

    def _numbers(
        self,
        field: str,
        finish: Callable[[Decimal], T],
        *,
        prefer_groups: bool = False,
        quick: Callable[[object, str], T | None] | None = None,
    ) -> list[T | None]:
        if not self.has(field):
            return [None] * len(self)
        index = self.fields[field][0]
        sign = self.sign(index, prefer_groups=prefer_groups)

        def read(value: object) -> T | None:
            if quick is not None and (known := quick(value, sign)) is not None:
                return known
            amount, _number = amounts.read_number(value, sign)
            return None if amount is None else finish(amount)

        return self._converted(index, read)

    def moments(self, field: str) -> list[dates.Moment | None]:
        """Moments with their local day; None for an empty cell."""
        if not self.has(field):
            return [None] * len(self)
        index = self.fields[field][0]
        order = self.order(index)
        quick = dates.quick_reader(self._zone)

        def read(value: object) -> dates.Moment | None:
            if (known := quick(value)) is not None:
                return known
            moment = dates.read_moment(value, order, self._zone)
            if moment is None and not says_nothing(value):
                raise Unreadable(_("This is not a date."))
            return moment

        return self._converted(index, read)

    def days(self, field: str) -> list[str | None]:
        """Local days, ISO text; None for an empty cell."""
        return [m.day if m else None for m in self.moments(field)]

    def spans(self, field: str, grain: str | None = None) -> list[periods.Span | None]:
        """Spans of days; a lone day is stretched to `grain` where one is given."""
        index = self.fields[field][0]
        order = self.order(index)

        def read(value: object) -> periods.Span | None:
            span = periods.read_span(value, order)
            if span is None:
                if says_nothing(value):
                    return None
                week = periods.week_without_year(value, self.exported_day(), bare=grain == "week")
                if week is not None:
                    self._assume_year(index, value, week)
                    return week
                raise Unreadable(_("This is not a date."))
            return periods.span_from(span.first, grain) if grain and span.grain == "day" else span

        return self._converted(index, read)

    def exported_day(self) -> str:
        """The day on which the file was exported, as far as it can be told."""
        stamp = asof.decide(
            told=self.request.as_of,
            path=self.request.file,
            preamble=self.table.preamble,
            newest=None,
            zone=self._zone,
        )
        return stamp.at[:10]

    def _assume_year(self, index: int, value: object, week: periods.Span) -> None:
        words = _("{column}: {value} has no year; it was read as the week of {day}.")
        if not any(q["key"] == "year" for q in self.questions):
            told = words.format(column=self.label(index), value=text_of(value), day=week.first)
            self.assume(told, key="year", options=[])

    def _converted(self, index: int, read: Callable[[object], T]) -> list[T | None]:
        """Read each different value once; refuse the rows whose value cannot be read."""
        column = self.column(index)
        known: dict[object, Any] = {}
        failed = False
        for value in column.distinct:
            try:
                known[value] = read(value)
            except (Unreadable, ArithmeticError, OverflowError) as error:
                reason = str(error) if isinstance(error, Unreadable) else _("This is not a number.")
                known[value] = Refused(reason)
                failed = True
        values = list(map(known.__getitem__, column.values))
        if failed:
            self._refuse_cells(index, values)
        return values

    def _refuse_cells(self, index: int, values: list[Any]) -> None:
        column = self.column(index)
        for place, value in enumerate(values):
            if isinstance(value, Refused):
                self.refuse(place, self.label(index), column.values[place], value.reason)
                values[place] = None

    # -- what a column decides ---------------------------------------------------------------------------------

    def sign(self, index: int, *, prefer_groups: bool = False) -> str:
        """The decimal sign of a column: from its own values, else the file's others, else the locale."""
        if index in self._signs:
            return self._signs[index]
        found = amounts.evidence(self.column(index).distinct)
        sign = found.sign
        if sign is None and found.undecided and prefer_groups:
            sign = "," if "." in found.undecided else "."
        elif sign is None and found.undecided:
            sign = self._sign_of_file()
            if sign is None:
                sign = self._assume_sign(index, found.undecided)
        self._signs[index] = sign or "."
        return self._signs[index]

    def _sign_of_file(self) -> str | None:
        if self._file_sign is _UNDECIDED:
            votes: Counter[str] = Counter()
            for index, column in self._columns.items():
                if index not in self._signs or self._signs[index]:
                    found = amounts.evidence(column.distinct[:2000]).sign
                    if found:
                        votes[found] += 1
            self._file_sign = votes.most_common(1)[0][0] if votes else self._hint
        return self._file_sign  # type: ignore[no-any-return]

    def _assume_sign(self, index: int, example: str) -> str:
        sign = amounts.sign_of_locale(self.request.locale)
        words = (
            _("{column}: {value} was read with a comma before the decimals.")
            if sign == ","
            else _("{column}: {value} was read with a point before the decimals.")
        )
        text = words.format(column=self.label(index), value=example)
        self.assume(text, key=f"decimals:{self.label(index)}", options=[".", ","])
        return sign

    def order(self, index: int) -> dates.DateOrder:
        """The order of day and month of a column: told, from its values, else the locale."""
        if index in self._orders:
            return self._orders[index]
        told = self.request.dates
        found = dates.decide_order(self.column(index).distinct)
        order = found.order
        if told in ("dmy", "mdy"):
            order = "dmy" if told == "dmy" else "mdy"
        elif order is None:
            order = dates.order_of_locale(self.request.locale)
            if found.matters:
                self._assume_order(index, order, found.example or "")
        self._orders[index] = order
        return order

    def _assume_order(self, index: int, order: str, example: str) -> None:
        words = (
            _("{column}: {value} was read with the day before the month.")
            if order == "dmy"
            else _("{column}: {value} was read with the month before the day.")
        )
        text = words.format(column=self.label(index), value=example)
        self.assume(text, key="dates", options=["dmy", "mdy"])

    def assume(
        self, text: str, *, key: str | None = None, options: list[str] | None = None
    ) -> None:
        """Note a choice that the file did not decide; with a key the window asks."""
        if text not in self.assumed:
            self.assumed.append(text)
            if key:
                self.questions.append({"key": key, "text": text, "options": options or []})

    def find_currency(self, field: str) -> str:
        """The currency of a money column: in its name, else beside its amounts, else the workspace's."""
        if not self.has(field):
            return self.currency
        index = self.fields[field][0]
        named = currency_in_header(self.table.names[index])
        if named:
            return named
        marks: Counter[str] = Counter()
        for value in self.column(index).distinct[:500]:
            number = amounts.take_apart(value.strip()) if isinstance(value, str) else None
            code = (
                currency_of(number.mark, self.request.currency) if number and number.mark else None
            )
            if code:
                marks[code] += 1
        shown = self.formats.get(index, "")
        if not marks and shown not in ("", "percent"):
            return currency_of(shown, self.request.currency) or self.currency
        return marks.most_common(1)[0][0] if marks else self.currency

    # -- handing over ------------------------------------------------------------------------------------------

    def give(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Hand over finished rows of one staging table, in the order of its columns."""
        self.tables[table] = (columns, rows)

    def give_columns(
        self, table: str, names: Sequence[str], columns: Sequence[Sequence[Any]]
    ) -> None:
        """Hand over finished rows as columns; what is the same in every row is staged once."""
        same = [is_constant(column) for column in columns]
        self.same[table] = {n: c[0] for n, c, one in zip(names, columns, same, strict=True) if one}
        varying = [n for n, one in zip(names, same, strict=True) if not one]
        told = [c for c, one in zip(columns, same, strict=True) if not one]
        self.tables[table] = (varying, zip(*told, strict=True))
