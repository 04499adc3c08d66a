"""The questions of `attune log` in a terminal: what happened, what you did, how it was, the rest.

Every question but the first ones can be skipped with Enter, and each leads back to the one before.
"""

import sys
import textwrap
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

from attune_cli.commands.log.draft import EntryDraft, entry_of, repair_of
from attune_cli.commands.prompts import Option, WentBack, agree, pick, pick_many, press, write
from attune_cli.core.closing import closing_line
from attune_cli.core.decoding import tidy
from attune_cli.core.grammar import ACTION_OF, CUE_OF_STATE, Entry, missing
from attune_cli.core.moment import FearBy, Kind, Moment, Sensitivity
from attune_cli.core.people import DEFAULT_CAREGIVER, key_of, shown
from attune_cli.core.speech.lexicon import lexicon, plain
from attune_cli.core.speech.taken import About, Question, Reading
from attune_cli.core.time.when import parse_when
from attune_cli.core.vocabulary import FRIGHTEN, UNSUPPORTIVE, Word
from attune_cli.errors import AttuneError
from attune_cli.render.moment import BETWEEN, day_name, happened, shortened, support_on
from attune_cli.render.output import show, tell, tell_wrapped
from attune_cli.render.page import clean
from attune_cli.render.said import perhaps, question_about, taken_for
from attune_cli.render.text import page_width
from attune_cli.store.database import reading
from attune_cli.store.drafts import drop_draft, read_drafts
from attune_cli.store.moments import has_moment, most_used, to_repair
from attune_cli.store.people import read_people

WHAT_KIND = "What kind of moment was it?"
WHAT_HAPPENED = "What happened?"
# Of somebody else's moment.
DEEDS_OF = {
    Kind.DISTRESS: "What did {name} do?",
    Kind.CONNECTION: "What did {name} do with them?",
    Kind.REPAIR: "What did {name} do to come back?",
}
DEED_QUESTIONS = {
    Kind.DISTRESS: "What did you do?",
    Kind.CONNECTION: "What did you do together?",
    Kind.REPAIR: "What did you do to come back?",
}
WITH_WHOM = "With whom?"
WHICH_ONE = "Which moment did you come back to?"
MORE = "Anything to add?"
WHEN = "When was it? (such as “around 5” or “before bed”)"
NOTE = "A note, which Enter keeps:"
HOW_YOU_WERE, HOW_THEY_WERE = "How were you?", "How were they afterwards?"
HOW_ANOTHER_WAS = "How was {name}?"
# Letters out of the middle of a label, so that those of the other words stay as they were.
LETTERS = {
    "lash_out": "o", "resist": "i", "distress": "u", "connection": "m", "repair": "r",
}  # fmt: skip
TIMES = {"an hour ago": "h", "this morning": "m", "at bedtime": "b"}
NOW = "now"
_TOLD = ("cue", "response", "activity", "step", "sensitivity", "came_back")  # asked by themselves
MOST_OFTEN = 5  # responses that stand first
MOST_TO_REPAIR = 9  # moments that are offered, each with a digit
HOW_TO_KEEP = "Enter keeps it · e changes it · Esc leaves it as a draft"
HOW_TO_GO_ON = "Enter keeps it and goes on · e changes it · Esc leaves it as a draft"
HOW_TO_RATE = (
    "y yes · p partly · n not this time · Enter keeps it unrated · e changes it · Esc leaves it as "
    "a draft"
)
HOW_TO_RATE_ANEW = (
    "Enter keeps it · y, p or n rates it otherwise · e changes it · Esc leaves it as a draft"
)
HOW_TO_RATE_ANEW_AND_GO_ON = (
    "Enter keeps it and goes on · y, p or n rates it otherwise · e changes it · Esc leaves it as a "
    "draft"
)
RATED_BY = {
    "y": Sensitivity.YES, "p": Sensitivity.PARTLY, "n": Sensitivity.NO,
    "Y": Sensitivity.YES, "P": Sensitivity.PARTLY, "N": Sensitivity.NO,
}  # fmt: skip


class _NoMoment(Exception):
    """What has a note tells of no moment; the note is only to be kept."""


