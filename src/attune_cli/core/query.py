"""What was typed behind a verb that looks: words, people, tags, numbers and days, in any order.

Words that follow each other are read as one where they mean something together (“told no”,
“last week”), the longest first. A word of a vocabulary goes before a name, and both go before what
people only say for a word.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple, TypeVar

from attune_cli import errors
from attune_cli.core.grammar import KIND_NAMES, TAG_SIGNS, kind_of, read_tag
from attune_cli.core.moment import Kind
from attune_cli.core.people import DEFAULT_CAREGIVER, OLDEST_YEARS, key_of
from attune_cli.core.time.period import parse_span, span_or_none
from attune_cli.core.vocabulary import FRIGHTEN, Vocabulary, Word, as_stored

LONGEST = 6  # words that are read as one: “the day before yesterday”
LONGEST_TEXT = 60  # signs that one such phrase has at most
MOST_NUMBERS = 2**63 - 1  # no journal has a moment of a higher one
# Patterns are compiled at first use, because most runs use none.
_NUMBER = r"#?(\d+)"
_RANGE = r"#?(\d+) ?(?:-|–|\.\.) ?#?(\d+)"
_HALF_RANGE = r"#?\d+ ?(?:-|–|\.\.)"
_LAST_FEW = r"(?:the )?(?:last|latest|newest) (\d+)"
_LAST = {"last", "the last", "latest", "newest", "the last one"}
_FIRST_DAY, _LAST_DAY = {"since", "from"}, {"until", "till", "to"}
_SMALL = {"with", "in", "on", "and", "of", "during", "the", "for"}
UNRATED, PROMPTED, NOT_YET = "unrated", "prompted", "not_yet"
_FLAGS = {UNRATED, PROMPTED, NOT_YET}
_T = TypeVar("_T")
SAME = "same"  # the level of synonyms that are taken without a question


class Said(NamedTuple):
    """What people say for a word, or for several in different kinds of moments.

    Attributes:
        text: as it was typed.
        words: a moment has at least one of them.
        may_be_fear: whether people say it for what frightened a child, too; that is never guessed.
    """

    text: str
    words: tuple[Word, ...]
    may_be_fear: bool = False


class Query(NamedTuple):
    """What was typed behind a verb, sorted; everything as typed, but words and tags as stored.

    Attributes:
        words: of the vocabularies, each once.
        said: what people say for a word.
        flags: `unrated`, `prompted` and `not_yet`, as the options of these names.
        children: nicknames.
        caregivers: nicknames.
        tags: without their sign.
        newest: how many of the newest.
        numbers: moments by number, as the first and the last of a range.
        days: a day, week, month, year or “last 3 weeks”.
        since: the first day.
        until: the last day.
        last: whether “last” was said alone.
        unknown: what means nothing.
    """

    words: tuple[Word, ...] = ()
    said: tuple[Said, ...] = ()
    flags: tuple[str, ...] = ()
    children: tuple[str, ...] = ()
    caregivers: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    newest: int | None = None
    numbers: tuple[tuple[int, int], ...] = ()
    days: str | None = None
    since: str | None = None
    until: str | None = None
    last: bool = False
    unknown: tuple[str, ...] = ()

    @property
    def of_words(self) -> str | None:
        """The first thing that says what a moment is like, as typed; None if nothing does."""
        texts = [
            *(word.word for word in self.words),
            *(said.text for said in self.said),
            *(flag.replace("_", " ") for flag in self.flags),
            *(f"+{tag}" for tag in self.tags),
        ]
        return next(iter(texts), None)

    @property
    def of_days(self) -> str | None:
        """The first thing that says which days, as typed; None if nothing does."""
        texts = (self.days, self.since, self.until, "last" if self.last else None)
        return next((text for text in texts if text is not None), None)

    @property
    def of_numbers(self) -> str | None:
        """The first thing that says which or how many moments; None if nothing does."""
        if self.newest is not None:
            return str(self.newest)
        return next((f"{a}-{b}" if a != b else f"#{a}" for a, b in self.numbers), None)


class Known(NamedTuple):
    """What a query is read with.

    Attributes:
        vocabulary: the words.
        children: nicknames of the journal.
        caregivers: likewise.
        you: the nickname of whoever “me” is.
        now: the present.
        first_weekday: on which a week begins, 0 for Monday.
        as_logged: whether what people say is taken for all that `attune log` takes it for.
    """

    vocabulary: Vocabulary
    children: Sequence[str]
    caregivers: Sequence[str]
    you: str
    now: datetime
    first_weekday: int = 0
    as_logged: bool = False


def read_query(typed: Iterable[str], known: Known) -> Query:
    """Read what was typed behind a verb.

    Raises:
        WordsClash: two of it contradict each other.
        NameOrDay: a nickname is the name of a day or a month, too.
        NotFromOne: a number is 0.
        UnreadableRange: a range has one end, or ends before it begins.
        UnreadableTag: the text after # or + cannot be a tag.
        UnreadableName: there is no text after @.
        UnreadableDate: the text after “since” or “until” means no day.
    """
    tokens = tokens_of(typed)
    query = _sorted(tokens, known, _READERS)
    if query.unknown:  # what people say is read only where something is left
        query = _sorted(tokens, known, (*_READERS, _synonym))
    if tokens and query == Query():  # nothing but small words
        query = query._replace(unknown=(" ".join(tokens),))
    _check(query)
    return query


def _sorted(tokens: Sequence[str], known: Known, readers: Sequence["_Reader"]) -> Query:
    """Return the words sorted: at each place the longest phrase that any reader knows."""
    query, place = Query(), 0
    while place < len(tokens):
        for length in range(min(LONGEST, len(tokens) - place), 0, -1):
            phrase = " ".join(tokens[place : place + length])
            if length > 1 and len(phrase) > LONGEST_TEXT:
                continue
            read = next((q for r in readers if (q := r(phrase, query, known)) is not None), None)
            if read is None and length == 1 and phrase.casefold() in _SMALL:
                read = query
            if read is not None:
                query, place = read, place + length
                break
        else:
            query = query._replace(unknown=(*query.unknown, tokens[place]))
            place += 1
    return query


def tokens_of(typed: Iterable[str]) -> list[str]:
    """Return what was typed, apart where a comma stands; an empty text stays one."""
    tokens: list[str] = []
    for text in typed:
        parts = [" ".join(part.split()) for part in text.split(",")]
        tokens += filter(None, parts) if any(parts) else [text.strip()]
    return tokens


def _sign(phrase: str, query: Query, known: Known) -> Query | None:
    """Read “@mia” and “+park”."""
    if phrase.startswith("@"):
        if not key_of(phrase):
            raise errors.usage.UnreadableName(phrase)
        person = _person(phrase, query, known)
        if person is None and " " not in phrase:  # whoever looks the name up, refuses it
            return query._replace(children=_once(query.children, phrase.removeprefix("@")))
        return person
    if phrase.startswith(TAG_SIGNS) and not _fits(_NUMBER, phrase) and " " not in phrase:
        if _fits(_RANGE, phrase) or _fits(_HALF_RANGE, phrase):
            return None
        return query._replace(tags=_once(query.tags, read_tag(phrase)))
    return None


def _number(phrase: str, query: Query, known: Known) -> Query | None:
    """Read “5” as the newest five, “#5” as that moment, “1-11” as those."""
    plain = phrase.casefold()
    if plain in _LAST:
        return query._replace(last=True)
    if few := _fits(_LAST_FEW, plain):
        return _newest(few[1], query)
    if _fits(_NUMBER, plain):
        return _one_number(plain, query, known)
    if _fits(_RANGE, plain) and _is_days(plain, known):
        return None
    between = read_range(plain)
    return between and query._replace(numbers=_once(query.numbers, between))


