"""What an import would do: a staged file beside the journal, compared and not yet written."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from attune_cli import errors
from attune_cli.core.answer import Answer
from attune_cli.core.exchange.gate import Refusal, Unfit
from attune_cli.core.exchange.records import OwnTip, OwnWord, Person, SettingLine, TipMark, entry_of
from attune_cli.core.moment import Kind
from attune_cli.core.people import DEFAULT_CAREGIVER, Child, key_of, read_name
from attune_cli.core.tips.library import Tip
from attune_cli.core.tips.own import own_id
from attune_cli.core.tips.own import problem_in as problem_in_tip
from attune_cli.core.vocabulary import Vocabulary, own_word
from attune_cli.settings.parse import problem_in
from attune_cli.settings.settings import WORDS, setting_at
from attune_cli.store.answers import answers
from attune_cli.store.exchange.contents import CAREGIVERS, CHILDREN, IDENTITY, linked, tip_marks
from attune_cli.store.exchange.stage import (
    BATCH,
    CONTENT,
    SHOWN,
    Content,
    Stage,
    content_in,
    content_of,
    value_of,
)
from attune_cli.store.journal import Journal
from attune_cli.store.moments import every
from attune_cli.store.uid import new_uid

SAME, DIFFERENT, REPEATED, REFUSED = "same", "different", "repeated", "refused"
NEAR_SECONDS = 600
MOST_LINES = 3  # that are named of those with the same identity
HIGHEST_KEPT = 10_000_000  # no journal comes near it by logging, and numbers go on from there
NOT_TAKEN = {"editor"}  # a command is taken from nobody's file
_ME = key_of(DEFAULT_CAREGIVER)
_STAMP = "SELECT max(seq) FROM history_rows"
_IS_EMPTY = (
    "SELECT NOT EXISTS (SELECT 1 FROM moments) AND NOT EXISTS (SELECT 1 FROM answers) "
    "AND NOT EXISTS (SELECT 1 FROM children) AND NOT EXISTS (SELECT 1 FROM tip_marks) "
    "AND (SELECT group_concat(key) FROM caregivers) = ?"
)
_TWICE = "SELECT uid FROM moments GROUP BY uid HAVING count(*) > 1 ORDER BY min(place)"
_OF_UID = f"SELECT place, line, {CONTENT} FROM moments WHERE uid = ? ORDER BY place"  # noqa: S608 names of columns
_SET_FATE = "UPDATE moments SET fate = ? WHERE place = ?"
_FOUND = "UPDATE moments SET fate = ?, here = ? WHERE place = ?"
_PART = (
    f"SELECT place, line, uid, {CONTENT} FROM moments WHERE place > ? AND fate IS NULL "  # noqa: S608 names of columns
    "ORDER BY place LIMIT ?"
)
_OPEN_WORDS = (
    "SELECT DISTINCT open.vocabulary, open.word FROM open JOIN moments USING (place) "
    "WHERE open.field <> 'came_back' AND (moments.fate IS NULL OR moments.fate = :also)"
)
_OF_WORD = (
    "SELECT open.place, open.line, open.field, open.value, open.reason FROM open "
    "JOIN moments USING (place) WHERE open.vocabulary = :vocabulary AND open.word = :word "
    "AND open.field <> 'came_back' AND (moments.fate IS NULL OR moments.fate = :also) "
    "ORDER BY open.place"
)
_OPEN_RETURNS = (
    "SELECT open.line, open.field, open.value, open.reason, open.place, moments.uid FROM open "
    "JOIN moments USING (place) WHERE open.field = 'came_back' "
    "AND (moments.fate IS NULL OR moments.fate = :also) "
    "AND NOT EXISTS (SELECT 1 FROM moments AS repair WHERE repair.repairs = moments.uid "
    "AND repair.fate IS NOT 'refused') ORDER BY open.place"
)
_TARGETS = (
    "SELECT repair.place, repair.line, repair.repairs, (SELECT target.kind FROM moments AS target "
    "WHERE target.uid = repair.repairs AND target.fate IS NOT 'refused') FROM moments AS repair "
    "WHERE repair.repairs IS NOT NULL AND (repair.fate IS NULL OR repair.fate = :also) "
    "ORDER BY repair.place"
)
_KIND_HERE = "SELECT kind FROM moments WHERE uid = ?"
_IS_REPAIRED = (
    "SELECT 1 FROM moments AS repair JOIN moments AS hard ON hard.id = repair.repairs_id "
    "WHERE hard.uid = ?"
)
_DAYS = (
    "SELECT DISTINCT day FROM moments WHERE fate IS NULL AND at IS NOT NULL AND day > ? "
    "ORDER BY day LIMIT ?"
)
_TIMED = (
    "SELECT line, day, kind, cue, CAST(strftime('%s', at) AS INTEGER), "
    "(SELECT value FROM sets WHERE id = moments.children) FROM moments WHERE fate IS NULL "
    "AND at IS NOT NULL AND day >= ? AND day <= ? ORDER BY place"
)
_HERE = (
    "SELECT id, local_day, kind, cue, CAST(strftime('%s', occurred_at) AS INTEGER) FROM moments "
    "WHERE local_day >= ? AND local_day <= ? AND occurred_at IS NOT NULL"
)
_WITH = (
    "SELECT moment_children.moment_id, children.name FROM moment_children "
    "JOIN children ON children.id = moment_children.child_id "
    "JOIN moments ON moments.id = moment_children.moment_id "
    "WHERE moments.local_day >= ? AND moments.local_day <= ?"
)
_NUMBERS = (
    "SELECT count(*), count(number), count(DISTINCT number), min(number), max(number) "
    "FROM moments WHERE fate IS NULL"
)
DAYS_AT_ONCE = 100


class Wishes(NamedTuple):
    """What a person asks for, beside the file.

    Attributes:
        me: who the “me” of the file is here; None where that is not said.
        renamed: who somebody of the file is here, by the nickname in the file.
        takes_file: whether the file is right where it differs from the journal.
    """

    me: str | None = None
    renamed: Mapping[str, str] = {}
    takes_file: bool = False


class Around(NamedTuple):
    """What stands beside the journal.

    Attributes:
        vocabulary: attune's words, and the person's own.
        settings: what is set, by name.
        library: the tips of attune, by id.
        tips: the person's own tips.
    """

    vocabulary: Vocabulary
    settings: Mapping[str, Any]
    library: frozenset[str]
    tips: Sequence[Tip]


@dataclass
class Plan:
    """What an import would do.

    Attributes:
        stamp: what tells whether the journal is still the same; None where there was none.
        is_other: whether the file is of another journal.
        adopts: whether an empty journal becomes that of the file.
        names: who is who, by role and by the nickname in the file, as stored here.
        people: those who are new.
        changed_people: those of whom the file says something else.
        new: how many moments are new.
        same: how many are here already, word for word.
        different: how many are here, and the file says something else.
        repeated: how many stand in the file more than once, word for word.
        without_note: how many of them have no note there, and one here.
        first_different: line and number of the first of them.
        near: how many new ones are within ten minutes of one here, of the same kind and cue.
        first_near: line and number of the first of them.
        unknown_words: own words that the file has, and nobody here, as (vocabulary, word).
        refused: how many lines are refused.
        first_refused: the first of them.
        answers, marks, words, tips, settings: what else is new.
        kept: how many answers, marks, words, tips and settings are here and differ.
        keeps_numbers: whether the new moments have the numbers of the file.
    """

    stamp: int | None = None
    is_other: bool = False
    adopts: bool = False
    names: dict[str, dict[str, str]] = field(default_factory=dict)
    people: list[Person] = field(default_factory=list)
    changed_people: list[Person] = field(default_factory=list)
    new: int = 0
    same: int = 0
    different: int = 0
    without_note: int = 0
    repeated: int = 0
    first_different: list[tuple[int, int]] = field(default_factory=list)
    near: int = 0
    first_near: list[tuple[int, int]] = field(default_factory=list)
    unknown_words: list[tuple[str, str]] = field(default_factory=list)
    refused: int = 0
    first_refused: list[Refusal] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    marks: list[TipMark] = field(default_factory=list)
    words: list[OwnWord] = field(default_factory=list)
    tips: list[OwnTip] = field(default_factory=list)
    settings: list[SettingLine] = field(default_factory=list)
    kept: int = 0
    keeps_numbers: bool = False
    takes_file: bool = False

    @property
    def writes(self) -> bool:
        """Whether there is anything to write to the journal."""
        changed = self.takes_file and (self.different or self.changed_people)
        several = (self.people, self.answers, self.marks)
        return bool(self.new or self.adopts or changed or any(several))

    @property
    def does_anything(self) -> bool:
        """Whether there is anything to do at all."""
        return self.writes or any((self.words, self.tips, self.settings))

    @property
    def figures(self) -> tuple[object, ...]:
        """What a person agreed to."""
        return (
            self.is_other, self.adopts, self.names, self.new, self.same, self.different,
            self.refused, len(self.people), len(self.answers), len(self.marks),
        )  # fmt: skip


def plan(
    staged: Stage,
    connection: sqlite3.Connection | None,
    wishes: Wishes,
    around: Around,
    now: datetime,
) -> Plan:
    """Compare a file with a journal.

    Args:
        staged: the file.
        connection: to the journal; None where there is none yet.
        wishes: what the person asks for.
        around: what stands beside the journal.
        now: the present.

    Raises:
        MeUnknown: it is of another journal, and nobody said who its “me” is.
        NobodyOfThatName: somebody is to be renamed who is not in it.
    """
    aside = staged.connection
    aside.execute("DELETE FROM refused WHERE is_found_later")
    aside.execute("UPDATE moments SET fate = NULL, here = NULL WHERE fate IS NOT NULL")
    made = Plan(stamp=stamp(connection), takes_file=wishes.takes_file)
    _tell_whose(made, staged, connection, wishes)
    _resolve_people(made, staged, connection, wishes, now)
    _repetitions(made, staged)
    if connection is not None:
        _compare(made, staged, connection)
    _others(made, staged, connection, around)
    _settle_words(made, staged)
    _settle_links(made, staged, connection)
    made.new, made.different = staged.count(None), staged.count(DIFFERENT)
    if connection is not None:
        _find_near(made, staged, connection)
    made.refused, made.first_refused = staged.refusals()
    made.keeps_numbers = _can_keep_numbers(staged, connection)
    return made


def stamp(connection: sqlite3.Connection | None) -> int | None:
    """Return what any change of a journal changes; None where there is none, or an empty one."""
    if connection is None or is_empty(connection):
        return None
    (seq,) = connection.execute(_STAMP).fetchone()
    return int(seq)


def is_empty(connection: sqlite3.Connection) -> bool:
    """Whether a journal holds nothing but “me”."""
    return bool(connection.execute(_IS_EMPTY, (_ME,)).fetchone()[0])


def _tell_whose(
    made: Plan, staged: Stage, connection: sqlite3.Connection | None, wishes: Wishes
) -> None:
    if staged.header is None:
        return
    _, header = staged.header
    is_me = wishes.me is None or key_of(wishes.me) == _ME
    if connection is None or is_empty(connection):
        made.adopts = is_me
        made.is_other = not is_me
    else:
        made.is_other = connection.execute(IDENTITY).fetchone() != (header.uid,)


class _Known(NamedTuple):
    """Everybody of one role whom the journal knows, as stored."""

    by_key: dict[str, str]
    by_uid: dict[str, str]
    children: dict[str, Child]


def _resolve_people(
    made: Plan,
    staged: Stage,
    connection: sqlite3.Connection | None,
    wishes: Wishes,
    now: datetime,
) -> None:
    wished = {key_of(old): new for old, new in wishes.renamed.items()}
    unused = dict.fromkeys(wished)
    for role in ("child", "caregiver"):
        known = _known(made, staged, connection, role)
        listed, here = staged.people[role], {}
        of_key = {key_of(name): person for name, person in listed.items()}
        for name in dict.fromkeys((*listed, *staged.names[role])):
            key, person = key_of(name), listed.get(name)
            target = wished.get(key)
            unused.pop(key, None)
            is_me = role == "caregiver" and key == _ME
            if target is None and person and not (is_me and wishes.me):
                target = known.by_uid.get(person.uid)
            if target is None and is_me:
                target = _me(made, known, staged, wishes)
            if target is not None:  # somebody of the file as well: that one’s age is theirs
                person = of_key.get(key_of(target), person)
            here[name] = _met(made, known, role, target or name, person, now)
        made.names[role] = here
    if unused:
        raise errors.files.NobodyOfThatName(next(iter(unused)), "--as")
    if wishes.me is not None and _ME not in map(key_of, made.names["caregiver"]):
        raise errors.files.NobodyOfThatName(DEFAULT_CAREGIVER, "--me")


def _known(made: Plan, staged: Stage, connection: sqlite3.Connection | None, role: str) -> _Known:
    by_key: dict[str, str] = {}
    by_uid: dict[str, str] = {}
    children: dict[str, Child] = {}
    rows = connection.execute(CHILDREN if role == "child" else CAREGIVERS) if connection else ()
    for _, uid, name, *rest in rows:
        by_key[key_of(name)] = name
        by_uid[uid] = name
        children[name] = Child(name, *rest)
    if role == "caregiver" and not by_key:
        by_key[_ME] = DEFAULT_CAREGIVER  # whom every journal begins with
    if role == "caregiver" and made.adopts and (me := staged.me):
        by_key, by_uid = {key_of(me.child.name): me.child.name}, {}
    return _Known(by_key, by_uid, children)


def _me(made: Plan, known: _Known, staged: Stage, wishes: Wishes) -> str | None:
    """Return who the “me” of a file is; None for whoever has that nickname.

    Raises:
        MeUnknown: it is of another journal, and nobody said so.
    """
    usual = next(iter(known.by_key.values()))
    if wishes.me is not None:
        return usual if key_of(wishes.me) == _ME else wishes.me
    if made.is_other:
        raise errors.files.MeUnknown
    header = staged.header[1] if staged.header else None
    has_other = header is not None and header.me is not None and key_of(header.me) != _ME
    return None if has_other or _ME in known.by_key else usual


def _met(
    made: Plan, known: _Known, role: str, target: str, person: Person | None, now: datetime
) -> str:
    """Return somebody's nickname here, and note who is new, or otherwise described."""
    key = key_of(target)
    found = known.by_key.get(key)
    if found is None:
        name = read_name(target)
        taken = {*known.by_uid, *(one.uid for one in made.people if one.role == role)}
        is_free = person is not None and person.uid not in taken
        uid = person.uid if person and is_free else new_uid(now)
        child = person.child._replace(name=name) if person else Child(name)
        made.people.append(Person(role, uid, child))
        known.by_key[key] = name
        return name
    if person and role == "child" and found in known.children:
        said = person.child._replace(name=found)
        changed = Person(role, person.uid, said)
        if said != known.children[found] and changed not in made.changed_people:
            made.changed_people.append(changed)
    return found


