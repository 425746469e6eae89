"""KPIs of the user's own that are worked out from others, e.g. ad_spend / new_customers.

A formula knows the keys of KPIs, numbers, + - * / and brackets. Units are followed: money by money is a ratio, money
and money add up, money and orders do not. A missing value or a division by 0 is unknown. A ratio over a longer period
is the ratio of its sums, because each part is read for the whole period.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from math import isfinite
from typing import NamedTuple

from workbench.errors import BadInput
from workbench.kpis.catalogue import Card
from workbench.kpis.points import Point
from workbench.language import _

LONGEST = 300
_DEEPEST = 30

# The dimension of a value: how often money and how often a count stand above the line.
_UNITS = {"money": (1, 0), "count": (0, 1), "rate": (0, 0), "number": (0, 0)}
Dimension = tuple[int, int]
_PLAIN: Dimension = (0, 0)


class Formula(NamedTuple):
    """A formula that was read: its text, the keys it uses in order, and its tree."""

    text: str
    keys: tuple[str, ...]
    tree: ast.expr


def parsed(text: str) -> Formula:
    """Read a formula. Raises BadInput where it holds anything but keys, numbers, + - * / and brackets."""
    plain = text.strip().replace("×", "*").replace("÷", "/").replace("−", "-")
    if not plain or len(plain) > LONGEST:
        raise _unreadable(text)
    try:
        tree = ast.parse(plain, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise _unreadable(text) from None
    _check(tree, text, _DEEPEST)
    keys = [node.id for node in ast.walk(tree) if isinstance(node, ast.Name)]
    return Formula(plain, tuple(dict.fromkeys(keys)), tree)


def _unreadable(text: str) -> BadInput:
    return BadInput(
        _("The formula “{text}” cannot be read; write it like ad_spend / new_customers.").format(
            text=text[:60]
        )
    )


def _check(node: ast.expr, text: str, depth: int) -> None:
    match node:
        case _ if depth == 0:
            raise _unreadable(text)
        case ast.Name():
            return
        case ast.Constant(value=bool()):
            raise _unreadable(text)
        case ast.Constant(value=int() | float()):
            return
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub() | ast.Mult() | ast.Div(), right=right):
            _check(left, text, depth - 1)
            _check(right, text, depth - 1)
        case ast.UnaryOp(op=ast.USub() | ast.UAdd(), operand=operand):
            _check(operand, text, depth - 1)
        case _:
            raise _unreadable(text)


def checked(key: str, text: str, cards: Mapping[str, Card], expressions: Mapping[str, str]) -> str:
    """Check the formula of a KPI against those there are, and answer the unit of its result.

    `expressions` are the formulas of other KPIs. Raises BadInput for an unknown key, a circle, and units that do not
    go together.
    """
    formula = parsed(text)
    if not formula.keys:
        raise BadInput(_("A formula needs at least one KPI."))
    for used in formula.keys:
        if used not in cards and used != key:
            raise BadInput(_("There is no KPI called “{key}”.").format(key=used))
    _no_circle(key, formula, expressions)
    return _unit(_dimension(formula.tree, cards))


def _no_circle(key: str, formula: Formula, expressions: Mapping[str, str]) -> None:
    seen: set[str] = set()
    waiting = list(formula.keys)
    while waiting:
        used = waiting.pop()
        if used == key:
            raise BadInput(
                _("This formula leads back to itself, by way of “{key}”.").format(key=key)
            )
        if used not in seen and used in expressions:
            seen.add(used)
            waiting += parsed(expressions[used]).keys


def _dimension(node: ast.expr, cards: Mapping[str, Card]) -> Dimension | None:
    """The dimension of a part; None for a number, which goes with anything. Raises BadInput."""
    match node:
        case ast.Name(id=key):
            return _of_card(cards[key])
        case ast.UnaryOp(operand=operand):
            return _dimension(operand, cards)
        case ast.BinOp(left=left, op=op, right=right):
            return _combined(op, _dimension(left, cards), _dimension(right, cards))
    return None


def _of_card(card: Card) -> Dimension:
    # An average order is money per order, and a plain amount to everybody who uses it.
    return _UNITS.get(card.unit, _PLAIN)


def _combined(op: ast.operator, one: Dimension | None, other: Dimension | None) -> Dimension | None:
    if isinstance(op, ast.Add | ast.Sub):
        if one is None or other is None:
            found = one or other
            if found not in (None, _PLAIN):
                raise BadInput(_("A plain number cannot be added to money or to a count."))
            return found
        if one != other:
            raise BadInput(_("Only values of the same unit can be added."))
        return one
    sign = 1 if isinstance(op, ast.Mult) else -1
    if one is None and other is None:
        return None
    (a, b), (c, d) = one or _PLAIN, other or _PLAIN
    return a + sign * c, b + sign * d


def _unit(found: Dimension | None) -> str:
    """The unit of a result: money, also per count; a count; a ratio of like things; else a plain number.

    Raises BadInput for money times money.
    """
    money, count = found or _PLAIN
    if money > 1:
        raise BadInput(_("Money times money means nothing."))
    if money == 1:
        return "money"
    if money == 0 and count == 1:
        return "count"
    return "number"


def value(formula: Formula, values: Mapping[str, float | None]) -> float | None:
    """The result for some values by key; None where one is unknown, a divisor is 0, or it has no finite result."""
    try:
        found = _value(formula.tree, values)
    except (_Unknown, ZeroDivisionError, OverflowError):
        return None
    return found if isfinite(found) else None


class _Unknown(Exception):
    """A value is not known."""


def _value(node: ast.expr, values: Mapping[str, float | None]) -> float:
    match node:
        case ast.Constant(value=number):
            return float(number)  # type: ignore[arg-type]
        case ast.Name(id=key):
            found = values.get(key)
            if found is None:
                raise _Unknown
            return float(found)
        case ast.UnaryOp(op=op, operand=operand):
            inner = _value(operand, values)
            return -inner if isinstance(op, ast.USub) else inner
        case ast.BinOp(left=left, op=op, right=right):
            one, other = _value(left, values), _value(right, values)
            if isinstance(op, ast.Add):
                return one + other
            if isinstance(op, ast.Sub):
                return one - other
            return one * other if isinstance(op, ast.Mult) else one / other
    raise _Unknown


Reader = Callable[[str], Sequence[Point]]


def points(formula: Formula, read: Reader) -> tuple[Point, ...]:
    """The points of a formula from those of its parts, period by period.

    `read` answers the points of a key; a period that any part does not have whole is not whole. For a plain division
    numerator and denominator are kept, so that longer periods stay ratios of sums.
    """
    parts = {key: {p.first_day: p for p in read(key)} for key in formula.keys}
    days = sorted(set().union(*(part.keys() for part in parts.values()))) if parts else []
    return tuple(
        _point(formula, day, {key: part.get(day) for key, part in parts.items()}) for day in days
    )


def _point(formula: Formula, day: date, parts: Mapping[str, Point | None]) -> Point:
    known = [point for point in parts.values() if point is not None]
    values = {key: point.value if point else None for key, point in parts.items()}
    over, under = _fraction(formula, values)
    least = min(known, key=lambda p: p.days_held / p.days_in_period)
    held = least.days_held if len(known) == len(parts) else 0
    return least._replace(
        first_day=day,
        value=value(formula, values),
        numerator=over,
        denominator=under,
        complete=len(known) == len(parts) and all(point.complete for point in known),
        days_held=held,
    )


def _fraction(
    formula: Formula, values: Mapping[str, float | None]
) -> tuple[float | None, float | None]:
    match formula.tree:
        case ast.BinOp(left=left, op=ast.Div(), right=right):
            return (
                value(formula._replace(tree=left), values),
                value(formula._replace(tree=right), values),
            )
    return value(formula, values), None