def read_range(text: str) -> tuple[int, int] | None:
    """Read “1-11” as the first and the last of these numbers; None if it has another form.

    Raises:
        UnreadableRange: it has one end, or ends before it begins.
        NotFromOne: a number is 0.
    """
    plain = text.strip()
    if _fits(_HALF_RANGE, plain):
        raise errors.arguments.UnreadableRange(plain)
    between = _fits(_RANGE, plain)
    if between is None:
        return None
    first, last = _whole(between[1]), _whole(between[2])
    if last < first:
        raise errors.arguments.UnreadableRange(plain, is_backwards=True)
    return first, last


def _one_number(plain: str, query: Query, known: Known) -> Query | None:
    """Read a number; one that is a year in which a child may have been one is that year."""
    number = _whole(plain)
    if plain.startswith("#"):
        return query._replace(numbers=_once(query.numbers, (number, number)))
    if known.now.year - OLDEST_YEARS <= number <= known.now.year:
        return None
    return _newest(plain, query)


def _fits(pattern: str, text: str) -> re.Match[str] | None:
    return re.fullmatch(pattern, text, re.ASCII)


def _newest(digits: str, query: Query) -> Query:
    number = _whole(digits)
    if query.newest not in {None, number}:
        raise errors.usage.WordsClash(
            str(query.newest), digits, "Each says how many. For moments by number: 1-11."
        )
    return query._replace(newest=number)


