"""The gate: whatever comes from outside is checked here, whole, before it is a moment.

Each refusal names the field, its value and the reason. What a line alone cannot settle, a word that
the file brings with it or a link to another line, is left to whoever reads all of them.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta, timezone
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

from attune_cli import errors
from attune_cli.core.grammar import LONGEST_TAG, MOST_TAGS, distinct_tags, read_tag
from attune_cli.core.moment import CameBack, Chosen, Kind, Moment, Sensitivity
from attune_cli.core.moment_json import MOMENT_SCHEMA
from attune_cli.core.people import LONGEST_NAME, key_of, read_name
from attune_cli.core.time.days import FIRST_YEAR
from attune_cli.core.time.when import WORDS_FOR_PARTS
from attune_cli.core.vocabulary import OWN_IN, Vocabulary, as_stored

FIELDS = (  # the fields in the order in which attune writes them
    "schema", "uid", "number", "kind", "occurred_at", "local_day", "time_known", "part_of_day",
    "logged_at", "children", "caregiver", "cue", "responses", "activities", "steps", "states",
    "sensitivity", "came_back", "after", "chosen", "repairs", "tags", "note",
)  # fmt: skip
MAY_BE_MISSING = ("number", "time_known", "part_of_day")  # which older lines have not
NEEDED = tuple(name for name in FIELDS if name not in MAY_BE_MISSING)
KNOWN = frozenset(FIELDS)
HIGHEST_NUMBER = 2**53  # what any program reads as a whole number
LONGEST_SHOWN = 40  # characters of a value in a refusal
FURTHEST = timedelta(hours=16)  # between UTC and the wall clock of any place and time
EARLIEST_PLACE = timezone(timedelta(hours=14))  # where a day begins first
OFFSET_LENGTH = len("+01:00")
MOST_REMEMBERED = 20_000  # texts that were read, of a kind
VOCABULARY_OF = {
    "responses": "response", "activities": "activity", "steps": "step", "states": "state",
}  # fmt: skip
# What a moment of another kind has; in a moment of this one it has to be empty.
NOT_OF = {
    Kind.DISTRESS: ("activities", "steps", "repairs"),
    Kind.CONNECTION: ("cue", "responses", "came_back", "steps", "repairs"),
    Kind.REPAIR: ("cue", "responses", "came_back", "activities", "sensitivity"),
}

_UID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}").fullmatch
_INSTANT = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:[+-]\d\d:\d\d|Z)", re.ASCII
).fullmatch
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII).fullmatch
_HARD = {Sensitivity.PARTLY, Sensitivity.NO}
_NEWER = re.compile(r"attune\.[a-z-]+/(?:[2-9]|[1-9][0-9]+)").fullmatch
NEWER = "it is of a newer attune than this one"
_A_TIME = "it does not fit occurred_at: there is a time"
_NO_TIME = "it does not fit occurred_at: there is no time"
_NO_TAG = f"it is no tag: up to {LONGEST_TAG} letters, digits, - or _, with a letter in it"
_NO_NICKNAME = (
    f"it is no nickname: 1 to {LONGEST_NAME} letters, digits, spaces, - or ', "
    "beginning with a letter"
)
_FUTURE = "it is in the future"
_FIRST_DAY = f"{FIRST_YEAR}-01-01"
_TWO_DAYS = timedelta(days=2)
_NOTHING = timedelta(0)
_TEXTS = "it is no list of texts in quotes"
_NOT_A_TEXT = "it is no text"


class Unfit(Exception):
    """A field that cannot be so.

    Attributes:
        field: its name.
        value: as it came.
        reason: why not, as a sentence about it, without its full stop.
    """

    def __init__(self, field: str, value: object, reason: str) -> None:
        super().__init__(f"{field} {value!r}: {reason}")
        self.field, self.value, self.reason = field, value, reason


class Refusal(NamedTuple):
    """A line that is not taken.

    Attributes:
        line: its number in the file, from 1.
        field: which of its fields; empty where the line as a whole is meant.
        value: that field's value in short; empty where there is none.
        reason: why not, as a sentence about it, without its full stop.
    """

    line: int
    field: str
    value: str
    reason: str

    @classmethod
    def of(cls, line: int, unfit: Unfit) -> "Refusal":
        """Return the refusal of a line with a field that cannot be so."""
        return cls(line, unfit.field, shortened(unfit.value), unfit.reason)


def shortened(value: object) -> str:
    """Return a value about as the file has it, in short; nothing for None."""
    if value is None:
        return ""
    if isinstance(value, str):
        text = value[: LONGEST_SHOWN + 1].encode("utf-8", "replace").decode()
        return f"“{text[:LONGEST_SHOWN]}{'…' * (len(text) > LONGEST_SHOWN)}”"
    text = json.dumps(value, ensure_ascii=True, default=str)
    return f"{text[:LONGEST_SHOWN]}{'…' * (len(text) > LONGEST_SHOWN)}"


class Gate:
    """Checks foreign moments against the words that are known, and the present."""

    def __init__(self, vocabulary: Vocabulary, now: datetime) -> None:
        """Prepare to check.

        Args:
            vocabulary: attune's words, and the person's own.
            now: the present, aware: nothing from outside is of the future.
        """
        self._now = now
        self._today = now.astimezone(EARLIEST_PLACE).date()
        self._past = (self._today - _TWO_DAYS).isoformat()
        self._offsets: dict[str, bool] = {}
        names = ("cue", "after", *VOCABULARY_OF.values())
        self._words = {name: {word.word for word in vocabulary.of(name)} for name in names}
        self._days: dict[str, date] = {}
        self._names: dict[str, str] = {}
        self._groups: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._tags: dict[str, str] = {}
        self._several: dict[str, dict[tuple[str, ...], tuple[str, ...]]] = {
            field: {} for field in VOCABULARY_OF
        }

    def moment(self, plain: Mapping[str, Any], later: list[Unfit] | None = None) -> Moment:
        """Return the moment of an `attune.moment/1` that comes from outside.

        Args:
            plain: the JSON object.
            later: takes what another line may settle: an own word, a repair that points at it;
                None if no other line can.

        Raises:
            Unfit: a field cannot be so.
        """
        missing = next((name for name in NEEDED if name not in plain), None)
        if missing is not None:
            raise Unfit(missing, None, "it is missing")
        return self.written([*map(plain.get, FIELDS)], later)

    def written(self, values: Sequence[Any], later: list[Unfit] | None = None) -> Moment:
        """Return the moment whose fields are in the order of FIELDS; see `moment`."""
        (
            schema, uid, number, kind, occurred_at, local_day, time_known, part_of_day, logged_at,
            children, caregiver, cue, responses, activities, steps, states, sensitivity, came_back,
            after, chosen, repairs, tags, note,
        ) = values  # fmt: skip
        if schema != MOMENT_SCHEMA:
            raise Unfit(
                "schema", schema, NEWER if is_newer(schema) else f"it is not {MOMENT_SCHEMA}"
            )
        occurred, day = self._when(occurred_at, local_day, time_known, part_of_day)
        found = Moment(
            uid_of("uid", uid),
            _one_of(_KINDS, "kind", kind),
            self._name("caregiver", caregiver),
            day,
            occurred,
            self.instant("logged_at", logged_at),
            part_of_day,
            number_of(number),
            self._children(children) if children != [] else (),
            None if cue is None else self._word("cue", "cue", cue, later),
            self._list("responses", responses, later) if responses != [] else (),
            self._list("activities", activities, later) if activities != [] else (),
            self._list("steps", steps, later) if steps != [] else (),
            self._list("states", states, later) if states != [] else (),
            None if sensitivity is None else _one_of(_RATINGS, "sensitivity", sensitivity),
            None if came_back is None else _one_of(_CAME_BACK, "came_back", came_back),
            None if after is None else self._word("after", "after", after, later),
            _one_of(_CHOSEN, "chosen", chosen),
            None if repairs is None else uid_of("repairs", repairs),
            False,
            self._tags_of(tags) if tags != [] else (),
            None if note is None else text_of("note", note),
        )
        if any(_NOT_OF[found.kind](found)):
            _check_kind(found)
        if came_back and found.sensitivity not in _HARD:
            _check_came_back(found, later)
        return found

    def _when(
        self, occurred_at: object, local_day: object, is_known: object, part: object
    ) -> tuple[datetime | None, date]:
        day = self.day("local_day", local_day)
        occurred = None if occurred_at is None else self.instant("occurred_at", occurred_at)
        if occurred and occurred.date() != day:
            raise Unfit("local_day", local_day, f"it is not the day of occurred_at, {occurred_at}")
        if occurred is None and day > self._today:
            raise Unfit("local_day", local_day, _FUTURE)
        if is_known is not None and is_known is not (occurred is not None):
            if not isinstance(is_known, bool):
                raise Unfit("time_known", is_known, "it is neither true nor false")
            raise Unfit("time_known", is_known, _A_TIME if occurred else _NO_TIME)
        if part is not None:
            if not isinstance(part, str) or part not in WORDS_FOR_PARTS:
                raise Unfit("part_of_day", part, f"it is none of {', '.join(WORDS_FOR_PARTS)}")
            if occurred:
                raise Unfit("part_of_day", part, "it stands beside a time, which says it already")
        return occurred, day

    def day(self, field: str, value: object) -> date:
        """Return a day of the calendar.

        Raises:
            Unfit: it is none, or before 1900.
        """
        if not isinstance(value, str):
            raise Unfit(field, value, "it is no day such as 2026-11-20")
        found = self._days.get(value)
        if found is None:
            found = _day(field, value)
            _remember(self._days, value, found)
        return found

    def is_to_come(self, day: date) -> bool:
        """Whether a day has not begun anywhere yet."""
        return day > self._today

    def instant(self, field: str, value: object) -> datetime:
        """Return an instant of the past, with its offset.

        Raises:
            Unfit: it is none.
        """
        if not isinstance(value, str) or not _INSTANT(value):
            raise Unfit(field, value, "it is no time such as 2026-11-20T17:40:00+01:00")
        try:
            found = datetime.fromisoformat(value)
        except ValueError:
            raise Unfit(field, value, "it is a time that no calendar or clock has") from None
        if not _FIRST_DAY <= value < self._past:  # as texts, in which nearly all lie between
            if found.year < FIRST_YEAR:
                raise Unfit(field, value, f"it is before the year {FIRST_YEAR}")
            if found.year > self._now.year + 1 or found > self._now:
                raise Unfit(field, value, _FUTURE)
        place = value[-OFFSET_LENGTH:]
        if place not in self._offsets:
            if not -FURTHEST <= (found.utcoffset() or _NOTHING) <= FURTHEST:
                raise Unfit(field, value, "it has an offset that no place has")
            _remember(self._offsets, place, True)
        return found

    def _word(self, field: str, vocabulary: str, value: object, later: list[Unfit] | None) -> str:
        if not isinstance(value, str):
            raise Unfit(field, value, _NOT_A_TEXT)
        if value not in self._words[vocabulary]:
            unknown = Unfit(field, value, f"it is no word for {vocabulary} that attune knows")
            if later is None or vocabulary not in OWN_IN or not can_be_word(value):
                raise unknown
            later.append(unknown)
        return value

    def _list(self, field: str, value: object, later: list[Unfit] | None) -> tuple[str, ...]:
        try:
            words = tuple(value) if isinstance(value, list) else None
            found = self._several[field].get(words) if words else None
        except TypeError:  # lists or objects in it
            raise Unfit(field, value, _TEXTS) from None
        if found is not None:
            return found
        open_before = len(later or ())
        vocabulary = VOCABULARY_OF[field]
        found = self._distinct(field, value, lambda f, word: self._word(f, vocabulary, word, later))
        if len(later or ()) == open_before:
            _remember(self._several[field], found, found)
        return found

    def _distinct(
        self, field: str, value: object, read: Callable[[str, object], str]
    ) -> tuple[str, ...]:
        if not isinstance(value, list):
            raise Unfit(field, value, _TEXTS)
        found = tuple(read(field, one) for one in value)
        if len(set(found)) < len(found):
            raise Unfit(
                field, next(one for one in found if found.count(one) > 1), "it stands twice"
            )
        return found

    def _tags_of(self, value: object) -> tuple[str, ...]:
        found = self._distinct("tags", value, self._tag)
        try:
            distinct = distinct_tags(found)
        except errors.usage.TooManyTags:
            raise Unfit("tags", value, f"they are more than {MOST_TAGS} tags") from None
        if len(distinct) < len(found):
            raise Unfit("tags", value, "it has one tag twice")
        return found

    def _children(self, value: object) -> tuple[str, ...]:
        try:
            together = tuple(value) if isinstance(value, list) else ()
            known = self._groups.get(together)
        except TypeError:  # lists or objects in it
            raise Unfit("children", value, _TEXTS) from None
        if known:
            return known
        found = self._distinct("children", value, self._name)
        if len(found) > 1 and len({key_of(name) for name in found}) < len(found):
            raise Unfit("children", value, "it names somebody twice")
        _remember(self._groups, together, found)
        return found

    def _name(self, field: str, value: object) -> str:
        if not isinstance(value, str):
            raise Unfit(field, value, "it is no nickname in quotes")
        found = self._names.get(value)
        if found is None:
            found = name_of(field, value)
            _remember(self._names, value, found)
        return found

    def _tag(self, field: str, value: object) -> str:
        if not isinstance(value, str):
            raise Unfit(field, value, _NOT_A_TEXT)
        found = self._tags.get(value)
        if found is None:
            try:
                found = read_tag(value)
            except errors.usage.UnreadableTag:
                raise Unfit(field, value, _NO_TAG) from None
            _remember(self._tags, value, found)
        return found


def is_newer(schema: object) -> bool:
    """Whether a schema is of an attune that came after this one."""
    return isinstance(schema, str) and _NEWER(schema) is not None


def uid_of(field: str, value: object) -> str:
    """Return an identity in its usual form, small letters.

    Raises:
        Unfit: it has no such form.
    """
    if isinstance(value, str) and (_UID(value) or _UID(value := value.lower())):
        return value
    raise Unfit(field, value, "it is no identity such as 01997d2f-7b78-7c78-a5e0-2032519494a4")


def number_of(value: object) -> int | None:
    """Return the number that a moment has elsewhere.

    Raises:
        Unfit: it is none.
    """
    if value is None or (type(value) is int and 0 < value <= HIGHEST_NUMBER):
        return value
    raise Unfit("number", value, "it is no number of a moment")


def name_of(field: str, value: object) -> str:
    """Return a nickname as it is stored.

    Raises:
        Unfit: it cannot be one.
    """
    try:
        if isinstance(value, str) and value.isprintable():
            return read_name(value)
    except errors.usage.UnreadableName:
        pass
    raise Unfit(field, value, _NO_NICKNAME)


def text_of(field: str, value: object) -> str:
    """Return a text of any length and with any signs, as a note can have.

    Raises:
        Unfit: it is none, or holds half a character.
    """
    if not isinstance(value, str):
        raise Unfit(field, value, _NOT_A_TEXT)
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            raise Unfit(field, value, "it holds half a character, which is no text") from None
    return value


def can_be_word(word: str) -> bool:
    """Whether a word has the form of an own word, as the settings take it."""
    is_legal = word.isidentifier() and word[0] != "_" and len(word) <= LONGEST_NAME
    return is_legal and as_stored(word) == word


T = TypeVar("T")
_KINDS: Mapping[Any, Kind] = {kind.value: kind for kind in Kind}
_RATINGS: Mapping[Any, Sensitivity] = {rating.value: rating for rating in Sensitivity}
_CAME_BACK: Mapping[Any, CameBack] = {how.value: how for how in CameBack}
_CHOSEN: Mapping[Any, Chosen] = {why.value: why for why in Chosen}


def _one_of(known: Mapping[Any, T], field: str, value: object) -> T:
    found = known.get(value) if isinstance(value, str) else None
    if found is None:
        raise Unfit(field, value, f"it is none of {', '.join(known)}")
    return found


_NOT_OF = {kind: attrgetter(*fields) for kind, fields in NOT_OF.items()}


def _check_kind(moment: Moment) -> None:
    """Refuse what a moment of its kind has not.

    Raises:
        Unfit: there is some of it.
    """
    for field in NOT_OF[moment.kind]:
        if value := getattr(moment, field):
            raise Unfit(field, _plain(value), f"it does not belong to the kind {moment.kind}")


def _check_came_back(moment: Moment, later: list[Unfit] | None) -> None:
    """Refuse a return to what was not hard, unless a repair may point at it.

    Raises:
        Unfit: it is one.
    """
    unfit = Unfit("came_back", moment.came_back, "it belongs to a moment rated “partly” or “no”")
    if later is None or moment.came_back is not CameBack.LATER:
        raise unfit
    later.append(unfit)


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _day(field: str, value: str) -> date:
    try:
        found = date.fromisoformat(value) if _DAY(value) else None
    except ValueError:
        found = None
    if found is None:
        raise Unfit(field, value, "it is no day such as 2026-11-20")
    if found.year < FIRST_YEAR:
        raise Unfit(field, value, f"it is before the year {FIRST_YEAR}")
    return found


def _remember(known: dict[Any, Any], text: Any, found: Any) -> None:
    if len(known) >= MOST_REMEMBERED:  # a file of many different ones stays within bounds
        known.clear()
    known[text] = found


def ignored(plain: Mapping[str, Any], known: frozenset[str] = KNOWN) -> Sequence[str]:
    """Return the fields of a line that attune does not know, and does not take."""
    return () if plain.keys() <= known else sorted(plain.keys() - known)
