"""The history of the journal: changes, the rows that each touched, undo and redo.

Triggers (schema/triggers.py) record what a row was before and after, grouped by the change that is
open; without one, a write to such a row fails. Undo plays the rows of a change backwards, and what
that does is recorded in their place, so redo is the same once more. The last `after` of each row
suffices to make the journal anew; what can't be undone any more holds nothing else.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from attune_cli import errors
from attune_cli.store.connection import Opened
from attune_cli.store.full_text import NONE_AT_ONCE, has_replaced, index_change, purge
from attune_cli.store.rows import digits, instant_of, minutes_of

if TYPE_CHECKING:
    from attune_cli.core.change import Change

MOST_CHANGES = 50  # that can be undone
MOST_ENTRIES = 1000  # of the log, that are kept in mind while the index is written

_OPEN = "INSERT INTO open_change (id, change_id) VALUES (1, ?)"
_CLOSE = "DELETE FROM open_change"
_NEXT_ID = "SELECT coalesce(max(id), 0) + 1 FROM changes"
_HAS_ROWS = "SELECT 1 FROM history_rows WHERE change_id = ? LIMIT 1"
_INSERT = (
    "INSERT INTO changes (id, what, changed_at, changed_offset, is_undone) VALUES (?, ?, ?, ?, 0)"
)
# Those that were undone, in the order in which they were, and those that are too old.
_EXPENDABLE = (
    "SELECT id FROM changes WHERE is_undone OR id <= "
    "(SELECT id FROM changes WHERE NOT is_undone ORDER BY id DESC LIMIT 1 OFFSET ?) "
    "ORDER BY is_undone DESC, CASE WHEN is_undone THEN -id ELSE id END"
)
_SAME_ROW = (
    "{0}.row_id = {1}.row_id AND {0}.table_name = {1}.table_name AND {0}.row_key = {1}.row_key"
)
_DELETE_SUPERSEDED = (
    "DELETE FROM history_rows WHERE seq IN (SELECT entry.seq FROM history_rows AS touched "  # noqa: S608 constants
    f"JOIN history_rows AS entry ON {_SAME_ROW.format('entry', 'touched')} "
    "WHERE touched.change_id = :change "
    "AND (entry.change_id IS NULL OR entry.change_id = :change) "
    "AND EXISTS (SELECT 1 FROM history_rows AS later "
    f"WHERE {_SAME_ROW.format('later', 'entry')} AND later.seq > entry.seq))"
)
# The replacement of the whole journal stands in the log as a row of a table that is none.
_WHOLE = "journal"
# A row of a moment's words or children that is gone leaves nothing; another leaves its number.
_LEAVES_NOTHING = f"('moment_words', 'moment_children', '{_WHOLE}')"
_IS_EMPTY = f"after IS NULL AND table_name IN {_LEAVES_NOTHING}"
_DELETE_EMPTY = f"DELETE FROM history_rows WHERE change_id = ? AND {_IS_EMPTY}"  # noqa: S608 constants
_SETTLE = "UPDATE history_rows SET change_id = NULL, before = NULL WHERE change_id = ?"
_DELETE_CHANGE = "DELETE FROM changes WHERE id = ?"
_KNOWN = (
    "CREATE TEMP TABLE known AS SELECT DISTINCT table_name, row_id FROM history_rows "  # noqa: S608 constants
    f"WHERE table_name NOT IN {_LEAVES_NOTHING}"
)
_RECORD_GONE = (
    "INSERT INTO history_rows (table_name, row_id, row_key) "
    "SELECT table_name, row_id, '' FROM temp.known WHERE NOT EXISTS (SELECT 1 FROM history_rows "
    "WHERE history_rows.row_id = known.row_id AND history_rows.table_name = known.table_name)"
)
_UNDONE = "SELECT id FROM changes WHERE is_undone ORDER BY id DESC"
_RECORD_WHOLE = (
    "INSERT INTO history_rows (change_id, table_name, row_id, row_key, before) "  # noqa: S608 constants
    f"VALUES (?, '{_WHOLE}', 0, '', json_object('kept', ?))"
)
_REPLACED = (
    "SELECT coalesce(json_extract(before, '$.kept'), '') FROM history_rows "  # noqa: S608 constants
    f"WHERE change_id = ? AND table_name = '{_WHOLE}'"
)
# Moments that were there before a change, and that it touches.
_TOUCHED = (
    "SELECT DISTINCT row_id FROM history_rows WHERE change_id = :change "
    "AND table_name IN ('moments', 'moment_words', 'moment_children')"
)
_TOUCHED_BEFORE = (  # a new moment has a higher number than any other
    f"{_TOUCHED} AND (seq < :first OR seq > :last) "  # noqa: S608 constants
    "AND row_id < coalesce(:lowest, (SELECT min(row_id) FROM history_rows "
    "WHERE change_id = :change AND table_name = 'moments' AND before IS NULL), row_id + 1)"
)
_CHANGES = "SELECT id, what, changed_at, changed_offset, is_undone FROM changes"
_LAST_DONE = f"{_CHANGES} WHERE NOT is_undone ORDER BY id DESC LIMIT 1"
_FIRST_UNDONE = f"{_CHANGES} WHERE is_undone ORDER BY id LIMIT 1"
_MOMENTS = (
    "SELECT row_id, table_name = 'moments' AND (before IS NULL OR after IS NULL) "
    "AND (after IS NULL) <> :is_undone FROM history_rows WHERE change_id = :change "
    "AND table_name IN ('moments', 'moment_words', 'moment_children') ORDER BY seq"
)
_MOMENTS_BACK = f"{_MOMENTS} DESC"
_LAST_OF_ALL = "SELECT coalesce(max(seq), 0) FROM history_rows"
_SINCE = (
    "SELECT change_id, table_name, before, after FROM history_rows WHERE seq > ? ORDER BY seq "
    "LIMIT ?"
)
_MADE_SINCE = (
    "SELECT id, what, changed_at, changed_offset FROM changes WHERE id IN "
    "(SELECT change_id FROM history_rows WHERE seq > ?) ORDER BY id"
)
_LAST_SEQ = "SELECT max(seq) FROM history_rows WHERE change_id = ?"
_ROWS = (
    "SELECT table_name, before, after, seq FROM history_rows WHERE change_id = ? AND seq < ? "
    "ORDER BY seq DESC LIMIT ?"
)
_AT_ONCE = 5000  # entries of the log that are played back: an import has very many
_DROP_ROWS = "DELETE FROM history_rows WHERE change_id = ? AND seq <= ?"
_FLIP = "UPDATE changes SET is_undone = NOT is_undone WHERE id = ?"
_OF_INDEX = ("moment_texts", "fts5", "no such module", "logic error")  # in SQLite's messages
_KEYS = {
    "moment_words": ("moment_id", "vocabulary", "word"),
    "moment_children": ("moment_id", "child_id"),
}


class OpenChange:
    """A change that is being made; its words may be said at the end of it."""

    def __init__(self, what: str, now: datetime) -> None:
        self.what = what
        self.now = now


@contextmanager
def change(connection: sqlite3.Connection, what: str, now: datetime) -> Iterator[OpenChange]:
    """Make all that is done inside one change, whole or not at all.

    What had been undone can't be done again then. Where nothing is changed, nothing is remembered.
    """
    if isinstance(connection, Opened) and connection.since is None:
        connection.since = connection.execute(_LAST_OF_ALL).fetchone()[0]
    connection.execute("SAVEPOINT change")
    try:
        (number,) = connection.execute(_NEXT_ID).fetchone()
        connection.execute(_OPEN, (number,))
        opened = OpenChange(what, now)
        yield opened
        if connection.execute(_HAS_ROWS, (number,)).fetchone():
            done = _done_so_far(connection)  # SQLite may take all of it back with the index
            try:
                _remember(connection, number, opened)
            except sqlite3.DatabaseError as problem:
                _once_more(connection, problem, number, done)
                _remember(connection, number, opened)
        connection.execute(_CLOSE)
    except BaseException:
        if connection.in_transaction:  # SQLite ends it itself where the disk is full
            connection.execute("ROLLBACK TO change")
            connection.execute("RELEASE change")
        raise
    finally:
        if isinstance(connection, Opened):
            connection.at_once = NONE_AT_ONCE
    connection.execute("RELEASE change")


def _remember(connection: sqlite3.Connection, number: int, opened: OpenChange) -> None:
    dated = (digits(opened.now), minutes_of(opened.now))
    at_once = connection.at_once if isinstance(connection, Opened) else NONE_AT_ONCE
    which = {"change": number, **at_once}
    touched = [row for (row,) in connection.execute(_TOUCHED_BEFORE, which)]
    if touched:
        from attune_cli.store.altered import record_altered  # noqa: PLC0415 a `log` touches none

        number += record_altered(connection, touched, number, dated, is_open=True)
    _keep_in_step(connection, lambda: index_change(connection, number, at_once=at_once))
    connection.execute(_INSERT, (number, opened.what, *dated))
    for (expendable,) in _expendable(connection):
        _compact(connection, expendable)


def _keep_in_step(connection: sqlite3.Connection, write: Callable[[], None]) -> None:
    """Write to the index of texts, if it can be written to.

    Raises:
        sqlite3.DatabaseError: it can't; the whole transaction has to begin anew without it.
    """
    if isinstance(connection, Opened) and not connection.has_index:
        connection.is_index_behind = True
        return
    write()
    connection.execute("SAVEPOINT flushed")  # at which FTS5 writes what it holds back
    connection.execute("RELEASE flushed")


def _begin_without_index(connection: sqlite3.Connection, problem: sqlite3.DatabaseError) -> Opened:
    """Begin the transaction anew, as the index of texts alone is damaged.

    Raises:
        sqlite3.DatabaseError: that is not what is wrong.
    """
    code, said = problem.sqlite_errorcode & 0xFF, str(problem)
    is_of_pages = code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_CONSTRAINT}
    is_named = code == sqlite3.SQLITE_ERROR and any(name in said for name in _OF_INDEX)
    if not (isinstance(connection, Opened) and connection.has_index and (is_of_pages or is_named)):
        raise problem
    from attune_cli.store.integrity import is_whole_but_for_index  # noqa: PLC0415 where it is damaged

    connection.rollback()
    if not is_whole_but_for_index(connection):
        raise problem
    connection.execute("BEGIN IMMEDIATE")
    connection.has_index = False
    return connection


class _Done(NamedTuple):
    """What a transaction has done so far: its entries of the log, and its changes that ended."""

    entries: list[tuple[int, str, str | None, str | None]]
    changes: list[tuple[int, str, str, int]]


def _done_so_far(connection: sqlite3.Connection) -> _Done | None:
    if not isinstance(connection, Opened) or not connection.has_index:
        return None
    entries = connection.execute(_SINCE, (connection.since, MOST_ENTRIES)).fetchall()
    if len(entries) == MOST_ENTRIES:
        return None
    return _Done(entries, connection.execute(_MADE_SINCE, (connection.since,)).fetchall())


def _once_more(
    connection: sqlite3.Connection,
    problem: sqlite3.DatabaseError,
    number: int,
    done: _Done | None,
) -> None:
    """Make again, without the index, what this transaction had made up to the open change.

    Raises:
        sqlite3.DatabaseError: it can't be, or another program has written meanwhile.
    """
    if done is None or not isinstance(connection, Opened):
        raise problem
    since = connection.since
    connection = _begin_without_index(connection, problem)
    if connection.execute(_LAST_OF_ALL).fetchone()[0] != since:
        raise problem
    for change, *rest in done.changes:
        _play(connection, change, done.entries)
        connection.execute(_INSERT, (change, *rest))
        connection.execute(_CLOSE)
    connection.execute("SAVEPOINT change")
    _play(connection, number, done.entries)


def _play(connection: sqlite3.Connection, change: int, entries: Sequence[Any]) -> None:
    """Open a change, and do again what its entries say."""
    connection.execute(_OPEN, (change,))
    forwards = [(table, after, before) for of, table, before, after in entries if of == change]
    play_back(connection, forwards)


def _expendable(connection: sqlite3.Connection) -> list[tuple[int]]:
    return connection.execute(_EXPENDABLE, (MOST_CHANGES,)).fetchall()


def _compact(connection: sqlite3.Connection, number: int) -> None:
    """Let a change be one that can't be undone any more: of each row only the last entry stays."""
    has_text = has_replaced(connection, number)
    connection.execute(_DELETE_SUPERSEDED, {"change": number})
    for statement in (_DELETE_EMPTY, _SETTLE, _DELETE_CHANGE):
        connection.execute(statement, (number,))
    if has_text:
        _keep_in_step(connection, lambda: purge(connection))


