"""The pieces of a line: its time, and the phrases in it, the longest first."""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise

from attune_cli.core.grammar import ACTION_OF
from attune_cli.core.speech.lexicon import (
    ANY,
    NOTHING,
    OPTIONAL,
    SAME,
    THEM,
    Lexicon,
    Phrase,
    bases,
    fits,
    options,
    plain,
)
from attune_cli.core.speech.line import INTENSIFIERS, JOINING, KNOWN, ME, NEGATIONS, THEY, Line
from attune_cli.core.time.days import MONTHS, WEEKDAYS
from attune_cli.core.time.when import is_in_order, is_past_time
from attune_cli.core.vocabulary import FRIGHTEN, OWN, UNSUPPORTIVE, Vocabulary, Word

# Small words that may stand inside a phrase: “held her really close”.
_BETWEEN = INTENSIFIERS | {
    "a", "an", "the", "my", "our", "some", "just", "really", "so", "very", "all", "then", "it",
    "big", "little", "gently", "slowly", "quickly", "again", "own", "favourite", "favorite",
    "best", "poor", "right", "up", "me", "both", THEM,
}  # fmt: skip
_MOST_BETWEEN = 2
_MOST_ANY = 3
_ENDS_A_GAP = (
    JOINING - {"what", "how", "who", "where", "that"} | ME | THEY | NEGATIONS | {"about", "during"}
)
_RATINGS = {"yes", "no", "partly"}
# Behind words of a vocabulary, these rate wherever they stand.
_RATE_WORDS = {
    "y": "yes", "yep": "yes", "yup": "yes", "yeah": "yes", "aye": "yes", "n": "no", "nope": "no",
    "nah": "no", "p": "partly",
}  # fmt: skip
_DEEDS = set(ACTION_OF.values())
_LONGEST_TIME, _SEVERAL = 6, 2
_LONGEST_OWN = 3  # words of a synonym of the person's own
_FEW = 6  # words of a line in which slips are looked for
_DAYS = {"today", "tonight", "yesterday", "ago", *WEEKDAYS}
_DAYS_OF_WEEK = frozenset(WEEKDAYS)
# Words of what is still to come, and of a mind that is on it.
_AHEAD = {"will", "wont", "gonna", "next", "starts", "until", "till"}
_LOOKING_AHEAD = {
    "worried", "worry", "worries", "worrying", "nervous", "anxious", "dreading", "dreads",
    "excited", "fretting", "stressed", "stressing", "panicking",
}  # fmt: skip
_OF = {"about", "of", "for", "over"}
_PARTS_OF_DAY = {"morning", "afternoon", "evening", "lunchtime", "night"}
_NIGHTS = {"last", *_DAYS}  # “last night” is a time; “in the night” is when children wake
_SPANS = {
    "last": ("week", "weekend", "month", "year", "summer"),
    "this": ("week", "weekend", "month"),
    "other": ("day", "week"),
    "the": ("weekend",),
}
_HALVES = ("am", "pm")
_PAST = {"past", "to"}  # “half past 7”
_HOURS = {
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "noon", "midnight", "midday",
}  # fmt: skip
_MIDDLES = {"noon", "midnight"}
_AT = {"at", "around"}
_WITH_AT = ("look", "laugh", "shout", "yell", "scream", "stare", "point", "smile", "good")
_OF_AN_AGE = {"is", "was", "shes", "hes", "theyre", "turned", "aged", "be", "like"}
_UNITS = {"minutes", "minute", "mins", "min", "hours", "hour", "days", "weeks", "seconds", "times"}
_JUST = {"just", "right", "straight", "shortly"}  # “just before dinner”
_LONG_NIGHTS = {"middle", "during"}  # “in the middle of the night”
_MONTHS = {*MONTHS, *(name[:3] for name in MONTHS)} - {"may", "mar", "march"}
_MOST_DAYS = 31
_OF_NIGHT = {"nightmare", "nightmares", "woke", "wakes", "waking", "night", "dream", "terrors"}
_OF_NAPS, _LAST_OF_NIGHT = {"nap", "naps", "napped", "school", "nursery"}, 5
_SIDES = {"before", "after"}  # “before bed”, “after lunch”
# And what begins with a number.
_TIMES = _DAYS | _PARTS_OF_DAY | _SIDES | set(_HALVES) | {"noon", "midnight", "past", "quarter"}
_NO_TIME_AFTER = {
    "as", "from", "until", "till", "about", "all", "every", "each", "for", "of", "first", "since",
    "the", "a", "an", "bad", "good", "late", "long", "big",
}  # fmt: skip
_DOINGS = {
    "bath",
    "bathtime",
    "breakfast",
    "lunch",
    "dinner",
    "supper",
    "tea",
    "bedtime",
    "bed",
    "nap",
}
_LEFT_OUT = "'’ʼ`“”\",.()"
_PLAIN = str.maketrans("_", " ", _LEFT_OUT)  # of a label, as the words of a line are
_JOINS = {"and", "but", "so", "then", "because", "when", "while", "that"}


