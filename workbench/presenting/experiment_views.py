"""Views of experiments: one with its verdict, all of them, and the decisions that are asked for."""

from __future__ import annotations

import sqlite3

from workbench.charts.measure import Measure
from workbench.experiments import shop
from workbench.experiments.readout import readout
from workbench.experiments.readout_parts import Readout
from workbench.experiments.record import Experiment, Record, experiments
from workbench.experiments.record import record as experiment_record
from workbench.experiments.stored import stored_verdict
from workbench.experiments.verdict import Verdict
from workbench.experiments.words import Status
from workbench.language import _, ngettext, number, percent
from workbench.presenting.deck import Settings
from workbench.presenting.slides import Field, TableSlide, TextSlide
from workbench.presenting.text_view import own_lines
from workbench.store.brand import brand

_MOST_REASONS = 3


def verdict_table(db: sqlite3.Connection, settings: Settings) -> TableSlide:
    """An experiment: the verdict as title, its variants, the reasons and what was decided. Settings: `experiment`."""
    found = experiment_record(db, int(settings.get("experiment") or 0))
    said = readout(db, found.experiment.id)
    locale = brand(db).locale
    counted, rate = Measure("count", "", locale), Measure("rate", "", locale)
    fields = (
        Field(_("Variant")),
        Field(_("Visitors"), "number", counted),
        Field(_("Conversions"), "number", counted),
        Field(_("Rate"), "number", rate),
        Field(_("Change"), "number", rate),
        Field(_("Likely from"), "number", rate),
        Field(_("Likely to"), "number", rate),
    )
    judged = stored_verdict(db, found.experiment.id) if said.word is not None else None
    lifts = _lifts(judged.verdict if judged else None)
    rows = tuple(
        (one.name, one.visitors, one.conversions, one.rate, *lifts.get(one.name, (None,) * 3))
        for one in found.variants
    )
    return TableSlide(
        title=said.headline if said.word is not None else found.experiment.name,
        fields=fields,
        rows=rows,
        subtitle=found.experiment.name,
        notes="\n".join(learning.text for learning in found.learnings),
        remarks=_remarks(db, found, said),
        empty=_("No variant has been counted yet."),
        picture=said.picture if said.picture and said.picture.has_values else None,
    )


def _lifts(verdict: Verdict | None) -> dict[str, tuple[float | None, float | None, float | None]]:
    """By variant: the lift of its first goal and its interval, once there is enough to show one."""
    found: dict[str, tuple[float | None, float | None, float | None]] = {}
    for one in verdict.variants if verdict else ():
        goal = one.goals[0] if one.goals else None
        if goal is not None and goal.interval is not None:
            found[one.name] = (goal.lift, goal.interval[0], goal.interval[1])
    return found


def _remarks(db: sqlite3.Connection, found: Record, said: Readout) -> tuple[str, ...]:
    """What was believed, what it is worth unless that is a margin, the reasons, what was decided."""
    told = []
    if said.word is not None:
        money = said.money if said.money and not shop.traffic(db).is_margin else ""
        told += [money, *said.reasons[:_MOST_REASONS]]
    if found.decision is not None:
        decided = _("Decided: {choice}. {reason}").format(
            choice=found.decision.choice.label, reason=found.decision.reason
        )
        told.append(decided.strip())
    return tuple(filter(None, (found.experiment.hypothesis, *told)))


def list_of_tests(db: sqlite3.Connection, _settings: Settings) -> TableSlide:
    """Every experiment that ran or runs, with what it says and what was decided."""
    shown = [one for one in experiments(db) if one.status != Status.PLANNED]
    rows = tuple((one.name, one.status.label, *_said(db, one)) for one in shown)
    fields = (
        Field(_("Experiment")),
        Field(_("State")),
        Field(_("What the numbers say")),
        Field(_("Decision")),
    )
    running = sum(1 for one in shown if one.status == Status.RUNNING)
    waiting = sum(1 for one in shown if one.status == Status.FINISHED and one.choice is None)
    title = _("Tests: {running} running, {waiting} waiting for a decision")
    return TableSlide(
        title.format(running=running, waiting=waiting),
        fields,
        rows,
        empty=_("No test has run yet."),
    )


def _said(db: sqlite3.Connection, one: Experiment) -> tuple[str, str]:
    said = readout(db, one.id)
    words = said.headline if said.word is not None else _("nothing counted yet")
    return words, one.choice.label if one.choice else ""


def asks(db: sqlite3.Connection, settings: Settings) -> TextSlide:
    """The decisions asked for: the person's own lines, then tests that are over and not decided. Settings: `text`."""
    lines = [line for line in own_lines(settings) if line.strip()]
    lines += open_questions(db)
    title = ngettext("{n} decision asked for", "{n} decisions asked for", len(lines))
    if not lines:
        return TextSlide(_("No decision is asked for"), (_("Nothing waits for a decision."),))
    return TextSlide(title.format(n=len(lines)), tuple(f"- {line}" for line in lines))


def open_questions(db: sqlite3.Connection) -> list[str]:
    """A question per test that has ended without a decision, with what its numbers say."""
    found = []
    for one in experiments(db):
        if one.status == Status.FINISHED and one.choice is None:
            held = readout(db, one.id)
            said = held.headline if held.word is not None else ""
            question = _("{name}: keep it, switch it off, or test again? {verdict}")
            found.append(question.format(name=one.name, verdict=said).strip())
    return found


def short_result(db: sqlite3.Connection, one: Experiment) -> str:
    """A test in a line: its decision, else its verdict, with the lift where there is one."""
    judged = stored_verdict(db, one.id)
    locale = brand(db).locale
    if one.status == Status.RUNNING and one.visitors:
        told = _("running, {visitors} visitors so far")
        return told.format(visitors=number(one.visitors, locale))
    if judged is None:
        return one.status.label
    lift = next((v[0] for v in _lifts(judged.verdict).values() if v[0] is not None), None)
    words = one.choice.label if one.choice else judged.verdict.headline
    if lift is None:
        return words
    sign = "+" if lift >= 0 else "−"
    return _("{change}: {words}").format(change=sign + percent(abs(lift), locale), words=words)
