"""Where to turn: the texts of data/support.toml, and the contacts that a person adds.

The person's contacts file is parsed entry by entry, so that one error hides no other contact.
"""

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from attune_cli import errors
from attune_cli.core.documents import BrokenDocument, parse_toml

_HEAD = r"\s*\["  # also [contact] and [[contacts]], so that such an error stays in its block
_KEYS = ("name", "reach", "note")
SUPPORT_FILE = Path(__file__).parent.parent / "data" / "support.toml"


class Contact(NamedTuple):
    """A person or service to turn to.

    Attributes:
        name: who it is.
        reach: a phone number or an address.
        note: when to reach them, or what for.
    """

    name: str
    reach: str = ""
    note: str = ""


class HelpNow(NamedTuple):
    """The texts of `attune help-now`.

    Attributes:
        title: the heading.
        minute: what to do in the next minute, in order.
        afraid: for whom else the emergency number is.
        also: lines on other trouble, by name.
    """

    title: str
    minute: list[str]
    afraid: str
    also: dict[str, str]


class LookedFor(NamedTuple):
    """The texts above what somebody finds who looks for help.

    Attributes:
        opening: the first sentence.
        next: where the next minute is told.
        contacts: names of the contacts that are shown there.
    """

    opening: str
    next: str
    contacts: list[str]


class AfterFear(NamedTuple):
    """The texts after a moment in which somebody's response scared or hurt a child.

    Attributes:
        opening: the first sentence.
        brief: the whole in one line.
        lines: the sentences besides danger and contacts.
        opening_in_short, in_short: both in fewer words, contacts too, for a page of one screen.
        beside: all of it in one line, beside the texts for who did it.
    """

    opening: str
    brief: str
    lines: list[str]
    opening_in_short: str
    in_short: list[str]
    beside: str = ""


class LowMood(NamedTuple):
    """The texts where low days add up.

    Attributes:
        title: the heading.
        line: the fact about help.
        more: where to turn at once.
        in_short: the fact and the ideas in one line, for a page of one screen.
    """

    title: str
    line: str
    more: str
    in_short: str


class Support(NamedTuple):
    """All of data/support.toml.

    Attributes:
        as_of: the day on which its facts were checked.
        danger: what to do if somebody is in danger; shown first.
        danger_in_short: the same in one line.
        help_now, looked_for, after_fear, after_fear_of_another, low_mood: the other texts, by
            occasion.
        contacts: directories and services.
    """

    as_of: date
    danger: list[str]
    danger_in_short: str
    help_now: HelpNow
    looked_for: LookedFor
    after_fear: AfterFear
    after_fear_of_another: AfterFear
    low_mood: LowMood
    contacts: tuple[Contact, ...]


def read_support() -> Support:
    """Read data/support.toml."""
    found = tomllib.loads(SUPPORT_FILE.read_text(encoding="utf-8"))
    return Support(
        as_of=found["as_of"],
        danger=found["danger"],
        danger_in_short=found["danger_in_short"],
        help_now=HelpNow(**found["help_now"]),
        looked_for=LookedFor(**found["looked_for"]),
        after_fear=AfterFear(**found["after_fear"]),
        after_fear_of_another=AfterFear(**found["after_fear_of_another"]),
        low_mood=LowMood(**found["low_mood"]),
        contacts=tuple(Contact(**contact) for contact in found["contact"]),
    )


MOST_SHOWN = 1_000  # characters of a part of a contact: the others are to stay in sight


class Problem(NamedTuple):
    """An error in the contacts file, and its line if it has one."""

    line: int | None
    what: str


class OwnContacts(NamedTuple):
    """The contacts of a contacts file, and its errors."""

    contacts: tuple[Contact, ...] = ()
    problems: tuple[Problem, ...] = ()


def parse_contacts(text: str) -> OwnContacts:
    """Read a contacts file; an error in one contact does not hide the others."""
    contacts: list[Contact] = []
    problems: list[Problem] = []
    for line, block in _blocks(text):
        try:
            found = parse_toml(block)
        except BrokenDocument as problem:
            inside = problem.line or 1
            what = f"{problem} (text stands in quotation marks)" if problem.line else f"{problem}"
            problems.append(Problem(line + inside - 1, what))
            continue
        entries = found.pop("contact", [])
        problems += [
            Problem(_line_of(key, line, block), f"“{key}” stands in no [[contact]]")
            for key in found
        ]
        for entry in entries if isinstance(entries, list) else [entries]:
            contact, wrong = _read(entry)
            contacts += [contact] if contact else []
            problems += [Problem(line, what) for what in wrong]
    return OwnContacts(tuple(contacts), tuple(problems))


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """Yield the text before the first [[contact]], then each block, with its first line number."""
    lines = text.splitlines(keepends=True)
    starts = [0, *(n for n, line in enumerate(lines) if n and re.match(_HEAD, line)), len(lines)]
    for start, end in pairwise(starts):
        yield start + 1, "".join(lines[start:end])


def _read(entry: Any) -> tuple[Contact | None, list[str]]:
    """Return the contact of an entry, or None, and what is wrong with the entry."""
    if not isinstance(entry, dict):
        return None, ["a contact begins with [[contact]]"]
    texts = {key: str(part) for key, part in entry.items() if type(part) in {str, int}}
    parts = {key: _tidy(text[:MOST_SHOWN]) for key, text in texts.items()}
    wrong = [f"a contact has no “{key}”, but {', '.join(_KEYS)}" for key in entry.keys() - _KEYS]
    if not parts.get("name") or not parts.get("reach"):
        return None, [*wrong, "a contact needs a name and a reach, in quotation marks"]
    return Contact(**{key: parts[key] for key in _KEYS if key in parts}), wrong


def _line_of(key: str, first: int, block: str) -> int:
    lines = enumerate(block.splitlines(), first)
    return next((number for number, line in lines if key in line), first)


def new_contact(name: str, reach: str, note: str = "") -> Contact:
    """Return a contact from what was typed, each part on one line.

    Raises:
        EmptyContact: it has no name, or no number or address.
    """
    contact = Contact(_tidy(name), _tidy(reach), _tidy(note))
    if not contact.name or not contact.reach:
        raise errors.files.EmptyContact
    return contact


def _tidy(text: str) -> str:
    """Return a text on one line that can be encoded as UTF-8."""
    return " ".join(text.encode("utf-8", "replace").decode("utf-8").split())


def as_toml(contact: Contact) -> str:
    """Return a contact as TOML."""
    import json  # noqa: PLC0415 5 ms, and only `help-now add` needs it

    lines = [
        # JSON writes strings as TOML reads them, but for one character that TOML wants escaped
        f"{key} = {json.dumps(part, ensure_ascii=False)}".replace("\x7f", "\\u007f")
        for key, part in contact._asdict().items()
        if part
    ]
    return "\n".join(["[[contact]]", *lines, ""])
