"""Plans: blocks of time for a calendar, weekly or at random times.

It reads what was typed for a plan and computes its times. Times have no zone: 17:30 stays 17:30
wherever the calendar is, also when the clocks change.
"""

import math
import re
import tomllib
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice, takewhile
from pathlib import Path
from random import Random
from typing import NamedTuple
from uuid import UUID, uuid5

from attune_cli import errors
from attune_cli.core.folding import fold
from attune_cli.core.statistics.majority import ENOUGH_RATED
from attune_cli.core.time.days import WEEKDAYS, parse_coming_day, weekday_number
from attune_cli.core.time.hours import NOON, clock_time
from attune_cli.core.time.hours import read_clock as clock_said
from attune_cli.core.time.period import DAYS_OF_WEEK

MOST_WEEKS = 260
_BETWEEN = r"\s*(?:[-–—]|\bto\b|\band\b|\buntil\b)\s*"
_EVERY = tuple(range(len(WEEKDAYS)))
_SEVERAL = {
    "daily": _EVERY, "everyday": _EVERY, "day": _EVERY, "days": _EVERY,
    "weekday": _EVERY[:5], "weekdays": _EVERY[:5], "weekend": _EVERY[5:], "weekends": _EVERY[5:],
}  # fmt: skip
_LEADS = {"and", "every", "each", "on", "all", "&"}
PLAN_FILE = Path(__file__).parent.parent / "data" / "plan.toml"
LOOK_BACK, LOG_LAST = "look_back", "log_last"
NAMESPACE = UUID("6d0f6a3e-8f0c-5c0b-9a53-5a1f7e1c2b74")  # of the uids; must not change
_SHOWN = 3  # letters of a weekday
# Of prompts to log the last moment: how many are assumed to be answered, and how many of those
# with a moment of distress that is rated. No study says it of a journal.
ANSWERED, OF_DISTRESS = 1 / 2, 1 / 2
SET_BESIDE = 13  # weeks within which prompted moments are counted: one, and the twelve before
UP_FROM = 7  # o’clock: what is planned at “5” is no time before
WEEKS = 8  # the default, so that a plan ends by itself
MOST_MINUTES, MOST_REMIND = 24 * 60, DAYS_OF_WEEK * 24 * 60


class Plan(NamedTuple):
    """A plan: one entry of a calendar, with all its times.

    Attributes:
        uid: its identity in any calendar; the same plan made again has the same uid.
        title: what a calendar shows.
        times: when each occurrence begins, in order and without a zone.
        days: the weekdays of a weekly plan, 0 for Monday; empty for random times.
        minutes: how long it takes.
        remind: minutes before it at which the calendar reminds; None for no reminder.
        text: the description in the calendar.
    """

    uid: str
    title: str
    times: tuple[datetime, ...]
    days: tuple[int, ...]
    minutes: int
    remind: int | None
    text: str

    def after(self, now: datetime) -> datetime | None:
        """Return the next time after the present wall-clock time; None if all are past."""
        wall = now.replace(tzinfo=None)
        return next((moment for moment in self.times if moment > wall), None)

    def is_within(self, other: "Plan") -> bool:
        """Whether another plan has its title, and all of its times, if it is a weekly one."""
        is_named_so = fold(self.title) == fold(other.title)
        return bool(self.days) and is_named_so and {*self.times} <= {*other.times}

    @property
    def day_names(self) -> list[str]:
        """The weekdays, abbreviated: mon, wed."""
        return [WEEKDAYS[day][:_SHOWN] for day in self.days]


def plan_words(name: str) -> tuple[str, str]:
    """Return title and text of a built-in plan, LOOK_BACK or LOG_LAST."""
    found = tomllib.loads(PLAN_FILE.read_text(encoding="utf-8"))[name]
    return found["title"], found["text"]


