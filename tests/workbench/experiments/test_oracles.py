"""Every statistic against other people's libraries and published examples, from tests/golden/experiments.json."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from workbench.experiments import (
    betas,
    comparing,
    cuped,
    duration,
    intervals,
    lift,
    measured,
    multiplicity,
    posterior,
    rates,
    ratio_metric,
    revenue,
    sample_ratio,
    segmented,
    sequential,
    sizing,
)

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "experiments.json"
CASES = json.loads(GOLDEN.read_text("utf-8"))["cases"]
Inputs = dict[str, Any]


def counts(arm: dict[str, int]) -> tuple[int, int]:
    return arm["x"], arm["n"]


def pair(given: Inputs) -> tuple[tuple[int, int], tuple[int, int]]:
    return counts(given["control"]), counts(given["treatment"])


def arms(given: Inputs) -> tuple[measured.Measured, measured.Measured]:
    """The two arms as measured: rates, means or ratios, whichever the case gives."""
    return _arm(given["control"]), _arm(given["treatment"])


def _arm(arm: dict[str, float]) -> measured.Measured:
    if "x" in arm:
        return measured.proportion(int(arm["x"]), int(arm["n"]))
    if "mean_num" in arm:
        return ratio_metric.ratio(
            int(arm["n"]),
            mean_top=arm["mean_num"],
            mean_bottom=arm["mean_den"],
            var_top=arm["var_num"],
            var_bottom=arm["var_den"],
            covariance=arm["cov"],
        )
    return measured.Measured(int(arm["n"]), arm["mean"], arm["sd"] ** 2)


def prop_z_pooled(given: Inputs) -> Inputs:
    found = comparing.two_proportions(*pair(given))
    assert found
    return {"diff": found.difference, "z": found.z, "p_two_sided": found.p}


def prop_diff_ci(given: Inputs) -> Inputs:
    control, treatment = pair(given)
    calls = {
        "newcombe": intervals.newcombe,
        "wald": intervals.wald,
        "miettinen_nurminen_score": intervals.score,
        "rel_lift_log_ci": intervals.log_ratio,
    }
    return {key: call(*treatment, control=control) for key, call in calls.items()}


def prop_fisher_small(given: Inputs) -> Inputs:
    found = comparing.fisher(*pair(given))
    return {"p_two_sided": found.p, "odds_ratio": found.odds_ratio}


def prop_wilson(given: Inputs) -> Inputs:
    return {"ci": intervals.wilson(given["x"], given["n"], alpha=given["alpha"])}


def size_two_prop(given: Inputs) -> Inputs:
    plan = (given["baseline"], given["rel_mde"])
    how = {"alpha": given["alpha"], "power": given["power"]}
    cohen = sizing.Formula.COHEN_H
    return {
        "n_per_arm_pooled_null": sizing.size(*plan, **how).per_variant,
        "n_pooled_null_exact": sizing.per_variant(*plan, **how),
        "n_power_solved": sizing.solved_per_variant(*plan, **how),
        "n_cohen_h_exact": sizing.per_variant(*plan, **how, formula=cohen),
        "n_per_arm_cohen_h": sizing.size(*plan, **how, formula=cohen).per_variant,
    }


def power_mde_prop(given: Inputs) -> Inputs:
    base, n = given["baseline"], given["n_per_arm"]
    rise = given["treatment"] / base - 1
    least = sizing.detectable(base, n, alpha=given["alpha"])
    assert least
    return {
        "power_pooled_null": sizing.power_of(base, rise, n),
        "power_cohen_h": sizing.power_of(base, rise, n, formula=sizing.Formula.COHEN_H),
        "mde_abs_at_80_pooled_null": least * base,
        "mde_rel_at_80": least,
    }


def size_mean(given: Inputs) -> Inputs:
    plan = (given["sd"], given["abs_mde"])
    how = {"alpha": given["alpha"], "power": given["power"]}
    return {
        "n1_t": sizing.per_variant_mean_t(*plan, **how),
        "n1_z": sizing.per_variant_mean(*plan, **how),
    }


def welch_t(given: Inputs) -> Inputs:
    found = lift.welch(*arms(given))
    assert found
    return {"diff": found.value, "t": found.t, "p_two_sided": found.p}


def revenue_cap_raw(given: Inputs) -> Inputs:
    control, treatment = given["control"], given["treatment"]
    found = revenue.compare(control, treatment)
    assert found.difference and found.uncapped_difference
    return {
        "cap": found.cap,
        "welch_p_uncapped": found.uncapped_difference.p,
        "welch_p_capped": found.difference.p,
        "t_capped": found.difference.t,
        "df_capped": found.difference.df,
        "diff_capped": found.difference.value,
        "ci_capped": found.difference.interval,
        "mannwhitney_p": comparing.mann_whitney(control, treatment),
    }


def srm(given: Inputs) -> Inputs:
    found = sample_ratio.sample_ratio(given["observed"], given["weights"])
    return {"chi2": found.chi2, "p": found.p, "srm_flag_at_0_001": found.flag}


def adjusted(given: Inputs) -> Inputs:
    p, alpha = given["pvalues"], given["alpha"]
    answers = {
        "holm": multiplicity.holm(p),
        "bh": multiplicity.benjamini_hochberg(p),
        "bonferroni": multiplicity.bonferroni(p),
        "hochberg": multiplicity.hochberg(p),
    }
    rejected = {f"n_reject_{k}": sum(x <= alpha for x in v) for k, v in answers.items()}
    return {**answers, "bh_adjusted": answers["bh"], **rejected}


def abn_prop(given: Inputs) -> Inputs:
    variants = [counts(arm) for arm in given["variants"]]
    whole = comparing.several_proportions(variants)
    tests = [comparing.two_proportions(variants[0], other) for other in variants[1:]]
    p = [test.p for test in tests if test]
    return {
        "omnibus_chi2": whole.chi2,
        "df": whole.df,
        "omnibus_p": whole.p,
        "p_vs_control": p,
        "p_vs_control_holm": multiplicity.holm(p),
    }


def guardrail_noninferiority(given: Inputs) -> Inputs:
    better = given["higher_is_better"]
    found = comparing.not_worse(
        *pair(given), margin=given["abs_margin"], higher_is_better=better, alpha=given["alpha"]
    )
    assert found
    return {
        "z": found.z,
        "p_one_sided": found.p_one_sided,
        "lower_bound_one_sided_95": found.bound,
    }


def poisson_rate_ratio(given: Inputs) -> Inputs:
    before, after = ((given[k]["orders"], given[k]["days"]) for k in ("before", "after"))
    found = rates.rate_ratio(before, after)
    assert found
    return {"rate_ratio": found.ratio, "p": found.p, "ci_ratio": found.interval}


def bayes_betabinom(given: Inputs) -> Inputs:
    control, treatment = betas.beliefs(pair(given), prior=tuple(given["prior"]))
    return {
        "p_treatment_better": treatment.chance_best,
        "exp_loss_choose_treatment": treatment.expected_loss,
        "exp_loss_choose_control": control.expected_loss,
        "cred95_control": control.interval,
        "cred95_treatment": treatment.interval,
    }


def bayes_mc(given: Inputs) -> Inputs:
    found = betas.beliefs([counts(arm) for arm in given["variants"]], prior=tuple(given["prior"]))
    return {
        "p_best": [belief.chance_best for belief in found],
        "expected_loss": [belief.expected_loss for belief in found],
    }


def its_segmented(given: Inputs) -> Inputs:
    found = segmented.segmented(given["daily"], given["change_index"], lags=given["hac_maxlags"])
    return {
        "level_change": found.jump,
        "slope_change": found.bend,
        "se_level_ols": found.se,
        "p_level_ols": found.p,
        "se_level_hac": found.se_newey_west,
        "p_level_hac_normal": found.p_newey_west,
        "durbin_watson": found.durbin_watson,
    }


def did_2x2(given: Inputs) -> Inputs:
    series = (given["treated_daily"], given["control_daily"])
    found = segmented.difference_in_differences(*series, given["change_index"])
    return {
        "did": found.effect,
        "se_ols": found.se,
        "p_ols": found.p,
        "se_hc1": found.se_robust,
    }


def pub_evanmiller(given: Inputs) -> Inputs:
    plan = (given["baseline"], given["abs_mde"] / given["baseline"])
    miller = sizing.size(*plan, formula=sizing.Formula.EVAN_MILLER)
    return {
        "n_evan_miller": miller.per_variant,
        "n_pooled_null_exact": sizing.per_variant(*plan),
    }


def pub_duration(given: Inputs) -> Inputs:
    plan = (given["baseline"], given["rel_mde"])
    found = duration.prospect(*plan, duration.weekly(given["monthly_visitors"]))
    assert found.span
    return {"n_per_arm": found.size.per_variant, "weeks": found.span.weeks}


def gb_relative_t(given: Inputs) -> Inputs:
    found = lift.relative_lift(*arms(given), alpha=given["alpha"])
    assert found
    return {"rel_lift": found.value, "ci": found.interval, "se": found.se, "p": found.p}


def gb_bayes(given: Inputs) -> Inputs:
    found = lift.relative_lift(*arms(given))
    assert found
    flat = posterior.posterior(found.value, found.se)
    prior = posterior.posterior(found.value, found.se, prior_sd=0.3)
    return {
        "flat_ctw": flat.chance_to_win,
        "flat_ci": flat.interval,
        "flat_risk_ctrl_trt": [flat.loss_of_keeping, flat.loss_of_changing],
        "prior03_ctw": prior.chance_to_win,
        "prior03_mean": prior.mean,
        "prior03_ci": prior.interval,
        "prior03_risk": [prior.loss_of_keeping, prior.loss_of_changing],
    }


def gb_sequential(given: Inputs) -> Inputs:
    control, treatment = arms(given)
    found = lift.relative_lift(control, treatment)
    assert found
    looked = sequential.confidence_sequence(
        found.value, found.se, control.n + treatment.n, planned_total=given["tuning"]
    )
    return {"ci": looked.interval, "p": looked.p}


def means(given: Inputs) -> Inputs:
    """Absolute and relative comparison of two means or ratios, under the names of both libraries."""
    return compared(*arms(given))


def compared(control: measured.Measured, treatment: measured.Measured) -> Inputs:
    plain, relative = lift.welch(control, treatment), lift.relative_lift(control, treatment)
    assert plain and relative
    return {
        "control": control.mean,
        "treatment": treatment.mean,
        "ratio_control": control.mean,
        "ratio_treatment": treatment.mean,
        "diff": plain.value,
        "abs_diff": plain.value,
        "ci": plain.interval,
        "abs_ci": plain.interval,
        "se": plain.se,
        "p": plain.p,
        "abs_p": plain.p,
        "t": plain.t,
        "rel_lift": relative.value,
        "rel_ci": relative.interval,
        "rel_ci_log": lift.log_lift(control, treatment),
    }


def cuped_means(given: Inputs) -> Inputs:
    keys = ("n", "mean_post", "mean_pre", "var_post", "var_pre", "cov")
    before = [cuped.WithBefore(*(given[arm][k] for k in keys)) for arm in ("control", "treatment")]
    found = cuped.adjust(*before)
    plain = lift.welch(*(measured.Measured(arm.n, arm.mean, arm.variance) for arm in before))
    assert plain
    return {
        "theta": found.theta,
        "unadjusted_diff": plain.value,
        "unadjusted_se": plain.se,
        **compared(found.control, found.treatment),
    }


def group_sequential(given: Inputs) -> Inputs:
    rho = float(given["spending"].partition("^")[2])
    spend = sequential.spending(rho, given["alpha_two_sided"])
    return {"z_bounds": sequential.bounds(given["information_fractions"], spend)}


def srm_sequential(given: Inputs) -> Inputs:
    found = sample_ratio.always_valid(given["daily_counts"], given["weights"])
    return {"always_valid_p": found}


FAMILIES: dict[str, Callable[[Inputs], Inputs]] = {
    "srm_chi2": srm,
    "gb_srm": srm,
    "pub_srm": srm,
    "multiplicity": adjusted,
    "pub_bh1995": adjusted,
    "pub_newcombe": prop_diff_ci,
    "pub_wilson": prop_wilson,
    "bayes_mc_abn": bayes_mc,
    "gb_ratio_delta": means,
    "tea_ratio_delta": means,
    "tea_mean": means,
    "gb_cuped": cuped_means,
    "tea_cuped": cuped_means,
    "group_sequential_alpha_spending": group_sequential,
}


def call_of(family: str) -> Callable[[Inputs], Inputs]:
    return FAMILIES.get(family) or globals()[family]


def test_there_are_cases() -> None:
    assert len(CASES) == 67


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_agrees_with_its_source(case: dict[str, Any]) -> None:
    found = call_of(case["family"])(case["inputs"])
    tolerance = case["tolerance"]
    for key, expected in case["expected"].items():
        wanted = expected if isinstance(expected, list) else [expected]
        got = list(found[key]) if isinstance(expected, list) else [found[key]]
        assert len(got) == len(wanted), key
        for mine, theirs in zip(got, wanted, strict=True):
            near = math.isclose(mine, theirs, rel_tol=tolerance["rel"], abs_tol=tolerance["abs"])
            assert near, f"{key}: {mine} is not {theirs} ({case['source']})"
