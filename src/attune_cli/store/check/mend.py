"""Putting right what a check found, where that loses nothing."""

from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from shutil import rmtree

from attune_cli.core.finding import Check
from attune_cli.store.backup import daily
from attune_cli.store.check.surroundings import leftovers, mode_for, open_to_others
from attune_cli.store.check.writing import supply
from attune_cli.store.connection import connect
from attune_cli.store.database import writing
from attune_cli.store.erase import finish
from attune_cli.store.faults import explained
from attune_cli.store.full_text import make_anew
from attune_cli.store.home import Home, private_folder
from attune_cli.store.integrity import lost_indexes_in


def mend(home: Home, check: Check, now: datetime) -> None:
    """Put right what a check found.

    Raises:
        JournalTrouble: it could not be.
    """
    ways: dict[Check, Callable[[], None]] = {
        Check.INDEX: lambda: _index_anew(home),
        Check.SCHEMA: lambda: _lost_indexes(home),
        Check.WRITING: lambda: _supply(home, now),
        Check.PERMISSIONS: lambda: _close(home),
        Check.BACKUPS: lambda: _back_up(home, now),
        Check.LEFTOVERS: lambda: _remove_leftovers(home),
    }
    with explained(home):
        ways[check]()


def _index_anew(home: Home) -> None:
    with closing(connect(home)) as connection:
        make_anew(connection)


def _lost_indexes(home: Home) -> None:
    with writing(home) as connection:
        for statement in lost_indexes_in(connection).values():
            connection.execute(statement)


def _supply(home: Home, now: datetime) -> None:
    with writing(home) as connection:
        supply(connection, now)


def _close(home: Home) -> None:
    for path in open_to_others(home):
        path.chmod(mode_for(path))


def _back_up(home: Home, now: datetime) -> None:
    private_folder(home.backups)
    daily.make_alone(home, now, is_due=True)


def _remove_leftovers(home: Home) -> None:
    finish(home)  # a forgetting that was cut short: its files are overwritten
    for path in leftovers(home):
        if path.is_dir():
            rmtree(path)
        else:
            path.unlink(missing_ok=True)
