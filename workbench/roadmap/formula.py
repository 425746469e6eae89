"""Formulas a person types: + - * / ( ) and min, max, round, abs, if over named numbers.

Read by Python's own parser, then only what is listed here is worked out; nothing else can be said. A name without a
value, or a division by 0, has no result.
"""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from math import isfinite

from workbench.errors import BadInput
from workbench.language import _

LONGEST = 500
_IF = re.compile(r"\bif\s*\(", re.IGNORECASE)
Named = Mapping[str, float | None]

_TWO: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_COMPARED: dict[type[ast.cmpop], Callable[[float, float], bool]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}
_CALLS: dict[str, tuple[Callable[..., float], int, int]] = {
    "min": (min, 1, 20),
    "max": (max, 1, 20),
    "abs": (abs, 1, 1),
    "round": (lambda x, digits=0: round(x, int(digits)), 1, 2),
    "if": (lambda test, yes, no: yes if test else no, 3, 3),
}


def check(text: str, known: frozenset[str]) -> frozenset[str]:
    """The names a formula uses; raises BadInput where it cannot be read or names what is not known."""
    used = names(text)
    unknown = sorted(used - known)
    if unknown:
        sentence = _("The formula names “{name}”, which is not there; use {known}.")
        raise BadInput(sentence.format(name=unknown[0], known=", ".join(sorted(known))))
    return used


def names(text: str) -> frozenset[str]:
    """The names a formula uses; raises BadInput where it cannot be read."""
    tree = _parsed(text)
    calls = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    found = (n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and id(n) not in calls)
    return frozenset(found)


def value(text: str, named: Named) -> float | None:
    """The result of a formula; None where a value is missing or it cannot be worked out. Raises BadInput."""
    try:
        found = _value(_parsed(text).body, named)
    except (ZeroDivisionError, OverflowError, _Missing):
        return None
    return found if isfinite(found) else None


class _Missing(Exception):
    """A named number has no value."""


@lru_cache(maxsize=256)
def _parsed(text: str) -> ast.Expression:
    unreadable = BadInput(_("This formula cannot be read; write it like reach * impact / effort."))
    if len(text) > LONGEST:
        raise unreadable
    # "if" is a word of Python; x and ÷ are what people write.
    plain = text.strip().replace("×", "*").replace("÷", "/").replace("−", "-")
    plain = _IF.sub("if_(", plain)
    try:
        tree = ast.parse(plain, mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise unreadable from None
    _check(tree.body, unreadable)
    return tree


def _check(node: ast.expr, unreadable: BadInput) -> None:
    """Let through numbers, names, the four operations, comparisons and the listed calls."""
    if isinstance(node, ast.Constant):
        number = node.value
        good = isinstance(number, int | float) and type(number) is not bool and abs(number) < 1e15
        parts: list[ast.expr] = []
    elif isinstance(node, ast.BinOp):
        good, parts = type(node.op) in _TWO, [node.left, node.right]
    elif isinstance(node, ast.UnaryOp):
        good, parts = isinstance(node.op, ast.USub | ast.UAdd), [node.operand]
    elif isinstance(node, ast.Compare):
        good = len(node.ops) == 1 and type(node.ops[0]) in _COMPARED
        parts = [node.left, *node.comparators]
    elif isinstance(node, ast.Call):
        good, parts = _is_known_call(node), node.args
    else:
        good, parts = isinstance(node, ast.Name), []
    if not good:
        raise unreadable
    for part in parts:
        _check(part, unreadable)


def _is_known_call(node: ast.Call) -> bool:
    if not isinstance(node.func, ast.Name) or node.keywords:
        return False
    known = _CALLS.get(node.func.id.removesuffix("_"))
    return known is not None and known[1] <= len(node.args) <= known[2]


def _value(node: ast.expr, named: Named) -> float:
    match node:
        case ast.Constant(value=number):
            return float(number)  # type: ignore[arg-type]
        case ast.Name(id=name):
            found = named.get(name)
            if found is None:
                raise _Missing
            return float(found)
        case ast.UnaryOp(op=op, operand=operand):
            inner = _value(operand, named)
            return -inner if isinstance(op, ast.USub) else inner
        case ast.BinOp(left=left, op=op, right=right):
            return _TWO[type(op)](_value(left, named), _value(right, named))
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            return float(_COMPARED[type(op)](_value(left, named), _value(right, named)))
        case ast.Call(func=ast.Name(id=name), args=args):
            return float(_CALLS[name.removesuffix("_")][0](*(_value(part, named) for part in args)))
    raise _Missing
