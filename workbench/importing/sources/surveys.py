"""Survey answers: Typeform, SurveyMonkey, and lists of scores; one row per respondent and question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from workbench.importing import amounts, privacy
from workbench.importing.keys import header_of, key_of, text_of
from workbench.importing.sheet import Sheet
from workbench.importing.source import Field, Judgement, Source
from workbench.importing.sources import entity_rows
from workbench.importing.table import Table
from workbench.language import _
from workbench.store.facts import ANSWER

_RECOMMEND = re.compile(
    r"\bnps\b|recommend|aanbeve|aanraden|empfehl|weiterempf|recommander|recomend|consigli|net promoter"
)
_WHO = re.compile(
    r"\be ?mail|\bphone|\btelefo|\b(?:first|last|full|sur|your) ?name\b|\bnaam\b|\bname\b(?! of)|\baddress\b|\badres"
)
_SAID = re.compile(r"\bcomments?\b|\bfeedback\b|\bopmerking|\breason\b|\btoelichting\b|\bkommentar")
_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+\.\w+|[+(]?[\d\s()./\-]{9,20}")
_SUBJECT = re.compile(
    r"^(?:start|end|submit|stage|submitted|completed|created|date|day|datum|network|ip|collector|respondent|tags?|ending|"
    r"response type|custom data|email|first name|last name|score date)\b"
)


def build(sheet: Sheet) -> None:
    """Read every question: a score from 0 to 10, another number, or words; who answered is not kept."""
    days = _days(sheet)
    ids = sheet.keys("number")
    heads = {
        i
        for i, (n, d) in enumerate(zip(ids, days, strict=True))
        if sheet.has("number") and not n and not d
    }
    if heads:
        sheet.left_out["repeated_header"] += len(heads)
    questions = [i for i in sheet.fields.get("question", []) if not _is_personal(sheet, i)]
    dropped = [sheet.label(i) for i in sheet.fields.get("question", []) if i not in questions]
    if dropped:
        sheet.assume(
            _("Left out, because they may name people: {names}.").format(names=", ".join(dropped))
        )
    sheet.meta["kept"] = {
        *questions,
        *(i for name in ("number", "day") for i in sheet.fields.get(name, [])),
    }
    kinds = _kinds(sheet, questions, heads)
    own = entity_rows.numbered(ids, days, *(sheet.column(i).values for i in questions))
    rows: list[tuple[int, str, str, float | None, str | None]] = []
    for index in questions:
        rows += _answers(sheet, index, kinds[index], heads)
    rows.sort(key=lambda row: row[0])
    places = [row[0] for row in rows]
    values: dict[str, Sequence[Any]] = {
        "question": [row[1] for row in rows],
        "day": [days[i] for i in places],
        "kind": [row[2] for row in rows],
        "score": [row[3] for row in rows],
        "text": [row[4] for row in rows],
    }
    entity_rows.stage(sheet, ANSWER, [own[i] for i in places], values, places=places)


def _days(sheet: Sheet) -> list[str | None]:
    return sheet.days("day") if sheet.has("day") else [None] * len(sheet)


def _is_personal(sheet: Sheet, index: int) -> bool:
    """A column that asks who somebody is; what people say is the point of a survey and stays."""
    name = sheet.label(index)
    plain = header_of(name)
    if _WHO.search(plain):
        return True
    values = [v for v in sheet.column(index).distinct[:500] if isinstance(v, str)]
    if "?" in name or _SAID.search(plain):
        named = [v for v in values if v.strip()]
        return bool(named) and all(_ADDRESS.fullmatch(v.strip()) for v in named)
    return privacy.personal_by_name(name) or privacy.personal_by_look(values, name=name)


def _score(value: object) -> float | None:
    number = amounts.take_apart(text_of(value)) if text_of(value) else None
    if number is None or number.mark or number.percent or number.negative:
        return None
    try:
        return float(number.body.replace(",", "."))
    except ValueError:
        return None


def _kinds(sheet: Sheet, questions: list[int], heads: set[int]) -> dict[int, str]:
    """nps for the question that asks whether one would recommend; the only score from 0 to 10 is taken for it."""
    kinds: dict[int, str] = {}
    scores: list[int] = []
    for index in questions:
        cells = [
            v for i, v in enumerate(sheet.column(index).values) if i not in heads and text_of(v)
        ]
        numbers = [_score(v) for v in cells]
        numeric = bool(cells) and all(n is not None for n in numbers)
        kinds[index] = "score" if numeric else "text"
        if numeric and all(n is not None and n.is_integer() and n <= 10 for n in numbers):
            scores.append(index)
    named = [i for i in scores if _RECOMMEND.search(header_of(sheet.label(i)))]
    if not named:
        named = [i for i in scores if header_of(sheet.label(i)) == "score"]
    wide = [i for i in scores if any((_score(v) or 0) > 5 for v in sheet.column(i).distinct)]
    if not named and len(wide) == 1:
        named = wide
        text = _(
            "{column} holds scores from 0 to 10: it is read as the question whether one would recommend."
        )
        sheet.assume(text.format(column=sheet.label(wide[0])), key="nps", options=["yes", "no"])
    return kinds | dict.fromkeys(named, "nps")


def _answers(
    sheet: Sheet, index: int, kind: str, heads: set[int]
) -> list[tuple[int, str, str, float | None, str | None]]:
    found: list[tuple[int, str, str, float | None, str | None]] = []
    for place, value in enumerate(sheet.column(index).values):
        text = text_of(value)
        if not text or place in heads or place in sheet.bad:
            continue
        score = _score(value) if kind != "text" else None
        said = privacy.unmarked(text) if score is None else None
        found.append((place, sheet.label(index), kind, score, said))
    return found


def _judged(
    table: Table,
    number: Sequence[str],
    day: Sequence[str],
    marks: Sequence[str],
    least: int,
    sure: float,
) -> Judgement | None:
    names = [header_of(name) for name in table.names]
    if sum(mark in names for mark in marks) < least:
        return None
    fields: dict[str, list[int]] = {}
    for field, words in (("number", number), ("day", day)):
        place = next((names.index(w) for w in words if w in names), None)
        if place is not None:
            fields[field] = [place]
    taken = {i for places in fields.values() for i in places}
    questions = [i for i, n in enumerate(names) if n and i not in taken and not _SUBJECT.match(n)]
    if not questions:
        return None
    found = ", ".join(table.names[names.index(m)] for m in marks if m in names)
    reason = _("Its columns {names} are those of a survey.").format(names=found)
    return Judgement(sure, reason, fields | {"question": questions})


def judge_typeform(table: Table) -> Judgement | None:
    """Typeform: a number sign first, start and submit dates and a network id last."""
    hash_first = (
        bool(table.names) and key_of(table.names[0]) in ("", "#") and text_of(table.names[0]) == "#"
    )
    found = _judged(
        table,
        (),
        ("submit date utc", "submitted at"),
        ("submit date utc", "start date utc", "network id", "submitted at"),
        2,
        0.97,
    )
    if found is not None and hash_first:
        found.fields["number"] = [0]
        found.fields["question"] = [i for i in found.fields["question"] if i != 0]
    return found


def judge_surveymonkey(table: Table) -> Judgement | None:
    """SurveyMonkey: respondent and collector, then the questions."""
    return _judged(
        table,
        ("respondent id",),
        ("end date", "date modified", "start date", "date created"),
        ("respondent id", "collector id"),
        2,
        0.97,
    )


def judge_nps(table: Table) -> Judgement | None:
    """A list of scores: a column called score or NPS with whole numbers from 0 to 10, and a date."""
    names = [header_of(name) for name in table.names]
    scored = [
        i
        for i, n in enumerate(names)
        if n in ("score", "nps", "nps score", "rating 0 10", "recommendation score")
    ]
    dated = [
        i
        for i, n in enumerate(names)
        if n
        in (
            "date",
            "day",
            "datum",
            "created at",
            "submitted at",
            "response date",
            "answered at",
            "timestamp",
            "completed at",
        )
    ]
    if len(scored) != 1 or not dated or len(names) > 15 or "rating" in names:
        return None
    cells = [text_of(row[scored[0]]) for row in table.sample if scored[0] < len(row)]
    scores = [_score(cell) for cell in cells if cell]
    if not scores or not all(s is not None and s.is_integer() and s <= 10 for s in scores):
        return None
    if not any((s or 0) > 5 for s in scores):
        return None
    text = [
        i
        for i, n in enumerate(names)
        if n in ("comment", "comments", "feedback", "reason", "answer", "opmerking")
    ]
    number = [i for i, n in enumerate(names) if n in ("id", "response id", "survey id", "response")]
    fields = {"day": dated[:1], "question": [*scored, *text]}
    if number:
        fields["number"] = number[:1]
    return Judgement(0.85, _("A date and a score from 0 to 10 in each row."), fields)


_FIELDS = (
    Field("number", ("Respondent ID",), "key"),
    Field("day", ("End Date",), "moment"),
    Field("question", ("Question",), many=True),
)


def _source(key: str, title: str, judge: Any) -> Source:
    return Source(
        key=key,
        title=title,
        facts=("answer",),
        fields=_FIELDS,
        all_columns=True,
        judge=judge,
        build=build,
    )


SOURCES = [
    _source("surveys.typeform", "Typeform answers", judge_typeform),
    _source("surveys.surveymonkey", "SurveyMonkey answers", judge_surveymonkey),
    _source("surveys.nps", "NPS scores", judge_nps),
]