def record_replacement(
    connection: sqlite3.Connection, what: str, now: datetime, kept: str, *, is_undone: bool
) -> None:
    """Remember that the journal as a whole took the place of another one, as one change.

    Args:
        connection: to the one that is about to take the place, inside a transaction.
        what: in a few words.
        now: the present.
        kept: name of the backup of what was there before; empty where there is none.
        is_undone: whether it was just taken back, so that `kept` is what was there after it.
    """
    (number,) = connection.execute(_NEXT_ID).fetchone()
    for (undone,) in connection.execute(_UNDONE).fetchall():  # as after any change
        _compact(connection, undone)
    connection.execute(_INSERT, (number, what, digits(now), minutes_of(now)))
    connection.execute(_RECORD_WHOLE, (number, kept))
    if is_undone:
        connection.execute(_FLIP, (number,))
    for (expendable,) in () if is_undone else _expendable(connection):
        _compact(connection, expendable)


@contextmanager
def no_change(connection: sqlite3.Connection) -> Iterator[None]:
    """Write rows that no undo takes back, such as those of a journal that is filled at once."""
    connection.execute(_OPEN, (None,))
    yield
    connection.execute(_CLOSE)


@contextmanager
def anew(
    connection: sqlite3.Connection, *, keeps_gone: bool, is_tight: bool = False
) -> Iterator[None]:
    """End the history: nothing can be undone, and the log holds what is there and nothing else.

    Args:
        connection: inside a transaction; what the block takes out is not recorded.
        keeps_gone: whether the log goes on knowing the numbers of what is gone.
        is_tight: whether the file can’t grow by a page. Then the triggers stay, as to make them
            anew may take one, and what they record in the block goes again.
    """
    from attune_cli.store.schema.triggers import (  # noqa: PLC0415 rare
        drop_triggers,
        make_triggers,
        record_all,
    )

    connection.execute("DROP TABLE IF EXISTS temp.known")
    connection.execute(_KNOWN)
    if is_tight:
        connection.execute("DELETE FROM history_rows")
        connection.execute("DELETE FROM changes")
        connection.execute(_OPEN, (None,))
    else:
        drop_triggers(connection)
    yield
    connection.execute(_CLOSE)
    connection.execute("DELETE FROM history_rows")
    connection.execute("DELETE FROM changes")
    record_all(connection)
    if keeps_gone:
        connection.execute(_RECORD_GONE)
    connection.execute("DROP TABLE temp.known")
    if not is_tight:
        make_triggers(connection)


