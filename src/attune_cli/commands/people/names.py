"""Names of people: options that take them, and moments with the names that pages use."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from attune_cli import errors
from attune_cli.commands.complete import complete_person
from attune_cli.commands.options import known_name
from attune_cli.context import Attune
from attune_cli.core.grammar import Entry
from attune_cli.core.moment import Moment
from attune_cli.core.people import key_of, names_in
from attune_cli.store.database import reading
from attune_cli.store.people import People, read_people

if TYPE_CHECKING:
    from attune_cli.core.statistics.reflection import Reflection

Nickname = Annotated[str, typer.Argument(help="A nickname.", autocompletion=complete_person)]
NicknameBefore = Annotated[
    str, typer.Argument(help="The nickname till now.", autocompletion=complete_person)
]
NewNickname = Annotated[str | None, typer.Option("--name", metavar="NEW", help="Another nickname.")]
Default = Annotated[
    bool | None,
    typer.Option("--default/--no-default", help="Who is meant where nobody is named."),
]


def people_of(run: Attune) -> People:
    """Return everybody that the journal knows.

    Raises:
        JournalTrouble: it cannot be read.
    """
    with reading(run.home) as connection:
        return read_people(connection)


def addressed(
    run: Attune, moments: Iterable[Moment], known: People | None = None
) -> Iterator[Moment]:
    """Yield moments with the caregiver as pages say it: the default one is “me”.

    Args:
        run: the run.
        moments: with nicknames as stored.
        known: the journal’s people, where they were read with the moments; else read here.
    """
    told: dict[str, str] = {}
    for moment in moments:
        name = moment.caregiver
        if name not in told:
            known = known or people_of(run)
            told[name] = known.addressed(name, run.settings.caregiver)
        yield moment if told[name] == name else moment._replace(caregiver=told[name])


def as_read_by_you(reflection: "Reflection", known: People, usual: str) -> "Reflection":
    """Return a reflection with the caregivers as pages say them: the usual one is “me”."""

    def told(names: Iterable[str]) -> tuple[str, ...]:
        return tuple(known.addressed(name, usual) for name in names)

    found = reflection.distress
    still_open = [
        moment._replace(caregiver=known.addressed(moment.caregiver, usual))
        for moment in found.still_open
    ]
    distress = found._replace(frightened_by=told(found.frightened_by), still_open=tuple(still_open))
    return reflection._replace(caregivers=told(reflection.caregivers), distress=distress)


def stored_names(
    child: str | None, caregiver: str | None, known: People
) -> tuple[str | None, str | None]:
    """Return the stored nicknames of a typed child and caregiver, for a view; None stays None.

    Nobody new has moments, so nobody is offered to be added.

    Raises:
        UnknownPerson: the journal has nobody of that name.
        OneOfThem: several are named.
    """
    for role, typed in (("child", child), ("caregiver", caregiver)):
        if typed and len(names := list(names_in([typed]))) > 1:
            raise errors.people.OneOfThem(role, names, is_view=True)
    if child is not None:
        child = known_name("child", child, known.names_of_children, is_new=False)
    if caregiver is not None:
        names = known.names_of_caregivers
        caregiver = known_name("caregiver", caregiver, names, is_new=False)
    return child, caregiver


def with_caregiver(entry: Entry, known: People) -> Entry:
    """Return the entry with an @name as who responded, where it is a caregiver's and no child's."""
    kids, others = set(map(key_of, known.names_of_children)), map(key_of, known.names_of_caregivers)
    carers = {key_of(name) for name in entry.children} & (set(others) - kids)
    if entry.caregiver is not None or len(carers) != 1:
        return entry
    (caregiver,) = (name for name in entry.children if key_of(name) in carers)
    children = tuple(name for name in entry.children if key_of(name) not in carers)
    return entry._replace(children=children, caregiver=caregiver)
