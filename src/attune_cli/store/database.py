"""Opening the journal to read it, or for one transaction; it is made, or upgraded, on the way."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from attune_cli.store.connection import HEAD, connect, version_of
from attune_cli.store.faults import explained, has_journal
from attune_cli.store.home import Home

HAS_MOMENTS = (  # in the table, and in the index by which days are found
    "SELECT EXISTS (SELECT 1 FROM moments NOT INDEXED), EXISTS (SELECT 1 FROM moments "
    "INDEXED BY ix_moments_local_day WHERE moments.local_day > '')"
)


@contextmanager
def reading(home: Home) -> Iterator[sqlite3.Connection | None]:
    """Open the journal to read it; None where there is none yet, and none is made.

    All that is read inside the block is one picture, whatever others write meanwhile; they wait
    for the end of it, so nobody is asked anything inside.

    Raises:
        JournalTrouble: it cannot be read.
    """
    with explained(home):
        if not has_journal(home):
            yield None
            return
        with closing(up_to_date(home)) as connection:
            if not all(connection.execute(HAS_MOMENTS).fetchone()):
                _require_sound(home, connection)
            connection.execute("BEGIN")
            yield connection


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
def writing(home: Home) -> Iterator[sqlite3.Connection]:
    """Open the journal for one transaction, making it where there is none yet.

    Raises:
        JournalTrouble: it cannot be written; nothing was.
    """
    with explained(home), closing(up_to_date(home)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
        except BaseException:
            connection.rollback()
            raise
        connection.commit()


def up_to_date(home: Home) -> sqlite3.Connection:
    """Open the journal, made where there is none, and brought up to date where it is older."""
    is_there = has_journal(home)
    if is_there:
        connection = connect(home)
        try:
            if version_of(connection) == HEAD:
                return connection
        except BaseException:
            connection.close()
            raise
        connection.close()
    else:
        from attune_cli.store.schema.beginning import begin  # noqa: PLC0415 once in a journal's life

        if begin(home):
            return connect(home)
    from attune_cli.store.schema.migrate import bring_up_to_date  # noqa: PLC0415 SQLAlchemy, if needed

    bring_up_to_date(home)
    return connect(home)
