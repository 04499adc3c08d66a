"""Lists of moments, day by day, for `list` and `search`."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from attune_cli.core.moment import Moment
from attune_cli.core.people import DEFAULT_CAREGIVER, shown
from attune_cli.core.search import Term, excerpt, places
from attune_cli.core.vocabulary import Vocabulary, Word
from attune_cli.errors import quoted
from attune_cli.render.moment import KINDS, day_name, in_words
from attune_cli.render.page import Line, clean, marked

_HINT = 100  # characters of a note in a list


class Extent(NamedTuple):
    """How many moments a list shows, and how many there are.

    Attributes:
        shown: how many are shown.
        of: how many there are, or were counted.
        is_more: whether counting ended before the last one.
    """

    shown: int
    of: int
    is_more: bool = False


def moments_page(
    moments: Iterable[Moment],
    terms: Sequence[Term],
    words: Vocabulary,
    now: datetime,
    extent: Extent | None = None,
    notes: Iterable[str] = (),
) -> Iterator[Line]:
    """Yield the lines of a list, the newest last.

    Args:
        moments: in the order of display.
        terms: the search terms to mark.
        words: for the labels.
        now: the present, for “today”.
        extent: how many are shown of how many; None if all are.
        notes: what words were taken for.
    """
    day: date | None = None
    for moment in moments:
        if moment.local_day != day:
            if day is not None:
                yield Line()
            day = moment.local_day
            yield Line(_day(day, now.date()), "heading")
        yield from _entry(moment, terms, words, now)
    if extent:
        yield Line()
        yield Line(left_out(extent), "quiet")
    last = [Line(clean(note), "quiet") for note in notes]
    if last and not extent:
        yield Line()
    yield from last


def taken_for(typed: str, words: Iterable[Word]) -> str:
    """Return the sentence that says which words were looked for in the place of what was typed."""
    return f"“{typed}” is taken for {quoted((word.label for word in words), 'or')}."


OF_FEAR = "For what scared or hurt a child: attune list frighten"


def also_finds(typed: str, labels: Iterable[str]) -> str:
    """Return the sentence that says for which words a search found moments, beside the text."""
    return f"Also: moments with {quoted(labels, 'or')}, for which people say “{typed}”."


def left_out(extent: Extent) -> str:
    """Return the line on how many are shown, and how to see the others."""
    of = f"more than {extent.of:,}" if extent.is_more else f"{extent.of:,}"
    return f"The newest {extent.shown:,} of {of}. More: --limit {extent.shown * 4}. All: --limit 0."


def as_name(name: str) -> str:
    """Return the sentence on a text that is a nickname."""
    return f"“{name}” was looked for as a text. For the moments with {shown(name)}: @{name}"


def as_days(text: str) -> str:
    """Return the sentence on a text that is the name of days."""
    return f"“{text}” was looked for as a text. For these days: --from {text} --to {text}"


def nothing_found(*, is_narrow: bool, is_search: bool, near: Mapping[str, str]) -> list[Line]:
    """Return the page without any moment.

    Args:
        is_narrow: whether there was a filter.
        is_search: whether there were search terms.
        near: unknown tags, each with the known tag that may be meant.
    """
    if not is_narrow:
        return [Line("Nothing is logged yet. To begin:"), Line("attune log", "command", 2)]
    if near:
        return [
            Line(f"No moment has #{tag}. Did you mean #{meant}?") for tag, meant in near.items()
        ]
    if is_search:
        text = "No moment has that, in its note or its words. Try fewer words, or a beginning."
        return [Line(text)]
    return [
        Line("No moment is like that. To see all there are:"),
        Line("attune list", "command", 2),
    ]


def _entry(
    moment: Moment, terms: Sequence[Term], words: Vocabulary, now: datetime
) -> Iterator[Line]:
    at = _time(moment, now) if moment.occurred_at else moment.part_of_day
    parts = [
        *([at] if at else []),
        KINDS[moment.kind],
        *([_names(moment)] if moment.children else []),
    ]
    if moment.caregiver != DEFAULT_CAREGIVER:
        parts.append(f"by {shown(moment.caregiver)}")
    cleaned = (marked(part) for part in parts)
    text = " · ".join([*cleaned, *in_words(moment, words, _styled_by(terms))])
    yield Line(f"#{moment.number}  {text}", indent=2, hang=4)
    if moment.note:
        found = excerpt(moment.note, places(moment.note, terms) if terms else (), _length(terms))
        yield Line(marked(*found), indent=6)


def _names(moment: Moment) -> str:
    return ", ".join(shown(name) for name in moment.children)


def _length(terms: Sequence[Term]) -> int:
    return 2 * _HINT if terms else _HINT


def _styled_by(terms: Sequence[Term]) -> Callable[[str, str], str]:
    """Return a function that marks search terms in a label; all of it if only its word has them."""

    def styled(word: str, label: str) -> str:
        found = places(label, terms) if terms else []
        if terms and not found and places(word, terms):
            found = [(0, len(label))]
        return marked(label, found)

    return styled


def _time(moment: Moment, now: datetime) -> str:
    """Return the time, with its UTC offset if that differs from the present one."""
    at = moment.occurred_at
    assert at is not None  # noqa: S101 asked for where it is known
    is_here = at.utcoffset() in {now.utcoffset(), moment.logged_at.utcoffset()}
    return f"{at:%H:%M}" if is_here else f"{at:%H:%M} (UTC{at:%z})"


def _day(day: date, today: date) -> str:
    name = day_name(day, today)
    if name in {"today", "yesterday"}:
        return f"{name.capitalize()}, {day:%a} {day.day} {day:%b}"
    return name
