"""The child and the caregiver that are meant where nobody is named; the settings keep them."""

from attune_cli.context import Attune
from attune_cli.core.people import key_of, shown
from attune_cli.errors import AttuneError
from attune_cli.store.faults import explained, has_journal
from attune_cli.store.people import People
from attune_cli.store.settings import read_values, set_value, unset_value


def default_in_settings(run: Attune, role: str) -> str | None:
    """Return the nickname that the settings file has for the "child" or "caregiver", if any.

    Call it before the journal changes, so that broken settings are refused first.

    Raises:
        JournalTrouble: a folder is out of reach, which is the journal's to name.
        SettingsBroken: the file cannot be read.
    """
    with explained(run.home):
        has_journal(run.home)
    found = read_values(run.home.settings).get(role)
    return None if found is None else str(found)


def follow_person(run: Attune, role: str, before: str, name: str, *, wanted: bool | None) -> None:
    """Let the settings have the new nickname of somebody who was edited.

    Args:
        run: the run.
        role: "child" or "caregiver".
        before: the nickname that the settings may have.
        name: the nickname as it is now.
        wanted: whether they become the default; None leaves that as it is.

    Raises:
        AttuneError: the settings can't be read or written.
    """
    default = default_in_settings(run, role)
    is_default = default is not None and key_of(default) == key_of(before)
    if wanted or (is_default and wanted is None):
        set_default(run, role, name)
    elif is_default:
        set_default(run, role, None)


def follow_changes(run: Attune, before: People, after: People) -> None:
    """Let the settings have the nicknames of now, after a change of the journal.

    Args:
        run: the run.
        before: everybody before the change.
        after: everybody after it; whoever is gone is no default any more.

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
                follow_person(run, role, person.name, person.name, wanted=False)
            elif name != person.name:
                follow_person(run, role, person.name, name, wanted=None)


def set_default(run: Attune, role: str, name: str | None) -> None:
    """Write the default child or caregiver into the settings; None takes it out.

    Raises:
        AttuneError: the settings can't be read or written.
    """
    try:
        if name is None:
            unset_value(run.home.settings, role)
        elif name != default_in_settings(run, role):
            set_value(run.home.settings, role, name)
    except AttuneError as problem:
        problem.add_note("Only the settings are as they were; the journal has the change.")
        raise


def default_line(role: str, name: str | None) -> str:
    """Return the sentence that says who is the default from now on."""
    if name is None:
        return f"No {role} is the default any more."
    return f"Where no {role} is named, it is {shown(name)} from now on."
