"""The commands that compute without a workspace: `analyse` and `size`."""

from __future__ import annotations

import json
from pathlib import Path

import click

_JSON = click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON object and nothing else."
)


@click.command()
@click.argument("sheet", type=click.Path(path_type=Path))
@_JSON
def analyse(sheet: Path, as_json: bool) -> None:
    """A verdict for a table of variants: variant, visitors, conversions."""
    from workbench import statistics_answers as answers
    from workbench.experiments.variant_table import read_table

    answer = answers.analysed(read_table(sheet))
    click.echo(_line(answer) if as_json else answers.analysed_text(answer))


@click.command()
@click.option("--baseline", type=float, required=True, help="The rate today, such as .025.")
@click.option("--lift", type=float, required=True, help="The smallest lift worth having, .10.")
@click.option("--weekly-visitors", type=float, default=None, metavar="N")
@click.option("--monthly-visitors", type=float, default=None, metavar="N")
@click.option("--variants", type=int, default=2, show_default=True, help="The control included.")
@click.option("--alpha", type=float, default=0.05, show_default=True)
@click.option("--power", type=float, default=0.8, show_default=True)
@click.option(
    "--formula",
    type=click.Choice(["pooled-null", "evan-miller", "cohen-h"]),
    default="pooled-null",
    show_default=True,
)
@_JSON
def size(
    baseline: float,
    lift: float,
    weekly_visitors: float | None,
    monthly_visitors: float | None,
    variants: int,
    alpha: float,
    power: float,
    formula: str,
    as_json: bool,
) -> None:
    """Visitors and weeks that a test of a rate needs; a month is 52/12 weeks."""
    from workbench import statistics_answers as answers
    from workbench.experiments import duration
    from workbench.experiments.sizing import Formula

    if weekly_visitors is None and monthly_visitors is not None:
        weekly_visitors = duration.weekly(monthly_visitors)
    found = duration.prospect(
        baseline,
        lift,
        weekly_visitors,
        variants=variants,
        alpha=alpha,
        power=power,
        formula=Formula[formula.upper().replace("-", "_")],
    )
    click.echo(_line(answers.sized(found)) if as_json else answers.sized_text(found))


def _line(answer: dict[str, object]) -> str:
    return json.dumps(answer, ensure_ascii=False, allow_nan=False)
