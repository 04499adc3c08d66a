"""An import that was agreed to: all of it in one transaction, as one change that can be undone."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from attune_cli import errors
from attune_cli.core.exchange.records import Person
from attune_cli.core.moment import CameBack, Chosen, Kind, Moment, Sensitivity
from attune_cli.core.people import key_of
from attune_cli.core.tips.own import own_tip
from attune_cli.settings.settings import WORDS
from attune_cli.store.backup.archive import back_up
from attune_cli.store.backup.names import Why
from attune_cli.store.connection import is_begun
from attune_cli.store.exchange.contents import CAREGIVERS, CHILDREN
from attune_cli.store.exchange.plan import (
    DIFFERENT,
    Around,
    Plan,
    Wishes,
    last_number,
    mapped,
    plan,
    stamp,
)
from attune_cli.store.exchange.stage import (
    CONTENT,
    OWN,
    Content,
    Stage,
    content_in,
    value_of,
)
from attune_cli.store.home import Home
from attune_cli.store.journal import Journal, ManyMoments, journal
from attune_cli.store.own_tips import add_own_tip
from attune_cli.store.rows import (
    WORDS_OF,
    columns_of_answer,
    digits,
    instant_of,
    minutes_of,
)
from attune_cli.store.settings import change_values

CACHE = "PRAGMA cache_size = -16000"  # KiB: an import touches many pages
_ADOPT = "UPDATE identity SET uid = ? WHERE id = 1"
_FIRST = (
    "UPDATE caregivers SET uid = ?, name = ?, key = ? WHERE id = (SELECT min(id) FROM caregivers)"
)
_ADD_CHILD = (
    "INSERT INTO children (uid, name, born, band, weeks_early, key) VALUES (?, ?, ?, ?, ?, ?)"
)
_ADD_CAREGIVER = "INSERT INTO caregivers (uid, name, key) VALUES (?, ?, ?)"
_AGE = "UPDATE children SET born = ?, band = ?, weeks_early = ? WHERE key = ?"
_ADD_ANSWER = (
    "INSERT INTO answers (id, uid, week, question, answer, written_at, written_offset) "
    "VALUES (?, ?, ?, ?, ?, ?, ?)"
)
_LAST_ANSWER = (
    "SELECT max(coalesce((SELECT max(id) FROM answers), 0), "
    "coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'answers'), 0))"
)
_UNMARK = "DELETE FROM tip_marks WHERE tip = ?"
_MARK = "INSERT INTO tip_marks (tip, mark, marked_at, marked_offset) VALUES (?, ?, ?, ?)"
_AT_ONCE = 10_000  # moments
_ASIDE = (
    "DROP TABLE IF EXISTS ranks",
    "DROP TABLE IF EXISTS links",
    "DROP TABLE IF EXISTS who",
    "CREATE TABLE ranks (number INTEGER PRIMARY KEY, place INTEGER)",  # of each new moment
    "CREATE TABLE links (number INTEGER PRIMARY KEY, target INTEGER)",  # of what is repaired
    "CREATE TABLE who (id INTEGER PRIMARY KEY, here INTEGER)",  # a caregiver by the file’s set
)
_RANK = (
    "INSERT INTO ranks SELECT ? + row_number() OVER (ORDER BY place), place FROM moments "
    "WHERE fate IS NULL"
)
_KEEP = "INSERT INTO ranks SELECT number, place FROM moments WHERE fate IS NULL ORDER BY number"
_BY_PLACE = "CREATE UNIQUE INDEX ranks_by_place ON ranks (place)"
# Each repair that is new, with the number of what it repairs where that is new, too.
_REPAIRS = (
    "SELECT ranks.number, moments.repairs, (SELECT other.number FROM moments AS target "
    "JOIN ranks AS other ON other.place = target.place WHERE target.uid = moments.repairs "
    "AND target.fate IS NULL) FROM ranks CROSS JOIN moments USING (place) "
    "WHERE moments.repairs IS NOT NULL"
)
_LINK = "INSERT INTO links VALUES (?, ?)"
_CAREGIVERS = "SELECT id, value FROM sets WHERE id IN (SELECT DISTINCT caregiver FROM moments)"
_WHO = "INSERT INTO who VALUES (?, ?)"
_UP_TO = (
    "SELECT max(number) FROM (SELECT number FROM ranks WHERE number > ? ORDER BY number LIMIT ?)"
)
_THESE = (
    "FROM ranks CROSS JOIN moments USING (place) WHERE ranks.number > ? AND ranks.number <= ? "
    "ORDER BY ranks.number"
)
_COLUMNS = (
    f"SELECT ranks.number, {OWN}, (SELECT here FROM who WHERE id = moments.caregiver), "  # noqa: S608 names of columns
    "CASE WHEN moments.repairs IS NULL THEN '' ELSE coalesce("
    f"(SELECT target FROM links WHERE links.number = ranks.number), '') END {_THESE}"
)
_OF_SETS = f"SELECT ranks.number, moments.children, moments.words {_THESE}"
_CHILDREN = f"SELECT id, value FROM sets WHERE id IN (SELECT moments.children {_THESE})"  # noqa: S608 likewise
_WORDS = f"SELECT id, value FROM sets WHERE id IN (SELECT moments.words {_THESE})"  # noqa: S608 likewise
_REPLACED = f"SELECT here, {CONTENT} FROM moments WHERE fate = ? ORDER BY place"  # noqa: S608 likewise
_PEOPLE = {"child": CHILDREN, "caregiver": CAREGIVERS}


def write(
    home: Home,
    staged: Stage,
    agreed: Plan,
    wishes: Wishes,
    around: Around,
    now: datetime,
    what: str,
    on_batch: Callable[[int], None] = lambda _: None,
) -> Path | None:
    """Do what was agreed to, whole or not at all.

    Args:
        home: whose journal; it is made where there is none.
        staged: the file.
        agreed: what it would do.
        wishes: what the person asks for.
        around: what stands beside the journal.
        now: the present.
        what: the change, in a few words.
        on_batch: is called now and then, with how many moments were written.

    Returns:
        The backup that was made first; None where there was no journal.

    Raises:
        JournalChanged: it would do something else by now.
        JournalTrouble: the journal cannot be written; it is as it was.
        SettingsUnwritten, OwnTipsUnwritten: the words or tips cannot be; nothing was imported.
    """
    backup = None
    was_begun = is_begun(home)
    if agreed.writes:
        with journal(home) as opened:
            connection = opened.connection
            if stamp(connection) != agreed.stamp:
                now_it_is = plan(staged, connection, wishes, around, now)
                if now_it_is.figures != agreed.figures:
                    raise errors.files.JournalChanged
                agreed = now_it_is
            if was_begun:
                backup = back_up(home, Why.IMPORT, now)
            connection.execute(CACHE)
            with opened.change(what, now):
                _write(opened, staged, agreed, on_batch)
            _write_beside(home, agreed)
    else:
        _write_beside(home, agreed)
    return backup


def _write(opened: Journal, staged: Stage, agreed: Plan, on_batch: Callable[[int], None]) -> None:
    connection = opened.connection
    if agreed.adopts and staged.header:
        _adopt(connection, staged)
    for person in agreed.people:
        _add(connection, person)
    if agreed.takes_file:
        for _, _, child in agreed.changed_people:
            connection.execute(_AGE, (*child[1:], key_of(child.name)))
    _write_answers(connection, agreed)
    for mark in agreed.marks:
        connection.execute(_UNMARK, (mark.tip,))
        at = (digits(mark.marked_at), minutes_of(mark.marked_at))
        connection.execute(_MARK, (mark.tip, mark.mark, *at))
    if agreed.new:
        _write_moments(opened, staged, agreed, on_batch)
    if agreed.takes_file:
        for number, *content in staged.connection.execute(_REPLACED, (DIFFERENT,)):
            opened.replace(_moment(mapped(content_in(content), agreed.names), number))


def _adopt(connection: sqlite3.Connection, staged: Stage) -> None:
    """Let an empty journal be the one of the file."""
    assert staged.header is not None  # noqa: S101 the caller looked
    _, header = staged.header
    connection.execute(_ADOPT, (header.uid,))
    if me := staged.me:
        connection.execute(_FIRST, (me.uid, me.child.name, key_of(me.child.name)))


def _add(connection: sqlite3.Connection, person: Person) -> None:
    _, uid, child = person
    if person.role == "child":
        connection.execute(_ADD_CHILD, (uid, *child, key_of(child.name)))
    else:
        connection.execute(_ADD_CAREGIVER, (uid, child.name, key_of(child.name)))


def _write_answers(connection: sqlite3.Connection, agreed: Plan) -> None:
    (last,) = connection.execute(_LAST_ANSWER).fetchone()
    numbers = [answer.number or 0 for answer in agreed.answers]
    if len(set(numbers)) < len(numbers) or min(numbers, default=0) <= last:
        numbers = [*range(last + 1, last + 1 + len(numbers))]
    for number, answer in zip(numbers, agreed.answers, strict=True):
        connection.execute(_ADD_ANSWER, (number, *columns_of_answer(answer)))


def _write_moments(
    opened: Journal, staged: Stage, agreed: Plan, on_batch: Callable[[int], None]
) -> None:
    aside, connection = staged.connection, opened.connection
    for statement in _ASIDE:
        aside.execute(statement)
    if agreed.keeps_numbers:
        aside.execute(_KEEP)
    else:
        aside.execute(_RANK, (last_number(connection),))
    aside.execute(_BY_PLACE)
    ids = {
        role: {name: id_ for id_, _, name, *_ in connection.execute(sql)}
        for role, sql in _PEOPLE.items()
    }
    who = {
        role: {name: ids[role][here] for name, here in names.items()}
        for role, names in agreed.names.items()
    }
    caregivers = aside.execute(_CAREGIVERS).fetchall()
    aside.executemany(_WHO, [(id_, who["caregiver"][value_of(blob)]) for id_, blob in caregivers])
    later = _set_links(aside, opened)
    opened.insert_many(_parts(aside, who["child"], on_batch))
    opened.link(later)


def _set_links(aside: sqlite3.Connection, opened: Journal) -> list[tuple[int, int]]:
    """Note which moment each repair points at.

    Returns:
        Those that come before what they repair, and are linked later.
    """
    later: list[tuple[int, int]] = []
    links: list[tuple[int, int | None]] = []
    for number, repairs, target in aside.execute(_REPAIRS):
        if target is None:
            links.append((number, opened.number_of(repairs)))
        elif target > number:
            later.append((target, number))
        else:
            links.append((number, target))
    aside.executemany(_LINK, links)
    return later


def _parts(
    aside: sqlite3.Connection, children: Mapping[str, int], on_batch: Callable[[int], None]
) -> Iterator[ManyMoments]:
    """Yield the new moments in the order of their numbers, some thousand at once."""
    (many,) = aside.execute("SELECT count(*) FROM ranks").fetchone()
    done, after = 0, 0
    while (upto := aside.execute(_UP_TO, (after, _AT_ONCE)).fetchone()[0]) is not None:
        these = (after, upto)
        with_whom = [  # two may be one here
            (id_, child, place)
            for id_, blob in aside.execute(_CHILDREN, these)
            for place, child in enumerate(dict.fromkeys(children[name] for name in value_of(blob)))
        ]
        words = [
            (id_, *word) for id_, blob in aside.execute(_WORDS, these) for word in value_of(blob)
        ]
        columns, sets = aside.execute(_COLUMNS, these), aside.execute(_OF_SETS, these)
        yield ManyMoments(columns, sets, with_whom, words)
        after = upto
        done = min(done + _AT_ONCE, many)
        on_batch(done)


def _moment(content: Content, number: int) -> Moment:
    """Return a moment that takes the place of one that is here."""
    (
        uid, kind, day, occurred, offset, part, logged, logged_offset, cue, sensitivity,
        came_back, after, chosen, note,
    ) = content.columns  # fmt: skip
    several: dict[str, Any] = {
        name: tuple(word for vocabulary, word, _ in content.words if vocabulary == of)
        for of, name in WORDS_OF.items()
    }
    return Moment(
        uid=uid,
        kind=Kind(kind),
        caregiver=content.caregiver,
        local_day=date.fromisoformat(day),
        occurred_at=instant_of(occurred, offset) if occurred else None,
        logged_at=instant_of(logged, logged_offset),
        part_of_day=part or None,
        number=number,
        children=content.children,
        cue=cue or None,
        sensitivity=Sensitivity(sensitivity) if sensitivity else None,
        came_back=CameBack(came_back) if came_back else None,
        after=after or None,
        chosen=Chosen(chosen),
        repairs=content.repairs,
        note=note,
        **several,
    )


def _write_beside(home: Home, agreed: Plan) -> None:
    """Add words, settings and tips of the person to their files, which no undo takes back."""
    values = {f"{WORDS}{word.vocabulary}.{word.word}": word.label for word in agreed.words}
    values |= {one.name: one.value for one in agreed.settings}
    if values:
        change_values(home.settings, values)
    for tip in agreed.tips:
        add_own_tip(home.own_tips, own_tip(tip.entry))
