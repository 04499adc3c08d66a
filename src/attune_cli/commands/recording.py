"""From an entry to a stored moment: ask what is missing, settle who and when, store, answer."""

import sys
from datetime import datetime

from attune_cli.commands.drafting import Drafting
from attune_cli.commands.note import note_from_editor, note_from_stdin
from attune_cli.commands.options import known_name
from attune_cli.core.grammar import missing, require_kind, to_moment
from attune_cli.core.moment import Moment
from attune_cli.core.people import DEFAULT_CAREGIVER, key_of, near_names, read_name
from attune_cli.core.when import parse_when, pinned
from attune_cli.render.moment import SUPPORT_WORD, echo, support
from attune_cli.render.plain import show, tell_wrapped
from attune_cli.store import quick
from attune_cli.store.draft import drop_draft, read_draft
from attune_cli.store.home import Home
from attune_cli.store.opening import reading, writing
from attune_cli.store.uid import new_uid


def record(drafting: Drafting, note_from: str | None, *, as_json: bool) -> None:
    """Complete, store and echo a moment.

    Args:
        drafting: what was said.
        note_from: "editor", "stdin" or None.
        as_json: answer in JSON, and ask nothing.

    Raises:
        AttuneError: it was not stored.
    """
    home = drafting.run.home
    with reading(home) as connection:
        known = quick.people(connection)
    can_ask = sys.stdin.isatty() and sys.stdout.isatty() and not as_json
    shown_already = False
    if can_ask and missing(drafting.entry):
        from attune_cli.commands import asking  # noqa: PLC0415 questionary, where somebody is asked

        shown_already = asking.complete(drafting, known.names_of_children)
    blank = _settle(drafting, known, can_ask=can_ask)
    repaired = _target(home, drafting.entry.repairs)
    if note_from:
        note = note_from_editor() if note_from == "editor" else note_from_stdin()
        drafting.entry = drafting.entry._replace(note=note)
    moment = _store(home, to_moment(drafting.entry, blank), repaired)
    _drop_own_draft(drafting)
    _answer(moment, repaired, drafting.now, as_json=as_json)
    if SUPPORT_WORD in moment.responses and not shown_already:
        show(support(), stream=sys.stderr)


def _drop_own_draft(drafting: Drafting) -> None:
    """Forget a draft that this moment came from, or whose note has been typed anew."""
    draft = read_draft(drafting.run.home)
    if draft and (drafting.resumed or draft.get("note") == drafting.entry.note):
        drop_draft(drafting.run.home)


def _settle(drafting: Drafting, known: quick.People, *, can_ask: bool) -> Moment:
    """Return a blank moment that says who and when; only after that a note is asked for."""
    entry, now = drafting.entry, drafting.now
    kind, when = require_kind(entry), parse_when(entry.at, now)
    children = known.names_of_children
    caregivers = known.names_of_caregivers

    def name(role: str, typed: str, known: list[str]) -> str:
        return _name(drafting, role, typed, known, can_ask=can_ask)

    caregiver = name("caregiver", entry.caregiver or DEFAULT_CAREGIVER, caregivers)
    named = [name("child", typed, children) for typed in entry.children]
    only_child = children if len(children) == 1 else []
    return Moment(
        uid=new_uid(now),
        kind=kind,
        caregiver=caregiver,
        children=tuple(dict.fromkeys(named or only_child)),
        local_day=when.local_day,
        occurred_at=when.occurred_at,
        logged_at=pinned(now),
    )


def _name(drafting: Drafting, role: str, typed: str, known: list[str], *, can_ask: bool) -> str:
    """Return a stored nickname; somebody new is added, if the person says so.

    Raises:
        UnknownPerson: nobody can be asked, or the answer was no.
    """
    if can_ask and key_of(typed) not in map(key_of, known):
        from attune_cli.commands import asking  # noqa: PLC0415 questionary, where somebody is asked
        from attune_cli.store.journal import journal  # noqa: PLC0415 SQLModel, for somebody new

        name = read_name(typed)
        if asking.is_new(role, name, near_names(name, known)):
            with journal(drafting.run.home) as opened:
                opened.add_person(role, name, drafting.now)
            return name
    return known_name(role, typed, known)


def _target(home: Home, wanted: str | None) -> int | None:
    """Return the number of the moment that is repaired, if one is named."""
    if wanted is None:
        return None
    with reading(home) as connection:
        return quick.find_repaired(connection, wanted)


def _store(home: Home, moment: Moment, repaired: int | None) -> Moment:
    """Store the moment and return it with its number."""
    with writing(home) as connection:
        if repaired is not None:
            quick.mark_repaired(connection, repaired)
        number = quick.insert(connection, moment, quick.people(connection), repaired)
        if repaired is not None:
            moment = moment._replace(repairs=quick.uid_of(connection, repaired))
    return moment._replace(number=number)


def _answer(moment: Moment, repaired: int | None, now: datetime, *, as_json: bool) -> None:
    if as_json:
        from attune_cli.render.as_json import moment_face, print_json  # noqa: PLC0415 where asked for

        print_json(moment_face(moment))
    else:
        tell_wrapped(echo(moment, now, repaired))
