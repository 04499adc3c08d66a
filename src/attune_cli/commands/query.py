"""The words behind a view: read with the journal's names, and put together with its options."""

from collections.abc import Iterable, Mapping, Sequence
from shlex import join, quote
from typing import NamedTuple

import typer

from attune_cli import errors
from attune_cli.commands.options import near, run_of
from attune_cli.commands.people.names import people_of
from attune_cli.context import Attune
from attune_cli.core.crisis import concern_of
from attune_cli.core.people import key_of, near_names
from attune_cli.core.query import Known, Query, read_persons, read_query
from attune_cli.core.time.days import MONTHS, NAMES, WEEKDAYS, is_to_come
from attune_cli.core.vocabulary import FRIGHTEN, OWN_IN, as_stored, own_word
from attune_cli.errors import in_short
from attune_cli.store.database import reading
from attune_cli.store.people import People

OFFERS = 2
SHORT = 40  # signs of a text that a command can be built of


class View(NamedTuple):
    """What a verb can be narrowed by, beside a child and a caregiver.

    Attributes:
        verb: its name.
        takes: all of it in words, with an example.
        words: whether words and tags narrow it.
        numbers: whether numbers of moments do.
        days: whether days do.
        span: whether “since …” and “until …” do.
        instead: how a text is looked for instead; None if it can't be.
        others: what else may stand there, each with what that is.
        as_logged: whether what people say is taken for all that `attune log` takes it for.
    """

    verb: str
    takes: str
    words: bool = False
    numbers: bool = False
    days: bool = True
    span: bool = False
    instead: str | None = None
    others: Mapping[str, str] = {}
    as_logged: bool = False


def query_of(ctx: typer.Context, typed: Sequence[str] | None, view: View) -> Query:
    """Return what was typed behind a view; nothing is read where nothing was typed.

    Raises:
        AttuneError: something means nothing, contradicts something or cannot narrow the view.
    """
    if not typed:
        return Query()
    run, people = run_of(ctx), people_of(run_of(ctx))
    usual = people.usual_caregiver(run.settings.caregiver)
    names = (people.names_of_children, people.names_of_caregivers)
    first_weekday = run.settings.first_weekday
    now, as_logged = run.clock(), view.as_logged
    query = read_query(typed, Known(run.vocabulary, *names, usual, now, first_weekday, as_logged))
    _require_known(query.children, people)
    if query.unknown and view.words:
        query = _with_former(run, query)
    if query.unknown:
        raise _nothing(ctx, query.unknown[0], typed, people, view)
    if query.last and query.of_numbers and view.numbers:
        raise errors.usage.WordsClash(
            "last", query.of_numbers, "Each says which moments. Keep one of them."
        )
    if query.last and view.span and not view.numbers:
        raise errors.arguments.NothingOfThat(
            "last", view.verb, view.takes, [("last week", "days"), ("last month", "days")]
        )
    _require_narrowing(query, view)
    return query


def _with_former(run: Attune, query: Query) -> Query:
    """Return a query with the words that moments were logged with and that are words no more."""
    from attune_cli.core.search import MomentFilter  # noqa: PLC0415 only an unknown word
    from attune_cli.store.search import find  # noqa: PLC0415 likewise

    with reading(run.home) as connection:
        for text in query.unknown:
            word = as_stored(text)
            if connection is None or not word or "�" in in_short(word) or len(word) > SHORT:
                continue
            used = [n for n in OWN_IN if find(connection, MomentFilter({n: (word,)}), 1)]
            former = tuple(own_word(name, word, word) for name in used[:1])
            left = tuple(one for one in query.unknown if one != text or not former)
            query = query._replace(words=(*query.words, *former), unknown=left)
    return query


def _require_known(names: Iterable[str], people: People) -> None:
    """Refuse a name behind @ that nobody has.

    Raises:
        UnknownPerson: it is neither a child's nor a caregiver's.
    """
    known = people.names_of_children
    keys = {key_of(name) for name in known}
    for name in names:
        if key_of(name) not in keys:
            near = near_names(name, [*known, *people.names_of_caregivers])
            raise errors.people.UnknownPerson("child", name, known, near, is_new=False)


