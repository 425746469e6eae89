"""The JSON objects of `analyse` and `size`, and the same in plain text."""

from __future__ import annotations

from typing import Any

from workbench.experiments.counted import Counted
from workbench.experiments.duration import Prospect
from workbench.experiments.hints import directional, is_before_after, without_split
from workbench.experiments.verdict import VariantVerdict, verdict
from workbench.experiments.verdict_words import Word
from workbench.language import _

Answer = dict[str, Any]


def analysed(counted: Counted) -> Answer:
    """A verdict: the word, reasons, the split, and each variant; what is not known, or not yet to be read, is null."""
    periods = is_before_after([arm.name for arm in counted.arms])
    found = directional(verdict(without_split(counted))) if periods else verdict(counted)
    return {
        "verdict": found.word.value,
        "reasons": list(found.reasons),
        "sample_ratio": {"p": found.sample_ratio.p, "flag": found.sample_ratio.flag},
        "variants": [_variant(variant) for variant in found.variants],
    }


def _variant(variant: VariantVerdict) -> Answer:
    read = variant.goals[0] if variant.goals else None
    lift: Answer | None = None if variant.is_control else dict.fromkeys(("value", "low", "high"))
    if read and read.lift is not None and read.interval is not None:
        lift = {"value": read.lift, "low": read.interval.low, "high": read.interval.high}
    return {
        "name": variant.name,
        "n": variant.n,
        "conversions": variant.conversions,
        "rate": variant.rate,
        "verdict": variant.word.value if variant.word else None,
        "lift": lift,
        "p": read.p if read else None,
        "p_adjusted": read.p_adjusted if read else None,
        "chance_to_win": read.chance_to_win if read else None,
        "expected_loss": read.expected_loss if read else None,
        "reasons": list(variant.reasons),
    }


def analysed_text(answer: Answer) -> str:
    """A verdict in a few lines: the word for the screen, the reasons, the variants."""
    lines = [Word(answer["verdict"]).label, *(f"  {reason}" for reason in answer["reasons"])]
    for variant in answer["variants"]:
        rate = "–" if variant["rate"] is None else f"{variant['rate'] * 100:.2f} %"
        lift = variant["lift"]
        shown = ""
        if lift:
            shown = f"{lift['value'] * 100:+.1f} % ({lift['low'] * 100:+.1f} … {lift['high'] * 100:+.1f})"
        conversions = "–" if variant["conversions"] is None else str(variant["conversions"])
        lines.append(
            f"{variant['name']:<20} {conversions:>8} / {variant['n']:<9} {rate:>8}  {shown}"
        )
    return "\n".join(lines)


def sized(found: Prospect) -> Answer:
    """A sample size: visitors per variant and in all, the formula, weeks unrounded and whole; null without traffic."""
    return {
        "per_variant": found.size.per_variant,
        "total": found.size.total,
        "formula": found.size.formula.value,
        "weeks": found.span.weeks if found.span else None,
        "whole_weeks": found.span.whole_weeks if found.span else None,
    }


def sized_text(found: Prospect) -> str:
    """A sample size in a few lines, with what this traffic can show and what to do where it takes too long."""
    size = found.size
    text = _("{each} visitors for each variant, {total} in all ({formula})")
    lines = [text.format(each=size.per_variant, total=size.total, formula=size.formula.label)]
    if found.span:
        text = _("{weeks} whole weeks (computed: {exact})")
        exact = f"{found.span.weeks:.1f}"
        lines.append(text.format(weeks=found.span.whole_weeks, exact=exact))
    for look in found.within:
        shown = "–" if look.lift is None else f"+{look.lift * 100:.1f} %"
        lines.append(
            _("in {weeks} weeks it can show {lift} or more").format(weeks=look.weeks, lift=shown)
        )
    if not found.can_conclude:
        lines.append(_("Cannot conclude in 8 weeks. Instead:"))
        lines += [f"  {way}" for way in found.instead]
    return "\n".join(lines)
