"""From an entry to a stored moment: ask what is missing, find who and when, store, answer."""

import sys
from collections.abc import Callable, Iterable
from functools import partial

from attune_cli import errors
from attune_cli.commands.log.draft import EntryDraft
from attune_cli.commands.options import can_ask, known_name
from attune_cli.commands.people.names import with_caregiver
from attune_cli.core.crisis import is_of_own_need
from attune_cli.core.grammar import (
    CUE_OF_STATE,
    Entry,
    missing,
    open_state,
    require_kind,
    to_moment,
)
from attune_cli.core.moment import CameBack, FearBy, Kind, Moment
from attune_cli.core.people import DEFAULT_CAREGIVER, key_of, near_names, read_name, shown
from attune_cli.core.time.when import parse_when, with_fixed_offset
from attune_cli.core.vocabulary import FRIGHTEN
from attune_cli.render.moment import echo, support_on, to_be_described, whose_state
from attune_cli.render.output import show, tell_wrapped
from attune_cli.render.text import page_width
from attune_cli.store.database import reading
from attune_cli.store.home import Home
from attune_cli.store.journal import journal
from attune_cli.store.people import NOBODY, People, read_people
from attune_cli.store.repaired import Repaired, children_of, find_repaired
from attune_cli.store.uid import new_uid

CAME_BACK = {CameBack.SAME_MOMENT, CameBack.LATER}


def record(draft: EntryDraft, write_note: Callable[[], None] | None, *, as_json: bool) -> None:
    """Complete, store and echo a moment.

    Args:
        draft: what was typed.
        write_note: lets the note be written, once all else is settled; None where none is to be.
        as_json: answer in JSON, and ask nothing.

    Raises:
        AttuneError: it was not stored.
    """
    home, entry = draft.run.home, draft.entry
    refuse_unreadable(draft)
    is_asked = can_ask(as_json=as_json)
    state = None if draft.is_whose_known else open_state(entry)
    if state and is_asked:
        from attune_cli.commands.log.questions import ask_whose  # noqa: PLC0415 prompt_toolkit

        entry = draft.entry = ask_whose(draft, state)
    if not (is_asked or as_json) and _is_kept_as_note(draft):
        return
    asks = is_asked and missing(entry) is not None
    known = _people(draft, asks=asks)
    if asks:
        from attune_cli.commands.log.questions import complete  # noqa: PLC0415 prompt_toolkit

        fear, children = partial(fear_by, draft, known), known.names_of_children
        if not complete(draft, children, asks_note=write_note is None, fear=fear):
            keep_note(draft)
            return
    blank = _settle(draft, known, is_asked=is_asked)
    repaired = _repaired(home, draft.entry, blank)
    usual = None if blank.children or repaired else _usual(draft, "child", known)
    if write_note:
        draft.close_journal()  # a note takes a while, and the file may be another by then
        write_note()
    moment, repair = _store(draft, to_moment(draft.entry, blank), repaired, usual)
    draft.run.is_done = True
    draft.done()
    try:
        _answer(moment, repaired, draft, as_json=as_json)
        if repair:
            _answer(repair, _mended(moment), draft, as_json=as_json)
        sys.stdout.flush()
    except OSError:
        tell_wrapped(f"#{moment.number} is stored; only its answer could not be shown.", sys.stderr)
        raise
    if not (is_asked or as_json):
        _say_whose(moment, [*([state] if state else []), *draft.open_states])
    _follow_tags(home, moment)
    if not draft.was_supported:
        _follow(moment, draft, fear_by(draft, known), as_json=as_json)


def _say_whose(moment: Moment, states: Iterable[str]) -> None:
    """Say that states were stored as the caregiver’s, where they may have been the child’s."""
    for state in dict.fromkeys(states):
        if state in CUE_OF_STATE and state in moment.states:
            is_reason = moment.kind is Kind.DISTRESS and not moment.cue
            cue = CUE_OF_STATE[state] if is_reason else None
            tell_wrapped(whose_state(moment.number, state, cue), sys.stderr)


def refuse_unreadable(draft: EntryDraft) -> None:
    """Say what cannot be read, or is not there, before anything is asked.

    Raises:
        AttuneError: such a time, or moment to repair, was typed.
    """
    parse_when(draft.entry.at, draft.now)
    _repaired(draft.run.home, draft.entry)


def _is_kept_as_note(draft: EntryDraft) -> bool:
    """Keep a note alone, which is a moment still to be described."""
    entry = draft.entry
    if entry.words or entry.repairs or not entry.note:
        return False
    draft.keep()
    if draft.is_kept:
        tell_wrapped(to_be_described(entry.note))
        if _is_note_in_need(draft):
            tell_wrapped(errors.usage.TURN, sys.stderr)
    return draft.is_kept


