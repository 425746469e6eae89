"""What each kind of experiment can say, and what it cannot; read before choosing one."""

from __future__ import annotations

from typing import NamedTuple

from workbench.experiments.words import Kind
from workbench.language import _


class Claim(NamedTuple):
    """One sentence on what a kind of experiment can show, one on what it cannot."""

    can: str
    cannot: str


def claim(kind: Kind) -> Claim:
    """What a kind of experiment can and cannot claim."""
    return {
        Kind.SPLIT: Claim(
            _("Shows that the change made the difference, because chance decided who saw it."),
            _("Cannot say how long the effect lasts, or show effects too small for the traffic."),
        ),
        Kind.BEFORE_AFTER: Claim(
            _("Gives a hint when a large change and nothing else happened on a known day."),
            _("Cannot tell the change from season, ads, stock or a good week."),
        ),
        Kind.DIFFERENCE: Claim(
            _("Gives a better hint than before and after: what moved both groups is taken out."),
            _("Cannot rule out that one group would have gone its own way anyhow."),
        ),
        Kind.HOLDOUT: Claim(
            _("Shows what e-mails or loyalty bring, because a random group did not get them."),
            _("Cannot say which single e-mail did it."),
        ),
        Kind.PRICE: Claim(
            _("Gives a hint of how many more or fewer buy at another price."),
            _(
                "Cannot tell the price from the weeks it was tried in; alternate them, and count margin."
            ),
        ),
        Kind.PAINTED_DOOR: Claim(
            _("Shows how many are curious enough to click before anything is built."),
            _("Cannot say how many would pay, or come back."),
        ),
        Kind.SURVEY: Claim(
            _("Shows what people say, and in which words."),
            _("Cannot say what they will do."),
        ),
    }[kind]
