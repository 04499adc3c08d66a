"""`attune.journal/1`: a whole journal, a record a line, and the check of each record but moments.

The header comes first: whose journal it is, and how many records of each kind follow. No line says
when the file was made, so the same journal always makes the same bytes.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from attune_cli.core.answer import Answer, answer_to_plain
from attune_cli.core.exchange.gate import (
    NEWER,
    Gate,
    Unfit,
    can_be_word,
    is_newer,
    name_of,
    number_of,
    text_of,
    uid_of,
)
from attune_cli.core.people import BANDS, Child
from attune_cli.core.tips.choice import Mark
from attune_cli.core.tips.library import Tip
from attune_cli.core.vocabulary import OWN_IN

JOURNAL_SCHEMA = "attune.journal/1"
_JOURNALS = "attune.journal/"  # of any version
CHILD_SCHEMA, CAREGIVER_SCHEMA = "attune.child/1", "attune.caregiver/1"
ANSWER_SCHEMA, MARK_SCHEMA = "attune.answer/1", "attune.tip-mark/1"
WORD_SCHEMA, TIP_SCHEMA, SETTING_SCHEMA = "attune.word/1", "attune.tip/1", "attune.setting/1"
# What a header counts, in the order of the file.
KINDS = ("children", "caregivers", "moments", "answers", "tip_marks", "words", "tips", "settings")
LONGEST_LABEL = 60
MOST_WEEKS_EARLY = 20
_BORN_LENGTHS = {7, 10}


class Header(NamedTuple):
    """The first line.

    Attributes:
        uid: identity of the journal.
        me: nickname of its usual caregiver, the one who was added first; None where that one is
            not in the file.
        counts: how many records of each kind follow.
        notes: how many of the moments have a note.
    """

    uid: str
    me: str | None
    counts: Mapping[str, int]
    notes: int


class Person(NamedTuple):
    """A child or a caregiver.

    Attributes:
        role: "child" or "caregiver".
        uid: identity.
        child: nickname and age; of a caregiver the nickname alone.
    """

    role: str
    uid: str
    child: Child


class TipMark(NamedTuple):
    """What was said of a tip, and when."""

    tip: str
    mark: Mark
    marked_at: datetime


class OwnWord(NamedTuple):
    """A word that a person added."""

    vocabulary: str
    word: str
    label: str


class OwnTip(NamedTuple):
    """A tip that a person added, as their file has it."""

    entry: Mapping[str, Any]


class SettingLine(NamedTuple):
    """What a person set."""

    name: str
    value: Any


Record = Header | Person | Answer | TipMark | OwnWord | OwnTip | SettingLine


def record_to_plain(record: Record) -> dict[str, Any]:
    """Return a record as JSON values, with its schema."""
    schema, face = _FACES[type(record)]
    if isinstance(record, Person):
        schema = CHILD_SCHEMA if record.role == "child" else CAREGIVER_SCHEMA
    return {"schema": schema, **face(record)}


def _person(person: Person) -> dict[str, Any]:
    own = person.child._asdict() if person.role == "child" else {"name": person.child.name}
    return {"uid": person.uid, **own}


def _header(header: Header) -> dict[str, Any]:
    counts = {kind: header.counts.get(kind, 0) for kind in KINDS}
    return {"uid": header.uid, "me": header.me, **counts, "notes": header.notes}


def _mark(mark: TipMark) -> dict[str, Any]:
    return {**mark._asdict(), "marked_at": mark.marked_at.isoformat()}


def entry_of(tip: Tip) -> dict[str, Any]:
    """Return an own tip as its file has it, without what is empty."""
    face = {("for" if name == "fits" else name): part for name, part in tip._asdict().items()}
    plain = {name: list(p) if isinstance(p, tuple) else p for name, p in face.items()}
    return {name: part for name, part in plain.items() if part}


_FACES: dict[type, tuple[str, Callable[[Any], dict[str, Any]]]] = {
    Header: (JOURNAL_SCHEMA, _header),
    Person: ("", _person),
    Answer: (ANSWER_SCHEMA, answer_to_plain),
    TipMark: (MARK_SCHEMA, _mark),
    OwnWord: (WORD_SCHEMA, lambda word: word._asdict()),
    OwnTip: (TIP_SCHEMA, lambda tip: dict(tip.entry)),
    SettingLine: (SETTING_SCHEMA, lambda one: one._asdict()),
}


def header_of(plain: Mapping[str, Any]) -> Header:
    """Return the header of a file.

    Raises:
        Unfit: a field cannot be so.
    """
    me = plain.get("me")
    counts = {kind: _count(plain, kind) for kind in KINDS}
    uid = uid_of("uid", _needed(plain, "uid"))
    return Header(uid, me and name_of("me", me), counts, _count(plain, "notes"))


def record_of(plain: Mapping[str, Any], gate: Gate) -> Record:
    """Return the record of a line that is neither the header nor a moment.

    Raises:
        Unfit: a field cannot be so.
    """
    schema = plain.get("schema")
    read = _READ.get(schema) if isinstance(schema, str) else None
    if read is None:
        reason = NEWER if is_newer(schema) else "it is nothing that stands there in a journal"
        raise Unfit("schema", schema, reason)
    return read(plain, gate)


def is_header_schema(schema: object) -> bool:
    """Whether a schema is of the first line of a journal, of any version."""
    return isinstance(schema, str) and schema.startswith(_JOURNALS)


def is_of_journal(schema: object) -> bool:
    """Whether a schema is of a line that stands in a journal alone."""
    return is_header_schema(schema) or (isinstance(schema, str) and schema in _READ)


def _needed(plain: Mapping[str, Any], field: str) -> Any:
    try:
        return plain[field]
    except KeyError:
        raise Unfit(field, None, "it is missing") from None


def _count(plain: Mapping[str, Any], field: str) -> int:
    value = _needed(plain, field)
    if type(value) is not int or value < 0:
        raise Unfit(field, value, "it is no number of records")
    return value


def _child(plain: Mapping[str, Any], gate: Gate) -> Person:
    born, band = plain.get("born"), plain.get("band")
    weeks = plain.get("weeks_early", 0)
    if born is not None:
        _check_born(born, gate)
    if band is not None and (not isinstance(band, str) or band not in BANDS):
        raise Unfit("band", band, f"it is none of {', '.join(BANDS)}")
    if type(weeks) is not int or not 0 <= weeks <= MOST_WEEKS_EARLY:
        raise Unfit("weeks_early", weeks, f"it is no number of weeks, 0 to {MOST_WEEKS_EARLY}")
    child = Child(name_of("name", _needed(plain, "name")), born, band, weeks)
    return Person("child", uid_of("uid", _needed(plain, "uid")), child)


def _check_born(born: object, gate: Gate) -> None:
    if not isinstance(born, str) or len(born) not in _BORN_LENGTHS:
        raise Unfit("born", born, "it is no birth date such as 2024-08-17 or 2024-08")
    try:
        day = gate.day("born", f"{born}-01"[: max(_BORN_LENGTHS)])
    except Unfit as unfit:
        raise Unfit("born", born, unfit.reason) from None
    if gate.is_to_come(day):
        raise Unfit("born", born, "it is in the future")


def _caregiver(plain: Mapping[str, Any], gate: Gate) -> Person:  # noqa: ARG001 as all of them
    child = Child(name_of("name", _needed(plain, "name")))
    return Person("caregiver", uid_of("uid", _needed(plain, "uid")), child)


def _answer(plain: Mapping[str, Any], gate: Gate) -> Answer:
    week: date = gate.day("week", _needed(plain, "week"))
    return Answer(
        uid=uid_of("uid", _needed(plain, "uid")),
        week=week,
        question=text_of("question", _needed(plain, "question")),
        text=text_of("answer", _needed(plain, "answer")),
        written_at=gate.instant("written_at", _needed(plain, "written_at")),
        number=number_of(plain.get("number")),
    )


def _tip_mark(plain: Mapping[str, Any], gate: Gate) -> TipMark:
    tip, mark = (_needed(plain, field) for field in ("tip", "mark"))
    if not isinstance(tip, str) or not tip or not tip.replace("-", "").isalnum():
        raise Unfit("tip", tip, "it is no name of a tip")
    if not isinstance(mark, str) or mark not in list(Mark):
        raise Unfit("mark", mark, f"it is none of {', '.join(Mark)}")
    return TipMark(tip, Mark(mark), gate.instant("marked_at", _needed(plain, "marked_at")))


def _word(plain: Mapping[str, Any], gate: Gate) -> OwnWord:  # noqa: ARG001 as all of them
    vocabulary, word, label = (_needed(plain, field) for field in OwnWord._fields)
    if not isinstance(vocabulary, str) or vocabulary not in OWN_IN:
        raise Unfit("vocabulary", vocabulary, f"it is none of {', '.join(OWN_IN)}")
    if not isinstance(word, str) or not can_be_word(word):
        raise Unfit("word", word, "it is no word: small letters, digits and _, a letter first")
    is_line = isinstance(label, str) and bool(label.strip()) and label.isprintable()
    if not is_line or len(label) > LONGEST_LABEL:
        raise Unfit("label", label, f"it is no label: up to {LONGEST_LABEL} characters on one line")
    return OwnWord(vocabulary, word, label)


def _tip(plain: Mapping[str, Any], gate: Gate) -> OwnTip:  # noqa: ARG001 as all of them
    return OwnTip({name: part for name, part in plain.items() if name != "schema"})


def _setting(plain: Mapping[str, Any], gate: Gate) -> SettingLine:  # noqa: ARG001 as all of them
    name = _needed(plain, "name")
    return SettingLine(text_of("name", name), _needed(plain, "value"))


_READ: dict[str, Callable[[Mapping[str, Any], Gate], Record]] = {
    CHILD_SCHEMA: _child,
    CAREGIVER_SCHEMA: _caregiver,
    ANSWER_SCHEMA: _answer,
    MARK_SCHEMA: _tip_mark,
    WORD_SCHEMA: _word,
    TIP_SCHEMA: _tip,
    SETTING_SCHEMA: _setting,
}
