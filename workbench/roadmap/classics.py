"""The frameworks that come with the app; each is data, to use as it is or to copy and edit."""

from __future__ import annotations

from collections.abc import Callable

from workbench.language import _
from workbench.roadmap.criteria import Choice, Combine, Criterion, Framework

_QUARTER, _HALF_YEAR = 92, 183


def _rice() -> Framework:
    """RICE as Intercom published it (McBride, 2018), with effort in person-weeks instead of months."""
    reach = _("How many people or orders a month meet this; take it from your data.")
    impact = _("How much it moves the goal for each of them.")
    confidence = _("How sure you are: 100 % with data, 80 % with some evidence, 50 % for a guess.")
    effort = _("Weeks of work for everyone together; at least half a week.")
    return Framework(
        key="rice",
        label="RICE",
        formula=_("reach × impact × confidence / effort"),
        horizon="month",
        criteria=(
            Criterion(
                "reach", _("Reach"), reach, unit=_("per month"), expires=_QUARTER, per="month"
            ),
            Criterion("impact", _("Impact"), impact, "", 0.25, 3, _impacts()),
            Criterion(
                "confidence", _("Confidence"), confidence, "percent", 0, 1, _sure(), ladder=True
            ),
            Criterion(
                "effort", _("Effort"), effort, _("weeks"), 0.5, cost=True, expires=_HALF_YEAR
            ),
        ),
    )


def _impacts() -> tuple[Choice, ...]:
    return (
        Choice(3, _("massive")),
        Choice(2, _("high")),
        Choice(1, _("medium")),
        Choice(0.5, _("low")),
        Choice(0.25, _("minimal")),
    )


def _sure() -> tuple[Choice, ...]:
    return Choice(1.0, _("high")), Choice(0.8, _("medium")), Choice(0.5, _("low"))


def _ice() -> Framework:
    """ICE after Sean Ellis: three marks from 1 to 10, multiplied; some teams take the mean."""
    impact = _(
        "1: hardly anyone would notice. 5: one step of the shop gets better. 10: sales change."
    )
    confidence = _("1: a hunch. 5: reviews or data point this way. 10: a test has shown it.")
    return Framework(
        key="ice",
        label="ICE",
        formula=_("impact × confidence × ease"),
        criteria=(
            Criterion("impact", _("Impact"), impact, "", 1, 10),
            Criterion("confidence", _("Confidence"), confidence, "", 1, 10, ladder=True),
            Criterion("ease", _("Ease"), _ease(), "", 1, 10),
        ),
        combinations=(Combine.PRODUCT, Combine.MEAN),
    )


def _ease() -> str:
    return _("1: months of work. 5: one or two weeks. 10: done today.")


def _pie() -> Framework:
    """PIE after Chris Goward: three marks from 1 to 10 and their mean."""
    potential = _(
        "1: already as good as it gets. 5: some complaints. 10: the weakest page you have."
    )
    importance = _("1: few visits. 5: an ordinary page. 10: most visits or most revenue pass here.")
    return Framework(
        key="pie",
        label="PIE",
        formula=_("mean of potential, importance and ease"),
        criteria=(
            Criterion("potential", _("Potential"), potential, "", 1, 10, expires=_HALF_YEAR),
            Criterion("importance", _("Importance"), importance, "", 1, 10, expires=_HALF_YEAR),
            Criterion("ease", _("Ease"), _ease(), "", 1, 10, shares="ice.ease"),
        ),
        combine=Combine.MEAN,
        combinations=(Combine.MEAN, Combine.PRODUCT),
        decimals=1,
    )


def _pxl() -> Framework:
    """PXL after CXL (Laja): yes-or-no questions about the change and its evidence, and ease, added up."""
    yes = (Choice(1, _("yes")), Choice(0, _("no")))
    twice = (Choice(2, _("yes")), Choice(0, _("no")))
    ease = (
        Choice(3, _("hours")),
        Choice(2, _("a day")),
        Choice(1, _("days")),
        Choice(0, _("weeks")),
    )
    seen = _("Would a visitor notice the change within 5 seconds?")
    asked: tuple[tuple[str, str, str, tuple[Choice, ...]], ...] = (
        ("fold", _("Above the fold"), _("Is it seen without scrolling?"), yes),
        ("noticed", _("Noticed in 5 s"), seen, twice),
        ("element", _("Adds or removes"), _("Does it add or remove something?"), twice),
        ("traffic", _("Busy page"), _("Is it on a page with many visits?"), yes),
        ("research", _("User research"), _("Did watching or testing with people show it?"), yes),
        ("interviews", _("Asked customers"), _("Do interviews, polls or reviews say it?"), yes),
        ("analytics", _("Analytics"), _("Do your numbers show it?"), yes),
        ("competitors", _("Competitors"), _("Do shops like yours do it?"), yes),
        ("ease", _("Ease"), _("How long does it take to build?"), ease),
    )
    return Framework(
        key="pxl",
        label="PXL",
        formula=_("points added up"),
        criteria=tuple(
            Criterion(key, name, rubric, "", 0, choices[0].value, choices)
            for key, name, rubric, choices in asked
        ),
        combine=Combine.SUM,
        combinations=(Combine.SUM,),
    )