class More(NamedTuple):
    """What can be added to a moment at the end.

    Attributes:
        at: when it was; None for now.
        states: how the caregiver was.
        after: how the child was afterwards.
        note: the note; None where nothing was said of it, and empty where there is to be none.
    """

    at: str | None = None
    states: tuple[Word, ...] = ()
    after: Word | None = None
    note: str | None = None


class Step(NamedTuple):
    """One question.

    Attributes:
        name: of what it asks for.
        is_due: whether it is asked of an entry that has the answers before.
        ask: asks it, for that entry and with the answer that was given before, and returns one.
        put: returns the entry with the answer.
    """

    name: str
    is_due: Callable[[Entry], bool]
    ask: Callable[[Entry, Any], Any]
    put: Callable[[Entry, Any], Entry]


def complete(
    draft: EntryDraft, children: Sequence[str], *, asks_note: bool, fear: Callable[[], FearBy]
) -> bool:
    """Ask for what is missing: everything where nothing was said, else only the essential.

    The draft is kept after every answer, so that a closed window loses nothing either.

    Args:
        draft: what was typed; it gets the answers.
        children: nicknames to choose from.
        asks_note: whether a note is asked for, too.
        fear: says whose response it is, if one scared or hurt the child; a draft that is gone on
            with may be somebody else's.

    Returns:
        Whether it is a moment now; else its note is only to be kept.

    Raises:
        KeyboardInterrupt: Ctrl-C, or the end of the input.
    """
    asks_all = not (draft.entry.words or draft.entry.repairs)
    if draft.entry == Entry() and asks_note:
        _offer_drafts(draft)
    try:
        _Asking(draft, children, asks_all=asks_all, asks_note=asks_note, fear=fear()).ask()
    except _NoMoment:
        return False
    return True


def change(draft: EntryDraft, children: Sequence[str], *, asks_note: bool, fear: FearBy) -> bool:
    """Ask everything of a line, with what it was taken for chosen already: Enter keeps each part.

    Args:
        draft: what the line was taken for; it gets the answers.
        children: nicknames to choose from.
        asks_note: whether a note is asked for, too.
        fear: whose response it is, if one scared or hurt the child.

    Returns:
        Whether all was answered; else the first question led back to the line, which is as before.

    Raises:
        KeyboardInterrupt: Ctrl-C, or the end of the input.
    """
    taken, repair = draft.entry, draft.repair
    asking = _Asking(draft, children, asks_all=True, asks_note=asks_note, fear=fear)
    asking.begin_with(taken, repair)
    try:
        asking.ask()
    except WentBack:
        draft.entry, draft.repair = taken, repair
        return False
    draft.is_whose_known = True  # each state was shown as the caregiver's
    return True


def tell_closing(moment: Moment, draft: EntryDraft) -> None:
    """Say one warm line after the questions, where there is one that fits."""
    if line := closing_line(moment, draft.run.vocabulary):
        tell_wrapped(line, sys.stderr)


