"""What the shell offers behind a verb or an option, while it is typed: words, names, days, values.

It refuses nothing: where the journal or the settings cannot be read, there is less to offer. It
writes nothing either: no journal is made or brought up to date, and nobody is waited for. How a
shell asks, and is answered, stands in shells.py.
"""

from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeVar

import typer

from attune_cli.context import Attune
from attune_cli.core.people import BANDS, GROWN_UP, key_of
from attune_cli.core.time.days import MONTHS, WEEKDAYS
from attune_cli.core.vocabulary import Vocabulary, Word, vocabulary
from attune_cli.errors import AttuneError

if TYPE_CHECKING:
    from attune_cli.store.people import People

Offer = tuple[str, str]  # a value, and what it is
Completer = Callable[[typer.Context, str], list[Offer]]
_T = TypeVar("_T")
PATH = "\0path"  # in the place of what it is: the shell is to offer files
LAST = ("last", "the moment that was logged last")
_DAYS = ("today", "yesterday", *WEEKDAYS, *MONTHS)
_MONTHS_OF_YEAR = 12
SHOWN = 10  # of the latest moments

# Times and days as people say them; a test reads each as the option does that offers it.
TIMES = (
    ("20 min ago", ""), ("an hour ago", ""), ("17:30", "the latest one"), ("around 5", ""),
    ("this morning", "a part of the day"), ("before bed", "a part of the day"), ("last night", ""),
    ("yesterday 8am", ""), ("monday evening", ""), ("2 days ago", "no hour is invented"),
)  # fmt: skip
SPANS = (
    *((day, "") for day in ("today", "yesterday", *WEEKDAYS)),
    ("last week", ""), ("last month", ""), ("3 weeks ago", "that day"),
    *((month, "") for month in MONTHS),
)  # fmt: skip
IN_WEEKS = (
    ("last week", ""), ("today", ""), ("yesterday", ""), ("3 weeks ago", "the week of that day"),
    *((day, "") for day in WEEKDAYS),
)  # fmt: skip
IN_MONTHS = (("last month", ""), *((month, "the latest one") for month in MONTHS))
CLOCKS = ("07:30", "12:30", "17:30", "20:30")
HOURS = ("8:00-20:00", "9am to 6pm")
TO_COME = (*WEEKDAYS, "24 dec", "2 jan")
BIRTHS = (("newborn", ""), ("2 weeks", "old"), ("18 months", "old"), ("2024-08", "a month"))


