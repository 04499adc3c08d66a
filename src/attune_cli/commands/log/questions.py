"""The questions of `attune log` in a terminal: what happened, what you did, how it was, a note.

Every question but the first two can be skipped with Enter.
"""

import sys
import textwrap
from collections.abc import Sequence
from contextlib import suppress

from attune_cli.commands.log.draft import EntryDraft, entry_of
from attune_cli.commands.prompts import Option, agree, pick, pick_many, press, write
from attune_cli.core.decoding import tidy
from attune_cli.core.grammar import ACTION_OF, CUE_OF_STATE, LAST, Entry, missing
from attune_cli.core.moment import FearBy, Kind, Sensitivity
from attune_cli.core.people import shown
from attune_cli.core.speech.reading import About, Question, Reading
from attune_cli.core.vocabulary import FRIGHTEN, Word
from attune_cli.errors import AttuneError
from attune_cli.errors.moments import NoSuchMoment
from attune_cli.render.moment import day_name, support
from attune_cli.render.output import show, tell, tell_wrapped
from attune_cli.render.page import clean
from attune_cli.render.said import question_about, taken_for
from attune_cli.store.database import reading
from attune_cli.store.drafts import drop_draft, read_drafts
from attune_cli.store.moments import has_moment
from attune_cli.store.repaired import find_repaired

WHAT_HAPPENED = "What happened?"
DEED_QUESTIONS = {
    Kind.DISTRESS: "What did you do?",
    Kind.CONNECTION: "What did you do together?",
    Kind.REPAIR: "What did you do to come back?",
}
# Letters out of the middle of a label, so that those of the other words stay as they were.
LETTERS = {"lash_out": "o", "resist": "i"}
HOW_TO_KEEP = "Enter keeps it · e changes it · Esc leaves it as a draft"
# What stands beside the cues, each with its letter.
TOLD_AS = {
    Kind.CONNECTION: ("nothing hard: a calm moment", "m"),
    Kind.REPAIR: ("coming back after a conflict", "r"),
}


def complete(
    draft: EntryDraft, children: Sequence[str], *, asks_note: bool, fear: FearBy = FearBy.YOU
) -> bool:
    """Ask for what is missing: everything where nothing was said, else only the essential.

    The draft is kept after every answer, so that a closed window loses nothing either.

    Args:
        draft: what was typed.
        children: nicknames to choose from.
        asks_note: whether a note is asked for, too.
        fear: whose response it is, if one scared or hurt the child.

    Returns:
        Whether the pointer to support was shown, at once after the answer that asked for it.

    Raises:
        KeyboardInterrupt: Ctrl-C, or the end of the input.
    """
    asks_all = not (draft.entry.words or draft.entry.repairs)
    was_supported = False
    try:
        if draft.entry == Entry() and asks_note:
            _offer_drafts(draft)
        while what := missing(draft.entry):
            _ask_essential(draft, what)
            if not was_supported and FRIGHTEN in draft.entry.of("response"):
                show(support(fear), plain=draft.run.is_plain, stream=sys.stderr)
                was_supported = True
        if asks_all:
            _ask_the_rest(draft, children, asks_note=asks_note)
    except EOFError:
        raise KeyboardInterrupt from None
    return was_supported


def is_new(role: str, name: str, near: Sequence[str]) -> bool:
    """Ask whether somebody whom the journal does not know is to be added."""
    perhaps = f" (I know {', '.join(shown(other) for other in near)}.)" if near else ""
    return agree(
        f"{shown(name)} is new here.{perhaps} Add a {role} of that name?", default=not near
    )


def ask_open(found: Reading) -> dict[str, Word | None]:
    """Ask what a line of plain speech leaves open; None is “neither”.

    Raises:
        KeyboardInterrupt: Ctrl-C, or the end of the input.
    """
    answers: dict[str, Word | None] = {}
    try:
        for question in found.questions:
            options = [_choice(question, word) for word in question.choices]
            others = "somebody else" if question.about is About.WHO_DID else "neither"
            options.append(Option(None, f"{others}: it stays in the note", others))
            answers[question.said] = pick(question_about(question), options)
    except EOFError:
        raise KeyboardInterrupt from None
    return answers


def ask_whose(draft: EntryDraft, state: str) -> Entry:
    """Ask whose a state is, and return the entry with it, or with the cue that it is for a child.

    Raises:
        KeyboardInterrupt: Ctrl-C, or the end of the input.
    """
    known, entry = draft.run.vocabulary.words, draft.entry
    question = Question(About.WHOSE, state, (known[CUE_OF_STATE[state]], known[state]))
    options = [_choice(question, word) for word in question.choices]
    try:
        chosen = pick(question_about(question), options)
    except EOFError:
        raise KeyboardInterrupt from None
    kept = (word for word in entry.words if word.word != state)
    return entry if chosen.word == state else entry._replace(words=tuple(kept)).add(chosen)


def _choice(question: Question, word: Word) -> Option:
    label = {
        (About.WHO_DID, True): "I did: I scared or hurt them",
        (About.WHO_DID, False): "they did",
        (About.WHOSE, True): "I was",
        (About.WHOSE, False): "they were",
        (About.AFRAID, True): "of me",
        (About.AFRAID, False): "of something else",
    }.get((question.about, word.vocabulary in {"response", "state"}), word.label)
    return Option(word, label, label)