class WeeklyRequest(NamedTuple):
    """A weekly plan as it was typed.

    Attributes:
        days, at: the days of the week and the time of day, as typed.
        minutes: how long it takes.
        weeks, until: the number of weeks, or the last day as typed; at most one of them.
        remind: minutes before it at which the calendar reminds; None for no reminder.
    """

    days: str
    at: str
    minutes: int
    weeks: int | None
    until: str | None
    remind: int | None


def weekly_plan(title: str, request: WeeklyRequest, now: datetime) -> Plan:
    """Return a weekly plan, without its text.

    Raises:
        WrongUsage: a part of it means nothing.
        PlanOver: it has no time in the future.
    """
    if request.weeks is not None and request.until is not None:
        raise errors.usage.WordsClash(
            "--weeks", "--until", "Each says when it ends. Keep one of them."
        )
    days, at = read_weekdays(request.days), read_clock(request.at)
    minutes = check_range("--for", request.minutes, 1, MOST_MINUTES, "minutes")
    if request.remind is not None:
        check_range("--remind", request.remind, 0, MOST_REMIND, "minutes")
    weeks = check_range(
        "--weeks", WEEKS if request.weeks is None else request.weeks, 1, MOST_WEEKS, "weeks"
    )
    until = (
        (request.until, read_last_day(request.until, now)) if request.until is not None else None
    )
    times = weekly_times(days, at, now, weeks, until)
    return Plan(weekly_uid(title, days, at), title, times, days, minutes, request.remind, "")


def weekly_times(
    days: Sequence[int], at: time, now: datetime, weeks: int, until: tuple[str, date] | None = None
) -> tuple[datetime, ...]:
    """Return the future times of a weekly plan.

    Args:
        days: weekdays, 0 for Monday.
        at: the time of day.
        now: the present.
        weeks: for how many weeks from the first time on, if `until` is None.
        until: the last day, as typed and as a date.

    Raises:
        PlanOver: there is none.
    """
    wall = now.replace(tzinfo=None)
    first = datetime.combine(wall.date(), at)
    to_come = occurrences(first if first > wall else first + timedelta(days=1), days)
    if until is None:
        return tuple(islice(to_come, weeks * len(days)))
    typed, last = until
    times = tuple(takewhile(lambda moment: moment.date() <= last, to_come))
    if not times:
        raise errors.files.PlanOver(typed)
    return times


def occurrences(first: datetime, days: Sequence[int]) -> Iterator[datetime]:
    """Yield the times of a weekly plan from `first` on, which may be on another weekday."""
    while True:
        if first.weekday() in days:
            yield first
        first += timedelta(days=1)


def weekly_uid(title: str, days: Sequence[int], at: time) -> str:
    """Return the uid of a weekly plan; made again next month, the plan has the same uid."""
    name = " ".join(title.casefold().split())
    return str(uuid5(NAMESPACE, f"weekly|{name}|{sorted(days)}|{at:%H:%M}"))


class Hours(NamedTuple):
    """Hours of one day, both ends included."""

    begin: time
    end: time

    @property
    def minutes(self) -> int:
        """The number of minutes between the ends."""
        return (self.end.hour - self.begin.hour) * 60 + self.end.minute - self.begin.minute


def random_times(
    hours: Hours, per_week: int, weeks: int, first: date, seed: str
) -> tuple[datetime, ...]:
    """Return random times, at most one a day; the same seed gives the same times.

    Args:
        hours: the hours of the day that they lie in, both ends included.
        per_week: how many in each seven days.
        weeks: for how many weeks.
        first: the first day that may have one.
        seed: of the random numbers.
    """
    draw = Random(seed).random  # noqa: S311 no secret; and only random() is the same in every Python
    times = []
    for week in range(weeks):
        order = sorted(range(DAYS_OF_WEEK), key=lambda _: draw())
        for day in sorted(order[:per_week]):
            begin = datetime.combine(first + timedelta(days=DAYS_OF_WEEK * week + day), hours.begin)
            times.append(begin + timedelta(minutes=int(draw() * (hours.minutes + 1))))
    return tuple(times)


