"""A line of `attune log` that isn't only words of the vocabularies: read, shown, asked about.

The line as typed becomes the note, so nothing of it is lost; where it is refused, a draft keeps it.
"""

import sys
from collections.abc import Callable, Iterable, Sequence
from functools import partial

from attune_cli import errors
from attune_cli.commands.log.draft import EntryDraft
from attune_cli.commands.log.record import (
    fear_by,
    keep_note,
    refuse_unreadable,
    support_first,
)
from attune_cli.commands.options import can_ask
from attune_cli.commands.people.names import with_caregiver
from attune_cli.core.crisis import concern_of
from attune_cli.core.decoding import tidy
from attune_cli.core.grammar import NOTHING_SAID, TAG_SIGNS, Entry, kind_of, parse
from attune_cli.core.moment import CameBack, Kind
from attune_cli.core.people import DEFAULT_CAREGIVER
from attune_cli.core.speech.lexicon import lexicon
from attune_cli.core.speech.reading import read_line
from attune_cli.core.speech.taken import About, Reading
from attune_cli.core.vocabulary import FRIGHTEN, Vocabulary, Word
from attune_cli.errors import WrongUsage
from attune_cli.render.output import tell_wrapped
from attune_cli.render.said import danger, no_day, open_questions, slips_of
from attune_cli.store.database import opened_to_stay, reading
from attune_cli.store.people import NOBODY, People, read_people


def take_said(
    draft: EntryDraft,
    typed: Sequence[str],
    chosen: Sequence[Word],
    *,
    asks_note: bool,
    as_json: bool,
) -> bool:
    """Take a line of plain speech into the draft.

    Args:
        draft: what else was typed.
        typed: the line, in pieces of any length.
        chosen: the words typed behind options.
        asks_note: whether a note may be asked for.
        as_json: nobody is asked.

    Returns:
        Whether it is to be recorded; else it is kept as a draft.

    Raises:
        WrongUsage: something is open, and nobody can be asked; the draft keeps what was typed.
    """
    said, names, tags = _sorted(typed)
    known = draft.run.vocabulary
    refusal = partial(_refusal, typed, known, draft.entry, chosen)
    with draft.keeping(" ".join(typed).split(), [word.word for word in chosen]):
        draft.opened = None if can_ask(as_json=as_json) else opened_to_stay(draft.run.home)
        concern, people = concern_of(said), _people(draft)
        read: Callable[..., Reading] = partial(_read, draft, said, people)
        found = read()
        draft.entry = with_caregiver(parse(names, known, draft.entry), people)
    draft.typed = [*said.split(), *tags, *(word.word for word in chosen)]
    try:
        begun = parse(tags, known, draft.entry).add(*chosen)
        draft.entry, draft.typed = begun, said.split()
        draft.has_concern = concern is not None or found.in_need
        _refuse_slips(draft, found, refusal, in_need=draft.has_concern)
        if not all(known.find(piece) for piece in draft.typed):
            draft.line = tidy(" ".join(" ".join(typed).split()))
            draft.take("\n".join(filter(None, (draft.line, draft.text))))
            begun, draft.typed = draft.entry, []
        elif not _has_all(found, draft.typed):
            raise refusal()  # there is no note that would keep the rest
        _refuse_span(draft, found, in_need=draft.has_concern)
        _take(draft, begun, found)
    except WrongUsage:
        draft.keep()
        raise
    draft.typed = []
    draft.slips = slips_of(found.slips)
    draft.in_need = found.in_need
    draft.is_whose_known = not any(one.about is About.WHOSE for one in found.questions)
    draft.open_states = found.open_states
    if can_ask(as_json=as_json):
        refuse_unreadable(draft)
        change = partial(_change, draft, people, asks_note=asks_note)
        if found.other:
            who = _ask_who(draft, people, found.other)
            if who != DEFAULT_CAREGIVER:
                begun = begun._replace(caregiver=who)
            read = _reading_of(draft, found, read, who)
            found = read()
            _take(draft, begun, found)
        return _is_settled(draft, begun, found, read, change, people)
    _refuse_open(draft, found, in_need=draft.has_concern)
    if draft.entry.kind is not None:
        return True
    if not draft.text:
        raise errors.usage.WordsMissing(NOTHING_SAID)
    draft.keep()
    if as_json or not draft.is_kept:
        raise refusal()
    keep_note(draft)
    return False


def _ask_who(draft: EntryDraft, people: People, other: str) -> str | None:
    """Ask who somebody is who responded; “me” is the person, and None is nobody of the journal."""
    from attune_cli.commands.log.questions import ask_who  # noqa: PLC0415 prompt_toolkit

    if draft.entry.caregiver:  # they said so
        return draft.entry.caregiver
    usual = people.usual_caregiver(draft.run.settings.caregiver)
    others = [name for name in people.names_of_caregivers if name != usual]
    who = ask_who(other, others)
    draft.is_added = who == other
    return who


