"""The words of a verdict: what the numbers say, the four gates, and how a guardrail fared."""

from __future__ import annotations

from enum import StrEnum

from workbench.language import _


class Word(StrEnum):
    """What the numbers say. Never the same as what the person decides."""

    SHIP = "ship"
    ROLL_BACK = "roll back"
    REVIEW = "review"
    TOO_EARLY = "too early"
    INVALID = "invalid"
    DIRECTIONAL = "directional only"

    @property
    def label(self) -> str:
        """The verdict as a person reads it; "ship" would mean parcels in a shop."""
        return {
            Word.SHIP: _("Keep it for everyone"),
            Word.ROLL_BACK: _("Switch it off"),
            Word.REVIEW: _("Your call"),
            Word.TOO_EARLY: _("Too early"),
            Word.INVALID: _("Cannot be trusted"),
            Word.DIRECTIONAL: _("A hint only"),
        }[self]


class Gate(StrEnum):
    """What a verdict asks, in this order."""

    SPLIT = "split"
    ENOUGH = "enough"
    HARM = "harm"
    GOAL = "goal"

    @property
    def question(self) -> str:
        """The gate as a question."""
        return {
            Gate.SPLIT: _("Was the split fair?"),
            Gate.ENOUGH: _("Enough visitors?"),
            Gate.HARM: _("No harm?"),
            Gate.GOAL: _("Does it help?"),
        }[self]


class Answer(StrEnum):
    """How a gate was answered."""

    YES = "yes"
    NO = "no"
    NOT_YET = "not yet"
    UNCLEAR = "unclear"
    NOT_ASKED = "not asked"

    @property
    def label(self) -> str:
        """The answer as a person reads it."""
        return {
            Answer.YES: _("Yes"),
            Answer.NO: _("No"),
            Answer.NOT_YET: _("Not yet"),
            Answer.UNCLEAR: _("Cannot tell"),
            Answer.NOT_ASKED: _("Not looked at"),
        }[self]


class Harm(StrEnum):
    """How a guardrail fared."""

    HELD = "held"
    LOST = "lost"
    CANNOT_TELL = "cannot tell"
    NOT_IN_YET = "not in yet"

    @property
    def label(self) -> str:
        """The state as a person reads it."""
        return {
            Harm.HELD: _("No harm"),
            Harm.LOST: _("Got worse"),
            Harm.CANNOT_TELL: _("Cannot tell"),
            Harm.NOT_IN_YET: _("Not in yet"),
        }[self]


class Effect(StrEnum):
    """What a variant did to a goal."""

    WINS = "wins"
    LOSES = "loses"
    UNCLEAR = "unclear"
    UNKNOWN = "unknown"
