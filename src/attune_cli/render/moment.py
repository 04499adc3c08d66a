"""One moment: as a line, as a name, as a page; and the pointer to support."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from functools import lru_cache

from attune_cli import dates
from attune_cli.core.moment import (
    CameBack,
    Chosen,
    FearBy,
    Kind,
    LinkedMoment,
    Moment,
    Sensitivity,
)
from attune_cli.core.people import DEFAULT_CAREGIVER, shown
from attune_cli.core.vocabulary import Vocabulary
from attune_cli.render.page import (
    MOST_OF_TEXT,
    Line,
    bullet,
    clean,
    goes_on,
    heading,
    marked,
    rows_of,
)
from attune_cli.render.short import Next, hint_rows
from attune_cli.render.text import to_text

# The kinds in a word or two, as CONTRIBUTING.md has them; the stored words are for typing.
KINDS = {Kind.DISTRESS: "upset", Kind.CONNECTION: "calm", Kind.REPAIR: "came back"}
BETWEEN = "; "  # labels have commas of their own
_RATED = {Kind.DISTRESS: "sensitive", Kind.CONNECTION: "fully there"}
_RATING = {
    Sensitivity.YES: "yes", Sensitivity.PARTLY: "partly", Sensitivity.NO: "not this time",
    None: "not rated",
}  # fmt: skip
CAME_BACK = {
    CameBack.SAME_MOMENT: "came back in the same moment",
    CameBack.LATER: "came back later",
    CameBack.NOT_YET: "not come back to yet",
    CameBack.NOT_NEEDED: "no need to come back",
}
IN_PART = {
    "morning": "in the morning", "midday": "around midday", "afternoon": "in the afternoon",
    "evening": "in the evening", "night": "at night",
}  # fmt: skip
UNKNOWN_TIME = "at a time that is not known"
_NOTE = 60  # letters of a note that are shown in a line
_NAMES = 14  # columns of what a row is about
_ROOM_FOR_SUPPORT = 70  # columns in which all of it fits a screen of 24 rows
_RATED_TITLE = {Kind.DISTRESS: "Sensitive", Kind.CONNECTION: "Fully there"}


def echo(
    moment: Moment,
    words: Vocabulary,
    now: datetime,
    repaired: tuple[int, date, str | None] | None = None,
) -> str:
    """Return a stored moment in one line that begins with its number.

    Args:
        moment: as stored.
        words: for the labels.
        now: the present, for “today”.
        repaired: number, day and cue of the moment that it repairs.
    """
    parts = [f"#{moment.number}", KINDS[moment.kind]]
    if moment.children:
        parts.append(", ".join(shown(name) for name in moment.children))
    if moment.caregiver != DEFAULT_CAREGIVER:
        parts.append(f"by {shown(moment.caregiver)}")
    parts += [when(moment, now), *in_words(moment, words)]
    if repaired is not None:
        number, day, cue = repaired
        of = ", ".join([day_name(day, now.date()), *([words.label(cue)] if cue else [])])
        parts.append(f"to #{number} ({of})")
    if moment.note:
        parts.append("note kept")
    return clean(" · ".join(parts))


def shortened(note: str, most: int = _NOTE) -> str:
    """Return the beginning of a note, in one line.

    Args:
        note: any text.
        most: so many letters of it.
    """
    text = clean(" ".join(note.split()))
    return text if len(text) <= most else f"{text[: most - 2].rstrip()} …"


def to_be_described(note: str) -> str:
    """Return that a note is kept without a moment, and how to go on with it."""
    return f"Kept to be described: “{shortened(note)}”. To go on with it: attune log"


def whose_state(number: int | None, state: str, cue: str | None) -> str:
    """Return whose state was stored, and how to say that it was the child’s."""
    change = f"attune edit {number} --without {state}"
    if cue:
        change = f"attune edit {number} {cue} --without {state}"
    return f"“{state}” is stored as how you were. If it was the child: {change}"


def when(moment: Moment, now: datetime) -> str:
    """Return when it happened, as exactly as it is known, relative to the present."""
    day = day_name(moment.local_day, now.date())
    if moment.occurred_at is None:
        return (
            f"{day} {IN_PART.get(moment.part_of_day, moment.part_of_day)}"
            if moment.part_of_day
            else day
        )
    at = f"{day} {dates.clock(moment.occurred_at)}"
    same_place = moment.occurred_at.utcoffset() == moment.logged_at.utcoffset()
    return at if same_place else f"{at} (UTC{moment.occurred_at:%z})"


def day_name(day: date, today: date) -> str:
    """Return the name of a day: today, yesterday, Mon 16 Nov, or Mon 16 Nov 2025."""
    ago = (today - day).days
    if ago in {0, 1}:
        return ("today", "yesterday")[ago]
    return (
        dates.weekday_in_short(day)
        if day.year == today.year
        else dates.weekday_in_short_with_year(day)
    )


def moment_name(moment: Moment, words: Vocabulary, today: date) -> str:
    """Return the name of a moment: its number, day and cue."""
    day = day_name(moment.local_day, today)
    if moment.cue:
        return f"#{moment.number} ({day}, {words.label(moment.cue)})"
    return f"#{moment.number} ({day})"


def in_words(
    moment: Moment, words: Vocabulary, styled: Callable[[str, str], str] | None = None
) -> list[str]:
    """Return what happened, what was done and how it went, in labels.

    Args:
        moment: any moment.
        words: for the labels.
        styled: gets a word and its label, and returns the label as the page shows it.
    """
    labels = labelled(words, styled)
    parts = [what] if (what := happened(moment, labels)) else []
    if moment.kind in _RATED:
        parts.append(f"{_RATED[moment.kind]}: {_RATING[moment.sensitivity]}")
    if moment.came_back:
        parts.append(CAME_BACK[moment.came_back])
    if moment.after:
        parts.append(f"afterwards: {labels((moment.after,))}")
    if moment.states:
        who = "you" if moment.caregiver == DEFAULT_CAREGIVER else shown(moment.caregiver)
        parts.append(f"{who}: {labels(moment.states)}")
    parts += [f"#{styled(tag, tag) if styled else tag}" for tag in moment.tags]
    return parts


@lru_cache(1)  # a list has one for all of its moments
def labelled(
    words: Vocabulary, styled: Callable[[str, str], str] | None = None
) -> Callable[[tuple[str, ...]], str]:
    """Return what lists words by their labels, as `styled` shows them."""

    @lru_cache(1000)  # the same few are said together, again and again
    def labels(several: tuple[str, ...]) -> str:
        shown = ((word, words.label(word)) for word in several)
        return BETWEEN.join(styled(*one) if styled else one[1] for one in shown)

    return labels


def happened(moment: Moment, labels: Callable[[tuple[str, ...]], str]) -> str:
    """Return what a moment was about and what was done: “told no → stayed close”."""
    actions = labels((*moment.responses, *moment.activities, *moment.steps))
    if not moment.cue:
        return actions
    return f"{labels((moment.cue,))} → {actions}" if actions else labels((moment.cue,))


def linked_moments_page(
    several: Iterable[LinkedMoment],
    words: Vocabulary,
    now: datetime,
    width: int | None = None,
    *,
    is_whole: bool = True,
) -> Iterator[Line]:
    """Yield the pages of moments, one after the other.

    Args:
        several: the moments.
        words: for the labels.
        now: the present.
        width: the columns of a page that ends with the two commands that help next; None for one
            that ends with all that change it.
        is_whole: whether a note is shown to its end, however long it is, as in a pager.
    """
    for place, one in enumerate(several):
        if place:
            yield Line()
        yield from _whole(one, words, now, most=None if is_whole else MOST_OF_TEXT)
        ways = _ways(one.moment)
        yield Line()
        if width:
            yield from hint_rows(ways[:2], width)
        else:
            yield Line(f"To change it: {' · '.join(way.command for way in ways)}", "quiet", hang=2)


def whole_text(one: LinkedMoment, words: Vocabulary, now: datetime, width: int) -> str:
    """Return a moment whole as text, wrapped to a width in columns."""
    return "\n".join(to_text(_whole(one, words, now, most=None), width))


def _whole(one: LinkedMoment, words: Vocabulary, now: datetime, most: int | None) -> Iterator[Line]:
    moment = one.moment
    yield Line(f"#{moment.number} · {words.label(moment.kind)}", "title")
    rows = [*_when(moment, now), *_who(moment), *_what(moment, words), *_after(one, words, now)]
    for name, value in rows:
        if value:
            yield Line(f"{name:<{_NAMES - 1}} {marked(value)}", indent=2, hang=_NAMES)
    if moment.note:
        yield from heading("Note")
        yield from (Line(marked(line), indent=2) for line in rows_of(moment.note[:most]))
        yield from goes_on(moment.note, most, f"attune show {moment.number} --json")


def _when(moment: Moment, now: datetime) -> Iterator[tuple[str, str]]:
    at, logged = moment.occurred_at, moment.logged_at
    day = dates.weekday_in_short_with_year(moment.local_day)
    if at is None:
        yield "When", f"{day}, {IN_PART.get(moment.part_of_day or '', UNKNOWN_TIME)}"
    else:
        yield "When", f"{day}, {_clock(at, now)}"
    parts = [dates.weekday_in_short_with_year(logged.date()), _clock(logged, now)]
    parts += ["from memory"] if moment.from_memory else []
    parts += ["because it was the last one"] if moment.chosen is Chosen.PROMPTED else []
    yield "Logged", ", ".join(parts)


def _who(moment: Moment) -> Iterator[tuple[str, str]]:
    yield "With", ", ".join(map(shown, moment.children))
    if moment.caregiver != DEFAULT_CAREGIVER:
        yield "By", shown(moment.caregiver)


def _what(moment: Moment, words: Vocabulary) -> Iterator[tuple[str, str]]:
    def labels(several: Iterable[str]) -> str:
        return BETWEEN.join(_label(word, words) for word in several)

    you = "You" if moment.caregiver == DEFAULT_CAREGIVER else shown(moment.caregiver)
    yield "They were", _label(moment.cue, words) if moment.cue else ""
    yield you, labels(moment.responses)
    yield "Together", labels(moment.activities)
    yield "Coming back", labels(moment.steps)
    yield "Afterwards", _label(moment.after, words) if moment.after else ""
    yield "You were" if you == "You" else "They felt", labels(moment.states)


def _after(one: LinkedMoment, words: Vocabulary, now: datetime) -> Iterator[tuple[str, str]]:
    moment = one.moment
    if moment.kind in _RATED_TITLE:
        rating = moment.sensitivity
        text = "not rated" if rating is None else words.label(rating)
        yield _RATED_TITLE[moment.kind], text
    yield "Came back", words.label(moment.came_back) if moment.came_back else ""
    if one.repaired:
        yield "Came back to", moment_name(one.repaired, words, now.date())
    yield "Came back in", ", ".join(f"#{number}" for number in one.repairs)
    yield "Tags", " ".join(f"#{tag}" for tag in moment.tags)


def _label(word: str, words: Vocabulary) -> str:
    """Return the label of a word, with the word itself if it differs."""
    label = words.label(word)
    return label if label in {word, word.replace("_", " ")} else f"{label} ({word})"


def _clock(at: datetime, now: datetime) -> str:
    clock = dates.clock(at)
    return clock if at.utcoffset() == now.utcoffset() else f"{clock} (UTC{at:%z})"


def _ways(moment: Moment) -> list[Next]:
    """Return the commands that can change it, the likeliest first."""
    number, ways = moment.number, []
    if moment.kind in _RATED_TITLE and moment.sensitivity is None:
        ways.append(Next("To rate it", f"attune rate {number}"))
    if moment.to_come_back_to and not moment.was_come_back_to:
        ways.append(Next("Once you came back", f"attune back {number}"))
    ways.append(Next("To change it", f"attune edit {number}"))
    ways.append(Next("To delete it", f"attune delete {number}"))
    return ways


def support(by: FearBy = FearBy.YOU) -> list[Line]:
    """Return the pointer to support, shown after `frighten` and only then.

    Args:
        by: whose response scared or hurt the child.
    """
    from attune_cli.core.support import read_support  # noqa: PLC0415 after fear only
    from attune_cli.render.support import contact_line  # noqa: PLC0415 likewise

    found = read_support()
    after = found.after_fear_of_another if by is FearBy.ANOTHER else found.after_fear
    beside = [found.after_fear_of_another.beside] if by is FearBy.BOTH else []
    lines = (*found.danger, *beside, *after.lines, *map(contact_line, found.contacts))
    return [Line(), Line(after.opening, "heading"), *map(bullet, lines), Line()]


def support_on(by: FearBy, width: int) -> list[Line]:
    """Return the pointer to support: in fewer words where all of it would scroll away.

    Args:
        by: whose response scared or hurt the child.
        width: of the terminal, in columns.
    """
    return support(by) if width >= _ROOM_FOR_SUPPORT else [Line(), *support_in_short(by), Line()]


def support_in_brief(by: FearBy = FearBy.YOU) -> list[Line]:
    """Return the pointer to support in brief, for a page that is not the place for all of it."""
    from attune_cli.core.support import read_support  # noqa: PLC0415 after fear only

    found = read_support()
    another = found.after_fear_of_another
    if by is FearBy.ANOTHER:
        return [Line(another.brief, indent=2)]
    beside = [another.beside] if by is FearBy.BOTH else []
    return [Line(text, indent=2) for text in (found.after_fear.brief, *beside)]


def support_in_short(by: FearBy, fact: str = "") -> list[Line]:
    """Return the pointer to support in fewer words, for a page of one screen.

    Args:
        by: whose response scared or hurt the child.
        fact: what stands before it.
    """
    from attune_cli.core.support import read_support  # noqa: PLC0415 after fear only

    found = read_support()
    after = found.after_fear_of_another if by is FearBy.ANOTHER else found.after_fear
    beside = [found.after_fear_of_another.beside] if by is FearBy.BOTH else []
    lines = (found.danger_in_short, *beside, *after.in_short)
    opening = f"{fact} {after.opening_in_short}".lstrip()
    return [Line(opening), *map(bullet, lines)]