def _reading_of(
    draft: EntryDraft, found: Reading, read: Callable[..., Reading], who: str | None
) -> Callable[..., Reading]:
    """Return what reads a line in which somebody else responds, once it is said who that is."""
    if who is not None:
        return partial(read, found.other, is_mine=who == DEFAULT_CAREGIVER)
    did = {one.said: None for one in found.questions if one.about is About.WHO_DID}
    draft.in_need = draft.in_need or bool(did)

    def read_on(
        *, answers: dict[str, Word | None] | None = None, kind: Kind | None = None
    ) -> Reading:
        return read(answers=did | (answers or {}), kind=kind)

    return read_on


def _sorted(typed: Iterable[str]) -> tuple[str, list[str], list[str]]:
    """Return what was said in words, the @names and the tags."""
    pieces = [piece for text in typed for piece in text.split()]
    names = [piece for piece in pieces if piece.startswith("@") and len(piece) > 1]
    tags = [piece for piece in pieces if piece.startswith(TAG_SIGNS) and len(piece) > 1]
    apart = {*names, *tags}
    return " ".join(piece for piece in pieces if piece not in apart), names, tags


def _is_settled(
    draft: EntryDraft,
    begun: Entry,
    found: Reading,
    read: Callable[..., Reading],
    change: Callable[[], bool],
    people: People,
) -> bool:
    """Ask what is open, show what the line was taken for, and return whether it is to be kept."""
    from attune_cli.commands.log.questions import ask_open, decide  # noqa: PLC0415 prompt_toolkit

    words, asked = draft.run.vocabulary.words, found.questions
    others: Sequence[Word] = _others(draft, begun, found)
    _tell_first(draft, found)
    if answers := ask_open(found):
        found = read(answers=answers)
        _take(draft, begun, found)
        draft.is_whose_known = True
        is_by_another = any(
            one.about is About.WHO_DID and answers[one.said] is None for one in asked
        )
        draft.in_need = draft.in_need or is_by_another
        draft.was_turned = draft.was_turned and not is_by_another
        others = ()  # it was just said
    if found.likely and draft.entry.kind is None and not draft.in_need:
        draft.entry = draft.entry.add(words[found.likely])
    if draft.entry.kind is None and not draft.entry.of("sensitivity"):
        return True
    draft.likely = found.likely_deeds

    def again(kind: Kind) -> tuple[Word, ...]:
        before = draft.entry.kind
        found = read(answers=answers, kind=kind)
        _take(draft, begun, found)
        draft.likely = found.likely_deeds
        if draft.entry.kind is None:
            draft.entry = draft.entry.add(words[kind])
        return (*_others(draft, begun, found), *([words[before]] if before else []))

    support_first(draft, people)
    decided, others = decide(draft, others, again)
    while decided == "change":
        if change():
            return True
        decided, others = decide(draft, others, again)
    if decided == "leave":
        draft.keep()
        tell_wrapped("Kept, not stored. “attune log” offers it next time.")
        if draft.in_need or FRIGHTEN in draft.entry.of("response"):
            tell_wrapped(errors.usage.TURN, sys.stderr)
    return decided == "keep"


def _others(draft: EntryDraft, begun: Entry, found: Reading) -> tuple[Word, ...]:
    """Return what else a line may tell of: cues, and another kind of moment."""
    if draft.in_need:
        return ()
    cues = () if begun.of("cue") else found.other_cues
    kind = None if begun.words else found.other_kind
    return (*cues, *([draft.run.vocabulary.words[kind]] if kind else []))


def _change(draft: EntryDraft, people: People, *, asks_note: bool) -> bool:
    from attune_cli.commands.log.questions import change  # noqa: PLC0415 prompt_toolkit

    fear = fear_by(draft, people)
    return change(draft, people.names_of_children, asks_note=asks_note, fear=fear)


def _refuse_open(draft: EntryDraft, found: Reading, *, in_need: bool) -> None:
    """Refuse a line that leaves something open, and keep it.

    Raises:
        NotUnderstood: it does, and nobody can be asked.
    """
    if any(question.about is not About.WHOSE for question in found.questions):
        draft.keep()
        _tell_danger(found)
        asks_who = any(
            one.about in {About.WHO_DID, About.HURT, About.DONE}
            and FRIGHTEN in {w.word for w in one.choices}
            for one in found.questions
        )
        raise errors.usage.NotUnderstood(
            open_questions(found.questions), in_need=in_need or asks_who
        )


def _tell_danger(found: Reading) -> None:
    """Say what to do at once, before it is asked who did what a child may be badly hurt by."""
    if found.is_dangerous:
        tell_wrapped(danger(), sys.stderr)


