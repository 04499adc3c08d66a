"""What people say when they say when: a day, a part of it and a time, each at most once.

“Yesterday around 6”, “10 last night”, “3 days ago at noon”. Words for days are in days.py, times
of day in hours.py.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta
from itertools import dropwhile, product
from typing import NamedTuple

from attune_cli.core.time.days import (
    FIRST_YEAR,
    ISO_WEEK,
    MONTHS,
    NIGHT_ENDS,
    NUMBERS,
    WEEKDAYS,
    day_ago,
    iso_day,
    name_of,
    named_day,
    normalized,
    span_ago,
    weekday_number,
)
from attune_cli.core.time.hours import NOON, Clock, read_clock

_NOW = {"now", "just now", "right now", "a moment ago", "just this minute"}
_TO_COME = r"(?:tomorrow|next|in \d+|in an?)\b"
_PERHAPS_YEAR = r"(?:in |of |(?:in )?the year |year )?(\d{4})"
_CHILDHOOD = 18  # years
_SECONDS = {"s": 1, "m": 60, "h": 3600}
_DAY = timedelta(days=1)
_WEEK, _SATURDAY = 7, 5
_LATE = 22  # on an earlier day, an hour is in the morning rather than from here on
_MOST_WORDS, _MOST_SIGNS = 12, 100


class Part(NamedTuple):
    """A part of the day, or what happens in it.

    Attributes:
        word: one of WORDS_FOR_PARTS.
        begins: the hour before which the one of yesterday is meant; 24 for a night that is over.
        middle: the hour near which an hour without am or pm is meant; past 24 on the next day.
        of_school: whether it is on days of school alone.
    """

    word: str
    begins: int
    middle: int
    of_school: bool = False

    @property
    def is_past_midnight(self) -> bool:
        """Whether its small hours are those of the next day."""
        return self.middle > _EVENING_BEGINS

    @property
    def begins_today(self) -> int:
        """The hour from which on it can be said of today; whoever is up at four calls it so."""
        return 0 if self.word == "morning" else self.begins


_EVENING_BEGINS = 17
MORNING, EARLY, MIDDAY = Part("morning", 5, 6), Part("morning", 0, 6), Part("midday", 12, 13)
AFTERNOON, EVENING = Part("afternoon", 12, 15), Part("evening", _EVENING_BEGINS, 19)
TONIGHT, NIGHT = Part("evening", _EVENING_BEGINS, 22), Part("night", 20, 23)
SMALL_HOURS = Part("night", 24, 27)
_OUT_OF_BED = MORNING._replace(begins=6)
_BEFORE_SCHOOL = _OUT_OF_BED._replace(of_school=True)
_AFTER_SCHOOL = AFTERNOON._replace(of_school=True)

_PARTS = {
    "morning": MORNING, "midday": MIDDAY, "afternoon": AFTERNOON, "arvo": AFTERNOON,
    "evening": EVENING, "night": NIGHT, "nite": NIGHT,
    **dict.fromkeys(("middle of the night", "small hours", "early hours"), SMALL_HOURS),
    **dict.fromkeys(("dawn", "crack of dawn", "daybreak", "sunrise"), EARLY),
    **dict.fromkeys(("dusk", "sunset", "nightfall", "last thing at night", "last thing"), EVENING),
}  # fmt: skip
# What happens in a day: the part of it before, at, and after that.
_EVENTS: dict[str, tuple[Part | None, Part | None, Part | None]] = {
    **dict.fromkeys(("breakfast", "brekkie", "brekky"), (_OUT_OF_BED,) * 3),
    "lunch": (_OUT_OF_BED, MIDDAY, AFTERNOON),
    "nap": (AFTERNOON,) * 3,
    "snack": (AFTERNOON,) * 3,
    **dict.fromkeys(("tea", "dinner", "supper", "bath", "story", "bed"), (EVENING,) * 3),
    **dict.fromkeys(("school run", "drop off", "dropoff"), (_BEFORE_SCHOOL,) * 3),
    **dict.fromkeys(("pick up", "pickup"), (_AFTER_SCHOOL,) * 3),
    "feed": (None,) * 3,
    **dict.fromkeys(
        ("school", "preschool", "nursery", "daycare", "kindergarten", "kita"),
        (_BEFORE_SCHOOL, None, _AFTER_SCHOOL),
    ),
    "work": (_OUT_OF_BED, None, EVENING),
}
_OF_SCHOOL = {"drop off", "dropoff", "pick up", "pickup"}  # “school pickup”, “nursery drop off”
# Words before the name of a part of the day, or of what happens in it.
_LEADS = {
    "in", "at", "on", "during", "over", "around", "about", "by", "sometime", "just", "right",
    "shortly", "soon", "straight", "immediately", "before", "after", "the", "my",
    "our", "her", "his", "their",
}  # fmt: skip
_OVER = {"in the night", "during the night", "over the night", "overnight"}
# As people say “before” and “after” of where a child goes to.
_WAYS = {
    "on the way to": "before",
    "on the way home from": "after",
    "on the way back from": "after",
}
_WAKING = {"first thing", "first thing in the morning", "waking", "waking up", "wake up"}
_WAKING_ENDS = ("woke up", "got up")
_MOST_WORDS_OF_WAKING = 5
# The part that the name of a day has in it.
_NAMES = {
    "tonight": TONIGHT, "this lunchtime": MIDDAY, "this lunch": MIDDAY, "last night": NIGHT,
    "last evening": EVENING, "the night before last": NIGHT, "night before last": NIGHT,
} | {f"this {name}": part for name, part in _PARTS.items()}  # fmt: skip
_WORDS_OF_TIMES: tuple[Iterable[str], ...] = (
    WEEKDAYS, MONTHS, NUMBERS, _PARTS, _EVENTS, _LEADS, _NAMES, _WAKING,
    ("a an minute minutes hour hours day days week weeks months ago yesterday today",),
    ("half quarter past noon midnight",),
)  # fmt: skip
_NEAR_ENOUGH = 0.75  # of a spelling, by difflib


class DayAndPart(NamedTuple):
    """A day, with the word for the part of it that was said; no hour is known."""

    day: date
    part: str | None = None


class _Said(NamedTuple):
    """What a piece of the text says.

    Attributes:
        day: the day.
        part: the part of the day.
        clock: the time of day.
        back: by how many days the day is earlier where it would else be to come.
        is_iso: whether the day is in ISO's digits, so that the time is by 24 hours.
    """

    day: date | None = None
    part: Part | None = None
    clock: Clock | None = None
    back: int = 0
    is_iso: bool = False


def read_when(text: str, now: datetime) -> datetime | DayAndPart | None:
    """Read a time; None where the words mean none. It may be to come.

    Raises:
        ValueError, OverflowError: no calendar or clock has it.
    """
    plain = re.sub(r"\b(\d{1,2})(:\d\d)? uhr$", _of_a_day, normalized(text))
    plain = re.sub(r"(?<= ago) today$", "", plain)  # “a week ago today”
    found = now if plain in _NOW else _iso(plain, now) or _ago(plain, now) or _in_pieces(plain, now)
    day = found.day if isinstance(found, DayAndPart) else found
    return found if day and day.year >= FIRST_YEAR else None


def _of_a_day(match: re.Match[str]) -> str:
    """Return “8 uhr” as a day of 24 hours has it: 08:00."""
    return f"{match[1]:>02}{match[2] or ':00'}"


def says_to_come(text: str) -> bool:
    """Whether it begins as what is to come does."""
    return re.match(_TO_COME, normalized(text)) is not None


def is_perhaps_year(text: str, this_year: int) -> bool:
    """Whether it is four digits alone that may be the year of a moment: “2026”, “in 2025”.

    “2000” and “1930” are times of day: whoever is a child now was not born then.

    Args:
        text: as it was typed.
        this_year: the present one; the next one may be meant around New Year.
    """
    match = re.fullmatch(_PERHAPS_YEAR, normalized(text))
    return match is not None and this_year - _CHILDHOOD <= int(match[1]) <= this_year + 1


def near_time(text: str, now: datetime) -> str | None:
    """Return the time that was meant, if a word or two of it are misspelt: “yestrday 5pm”."""
    words = normalized(text).split()
    if len(words) > _MOST_WORDS or len(text) > _MOST_SIGNS:
        return None
    from difflib import get_close_matches  # noqa: PLC0415 after a slip alone

    known = {word for names in _WORDS_OF_TIMES for name in names for word in name.split()}
    near = [
        word
        if word in known or not word.isalpha()
        else next(iter(get_close_matches(word, sorted(known), 1, _NEAR_ENOUGH)), word)
        for word in words
    ]
    meant = " ".join(near)
    with suppress(ValueError, OverflowError):
        return meant if near != words and read_when(meant, now) else None
    return None


def is_after(moment: datetime, other: datetime) -> bool:
    """Whether an instant is after another one; Python compares those of one zone by its wall."""
    return moment.timestamp() > other.timestamp()


def _on(day: date, clock: time, now: datetime) -> datetime:
    """Return a wall-clock time on a day: moved out of a gap; in a fold, the latest past one."""
    first = datetime.combine(day, clock, tzinfo=now.tzinfo)
    second = first.replace(fold=1)
    if first.utcoffset() == second.utcoffset():
        return first
    if is_after(first, second):  # a gap: this time was skipped
        return first.astimezone(UTC).astimezone(now.tzinfo)
    return first if is_after(second, now) else second


def _iso(text: str, now: datetime) -> datetime | DayAndPart | None:
    if day := iso_day(text):
        return DayAndPart(day)
    if re.fullmatch(ISO_WEEK, text):
        return None
    try:
        moment = datetime.fromisoformat(text.upper())
    except ValueError:
        return None
    if moment.tzinfo is not None:
        return moment
    return _on(moment.date(), moment.time().replace(microsecond=0), now)


def _ago(text: str, now: datetime) -> datetime | DayAndPart | None:
    """Read “20 min ago”; of days and longer, and of “a few hours”, only the day is known."""
    span = span_ago(text)
    if span is None:
        return None
    if span.unit not in _SECONDS:
        day = day_ago(text, now.date())
        return DayAndPart(day) if day else None
    seconds = round(span.number * _SECONDS[span.unit])
    instant = (now.astimezone(UTC) - timedelta(seconds=seconds)).astimezone(now.tzinfo)
    return DayAndPart(instant.date()) if span.is_vague and span.unit == "h" else instant


def _in_pieces(text: str, now: datetime) -> datetime | DayAndPart | None:
    """Read up to three pieces, which say the day, the part of it and the time in any order."""
    words = text.split()
    if not words or len(words) > _MOST_WORDS or len(text) > _MOST_SIGNS:
        return None
    if said := next(_readings(" ".join(words), now), None):
        return _when(said, now)
    read: dict[str, list[_Said]] = {}
    for pieces in _cuts(words):
        for piece in pieces:
            if piece not in read:
                read[piece] = list(_readings(piece, now))
        for some in product(*(read[piece] for piece in pieces)):
            if said := _together(some):
                return _when(said, now)
    return None


def _cuts(words: Sequence[str]) -> Iterator[list[str]]:
    """Yield all ways to cut the words into two or three pieces, the fewest first."""
    many = len(words)
    edges = [(first, many) for first in range(1, many)]
    edges += [(first, second) for first in range(1, many) for second in range(first + 1, many)]
    for first, second in edges:
        several = (words[:first], words[first:second], words[second:])
        yield [" ".join(piece) for piece in several if piece]


def _readings(piece: str, now: datetime) -> Iterator[_Said]:
    """Yield what a piece can mean; a day that no calendar has means nothing."""
    if clock := read_clock(piece):
        yield _Said(clock=clock)
    if part := _part(piece):
        yield _Said(part=part)
    with suppress(ValueError, OverflowError):
        yield from _days(name_of(piece), now)


def _days(name: str, now: datetime) -> Iterator[_Said]:
    if day := iso_day(name):
        yield _Said(day, is_iso=True)
    elif day := named_day(name, now) or _day_ago(name, now):
        is_weekday_today = (
            day == now.date() and weekday_number(name.rsplit(maxsplit=1)[-1]) is not None
        )
        back = _WEEK if is_weekday_today else int(name == "last night")
        part = NIGHT if re.search(r"\bnights (?:ago|back)$", name) else _NAMES.get(name)
        yield _Said(day, part, back=back)


def _day_ago(text: str, now: datetime) -> date | None:
    """Read “3 days ago” and “2 nights ago”, of which a time can be said too."""
    if not text.endswith((" ago", " back")):
        return None
    return day_ago(text.replace(" nights ", " days "), now.date())


def _part(text: str) -> Part | None:
    if text in _OVER:
        return SMALL_HOURS
    for way, side in _WAYS.items():
        text = text.replace(way, side)
    words = text.replace("-", " ").split()
    is_of_waking = (
        bool(words)
        and words[0] in {"when", "after", "once"}
        and len(words) <= _MOST_WORDS_OF_WAKING
    )
    if is_of_waking and text.endswith(_WAKING_ENDS):
        return MORNING
    side = next((word for word in words if word in {"before", "after"}), "at")
    name = " ".join(dropwhile(_LEADS.__contains__, words))
    if name in _WAKING or name == "early morning":
        return MORNING if name in _WAKING else EARLY
    bare = name.removeprefix("early ").removeprefix("late ").removeprefix("mid ")
    if side == "at" and (part := _PARTS.get(name) or _PARTS.get(bare)):
        return part
    event = name.removesuffix("time").rstrip()
    lead, _, rest = event.partition(" ")
    if lead in _PARTS and rest in _EVENTS:  # a morning nap is in the morning
        return _PARTS[lead]
    if rest in _OF_SCHOOL:
        event = rest
    before, at, after = _EVENTS.get(event, (None, None, None))
    return {"before": before, "after": after}.get(side, at)


def _together(some: Sequence[_Said]) -> _Said | None:
    """Return what pieces say together; None where two say the same, or not the same part."""
    days = [one for one in some if one.day]
    clocks = [one.clock for one in some if one.clock]
    parts = {one.part.word: one.part for one in some if one.part}
    bare = [one for one in some if one.part and not one.day]
    if len(days) > 1 or len(clocks) > 1 or len(parts) > 1 or len(bare) > 1:
        return None
    day = days[0] if days else _Said()
    return day._replace(part=next(iter(parts.values()), None), clock=clocks[0] if clocks else None)


def _when(said: _Said, now: datetime) -> datetime | DayAndPart:
    if said.clock is None:
        return _without_clock(said, now)
    today = now.date()
    if said.day is None:
        times = [at for back in range(3) for at in _times(said, today - back * _DAY, now)]
        return _latest(times, now) or times[0]
    times = _times(said, said.day, now)
    if found := _latest(times, now):
        is_earlier = said.day < today and said.part is None
        return (is_earlier and _latest(times, now, before=_LATE)) or found
    if said.back:
        return _when(said._replace(day=said.day - said.back * _DAY, back=0), now)
    return times[0]


def _times(said: _Said, day: date, now: datetime) -> list[datetime]:
    """Return the times on a day that a clock may mean, the earliest first."""
    clock, part = said.clock, said.part
    assert clock is not None  # noqa: S101 asked for where it is said
    if clock.is_exact or said.is_iso:
        small = part and part.is_past_midnight and clock.hour < NIGHT_ENDS
        hours = [clock.hour + (24 if small else 0)]
    elif part:
        middle = part.middle
        hours = [
            min((clock.hour + NOON * half for half in range(3)), key=lambda h: abs(h - middle))
        ]
    else:
        hours = [clock.hour, clock.hour + NOON]
    return [_on(day + hour // 24 * _DAY, time(hour % 24, clock.minute), now) for hour in hours]


def _latest(times: Iterable[datetime], now: datetime, before: int = 24) -> datetime | None:
    """Return the latest of the times that is past, and before an hour of its day."""
    past = [at for at in times if at.hour < before and not is_after(at, now)]
    return max(past, key=lambda at: at.timestamp(), default=None)


def _without_clock(said: _Said, now: datetime) -> datetime | DayAndPart:
    """Return the day, with the part of it that was said; the latest where no day was said."""
    day, part, today = said.day, said.part, now.date()
    if part is None:
        assert day is not None  # noqa: S101 one of both is said
        return DayAndPart(day)
    if day is None:
        day = today - timedelta(days=now.hour < part.begins)
        while part.of_school and day.weekday() >= _SATURDAY:
            day -= _DAY
    elif day == today and now.hour < part.begins_today:
        back = 1 if part is SMALL_HOURS else said.back
        if not back:
            return _on(day, time(part.begins), now)  # which is to come
        day -= back * _DAY
    return DayAndPart(day, part.word)