class _Asking:
    """The questions of one moment, with a way back through them.

    Attributes:
        answers: by the name of the step; what is no longer asked for is kept, and counts no more.
        taken: what a line was taken for, where it is changed; its deeds stand first in their list.
    """

    def __init__(
        self,
        draft: EntryDraft,
        children: Sequence[str],
        *,
        asks_all: bool,
        asks_note: bool,
        fear: FearBy,
    ) -> None:
        self.draft, self.begun = draft, draft.entry
        self.is_resumed = draft.is_kept  # at the time that the draft has, unless another is told
        self.words = draft.run.vocabulary
        self.children, self.fear = children, fear
        self.asks_all, self.asks_note = asks_all, asks_note
        self.answers: dict[str, Any] = {}
        self.taken: Entry | None = None
        self._asked: list[str] = []
        self.steps = (
            Step("kind", lambda e: missing(e) == "kind", self._kind, _told),
            Step("cue", lambda e: missing(e) == "cue", self._cue, _told),
            *(
                Step(name, lambda e, name=name: missing(e) == name, self._deeds, _told)  # type: ignore[misc]
                for name in ACTION_OF.values()
            ),
            Step("child", self._asks_child, self._child, lambda e, a: e._replace(children=a)),
            Step("sensitivity", self._asks_rating, self._rating, _told),
            Step("repair", self._asks_repair, self._repair, lambda e, _: e),
            Step("came_back", self._asks_came_back, self._came_back, _told),
            Step(
                "repairs", self._asks_repaired, self._repaired, lambda e, a: e._replace(repairs=a)
            ),
            Step("more", lambda _: asks_all, self._more, _with_more),
        )

    def begin_with(self, taken: Entry, repair: Entry | None) -> None:
        """Let what a line was taken for be chosen already; the draft is kept, and has it all.

        Who responded, and a child whom the journal doesn't know yet, stay as they were said.
        """
        self.taken, self.is_resumed, words = taken, False, self.words.words
        stored = {key_of(name): name for name in self.children}
        children = tuple(stored.get(key_of(name), "") for name in taken.children)
        is_asked = len(stored) > 1 and all(children)
        self.begun = taken._replace(words=(), at=None, children=() if is_asked else taken.children)
        told = {name: [words[one] for one in taken.of(name)] for name in _TOLD}
        if repair:
            told["repair"] = list(repair.words)
            told["step"] = told["step"] or told["repair"]  # if it was only that
        if taken.kind:
            told["kind"] = [words[taken.kind]]
        self.answers = {name: some for name, some in told.items() if some}
        if is_asked and children:
            self.answers["child"] = children
        after = taken.one("after")
        self.answers["more"] = More(
            at=taken.at,
            states=tuple(words[state] for state in taken.of("state")),
            after=words[after] if after else None,
        )
        self._keep()

    def ask(self) -> None:
        """Ask what is due, one question after the other, or back.

        Raises:
            WentBack: the line is wanted that is changed.
            KeyboardInterrupt: Ctrl-C, or the end of the input.
        """
        while step := self._next():
            before = self._entry(self._asked)
            try:
                answer = step.ask(before, self.answers.get(step.name))
            except WentBack as wanted:
                if not self._asked:
                    raise
                if wanted.marked:
                    self.answers[step.name] = wanted.marked
                self._asked.pop()
                continue
            self.answers[step.name] = answer
            self._asked.append(step.name)
            self._keep()
            is_told = step.name == "response" or self.taken is None
            is_fear = is_told and FRIGHTEN in self.draft.entry.of("response")
            if is_fear and not self.draft.was_supported:
                show(
                    support_on(self.fear, page_width()),
                    plain=self.draft.run.is_plain,
                    stream=sys.stderr,
                )
                self.draft.was_supported = True
        self.draft.was_asked = True

    @property
    def has_back(self) -> bool:
        """Whether there is a question before the one that is asked, or a line."""
        return bool(self._asked) or self.taken is not None

    def _next(self) -> Step | None:
        entry = self._entry(self._asked)
        left = (step for step in self.steps if step.name not in self._asked)
        return next((step for step in left if step.is_due(entry)), None)

    def _entry(self, names: Sequence[str]) -> Entry:
        """Return the entry with the answers of these names that are due."""
        entry = self.begun
        for step in self.steps:
            if step.name in names and step.is_due(entry):
                entry = step.put(entry, self.answers[step.name])
        return entry

    def _keep(self) -> None:
        entry = self.draft.entry = self._entry([*self.answers])
        if self.taken:
            steps = self.answers.get("repair") if entry.kind is Kind.DISTRESS else None
            self.draft.repair = Entry().add(*steps) if steps else None
        self.draft.keep()

    # What happened, and what was done

    def _kind(self, entry: Entry, before: Any) -> list[Word]:
        """Ask for the kind; what has a note may be left at that.

        Raises:
            _NoMoment: it is.
        """
        options = [_option(word) for word in self.words.of("kind")]
        if not entry.note or self.taken or before:
            return [self._pick(WHAT_KIND, options, before)]
        kinds = self._pick_or_skip(WHAT_KIND, options, None, skip="keep the note for now")
        if not kinds:
            raise _NoMoment
        return kinds

    def _cue(self, _: Entry, before: Any) -> list[Word]:
        return [self._pick(WHAT_HAPPENED, list(map(_option, self.words.of("cue"))), before)]

    def _deeds(self, entry: Entry, before: Any) -> list[Word]:
        assert entry.kind is not None  # noqa: S101 `missing` asks for the kind first
        several = self.words.of(ACTION_OF[entry.kind])
        known = self.taken.words if self.taken else ()
        is_used = entry.kind is Kind.DISTRESS and self.fear is FearBy.YOU
        used = self._used_most() if is_used else ()
        return pick_many(
            self._of_whom(entry, DEED_QUESTIONS[entry.kind], DEEDS_OF[entry.kind]),
            [_option(word) for word in several],
            least=1,
            chosen=before or (),
            first=[*dict.fromkeys((*known, *self._likely(entry), *used))],
            said_for=_said_among(several),
            has_back=self.has_back,
        )

    def _likely(self, entry: Entry) -> Sequence[Word]:
        """Return the responses that a line of plain speech may tell of."""
        return self.draft.likely if entry.kind is Kind.DISTRESS else ()

    def _of_whom(self, entry: Entry, of_you: str, of_another: str) -> str:
        """Return a question of your moment, or of somebody else's."""
        if self.fear is FearBy.YOU or entry.caregiver is None:
            return of_you
        return of_another.format(name=shown(entry.caregiver))

    def _used_most(self) -> list[Word]:
        """Return the responses that this person uses most; fear leads no list."""
        with reading(self.draft.run.home) as connection:
            known = read_people(connection)
            mine = known.id_of_caregiver(known.usual_caregiver(self.draft.run.settings.caregiver))
            counted = most_used(connection, "response", mine)
        found = [word for word in self.words.of("response") if counted.get(word.word)]
        found.sort(key=lambda word: -counted[word.word])  # those used alike keep their order
        return [word for word in found if word.word != FRIGHTEN][:MOST_OFTEN]

    # With whom

    def _asks_child(self, entry: Entry) -> bool:
        return self.asks_all and len(self.children) > 1 and not entry.children

    def _child(self, _: Entry, before: Any) -> tuple[str, ...]:
        options = [Option((name,), shown(name), name) for name in self.children]
        before = before or ()
        is_pair = len(self.children) == 2  # noqa: PLR2004 both
        options.append(Option(tuple(self.children), "both" if is_pair else "all of them", "*"))
        if not is_pair:
            options.append(Option((), "some of them", "+"))
        usual = self.draft.run.settings.child
        skip = f"it was {shown(usual)}" if usual else "skip"
        chosen = next((one.value for one in options if set(one.value) == set(before)), ())
        while True:
            found = pick(
                WITH_WHOM,
                options,
                skip=skip,
                chosen=chosen if before else None,
                has_back=self.has_back,
            )
            if found != ():
                is_same = found and set(found) == set(before)
                return (before if is_same else found) or ()
            some = [Option(name, shown(name), name) for name in self.children]
            with suppress(WentBack):
                return tuple(pick_many(WITH_WHOM, some, 1, chosen=before, has_back=True))

    # How it was

    def _asks_rating(self, entry: Entry) -> bool:
        is_rated = entry.kind and self.words.words[entry.kind].question
        if self.fear is not FearBy.YOU and "sensitivity" not in self.answers:
            return False  # nobody is asked how somebody else was
        return bool(self.asks_all and is_rated and not entry.of("sensitivity"))

    def _rating(self, entry: Entry, before: Any) -> list[Word]:
        assert entry.kind is not None  # noqa: S101 a rating is asked after it
        about = self._anchors(entry)
        options = [
            _option(word)._replace(about=about.get(word.word, word.definition))
            for word in self.words.of("sensitivity")
        ]
        question = self.words.words[entry.kind].question or ""
        return self._pick_or_skip(question, options, before, lambda: self._explain(entry))

    def _anchors(self, entry: Entry) -> dict[str, str]:
        """Return what each rating may look like, for the age of the child where it is known."""
        from attune_cli.commands.words import anchors_of  # noqa: PLC0415 needed where one is rated

        assert entry.kind is not None  # noqa: S101 likewise
        with suppress(AttuneError):  # the question stays, whatever is wrong with a name
            found = anchors_of(self.draft.run, entry.kind, entry.children)
            return {one.rating: " ".join((one.means, *one.says)) for one in found.anchors}
        return {}

    def _explain(self, entry: Entry) -> None:
        from attune_cli.commands.words import show_anchors_of  # noqa: PLC0415 few ask for it

        assert entry.kind is not None  # noqa: S101 likewise
        with suppress(AttuneError):
            show_anchors_of(self.draft.run, entry.kind, entry.children)

    def _asks_came_back(self, entry: Entry) -> bool:
        """Whether it was hard, so that it matters whether they came back."""
        is_hard = entry.one("sensitivity") in {Sensitivity.PARTLY, Sensitivity.NO}
        is_open = entry.kind is Kind.DISTRESS and is_hard and not entry.of("came_back")
        is_told = bool(self.answers.get("repair", self.draft.repair))
        return self.asks_all and is_open and not is_told

    def _asks_repair(self, entry: Entry) -> bool:
        """Whether a line told of coming back, too."""
        return entry.kind is Kind.DISTRESS and "repair" in self.answers

    def _repair(self, entry: Entry, before: Any) -> list[Word]:
        return pick_many(
            self._of_whom(entry, DEED_QUESTIONS[Kind.REPAIR], DEEDS_OF[Kind.REPAIR]),
            [_option(word) for word in self.words.of("step")],
            chosen=before,
            first=before,
            has_back=self.has_back,
        )

    def _came_back(self, _: Entry, before: Any) -> list[Word]:
        options = [_option(word) for word in self.words.of("came_back")]
        return self._pick_or_skip("Did you come back to it?", options, before)

    def _asks_repaired(self, entry: Entry) -> bool:
        is_due = self.asks_all and entry.kind is Kind.REPAIR and not entry.repairs
        return is_due and bool(self._hard(entry))

    def _hard(self, entry: Entry) -> list[Moment]:
        with reading(self.draft.run.home) as connection:
            return to_repair(connection, self.words, entry.children)[:MOST_TO_REPAIR]

    def _repaired(self, entry: Entry, before: Any) -> str | None:
        today = self.draft.now.date()
        labels = self.words.label

        def name(moment: Moment) -> str:
            what = happened(moment, lambda several: BETWEEN.join(map(labels, several)))
            return f"#{moment.number} {day_name(moment.local_day, today)}: {what}"

        options = [
            Option(str(moment.number), name(moment), str(place), clean(moment.note or ""))
            for place, moment in enumerate(self._hard(entry), start=1)
        ]
        found: str | None = pick(
            WHICH_ONE, options, skip="none of these", chosen=before, has_back=self.has_back
        )
        return found

    # The rest: when, a note, how you were, how they were

    def _more(self, entry: Entry, before: Any) -> More:
        more = before or More()
        while True:
            self.answers["more"] = more
            self._keep()
            so_far = _so_far(more)
            what = pick(
                f"{MORE} So far: {so_far}." if so_far else MORE,
                self._addable(entry, more),
                skip="no, keep it",
                has_back=self.has_back,
                leads_on=True,
            )
            if what is None:
                return more
            with suppress(WentBack):
                more = self._added(what, entry, more)
                if what == "note" and more.note:
                    return more

    def _addable(self, entry: Entry, more: More) -> list[Option]:
        options = []
        if self.asks_note:
            text = shortened(entry.note) if entry.note and more.note is None else ""
            options.append(Option("note", f"a note: “{text}”" if text else "a note", "n"))
        if entry.at is None or self.is_resumed:
            times = {**TIMES, **({NOW: "w"} if more.at else {})}
            options += [
                Option(f"at {at}", self._at(at), letter)
                for at, letter in times.items()
                if at != more.at
            ]
            options.append(Option("when", "it was at another time", "o"))
        you = self._of_whom(entry, "how you were", "how {name} was")
        options.append(Option("state", you, "y"))
        if entry.kind is not Kind.CONNECTION:
            options.append(Option("after", "how they were afterwards", "a"))
        return options

    def _at(self, text: str) -> str:
        """Return a time as it is offered, with its day where that is another."""
        if text == NOW and self.is_resumed:
            return "it was when you noted it"
        day, today = parse_when(text, self.draft.now).local_day, self.draft.now.date()
        at = "just now" if text == NOW else text
        return f"it was {at}" if day == today else f"it was {at}, {day_name(day, today)}"

    def _added(self, what: str, entry: Entry, more: More) -> More:
        """Ask for one thing and return it with the others.

        Raises:
            WentBack: it is not wanted after all.
        """
        if what == "note":
            return more._replace(note=self._note(entry, more))
        if what == "when":
            return more._replace(at=self._when())
        if what == "state":
            options = [_option(word) for word in self.words.of("state")]
            how = self._of_whom(entry, HOW_YOU_WERE, HOW_ANOTHER_WAS)
            state = self._pick(how, options, None)
            others = tuple(word for word in more.states if word != state)
            is_new = len(others) == len(more.states)
            return more._replace(states=(*others, state) if is_new else others)
        if what == "after":
            options = [_option(word) for word in self.words.of("after")]
            return more._replace(after=self._pick(HOW_THEY_WERE, options, more.after))
        at = what.removeprefix("at ")
        return more._replace(at=None if at == NOW else at)

    def _note(self, entry: Entry, more: More) -> str:
        def keep(text: str) -> None:
            self.answers["more"] = more._replace(note=tidy(text) or "")
            self.draft.entry = self._entry([*self.answers])

        default = more.note if more.note is not None else entry.note
        return tidy(write(NOTE, default or "", keep, has_back=True)) or ""

    def _when(self) -> str | None:
        """Ask for a time until it can be read; an empty line is now."""
        text = ""
        while text := write(WHEN, text, lambda _: None, has_back=True).strip():
            try:
                parse_when(text, self.draft.now)
            except AttuneError as refusal:
                tell_wrapped(str(refusal), sys.stderr)
            else:
                return text
        return None

    # How it is asked

    def _pick(self, question: str, options: list[Option], before: Any) -> Any:
        words = [option.value for option in options]
        return pick(
            question,
            options,
            chosen=before[0] if isinstance(before, list) and before else before,
            said_for=_said_among(words),
            has_back=self.has_back,
        )

    def _pick_or_skip(
        self,
        question: str,
        options: list[Option],
        before: Any,
        explain: Callable[[], None] | None = None,
        skip: str = "skip",
    ) -> list[Word]:
        found = pick(
            question,
            options,
            skip=skip,
            chosen=before[0] if before else None,
            explain=explain,
            has_back=self.has_back,
        )
        return [found] if found else []