def keeps(draft: EntryDraft, begun: Entry) -> bool:
    """Show what a line was taken for, and let it be kept, changed or left.

    Returns:
        Whether it is to be recorded; where it is to be changed, its words are asked anew.

    Raises:
        KeyboardInterrupt: Ctrl-C, or the end of the input.
    """
    try:
        key = press(taken_for(draft.entry, draft.repair), HOW_TO_KEEP)
    except EOFError:
        raise KeyboardInterrupt from None
    if key == "leave":
        draft.keep()
        tell_wrapped("Kept, not stored. “attune log” offers it next time.")
        return False
    if key == "change":
        draft.entry, draft.repair = draft.entry._replace(words=begun.words), None
    return True


def _offer_drafts(draft: EntryDraft) -> None:
    """Offer what was begun, the newest first, until one is gone on with."""
    home = draft.run.home
    for uid, kept in read_drafts(home.drafts):
        entry = entry_of(kept, draft.run.vocabulary)
        with reading(home) as connection:
            if entry is None or has_moment(connection, uid):
                drop_draft(home.drafts, uid)
                continue
        about = [word.label for word in entry.words] + [f"@{name}" for name in entry.children]
        note = clean(" ".join((entry.note or "").split()))
        about += [f"“{textwrap.shorten(note, 40, placeholder=' …')}”"] if note else []
        if agree(f"You had begun: {', '.join(about)}. Go on with it?", default=True):
            draft.resume(uid, entry)
            return
        drop_draft(home.drafts, uid)
        if entry.note:
            tell(f"Put aside. Its note was:\n{clean(entry.note)}", sys.stderr)


def _add(draft: EntryDraft, entry: Entry) -> None:
    draft.entry = entry
    draft.keep()


def _ask_essential(draft: EntryDraft, what: str) -> None:
    words, entry = draft.run.vocabulary, draft.entry
    if what in {"kind", "cue"}:
        cues = [_option(word) for word in words.of("cue")]
        kinds = [
            Option(word, *TOLD_AS[Kind(word.word)])
            for word in words.of("kind")
            if word.word in TOLD_AS
        ]
        _add(draft, entry.add(pick(WHAT_HAPPENED, cues + (kinds if what == "kind" else []))))
        return
    kind = entry.kind
    assert kind is not None  # noqa: S101 `missing` asks for the kind first
    options = [_option(word) for word in words.of(ACTION_OF[kind])]
    _add(draft, entry.add(*pick_many(DEED_QUESTIONS[kind], options, least=1)))


def _ask_the_rest(draft: EntryDraft, children: Sequence[str], *, asks_note: bool) -> None:
    entry = draft.entry
    if len(children) > 1 and not entry.children:
        options = [Option(name, shown(name), name) for name in children]
        usual = draft.run.settings.child
        question = f"With whom? (None is {shown(usual)}.)" if usual else "With whom?"
        _add(draft, entry._replace(children=tuple(pick_many(question, options))))
    _ask_rating(draft)
    if draft.entry.kind is Kind.REPAIR and not draft.entry.repairs:
        _ask_repaired(draft)
    if not asks_note:
        return
    entry = draft.entry

    def keep_typed(text: str) -> None:
        draft.entry = entry._replace(note=tidy(text))

    keep_typed(write("A note, if you like:", entry.note or "", keep_typed))
    draft.keep()


def _ask_rating(draft: EntryDraft) -> None:
    """Ask the rating question of the kind, and after partly or no whether they came back."""
    words, entry = draft.run.vocabulary, draft.entry
    question = words.words[entry.kind].question if entry.kind else None
    if question and not entry.of("sensitivity"):
        options = [_option(word) for word in words.of("sensitivity")]
        if rating := pick(question, options, skip=True, explain=lambda: _explain(draft)):
            _add(draft, entry.add(rating))
    entry = draft.entry
    is_open = entry.kind is Kind.DISTRESS and entry.one("sensitivity") in {
        Sensitivity.PARTLY,
        Sensitivity.NO,
    }
    if is_open and not entry.of("came_back"):
        options = [_option(word) for word in words.of("came_back")]
        if came_back := pick("Did you come back to it?", options, skip=True):
            _add(draft, entry.add(came_back))


def _explain(draft: EntryDraft) -> None:
    """Show what the ratings may look like, for the age of the child where it is known."""
    from attune_cli.commands.words import show_anchors_of  # noqa: PLC0415 few ask for it

    kind = draft.entry.kind
    assert kind is not None  # noqa: S101 a rating is asked after it
    with suppress(AttuneError):  # the question stays, whatever is wrong with a name
        show_anchors_of(draft.run, kind, draft.entry.children)


def _ask_repaired(draft: EntryDraft) -> None:
    entry = draft.entry
    try:
        with reading(draft.run.home) as connection:
            found = find_repaired(connection, LAST, entry.children)
    except NoSuchMoment:
        return
    about = f", {draft.run.vocabulary.label(found.cue)}" if found.cue else ""
    which = f"#{found.number} ({day_name(found.local_day, draft.now.date())}{about})"
    if agree(f"Did you come back to {which}?", default=False):
        _add(draft, entry._replace(repairs=str(found.number)))


def _option(word: Word) -> Option:
    return Option(word, word.label, LETTERS.get(word.word, word.word))
