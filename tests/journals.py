"""What a journal holds, for tests to look at."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from select import select
from socket import socketpair

from attune_cli.app import main
from attune_cli.context import Attune
from attune_cli.core.answer import Answer
from attune_cli.core.moment import Moment
from attune_cli.core.time.period import Period
from attune_cli.store.database import reading
from attune_cli.store.drafts import read_drafts
from attune_cli.store.home import Home
from attune_cli.store.journal import looking
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
