"""One moment with all that is known of it: what `show` prints."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from attune_cli.core.moment import Chosen, Kind, Moment
from attune_cli.core.people import DEFAULT_CAREGIVER, shown
from attune_cli.core.vocabulary import Vocabulary
from attune_cli.core.whole import Whole
from attune_cli.render.moment import named
from attune_cli.render.page import Line, heading, marked

_NAMES = 14  # columns of what a row is about
_RATED_TITLE = {Kind.DISTRESS: "Sensitive", Kind.CONNECTION: "Fully there"}


def whole_page(several: Iterable[Whole], words: Vocabulary, now: datetime) -> Iterator[Line]:
    """Yield the lines of moments, one after the other, each whole."""
    for place, one in enumerate(several):
        if place:
            yield Line()
        yield from _whole(one, words, now)


def _whole(one: Whole, words: Vocabulary, now: datetime) -> Iterator[Line]:
    moment = one.moment
    yield Line(f"#{moment.number} · {words.label(moment.kind)}", "title")
    rows = [*_when(moment, now), *_who(moment), *_what(moment, words), *_after(one, words, now)]
    for name, value in rows:
        if value:
            yield Line(f"{name:<{_NAMES - 1}} {marked(value)}", indent=2, hang=_NAMES)
    if moment.note:
        yield from heading("Note")
        yield from (Line(marked(line), indent=2) for line in moment.note.splitlines())
    yield Line()
    yield Line(_to_do(moment), "quiet", hang=2)


def _when(moment: Moment, now: datetime) -> Iterator[tuple[str, str]]:
    at, logged = moment.occurred_at, moment.logged_at
    day = _day(moment.local_day)
    if at is None:
        yield "When", f"{day}, at a time that is not known"
    else:
        yield "When", f"{day}, {_clock(at, now)}"
    memory = ", from memory" if moment.from_memory else ""
    prompted = ", because it was the last one" if moment.chosen is Chosen.PROMPTED else ""
    yield "Logged", f"{_day(logged.date())}, {_clock(logged, now)}{memory}{prompted}"


def _who(moment: Moment) -> Iterator[tuple[str, str]]:
    yield "With", ", ".join(map(shown, moment.children))
    if moment.caregiver != DEFAULT_CAREGIVER:
        yield "By", shown(moment.caregiver)


def _what(moment: Moment, words: Vocabulary) -> Iterator[tuple[str, str]]:
    def labels(several: Iterable[str]) -> str:
        return ", ".join(_label(word, words) for word in several)

    you = "You" if moment.caregiver == DEFAULT_CAREGIVER else shown(moment.caregiver)
    yield "They were", _label(moment.cue, words) if moment.cue else ""
    yield you, labels(moment.responses)
    yield "Together", labels(moment.activities)
    yield "Coming back", labels(moment.steps)
    yield "Afterwards", _label(moment.after, words) if moment.after else ""
    yield "You were" if you == "You" else "They felt", labels(moment.states)


def _after(one: Whole, words: Vocabulary, now: datetime) -> Iterator[tuple[str, str]]:
    moment = one.moment
    if moment.kind in _RATED_TITLE:
        rating = moment.sensitivity
        said = "not rated" if rating is None else words.label(rating)
        yield _RATED_TITLE[moment.kind], said
    yield "Came back", words.label(moment.came_back) if moment.came_back else ""
    if one.repaired:
        yield "Repairs", named(one.repaired, words, now.date())
    yield "Repaired by", ", ".join(f"#{number}" for number in one.repairs)
    yield "Tags", " ".join(f"#{tag}" for tag in moment.tags)


def _label(word: str, words: Vocabulary) -> str:
    """Say a word by its label, and how it is typed where that is another word."""
    label = words.label(word)
    return label if label in {word, word.replace("_", " ")} else f"{label} ({word})"


def _day(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b %Y}"


def _clock(at: datetime, now: datetime) -> str:
    return f"{at:%H:%M}" if at.utcoffset() == now.utcoffset() else f"{at:%H:%M} (UTC{at:%z})"


def _to_do(moment: Moment) -> str:
    """Say what can be done with it."""
    number, ways = moment.number, ["edit"]
    if moment.kind in _RATED_TITLE and moment.sensitivity is None:
        ways.append("rate")
    if moment.to_come_back_to and not moment.was_come_back_to:
        ways.append("back")
    ways.append("delete")
    return "To change it: " + " · ".join(f"attune {verb} {number}" for verb in ways)
