"""Opening the journal to read it, or for one transaction; it is made, or upgraded, on the way."""

import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext
from typing import TypeVar

from attune_cli.store.connection import HEAD, Opened, connect, is_begun, odd_beside, version_of
from attune_cli.store.faults import explained, has_journal
from attune_cli.store.full_text import is_usable, let_fold
from attune_cli.store.home import Home

_T = TypeVar("_T")
GLIMPSE_SECONDS = 0.02
INDEX_BEHIND = (
    "The search index is damaged. What you said is stored, and “attune search” may not find it. "
    "To make the index anew: attune doctor --fix"
)
ALTERED = (
    "Something other than attune altered the note of {}. Both notes are kept, as it was and as it "
    "is: to see the steps back, attune undo --list"
)
# The rollback journal is gone, so it is done: only its folder was not synced, or a lock not freed.
_AFTER_ALL = {
    sqlite3.SQLITE_IOERR_DIR_FSYNC,
    sqlite3.SQLITE_IOERR_UNLOCK,
    sqlite3.SQLITE_IOERR_RDLOCK,  # to which the lock goes back
}
HAS_MOMENTS = (  # in the table, and in the index by which days are found
    "SELECT EXISTS (SELECT 1 FROM moments NOT INDEXED), EXISTS (SELECT 1 FROM moments "
    "INDEXED BY ix_moments_local_day WHERE moments.local_day > '')"
)


@contextmanager
def reading(home: Home, opened: Opened | None = None) -> Iterator[sqlite3.Connection | None]:
    """Open the journal to read it; None where there is none yet, and none is made.

    All that is read inside the block is one picture, whatever others write meanwhile; they wait
    for the end of it, so nobody is asked anything inside.

    Args:
        home: where it is.
        opened: a connection to use, which stays open.

    Raises:
        JournalTrouble: it cannot be read.
    """
    with explained(home):
        if not has_journal(home):
            yield None
            return
        with nullcontext(opened) if opened else closing(up_to_date(home)) as connection:
            if not all(connection.execute(HAS_MOMENTS).fetchone()):
                _require_sound(home, connection)
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                if opened:
                    connection.rollback()


def opened_to_stay(home: Home) -> Opened | None:
    """Open the journal to read it, and then to write to it; None where there is none yet.

    To open it takes a millisecond, in which SQLite reads the schema. Whoever asks for it closes
    it, and keeps it for no question: a file that is put in the place of a damaged one is another.

    Raises:
        JournalTrouble: it cannot be read.
    """
    with explained(home):
        return up_to_date(home) if has_journal(home) else None


def glimpse(home: Home, read: Callable[[sqlite3.Connection], _T], otherwise: _T) -> _T:
    """Return what is read from the journal, if it is there and nothing stands in the way.

    It writes nothing, and waits for nobody: an older journal stays so, a damaged one isn't looked
    through, and one that another program is just writing is left alone.
    """
    try:
        if not is_begun(home) or odd_beside(home.journal):
            return otherwise
        place = f"{home.journal.as_uri()}?mode=ro"
        with closing(
            sqlite3.connect(place, uri=True, timeout=GLIMPSE_SECONDS, isolation_level=None)
        ) as connection:
            let_fold(connection)
            return read(connection) if version_of(connection) == HEAD else otherwise
    except Exception:  # noqa: BLE001 whatever is in the file, there is less to see
        return otherwise


def is_first(home: Home) -> bool:
    """Whether there is no journal yet.

    Raises:
        JournalTrouble: there was one, or it cannot be seen whether there is one.
    """
    with explained(home):
        return not has_journal(home)


def _require_sound(home: Home, connection: sqlite3.Connection) -> None:
    """Look through a journal before it is believed that nothing is in it.

    Raises:
        JournalTrouble: it is damaged.
    """
    from attune_cli.store.faults import examined  # noqa: PLC0415 where a journal seems empty

    if trouble := examined(home, connection):
        raise trouble


@contextmanager
def writing(home: Home, opened: Opened | None = None) -> Iterator[sqlite3.Connection]:
    """Open the journal for one transaction, making it where there is none yet.

    A journal that is made holds what the block writes from its beginning on.

    Args:
        home: where it is.
        opened: a connection to use, which is closed at the end.

    Raises:
        JournalTrouble: it cannot be written; nothing was.
    """
    with explained(home):
        if not has_journal(home):
            from attune_cli.store.schema.beginning import beginning  # noqa: PLC0415 once in its life

            with beginning(home) as new:
                if new is not None:
                    yield new
                    return
        with closing(opened or up_to_date(home)) as connection:
            connection.has_index = is_usable(connection)
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.rollback()
                raise
            commit(connection)
            if connection.is_index_behind:
                tell(INDEX_BEHIND)
            if connection.altered:
                tell(ALTERED.format(", ".join(f"#{n}" for n in dict.fromkeys(connection.altered))))


def tell(sentence: str) -> None:
    """Say a sentence to the person: with an upgrade, the only place where the store speaks.

    Any verb that writes can meet it, and in each the person has to hear it.
    """
    sys.stderr.write(f"{sentence}\n")


def commit(connection: sqlite3.Connection) -> None:
    """End a transaction.

    Raises:
        sqlite3.Error: nothing of it was written.
    """
    try:
        connection.commit()
    except sqlite3.OperationalError as problem:
        connection.rollback()
        if problem.sqlite_errorcode not in _AFTER_ALL:
            raise


def up_to_date(home: Home) -> Opened:
    """Open the journal that is there, brought up to date where it is older."""
    connection = connect(home)
    try:
        if version_of(connection) == HEAD:
            return connection
    except BaseException:
        connection.close()
        raise
    connection.close()
    from attune_cli.store.schema.migrate import bring_up_to_date  # noqa: PLC0415 SQLAlchemy, if needed

    bring_up_to_date(home)
    return connect(home)
