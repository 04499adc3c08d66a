"""What a journal holds, for tests to look at."""

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from select import select
from socket import socketpair

from attune_cli.app import main
from attune_cli.context import Attune
from attune_cli.core.answer import Answer
from attune_cli.core.moment import Moment
from attune_cli.core.moment_json import moment_from_plain
from attune_cli.core.people import DEFAULT_CAREGIVER
from attune_cli.core.time.period import Period, week_of
from attune_cli.store.database import reading
from attune_cli.store.drafts import read_drafts
from attune_cli.store.home import Home
from attune_cli.store.journal import journal, looking
from attune_cli.store.moments import window

EVER = Period(date(1970, 1, 1), date(3000, 1, 1))


def let_others_run() -> None:
    """Give threads some tenths of a second, by no clock that can be moved."""
    silent, _other = socketpair()
    with silent, _other:
        select([silent], [], [], 0.3)


def stored(home: Home) -> list[Moment]:
    """Return all moments, in the order of their numbers."""
    with reading(home) as connection:
        return window(connection, EVER).moments


def draft_notes(home: Home) -> list[str | None]:
    """Return the notes of the drafts, the newest first."""
    return [draft["note"] for _, draft in read_drafts(home.drafts)]


def answers(home: Home) -> list[Answer]:
    """Return all answers, the oldest first."""
    with looking(home) as opened:
        return opened.answers() if opened else []


def answer_drafts(home: Home) -> list[str | None]:
    """Return what answers were begun, the newest first."""
    return [draft["note"] for _, draft in read_drafts(home.answers)]


def typed(folder: Path, clock: Callable[[], datetime], *commands: list[str]) -> Path:
    """Make a journal by what was typed, for tests to copy, and return its folder."""
    for command in commands:
        main(command, Attune(Home.at(folder), clock))
    return folder


EXAMPLE = Path(__file__).parents[1] / "examples" / "eight-weeks.jsonl"


def example(home: Home, now: datetime) -> None:
    """Begin a journal with the example’s moments, the last of them in the week of `now`."""
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    moments = [moment_from_plain(json.loads(line)) for line in lines]
    by = week_of(now.date()).start - week_of(moments[-1].local_day).start
    with journal(home) as opened:
        for name in dict.fromkeys(name for one in moments for name in one.children):
            opened.add_person("child", name, now)
        for name in dict.fromkeys(one.caregiver for one in moments):
            if name != DEFAULT_CAREGIVER:
                opened.add_person("caregiver", name, now)
        opened.add([_moved(moment, by) for moment in moments])


def _moved(moment: Moment, by: timedelta) -> Moment:
    at = moment.occurred_at
    return moment._replace(
        local_day=moment.local_day + by,
        occurred_at=at + by if at else None,
        logged_at=moment.logged_at + by,
    )
