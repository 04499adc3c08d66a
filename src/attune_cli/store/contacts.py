"""The file of a person's own contacts, contacts.toml: theirs to edit, and only added to here."""

from pathlib import Path

from attune_cli import errors
from attune_cli.core.decoding import decoded
from attune_cli.core.support import Contact, OwnContacts, Problem, as_toml, parse_contacts
from attune_cli.store.files import change_file
from attune_cli.store.home import private_folder
from attune_cli.store.regular import read_regular

OPENING = """\
# Whom to turn to: attune help-now shows them after the emergency line. Edit it as you like.

"""


def read_contacts(path: Path) -> OwnContacts:
    """Read the contacts as far as they can be read; whatever stands in the way is returned."""
    try:
        raw = read_regular(path)
    except (FileNotFoundError, NotADirectoryError):
        return OwnContacts()
    except OSError as problem:
        return OwnContacts(problems=(Problem(None, errors.journal.reason_of(problem)),))
    try:
        return parse_contacts(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as problem:
        line = raw[: problem.start].count(b"\n") + 1
        found = parse_contacts(decoded(raw).text)
        return found._replace(problems=(Problem(line, "it is no UTF-8 text"), *found.problems))


def add_contact(path: Path, contact: Contact) -> None:
    """Add a contact at the end of the file, and change nothing before it.

    Raises:
        ContactExists: it is there already.
        ContactsUnusable: the file can't be read or written.
        FolderUnusable: its folder can't be used.
    """
    found = read_contacts(path)
    if any(contact[:2] == known[:2] for known in found.contacts):
        raise errors.files.ContactExists(contact.name, path)
    private_folder(path.parent)
    try:
        change_file(path, lambda before: _with(before or OPENING.encode(), contact))
    except UnicodeDecodeError as problem:
        raise errors.files.ContactsUnusable(
            path, "it is no UTF-8 text", "Save it as UTF-8."
        ) from problem
    except OSError as problem:
        do = "Check its permissions and its folder’s."
        raise errors.files.ContactsUnusable(
            path, errors.journal.reason_of(problem), do
        ) from problem


def _with(before: bytes, contact: Contact) -> bytes:
    more = _gap_after(before.decode("utf-8-sig")) + as_toml(contact)
    return before + more.encode()


def _gap_after(text: str) -> str:
    """Return what makes an empty line after a text."""
    return "\n\n"[len(text) - len(text.rstrip("\n")) :] if text else ""
