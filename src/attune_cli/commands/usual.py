"""The usual child and caregiver, for when nobody is named: kept in the settings, by nickname."""

from collections.abc import Iterable, Iterator
from typing import Annotated

import typer

from attune_cli.context import Attune
from attune_cli.core.moment import Moment
from attune_cli.core.people import key_of, shown
from attune_cli.errors import AttuneError
from attune_cli.store.database import reading
from attune_cli.store.people import People, read_people

Usual = Annotated[
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


def addressed(run: Attune, moments: Iterable[Moment]) -> Iterator[Moment]:
    """Yield moments as pages say them: by “me” is whoever is meant where nobody is named."""
    people = people_of(run)
    for moment in moments:
        whose = people.addressed(moment.caregiver, run.settings.caregiver)
        yield moment._replace(caregiver=whose)


def set_usual(run: Attune, role: str) -> str | None:
    """Return the nickname that the settings file has for the "child" or "caregiver", if any.

    To be asked before the journal changes.

    Raises:
        JournalTrouble: a folder is out of reach, which is the journal's to name.
        SettingsBroken: the file cannot be read.
    """
    from attune_cli.store.settings import read_values  # noqa: PLC0415 to change somebody

    with reading(run.home):
        found = read_values(run.home.settings).get(role)
    return None if found is None else str(found)


def follow(run: Attune, role: str, before: str, name: str, *, wanted: bool | None) -> None:
    """Let the settings follow somebody who was edited.

    Args:
        run: the run.
        role: "child" or "caregiver".
        before: the nickname that the settings may know.
        name: the nickname as it is now.
        wanted: whether it is to be who is meant if nobody is named; None leaves that as it is.

    Raises:
        AttuneError: the settings can't be read or written.
    """
    said = set_usual(run, role)
    is_said = said is not None and key_of(said) == key_of(before)
    if wanted or (is_said and wanted is None):
        name_usual(run, role, name)
    elif is_said:
        name_usual(run, role, None)


def follow_all(run: Attune, before: People, after: People) -> None:
    """Let the settings follow everybody, after a change of the journal such as one undone.

    Args:
        run: the run.
        before: everybody till now.
        after: everybody now; who is gone is the usual one no more.

    Raises:
        AttuneError: the settings can't be read or written.
    """
    for role, was, now in (
        ("child", before.children, after.children),
        ("caregiver", before.caregivers, after.caregivers),
    ):
        names = {number: person.name for number, person in now.items()}
        for number, person in was.items():
            name = names.get(number)
            if name is None:
                follow(run, role, person.name, person.name, wanted=False)
            elif name != person.name:
                follow(run, role, person.name, name, wanted=None)


def name_usual(run: Attune, role: str, name: str | None) -> None:
    """Write who is meant if nobody is named into the settings, or None for nobody.

    Raises:
        AttuneError: the settings can't be read or written.
    """
    from attune_cli.store.settings import set_value, unset_value  # noqa: PLC0415 see above

    try:
        if name is None:
            unset_value(run.home.settings, role)
        elif name != set_usual(run, role):
            set_value(run.home.settings, role, name)
    except AttuneError as problem:
        problem.add_note("Only the settings are as they were; the journal has the change.")
        raise


def meant(role: str, name: str | None) -> str:
    """Say who is meant from now on, where nobody is named."""
    if name is None:
        return f"No {role} is the default any more."
    return f"Where no {role} is named, it is {shown(name)} from now on."