def _is_note_in_need(draft: EntryDraft) -> bool:
    """Whether a note beside what was read speaks of need, or of harm to a child."""
    note = (draft.text or "").removeprefix(draft.line or "")
    if not note.strip():
        return False
    from attune_cli.core.speech.harm import speaks_of_harm  # noqa: PLC0415 many have no note

    return is_of_own_need(note) or speaks_of_harm(note, draft.entry.children)


def keep_note(draft: EntryDraft) -> None:
    """Keep a note to be described, and say so; in need, where to turn, too."""
    draft.keep()
    tell_wrapped(to_be_described(draft.text or ""))
    if draft.has_concern or draft.in_need or _is_note_in_need(draft):
        tell_wrapped(errors.usage.TURN, sys.stderr)


def _people(draft: EntryDraft, *, asks: bool) -> People:
    """Return everybody that the journal knows, where somebody may be named."""
    entry, usual = draft.entry, draft.run.settings
    is_named = entry.children or entry.caregiver or usual.child
    if not (asks or is_named or usual.caregiver != DEFAULT_CAREGIVER):
        return NOBODY
    with reading(draft.run.home, draft.opened) as connection:
        return read_people(connection)


def _settle(draft: EntryDraft, known: People, *, is_asked: bool) -> Moment:
    """Return a moment that has people and time alone; a note is asked for after that."""
    draft.entry = entry = with_caregiver(draft.entry, known)
    now = draft.now
    kind, when = require_kind(entry), parse_when(entry.at, now)
    children, caregivers = known.names_of_children, known.names_of_caregivers
    if entry.caregiver is None:
        is_me = draft.run.settings.caregiver == DEFAULT_CAREGIVER
        usual = None if is_me else _usual(draft, "caregiver", known)
        caregiver = usual or known.usual_caregiver()
    else:
        caregiver = _name(draft, "caregiver", entry.caregiver, caregivers, is_asked=is_asked)
    named = [_name(draft, "child", typed, children, is_asked=is_asked) for typed in entry.children]
    return Moment(
        uid=draft.uid,
        kind=kind,
        caregiver=caregiver,
        children=tuple(dict.fromkeys(named)),
        local_day=when.local_day,
        occurred_at=when.occurred_at,
        part_of_day=when.part_of_day,
        logged_at=with_fixed_offset(now),
    )


def _name(draft: EntryDraft, role: str, typed: str, known: list[str], *, is_asked: bool) -> str:
    """Return a stored nickname; somebody new is added, if the person says so.

    Raises:
        UnknownPerson: nobody can be asked, or the answer was no.
    """
    if is_asked and key_of(typed) not in map(key_of, known):
        from attune_cli.commands.log.questions import is_new  # noqa: PLC0415 prompt_toolkit

        name = read_name(typed)
        is_agreed = draft.is_added and role == "caregiver"
        if is_agreed or is_new(role, name, near_names(name, known)):
            with journal(draft.run.home) as opened:
                opened.add_person(role, name, draft.now)
            return name
    return known_name(role, typed, known)


def _usual(draft: EntryDraft, role: str, known: People) -> str | None:
    """Return the stored nickname of whom the settings name, if they do.

    Raises:
        DefaultUnknown: the journal has nobody of that name any more.
    """
    is_child, settings = role == "child", draft.run.settings
    name = settings.child if is_child else settings.caregiver
    if name is None:
        return None
    names = known.names_of_children if is_child else known.names_of_caregivers
    found = next((other for other in names if key_of(other) == key_of(name)), None)
    if found is None:
        raise errors.files.DefaultUnknown(role, name)
    return found


def _repaired(home: Home, entry: Entry, repair: Moment | None = None) -> Repaired | None:
    """Return the moment that is repaired, if one is named.

    Raises:
        RepairTooEarly: it is of a later day than its repair.
    """
    if entry.repairs is None:
        return None
    children = repair.children if repair and entry.children else ()
    with reading(home) as connection:
        found = find_repaired(connection, entry.repairs, children)
    if repair and repair.local_day < found.local_day:
        raise errors.moments.RepairTooEarly(found.number)
    return found


def _store(
    draft: EntryDraft, moment: Moment, repaired: Repaired | None, usual: str | None
) -> tuple[Moment, Moment | None]:
    """Store the moment and return it with its number, and the repair that was told with it.

    Where no child was named, it is with those of the repaired moment, or with the usual child, or
    with the only one. The caregiver “me” may have another nickname by now.
    """
    repair = None
    with journal(draft.run.home, draft.opened) as opened:
        connection = opened.connection
        known = read_people(connection)
        if repaired:  # an editor may have stood open for long
            number = opened.number_of(repaired.uid)
            if number is None:
                raise errors.moments.NoSuchMoment(repaired.number)
            repaired = repaired._replace(number=number)
        if repaired and not moment.children:  # mended with those it happened with
            children = children_of(connection, repaired.number, known)
            moment = moment._replace(children=children)
        if not moment.children and (usual or len(known.children) == 1):
            moment = moment._replace(children=(usual or known.names_of_children[0],))
        moment = _as_known(moment, known)
        if draft.repair and moment.came_back not in CAME_BACK:
            moment = moment._replace(came_back=CameBack.LATER)
        with opened.change("log", draft.now) as change:
            if repaired:
                opened.came_back_to(repaired.number)
                moment = moment._replace(repairs=repaired.uid)
            number = opened.insert(moment, known, repaired.number if repaired else None)
            change.what = f"log #{number}"
            if draft.repair:
                repair = _repair_of(moment, draft)
                repair = repair._replace(number=opened.insert(repair, known, number))
                change.what = f"log #{number} #{repair.number}"
    return moment._replace(number=number), repair