def _told(entry: Entry, words: Sequence[Word]) -> Entry:
    """Return the entry with more words; those that imply its kind take the place of that."""
    if any(word.vocabulary == "cue" or word.vocabulary in ACTION_OF.values() for word in words):
        entry = entry._replace(words=tuple(w for w in entry.words if w.vocabulary != "kind"))
    return entry.add(*words)


def _with_more(entry: Entry, more: More) -> Entry:
    after = [more.after] if more.after and entry.kind is not Kind.CONNECTION else []
    words = [*more.states, *after]
    note = entry.note if more.note is None else more.note or None
    return entry._replace(at=more.at or entry.at, note=note).add(*words)


def _so_far(more: More) -> str:
    """Return what was added."""
    parts = [more.at] if more.at else []
    parts += [f"you: {BETWEEN.join(word.label for word in more.states)}"] if more.states else []
    parts += [f"they: {more.after.label}"] if more.after else []
    parts += [f"“{shortened(more.note)}”"] if more.note else []
    return " · ".join(parts)


def _said_among(words: Sequence[Word]) -> Callable[[str], set[Word]]:
    """Return what finds the words that people say a text for."""

    def said(text: str) -> set[Word]:
        spoken = text.replace("’", "").replace("'", "").replace("-", " ").split()
        careful = frozenset({FRIGHTEN})
        meant = lexicon().begun(tuple(map(plain, spoken)), careful) if spoken else frozenset()
        return {word for word in words if word.word in meant}

    return said