def mapped(content: Content, names: Mapping[str, Mapping[str, str]]) -> Content:
    """Return what a moment says with the nicknames that people have here."""
    of_child = names["child"]
    return content._replace(
        caregiver=names["caregiver"][content.caregiver],
        children=tuple(dict.fromkeys(of_child[name] for name in content.children)),
    )


def _repetitions(made: Plan, staged: Stage) -> None:
    """Take once what stands twice word for word, and refuse what differs under one identity."""
    aside = staged.connection
    for (uid,) in aside.execute(_TWICE).fetchall():
        rows = aside.execute(_OF_UID, (uid,)).fetchall()
        is_one = len({content_in(content) for _, _, *content in rows}) == 1
        for place, line, *_ in rows[1:] if is_one else rows:
            if is_one:
                made.repeated += 1
                aside.execute(_SET_FATE, (REPEATED, place))
                continue
            others = [other for _, other, *_ in rows[: MOST_LINES + 1] if other != line]
            named = _lines(others[:MOST_LINES], len(rows) - 1)
            reason = f"it stands in {named}, too, with something else in it"
            _refuse(staged, place, line, Unfit("uid", uid, reason))


def _lines(first: Sequence[int], many: int) -> str:
    """Return lines as a sentence names them: the first ones, and how many there are."""
    if many == 1:
        return f"line {first[0]}"
    more = many - len(first)
    named = [*map(str, first), *([f"{more} more"] if more else [])]
    return f"lines {', '.join(named[:-1])} and {named[-1]}"