def _wsjf() -> Framework:
    """WSJF as the Scaled Agile Framework defines it: (value + urgency + risk reduction) / job size."""
    steps = tuple(Choice(n, str(n)) for n in (1, 2, 3, 5, 8, 13, 20))
    value = _("Compared with the smallest item here: how much is it worth?")
    urgency = _("Does its value melt away while we wait? Is there a date?")
    risk = _("Does it lower a risk, or open the way for something else?")
    size = _("Compared with the smallest item here: how long does it take?")
    return Framework(
        key="wsjf",
        label="WSJF",
        formula=_("(business value + time criticality + risk reduction) / job size"),
        criteria=(
            Criterion("business_value", _("Business value"), value, "", 1, 20, steps),
            Criterion("time_criticality", _("Time criticality"), urgency, "", 1, 20, steps),
            Criterion("risk_reduction", _("Risk reduction"), risk, "", 1, 20, steps),
            Criterion("job_size", _("Job size"), size, "", 1, 20, steps, cost=True),
        ),
        combine=Combine.SUM,
        combinations=(Combine.SUM,),
        decimals=1,
    )


def _cd3() -> Framework:
    """Cost of delay divided by duration (Reinertsen; Arnold, Black Swan Farming), in money per week."""
    cost = _(
        "Money lost for every week without it; take it from your data. Nothing after its deadline."
    )
    duration = _("Weeks until it is live, once begun.")
    return Framework(
        key="cd3",
        label=_("Cost of delay"),
        formula=_("cost of delay per week / duration in weeks"),
        horizon="week",
        criteria=(
            Criterion(
                "cost_of_delay",
                _("Cost of delay"),
                cost,
                _("money per week"),
                expires=_QUARTER,
                per="week",
            ),
            Criterion(
                "duration",
                _("Duration"),
                duration,
                _("weeks"),
                0.2,
                cost=True,
                expires=_HALF_YEAR,
                shares="rice.effort",
            ),
        ),
        fades=True,
    )


def _weighted() -> Framework:
    """A weighted sum on a scale from 0 to 100: every criterion between the ends of its own scale."""
    scale = _("0: none. 5: as much as most ideas. 10: more than any other idea so far.")
    effort = _("0: nothing to do. 5: two weeks. 10: three months.")
    return Framework(
        key="weighted",
        label=_("Weighted"),
        formula=_("weights × marks, 0 to 100; effort counts the other way round"),
        criteria=(
            Criterion("customer_value", _("Customer value"), scale, "", 0, 10, weight=35),
            Criterion("profit", _("Profitable revenue"), scale, "", 0, 10, weight=30),
            Criterion("strategy", _("Fits the strategy"), scale, "", 0, 10, weight=15),
            Criterion("effort", _("Effort"), effort, "", 0, 10, cost=True, weight=20),
        ),
        combine=Combine.WEIGHTED,
        combinations=(Combine.WEIGHTED,),
    )


def _value_effort() -> Framework:
    """Value over effort, the two axes of the matrix."""
    value = _("1: nice to have. 5: customers would thank you. 10: sales change.")
    effort = _("1: done today. 5: one or two weeks. 10: months of work.")
    return Framework(
        key="value_effort",
        label=_("Value / effort"),
        formula=_("value / effort"),
        criteria=(
            Criterion("value", _("Value"), value, "", 1, 10),
            Criterion("effort", _("Effort"), effort, "", 1, 10, cost=True),
        ),
        decimals=2,
    )


def _moscow() -> Framework:
    """MoSCoW of the DSDM handbook: a promise per item, and musts for at most 60 % of the effort."""
    promise = (
        Choice(3, _("must")),
        Choice(2, _("should")),
        Choice(1, _("could")),
        Choice(0, _("won't")),
    )
    rubric = _(
        "Must: without it there is no point. Should: it hurts without. Could: nice. Won't: not now."
    )
    effort = _("Weeks of work; musts may take 60 % of all of it.")
    return Framework(
        key="moscow",
        label="MoSCoW",
        formula=_("must, should, could, won't"),
        criteria=(
            Criterion("promise", _("Promise"), rubric, "", 0, 3, promise),
            Criterion(
                "effort",
                _("Effort"),
                effort,
                _("weeks"),
                0.1,
                required=False,
                shares="rice.effort",
                counts=False,
            ),
        ),
    )


# Built when asked for, so that their words are in the language of the moment.
CLASSICS: dict[str, Callable[[], Framework]] = {
    "rice": _rice,
    "ice": _ice,
    "cd3": _cd3,
    "weighted": _weighted,
    "value_effort": _value_effort,
    "pie": _pie,
    "pxl": _pxl,
    "wsjf": _wsjf,
    "moscow": _moscow,
}
