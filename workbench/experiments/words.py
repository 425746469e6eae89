"""The words of the experiment record: status, kind, decision and learning."""

from __future__ import annotations

from enum import StrEnum

from workbench.errors import BadInput
from workbench.language import _


class Status(StrEnum):
    """How far an experiment is."""

    PLANNED = "planned"
    RUNNING = "running"
    FINISHED = "finished"
    DECIDED = "decided"
    STOPPED = "stopped"

    @property
    def label(self) -> str:
        """The status as a person reads it."""
        return {
            Status.PLANNED: _("Planned"),
            Status.RUNNING: _("Running"),
            Status.FINISHED: _("Finished"),
            Status.DECIDED: _("Decided"),
            Status.STOPPED: _("Stopped early"),
        }[self]

    @property
    def is_over(self) -> bool:
        """Whether nothing is counted any more."""
        return self in (Status.FINISHED, Status.DECIDED, Status.STOPPED)


class Kind(StrEnum):
    """How an experiment compares."""

    SPLIT = "split"
    BEFORE_AFTER = "before after"
    DIFFERENCE = "difference in differences"
    HOLDOUT = "holdout"
    PRICE = "price"
    PAINTED_DOOR = "painted door"
    SURVEY = "survey"

    @property
    def label(self) -> str:
        """The kind as a person reads it."""
        return {
            Kind.SPLIT: _("A/B test"),
            Kind.BEFORE_AFTER: _("Before and after"),
            Kind.DIFFERENCE: _("Two groups, before and after"),
            Kind.HOLDOUT: _("Group held out"),
            Kind.PRICE: _("Price by period"),
            Kind.PAINTED_DOOR: _("Painted door"),
            Kind.SURVEY: _("Survey"),
        }[self]

    @property
    def is_split(self) -> bool:
        """Whether people were split at random, which a verdict needs; all else gives a hint."""
        return self in (Kind.SPLIT, Kind.HOLDOUT)


class Choice(StrEnum):
    """What the person decided; "ship" would mean parcels in a shop, so the screen says it otherwise."""

    SHIP = "ship"
    ROLL_BACK = "roll back"
    TEST_AGAIN = "test again"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The decision as a person reads it."""
        return {
            Choice.SHIP: _("Keep it for everyone"),
            Choice.ROLL_BACK: _("Switch it off"),
            Choice.TEST_AGAIN: _("Test again"),
            Choice.OTHER: _("Something else"),
        }[self]


class Belief(StrEnum):
    """How sure a learning is."""

    EMERGING = "emerging"
    SUPPORTED = "supported"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"

    @property
    def label(self) -> str:
        """The status of a learning as a person reads it."""
        return {
            Belief.EMERGING: _("First hint"),
            Belief.SUPPORTED: _("Supported"),
            Belief.CONFIRMED: _("Confirmed"),
            Belief.REJECTED: _("Rejected"),
        }[self]


def status_in(text: str) -> Status:
    """The status that a text names, by its word or its label in either case; raises BadInput."""
    for status in Status:
        if text.strip().casefold() in (status.value, status.label.casefold()):
            return status
    known = ", ".join(status.value for status in Status)
    raise BadInput(_("There is no status “{text}”; use {known}.").format(text=text, known=known))


def choice_in(text: str) -> Choice:
    """The decision that a text names; OTHER where it is in the person's own words."""
    for choice in Choice:
        if text.strip().casefold() in (choice.value, choice.label.casefold()):
            return choice
    return Choice.OTHER


def belief_in(text: str) -> Belief:
    """The learning's status that a text names, by its word or its label in either case; raises BadInput."""
    for belief in Belief:
        if text.strip().casefold() in (belief.value, belief.label.casefold()):
            return belief
    known = ", ".join(belief.value for belief in Belief)
    raise BadInput(_("There is no status “{text}”; use {known}.").format(text=text, known=known))