def is_new(role: str, name: str, near: Sequence[str]) -> bool:
    """Ask whether somebody whom the journal does not know is to be added."""
    question = f"{shown(name)} is new here. Add a {role} of that name?"
    if near:
        known = ", ".join(shown(other) for other in near)
        question = f"{shown(name)} is new here. (I know {known}.) Add a {role} of that name?"
    return agree(question, default=not near)


def ask_who(other: str, known: Sequence[str]) -> str | None:
    """Ask who somebody is who responded, as a line says, and whom the journal doesn't know.

    Args:
        other: as the line has them, such as “dad”.
        known: nicknames of caregivers.

    Returns:
        A nickname, “me” for the person who types, or None for somebody else.

    Raises:
        KeyboardInterrupt: Ctrl-C, or the end of the input.
    """
    options = [
        Option(other, f"{shown(other)}, a caregiver here from now on", other),
        *(Option(name, shown(name), name) for name in known),
        Option(DEFAULT_CAREGIVER, "me", "me"),
        Option(None, "somebody else: it stays in the note", "somebody else"),
    ]
    who: str | None = pick(f"“{clean(other)}”: who is that?", options)
    return who


def ask_open(found: Reading) -> dict[str, Word | None]:
    """Ask what a line of plain speech leaves open; None is “neither”.

    Raises:
        KeyboardInterrupt: Ctrl-C, or the end of the input.
    """
    answers: dict[str, Word | None] = {}
    for question in found.questions:
        options = [_choice(question, word) for word in question.choices]
        others = _NONE_OF_THEM.get(question.about, "neither")
        options.append(Option(None, f"{others}: it stays in the note", others))
        answers[question.said] = pick(question_about(question), options)
    return answers


