"""Bringing the journal's schema up to date with Alembic: a backup first, then one transaction.

Of two programs that start at once, one migrates; the other finds it done.
"""

import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, event
from sqlalchemy.exc import DBAPIError as SqlError
from sqlalchemy.pool import NullPool

from attune_cli import errors
from attune_cli.store.backup.archive import back_up, not_upgraded
from attune_cli.store.backup.names import Why
from attune_cli.store.connection import HEAD, connect, is_begun, version_of
from attune_cli.store.faults import damaged, explained, has_journal, not_a_journal
from attune_cli.store.files import discard
from attune_cli.store.home import Home, private_file
from attune_cli.store.integrity import is_of_content

MIGRATIONS = Path(__file__).parent
NOT_UPGRADED = (
    "The journal is of an older attune, and is brought up to date before it is read. "
    "That writes to its folder, and to the backups in it."
)
HISTORY_ENDED = "What was changed before this upgrade can’t be undone."


def on_stderr(sentence: str) -> None:
    """Say a sentence to the person: the only place where the store speaks.

    An upgrade can happen in any verb, and in each the person has to hear where the backup is.
    """
    sys.stderr.write(f"{sentence}\n")


def bring_up_to_date(
    home: Home, steps: Path = MIGRATIONS, notify: Callable[[str], None] = on_stderr
) -> None:
    """Migrate, and say where the backup is, if one was made.

    Raises:
        JournalTrouble: as of `migrate`.
    """
    try:
        with explained(home):
            has_journal(home)
            with home.upgrading():
                backup, is_history_kept = _migrate(home, steps)
    except (errors.journal.FolderUnusable, errors.journal.JournalReadOnly) as refusal:
        if is_begun(home):
            refusal.add_note(NOT_UPGRADED)
        raise
    if backup:
        notify(f"The journal was brought up to date. A backup is in {backup}")
    if not is_history_kept:
        notify(HISTORY_ENDED)


def migrate(home: Home, steps: Path = MIGRATIONS) -> Path | None:
    """Bring the journal up to date, making it where there is none.

    Args:
        home: whose journal.
        steps: the folder of Alembic's migrations.

    Returns:
        The backup that was made first; None for a new journal, or where nothing was to do.

    Raises:
        JournalNewer: the file knows steps that this program does not.
        JournalDamaged, NotAJournal: the file is no journal, or somebody else's.
        JournalMissing: there was a journal before.
        UpgradeFailed: it is not what its version says, and is as it was.
    """
    with explained(home):
        has_journal(home)
        return _migrate(home, steps)[0]


def _migrate(home: Home, steps: Path) -> tuple[Path | None, bool]:
    """Migrate, and return the backup, and whether what can be undone still can."""
    config = Config()
    config.set_main_option("script_location", str(steps).replace("%", "%%"))
    private_file(home.journal)
    with locked(home) as connection:
        found = _version(connection, home, config)
        if found == ScriptDirectory.from_config(config).get_current_head():
            return None, True
        written = _last_written(home)
        backup = back_up(home, Why.UPGRADE, written, f"from-{found}") if found else None
        config.attributes.update(connection=connection, now=written)
        try:
            command.upgrade(config, "head")
        except SqlError as problem:
            original = problem.orig
            is_told = isinstance(original, sqlite3.Error) and is_of_content(original)
            if found is None or not is_told:
                raise
            if backup:
                discard(backup)  # what is in it is the journal still, and it would be no help
            raise not_upgraded(home, found) from problem
    return backup, config.attributes.get("is_history_kept", True)


@contextmanager
def locked(home: Home) -> Iterator[Connection]:
    """Hold the journal for writing, as one SQLAlchemy transaction."""
    engine = create_engine("sqlite://", creator=lambda: connect(home), poolclass=NullPool)
    event.listen(engine, "begin", lambda begun: begun.exec_driver_sql("BEGIN IMMEDIATE"))
    with engine.begin() as connection:
        yield connection


def _last_written(home: Home) -> datetime:
    """Return when the journal was last written: for one that was just made, now."""
    return datetime.fromtimestamp(home.journal.stat().st_mtime, UTC)


def _version(connection: Connection, home: Home, config: Config) -> str | None:
    """Return the step that the file is at; None for one without a byte.

    Read inside the transaction: another program may have migrated in between.
    """
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)  # noqa: S101 what `locked` made
    found = version_of(raw)
    tables = {row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if found is None and "moments" not in tables and home.journal.stat().st_size:
        raise not_a_journal(home)
    known = {step.revision for step in ScriptDirectory.from_config(config).walk_revisions()}
    if found is not None and found > HEAD and found not in known:
        raise errors.journal.JournalNewer(home.journal)
    if "moments" in tables and found in known:
        return found
    if found is None and not tables:
        return None
    raise damaged(home)