class Piece:
    """A phrase that was found: the words from `first` to before `end`, and what it may mean."""

    __slots__ = ("end", "first", "meanings")

    def __init__(self, first: int, end: int, meanings: dict[str, str]) -> None:
        self.first, self.end, self.meanings = first, end, meanings


class _Match:
    """A phrase that fits at a place: how many words, how many of them in the very form."""

    __slots__ = ("end", "exact", "length", "phrase")

    def __init__(self, length: int, exact: int, end: int, phrase: Phrase) -> None:
        self.length, self.exact, self.end, self.phrase = length, exact, end, phrase


def is_terse(line: Line, vocabulary: Vocabulary, lexicon: Lexicon) -> bool:
    """Whether a line is of words of the vocabularies in the main, and no sentence."""
    exact = {piece.casefold().strip(",.;") for piece in line.text.split() if "_" in piece}
    words = _joined([token.word for token in line.tokens if not token.child], vocabulary, exact)
    if any(word in ME | THEY | NEGATIONS - {"no"} for word in words):
        return False
    known = [word for word in words if vocabulary.find(word)]
    if not known or any(word == "no" and after not in known for word, after in pairwise(words)):
        return False  # “no tantrum”
    if len(words) <= _FEW and 2 * len(known) < len(words):
        left = (w for w in words if w not in {*known, *KNOWN} and not lexicon.meaning((w,)))
        known += [word for word in left if vocabulary.near(word)]  # slips
    return 2 * len(known) >= len(words)


def _joined(words: list[str], vocabulary: Vocabulary, exact: set[str]) -> list[str]:
    """Return the words with those as one that are one: “not yet” is no “not”, nor “told_no”."""
    found: list[str] = []
    for word in words:
        pair = f"{found[-1]}_{word}" if found else ""
        is_one = pair in exact or (pair and found[-1] in NEGATIONS)
        if is_one and vocabulary.find(pair):
            found[-1] = pair
        else:
            found.append(word)
    return found


def labels_said(line: Line, vocabulary: Vocabulary) -> list[tuple[int, int, Word]]:
    """Return the words of a line that is of whole labels and words, each with where it stands.

    Nothing is returned of a line that has anything else, or no label of several words.
    """
    places = [n for n, t in enumerate(line.tokens) if n not in line.used and not t.child]
    said = [line.tokens[n].word for n in places]
    if not said or not _are_in_labels(said, vocabulary):
        return []
    known = dict[tuple[str, ...], Word]()
    whole = [(text, word) for word in vocabulary.words.values() for text in (word.label, word.word)]
    parts = [(text, word) for label, word in whole for text in _parts(label, word)]
    for text, word in (*whole, *parts):
        known.setdefault(tuple(text.casefold().translate(_PLAIN).split()), word)
    found: dict[int, list[tuple[int, int, Word]]] = {len(said): []}  # by where the rest begins
    for first in range(len(said) - 1, -1, -1):
        for end in range(len(said), first, -1):  # the longest label that leaves no rest
            meant = known.get(tuple(said[first:end]))
            if meant and end in found:
                found[first] = [(places[first], places[end - 1] + 1, meant), *found[end]]
                break
    several = found.get(0, [])
    return several if any(end - first > 1 for first, end, _ in several) else []


def _are_in_labels(said: list[str], vocabulary: Vocabulary) -> bool:
    """Whether all words stand somewhere in the labels and words: of most lines one doesn't."""
    every = "\n".join(
        [f"{word.label} {word.word}" for word in vocabulary.words.values()]
    ).casefold()
    for sign in _LEFT_OUT:  # in so long a text, faster than to translate it
        every = every.replace(sign, "")
    return all(word in every for word in said)