def _repair_of(moment: Moment, draft: EntryDraft) -> Moment:
    """Return the repair that was told in the same line as its moment; the note stays with that."""
    assert draft.repair is not None  # noqa: S101 asked for where there is one
    blank = moment._replace(
        uid=new_uid(draft.now), repairs=moment.uid, note=None, tags=(), came_back=None, after=None
    )
    if draft.repair.at:
        when = parse_when(draft.repair.at, draft.now)
        blank = blank._replace(
            local_day=when.local_day, occurred_at=when.occurred_at, part_of_day=when.part_of_day
        )
    return to_moment(draft.repair, blank)


def _mended(moment: Moment) -> Repaired:
    """Return what the answer says of a moment that its repair points at."""
    assert moment.number is not None  # noqa: S101 it is stored
    return Repaired(moment.number, moment.uid, moment.local_day, moment.cue)


def _as_known(moment: Moment, known: People) -> Moment:
    """Return the moment with nicknames as they are now: a question may have stood open for long.

    Raises:
        UnknownPerson: somebody was removed meanwhile.
    """
    caregiver = known.usual_caregiver()
    if moment.caregiver != DEFAULT_CAREGIVER:
        caregiver = known_name("caregiver", moment.caregiver, known.names_of_caregivers)
    children = [known_name("child", name, known.names_of_children) for name in moment.children]
    return moment._replace(caregiver=caregiver, children=tuple(children))


def _answer(moment: Moment, repaired: Repaired | None, draft: EntryDraft, *, as_json: bool) -> None:
    if as_json:
        from attune_cli.render.json import moment_json, print_json  # noqa: PLC0415 few want JSON

        print_json(moment_json(moment))
        return
    if draft.entry.caregiver is None:  # whatever the nickname, it is “me”
        moment = moment._replace(caregiver=DEFAULT_CAREGIVER)
    elif draft.run.settings.caregiver != DEFAULT_CAREGIVER:
        moment = moment._replace(caregiver=shown(moment.caregiver))
    about = (repaired.number, repaired.local_day, repaired.cue) if repaired else None
    tell_wrapped(echo(moment, draft.run.vocabulary, draft.now, about))


def _follow_tags(home: Home, moment: Moment) -> None:
    """Say which tags are perhaps slips, beside the answer."""
    if moment.tags:
        from attune_cli.commands.tags import tell_near_tags  # noqa: PLC0415 few have tags

        tell_near_tags(home, moment)


def fear_by(draft: EntryDraft, known: People) -> FearBy:
    """Return whose response it is, if one scared or hurt the child."""
    is_you = known.is_you(draft.entry.caregiver, draft.run.settings.caregiver)
    return FearBy.YOU if is_you else FearBy.ANOTHER


def support_first(draft: EntryDraft, known: People) -> None:
    """Say where to turn as soon as a line tells that a child was scared or hurt, and only once."""
    if FRIGHTEN in draft.entry.of("response") and not draft.was_supported:
        page = support_on(fear_by(draft, known), page_width())
        show(page, plain=draft.run.is_plain, stream=sys.stderr)
        draft.was_supported = True


def _follow(moment: Moment, draft: EntryDraft, fear: FearBy, *, as_json: bool) -> None:
    """Say what goes with a moment, beside the answer.

    That is where to turn after fear or in need; else a line at the end of the questions, and an
    idea after a hard moment.
    """
    if draft.slips and not as_json:
        tell_wrapped(draft.slips, sys.stderr)
    if FRIGHTEN in moment.responses:
        show(support_on(fear, page_width()), plain=draft.run.is_plain, stream=sys.stderr)
        return
    if draft.in_need or _is_note_in_need(draft):
        if not draft.was_turned:
            tell_wrapped(errors.usage.TURN, sys.stderr)
        return
    if draft.was_asked and fear is FearBy.YOU:
        from attune_cli.commands.log.questions import tell_closing  # noqa: PLC0415 prompt_toolkit

        tell_closing(moment, draft)
    if moment.was_hard and moment.cue and moment.children and not as_json:
        from attune_cli.commands.tips.ideas import tell_idea  # noqa: PLC0415 after hard moments

        tell_idea(draft.run, moment, draft.now.date())