def ask_whose(draft: EntryDraft, state: str) -> Entry:
    """Ask whose a state is, and return the entry with it, or with the cue that it is for a child.

    Raises:
        KeyboardInterrupt: Ctrl-C, or the end of the input.
    """
    known, entry = draft.run.vocabulary.words, draft.entry
    question = Question(About.WHOSE, state, (known[CUE_OF_STATE[state]], known[state]))
    options = [_choice(question, word) for word in question.choices]
    chosen = pick(question_about(question), options)
    kept = (word for word in entry.words if word.word != state)
    return entry if chosen.word == state else entry._replace(words=tuple(kept)).add(chosen)


_NONE_OF_THEM = {About.WHO_DID: "somebody else", About.DONE: "not done", About.HURT: "no"}


def _choice(question: Question, word: Word) -> Option:
    is_act = question.about is About.DONE and (word.word == FRIGHTEN or word.vocabulary == "cue")
    about = About.WHO_DID if is_act else question.about
    label = {
        (About.WHO_DID, True): "I did: I scared or hurt them",
        (About.WHO_DID, False): "they did",
        (About.HURT, True): "yes",
        (About.WHOSE, True): "I was",
        (About.WHOSE, False): "they were",
        (About.AFRAID, True): "of me",
        (About.AFRAID, False): "of something else",
    }.get((about, word.vocabulary in {"response", "state"}), word.label)
    return Option(word, label, label)