def _parts(label: str, word: Word) -> list[str]:
    """Return what a label names, where that has several words: “got sharp” of “… or threatened”."""
    several = label.replace(", ", " or ").split(" or ")
    return [text for text in several if " " in text and word.word != FRIGHTEN]


def take_times(line: Line, now: datetime) -> list[str]:
    """Return the time that begins or ends a clause, or else stands in one; no phrase has it.

    Two of them are one where they can be: “yesterday she fell at 5pm”. Of two days, the later one
    behind the other, both are returned: “yesterday I shouted, today I said sorry”. A meal or
    bedtime says when, and stays part of what happened, too.
    """
    found = list[tuple[int, int]]()
    if _may_name_a_time(line):
        found = [run for clause in _clauses(line) for run in _times_at_edges(line, clause, now)]
        found = found or _time_inside(line, now)
    said = _said(line, found)
    are_days = len(said) == _SEVERAL and all(map(_names_a_day, said))
    if found and is_past_time(" ".join(said), now):
        times = [" ".join(said)]
    elif are_days and is_in_order(said[0], said[1], now):
        times = said
    else:
        of_one = [run for run in (*found[-1:], *found[:1]) if is_past_time(line.said(*run), now)]
        found = of_one[:1]
        times = _said(line, found)
    for first, end in found:
        line.used.update(range(first, end))
        line.timed.update(range(first, end))
    if not times and (doing := _time_of_doing(line, now)):
        times = [line.said(*doing)]
    return [_of_night(line, text) for text in times]


def _names_a_day(text: str) -> bool:
    """Whether a time is no clock time alone: “this morning”, “yesterday at 5”."""
    words = set(text.casefold().split())
    return not words.isdisjoint(_DAYS | {"this", "last"})


def _said(line: Line, runs: Sequence[tuple[int, int]]) -> list[str]:
    return [line.said(*run) for run in runs]


def _of_night(line: Line, text: str) -> str:
    """Return a time with “am” where a small hour is told of a nightmare or a waking at night."""
    *_, hour = text.split()
    is_small = _is_hour(hour) and 0 < int(hour) <= _LAST_OF_NIGHT
    words = {token.word for token in line.tokens}
    is_night = not words.isdisjoint(_OF_NIGHT) and words.isdisjoint(_OF_NAPS)
    return f"{text}am" if is_small and is_night else text


def _may_name_a_time(line: Line) -> bool:
    """Whether a word may be of a time; what reads times is loaded for these lines only."""
    words = [token.word for token in line.tokens]
    return any(
        word in _TIMES or word[0].isdigit() or (word in _HOURS and before in _AT)
        for before, word in pairwise(["", *words])
    )


def _time_of_doing(line: Line, now: datetime) -> tuple[int, int] | None:
    """Return “at breakfast”, “at bedtime” and the like, where it tells when something happened."""
    for n, (one, other) in enumerate(pairwise(line.tokens)):
        is_at = one.word == "at" and other.word in _DOINGS and one.clause == other.clause
        if not is_at or line.is_in_a_report(n) or line.is_planned(n):
            continue
        if is_past_time(line.said(n, n + 2), now):
            return n, n + 2
    return None


def find_span(line: Line) -> str | None:
    """Return what says when, and names no day: “last week”, “the other day”.

    What somebody spoke about, or was sorry for, is not when they did.
    """
    for n, (one, other) in enumerate(pairwise(line.tokens)):
        if other.word in _SPANS.get(one.word, ()) and one.clause == other.clause:
            before = {token.word for token in line.tokens[:n] if token.clause == one.clause}
            is_topic = "about" in before or before >= {"sorry", "for"}
            if not is_topic:
                return line.said(n, n + 2)
    return None


def _clauses(line: Line) -> list[tuple[int, int]]:
    """Return where clauses begin and end, those that an “and” or a “when” joins, too."""
    many = len(line.tokens)
    starts, edges = [0], list[tuple[int, int]]()
    for n in range(1, many):
        if line.tokens[n].clause != line.tokens[n - 1].clause:
            starts.append(n)
        elif line.tokens[n].word in _JOINS:
            edges.append((starts[-1], n))
            starts.append(n + 1)
    ends = dict(edges)
    return [
        (first, ends.get(first, after))
        for first, after in pairwise([*starts, many])
        if first < ends.get(first, after)
    ]


