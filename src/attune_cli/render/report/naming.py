"""What a report calls people, words, weeks and moments: by name, or by letter and number."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from string import ascii_uppercase
from typing import NamedTuple

from attune_cli import dates
from attune_cli.core.moment import Moment
from attune_cli.core.people import DEFAULT_CAREGIVER, shown
from attune_cli.core.time.period import Period, Unit
from attune_cli.core.vocabulary import (
    OWN_IN,
    Vocabulary,
    Word,
    as_stored,
    own_word,
    vocabulary,
)
from attune_cli.render.moment import IN_PART
from attune_cli.render.period import span
from attune_cli.render.report.html import isolated

THE_CAREGIVER = "the caregiver"


class Naming(NamedTuple):
    """What somebody or something is called.

    Attributes:
        children, caregivers: the names by those stored.
        words: with a label for every word of the report.
        rows: the weeks or months, as stored.
        unit: what they are.
        is_redacted: whether nothing is named.
    """

    children: Mapping[str, str]
    caregivers: Mapping[str, str]
    words: Vocabulary
    rows: Sequence[Period]
    unit: Unit
    is_redacted: bool

    def row(self, row: Period) -> str:
        """Return the name of a week or month."""
        if self.is_redacted:
            return f"{self.unit} {self.rows.index(row) + 1}"
        return span(row) if self.unit is Unit.MONTH else _short(row)

    def moment(self, moment: Moment, place: int) -> str:
        """Return which moment it is, and when it was."""
        if self.is_redacted:
            week = next(row for row in self.rows if moment.local_day in row)
            return f"Moment {place}, {self.row(week)}"
        day = moment.local_day
        said = f"#{moment.number}, {dates.weekday_in_full(day)}"
        if moment.occurred_at is not None:
            return f"{said}, {dates.clock(moment.occurred_at)}"
        return f"{said}, {IN_PART[part]}" if (part := moment.part_of_day) in IN_PART else said


def named(
    children: Sequence[str], caregivers: Sequence[str], own: Mapping[str, str], words: Vocabulary,
    rows: Sequence[Period], unit: Unit,
) -> Naming:  # fmt: skip
    """Return the naming of a report that names everybody.

    Args:
        children: their nicknames, as stored.
        caregivers: likewise.
        own: see own_words.
        words: for the labels.
        rows: the weeks or months.
        unit: what they are.
    """
    return Naming(
        {name: isolated(shown(name)) for name in children},
        {
            name: THE_CAREGIVER if name == DEFAULT_CAREGIVER else isolated(shown(name))
            for name in caregivers
        },
        _with_labels(own, (isolated(words.label(word)) for word in own)),
        rows,
        unit,
        is_redacted=False,
    )


def redacted(
    children: Sequence[str], caregivers: Sequence[str], own: Mapping[str, str],
    rows: Sequence[Period], unit: Unit,
) -> Naming:  # fmt: skip
    """Return the naming of a report that names nobody; its arguments are those of `named`."""
    letters = (_letters(number) for number in count())
    return Naming(
        {name: f"child {letter}" for name, letter in zip(children, letters, strict=False)},
        {name: f"caregiver {number}" for number, name in enumerate(caregivers, 1)},
        _with_labels(own, (f"own word {number}" for number in count(1))),
        rows,
        unit,
        is_redacted=True,
    )


def own_words(moments: Iterable[Moment]) -> dict[str, str]:
    """Return the words of moments that are not attune's, each with its vocabulary."""
    known, found = vocabulary(), dict[str, str]()
    for moment in moments:
        for word, name in _words(moment):
            if known.find(word) is None:
                found.setdefault(word, name)
    return found


def _words(moment: Moment) -> Iterable[tuple[str, str]]:
    alone = ((moment.cue, "cue"), (moment.after, "after"))
    yield from ((word, name) for word, name in alone if word)
    several = {
        "response": moment.responses,
        "activity": moment.activities,
        "step": moment.steps,
        "state": moment.states,
    }
    assert {*several, "cue", "after"} == set(OWN_IN)  # noqa: S101 a new one would go out unredacted
    for name, words in several.items():
        yield from ((word, name) for word in words)


def _with_labels(own: Mapping[str, str], labels: Iterable[str]) -> Vocabulary:
    """Return attune's words with others, which have these labels."""
    words: list[Word] = [
        own_word(name, as_stored(word), label)
        for (word, name), label in zip(own.items(), labels, strict=False)
    ]
    return vocabulary().with_own(words) if words else vocabulary()


def _letters(number: int) -> str:
    """Return A to Z, then AA, AB and so on."""
    before, place = divmod(number, len(ascii_uppercase))
    return (_letters(before - 1) if before else "") + ascii_uppercase[place]


def _short(period: Period) -> str:
    """Return the days of a week: 26 Oct to 1 Nov; 2 to 8 Nov; 22 Nov."""
    return dates.span_in_short(period.start, period.last)