def decide(
    draft: EntryDraft, others: Sequence[Word], again: Callable[[Kind], Sequence[Word]]
) -> tuple[str, Sequence[Word]]:
    """Show what a line was taken for, and let it be kept, rated, changed or left.

    Args:
        draft: what the line was taken for.
        others: what else it may have been, or been about; a digit puts it in the place of what was
            taken.
        again: takes the line for a moment of another kind, and returns what else that may be.

    Returns:
        “keep”, “change” or “leave”, and what else it may be now.

    Raises:
        KeyboardInterrupt: Ctrl-C, or the end of the input.
    """
    words = draft.run.vocabulary.words
    while True:
        question = _question_of_rating(draft)
        rows = [taken_for(draft.entry, draft.repair), perhaps(draft.entry, others), question or ""]
        answer = "{}" if question else "Rated: {}"  # the line above is no question of how it was
        ratings = {
            key: (words[word], answer.format(words[word].label)) for key, word in RATED_BY.items()
        }
        digits = {str(n): (word, "") for n, word in enumerate(others, start=1)}
        is_rated = bool(draft.entry.of("sensitivity")) and not draft.in_need
        keeps, rates_anew = HOW_TO_KEEP, HOW_TO_RATE_ANEW
        if missing(draft.entry):  # it is asked for before the moment is stored
            keeps, rates_anew = HOW_TO_GO_ON, HOW_TO_RATE_ANEW_AND_GO_ON
        how = HOW_TO_RATE if question else rates_anew if is_rated else keeps
        shown = "\n".join(filter(None, rows))
        key = press(shown, how, (ratings if question or is_rated else {}) | digits)
        if not isinstance(key, Word):
            return str(key), others
        if key.vocabulary == "sensitivity":
            draft.entry = _rated(draft.entry, key)
            return "keep", others
        if key.vocabulary == "kind":
            others = again(Kind(key.word))
            continue
        before = [words[word] for word in draft.entry.of("cue")]
        others = [word for word in (*before, *others) if word != key]
        draft.entry = _about(draft.entry, key)