def changes(connection: sqlite3.Connection | None, most: int | None = None) -> "list[Change]":
    """Return the changes that are remembered, the oldest first.

    Args:
        connection: to the journal; None where there is none.
        most: how many moments of each are wanted, for an import has very many; None is all.
    """
    if connection is None:
        return []
    rows = connection.execute(f"{_CHANGES} ORDER BY id").fetchall()
    return [_change(connection, row, most) for row in rows]


def next_change(
    connection: sqlite3.Connection, *, again: bool, most: int | None = None
) -> "Change | None":
    """Return the change that `undo` would take back, or `redo` would do again; see `changes`."""
    row = connection.execute(_FIRST_UNDONE if again else _LAST_DONE).fetchone()
    return _change(connection, row, most) if row else None


def flip(
    connection: sqlite3.Connection, *, again: bool, most: int | None = None
) -> "Change | None":
    """Take back the change that is next, or do it again; None where there is none; see `changes`.

    Raises:
        CannotUndo: other rows depend on what it made or took out.
    """
    row = connection.execute(_FIRST_UNDONE if again else _LAST_DONE).fetchone()
    if row is None:
        return None
    from attune_cli.store.altered import record_altered  # noqa: PLC0415 undo and redo alone

    number, what = row[:2]
    assert _replaced(connection, number) is None  # noqa: S101 store/backup/restore.py takes it back
    touched = (moment for (moment,) in connection.execute(_TOUCHED, {"change": number}))
    if record_altered(connection, touched, number if again else number + 1, row[2:4]):
        return flip(connection, again=again, most=most)
    (last,) = connection.execute(_LAST_SEQ, (number,)).fetchone()
    connection.execute(_OPEN, (number,))
    try:
        before = last + 1
        while rows := connection.execute(_ROWS, (number, before, _AT_ONCE)).fetchall():
            play_back(connection, [row[:3] for row in rows])
            before = rows[-1][3]
    except sqlite3.IntegrityError as problem:
        raise errors.moments.CannotUndo(what) from problem
    connection.execute(_CLOSE)
    try:
        _keep_in_step(connection, lambda: index_change(connection, number, last))
    except sqlite3.DatabaseError as problem:
        return flip(_begin_without_index(connection, problem), again=again, most=most)
    connection.execute(_DROP_ROWS, (number, last))
    connection.execute(_FLIP, (number,))
    return _change(connection, (number, what, row[2], row[3], not row[4]), most)


