"""The words of the roadmap: stages, horizons and the themes a new workspace starts with."""

from __future__ import annotations

from enum import StrEnum

from workbench.errors import BadInput
from workbench.language import _


class Stage(StrEnum):
    """How far an item is; the columns of the board, in this order."""

    INBOX = "inbox"
    DISCOVERY = "discovery"
    PLANNED = "planned"
    BUILDING = "building"
    LAUNCHED = "launched"
    DROPPED = "dropped"

    @property
    def label(self) -> str:
        """The stage as a person reads it."""
        return {
            Stage.INBOX: _("Inbox"),
            Stage.DISCOVERY: _("Discovery"),
            Stage.PLANNED: _("Planned"),
            Stage.BUILDING: _("Building"),
            Stage.LAUNCHED: _("Launched"),
            Stage.DROPPED: _("Dropped"),
        }[self]

    @property
    def is_open(self) -> bool:
        """Whether there is still something to choose or to build: neither launched nor dropped."""
        return self not in (Stage.LAUNCHED, Stage.DROPPED)


class Horizon(StrEnum):
    """When an item is meant to be worked on."""

    NOW = "now"
    NEXT = "next"
    LATER = "later"

    @property
    def label(self) -> str:
        """The horizon as a person reads it."""
        return {Horizon.NOW: _("Now"), Horizon.NEXT: _("Next"), Horizon.LATER: _("Later")}[self]


# Themes of a new workspace with their colours: told apart by colour-blind eyes (Okabe and Ito), always with the word.
DEFAULT_THEMES: dict[str, str] = {
    "acquisition": "#0072B2",
    "engagement": "#009E73",
    "retention": "#CC79A7",
    "analytics": "#E69F00",
    "product": "#56B4E9",
    "operations": "#767676",
}


def stage_in(text: str) -> Stage:
    """The stage that a text names, in either case, by its word or its label; raises BadInput."""
    wanted = text.strip().casefold()
    for stage in Stage:
        if wanted in (stage.value, stage.label.casefold()):
            return stage
    known = ", ".join(stage.value for stage in Stage)
    raise BadInput(_("There is no stage “{text}”; use {known}.").format(text=text, known=known))


def horizon_in(text: str) -> Horizon:
    """The horizon that a text names, in either case, by its word or its label; raises BadInput."""
    wanted = text.strip().casefold()
    for horizon in Horizon:
        if wanted in (horizon.value, horizon.label.casefold()):
            return horizon
    raise BadInput(_("There is no horizon “{text}”; use now, next or later.").format(text=text))