def read_names(query: Query, typed: Iterable[str], people: People, usual: str) -> Query:
    """Return a query with names behind @.

    Raises:
        UnknownPerson: the journal has nobody of such a name.
        WordsClash: they are two children, or two caregivers.
    """
    names = (people.names_of_children, people.names_of_caregivers)
    read = read_persons(typed, *names, people.usual_caregiver(usual), query)
    _require_known(read.children, people)
    return read


def _require_narrowing(query: Query, view: View) -> None:
    """Refuse what a view cannot be narrowed by.

    Raises:
        NotNarrowedBy: such a thing was typed; with the command that can.
    """
    whose = [f"@{name}" for name in (*query.children, *query.caregivers)]
    if not view.words and (text := query.of_words):
        instead = f"For the moments: attune list {join([text, *whose])}"
        raise errors.arguments.NotNarrowedBy(text, view.verb, view.takes, instead)
    if not view.numbers and (text := query.of_numbers):
        instead = f"For the moments: attune list {quote(text)}"
        raise errors.arguments.NotNarrowedBy(text, view.verb, view.takes, instead)
    span = query.since or query.until
    if (not view.days and (text := query.of_days)) or (not view.span and (text := span)):
        days = ["since", query.since] if query.since else []
        days += ["until", query.until] if query.until else [query.days] if query.days else []
        command = " ".join(["attune look", *(days or ["last month"]), *whose])
        raise errors.arguments.NotNarrowedBy(text, view.verb, view.takes, f"For days: {command}")


def _nothing(
    ctx: typer.Context, text: str, typed: Sequence[str], people: People, view: View
) -> Exception:
    """Return the refusal of a text that means nothing, with what may be meant; never fear."""
    if not text:
        return errors.arguments.EmptyWord()
    if view.days and is_to_come(text) and text.casefold() not in view.others:
        return errors.usage.DayToCome(text)
    offers: list[tuple[str, str]] = []
    if view.words and len(text) <= SHORT:
        near_words = run_of(ctx).vocabulary.near(text)
        offers += [(word, place) for word, place in near_words if word != FRIGHTEN]
    if len(text) <= SHORT:
        children = near_names(text, people.names_of_children)
        offers += [(f"@{name}", "child") for name in children]
        if view.days:
            offers += [
                (name, "days") for name in near(text.casefold(), (*NAMES, *MONTHS, *WEEKDAYS))
            ]
        offers += [(one, view.others[one]) for one in near(text.casefold(), view.others)]
        options = {option for param in ctx.command.params for option in param.opts}
        if f"--{text}" in options:
            offers.insert(0, (f"--{text}", "option"))
    instead = ""
    if view.instead and len(text) <= SHORT and any(sign.isalnum() for sign in text):
        instead = f"{view.instead} {quote(text)}"
    in_need = concern_of(" ".join(typed)) is not None
    return errors.arguments.NothingOfThat(
        text, view.verb, view.takes, offers[:OFFERS], instead, in_need=in_need
    )


def whose(query: Query, child: str | None, caregiver: str | None) -> tuple[str | None, str | None]:
    """Return the child and the caregiver that words or options name.

    Raises:
        WordsClash: they name two.
    """
    both = []
    for role, option, names in (
        ("child", child, query.children),
        ("caregiver", caregiver, query.caregivers),
    ):
        name = names[0] if names else None
        if name is not None and option is not None and key_of(option) != key_of(name):
            why = f"Each names a {role}. Keep one of them."
            raise errors.usage.WordsClash(f"@{name}", f"--{role} {option}", why)
        both.append(name if option is None else option)
    return both[0], both[1]


def ends(query: Query, from_: str | None, to: str | None) -> tuple[str | None, str | None]:
    """Return the first and the last day that words or options name.

    Raises:
        WordsClash: both name them.
    """
    for said, name, option in (
        (query.days or query.since, "--from", from_),
        (query.days or query.until, "--to", to),
    ):
        if said is not None and option is not None:
            raise errors.usage.WordsClash(
                said, f"{name} {option}", "Each names days. Keep one of them."
            )
    if query.days is not None:
        return query.days, query.days
    return query.since or from_, query.until or to