def _refuse(staged: Stage, place: int, line: int, unfit: Unfit) -> None:
    staged.refuse(line, unfit, is_found_later=True)
    staged.connection.execute(_SET_FATE, (REFUSED, place))


def _parts(staged: Stage) -> Iterator[list[tuple[Any, ...]]]:
    place = 0
    while part := staged.connection.execute(_PART, (place, BATCH // 2)).fetchall():
        yield part
        place = part[-1][0]


def _compare(made: Plan, staged: Stage, connection: sqlite3.Connection) -> None:
    """Find what is here already, and whether it says the same."""
    if not connection.execute("SELECT 1 FROM moments LIMIT 1").fetchone():
        return
    for part in _parts(staged):
        places = ", ".join("?" * len(part))
        asked = f"SELECT id FROM moments WHERE uid IN ({places}) ORDER BY id"  # noqa: S608 places
        numbers = [n for (n,) in connection.execute(asked, [uid for _, _, uid, *_ in part])]
        if not numbers:
            continue
        here = {one.uid: one for one in every(connection, numbers)}
        for place, line, uid, *content in part:
            moment = here.get(uid)
            if moment is None:
                continue
            number = moment.number or 0
            ours = content_of(linked(connection, moment))
            theirs = mapped(content_in(content), made.names)
            is_same = ours == theirs
            staged.connection.execute(_FOUND, (SAME if is_same else DIFFERENT, number, place))
            made.same += is_same
            made.without_note += bool(ours.columns[-1]) and not theirs.columns[-1]
            if not is_same and len(made.first_different) < SHOWN:
                made.first_different.append((line, number))
            kind = theirs.columns[1]
            if made.takes_file and moment.repaired and kind != Kind.DISTRESS:
                reason = f"it can’t take the place of #{number}, which is come back to here"
                _refuse(staged, place, line, Unfit("kind", kind, reason))


def _others(
    made: Plan, staged: Stage, connection: sqlite3.Connection | None, around: Around
) -> None:
    """Compare what a journal has beside moments."""
    here = {answer.uid: answer for answer in answers(connection)}
    for _, answer in staged.answers:
        ours = here.get(answer.uid)
        if ours is None:
            made.answers.append(answer)
            here[answer.uid] = answer
        else:
            made.kept += ours._replace(number=None) != answer._replace(number=None)
    said = {one.tip: one for one in tip_marks(connection)} if connection else {}
    for _, mark in staged.marks:
        present = said.get(mark.tip)
        if present is None or (made.takes_file and present != mark):
            made.marks.append(mark)
            said[mark.tip] = mark
        else:
            made.kept += present != mark
    _words(made, staged, around)
    _tips(made, staged, around)
    _settings(made, staged, around)


def _words(made: Plan, staged: Stage, around: Around) -> None:
    wanted = dict(around.settings)
    for line, word in staged.words:
        known = around.vocabulary.find(word.word)
        if known and known.vocabulary == word.vocabulary:
            made.kept += known.label != word.label
            continue
        name = f"{WORDS}{word.vocabulary}.{word.word}"
        if problem := problem_in({**wanted, name: word.label}):
            _refuse_line(
                staged, line, Unfit("word", word.word, f"it can’t be added: {problem.text}")
            )
            continue
        wanted[name] = word.label
        made.words.append(word)


def _tips(made: Plan, staged: Stage, around: Around) -> None:
    own = {tip.id: entry_of(tip) for tip in around.tips}
    new = [own_word(*word) for word in made.words]
    vocabulary = around.vocabulary.with_more(new)
    for line, tip in staged.tips:
        present = own.get(str(tip.entry.get("id")))
        if present is not None:
            made.kept += present != dict(tip.entry)
        elif problem := problem_in_tip(tip.entry, {*around.library, *own}, vocabulary):
            _refuse_line(staged, line, Unfit("tip", tip.entry.get("title"), problem))
        else:
            own[own_id(tip.entry)] = dict(tip.entry)
            made.tips.append(tip)


def _settings(made: Plan, staged: Stage, around: Around) -> None:
    wanted = dict(around.settings)
    for line, one in staged.settings:
        setting = setting_at(one.name.split(".", 2))
        is_one = setting is not None and not one.name.startswith(WORDS)
        if not is_one or one.name in NOT_TAKEN:
            reason = "it is no setting that is taken from a file"
            _refuse_line(staged, line, Unfit("name", one.name, reason))
        elif one.name in wanted and not made.takes_file:
            made.kept += wanted[one.name] != one.value
        elif problem := problem_in({**wanted, one.name: one.value}):
            _refuse_line(
                staged, line, Unfit("value", one.value, f"it does not fit: {problem.text}")
            )
        elif wanted.get(one.name) != one.value:
            wanted[one.name] = one.value
            made.settings.append(one)


def _refuse_line(staged: Stage, line: int, unfit: Unfit) -> None:
    staged.refuse(line, unfit, is_found_later=True)


def _settle_words(made: Plan, staged: Stage) -> None:
    """Refuse moments with words that nobody knows and the file does not bring along."""
    aside, brought = staged.connection, {(word.vocabulary, word.word) for word in made.words}
    also = _also(made)
    for vocabulary, word in aside.execute(_OPEN_WORDS, also).fetchall():
        if (vocabulary, word) not in brought:
            made.unknown_words.append((vocabulary, word))
            which = {**also, "vocabulary": vocabulary, "word": word}
            for place, *refusal in aside.execute(_OF_WORD, which).fetchall():
                _note(staged, place, Refusal(*refusal))


def _also(made: Plan) -> dict[str, str]:
    """Return which moments have to fit, beside new ones: those that take the place of ours."""
    return {"also": DIFFERENT if made.takes_file else ""}


def _note(staged: Stage, place: int, refusal: Refusal) -> None:
    aside = staged.connection
    aside.execute("INSERT INTO refused VALUES (?, ?, ?, ?, TRUE)", refusal)
    aside.execute(_SET_FATE, (REFUSED, place))


def _settle_links(made: Plan, staged: Stage, connection: sqlite3.Connection | None) -> None:
    """Refuse repairs of what is no moment of distress, and returns that nothing tells of."""
    also = _also(made)
    _settle_repairs(staged, connection, also)
    for *refusal, place, uid in staged.connection.execute(_OPEN_RETURNS, also).fetchall():
        if connection is None or not connection.execute(_IS_REPAIRED, (uid,)).fetchone():
            _note(staged, place, Refusal(*refusal))
    _settle_repairs(staged, connection, also)  # of what was refused just now


def _settle_repairs(
    staged: Stage, connection: sqlite3.Connection | None, also: Mapping[str, str]
) -> None:
    refused: list[tuple[int, int, Unfit]] = []
    for place, line, uid, kind in staged.connection.execute(_TARGETS, also):
        found = kind
        if found is None and connection is not None:
            row = connection.execute(_KIND_HERE, (uid,)).fetchone()
            found = row[0] if row else None
        if found is None:
            reason = "it is no moment of the file, and none that is here"
        elif found != Kind.DISTRESS:
            reason = "it is no moment when they were upset, and only such a one is come back to"
        else:
            continue
        refused.append((place, line, Unfit("repairs", uid, reason)))
    for place, line, unfit in refused:
        _refuse(staged, place, line, unfit)


def _find_near(made: Plan, staged: Stage, connection: sqlite3.Connection) -> None:
    """Find new moments that perhaps are here already, under another identity."""
    if not connection.execute("SELECT 1 FROM moments LIMIT 1").fetchone():
        return
    last, of_child = "", made.names["child"]
    while days := staged.connection.execute(_DAYS, (last, DAYS_AT_ONCE)).fetchall():
        first, last = days[0][0], days[-1][0]
        there = _there(connection, first, last)
        for line, day, kind, cue, at, blob in staged.connection.execute(_TIMED, (first, last)):
            near = there.get((day, kind, cue))
            if not near:
                continue
            children = {of_child[name] for name in value_of(blob)}
            number = next(
                (
                    number
                    for number, other, with_whom in near
                    if abs(other - at) <= NEAR_SECONDS
                    and (children & with_whom or not (children or with_whom))
                ),
                None,
            )
            if number is not None:
                made.near += 1
                if len(made.first_near) < SHOWN:
                    made.first_near.append((line, number))


_Near = dict[tuple[str, str, str | None], list[tuple[int, float, set[str]]]]


def _there(connection: sqlite3.Connection, first: str, last: str) -> _Near:
    children: dict[int, set[str]] = {}
    for number, name in connection.execute(_WITH, (first, last)):
        children.setdefault(number, set()).add(name)
    found: _Near = {}
    for number, day, kind, cue, at in connection.execute(_HERE, (first, last)):
        found.setdefault((day, kind, cue), []).append((number, at, children.get(number, set())))
    return found


def _can_keep_numbers(staged: Stage, connection: sqlite3.Connection | None) -> bool:
    """Whether the numbers of the file can be kept: all of them are free, and none was ever used."""
    many, numbered, distinct, least, most = staged.connection.execute(_NUMBERS).fetchone()
    if not many or not many == numbered == distinct or most > HIGHEST_KEPT:
        return False
    return bool(least > last_number(connection))


def last_number(connection: sqlite3.Connection | None) -> int:
    """Return the highest number that a moment ever had."""
    return Journal(connection).last_number() if connection else 0
