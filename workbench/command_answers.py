"""The JSON objects of the command line, and the same in plain text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from workbench.language import _

if TYPE_CHECKING:
    from workbench.importing.merge import ImportResult
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
