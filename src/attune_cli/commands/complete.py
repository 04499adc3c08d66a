"""What the shell offers behind a verb or an option, while it is typed: words, names, days, values.

It refuses nothing: where the journal or the settings cannot be read, there is less to offer.
"""

import os
from collections.abc import Callable, Iterable, MutableMapping
from typing import TYPE_CHECKING

import typer

from attune_cli.context import Attune
from attune_cli.core.people import BANDS, key_of
from attune_cli.core.time.days import MONTHS, WEEKDAYS
from attune_cli.core.vocabulary import Vocabulary, Word, vocabulary
from attune_cli.errors import AttuneError

if TYPE_CHECKING:
    from attune_cli.store.people import People

Offer = tuple[str, str]  # a value, and what it is
Completer = Callable[[typer.Context, str], list[Offer]]
_DAYS = ("today", "yesterday", *WEEKDAYS, *MONTHS)


def join_names(environment: MutableMapping[str, str]) -> None:
    """Put @ and the name behind it together again: bash takes them for two words.

    Args:
        environment: of this process, where bash says which words stand in the line, and which of
            them is completed.
    """
    line, place = environment.get("COMP_WORDS", ""), environment.get("COMP_CWORD", "")
    apart = "\n" if "\n" in line else " "
    words = line.split(apart)
    if "@" not in words[:-1] or not place.isdecimal():
        return
    joined: list[str] = []
    moved = int(place)
    for number, word in enumerate(words):
        if joined and joined[-1] == "@":
            joined[-1] += word
            moved -= number <= int(place)
        else:
            joined.append(word)
    environment.update(COMP_WORDS=apart.join(joined), COMP_CWORD=str(moved))


def complete_word(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """Return the words that begin so, with their labels."""
    return offers(map(_of_word, _known(ctx).words.values()), incomplete)


def complete_query(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """Return what narrows a view: words, days, and after @ or + names and tags."""
    if incomplete.startswith("@"):
        people = _people(ctx)
        names = [*people.names_of_children, *people.names_of_caregivers]
        return offers(((f"@{name}", "") for name in names), incomplete)
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
        names = _people(ctx).names_of_children
        return offers(((f"@{name}", "") for name in names), incomplete)
    if incomplete.startswith(("+", "#")):
        return complete_query(ctx, incomplete)
    return complete_word(ctx, incomplete)


def words_of(*vocabularies: str) -> Completer:
    """Return what offers the words of some vocabularies."""

    def complete(ctx: typer.Context, incomplete: str) -> list[Offer]:
        known = _known(ctx)
        return offers(
            (_of_word(word) for name in vocabularies for word in known.of(name)), incomplete
        )

    return complete


def one_of(values: Iterable[str]) -> Completer:
    """Return what offers some values."""
    every = tuple(values)

    def complete(ctx: typer.Context, incomplete: str) -> list[Offer]:  # noqa: ARG001 Typer's way
        return offers(((value, "") for value in every), incomplete)

    return complete


complete_days = one_of(_DAYS)
complete_band = one_of(BANDS)
complete_last = one_of(["last"])


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


def _of_word(word: Word) -> Offer:
    return word.word, word.label


def _names(names: Iterable[str], incomplete: str) -> list[Offer]:
    fitting = [name for name in names if key_of(name).startswith(key_of(incomplete))]
    # What is typed in another case is completed as it was begun.
    return offers(((incomplete + name[len(incomplete) :], "") for name in fitting), incomplete)


def offers(every: Iterable[Offer], incomplete: str) -> list[Offer]:
    """Return those that begin so, in the form that the shell reads."""
    return [
        (_escaped(value), _unmarked(help_))
        for value, help_ in every
        if value.startswith(incomplete)
    ]


def _escaped(value: str) -> str:
    """Return a value as the shell reads it: only bash takes it as it stands."""
    is_bash = os.environ.get("_ATTUNE_COMPLETE", "").endswith("bash")
    return value.replace(" ", "\\ ") if is_bash else value


def _unmarked(help_: str) -> str:
    """Return a label in which Typer finds no markup of Rich: a person's own may have brackets."""
    if "[" not in help_:
        return help_
    from rich.markup import escape  # noqa: PLC0415 only such a label needs it

    return escape(help_)


def _run(ctx: typer.Context) -> Attune:
    return ctx.find_object(Attune) or Attune.from_environment()


def _known(ctx: typer.Context) -> Vocabulary:
    try:
        return _run(ctx).vocabulary
    except AttuneError:
        return vocabulary()


def _people(ctx: typer.Context) -> "People":
    # help-now has options, too, and needs no journal.
    from attune_cli.store.database import reading  # noqa: PLC0415 completion
    from attune_cli.store.people import NOBODY, read_people  # noqa: PLC0415 completion

    try:
        with reading(_run(ctx).home) as connection:
            return read_people(connection)
    except AttuneError:
        return NOBODY


def _tags(ctx: typer.Context) -> list[str]:
    from attune_cli.store.database import reading  # noqa: PLC0415 completion
    from attune_cli.store.search import tags_in_use  # noqa: PLC0415 completion

    try:
        with reading(_run(ctx).home) as connection:
            return tags_in_use(connection) if connection else []
    except AttuneError:
        return []
