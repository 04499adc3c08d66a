"""Lists of moments, day by day, for `list` and `search`."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from functools import cache, lru_cache
from itertools import chain, islice
from typing import NamedTuple

from attune_cli import dates
from attune_cli.core.moment import CameBack, Kind, Moment, Sensitivity
from attune_cli.core.people import DEFAULT_CAREGIVER, shown
from attune_cli.core.search import Term, excerpt, first_places, places
from attune_cli.core.vocabulary import FRIGHTEN, Vocabulary, Word
from attune_cli.errors import quoted
from attune_cli.render.moment import CAME_BACK, KINDS, day_name, happened, in_words, labelled
from attune_cli.render.page import Line, clean, marked, unbroken
from attune_cli.render.period import day as day_in_full
from attune_cli.render.short import Next, hint_rows
from attune_cli.render.text import width_of

_HINT = 100  # characters of a note in a list
_MEASURED = 200  # moments by which the columns of a list are as wide as they are
_MOST = 14  # columns of a time, or of names
_ROOM_OF_NOTE = 40  # columns that the beginning of a note needs in one row
_ALIGNED, _BESIDE = 60, 40  # the columns of a page that has columns, or its number beside a text
RATED = {Sensitivity.YES: "●", Sensitivity.PARTLY: "◐", Sensitivity.NO: "○"}
RATED_KINDS = {Kind.DISTRESS, Kind.CONNECTION}
FEAR = "◇"
LEGEND = "● sensitive or fully there, ◐ partly, ○ not this time"
LEGEND_WITH_FEAR = "● sensitive or fully there, ◐ partly, ○ not this time, ◇ scared or hurt them"
NEWEST = "The newest {shown:,} of {of:,}. More: {more}. All: {whole}."
NEWEST_OF_MANY = "The newest {shown:,} of more than {of:,}. More: {more}. All: {whole}."


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


class Columns(NamedTuple):
    """How wide the columns of a list are.

    Attributes:
        page: the whole page.
        number, time, names: its columns; 0 for one that is empty.
    """

    page: int
    number: int
    time: int
    names: int

    @property
    def before_text(self) -> int:
        """The columns of times and names, each with the space behind it."""
        return sum(width + 2 for width in (self.time, self.names) if width)


class _Shared(NamedTuple):
    """What all moments of a list share; what repeats is put into words once.

    Attributes:
        terms: the search terms to mark.
        words: for the labels.
        now: the present.
        styled: marks the terms in the label of a word.
        clock: writes a time of day.
    """

    terms: Sequence[Term]
    words: Vocabulary
    now: datetime
    styled: Callable[[str, str], str]
    clock: Callable[[time], str]


def moments_page(
    moments: Iterable[Moment],
    terms: Sequence[Term],
    words: Vocabulary,
    now: datetime,
    extent: Extent | None = None,
    notes: Iterable[str] = (),
    width: int | None = None,
) -> Iterator[Line]:
    """Yield the lines of a list, the newest last.

    Args:
        moments: in the order of display.
        terms: the search terms to mark.
        words: for the labels.
        now: the present, for “today”.
        extent: how many are shown of how many; None if all are.
        notes: what words were taken for.
        width: the columns of a page that has columns; None for one that says all in sentences.
    """
    moments = iter(moments)
    first = list(islice(moments, _MEASURED))
    shared = _Shared(terms, words, now, _styled_by(terms), cache(dates.clock))
    columns = _columns(first, shared, width) if width else None
    day: date | None = None
    last: Moment | None = None
    has_fear = False
    for moment in chain(first, moments):
        if moment.local_day != day:
            if day is not None:
                yield Line()
            day = moment.local_day
            yield Line(_day(day, now.date()), "heading")
        if columns:
            yield from _in_columns(moment, shared, columns)
        else:
            yield from _entry(moment, shared)
        last, has_fear = moment, has_fear or FRIGHTEN in moment.responses
    beside = [Line(left_out(extent), "quiet")] if extent else []
    beside += [Line(clean(note), "quiet") for note in notes]
    if width and last and not terms:
        beside.insert(0, Line(LEGEND_WITH_FEAR if has_fear else LEGEND, "quiet"))
    if width and last:
        whole = Next("One of them whole", f"attune show {last.number}")
        change = Next("To change it", f"attune edit {last.number}")
        beside += hint_rows([whole, change], width)
    yield from [Line(), *beside] if beside else []


def moment_rows(moments: Sequence[Moment], words: Vocabulary, now: datetime) -> list[str]:
    """Return a row for each moment, of any width: when, with whom, its sign, what happened."""
    shared = _Shared((), words, now, _styled_by(()), cache(dates.clock))
    days = [day_name(moment.local_day, now.date()) for moment in moments]
    times = [_at(moment, shared) for moment in moments]
    widest = [max(map(width_of, column), default=0) for column in (days, times)]
    rows = []
    for moment, day, at in zip(moments, days, times, strict=True):
        cells = (_padded(cell, width) for cell, width in zip((day, at), widest, strict=True))
        told = " · ".join(filter(None, (_names(moment.children), *_what(moment, shared))))
        rows.append(clean("  ".join((*cells, f"{_mark(moment):1}", told))))
    return rows


def taken_for(typed: str, words: Iterable[Word]) -> str:
    """Return the sentence that says which words were looked for in the place of what was typed."""
    return f"“{typed}” is taken for {quoted((word.label for word in words), 'or')}."


OF_FEAR = "For what scared or hurt a child: attune list frighten"


def also_finds(typed: str, labels: Iterable[str]) -> str:
    """Return the sentence that says for which words a search found moments, beside the text."""
    return f"Also: moments with {quoted(labels, 'or')}, for which people say “{typed}”."


def left_out(extent: Extent) -> str:
    """Return the line on how many are shown, and how to see the others."""
    line = NEWEST_OF_MANY if extent.is_more else NEWEST
    more = unbroken(f"--limit {extent.shown * 4}")
    return line.format(shown=extent.shown, of=extent.of, more=more, whole=unbroken("--limit 0"))


def as_name(name: str) -> str:
    """Return the sentence on a text that is a nickname."""
    return f"“{name}” was looked for as a text. For the moments with {shown(name)}: @{name}"


def as_days(text: str) -> str:
    """Return the sentence on a text that is the name of days."""
    return f"“{text}” was looked for as a text. For these days: --from {text} --to {text}"


def written_of(weeks: Sequence[date]) -> str:
    """Return the sentence on what is looked for in what was written about weeks."""
    last = weeks[-1]
    if len(weeks) == 1:
        return (
            f"You wrote of it about the week of {day_in_full(last)}. To read it: attune "
            f"reflections --from {last} --to {last}"
        )
    return (
        f"You wrote of it about {len(weeks)} weeks, the last one that of {day_in_full(last)}. To "
        "read what you wrote: attune reflections"
    )


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


def _entry(moment: Moment, shared: _Shared) -> Iterator[Line]:
    begun = [_at(moment, shared), _who(moment.kind, moment.children, moment.caregiver)]
    told = in_words(moment, shared.words, shared.styled)
    text = " · ".join([*begun, *told] if begun[0] else [begun[1], *told])
    yield Line(f"#{moment.number}  {text}", indent=2, hang=4)
    if moment.note:
        yield Line(_excerpt(moment.note, shared.terms), indent=6)


@lru_cache(100)
def _who(kind: Kind, children: tuple[str, ...], caregiver: str) -> str:
    """Return the kind of a moment and who was in it."""
    by = "" if caregiver == DEFAULT_CAREGIVER else f"by {shown(caregiver)}"
    return marked(" · ".join(filter(None, (KINDS[kind], _names(children), by))))


def _excerpt(note: str, terms: Sequence[Term]) -> str:
    """Return the beginning of a note, or what is around the search terms in it, marked."""
    if not terms:
        return marked(excerpt(note, (), _HINT).text)
    return marked(*excerpt(note, first_places(note, terms), 2 * _HINT))


def _columns(moments: Iterable[Moment], shared: _Shared, width: int) -> Columns:
    """Return how wide the columns are for these moments."""
    number = at = names = 0
    for moment in moments:
        number = max(number, len(str(moment.number)))
        at = max(at, width_of(_at(moment, shared)))
        names = max(names, width_of(_names(moment.children)))
    return Columns(width, number, min(at, _MOST), min(names, _MOST))


def _in_columns(moment: Moment, shared: _Shared, columns: Columns) -> Iterator[Line]:
    """Yield a moment as number, time, names and what happened, and its note below."""
    terms, at, names = shared.terms, _at(moment, shared), _names(moment.children)
    text, role = " · ".join(_what(moment, shared)), "text" if terms else "dots"
    rated = "" if terms else _mark(moment)
    label = f"  {f'#{moment.number}':>{columns.number + 1}}"
    indent = len(label) + 2
    if columns.page >= _ALIGNED:
        cells = ((at, columns.time), (names, columns.names))
        before = "".join(f"{_padded(cell, width)}  " for cell, width in cells if width)
        hang = columns.before_text
        if not terms:
            before, hang = f"{before}{rated:1} ", hang + 2
        yield Line(f"{before}{text}", role, indent, hang, label)
        indent += hang
    elif columns.page >= _BESIDE:
        text = " · ".join(filter(None, (at, names, " ".join(filter(None, (rated, text))))))
        yield Line(text, role, indent, label=label)
    else:
        yield Line(" · ".join(filter(None, (at, names))), indent=indent, label=label)
        indent = 4
        yield Line(" ".join(filter(None, (rated, text))), role, indent)
    if moment.note and terms:
        yield Line(_excerpt(moment.note, terms), indent=indent)
    elif moment.note:
        yield Line(marked(_first_line(moment.note, columns.page - indent)), "quiet", indent)


def _first_line(note: str, room: int) -> str:
    """Return the first line of a note, as much of it as is near to one row."""
    first, *others = note.strip().splitlines()
    length = room - 2 if room >= _ROOM_OF_NOTE else _HINT
    begun, _ = excerpt(first, (), min(_HINT, length))
    return f"{begun} …" if others and begun == first.strip() else begun


def _mark(moment: Moment) -> str:
    """Return the sign for how a moment is rated; none where it is not."""
    if FRIGHTEN in moment.responses:
        return FEAR
    return RATED[moment.sensitivity] if moment.sensitivity else ""


def _padded(cell: str, width: int) -> str:
    return f"{marked(cell)}{' ' * (width - width_of(cell))}"


def _what(moment: Moment, shared: _Shared) -> list[str]:
    """Return what a list says of a moment: all that a search may have found, or the main things."""
    words, styled = shared.words, shared.styled
    by = [] if moment.caregiver == DEFAULT_CAREGIVER else [f"by {marked(shown(moment.caregiver))}"]
    is_named = moment.kind is Kind.DISTRESS and moment.cue
    kind = [] if is_named else [KINDS[moment.kind]]
    if shared.terms:
        return [*by, *kind, *in_words(moment, words, styled)]
    what = happened(moment, labelled(words, styled))
    rated = "not rated" if moment.kind in RATED_KINDS and moment.sensitivity is None else None
    not_yet = CAME_BACK[CameBack.NOT_YET] if moment.came_back is CameBack.NOT_YET else None
    return [
        *by,
        *kind,
        *filter(None, (what, rated, not_yet)),
        *(f"#{marked(tag)}" for tag in moment.tags),
    ]


def _at(moment: Moment, shared: _Shared) -> str:
    """Return the time, with its UTC offset if that differs from the present one."""
    at = moment.occurred_at
    if at is None:
        return moment.part_of_day or ""
    clock = shared.clock(time(at.hour, at.minute))
    if at.tzinfo is moment.logged_at.tzinfo:
        return clock
    is_here = at.utcoffset() in {moment.logged_at.utcoffset(), shared.now.utcoffset()}
    return clock if is_here else f"{clock} (UTC{at:%z})"


@lru_cache(100)
def _names(children: tuple[str, ...]) -> str:
    return ", ".join(map(shown, children))


def _styled_by(terms: Sequence[Term]) -> Callable[[str, str], str]:
    """Return a function that marks search terms in a label; all of it if only its word has them."""

    @lru_cache
    def styled(word: str, label: str) -> str:
        found = places(label, terms) if terms else []
        if terms and not found and places(word, terms):
            found = [(0, len(label))]
        return marked(label, found)

    return styled


def _day(day: date, today: date) -> str:
    name = day_name(day, today)
    if name in {"today", "yesterday"}:
        return f"{name.capitalize()}, {dates.weekday_in_short(day)}"
    return name
