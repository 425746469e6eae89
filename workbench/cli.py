"""The command line: each command parses, calls one function, and prints text or one JSON object.

Exit status 0, or 2 with one sentence on standard error. The JSON is a contract: money in major units, rates as
fractions, days as ISO dates.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from workbench import cli_statistics
from workbench import command_answers as answers
from workbench.errors import WorkbenchError
from workbench.language import _
from workbench.store.opening import open_workspace
from workbench.store.workspace import Workspace, damaged

_FILE = click.argument("file", type=click.Path(path_type=Path))
_JSON = click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON object and nothing else."
)
_DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, no_args_is_help=True)
def cli() -> None:
    """Workbench: one brand's roadmap, experiments and numbers in one file, offline."""


cli.add_command(cli_statistics.analyse)
cli.add_command(cli_statistics.size)


def main(argv: Sequence[str]) -> int:
    """Run one command; answers the exit status."""
    try:
        cli.main(args=list(argv), prog_name="main.py", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
    except click.ClickException as error:
        return _fail(error.format_message())
    except click.Abort:
        return _fail(_("Stopped."))
    except WorkbenchError as error:
        return _fail(str(error))
    return 0


def _fail(sentence: str) -> int:
    print(" ".join(sentence.split()), file=sys.stderr)
    return 2


@contextmanager
def _opened(file: Path, *, read_only: bool) -> Iterator[Workspace]:
    """Open a workspace for a command; where it must write and another program does, say who holds it."""
    workspace = open_workspace(file, read_only=read_only)
    try:
        if not read_only and workspace.read_only:
            raise click.ClickException(workspace.notices[0])
        yield workspace
    except sqlite3.DatabaseError as error:
        raise click.ClickException(damaged(file)) from error
    finally:
        workspace.close()


def _print(answer: dict[str, Any], as_json: bool, text: str) -> None:
    click.echo(json.dumps(answer, ensure_ascii=False) if as_json else text)


@cli.command()
@_FILE
@click.option("--name", default=None, help="The brand's name; the file's name if not given.")
@click.option("--currency", default="EUR", show_default=True)
@click.option("--timezone", "zone", default="Europe/Amsterdam", show_default=True)
@click.option("--locale", default="en_GB", show_default=True)
@click.option("--week-start", type=click.Choice(["mon", "sun"]), default="mon", show_default=True)
@click.option("--prices-include-vat", type=click.Choice(["yes", "no", "ask"]), default="ask")
@click.option("--vat", default=None, help="The VAT rate as a fraction, such as 0.21.")
def new(file: Path, name: str | None, **settings: str | None) -> None:
    """Make an empty workspace."""
    from workbench.new import new_workspace

    new_workspace(file, name=name or file.stem, **settings).close()


@cli.command()
@_FILE
def sample(file: Path) -> None:
    """Make the sample brand's workspace at FILE, through the real import road."""
    from workbench.sample.workspace import make_sample

    make_sample(file).close()


@cli.command(name="import")
@_FILE
@click.argument(
    "sheets", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="SHEET..."
)
@click.option("--as", "as_source", default=None, metavar="SOURCE", help="Read it as this source.")
@click.option(
    "--dates", type=click.Choice(["dmy", "mdy"]), default=None, help="Day or month first."
)
@click.option("--mapping", type=click.Path(path_type=Path), default=None, metavar="M")
@click.option("--as-of", type=_DAY, default=None, help="When the file was exported.")
@click.option("--yes", is_flag=True, help="Permit what would otherwise be asked.")
@click.option("--dry-run", is_flag=True, help="Tell what would be done; write nothing.")
@_JSON
def import_(
    file: Path, sheets: tuple[Path, ...], as_json: bool, yes: bool, dry_run: bool, **options: Any
) -> None:
    """Bring export files, or folders of them, in; rows left out are listed with their reason."""
    from workbench.importing import command

    if dry_run:
        with _opened(file, read_only=True) as workspace:
            plans = command.plan_files(workspace, sheets, yes=yes, **options)
        _print_outcomes("plans", plans, as_json, answers.plan_text)
        return
    with _opened(file, read_only=False) as workspace:
        outcomes = command.import_files(workspace, sheets, yes=yes, **options)
    _print_outcomes("imports", outcomes, as_json, answers.import_text)


def _print_outcomes(
    name: str, outcomes: list[dict[str, Any]], as_json: bool, text: Callable[[dict[str, Any]], str]
) -> None:
    """Print one outcome per table found; all of them failed is a failure."""
    errors = [outcome["error"] for outcome in outcomes if "error" in outcome]
    if errors and len(errors) == len(outcomes):
        if as_json:
            click.echo(json.dumps({name: outcomes}, ensure_ascii=False))
        raise click.ClickException(errors[0])
    _print({name: outcomes}, as_json, "\n".join(map(text, outcomes)))


@cli.command(name="next")
@_FILE
@click.option("--today", type=_DAY, default=None, help="The day to answer for; today if not given.")
@_JSON
def next_(file: Path, today: Any, as_json: bool) -> None:
    """What to export next from each source: where to click, which days."""
    from datetime import date

    from workbench.importing.next_exports import last_checked, next_exports
    from workbench.store.brand import brand

    with _opened(file, read_only=True) as workspace:
        found = workspace.ask(next_exports, today.date() if today else date.today())
        checked = workspace.ask(last_checked)
        locale = workspace.ask(brand).locale
    answer = answers.next_exports(found, checked, locale)
    _print(answer, as_json, answers.next_text(answer))


@cli.command()
@_FILE
@_JSON
def undo(file: Path, as_json: bool) -> None:
    """Take back the last step; an import counts as one."""
    from workbench.store import history

    with _opened(file, read_only=False) as workspace:
        done = workspace.undo()
        following = workspace.ask(history.next_undo)
    text = _("Undone: {label}").format(label=done.label)
    _print({"undone": done.label, "next": following}, as_json, text)


@cli.command()
@_FILE
@click.argument("key")
@click.option("--from", "first", type=_DAY, default=None, help="First day.")
@click.option("--to", "last", type=_DAY, default=None, help="Last day.")
@click.option(
    "--by",
    type=click.Choice(["day", "week", "month", "quarter", "year", "all"]),
    default="month",
    show_default=True,
)
@_JSON
def kpi(file: Path, key: str, first: Any, last: Any, by: str, as_json: bool) -> None:
    """A KPI's series with numerator, denominator and completeness."""
    from workbench.kpis import series

    span = {"first": first and first.date(), "last": last and last.date()}
    if first and last and first > last:
        raise click.BadParameter(_("The first day lies after the last day."))
    with _opened(file, read_only=True) as workspace:
        answer = series.as_json(workspace.ask(series.series, key, by=by, **span))
    _print(answer, as_json, answers.kpi_text(answer))


@cli.command()
@_FILE
@click.option("--framework", default="rice", show_default=True)
@_JSON
def items(file: Path, framework: str, as_json: bool) -> None:
    """The roadmap items with their scores, ranked."""
    from workbench.roadmap import scoring

    with _opened(file, read_only=True) as workspace:
        ranked = workspace.ask(scoring.ranked, framework)
    answer = answers.items(framework, ranked)
    _print(answer, as_json, answers.items_text(answer))


@cli.command()
@_FILE
@_JSON
def check(file: Path, as_json: bool) -> None:
    """Is the file whole? Integrity, counts, imports, backups."""
    from workbench.store.check import check as look

    with _opened(file, read_only=True) as workspace:
        report = workspace.ask(look, workspace.path)
    answer = answers.check(report)
    _print(answer, as_json, answers.check_text(answer))


@cli.command()
@_FILE
@click.option("--what", type=click.Choice(["deck", "board", "kpis", "month", "all"]), required=True)
@click.option("--deck", default=None, help="The deck's name; the first deck if not given.")
@click.option("--paper", type=click.Choice(["16:9", "a4", "letter"]), default=None)
@click.option("--pixels", type=click.Choice(["1920", "3840"]), default=None, help="Of a picture.")
@click.option("--to", "target", type=click.Path(path_type=Path), required=True, metavar="OUT")
def export(file: Path, what: str, deck: str | None, target: Path, **asked: str | None) -> None:
    """Write the files that the app would export: .pptx, .pdf, .xlsx, .png or .csv."""
    from workbench.presenting.command import Asked
    from workbench.presenting.command import export as write

    how = None
    if any(asked.values()):
        how = Asked(asked["paper"] or "16:9", int(asked["pixels"] or 1920))
    with _opened(file, read_only=True) as workspace:
        written = workspace.ask(write, what=what, deck=deck, target=target, asked=how)
    for path in written:
        click.echo(path)
