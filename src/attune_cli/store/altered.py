"""Notes that something other than attune altered: both versions stay in the history.

Each change of a note that attune makes is in the log. Where a note is not as the log has it, the
difference is recorded as a change of its own before anything is written over it, so that undo leads
back to either. The index that is searched is the witness where the log says nothing.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from attune_cli.store.connection import Opened

# Compared as JSON, where a NUL ends no text; the value that SQLite takes out of JSON ends there.
_FOUND = (
    "SELECT touched.value, first.before, prior.after "
    "FROM json_each(:numbers) AS touched LEFT JOIN moments ON moments.id = touched.value "
    "LEFT JOIN history_rows AS first ON first.seq = (SELECT min(seq) FROM history_rows "
    "WHERE row_id = touched.value AND table_name = 'moments' AND +change_id = :change) "
    "LEFT JOIN history_rows AS prior ON prior.seq = (SELECT max(seq) FROM history_rows "
    "WHERE row_id = touched.value AND table_name = 'moments' AND +change_id IS NOT :change) "
    "AND json_valid(prior.after) WHERE CASE WHEN first.seq IS NULL THEN moments.id IS NOT NULL "
    "ELSE first.before IS NOT NULL END AND (prior.seq IS NULL "
    "OR json_extract(prior.after, '$.id', '$.note') IS NOT CASE WHEN first.seq IS NULL "
    "THEN json_array(moments.id, moments.note) "
    "ELSE json_extract(first.before, '$.id', '$.note') END)"
)
_AT_ONCE = 1000  # moments: an import has very many
_IN_INDEX = "SELECT note FROM moment_texts WHERE rowid = ?"
_SHIFT = (  # a key is taken until its row is gone
    "UPDATE changes SET id = -id - 1 WHERE id >= ?",
    "UPDATE history_rows SET change_id = change_id + 1 WHERE change_id >= ?",
    "UPDATE open_change SET change_id = change_id + 1 WHERE change_id >= ?",
)
_SHIFTED = "UPDATE changes SET id = -id WHERE id < 0"
_LAST = "SELECT coalesce(max(seq), 0) FROM history_rows"
_RECORD = (
    "INSERT INTO history_rows (change_id, table_name, row_id, row_key, before, after) "
    "VALUES (?, 'moments', ?, '', ?, ?)"
)
_NAME = (
    "INSERT INTO changes (id, what, changed_at, changed_offset, is_undone) VALUES (?, ?, ?, ?, 0)"
)
_BEHIND = (
    "INSERT INTO history_rows (change_id, table_name, row_id, row_key, before, after) "
    "SELECT change_id, table_name, row_id, row_key, before, after FROM history_rows "
    "WHERE change_id = ? AND seq <= ? ORDER BY seq"
)
_LEAVE_FIRST = "DELETE FROM history_rows WHERE change_id = ? AND seq <= ?"


class _Altered(NamedTuple):
    """A moment with a note that the log doesn't have.

    Attributes:
        number: of the moment.
        row: its row as it was found.
        notes: what attune had stored, and what was found, the oldest first.
    """

    number: int
    row: dict[str, object]
    notes: tuple[str | None, ...]


def record_altered(
    connection: sqlite3.Connection,
    numbers: Iterable[int],
    place: int,
    dated: tuple[str, int],
    *,
    is_open: bool = False,
) -> bool:
    """Record the notes of moments that something else altered, as a change of its own.

    Args:
        connection: inside a transaction.
        numbers: of the moments that are looked at.
        place: number of the change; those from there on move one up.
        dated: when it was found, and the UTC offset there, as they are stored.
        is_open: whether `place` is the number of an open change, whose entries tell how the
            rows were found.

    Returns:
        Whether there were any.
    """
    looked_at, found = iter(numbers), list[_Altered]()
    while some := list(islice(looked_at, _AT_ONCE)):
        found += _altered(connection, some, place if is_open else -1)
    if not found:
        return False
    (last,) = connection.execute(_LAST).fetchone()
    for statement in _SHIFT:
        connection.execute(statement, (place,))
    connection.execute(_SHIFTED)
    for one in found:
        images = (_image({**one.row, "note": note}) for note in one.notes)
        entries = [(place, one.number, *pair) for pair in pairwise(images)]
        connection.executemany(_RECORD, entries)
    connection.execute(_NAME, (place, _what([one.number for one in found]), *dated))
    if is_open:  # the newest entry of a row is the last one
        connection.execute(_BEHIND, (place + 1, last))
        connection.execute(_LEAVE_FIRST, (place + 1, last))
    if isinstance(connection, Opened):
        connection.altered += tuple(one.number for one in found)
    return True


def _altered(
    connection: sqlite3.Connection, numbers: Sequence[int], change: int
) -> Iterator[_Altered]:
    which = {"numbers": json.dumps(numbers), "change": change}
    for number, before, logged in connection.execute(_FOUND, which).fetchall():
        row = json.loads(before) if before else _row(connection, number)
        notes = [json.loads(logged).get("note")] if logged else []
        notes += [row["note"]] if row["note"] not in notes else []
        has_index = not isinstance(connection, Opened) or connection.has_index
        found = connection.execute(_IN_INDEX, (number,)).fetchone() if has_index else None
        is_apart = len(notes) > 1 or not logged
        if is_apart and found and found[0] and found[0] not in notes:
            notes.insert(0, found[0])
        if len(notes) > 1:
            yield _Altered(number, row, (*notes,))


def _row(connection: sqlite3.Connection, number: int) -> dict[str, object]:
    found = connection.execute("SELECT * FROM moments WHERE id = ?", (number,))
    return dict(zip([column[0] for column in found.description], found.fetchone(), strict=True))


def _image(row: dict[str, object]) -> str:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def _what(numbers: Sequence[int]) -> str:
    first, *others = numbers
    if not others:
        return f"altered #{first} outside attune"
    return f"altered #{first} and {len(others)} more outside attune"
