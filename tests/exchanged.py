"""Journals for tests of export and import: drawn with all that makes a file hard to read again."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import NamedTuple

from hypothesis import strategies as st

from attune_cli.app import main
from attune_cli.context import Attune
from attune_cli.core.answer import Answer
from attune_cli.core.moment import Kind, Moment
from attune_cli.core.people import Caregiver, Child
from attune_cli.core.time.period import week_of
from attune_cli.core.tips.choice import Mark
from attune_cli.store.home import Home
from attune_cli.store.journal import journal
from attune_cli.store.people import read_people
from core.factory import SIGNS, any_moment, fitting, identity

LATER = datetime(2027, 1, 31, 18, tzinfo=timezone(timedelta(hours=1)))  # after all that is drawn
HOSTILE = (
    "[red]x[/]", "\x1b[31mred\x1b[0m", "“\u200fשלום”", "🙂", "a\r\nb\n\nc\n", "\x00",
    "\u2028\u2029", '{"schema": "attune.moment/1"}',
    'x": "y', "=1+1", "'", "\ufeff", "\u0085", "\x7f", " ", "",
)  # fmt: skip
OWN = {"dentist": "at the dentist", "needle": "[b] a needle"}  # cues
NOTES = st.none() | st.sampled_from(HOSTILE) | st.text(SIGNS, max_size=20)


class Told(NamedTuple):
    """What is stored in a journal.

    Attributes:
        moments: in the order of their numbers.
        gone: numbers of those that are deleted again.
        links: places of repairs and of what they repair, before or after them.
        renamed: whether “me” has another nickname.
        answers: texts.
        marks: tips.
    """

    moments: list[Moment]
    gone: list[int]
    links: list[tuple[int, int]]
    renamed: bool
    answers: list[str]
    marks: list[str]


@st.composite
def told(draw: st.DrawFn, most: int = 12) -> Told:
    """Draw a journal: twins, repairs of later moments, own words, several zones, days alone."""
    drawn = draw(st.lists(any_moment(days=40), max_size=most))
    moments: list[Moment] = []
    for number, one in enumerate(drawn, 1):
        moment = fitting(one)._replace(number=number, uid=identity(number), note=draw(NOTES))
        if moment.kind is Kind.DISTRESS and draw(st.booleans()):
            moment = moment._replace(cue=draw(st.sampled_from(sorted(OWN))))
        moments.append(moment)
        if len(moments) > 1 and draw(st.booleans()):  # a twin, but for its identity
            moments[-1] = moments[-2]._replace(number=number, uid=identity(number))
    repairs = [place for place, one in enumerate(moments) if one.kind is Kind.REPAIR]
    hard = [place for place, one in enumerate(moments) if one.kind is Kind.DISTRESS]
    links = [(place, draw(st.sampled_from(hard))) for place in repairs if hard]
    numbers = [*range(1, len(moments) + 1)]
    return Told(
        moments,
        draw(st.lists(st.sampled_from(numbers), max_size=2, unique=True)) if numbers else [],
        links,
        draw(st.booleans()),
        draw(st.lists(st.text(SIGNS, min_size=1, max_size=20), max_size=2)),
        draw(st.lists(st.sampled_from(("any-like-a-friend", "d-name-it")), unique=True)),
    )


def store(told_: Told, folder: Path) -> Home:
    """Store a journal in a folder of its own."""
    home = Home.at(folder)
    with journal(home) as opened:
        for child in (Child("ben", band="toddler"), Child("ada", "2024-08-17", weeks_early=5)):
            opened.add_child(child, LATER)
        opened.add_caregiver(Caregiver("Sam"), LATER)
        with opened.change("many", LATER):
            known = read_people(opened.connection)
            numbers = [opened.insert(moment, known) for moment in told_.moments]
            opened.link((numbers[hard], numbers[repair]) for repair, hard in told_.links)
            for _, hard in told_.links[::2]:
                opened.came_back_to(numbers[hard])
        for place, text in enumerate(told_.answers, 1):
            week = week_of(told_.moments[0].local_day if told_.moments else LATER.date()).start
            at = datetime(2026, 12, 1, 8, place, tzinfo=UTC)
            opened.add_answer(Answer(identity(900 + place), week, "Why?", text, at))
        for tip in told_.marks:
            opened.mark_tip(tip, Mark.KEPT, LATER - timedelta(days=1))
        with opened.change("delete", LATER):
            opened.delete(told_.gone)
        if told_.renamed:
            opened.edit_caregiver("me", Caregiver("mama"), LATER)
    lines = "".join(f'{word} = "{label}"\n' for word, label in OWN.items())
    home.settings.write_text(f"[words.cue]\n{lines}", encoding="utf-8")
    return home


def run(home: Home, *arguments: str) -> int:
    """Run attune on a journal, later than all that is drawn."""
    return main(list(arguments), Attune(home, clock=lambda: LATER))


def exported(home: Home, file: Path, *options: str) -> bytes:
    """Return what a journal is, exported to a file."""
    assert run(home, "export", "-o", str(file), "--force", *options) == 0
    return file.read_bytes()
