"""Backups hold what was there, in order even when clocks go back, and never replace anything."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from workbench.errors import BadInput, CannotOpen
from workbench.roadmap import items
from workbench.store import backup, books, database
from workbench.store.backup import Backup, back_up, backups, surplus
from workbench.store.check import check
from workbench.store.opening import open_workspace
from workbench.store.workspace import Workspace

NOON = datetime.fromisoformat("2026-06-15T12:00:00")


def titles(workspace: Workspace) -> list[str]:
    return workspace.ask(
        lambda db: [t for (t,) in db.execute("SELECT title FROM item ORDER BY id")]
    )


def save(workspace: Workspace, now: datetime = NOON) -> Path | None:
    return workspace.between_steps(lambda: back_up(workspace.path, now)).result()


def test_a_backup_is_made_only_when_something_changed(workspace: Workspace) -> None:
    first = save(workspace)
    assert first is not None
    assert save(workspace) is None
    workspace.do("Add", items.add, "A")
    second = save(workspace)
    assert second is not None
    assert save(workspace) is None
    workspace.undo()
    assert save(workspace) is not None
    assert [b.number for b in workspace.ask(backups, workspace.path)] == [3, 2, 1]


def test_a_backup_is_private_whole_and_opens_without_a_notice(
    workspace: Workspace, tmp_path: Path
) -> None:
    workspace.do("Add", items.add, "A")
    made = save(workspace)
    assert made is not None
    assert made.stat().st_mode & 0o777 == 0o600
    assert made.parent.stat().st_mode & 0o777 == 0o700
    assert backup.is_sound(made)
    assert backup.holding(made) == (0, 1, 0)
    with open_workspace(made, read_only=True) as held:
        assert held.notices == ()
        assert titles(held) == ["A"]
        assert held.ask(check, made).problems == ()
    report = workspace.ask(check, workspace.path)
    assert [(b.name, b.made, b.ok) for b in report.backups] == [
        (made.name, "2026-06-15T12:00:00", True)
    ]


def test_restoring_makes_a_new_file_with_its_history(workspace: Workspace, tmp_path: Path) -> None:
    workspace.do("Add", items.add, "A")
    made = save(workspace)
    assert made is not None
    workspace.do("Add", items.add, "B")
    target = tmp_path / "restored.workbench"
    backup.restore(made, target)
    with open_workspace(target) as restored:
        assert restored.notices == ()
        assert titles(restored) == ["A"]
        assert restored.undo().label == "Add"
        assert restored.ask(check, target).problems == ()
        assert restored.ask(backups, target) == []  # its backups are its own
    assert titles(workspace) == ["A", "B"]
    with pytest.raises(BadInput, match="already a file"):
        backup.restore(made, target)


def test_a_copy_has_a_life_of_its_own(workspace: Workspace, tmp_path: Path) -> None:
    target = tmp_path / "copy.workbench"
    workspace.do("Add", items.add, "A")
    backup.save_copy(workspace.path, target)
    with open_workspace(target) as copy:
        assert copy.notices == ()
        for key, same in (("workspace_id", False), ("customer_key", True)):
            assert (copy.ask(books.get, key) == workspace.ask(books.get, key)) is same
        copy.do("Add", items.add, "B")
        assert copy.ask(check, target).problems == ()
    assert titles(workspace) == ["A"]
    with pytest.raises(BadInput, match="already a file"):
        backup.save_copy(workspace.path, target)
    with pytest.raises(CannotOpen, match="No copy could be written"):
        backup.save_copy(workspace.path, tmp_path / "no folder" / "copy.workbench")


def test_a_clock_set_back_a_year_does_not_change_the_order(workspace: Workspace) -> None:
    for n, now in enumerate((NOON, NOON - timedelta(365), NOON - timedelta(364))):
        workspace.do("Add", items.add, f"Item {n}")
        assert save(workspace, now) is not None
    newest, *_older = held = workspace.ask(backups, workspace.path)
    assert [b.number for b in held] == [3, 2, 1]
    with open_workspace(newest.path, read_only=True) as read:
        assert len(titles(read)) == 3


def test_a_damaged_backup_is_told_and_the_next_is_made_all_the_same(workspace: Workspace) -> None:
    made = save(workspace)
    assert made is not None
    made.write_bytes(b"x" * 5000)
    assert not backup.is_sound(made)
    with pytest.raises(CannotOpen):
        backup.holding(made)
    assert save(workspace) is not None
    checked = workspace.ask(check, workspace.path)
    assert [b.ok for b in checked.backups] == [True, False]
    assert checked.ok  # the workspace itself is whole


def test_backing_up_while_steps_run(workspace: Workspace) -> None:
    """Also from another thread: what is copied is one state of the file, not a mixture."""
    steps = [workspace.submit("Add", items.add_many, [f"{n} a", f"{n} b"]) for n in range(60)]
    made = [back_up(workspace.path, NOON + timedelta(seconds=n)) for n in range(3)]
    for step in steps:
        step.result()
    for path in filter(None, made):
        with open_workspace(path, read_only=True) as held:
            assert held.ask(check, path).problems == ()
            assert len(titles(held)) % 2 == 0


def test_a_full_disk_leaves_no_half_backup(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_made: Path, _path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(database, "put_in_place", full)
    with pytest.raises(CannotOpen, match="is the disk full"):
        save(workspace)
    folder = workspace.ask(backup.folder_of, workspace.path)
    assert list(folder.iterdir()) == []


# which are kept


def held(*days_ago: float, size: int = 1) -> list[Backup]:
    """Backups made so many days before noon, newest first."""
    count = len(days_ago)
    return [
        Backup(Path(f"{n}"), count - n, NOON - timedelta(days=ago), size)
        for n, ago in enumerate(days_ago)
    ]


def kept(given: list[Backup]) -> list[int]:
    gone = surplus(given, NOON.date())
    return [b.number for b in given if b not in gone]


def test_the_last_twelve_are_kept() -> None:
    assert kept(held(*(n / 100 for n in range(30)))) == list(range(30, 18, -1))


def test_one_a_day_for_fourteen_days_and_one_a_week_for_nine_weeks() -> None:
    """Two a day for a hundred days, the last on Monday 15 June 2026 at noon, worked out by hand.

    The last twelve reach back to 10 June. Days: the later one of each day back to 2 June. Weeks: the last of each
    week that ended on a Sunday since 14 April, which is 62 days before: 31, 24, 17, 10, 3 May, 26, 19 April.
    """
    given = held(*(n / 2 for n in range(200)))
    days = [b.made.strftime("%m-%d %H") for b in given if b not in surplus(given, NOON.date())]
    twelve = [f"06-{d:02} {h:02}" for d in (15, 14, 13, 12, 11, 10) for h in (12, 0)]
    noons = [f"06-{d:02} 12" for d in range(9, 1, -1)]
    weeks = [
        f"{month:02}-{d:02} 12"
        for month, d in ((5, 31), (5, 24), (5, 17), (5, 10), (5, 3), (4, 26), (4, 19))
    ]
    assert days == [*twelve, *noons, *weeks]


def test_big_backups_leave_at_least_three() -> None:
    big = held(*(n / 100 for n in range(12)), size=2 * 1024**3)
    assert kept(big) == [12, 11, 10]
    half = held(*(n / 100 for n in range(12)), size=300 * 1024**2)
    assert len(kept(half)) == 6  # six times 300 MB stay under 2 GB


def test_made_in_the_future_they_are_not_thrown_away_first() -> None:
    given = held(-365, -364, *(n / 100 for n in range(20)))
    assert kept(given)[:2] == [22, 21]
