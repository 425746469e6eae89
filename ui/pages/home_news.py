"""What takes Home a moment to work out: signals, targets off their pace, and the trading table."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from ui.widgets.chip import Role
from ui.widgets.spans import Span
from workbench.language import _

if TYPE_CHECKING:
    from workbench.kpis.pace import Pace
    from workbench.kpis.signals import Signal
    from workbench.kpis.trading import Trading

SNOOZE = timedelta(days=14)


class News(NamedTuple):
    """The signals that stand, most money first, the targets off their pace, and the trading table.

    `last` is the last day of which anything is held, None without any.
    """

    signals: list[Signal]
    paces: list[Pace]
    table: Trading
    last: date | None

    @property
    def fresh(self) -> list[Signal]:
        """The signals that were not marked as seen yet."""
        return [one for one in self.signals if not one.seen]

    @property
    def moves(self) -> dict[str, Signal]:
        """The signals by KPI."""
        return {one.key: one for one in self.signals}


def read(db: Any) -> News:
    """Read it all; some half a second of work, for a thread of its own."""
    from workbench.kpis.pace import paces
    from workbench.kpis.signals import signals
    from workbench.kpis.trading import trading

    found = signals(db)
    table = trading(db, marked=found)
    off = [pace for pace in paces(db) if pace.good is False]
    return News(found, off, table, table.month.last_day if table.month else None)


def signal_spans(signal: Signal) -> tuple[Span, ...]:
    """A signal as sentences: what moved and how, what came just before, what is at stake."""
    reason = _("{name}: {reason}.").format(name=signal.name, reason=_begun(signal.reason))
    spans = [Span(signal.name, bold=True), Span(reason[len(signal.name) :])]
    if not reason.startswith(signal.name):
        spans = [Span(reason)]
    if signal.beside:
        before, _brace, after = _(" Just before: {event}.").partition("{event}")
        title, bracket, rest = signal.beside.partition(" (")
        spans += [Span(before), Span(title, bold=True), Span(bracket + rest + after)]
    if signal.stake_text:
        spans.append(Span(f" {signal.stake_text}."))
    return tuple(spans)


def _begun(reason: str) -> str:
    """A reason as it goes on after a name and a colon: small, and with no colon of its own."""
    return (reason[:1].lower() + reason[1:]).replace(": ", ", ")


def role_of(good: bool | None) -> Role:
    """The colour that a signal has a right to."""
    return "neutral" if good is None else "accent" if good else "bad"
