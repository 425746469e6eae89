"""The founder's yearly budget: months across or down, KPIs on the other side; recognised by what it is called."""

from __future__ import annotations

import re
from itertools import chain

from workbench.importing.keys import header_of, text_of
from workbench.importing.sheet import Sheet
from workbench.importing.source import Judgement, Source
from workbench.importing.sources import kpi_sheet
from workbench.importing.sources.kpi_sheet import key_of_kpi
from workbench.importing.table import Table
from workbench.language import _

COLUMNS = ("n", "kpi", "name", "first_day", "last_day", "value", "row")
_WORDS = re.compile(
    r"\b(?:targets?|budgets?|goals?|plan(?:ned)?|forecast|doel(?:en|stelling)?|begroting|ziele?|plan(?:ung|zahlen)|"
    r"soll|objectifs?)\b"
)
_KEYS = {
    "net_sales": ("revenue", "sales", "turnover", "net revenue", "omzet", "netto omzet", "umsatz", "nettoumsatz",
                  "chiffre d affaires", "ventes nettes", "net sales"),
    "orders": ("bestellingen", "bestellungen", "commandes", "number of orders"),
    "average_order_value": ("aov", "average order", "gemiddelde bestelling", "warenkorb", "panier moyen"),
    "conversion_rate": ("conversion", "cr", "cvr", "conversie", "conversieratio", "konversionsrate",
                        "taux de conversion"),
    "sessions": ("visits", "sessies", "bezoeken", "sitzungen", "besuche", "visites"),
    "new_customers": ("nieuwe klanten", "neukunden", "nouveaux clients"),
    "ad_spend": ("ads", "ad budget", "advertising", "marketing spend", "advertentiekosten", "werbekosten"),
}  # fmt: skip
_KNOWN = {word: key for key, words in _KEYS.items() for word in words}


def is_named(text: str) -> bool:
    """True for a name that says target, budget or plan."""
    return bool(_WORDS.search(header_of(text)))


def judge(table: Table) -> Judgement | None:
    """A KPI sheet that calls itself a target, budget or plan, above it or in its first column or names."""
    found = kpi_sheet.judge(table)
    if found is None:
        return None
    above = (text_of(cell) for row in table.preamble for cell in row)
    named = next((t for t in chain(above, table.names) if t and is_named(t)), None)
    if named is None:
        return None
    reason = _("It is a table of KPIs by period, and says “{word}”.").format(word=named[:40])
    return Judgement(min(0.97, found.confidence + 0.1), reason, found.fields)


def build(sheet: Sheet) -> None:
    """Read it as a KPI sheet; each value is the target of its KPI for its period."""
    kpi_sheet.build(sheet)
    columns, rows = sheet.tables.pop("snapshot")
    place = {name: i for i, name in enumerate(columns)}
    told = []
    for row in rows:
        name = str(row[place["name"]])
        values = (row[place[c]] for c in ("first_day", "last_day", "value", "row"))
        told.append((key_of(name), name, *values))
    sheet.give("told_target", COLUMNS, [(n, *row) for n, row in enumerate(told, 1)])


def key_of(name: str) -> str:
    """The KPI that a line of a budget is about: its name without target or budget, in the app's words."""
    plain = " ".join(_WORDS.sub(" ", header_of(name)).split())
    return _KNOWN.get(plain) or key_of_kpi(plain or name)


SOURCE = Source(
    key="targets.sheet",
    title=_("Targets"),
    facts=("told_target",),
    fields=kpi_sheet.SOURCE.fields,
    needs=kpi_sheet.SOURCE.needs,
    own=True,
    all_columns=True,
    judge=judge,
    build=build,
)
