"""Moments as a list, day by day: what `list` and `search` show."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from attune_cli.core.moment import Moment
from attune_cli.core.people import DEFAULT_CAREGIVER, shown
from attune_cli.core.search import Term, excerpt, places
from attune_cli.render.moment import day_name, in_words
from attune_cli.render.page import Line, marked

_HINT = 100  # signs of a note where nothing was searched for


class Extent(NamedTuple):
    """How many of how many are shown.

    Attributes:
        shown: so many.
        of: of so many, or more where counting has ended.
        is_more: whether it has.
    """

    shown: int
    of: int
    is_more: bool = False


def moments_page(
    moments: Iterable[Moment], terms: Sequence[Term], now: datetime, extent: Extent | None = None
) -> Iterator[Line]:
    """Yield the lines of a list, the newest last.

    Args:
        moments: in the order in which they are shown.
        terms: what was searched for, to be marked.
        now: the present, to say “today”.
        extent: how many of how many they are; None where that is all.
    """
    day: date | None = None
    for moment in moments:
        if moment.local_day != day:
            if day is not None:
                yield Line()
            day = moment.local_day
            yield Line(_day(day, now.date()), "heading")
        yield from _entry(moment, terms, now)
    if extent:
        yield Line()
        yield Line(left_out(extent), "quiet")


def left_out(extent: Extent) -> str:
    """Say how many of how many are shown, and how to see the others."""
    of = f"more than {extent.of:,}" if extent.is_more else f"{extent.of:,}"
    return f"The newest {extent.shown:,} of {of}. More: --limit {extent.shown * 4}. All: --limit 0."


def nothing_found(*, is_narrow: bool, is_search: bool, near: Mapping[str, str]) -> list[Line]:
    """Return what is said where there is no moment to show.

    Args:
        is_narrow: whether not all were asked for.
        is_search: whether something was searched for.
        near: of tags that no moment has, those that are perhaps meant.
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


def _entry(moment: Moment, terms: Sequence[Term], now: datetime) -> Iterator[Line]:
    at = [_time(moment, now)] if moment.occurred_at else []
    parts = [*at, moment.kind.value, *([_names(moment)] if moment.children else [])]
    if moment.caregiver != DEFAULT_CAREGIVER:
        parts.append(f"by {shown(moment.caregiver)}")
    cleaned = (marked(part) for part in parts)
    text = " · ".join([*cleaned, *in_words(moment, _styled_by(terms))])
    yield Line(f"#{moment.number}  {text}", indent=2, hang=4)
    if moment.note:
        found = excerpt(moment.note, places(moment.note, terms) if terms else (), _length(terms))
        yield Line(marked(*found), indent=6)


def _names(moment: Moment) -> str:
    return ", ".join(shown(name) for name in moment.children)


def _length(terms: Sequence[Term]) -> int:
    return 2 * _HINT if terms else _HINT


def _styled_by(terms: Sequence[Term]) -> Callable[[str], str]:
    """Return what marks a word that was searched for, by itself or by its label."""
    meant = {word for term in terms for word in term.words}

    def styled(word: str) -> str:
        whole = [(0, len(word))] if word in meant else places(word, terms) if terms else ()
        return marked(word, whole)

    return styled


def _time(moment: Moment, now: datetime) -> str:
    """Say the time, with its offset where it is another one than here and now."""
    at = moment.occurred_at
    assert at is not None  # noqa: S101 asked for where it is known
    is_here = at.utcoffset() in {now.utcoffset(), moment.logged_at.utcoffset()}
    return f"{at:%H:%M}" if is_here else f"{at:%H:%M} (UTC{at:%z})"


def _day(day: date, today: date) -> str:
    name = day_name(day, today)
    if name in {"today", "yesterday"}:
        return f"{name.capitalize()}, {day:%a} {day.day} {day:%b}"
    return name