def _times_at_edges(line: Line, clause: tuple[int, int], now: datetime) -> list[tuple[int, int]]:
    """Return the longest time that begins a clause, and the longest that ends what is left."""
    first, end = clause
    found: list[tuple[int, int]] = []
    longest = min(_LONGEST_TIME, end - first, len(line.tokens) - 1)
    for length in range(longest, 0, -1):
        if _is_time(line, first, first + length, now):
            found, first = [(first, first + length)], first + length
            break
    for length in range(min(longest, end - first), 0, -1):
        if _is_time(line, end - length, end, now):
            return [*found, (end - length, end)]
    return found


def _time_inside(line: Line, now: datetime) -> list[tuple[int, int]]:
    """Return the first time that stands anywhere: “fell this morning hugged her”."""
    many = len(line.tokens)
    runs = (
        (first, end)
        for first in range(many)
        for end in range(min(first + _LONGEST_TIME, many), first, -1)
        if end - first < many
        and line.tokens[first].word not in _SIDES
        and line.tokens[first].clause == line.tokens[end - 1].clause
    )
    found = next((run for run in runs if _is_time(line, *run, now)), None)
    return [found] if found else []


def _is_time(line: Line, first: int, end: int, now: datetime) -> bool:
    words = [token.word for token in line.tokens[first:end]]
    if words[0] in _DOINGS and len(words) > 1:
        return False  # “bath tonight” is what was done, and when
    is_named = any(line.tokens[n].child for n in range(first, end))  # a child called June
    is_left = not first or line.tokens[first - 1].word not in _NO_TIME_AFTER
    is_counted = not line.is_at_end(end) and line.tokens[end].word in _UNITS
    if is_named or is_counted or not (is_left and _says_when(line, first, end)):
        return False
    is_promise = words[0] in _SIDES and line.is_in_a_report(first)  # “said I’m back after lunch”
    if is_promise or (not _DAYS_OF_WEEK.isdisjoint(words) and _is_to_come(line, first, end)):
        return False
    return is_past_time(line.said(first, end), now)


def _says_when(line: Line, first: int, end: int) -> bool:
    """Whether words name a time, where they stand."""
    words = [token.word for token in line.tokens[first:end]]
    if _is_day_of_month(words):
        return words[-1].endswith(".") or _may_end_a_day(line, end)
    before = line.tokens[first - 1].word if first else ""
    is_alone = line.is_clause(first, end) and len(line.tokens) > end - first
    if is_alone and words[0] in _PARTS_OF_DAY:  # “evening: scared, held”
        return True
    if words[-1] in _MIDDLES and len(words) <= _SEVERAL:
        is_bare = len(words) == 1 and line.is_at_end(end) and before != "past"
        return words[0] in _AT or is_bare
    if len(words) == _SEVERAL and (words[0] == "about" or words[1] in _HOURS):
        is_hour = words[0] in _AT or (words[0] == "about" and _is_hour(words[1]))
        return is_hour and _ends_a_time(line, end) and not _is_looked_at(line, first)
    is_age = words[0].endswith("ish") and before in _OF_AN_AGE
    return not is_age and _names_a_time(words)


def _is_looked_at(line: Line, place: int) -> bool:
    """Whether an “at” belongs to the verb before it: “laughed at two”."""
    return place > 0 and any(fits(line.tokens[place - 1].word, verb) for verb in _WITH_AT)


def _may_end_a_day(line: Line, end: int) -> bool:
    """Whether no noun follows a day of a month, as in “the 5th book”: “on the 14th fell”."""
    if _ends_a_time(line, end):
        return True
    after = line.tokens[end].word
    return not after.endswith("s") and bases(after)[0] != after


def _is_to_come(line: Line, first: int, end: int) -> bool:
    """Whether a day of the week is ahead: “worried about the test on monday”, “told him friday”."""
    if "last" in {token.word for token in line.tokens[first:end]}:
        return False
    clause = [n for n, one in enumerate(line.tokens) if one.clause == line.tokens[first].clause]
    before = [line.tokens[n].word for n in clause if n < first]
    words = {line.tokens[n].word for n in clause}
    if line.is_in_a_report(first) or not _AHEAD.isdisjoint(before):
        return True
    if _LOOKING_AHEAD.isdisjoint(token.word for token in line.tokens):
        return False
    is_of_it = not _OF.isdisjoint(before) and not _LOOKING_AHEAD.isdisjoint(before)
    is_bare = words.isdisjoint(ME | THEY) and not any(word.endswith("ed") for word in words)
    return is_of_it or (is_bare and len(clause) < len(line.tokens))