def keep_altered(connection: sqlite3.Connection, number: int, now: datetime) -> None:
    """Record the note of a moment as a change of its own, where something else altered it."""
    from attune_cli.store.altered import record_altered  # noqa: PLC0415 rare

    dated = (digits(now), minutes_of(now))
    row = connection.execute(_FIRST_UNDONE).fetchone()
    place = row[0] if row else connection.execute(_NEXT_ID).fetchone()[0]
    record_altered(connection, [number], place, dated)


def play_back(connection: sqlite3.Connection, entries: Sequence[tuple[str, str, str]]) -> None:
    """Put rows back as they were, the last one first.

    Args:
        connection: inside a transaction, with a change open.
        entries: of each row its table, and what it was before and after, or None.

    Raises:
        sqlite3.IntegrityError: one can't be put back.
    """
    import json  # noqa: PLC0415 1 ms, which `log` doesn't need

    for table, before, after in entries:
        _put(
            connection, table, *(json.loads(image) if image else None for image in (before, after))
        )


def _put(
    connection: sqlite3.Connection,
    table: str,
    before: dict[str, Any] | None,
    after: dict[str, Any] | None,
) -> None:
    if after is None:
        assert before is not None  # noqa: S101 an entry has one of them
        names = ", ".join(f'"{name}"' for name in before)
        places = ", ".join("?" * len(before))
        connection.execute(
            f"INSERT INTO {table} ({names}) VALUES ({places})",  # noqa: S608 names of columns
            tuple(before.values()),
        )
        return
    keys = _KEYS.get(table, ("id",))
    where = " AND ".join(f'"{name}" = ?' for name in keys)
    which = tuple(after[name] for name in keys)
    if before is None:
        done = connection.execute(f"DELETE FROM {table} WHERE {where}", which)  # noqa: S608 likewise
    else:
        new = {name: value for name, value in before.items() if value != after[name]}
        to = ", ".join(f'"{name}" = ?' for name in new)
        done = connection.execute(
            f"UPDATE {table} SET {to} WHERE {where}",  # noqa: S608 likewise
            (*new.values(), *which),
        )
    if done.rowcount != 1:
        raise sqlite3.IntegrityError(f"a row of {table} is not there")


def _change(
    connection: sqlite3.Connection, row: tuple[int, str, str, int, int], most: int | None
) -> "Change":
    from attune_cli.core.change import Change  # noqa: PLC0415 `log` reads none

    number, what, changed_at, offset, is_undone = row
    which = {"change": number, "is_undone": is_undone}
    touched: dict[int, bool] = {}  # a moment has several entries, and an import has many moments
    for moment, is_gone in connection.execute(_MOMENTS_BACK if is_undone else _MOMENTS, which):
        if most is not None and len(touched) >= most and moment not in touched:
            break
        touched[moment] = touched.get(moment, False) or bool(is_gone)
    gone = sorted(moment for moment, is_gone in touched.items() if is_gone)
    moments = (*gone, *(moment for moment, is_gone in touched.items() if not is_gone))
    at, replaced = instant_of(changed_at, offset), _replaced(connection, number)
    return Change(what, at, bool(is_undone), moments, replaced)


def _replaced(connection: sqlite3.Connection, number: int) -> str | None:
    row = connection.execute(_REPLACED, (number,)).fetchone()
    return row[0] if row else None