def weeks_to_tell(per_week: int) -> int:
    """Return how many weeks of prompts it takes to set the prompted moments beside the rest.

    Args:
        per_week: prompts in a week.
    """
    return math.ceil(ENOUGH_RATED / (per_week * ANSWERED * OF_DISTRESS))


def enough_a_week() -> int:
    """Return the fewest prompts in a week with which there are enough moments in time."""
    return next(n for n in range(1, DAYS_OF_WEEK + 1) if weeks_to_tell(n) <= SET_BESIDE)


def random_uid(hours: Hours, per_week: int, weeks: int, first: date) -> str:
    """Return the uid of a plan of random times; another first day makes another plan."""
    return str(uuid5(NAMESPACE, f"drawn|{hours}|{per_week}|{weeks}|{first}"))


def read_weekdays(text: str) -> tuple[int, ...]:
    """Read days of the week, 0 for Monday: “mon,wed,fri”, “mon-fri”, “weekend”, “every day”.

    Raises:
        UnreadableDays: it names no day, or something else too.
    """
    days_text = re.sub(r"\s*[-–—]\s*", "-", text.casefold())
    days: set[int] = set()
    for word in re.split(r"[,;\s]+", days_text):
        first, is_range, last = word.partition("-")
        begin, end = _weekday(first), _weekday(last) if is_range else None
        if is_range and begin is not None and end is not None:
            days |= {day % len(WEEKDAYS) for day in range(begin, begin + (end - begin) % 7 + 1)}
        elif begin is not None and not is_range:
            days.add(begin)
        elif word in _SEVERAL:
            days |= set(_SEVERAL[word])
        elif word and word not in _LEADS:
            raise errors.usage.UnreadableDays(text)
    if not days:
        raise errors.usage.UnreadableDays(text)
    return tuple(sorted(days))


def _weekday(name: str) -> int | None:
    number = weekday_number(name)
    return weekday_number(name.removesuffix("s")) if number is None else number


def read_clock(text: str) -> time:
    """Read a time of day: “17:30”, “8am”, “noon”, “half past 5”.

    What leaves the half of the day open is the one in which people are up: “5:30” is 17:30, “8”
    08:00. “05:30” is the morning.

    Raises:
        UnreadableClock: no clock shows it.
    """
    clock = clock_said(" ".join(text.casefold().split()).removeprefix("at ").lstrip("@ "))
    if clock is None:
        raise errors.usage.UnreadableClock(text)
    is_later = not clock.is_exact and clock.hour < UP_FROM
    return time(clock.hour + NOON if is_later else clock.hour, clock.minute)


def read_hours(text: str) -> Hours:
    """Read hours of the day: “8:00-20:00”, “9am to 6pm”.

    Raises:
        UnreadableHours: it names no hours, or the second is not after the first.
    """
    parts = re.split(_BETWEEN, text.casefold().strip().removeprefix("between "))
    try:
        begin, end = map(clock_time, (" ".join(part.split()) for part in parts))
    except ValueError as problem:
        raise errors.usage.UnreadableHours(text) from problem
    if begin is None or end is None:
        raise errors.usage.UnreadableHours(text)
    if begin >= end:
        raise errors.usage.UnreadableHours(text, is_backwards=True)
    return Hours(begin, end)


def read_last_day(text: str, now: datetime) -> date:
    """Read the last day of a plan, which may be past; weekly_times checks that.

    Raises:
        UnreadableDate: the words mean no day, or one too far away.
    """
    day = parse_coming_day(text, now)
    if day > now.date() + timedelta(weeks=MOST_WEEKS):
        cure = "Is the year right? It is more than five years away."
        raise errors.usage.UnreadableDate(text, "a last day", cure)
    return day


def check_range(option: str, number: int, least: int, most: int, of: str) -> int:
    """Return a number if it is in its range.

    Raises:
        NumberOutside: it does not.
    """
    if not least <= number <= most:
        raise errors.usage.NumberOutside(option, number, least, most, of)
    return number