def _whole(digits: str) -> int:
    """Return a whole number from 1 on, however many digits it has."""
    digits = digits.removeprefix("#").lstrip("0")
    if not digits:
        raise errors.arguments.NotFromOne
    return MOST_NUMBERS if len(digits) > len(str(MOST_NUMBERS)) - 1 else int(digits)


def _day_behind(phrase: str, query: Query, known: Known) -> Query | None:
    """Read “since monday” and “until october”."""
    lead, _, rest = phrase.partition(" ")
    lead = lead.casefold()
    if lead not in _FIRST_DAY | _LAST_DAY or not rest or not _is_days(rest, known):
        return None
    field = "since" if lead in _FIRST_DAY else "until"
    before = getattr(query, field)
    if before is not None:
        raise errors.usage.WordsClash(before, rest, f"Each says {_ENDS[field]}. Keep one of them.")
    if field == "until" and query.days is not None and query.since is None:
        return query._replace(since=query.days, days=None, until=rest)  # “monday to friday”
    return query._replace(since=rest) if field == "since" else query._replace(until=rest)


_ENDS = {"since": "when it begins", "until": "when it ends"}


def _word(phrase: str, query: Query, known: Known) -> Query | None:
    """Read a word of a vocabulary, or what is said of a moment without one."""
    stored = as_stored(phrase)
    if any(sign in stored for sign in ("@", *TAG_SIGNS)):
        return None  # no word has them, and looking for what is none reads all vocabularies
    if stored in _FLAGS:
        return query._replace(flags=_once(query.flags, stored))
    word = known.vocabulary.find(phrase) if stored else None
    return None if word is None else query._replace(words=_once(query.words, word))


def _person_or_day(phrase: str, query: Query, known: Known) -> Query | None:
    """Read a nickname without @, or days.

    Raises:
        NameOrDay: it can be both.
    """
    person, is_days = _person(phrase, query, known), _is_days(phrase, known)
    if person is not None and is_days:
        raise errors.arguments.NameOrDay(phrase)
    if person is not None:
        return person
    if not is_days:
        return None
    if query.days is not None:
        first, last = sorted((query.days, phrase), key=lambda text: _start(text, known))
        why = f"Each names days. For all between: since {first} until {last}."
        raise errors.usage.WordsClash(query.days, phrase, why)
    return query._replace(days=phrase)


def _person(phrase: str, query: Query, known: Known) -> Query | None:
    return _named(phrase, query, known.children, known.caregivers, known.you)


def _named(
    phrase: str, query: Query, children: Sequence[str], caregivers: Sequence[str], you: str
) -> Query | None:
    """Return the query with a known child or caregiver; a child goes first."""
    key = key_of(phrase)
    for name in children:
        if key_of(name) == key:
            return query._replace(children=_once(query.children, name))
    for name in caregivers:
        if key_of(name) == key:
            return query._replace(caregivers=_once(query.caregivers, name))
    if key == DEFAULT_CAREGIVER:
        return query._replace(caregivers=_once(query.caregivers, you))
    return None


def read_persons(
    typed: Iterable[str],
    children: Sequence[str],
    caregivers: Sequence[str],
    you: str,
    query: Query,
) -> Query:
    """Return a query with names behind @; whoever is not known is taken for a child.

    Args:
        typed: the names.
        children: nicknames of the journal.
        caregivers: likewise.
        you: the nickname of whoever “me” is.
        query: what was read before.

    Raises:
        WordsClash: two children are named, or two caregivers.
    """
    for one in typed:
        found = _named(one, query, children, caregivers, you)
        unknown = query._replace(children=_once(query.children, one.removeprefix("@")))
        query = found or unknown
    _check(query)
    return query


def _start(text: str, known: Known) -> date:
    return parse_span(text, known.now, known.first_weekday).start


def _is_days(text: str, known: Known) -> bool:
    return is_days(text, known.now, known.first_weekday)


def is_days(text: str, now: datetime, first_weekday: int = 0) -> bool:
    """Whether a text means a day, or several: see parse_span."""
    return len(text) <= LONGEST_TEXT and span_or_none(text, now, first_weekday) is not None


