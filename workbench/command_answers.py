"""The JSON objects of the command line, and the same in plain text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from workbench.language import _

if TYPE_CHECKING:
    from workbench.importing.merge import ImportResult
    from workbench.importing.next_exports import LastChecked, NextExport
    from workbench.importing.plan import Plan
    from workbench.roadmap.scoring import Ranked
    from workbench.store.check import Report

Answer = dict[str, Any]


def imported(result: ImportResult) -> Answer:
    """One import: what was read, added, updated, unchanged, refused and left out."""
    about = result.about
    return {
        "import_id": result.import_id,
        "file": about.file,
        "sheet": about.sheet or None,
        "source": about.source,
        "confidence": about.confidence,
        "currency": about.currency,
        "from": about.first_day,
        "to": about.last_day,
        "as_of": about.as_of,
        "read": about.read,
        "added": _numbers(result, "added"),
        "updated": _numbers(result, "updated"),
        "unchanged": _numbers(result, "unchanged"),
        "replaced": _numbers(result, "replaced"),
        "refused": [refused._asdict() for refused in result.refused],
        "refused_total": result.refused_total,
        "left_out": dict(result.left_out),
        "assumed": [*about.assumed, *result.notes],
    }


def _numbers(result: ImportResult, which: str) -> dict[str, int]:
    return {
        name: getattr(counts, which)
        for name, counts in result.counts.items()
        if getattr(counts, which)
    }


def planned(plan: Plan) -> Answer:
    """What an import would do: counts per kind, changed values, refused rows, what has to be confirmed."""
    about = plan.about
    return {
        "file": about.file,
        "sheet": about.sheet or None,
        "source": about.source,
        "confidence": about.confidence,
        "reason": about.reason,
        "currency": about.currency,
        "from": about.first_day,
        "to": about.last_day,
        "as_of": about.as_of,
        "read": about.read,
        "counts": {kind: counts._asdict() for kind, counts in plan.counts.items()},
        "differences": [difference._asdict() for difference in plan.differences],
        "refused": [refused._asdict() for refused in plan.refused],
        "refused_total": plan.refused_total,
        "left_out": dict(plan.left_out),
        "assumed": list(about.assumed),
        "questions": [question["text"] for question in about.questions],
        "warnings": list(plan.warnings),
        "needs_confirmation": plan.needs_confirmation,
        "came_before": plan.came_before,
        "nothing_new": plan.nothing_new,
    }


def plan_text(answer: Answer) -> str:
    """What an import would do, in a few lines."""
    if "error" in answer:
        return f"{answer['file']}: {answer['error']}"
    lines = [f"{answer['file']}: {answer['source']}, {answer['read']} rows"]
    for kind, counts in answer["counts"].items():
        told = ", ".join(f"{n} {word}" for word, n in counts.items() if n)
        lines.append(f"  {kind}: {told or 0}")
    if answer["refused_total"]:
        lines.append(f"  refused: {answer['refused_total']}")
    lines += [f"  assumed: {text}" for text in answer["assumed"]]
    return "\n".join([*lines, *(f"  {text}" for text in answer["warnings"])])


def next_exports(
    found: Iterable[NextExport], checked: Iterable[LastChecked], locale: str
) -> Answer:
    """What to export next, per source, and the days that nobody looked at again."""
    return {
        "next": [
            {
                "source": one.source,
                "title": one.guide.title,
                "path": one.guide.path,
                "columns": one.guide.columns,
                "from": one.first_day and one.first_day.isoformat(),
                "to": one.last_day and one.last_day.isoformat(),
                "held_until": one.held_until.isoformat(),
                "exported": one.exported and one.exported.isoformat(),
            }
            for one in found
        ],
        "last_checked": [
            {
                "source": one.source,
                "before": one.before.isoformat(),
                "checked": one.checked.isoformat(),
                "text": one.words(locale),
            }
            for one in checked
        ],
    }


def next_text(answer: Answer) -> str:
    """What to export next, a line per source."""
    lines = []
    for one in answer["next"]:
        span = f"{one['from']} – {one['to']}" if one["from"] else _("everything")
        lines.append(f"{one['title']}: {span}  ({one['path']})")
    return "\n".join([*lines, *(one["text"] for one in answer["last_checked"])])


def import_text(answer: Answer) -> str:
    """One import in a few lines for a terminal."""
    if "error" in answer:
        return f"{answer['file']}: {answer['error']}"
    lines = [f"{answer['file']}: {answer['source']}, {answer['read']} rows"]
    for kind in ("added", "updated", "unchanged", "replaced", "left_out"):
        if answer[kind]:
            counts = ", ".join(f"{n} {name}" for name, n in answer[kind].items())
            lines.append(f"  {kind.replace('_', ' ')}: {counts}")
    if answer["import_id"] is None:
        lines.append("  " + _("nothing new"))
    if answer["refused_total"]:
        lines.append(f"  refused: {answer['refused_total']}")
    for refused in answer["refused"][:20]:
        lines.append(
            f"    row {refused['row']}, {refused['column']}: {refused['value']} ({refused['reason']})"
        )
    lines += [f"  assumed: {text}" for text in answer["assumed"]]
    return "\n".join(lines)


def kpi_text(answer: Answer) -> str:
    """A KPI's points, one per line; what is not known is a dash."""
    lines = [
        f"{answer['kpi']} ({answer['currency'] or answer['unit']}), {answer['definition']['formula']}"
    ]
    for point in answer["points"]:
        value = "–" if point["value"] is None else str(point["value"])
        mark = "" if point["complete"] else "  " + _("unfinished")
        lines.append(f"{point['from']}  {point['to']}  {value}{mark}")
    return "\n".join(lines)


def items(framework: str, ranked: Iterable[Ranked]) -> Answer:
    """Ranked items; a score that is not known is null, and so is its rank."""
    return {
        "framework": framework.lower(),
        "items": [
            {
                "id": row.id,
                "title": row.title,
                "theme": row.theme,
                "stage": str(row.stage),
                "horizon": None if row.horizon is None else str(row.horizon),
                "score": row.score,
                "rank": row.rank,
                "missing": list(row.missing),
            }
            for row in ranked
        ],
    }


def items_text(answer: Answer) -> str:
    """Ranked items, one per line."""
    lines = []
    for item in answer["items"]:
        rank = "–" if item["rank"] is None else str(item["rank"])
        score = "–" if item["score"] is None else f"{item['score']:,.6g}"
        lines.append(f"{rank:>4}  {score:>10}  {item['stage']:<10} {item['title']}")
    return "\n".join(lines)


def check(report: Report) -> Answer:
    """A check: ok, problems, counts, live imports, backups."""
    return {
        "ok": report.ok,
        "problems": list(report.problems),
        "counts": report.counts,
        "imports": [entry._asdict() for entry in report.imports],
        "backups": [entry._asdict() for entry in report.backups],
    }


def check_text(answer: Answer) -> str:
    """A check in a few lines."""
    lines = [_("All well.") if answer["ok"] else _("There are problems:")]
    lines += [f"  {problem}" for problem in answer["problems"]]
    lines += [f"  {n} {name}" for name, n in answer["counts"].items() if n]
    lines.append(
        "  "
        + _("{n} imports, {b} backups").format(n=len(answer["imports"]), b=len(answer["backups"]))
    )
    return "\n".join(lines)
