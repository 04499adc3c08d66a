"""`attune forget` in all that attune keeps: the journal, its backups, and drafts."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any

from attune_cli.core.erase import Erasure, ErasureCounts, ErasureScope
from attune_cli.core.people import key_of
from attune_cli.store.backup.archive import back_up
from attune_cli.store.backup.names import Why
from attune_cli.store.backup.restore import BESIDE
from attune_cli.store.check.surroundings import leftovers
from attune_cli.store.connection import is_begun
from attune_cli.store.database import reading
from attune_cli.store.drafts import read_drafts
from attune_cli.store.faults import explained
from attune_cli.store.files import locked
from attune_cli.store.home import UNFINISHED, Home, private_folder
from attune_cli.store.secure_delete import Forgetting, hold, open_file, overwrite

_GOING = ".journal-going-"  # before the name of a file that is being overwritten
_NAMES = "SELECT name FROM children ORDER BY id"


def preview(home: Home, what: ErasureScope) -> Erasure:
    """Say what would be forgotten, and change nothing.

    Raises:
        JournalTrouble: the journal cannot be read.
    """
    return _everywhere(home, what)


def forget(home: Home, what: ErasureScope, now: datetime) -> Erasure:
    """Forget for good, with a backup that is there until all is done.

    Args:
        home: whose.
        what: what is to be forgotten.
        now: the present.

    Raises:
        JournalTrouble: the journal cannot be written; it is as it was.
    """
    with explained(home), _no_copying(home):
        made = back_up(home, Why.FORGET, now) if is_begun(home) else None
        gone = _everywhere(home, what, for_good=True, but=made)
        if made:
            _wipe(made)
    return gone


def _everywhere(
    home: Home,
    what: ErasureScope,
    *,
    for_good: bool = False,
    but: Path | None = None,
) -> Erasure:
    """Find what goes in all files, and take it out where that is for good."""
    found: Forgetting | None = None
    with explained(home):
        with reading(home):  # an older file is brought up to date first
            pass
        if is_begun(home):
            with open_file(home.journal) as connection:
                if for_good:
                    hold(connection)  # what is logged from here on is not looked for, nor missed
                found = Forgetting(connection, what)
                if for_good:
                    found.carry_out()
        for path in leftovers(home):  # what an interrupted copy left is all of the journal
            if for_good and path.is_file():
                # One cut short at its end has the name of a backup too, which is gone through.
                path.unlink() if path.stat().st_nlink > 1 else _wipe(path)
        backups = [path for path in _files(home.backups) if path != but]
        held, unreached = _in_backups(backups, what, found, for_good=for_good)
        drafts = list(_drafts(home, what, found.uids if found else ()))
        for path in drafts if for_good else ():
            _wipe(path)
    counts = found.counts if found else ErasureCounts()
    return Erasure(counts, held, len(drafts), tuple(unreached))


@contextmanager
def _no_copying(home: Home) -> Iterator[None]:
    """Wait until no other process copies the journal to the backups, and let none begin."""
    if not is_begun(home) and not home.backups.exists():
        yield
        return
    private_folder(home.data)
    private_folder(home.backups)  # where there is none yet, another process may be about to make it
    with locked(home.backups):
        yield


def finish(home: Home) -> None:
    """Overwrite and remove what a forgetting that was cut short had begun to.

    Raises:
        JournalTrouble: it can't be.
    """
    with explained(home):
        for folder in (home.backups, home.drafts, home.answers, home.edits):
            for path in folder.glob(f"{_GOING}*"):
                overwrite(path)
                path.unlink(missing_ok=True)


def names_in_backups(home: Home) -> list[str]:
    """Return the nicknames of the children whom backups know, each once.

    Somebody who is no longer in the journal may be in there still, as after a run that was cut
    short.
    """
    names: dict[str, None] = {}
    for path in _files(home.backups):
        with suppress(sqlite3.Error, OSError), open_file(path) as connection:
            names |= dict.fromkeys(row[0] for row in connection.execute(_NAMES))
    return list(names)


def _in_backups(
    backups: Iterable[Path],
    what: ErasureScope,
    in_journal: Forgetting | None,
    *,
    for_good: bool,
) -> tuple[int, list[Path]]:
    """Go through the backups; of those that can't be read, none is left if nothing is to be."""
    held, unreached = 0, []
    for path in backups:
        if what.is_everything:
            for ending in ("", *BESIDE) if for_good else ():
                _wipe(path.with_name(f"{path.name}{ending}"))
            held += 1
            continue
        try:
            with open_file(path) as connection:
                found = Forgetting(connection, what, in_journal)
                if found.finds_anything:
                    held += 1
                    if for_good:
                        found.carry_out()
        except (sqlite3.Error, OSError):
            unreached.append(path)
        else:  # played back by now, where it was hot; else left by a run that was cut short
            if for_good:
                _wipe(path.with_name(f"{path.name}-journal"))
    return held, unreached


def _files(folder: Path) -> list[Path]:
    try:
        paths = folder.iterdir()
        return sorted(path for path in paths if path.is_file() and not _is_beside(path.name))
    except FileNotFoundError:
        return []


def _is_beside(name: str) -> bool:
    """Whether a file is half a copy, or belongs to another one."""
    return name.startswith(".") or name.endswith(BESIDE)


def _drafts(home: Home, what: ErasureScope, gone: Iterable[str]) -> Iterator[Path]:
    """Yield the drafts of moments, answers and edits that go, one that can't be placed with all."""
    uids = set(gone)
    for folder, said in ((home.drafts, "at"), (home.answers, "day"), (home.edits, "at")):
        if what.is_everything:  # what can't be read, too
            yield from _files(folder)
            continue
        for uid, draft in read_drafts(folder):
            is_of_gone = draft.get("moment") in uids
            is_meant = _names(draft, what.child) or _is_before(draft, said, what)
            if is_of_gone or is_meant:
                yield folder / f"{uid}.json"


def _names(draft: dict[str, Any], child: str | None) -> bool:
    named = draft.get("children")
    return child is not None and isinstance(named, list) and key_of(child) in map(_key, named)


def _key(name: object) -> str:
    return key_of(name) if isinstance(name, str) else ""


def _is_before(draft: dict[str, Any], said: str, what: ErasureScope) -> bool:
    with suppress(ValueError):
        return (
            what.before is not None and date.fromisoformat(str(draft.get(said))[:10]) < what.before
        )
    return False


def _wipe(path: Path) -> None:
    """Overwrite and remove a file, if it is there, and the folder with the last one.

    It is half a file by name first, so that nobody takes it for a whole one if this is cut short.
    """
    aside = path.with_name(f"{_GOING}{path.name}{UNFINISHED}")
    with suppress(FileNotFoundError):
        path.replace(aside)
        overwrite(aside)
        aside.unlink()
    with suppress(OSError):
        path.parent.rmdir()
