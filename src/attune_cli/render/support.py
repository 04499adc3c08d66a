"""The page of `attune help-now`, and its JSON. It loads neither Rich nor the journal."""

from pathlib import Path
from typing import Any

from attune_cli import dates
from attune_cli.core.support import Contact, OwnContacts, Problem, Support
from attune_cli.render.page import Line, bullet, clean, heading

BESIDE = 40  # columns of a contact whose number stands beside the name


def first_minute(support: Support) -> list[Line]:
    """Return what to do in the next minute, which stands before all else."""
    now = support.help_now
    first = (f"{support.danger[0]} {now.afraid}", *support.danger[1:], *now.minute)
    return [Line(now.title, "title"), *map(bullet, first)]


def where_to_turn(support: Support, own: OwnContacts) -> list[Line]:
    """Return whom to turn to, and what else there may be.

    Args:
        support: attune's own texts and contacts.
        own: the person's contacts, which come first.
    """
    page = heading("Where to turn")
    for contact in own.contacts:
        page += _own(contact)
    page += [bullet(contact_line(contact)) for contact in support.contacts]
    page += map(bullet, support.help_now.also.values())
    as_of = dates.in_short_with_year(support.as_of)
    if own.contacts:  # each row counts
        return [*page, Line(f"Checked on {as_of}.", "quiet")]
    page.append(Line(f"Checked on {as_of}. To add somebody of yours:", "quiet"))
    return [*page, Line('attune help-now add "Sam" "0123 456789"', "command", 2)]


def _own(contact: Contact) -> list[Line]:
    """Return a contact of the person; its number or address is never wrapped."""
    whole = contact_line(contact)
    if len(whole) <= BESIDE:
        return [Line(f"· {whole}", "row", 2)]
    return [bullet(_named(contact)), Line(contact.reach, "command", 4)]


def _named(contact: Contact) -> str:
    return f"{contact.name} ({contact.note})" if contact.note else contact.name


def contact_line(contact: Contact) -> str:
    """Return a contact in one line."""
    return f"{_named(contact)}: {contact.reach}" if contact.reach else _named(contact)


def contact_added(contact: Contact) -> str:
    """Return the line on a new contact."""
    return clean(f"Added: {_named(contact)} · {contact.reach}")


def problem_line(problem: Problem, path: Path) -> str:
    """Return the line on an error in the contacts file."""
    if problem.line is None:
        return clean(f"Not everything in your contacts can be read. {path}: {problem.what}.")
    where = f"{path}, line {problem.line}"
    return clean(f"Not everything in your contacts can be read. {where}: {problem.what}.")


def help_json(support: Support, own: OwnContacts) -> dict[str, Any]:
    """Return `attune.help-now/1`."""
    return {
        "schema": "attune.help-now/1",
        "as_of": support.as_of.isoformat(),
        "minute": support.help_now.minute,
        "danger": [*support.danger, support.help_now.afraid],
        "also": support.help_now.also,
        "own": [contact._asdict() for contact in own.contacts],
        "contacts": [contact._asdict() for contact in support.contacts],
        "problems": [problem._asdict() for problem in own.problems],
    }


def contact_json(contact: Contact) -> dict[str, Any]:
    """Return `attune.contact/1`."""
    return {"schema": "attune.contact/1", **contact._asdict()}