def _names_a_time(words: Sequence[str]) -> bool:
    """Whether words are so surely a time that no phrase is taken apart for it."""
    if words[0] in _SIDES:
        return len(words) > 1
    if words[0] in _JUST and len(words) > 2:  # noqa: PLR2004 “just before dinner”
        return words[1] in _SIDES
    some = set(words)
    if "night" in some and some.isdisjoint(_NIGHTS | _LONG_NIGHTS):
        return False
    is_hour = words[0] in {"at", "around"} and any(map(_is_hour, words[1:]))
    is_part = len(words) > 1 and not some.isdisjoint(_PARTS_OF_DAY)
    is_spaced = len(words) > 1 and not some.isdisjoint({"am", "pm"})
    return (
        not some.isdisjoint(_DAYS) or is_hour or is_part or is_spaced or any(map(_is_clock, words))
    ) or _is_past_an_hour(words)


def _ends_a_time(line: Line, end: int) -> bool:
    """Whether no noun follows, as in “at five books”."""
    if line.is_at_end(end):
        return True
    after = line.tokens[end]
    return after.child is not None or after.word in ME | THEY | JOINING or after.word.endswith("ed")


def _is_past_an_hour(words: Sequence[str]) -> bool:
    """Whether it is “half past 7”, “quarter to six”, “ten past five”."""
    *before, hour = words
    if not before or before[-1] not in _PAST or not (_is_hour(hour) or hour in _HOURS):
        return False
    many = before[-2:-1]
    return many in (["half"], ["quarter"]) or (
        before[-1] == "past" and any(_is_hour(one) or one in _HOURS for one in many)
    )


def _is_day_of_month(words: Sequence[str]) -> bool:
    """Whether a day of a month is among words: “14 november”, “nov 14”, “the 14th”, “14.11.”."""
    if any(word.endswith(".") for word in words):
        return True
    pairs = (set(pair) for pair in pairwise(words))
    if any(pair & _MONTHS and any(map(_is_day, pair)) for pair in pairs):
        return True
    is_on = words[0] in {"on", "the"}
    return is_on and any(_is_day(word) and not word.isdigit() for word in words)


def _is_day(word: str) -> bool:
    number = word.removesuffix("st").removesuffix("nd").removesuffix("rd").removesuffix("th")
    return _is_hour(number) and int(number) <= _MOST_DAYS


def _is_hour(word: str) -> bool:
    return word.isascii() and word.isdigit() and len(word) <= len("12")


def _is_clock(word: str) -> bool:
    """Whether it is “17:30”, “5.30pm” or “5pm”."""
    if word.endswith("ish") and _is_hour(word.removesuffix("ish")):
        return True
    hour, sign, minutes = word.replace(".", ":").partition(":")
    has_half = (minutes or hour).endswith(_HALVES)
    last = (minutes or hour)[:-2] if has_half else minutes or hour
    if sign:
        return _is_hour(hour) and _is_hour(last) and len(last) == len("30")
    return has_half and _is_hour(last)