def _rated(entry: Entry, rating: Word) -> Entry:
    """Return a moment with a rating, in the place of the one that it had."""
    rest = [word for word in entry.words if word.vocabulary != "sensitivity"]
    return entry._replace(words=(*rest, rating))


def _about(entry: Entry, cue: Word) -> Entry:
    """Return an upset with what it was about, in the place of what it was taken for."""
    rest = [word for word in entry.words if word.vocabulary not in {"kind", "cue"}]
    return entry._replace(words=(cue, *rest))


def _question_of_rating(draft: EntryDraft) -> str | None:
    """Return the question of a moment that isn't rated; None where it is, or isn't to be asked.

    It is asked where all else is told, and of what was kind at least in part: who says that they
    shouted is not asked whether that was kind. Nobody is asked how somebody else was, or how they
    were while they needed help themselves; nor where they came back, as two things were done then.
    """
    entry, words = draft.entry, draft.run.vocabulary.words
    is_told = missing(entry) is None and not entry.of("sensitivity")
    deeds = [words[word].stance for word in entry.of("response") if word in words]
    is_harsh = bool(deeds) and set(deeds) == {UNSUPPORTIVE}
    is_hard = is_harsh or draft.in_need or FRIGHTEN in entry.of("response")
    if not is_told or is_hard or entry.caregiver or draft.repair or entry.kind is None:
        return None
    return words[entry.kind].question


def _offer_drafts(draft: EntryDraft) -> None:
    """Offer what was begun, the newest first, until one is gone on with."""
    home = draft.run.home
    for uid, kept in read_drafts(home.drafts):
        entry = entry_of(kept, draft.run.vocabulary)
        with reading(home) as connection:
            is_stored = has_moment(connection, uid)
        if is_stored:
            drop_draft(home.drafts, uid)
        if is_stored or entry is None:  # what can't be gone on with stays for who can read it
            continue
        repair = repair_of(kept, draft.run.vocabulary)
        told = (*entry.words, *(repair.words if repair else ()))
        about = [word.label for word in told] + [f"@{name}" for name in entry.children]
        about += [f"by {shown(entry.caregiver)}"] if entry.caregiver else []
        note = clean(" ".join((entry.note or "").split()))
        about += [f"“{textwrap.shorten(note, 40, placeholder=' …')}”"] if note else []
        about = about or ["a moment of which only the time is said"]
        if agree(f"You had begun: {BETWEEN.join(about)}. Go on with it?", default=True):
            draft.resume(uid, entry, repair)
            return
        drop_draft(home.drafts, uid)
        if entry.note:
            tell(f"Put aside. Its note was:\n{clean(entry.note)}", sys.stderr)


def _option(word: Word) -> Option:
    letter_from = LETTERS.get(word.word, word.word)
    is_careful = word.word == FRIGHTEN
    return Option(word, word.label, letter_from, word.definition, is_careful=is_careful)
