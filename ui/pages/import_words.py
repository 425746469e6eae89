"""What an import would do, in words: per table, over all tables, value by value."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ui.pages.source_names import field_name, rows_words
from workbench.language import _, money, ngettext

if TYPE_CHECKING:
    from workbench.importing.plan import Plan

HIDDEN = ("order_lines", "kpis")


def plan_words(plan: Plan) -> str:
    """The plan in one sentence: what is new, changed, already here, replaced and refused."""
    if plan.nothing_new:
        if plan.kept:
            return _("Nothing changes. Bring it in to note that these days were looked at again.")
        return _("Everything in this file is already here.")
    parts = []
    for kind, counts in plan.counts.items():
        if kind not in HIDDEN:
            said = [
                (_("{rows} new"), counts.new),
                (_("{rows} changed"), counts.changed),
                (_("{rows} already here"), counts.same),
                (_("{rows} replaced"), counts.gone),
            ]
            parts += [words.format(rows=rows_words(kind, n)) for words, n in said if n]
    return ", ".join([*parts, *_refused_words(plan.refused_total)])


def total_words(plans: Iterable[Plan]) -> str:
    """What all tables together bring, in one line."""
    found = list(plans)
    counts = [c for plan in found for kind, c in plan.counts.items() if kind not in HIDDEN]
    said = [
        (_("{n} new"), sum(c.new for c in counts)),
        (_("{n} changed"), sum(c.changed for c in counts)),
        (_("{n} already here"), sum(c.same for c in counts)),
        (_("{n} replaced"), sum(c.gone for c in counts)),
    ]
    parts = [words.format(n=grouped(n)) for words, n in said if n]
    parts += _refused_words(sum(plan.refused_total for plan in found))
    return ", ".join(parts)


def _refused_words(n: int) -> list[str]:
    if not n:
        return []
    return [ngettext("{n} row refused", "{n} rows refused", n).format(n=grouped(n))]


def left_out_words(plan: Plan) -> str:
    """The rows that are no data, by kind; empty where there are none."""
    words = {
        "totals": lambda n: ngettext("{n} row of totals", "{n} rows of totals", n),
        "blank": lambda n: ngettext("{n} blank row", "{n} blank rows", n),
        "repeated_header": lambda n: ngettext("{n} repeated header", "{n} repeated headers", n),
        "preamble": lambda n: ngettext("{n} line above the table", "{n} lines above the table", n),
        "comment": lambda n: ngettext("{n} comment", "{n} comments", n),
    }
    parts = []
    for kind, n in plan.left_out.items():
        told = words.get(kind, lambda n: ngettext("{n} other row", "{n} other rows", n))
        parts.append(told(n).format(n=grouped(n)))
    return _("Not read as data: {rows}.").format(rows=", ".join(parts)) if parts else ""


def difference_rows(plan: Plan, locale: str) -> list[tuple[str, str, str, str]]:
    """The values that change: row, field, old and new, amounts as money."""
    currency = plan.about.currency or "EUR"

    def shown(column: str, value: str) -> str:
        if not value:
            return "–"
        if column.endswith("_minor") and value.lstrip("-").isdigit():
            return money(int(value), currency, locale)
        return value

    return [
        (d.row, field_name(d.column), shown(d.column, d.old), shown(d.column, d.new))
        for d in plan.differences
        if not d.column.endswith("_hash") and d.column != "customer"
    ]


def grouped(n: int) -> str:
    """A number with narrow spaces between its thousands."""
    return f"{n:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")