class Pieces:
    """The search for phrases in a line."""

    def __init__(
        self, line: Line, lexicon: Lexicon, vocabulary: Vocabulary, *, is_terse: bool
    ) -> None:
        self._line, self._lexicon, self._vocabulary = line, lexicon, vocabulary
        self._is_terse = is_terse
        # The words as phrases have them, and what each fits there.
        self._words = [THEM if token.child else plain(token.word) for token in line.tokens]
        self._fits = [
            lexicon.parts(word) | ({THEM} if n in line.nouns else frozenset())
            for n, word in enumerate(self._words)
        ]
        self._parts = set[str]().union(*self._fits)
        self._acts = [n for n in range(len(line.tokens)) if line.is_force(n)]
        self._own = [n for n in range(len(line.tokens)) if self._own_synonym(n)]

    def find(self) -> list[Piece]:
        """Return the phrases, one after the other."""
        pieces: list[Piece] = []
        place = 0
        while place < len(self._line.tokens):
            piece = None if place in self._line.used else self._longest(place)
            pieces += [piece] if piece else []
            place = piece.end if piece else place + 1
        return pieces

    def _longest(self, first: int) -> Piece | None:
        if own := self._own_synonym(first):
            return own
        token = self._line.tokens[first]
        if self._is_terse and (rating := self._rating(first)):
            return Piece(first, first + 1, {rating: SAME})
        phrases = self._lexicon.beginning(self._words[first], self._parts)
        fitting = [match for phrase in phrases if (match := self._match(phrase, first))]
        if self._is_terse:
            fitting = [match for match in fitting if not self._is_of_words(first, match.end)]
        if self._own:  # “had a wobbly”, where “wobbly” is said for a word
            fitting = [m for m in fitting if not any(first < n < m.end for n in self._own)]
        if self._acts:
            fitting = [match for match in fitting if not self._hides_an_act(first, match)]
        fitting.sort(key=lambda match: (match.length, match.exact), reverse=True)
        known = self._vocabulary.find(token.said)
        is_meant = known is not None and (
            self._is_terse or known.source == OWN or self._has_neighbour(first)
        )
        if known and is_meant and not any(match.length > 1 for match in fitting):
            return Piece(first, first + 1, self._of_word(known))
        if not fitting:
            return None
        best = [match for match in fitting if match.length == fitting[0].length]
        meanings, end = self._meanings(best), best[0].end
        within = [match for match in fitting if match.end <= end]
        return Piece(first, end, meanings | self._in_other_kinds(meanings, within))

    def _hides_an_act(self, first: int, match: _Match) -> bool:
        """Whether an act of force stands within a phrase that says nothing of it: “i ~ screaming”.

        “I shook my screaming son” is no screaming of the caregiver.
        """
        said = {word for word, _ in match.phrase.meanings}
        if said == {NOTHING}:  # “slapped on” sun cream, and not “slapped him on the head”
            inside = range(first + 1, match.end)
            is_object = any(map(self._line.is_child, inside)) and THEM not in match.phrase.words
            is_named = match.end - 1 in self._line.describing  # “grabbed my” son
            return first in self._acts and (is_object or is_named)
        is_within = any(first < n < match.end for n in self._acts)
        is_told = not said.isdisjoint({FRIGHTEN, "lash_out", "hurt"})
        return is_within and not is_told and "step" not in map(self._place, said)

    def _own_synonym(self, first: int) -> Piece | None:
        """Return what the person says for a word, of one word or several: it is always meant."""
        if not self._vocabulary.has_own_synonyms:
            return None
        for end in range(min(first + _LONGEST_OWN, len(self._line.tokens)), first, -1):
            said = self._line.said(first, end)
            if self._vocabulary.is_own_synonym(said) and (word := self._vocabulary.find(said)):
                return Piece(first, end, {word.word: SAME})
        return None

    def _rating(self, place: int) -> str | None:
        """Return what a “y”, “nope” and the like rate; an “n” that joins two words is an “and”."""
        said = self._line.tokens[place].said.casefold()
        is_last = place == len(self._line.tokens) - 1
        rating = _RATE_WORDS.get(said)
        if rating is None and is_last and place > 1:  # “hurt comfort meh”
            means = self._lexicon.meaning((plain(said),))
            rating = next((w for w, lv in means.items() if w in _RATINGS and lv == SAME), None)
        if rating is None or self._vocabulary.find(said):
            return None
        before, after = self._places_beside(place)
        if said == "n" and not is_last and (before == after or before not in _DEEDS):
            return None
        others = self._line.text.replace(",", " ").split()
        is_rated = any(self._place(one) == "sensitivity" for one in others)
        return None if is_rated and said == "n" and not is_last else rating

    def _places_beside(self, place: int) -> list[str]:
        """Return of which vocabularies the words before and behind a place are."""
        tokens = self._line.tokens
        runs = [
            [self._line.said(n, place).replace(" ", "_") for n in (place - 2, place - 1) if n >= 0],
            [
                self._line.said(place + 1, n).replace(" ", "_")
                for n in (place + 3, place + 2)
                if n <= len(tokens)
            ],
        ]
        return [
            next((found for one in run if (found := self._place(one)) != NOTHING), NOTHING)
            for run in runs
        ]

    def _has_neighbour(self, place: int) -> bool:
        """Whether another word of a vocabulary stands beside one: “rough one hurt comfort”."""
        tokens, clause = self._line.tokens, self._line.tokens[place].clause
        beside = [tokens[n] for n in (place - 1, place + 1) if 0 <= n < len(tokens)]
        return any(
            token.clause == clause and self._place(token.said) not in {NOTHING, "sensitivity"}
            for token in beside
        )

    def _of_word(self, known: Word) -> dict[str, str]:
        """Return what a word of a vocabulary means: itself, and in other kinds what it is there."""
        said = self._lexicon.meaning((plain(known.word),)).items()
        others = _DEEDS - {known.vocabulary} if known.vocabulary in _DEEDS else set()
        in_others = {w: lv for w, lv in said if lv == SAME and self._place(w) in others}
        return {known.word: SAME, **in_others}

    def _meanings(self, best: list[_Match]) -> dict[str, str]:
        """Return what phrases of one length mean; of one vocabulary those in the very form."""
        meanings: dict[str, str] = {}
        exactest: dict[str, int] = {}
        most = max(match.exact for match in best)
        exact = [match for match in best if match.exact == most]
        if all(word == NOTHING for match in exact for word, _ in match.phrase.meanings):
            return {NOTHING: SAME}  # “left” alone is no “leaving”
        for match in best:
            for word, level in match.phrase.meanings:
                if match.length == 1 and word in _RATINGS:
                    continue  # a single word rates at the end of the line, or alone
                if exactest.setdefault(self._place(word), match.exact) == match.exact:
                    meanings.setdefault(word, level)
        return meanings

    def _in_other_kinds(self, meanings: dict[str, str], fitting: list[_Match]) -> dict[str, str]:
        """Return what a kind deed of a phrase is in moments of other kinds, by shorter phrases.

        “Held her tight” is a cuddle; “held her” is comfort, too, where the moment is an upset.
        """
        kinds = set(map(self._place, meanings))
        if not kinds <= _DEEDS or any(map(self._is_harsh, meanings)):
            return {}
        found: dict[str, str] = {}
        for match in fitting:
            for name, level in match.phrase.meanings:
                is_other = self._place(name) in _DEEDS - kinds and not self._is_harsh(name)
                if is_other and level == SAME:
                    found.setdefault(name, level)
            kinds = kinds | {self._place(name) for name, _ in match.phrase.meanings}
        return found

    def _is_harsh(self, word: str) -> bool:
        known = self._vocabulary.find(word)
        return known is not None and known.stance == UNSUPPORTIVE

    def _place(self, word: str) -> str:
        known = self._vocabulary.find(word)
        return known.vocabulary if known else NOTHING

    def _is_of_words(self, first: int, end: int) -> bool:
        """Whether words of vocabularies that stand together only seem a phrase: “calm no”."""
        if end - first == 1 or self._vocabulary.find(self._line.said(first, end)):
            return False
        return all(self._vocabulary.find(t.said) for t in self._line.tokens[first:end])

    def _match(self, phrase: Phrase, first: int) -> _Match | None:
        """Return how a phrase fits here, with small words in it; None if it doesn't."""
        place, exact, length, is_open = first, 0, 0, False
        for part in phrase.words:
            if part == ANY:
                is_open = True
                continue
            most = (_MOST_ANY if is_open else _MOST_BETWEEN) if length else 0
            found = self._next(part, place, most, first, is_open=is_open)
            if found is None:
                if part[-1] == OPTIONAL:
                    continue
                return None
            exact += plain(self._line.tokens[found].word) in part.split("|")
            place, length, is_open = found + 1, length + 1, False
        return _Match(length, exact, place, phrase)

    def _next(self, part: str, place: int, most: int, first: int, *, is_open: bool) -> int | None:
        """Return where the next word of a phrase stands, behind at most so many small words.

        Before a noun of a group, and where the phrase says so, they may be of any kind that begins
        no clause: “gave her some warm chocolate milk”.
        """
        tokens = self._line.tokens
        is_open = is_open or (part[0] == "{" and place > first)
        several = options(part)
        n, last = place - 1, place + most
        while n < min(last, len(tokens) - 1):
            n += 1
            token = tokens[n]
            if token.clause != tokens[first].clause or n in self._line.used:
                return None
            said = self._words[n]
            is_little = said == "bit" and n > 0 and tokens[n - 1].word == "a"
            if not is_little and not self._fits[n].isdisjoint(several):
                return n
            if n in self._line.describing and n > first:
                last += 1
            elif said not in _BETWEEN and (not is_open or said in _ENDS_A_GAP):
                return None
        return None
