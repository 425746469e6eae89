"""Create and open workspaces, and say in one sentence why a file cannot be opened."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from workbench.errors import BadInput, CannotOpen
from workbench.language import _
from workbench.store import books, database, history
from workbench.store.brand import DEFAULTS, set_setting
from workbench.store.lock import Lock
from workbench.store.workspace import Workspace, damaged

SUFFIX = ".workbench"
Command = Callable[[sqlite3.Connection], object]


def create_workspace(
    path: Path | str, *, fill: Command | None = None, **settings: str | None
) -> Workspace:
    """Make an empty workspace file, let `fill` put its first rows in, and open it.

    Settings are those of `workbench.store.brand`; what is not given has its default. Raises BadInput for a file that
    exists or a setting that cannot be, CannotOpen where no file can be made.
    """
    path = Path(path)
    values = DEFAULTS | {key: str(value) for key, value in settings.items() if value is not None}
    check_settings(values)
    if path.exists():
        text = _("There is already a file {name}; choose another name.")
        raise BadInput(text.format(name=path.name))
    try:
        _write_new(path, values, fill)
    except (OSError, sqlite3.Error) as error:
        path.unlink(missing_ok=True)
        text = _("No file can be made in the folder {folder}.")
        raise CannotOpen(text.format(folder=path.resolve().parent.name or "/")) from error
    return open_workspace(path)


def check_settings(values: dict[str, str]) -> None:
    """Refuse a currency, zone, locale or rate that does not exist. Raises BadInput."""
    unknown = values.keys() - DEFAULTS.keys()
    if unknown:
        raise BadInput(_("There is no setting {name}.").format(name=min(unknown)))
    _check_words(values)
    _check_rate(values["vat"])
    _check_known(values)


def _check_words(values: dict[str, str]) -> None:
    if values["week_start"] not in ("mon", "sun"):
        raise BadInput(_("A week starts on mon or sun."))
    if values["prices_include_vat"] not in ("yes", "no", "ask"):
        raise BadInput(_("Whether prices include VAT is yes, no or ask."))
    if values["fiscal_start"] not in {str(month) for month in range(1, 13)}:
        raise BadInput(_("The fiscal year starts in a month from 1 to 12."))


def _check_rate(text: str) -> None:
    if not text:
        return
    try:
        good = 0 <= float(text) < 1
    except ValueError:
        good = False
    if not good:
        raise BadInput(_("A VAT rate is a fraction such as 0.21, not {text}.").format(text=text))


def _check_known(values: dict[str, str]) -> None:
    from zoneinfo import ZoneInfo

    from babel import Locale
    from babel.numbers import list_currencies

    if values["currency"] not in list_currencies():
        text = _("{code} is not a currency code such as EUR.")
        raise BadInput(text.format(code=values["currency"]))
    try:
        ZoneInfo(values["zone"])
    except (ValueError, OSError, KeyError):
        text = _("{zone} is not a time zone such as Europe/Amsterdam.")
        raise BadInput(text.format(zone=values["zone"])) from None
    try:
        Locale.parse(values["locale"])
    except (ValueError, LookupError, TypeError):
        text = _("{locale} is not a locale such as nl_NL.")
        raise BadInput(text.format(locale=values["locale"])) from None


def _write_new(path: Path, values: dict[str, str], fill: Command | None) -> None:
    db = sqlite3.connect(path, isolation_level=None)
    try:
        db.execute(f"PRAGMA application_id = {database.APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {database.SCHEMA_VERSION}")
        database.prepare(db)
        db.execute("BEGIN")
        for statement in database.expected_schema():
            db.execute(statement)
        books.begin(db)
        history.prepare(db)
        step = history.begin(db, _("New workspace"))
        for key, value in values.items():
            set_setting(db, key, value)
        if fill is not None:
            fill(db)
        history.end(db, step)
        history.clear(db)
        db.execute("COMMIT")
    finally:
        db.close()
    database.make_private(path)


def open_workspace(path: Path | str, *, read_only: bool = False) -> Workspace:
    """Open a workspace for writing, or only for reading where another program writes it.

    Raises CannotOpen with one sentence when the file is missing, foreign, newer or damaged.
    """
    path = Path(path)
    database.check_header(path, database.read_header(path))
    lock = Lock(path)
    if not lock.take():
        return _open_held(path, lock, asked=read_only)
    try:
        if read_only:
            _settle(path)
            lock.release()
            return _checked(path, Workspace(path, lock=None))
        return Workspace(path, lock=lock)
    except BaseException:
        lock.release()
        raise


def _open_held(path: Path, lock: Lock, *, asked: bool) -> Workspace:
    holder = lock.holder()
    notices: tuple[str, ...] = ()
    if not asked and holder is not None:
        text = _(
            "{name} is open in another window (process {process} on {host}), so it is read-only here."
        )
        notices = (text.format(name=path.name, process=holder.process, host=holder.host),)
    elif not asked:
        notices = (_("{name} cannot be written here, so it is read-only.").format(name=path.name),)
    return _checked(path, Workspace(path, lock=None, notices=notices))


def _checked(path: Path, workspace: Workspace) -> Workspace:
    try:
        workspace.ask(database.check_schema, path.name)
    except sqlite3.DatabaseError as error:
        workspace.close()
        raise CannotOpen(damaged(path)) from error
    except CannotOpen:
        workspace.close()
        raise
    return workspace


def _settle(path: Path) -> None:
    """Roll back what a crash left half done, which a reader by itself may not."""
    if path.with_name(path.name + "-journal").exists():
        db = database.connect_writer(path)
        try:
            db.execute("BEGIN IMMEDIATE")
            db.execute("ROLLBACK")
        except sqlite3.DatabaseError as error:
            raise CannotOpen(damaged(path)) from error
        finally:
            db.close()