def _synonym(phrase: str, query: Query, known: Known) -> Query | None:
    """Read what people say for a word: what surely means it, and nothing that must be asked."""
    words = tuple(as_stored(phrase).split("_"))
    if len(phrase) > LONGEST_TEXT or not all(words):
        return None
    from attune_cli.core.speech.lexicon import lexicon  # noqa: PLC0415 only what is no word

    meaning = lexicon().meaning(words)
    meant = [word for word, level in meaning.items() if level == SAME]
    found = tuple(word for one in meant if (word := known.vocabulary.find(one)))
    may_be_fear = False
    if known.as_logged and meaning:
        found = tuple(dict.fromkeys((*found, *_logged_for(phrase, known))))
        may_be_fear = FRIGHTEN in meaning and meaning[FRIGHTEN] != SAME
    if not found:
        return None
    return query._replace(said=_once(query.said, Said(phrase, found, may_be_fear)))


def _logged_for(phrase: str, known: Known) -> list[Word]:
    """Return the words that `attune log` takes a phrase for, or asks about; never fear."""
    from attune_cli.core.speech.lexicon import lexicon  # noqa: PLC0415 only what is no word
    from attune_cli.core.speech.reading import read_line  # noqa: PLC0415 likewise

    reading = read_line(phrase, known.vocabulary, lexicon(), known.now)
    taken = [one.word for one in (*reading.taken, *reading.repair)]
    choices = [word for question in reading.questions for word in question.choices]
    return [word for word in (*taken, *choices) if word.word != FRIGHTEN]


_Reader = Callable[[str, Query, Known], Query | None]
_READERS: tuple[_Reader, ...] = (_sign, _number, _day_behind, _word, _person_or_day)


def _once(before: tuple[_T, ...], one: _T) -> tuple[_T, ...]:
    return before if one in before else (*before, one)


def _check(query: Query) -> None:
    """Refuse what no moment can be.

    Raises:
        WordsClash: two words belong to different kinds of moments, or two children are named.
    """
    for names, what in ((query.children, "child"), (query.caregivers, "caregiver")):
        if len(names) > 1:
            why = f"A view looks at one {what}, or at all of them."
            raise errors.usage.WordsClash(f"@{names[0]}", f"@{names[1]}", why)
    if query.days is not None and (end := query.since or query.until):
        raise errors.usage.WordsClash(query.days, end, "Each names days. Keep one of them.")
    rating = next((w.word for w in query.words if w.vocabulary == "sensitivity"), None)
    if rating and UNRATED in query.flags:
        raise errors.usage.WordsClash(UNRATED, rating, "No moment is both. Keep one of them.")
    kinds = {word.word: kind for word in query.words if (kind := kind_of(word))}
    named = {kind for word, kind in kinds.items() if word == kind}
    implied = {word: kind for word, kind in kinds.items() if word != kind}
    first: tuple[str, Kind] | None = None
    for word, kind in implied.items():
        if first and first[1] is not kind:
            raise _no_moment(first, (word, kind))
        if named and kind not in named:
            other = next(iter(named))
            raise _no_moment((other, other), (word, kind))
        first = first or (word, kind)
    if rating and ((first and first[1] is Kind.REPAIR) or named == {Kind.REPAIR}):
        word = first[0] if first else Kind.REPAIR
        raise errors.usage.WordsClash(
            word, rating, f"Coming back is not rated. Leave “{rating}” out."
        )


def _no_moment(one: tuple[str, Kind], other: tuple[str, Kind]) -> "errors.usage.WordsClash":
    why = (
        f"“{one[0]}” belongs to {KIND_NAMES[one[1]]}, “{other[0]}” to {KIND_NAMES[other[1]]}. "
        "Look for one of them."
    )
    return errors.usage.WordsClash(one[0], other[0], why)


def by_vocabulary(
    query: Query, typed: Mapping[str, Sequence[str]]
) -> tuple[dict[str, tuple[str, ...]], tuple[tuple[Word, ...], ...]]:
    """Return words by vocabulary, and groups of which a moment has at least one.

    Args:
        query: what was typed.
        typed: by vocabulary, or by `tag`, the stored words that stood behind options.
    """
    words = {name: tuple(several) for name, several in typed.items()}
    groups = [
        said.words for said in query.said if len({word.vocabulary for word in said.words}) > 1
    ]
    alone = (said.words for said in query.said if said.words not in groups)
    for word in (*query.words, *(word for several in alone for word in several)):
        words[word.vocabulary] = _once(words.get(word.vocabulary, ()), word.word)
    for tag in query.tags:
        words["tag"] = _once(words.get("tag", ()), tag)
    return words, tuple(dict.fromkeys(groups))
