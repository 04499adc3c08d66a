"""The page of `attune help-now`, and its JSON: short, and without Rich."""

from pathlib import Path
from typing import Any

from attune_cli.core.support import Contact, OwnContacts, Problem, Support
from attune_cli.render.page import Line, bullet, clean, heading


def help_page(support: Support, own: OwnContacts) -> list[Line]:
    """Return what to do in the next minute, and where to turn.

    Args:
        support: the package's own words.
        own: the person's contacts; they stand before directories.
    """
    now = support.help_now
    page = [Line(now.title, "title"), *map(bullet, now.minute), *heading("Where to turn")]
    page += [bullet(support.danger[0]), Line(now.afraid, indent=4), bullet(support.danger[1])]
    for contact in (*own.contacts, *support.contacts):
        page += _contact(contact)
    as_of = f"{support.as_of.day} {support.as_of:%B %Y}"
    page += [Line(), Line(f"Checked on {as_of}. To add somebody of yours:", "quiet")]
    return [*page, Line('attune help-now add "Sam" "0123 456789"', "command", 2)]


def _contact(contact: Contact) -> list[Line]:
    """Return a contact; how to reach it stands on a line of its own, never wrapped."""
    name = f"{contact.name} ({contact.note})" if contact.note else contact.name
    return [bullet(name), *([Line(contact.reach, "command", 4)] if contact.reach else [])]


def contact_added(contact: Contact) -> str:
    """Say whom a contact was added for."""
    note = f" ({contact.note})" if contact.note else ""
    return clean(f"Added: {contact.name}{note} · {contact.reach}")


def problem_line(problem: Problem, path: Path) -> str:
    """Say what of the contacts could not be read, and where."""
    line = "" if problem.line is None else f", line {problem.line}"
    return clean(f"Not everything in your contacts can be read. {path}{line}: {problem.what}.")


def help_json(support: Support, own: OwnContacts) -> dict[str, Any]:
    """Return `attune.help-now/1`."""
    return {
        "schema": "attune.help-now/1",
        "as_of": support.as_of.isoformat(),
        "minute": support.help_now.minute,
        "danger": [*support.danger, support.help_now.afraid],
        "own": [contact._asdict() for contact in own.contacts],
        "contacts": [contact._asdict() for contact in support.contacts],
        "problems": [problem._asdict() for problem in own.problems],
    }


def contact_json(contact: Contact) -> dict[str, Any]:
    """Return `attune.contact/1`."""
    return {"schema": "attune.contact/1", **contact._asdict()}