def _tell_first(draft: EntryDraft, found: Reading) -> None:
    """Say where to turn, before anything is asked."""
    _tell_danger(found)
    if draft.in_need:
        tell_wrapped(errors.usage.TURN, sys.stderr)
        draft.was_turned = True


def _people(draft: EntryDraft) -> People:
    with reading(draft.run.home, draft.opened) as connection:
        return read_people(connection) if connection else NOBODY


def _read(
    draft: EntryDraft,
    line: str,
    known: People,
    other: str | None = None,
    answers: dict[str, Word | None] | None = None,
    *,
    kind: Kind | None = None,
    is_mine: bool = False,
) -> Reading:
    """Read a line.

    Args:
        draft: what else was typed.
        line: as typed.
        known: everybody whom the journal knows.
        other: somebody else who responds in the line.
        answers: to what it leaves open.
        kind: of the moment, where it was said.
        is_mine: whether that one is the person who types.
    """
    carers = [*known.names_of_caregivers, *([other] if other else [])]
    names = known.names_of_children
    vocabulary = draft.run.vocabulary
    found = read_line(line, vocabulary, lexicon(), draft.now, names, carers, answers, kind=kind)
    if is_mine:
        found.caregiver = None
    return found


def _has_all(found: Reading, typed: Iterable[str]) -> bool:
    """Whether each piece of a line was taken for something, or is asked about."""
    said = [one.said for one in (*found.taken, *found.repair)]
    said += [question.said for question in found.questions]
    told = set(_pieces(said))
    return told.issuperset(_pieces(typed))


def _pieces(several: Iterable[str]) -> list[str]:
    """Return the pieces of texts; “told_no” and “told no” have the same."""
    return " ".join(several).replace("_", " ").casefold().split()


def _take(draft: EntryDraft, begun: Entry, found: Reading) -> None:
    """Put what was understood into the draft.

    Raises:
        WordsClash: words contradict each other.
    """
    entry = begun._replace(
        children=begun.children or found.children,
        caregiver=begun.caregiver or found.caregiver,
        at=begun.at or found.at,
    )
    entry = entry.add(*(one.word for one in found.taken))
    came_back = entry.one("came_back")
    if found.repair and came_back in {CameBack.NOT_YET, CameBack.NOT_NEEDED}:
        step = found.repair[0].word.word
        raise errors.usage.WordsClash(
            came_back, step, f"“{step}” is coming back. Leave one of them out."
        )
    draft.entry = entry
    draft.repair = None
    if found.repair:
        later = None if begun.at else found.repair_at
        draft.repair = Entry(at=later).add(*(one.word for one in found.repair))


def _refuse_slips(
    draft: EntryDraft, found: Reading, refusal: Callable[[], WrongUsage], *, in_need: bool
) -> None:
    """Refuse a line of vocabulary words that contradict each other, or with slips among them.

    Raises:
        WrongUsage: it is such a line, or one unknown word.
    """
    is_said = any(one.word.vocabulary != "sensitivity" for one in found.taken)
    is_one = len(draft.typed) == 1 and not (is_said or found.questions or found.at)
    known = draft.run.vocabulary
    odd = _with_underscore(draft.typed, known)
    if not (is_one or odd or (found.is_terse and (found.unknown or found.dropped))):
        return
    parts = _pieces(odd)
    unknown = [*odd, *(word for word in found.unknown if word.casefold() not in parts)]
    slips = list(
        dict.fromkeys(
            str(errors.usage.UnknownWord(word, known.near(word), None)) for word in unknown
        )
    )
    if len(slips) > 1:
        raise errors.usage.NotUnderstood(slips, in_need=in_need)
    if slips:
        raise errors.usage.UnknownWord(unknown[0], known.near(unknown[0]), None, in_need=in_need)
    raise refusal()


def _with_underscore(typed: Iterable[str], known: Vocabulary) -> list[str]:
    """Return the unknown words with an underscore, as only words of the vocabularies have it."""
    words = dict.fromkeys(word.strip("_.,;:!?“”\"'()") for word in typed)
    return [word for word in words if "_" in word and not (known.find(word) or known.said(word))]


def _refuse_span(draft: EntryDraft, found: Reading, *, in_need: bool) -> None:
    """Refuse a moment of “last week”: nobody knows its day, and none is made up.

    Raises:
        NotUnderstood: it says so, and no option says when.
    """
    if found.span and not draft.entry.at and any(kind_of(one.word) for one in found.taken):
        raise errors.usage.NotUnderstood([no_day(found.span)], in_need=in_need)


def _refusal(
    typed: Sequence[str], known: Vocabulary, entry: Entry, chosen: Sequence[Word]
) -> WrongUsage:
    """Return what reading a line as words of the vocabularies ends in: it is only made if said."""
    try:
        parse(typed, known, entry).add(*chosen)
    except WrongUsage as refusal:
        return refusal
    return errors.usage.WordsMissing(NOTHING_SAID)