def complete_word(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """Return the words that begin so, with their labels."""
    return offers(map(_of_word, _known(ctx).words.values()), incomplete)


def complete_query(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """Return what narrows a view: words, days, and after @ or + names and tags."""
    if incomplete.startswith("@"):
        people = _people(ctx)
        children = _names(people.names_of_children, incomplete, "child")
        return [*children, *_names(people.names_of_caregivers, incomplete, "caregiver")]
    if incomplete.startswith(("+", "#")):
        return offers(((f"{incomplete[0]}{tag}", "") for tag in _tags(ctx)), incomplete)
    return [*complete_word(ctx, incomplete), *complete_days(ctx, incomplete)]


def complete_whose_days(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """Return what narrows a view that words don't: names after @, and days."""
    if incomplete.startswith("@"):
        return complete_query(ctx, incomplete)
    return complete_days(ctx, incomplete)


def complete_logged(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """Return what a moment is logged with: words, and after @ or + children and tags."""
    if incomplete.startswith("@"):
        return _names(_people(ctx).names_of_children, incomplete, "child")
    if incomplete.startswith(("+", "#")):
        return complete_query(ctx, incomplete)
    return complete_word(ctx, incomplete)


def complete_zone(ctx: typer.Context, incomplete: str) -> list[Offer]:  # noqa: ARG001
    """Return the time zones that begin so."""
    from zoneinfo import available_timezones  # noqa: PLC0415 only `import` has one

    return offers(((zone, "") for zone in sorted(available_timezones())), incomplete)


def complete_value(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """Return what the setting may be that is named before."""
    from attune_cli.settings.settings import BY_NAME  # noqa: PLC0415 only `config` has them

    name = str(ctx.params.get("name") or "")
    if name.startswith("synonyms."):
        return complete_word(ctx, incomplete)
    people = {"child": complete_child, "caregiver": complete_caregiver}
    if name in people:
        return people[name](ctx, incomplete)
    setting = BY_NAME.get(name)
    return offers(((value, "") for value in setting.kind.offers), incomplete) if setting else []


def words_of(*vocabularies: str) -> Completer:
    """Return what offers the words of some vocabularies."""

    def complete(ctx: typer.Context, incomplete: str) -> list[Offer]:
        known = _known(ctx)
        return offers(
            (_of_word(word) for name in vocabularies for word in known.of(name)), incomplete
        )

    return complete


def one_of(values: Iterable[str | Offer]) -> Completer:
    """Return what offers some values, each with what it is, if that is said."""
    every = tuple((value, "") if isinstance(value, str) else value for value in values)

    def complete(ctx: typer.Context, incomplete: str) -> list[Offer]:  # noqa: ARG001 Typer's way
        return offers(every, incomplete)

    return complete


complete_days = one_of(_DAYS)
complete_span = one_of(SPANS)
complete_time = one_of(TIMES)
complete_clock = one_of(CLOCKS)


def complete_path(ctx: typer.Context, incomplete: str) -> list[Offer]:  # noqa: ARG001 Typer's way
    """Leave it to the shell to offer files."""
    return [(incomplete, PATH)]


def complete_band(ctx: typer.Context, incomplete: str) -> list[Offer]:  # noqa: ARG001
    """Return the ages that begin so, with their years."""
    begins = [*BANDS.values(), GROWN_UP]
    years = pairwise(begins)
    helps = (
        f"{first // _MONTHS_OF_YEAR} to {last // _MONTHS_OF_YEAR - 1} years" if first else "under 1"
        for first, last in years
    )
    return offers(zip(BANDS, helps, strict=True), incomplete)


def complete_child(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """Return the nicknames of children that begin so."""
    return _names(_people(ctx).names_of_children, incomplete)


def complete_caregiver(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """Return the nicknames of caregivers that begin so."""
    return _names(_people(ctx).names_of_caregivers, incomplete)


def complete_person(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """Return the nicknames of those whom the verb is about, as `caregiver edit` is."""
    is_child = ctx.parent is not None and ctx.parent.info_name == "child"
    return (complete_child if is_child else complete_caregiver)(ctx, incomplete)


def complete_tag(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """Return the tags that begin so."""
    return offers(((tag, "") for tag in _tags(ctx)), incomplete)


def complete_moment(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """Return “last” and the numbers of the latest moments that begin so, each moment in a line."""
    sign = "#" if incomplete.startswith("#") else ""
    numbers = ((f"{sign}{number}", line) for number, line in _latest(ctx))
    return offers([LAST, *numbers], incomplete)


def complete_moments(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """Return the same behind commas: 41,42."""
    before, comma, begun = incomplete.rpartition(",")
    given = before.split(",")
    numbers = ((number, line) for number, line in _latest(ctx) if number not in given)
    return [(f"{before}{comma}{number}", line) for number, line in offers(numbers, begun)]


def moments_and(completer: Completer) -> Completer:
    """Return what offers the latest moments, and something else."""

    def complete(ctx: typer.Context, incomplete: str) -> list[Offer]:
        return [*complete_moment(ctx, incomplete), *completer(ctx, incomplete)]

    return complete


def _latest(ctx: typer.Context) -> list[Offer]:
    """Return the numbers of the latest moments, the newest first, each moment in a line."""
    from attune_cli.render.moment import echo  # noqa: PLC0415 words need no journal
    from attune_cli.store.moments import newest  # noqa: PLC0415 likewise
    from attune_cli.store.people import read_people  # noqa: PLC0415 likewise

    run, known = _run(ctx), _known(ctx)
    now = run.clock()

    def lines(connection: Any) -> list[Offer]:
        people, usual = read_people(connection), _usual(run)
        return [
            (str(moment.number), echo(moment, known, now).partition(" · ")[2])
            for moment in (
                moment._replace(caregiver=people.addressed(moment.caregiver, usual))
                for moment in newest(connection, SHOWN)
            )
        ]

    return _seen(ctx, lines, [])


def _usual(run: Attune) -> str:
    try:
        return run.settings.caregiver
    except AttuneError:
        return ""


def _of_word(word: Word) -> Offer:
    return word.word, word.label


def _names(names: Iterable[str], incomplete: str, role: str = "") -> list[Offer]:
    """Return the nicknames that begin so, behind an @ where one stands there."""
    begun = incomplete.removeprefix("@")
    fitting = [name for name in names if key_of(name).startswith(key_of(begun))]
    # What is typed in another case is completed as it was begun.
    return [(incomplete + name[len(begun) :], role) for name in fitting]


def offers(every: Iterable[Offer], incomplete: str) -> list[Offer]:
    """Return those that begin so."""
    return [(value, help_) for value, help_ in every if value.startswith(incomplete)]


def _run(ctx: typer.Context) -> Attune:
    return ctx.find_object(Attune) or Attune.from_environment()


def _known(ctx: typer.Context) -> Vocabulary:
    try:
        return _run(ctx).vocabulary
    except AttuneError:
        return vocabulary()


def _seen(ctx: typer.Context, read: Callable[[Any], _T], otherwise: _T) -> _T:
    """Return what the journal has, if it can be looked at without more ado."""
    # help-now has options, too, and needs no journal.
    from attune_cli.store.database import glimpse  # noqa: PLC0415 words need no journal

    try:
        return glimpse(_run(ctx).home, read, otherwise)
    except AttuneError:  # there is no such home
        return otherwise


def _people(ctx: typer.Context) -> "People":
    from attune_cli.store.people import NOBODY, read_people  # noqa: PLC0415 words need no journal

    return _seen(ctx, read_people, NOBODY)


def _tags(ctx: typer.Context) -> list[str]:
    from attune_cli.store.search import tags_of_late  # noqa: PLC0415 words need no journal

    return _seen(ctx, tags_of_late, [])
